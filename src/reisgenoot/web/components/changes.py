"""From first to last on every part of a scale: one row per part, small pictures under each other that compare by eye."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, _INSET = 160, 8  # px


@dataclass(frozen=True, slots=True)
class Reading:
    """One value: where it stands on the scale, its word, the day, and the way to the fact."""

    value: float
    word: str
    on: date
    url: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One part of the scale. ``first`` is missing where it was never measured, ``last`` where only once.

    ``hint`` is what has to be so for it; ``sign`` is a word where raters or tests do not agree.
    """

    label: str
    first: Reading | None = None
    last: Reading | None = None
    hint: str = ""
    sign: str = ""

    @property
    def now(self) -> Reading | None:
        """The newest value."""
        return self.last or self.first

    @property
    def direction(self) -> str:
        """``up``, ``down``, ``same``; empty where there is nothing to compare."""
        if self.first is None or self.last is None:
            return ""
        gap = self.last.value - self.first.value
        return "up" if gap > 0 else "down" if gap < 0 else "same"


@dataclass(frozen=True, slots=True)
class Changes:
    """All parts of one scale. ``steps`` are its values, lowest first; ``target`` the one that is worked towards."""

    title: str
    steps: Sequence[float]
    rows: Sequence[Change]
    low_word: str = ""
    high_word: str = ""
    target: float | None = None
    target_word: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A row as drawn: px along the line for every step, for first and now, and for the target."""

    change: Change
    ticks: Sequence[float]
    first_at: float | None
    now_at: float | None
    target_at: float | None
    width: int = WIDTH


def draw(changes: Changes, *, mirrored: bool = False) -> list[ChangeRow]:
    """Compute the rows."""

    def at(value: float | None) -> float | None:
        if value is None:
            return None
        low, high = changes.steps[0], changes.steps[-1]
        place = _INSET + (WIDTH - 2 * _INSET) * (value - low) / ((high - low) or 1)
        return round(WIDTH - place if mirrored else place, 1)

    return [
        ChangeRow(
            change=change,
            ticks=[place for step in changes.steps if (place := at(step)) is not None],
            first_at=at(change.first.value) if change.first and change.last else None,
            now_at=at(change.now.value) if change.now else None,
            target_at=at(changes.target),
        )
        for change in changes.rows
    ]
