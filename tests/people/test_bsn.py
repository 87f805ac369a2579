"""The citizen service number as people and spreadsheets write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reisgenoot.people.bsn import InvalidBsn, bsn_hash, parse_bsn, passes_eleven_test, seal, unseal


@pytest.mark.parametrize(
    ("written", "bsn"),
    [
        ("999918011", "999918011"),
        (999918011, "999918011"),
        (999918011.0, "999918011"),
        ("999918011.0", "999918011"),
        (99947213, "099947213"),
        ("99947213", "099947213"),
        (" 9999.18.011 ", "999918011"),
        ("9999 18 011", "999918011"),
    ],
)
def test_bsn_when_readable_then_nine_digits(written: str | int | float, bsn: str) -> None:
    assert parse_bsn(written) == bsn


@pytest.mark.parametrize(
    "written", ["999918012", "12345", "1234567890", "", "onbekend", "000000000", 99991801.5, "99991801a", "٩٩٩٩١٨٠١١"]
)
def test_bsn_when_not_one_then_refused_without_repeating_it(written: str | float) -> None:
    with pytest.raises(InvalidBsn) as caught:
        parse_bsn(written)
    assert caught.value.field == "bsn"
    assert not any(character.isdigit() for character in str(caught.value))


@given(st.integers(min_value=1_000_000, max_value=999_999_999), st.integers(0, 8), st.integers(1, 9))
def test_eleven_test_when_one_digit_is_wrong_then_fails(number: int, position: int, shift: int) -> None:
    bsn = f"{number:09d}"
    wrong = bsn[:position] + str((int(bsn[position]) + shift) % 10) + bsn[position + 1 :]
    assert not (passes_eleven_test(bsn) and passes_eleven_test(wrong))


def test_bsn_when_sealed_then_comes_back_and_shows_nothing() -> None:
    sealed = seal("999918011")
    assert unseal(sealed) == "999918011"
    assert b"999918011" not in sealed
    assert seal("999918011") != sealed
    assert bsn_hash("999918011") == bsn_hash("999918011") != bsn_hash("099947213")
