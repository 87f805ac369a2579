"""Comparing words: the same after normalising or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reisgenoot.approach.words import normalise, with_any_number


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("  Taal leren ", "taal leren"),
        ("NT2 les ROC", "nt2 les roc"),
        ("Syrië", "syrie"),
        ("ETHIOPIË", "ethiopie"),
        ("mbo-2\tgestart", "mbo 2 gestart"),
        ("taal/opleiding/inburgering", "taal opleiding inburgering"),
        ("'t Kruis", "t kruis"),
        ("Bergen (N.H.)", "bergen n h"),
        ("betaald_werk_uren", "betaald werk uren"),
        ("werk\u00a0zoeken", "werk zoeken"),
        ("—", ""),
        ("", ""),
    ],
)
def test_normalise_when_written_so_then_reads_so(written: str, normal: str) -> None:
    assert normalise(written) == normal


@given(st.text())
def test_normalise_when_done_twice_then_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet="abcdé2 -", min_size=1))
def test_normalise_when_case_and_blanks_differ_then_same(text: str) -> None:
    assert normalise(f"  {text.upper()} ") == normalise(text.lower())


def test_with_any_number_when_numbers_then_each_is_a_hash() -> None:
    assert with_any_number("werkt 24 uur 3 dagen") == "werkt # uur # dagen"
