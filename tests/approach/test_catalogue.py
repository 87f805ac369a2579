"""Finding what a word stands for: exactly or not; suggestions never decide."""

from collections.abc import Iterable

import pytest

from reisgenoot.approach.base import LocalisedText
from reisgenoot.approach.catalogue import Catalogue, words_of
from reisgenoot.approach.coding import Code


def code(key: str, *words: str) -> Code:
    return Code(key=key, label=LocalisedText(nl=key, en=f"{key} (en)"), words=words)


def catalogue(codes: Iterable[Code], blank: Code | None = None) -> Catalogue[Code]:
    return Catalogue(((entry, words_of(entry)) for entry in codes), blank=blank)


WORK, STUDY, CARE = code("werk", "baan", "contract voor # maanden"), code("mbo", "mbo 2", "mbo-#"), code("zorg")
CATALOGUE = catalogue([WORK, STUDY, CARE])


@pytest.mark.parametrize(
    "text", ["werk", " WERK ", "Baan", "contract voor 7 maanden", "Contract voor 12 maanden", "werk (en)"]
)
def test_find_when_same_after_normalising_then_found(text: str) -> None:
    assert CATALOGUE.find(text) is WORK


@pytest.mark.parametrize("text", ["werkk", "wer", "een baan", "contract voor zeven maanden", "", "  ", "contract"])
def test_find_when_only_near_then_nothing(text: str) -> None:
    assert CATALOGUE.find(text) is None


def test_find_when_blank_is_coded_then_blank_finds_it() -> None:
    assert catalogue([WORK, CARE], blank=CARE).find(" - ") is CARE


def test_find_all_when_two_statements_then_both_in_order() -> None:
    assert CATALOGUE.find_all("mbo-3 + werk") == (STUDY, WORK)
    assert CATALOGUE.find_all("Baan en zorg") == (WORK, CARE)
    assert CATALOGUE.find_all("werk") == (WORK,)


def test_find_all_when_half_is_unknown_then_nothing() -> None:
    assert CATALOGUE.find_all("mbo 2 + zwemmen") == ()
    assert CATALOGUE.find_all("") == ()


def test_suggest_when_misspelt_then_best_first_and_once_each() -> None:
    suggested = CATALOGUE.suggest("werkk")
    assert suggested[0][0] is WORK
    assert len({entry.key for entry, _ in suggested}) == len(suggested)
    assert all(0 <= score <= 1 for _, score in suggested)
    assert [score for _, score in suggested] == sorted((score for _, score in suggested), reverse=True)


def test_suggest_when_nothing_is_like_it_then_empty() -> None:
    assert CATALOGUE.suggest("xyzzy") == []


def test_suggest_when_limited_then_no_more_than_that() -> None:
    assert len(CATALOGUE.suggest("werk zorg mbo", limit=1, at_least=0)) == 1
