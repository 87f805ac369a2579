"""Filters of a list. They live in the address, so that a list can be sent to a colleague as one sees it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter, and how many it would leave when that is known."""

    value: str
    label: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class FilterField:
    """One filter: its name in the address, its word, its values, and the value chosen now ('' for all)."""

    name: str
    label: str
    options: Sequence[Option]
    value: str = ""
    all_label: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, in words, and the address without it."""

    label: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class FilterBar:
    """The filters of one list. ``keep`` holds other parts of the address as name and value (the sort order).

    ``method`` is ``post`` where what one types is a person's name: the view then sends on to an address without it.
    """

    url: str
    fields: Sequence[FilterField]
    chips: Sequence[Chip] = ()
    clear_url: str = ""
    query: str | None = None
    query_label: str = ""
    keep: Sequence[tuple[str, str]] = ()
    result_words: str = ""
    method: str = "get"
