"""A week as a list per day, and how heavy it is as one bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reisgenoot.web.components.actions import Badge


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something in a day. ``times`` is ``09:00–10:30``; ``look`` is ``appointment``, ``occupation`` or ``gone``."""

    times: str
    title: str
    look: str = "appointment"
    text: str = ""
    url: str = ""
    dialog: bool = False
    badges: Sequence[Badge] = ()
    clashes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a week with what happens on it, in order."""

    on: date
    name: str
    occasions: Sequence[Occasion] = ()
    is_today: bool = False
    is_weekend: bool = False


@dataclass(frozen=True, slots=True)
class LoadPart:
    """Hours of one kind. ``start`` and ``width`` are percentages of the bar; ``tone`` from 1 to 6 is its shade."""

    label: str
    hours: str
    start: float
    width: float
    tone: int


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """How many hours a week asks, per kind, against what somebody can carry; ``mark`` is where that lies on the bar."""

    words: str
    parts: Sequence[LoadPart] = ()
    warning: str = ""
    mark: float | None = None
    mark_words: str = ""


def load_bar(
    hours: Sequence[tuple[str, float, str]],
    *,
    capacity: float | None,
    words: str,
    mark_words: str = "",
    warning: str = "",
) -> WeekLoad:
    """The bar of a week.

    Parameters
    ----------
    hours      label, hours, and the hours in words, for each kind.
    capacity   hours a week somebody can carry; missing = not known.
    """
    total = sum(number for _label, number, _said in hours)
    longest = max(total, capacity or 0.0) or 1.0
    parts, start = [], 0.0
    for tone, (label, number, said) in enumerate(hours, start=1):
        width = round(100 * number / longest, 2)
        parts.append(LoadPart(label, said, round(start, 2), width, min(tone, 6)))
        start += width
    mark = round(100 * capacity / longest, 2) if capacity is not None else None
    return WeekLoad(words, parts, warning, mark, mark_words)
