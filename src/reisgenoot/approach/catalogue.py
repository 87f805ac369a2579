"""Finding the entry that a written word stands for: exactly, or not at all; suggestions are only suggestions."""

import re
from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar

from rapidfuzz import fuzz, process

from reisgenoot.approach.coding import Worded
from reisgenoot.approach.words import normalise, with_any_number

_JOINS = re.compile(r"\s*[+&,;/]\s*|\s+en\s+", re.IGNORECASE)


class HasKey(Protocol):
    """Anything with a key."""

    @property
    def key(self) -> str: ...


E = TypeVar("E", bound=HasKey)


def words_of(entry: Worded) -> tuple[str, ...]:
    """The words an entry answers to: its labels and its written words."""
    return (entry.label.nl, entry.label.en, *entry.words)


class Catalogue(Generic[E]):
    """Entries that can be found by the words people write for them.

    Parameters
    ----------
    entries   what can be found, each with its words; no two may share a word (the loader checks that).
    blank     what an empty cell stands for; without it nothing.
    """

    def __init__(self, entries: Iterable[tuple[E, Iterable[str]]], blank: E | None = None) -> None:
        self._blank = blank
        self._by_word: dict[str, E] = {}
        for entry, words in entries:
            for word in words:
                self._by_word.setdefault(normalise(word), entry)

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_word)

    def __len__(self) -> int:
        return len(self._by_word)

    def find(self, text: str) -> E | None:
        """The entry that a text stands for, or None; never a near match.

        A text with a number in it also matches a word that has ``#`` in its place.
        """
        word = normalise(text)
        if not word:
            return self._blank
        return self._by_word.get(word) or self._by_word.get(with_any_number(word))

    def find_all(self, text: str) -> tuple[E, ...]:
        """The entries of a text that may join several statements (``mbo-2 gestart + vrijwilligerswerk``).

        Empty when any of the statements is not known: half an answer would be a guess.
        """
        whole = self.find(text)
        if whole is not None:
            return (whole,)
        parts = [self.find(part) for part in _JOINS.split(text) if normalise(part)]
        known = tuple(part for part in parts if part is not None)
        return known if len(known) == len(parts) else ()

    def suggest(self, text: str, limit: int = 5, at_least: float = 0.6) -> list[tuple[E, float]]:
        """The entries whose words look most like a text, best first, with their likeness from 0 to 1.

        For a person to choose from; nothing is ever coded by it.
        """
        near = process.extract(
            normalise(text), list(self._by_word), scorer=fuzz.WRatio, limit=None, score_cutoff=at_least * 100
        )
        best: dict[str, tuple[E, float]] = {}
        for word, score, _ in near:
            entry = self._by_word[word]
            best.setdefault(entry.key, (entry, round(score / 100, 3)))
        return list(best.values())[:limit]
