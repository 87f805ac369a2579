"""What if somebody leaves or works less, or if more people come: files per fte in the months ahead. Pure.

Not a forecast: it carries on what was asked and says so. Files are spread over the hours there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

AHEAD = 12


@dataclass(frozen=True, slots=True)
class Change:
    """One colleague with other hours from a day on; ``fte`` 0 = leaves."""

    colleague_id: int
    fte: float
    from_on: date


@dataclass(frozen=True, slots=True)
class Ahead:
    """The first day of a month to come: files, hours, and files per fte (missing without hours)."""

    first: date
    files: float
    fte: float

    @property
    def per_fte(self) -> float | None:
        """Files per fte."""
        return self.files / self.fte if self.fte else None


def ahead(
    *,
    day: date,
    files: float,
    hours: Sequence[tuple[int, float, date | None]],
    inflow: float,
    outflow: float,
    changes: Sequence[Change] = (),
    months: int = AHEAD,
) -> list[Ahead]:
    """Files per fte on the first day of the coming months, from the month after ``day``.

    Parameters
    ----------
    files     open files on ``day``, weighted or not.
    hours     of each colleague: id, fte and the first day of being away when that is known.
    inflow    files that begin per month; ``outflow`` those that end. There are never fewer than none.
    """
    found: list[Ahead] = []
    first, expected = day, files
    for _ in range(months):
        first = _next_month(first)
        expected = max(0.0, expected + inflow - outflow)
        found.append(Ahead(first, expected, sum(_hours_on(first, one, changes) for one in hours)))
    return found


def _hours_on(day: date, one: tuple[int, float, date | None], changes: Sequence[Change]) -> float:
    colleague_id, fte, left_on = one
    if left_on and left_on <= day:
        return 0.0
    begun = [change for change in changes if change.colleague_id == colleague_id and change.from_on <= day]
    return max(begun, key=lambda change: change.from_on).fte if begun else fte


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
