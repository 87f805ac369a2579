"""A week as blocks of time per day, what overlaps in it, how heavy it is, and where there is room. Pure: no database."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from itertools import combinations

from reisgenoot.agenda.times import minutes

WORKDAY = (time(9), time(17))
STEP = 30
"""Minutes between two proposed beginnings."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of time on one day, from ``starts`` until ``ends`` (exclusive) on the Dutch clock.

    ``who`` are the people it takes: ``("journey", 12)``, ``("staff", 3)``. ``kind`` is a code of `AppointmentKind` or
    `OccupationKind`; ``source`` tells which (``appointment`` or ``occupation``) and ``id`` is its row.
    """

    day: date
    starts: time
    ends: time
    source: str
    id: int
    kind: str
    title: str = ""
    place: str = ""
    state: str = ""
    who: frozenset[tuple[str, int]] = field(default_factory=frozenset)

    @property
    def hours(self) -> float:
        """How long it lasts, in hours."""
        return (minutes(self.ends) - minutes(self.starts)) / 60


def overlaps(one: Block, other: Block) -> bool:
    """Whether two blocks take the same person at the same time. One that ends when the other begins does not."""
    same_time = one.day == other.day and one.starts < other.ends and other.starts < one.ends
    return same_time and bool(one.who & other.who)


def conflicts(blocks: Sequence[Block]) -> Mapping[tuple[str, int, date], Sequence[Block]]:
    """For each block that overlaps with others, by source, id and day: those others."""
    found: dict[tuple[str, int, date], list[Block]] = {}
    by_day: dict[date, list[Block]] = {}
    for block in blocks:
        by_day.setdefault(block.day, []).append(block)
    for same_day in by_day.values():
        for one, other in combinations(same_day, 2):
            if overlaps(one, other):
                found.setdefault(key_of(one), []).append(other)
                found.setdefault(key_of(other), []).append(one)
    return found


def key_of(block: Block) -> tuple[str, int, date]:
    """What tells a block in a week apart from the others."""
    return block.source, block.id, block.day


def load(blocks: Iterable[Block]) -> dict[str, float]:
    """Hours a week per kind; appointments count together as ``appointment``. An overlap counts twice: it is asked twice."""
    hours: dict[str, float] = {}
    for block in blocks:
        kind = block.kind if block.source == "occupation" else "appointment"
        hours[kind] = hours.get(kind, 0.0) + block.hours
    return hours


def days_from(start: date, number: int) -> list[date]:
    """This many days in a row."""
    return [start + timedelta(days=each) for each in range(number)]


def free_slots(
    busy: Sequence[Block],
    *,
    who: Iterable[tuple[str, int]],
    start: date,
    length: int,
    not_before: time | None = None,
    days: int = 14,
    most: int = 5,
    longest: int = 2,
) -> list[tuple[date, time]]:
    """Beginnings on working days at which nobody in ``who`` is taken, the first ones first.

    Parameters
    ----------
    length       minutes the appointment lasts.
    not_before   on the first day: not earlier than this (what has passed cannot be planned).
    longest      at most this many proposals on one day, so that there is something to choose.
    """
    wanted = frozenset(who)
    found: list[tuple[date, time]] = []
    for day in days_from(start, days):
        if day.weekday() >= 5 or len(found) >= most:
            continue
        taken = [block for block in busy if block.day == day and block.who & wanted]
        free = _free_on(day, taken, wanted, length, not_before if day == start else None)
        found += [(day, at) for _number, at in zip(range(longest), free, strict=False)]
    return found[:most]


def _free_on(
    day: date, taken: Sequence[Block], who: frozenset[tuple[str, int]], length: int, not_before: time | None
) -> Iterator[time]:
    first, last = minutes(WORKDAY[0]), minutes(WORKDAY[1]) - length
    wanted = Block(day, time(), time(), "proposal", 0, "", who=who)
    at = first
    while at <= last:
        begin = time(at // 60, at % 60)
        end = at + length
        tried = replace(wanted, starts=begin, ends=time(end // 60, end % 60))
        if (not_before is None or begin >= not_before) and not any(overlaps(tried, block) for block in taken):
            yield begin
            at = max(at + STEP, end)
        else:
            at += STEP
