"""What stays the same while a population is made: the approach, the organisation, the calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from reisgenoot.approach import Approach
from reisgenoot.simulation.chance import one_of

LONGEST = 1200
"""How many days back the earliest journey can have begun."""
_REACH = 3 * LONGEST


class Calendar:
    """Days counted from today: 0 is today, -1 yesterday. Dates and moments are made once and shared by all rows."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._dates = [today + timedelta(days=day) for day in range(-_REACH, _REACH)]
        self._moments = [
            [datetime.combine(day, time(hour, minute), tzinfo=UTC) for hour, minute in _HOURS]
            for day in self._dates[:_REACH]
        ]

    def on(self, day: int) -> date:
        """The date of a day."""
        return self._dates[day + _REACH]

    def on_weekday(self, day: int) -> int:
        """The day itself, or the Friday before it when it falls in a weekend."""
        return day - max(self.on(day).weekday() - 4, 0)

    def recorded(self, day: int, chance: Random) -> datetime:
        """When somebody wrote down what happened on a day: mostly that day or the next, never after yesterday."""
        written = min(day + int(chance.random() ** 3 * 6), -1)
        return one_of(chance, self._moments[written + _REACH])


_HOURS = ((8, 12), (8, 47), (9, 31), (10, 18), (11, 5), (12, 40), (13, 22), (14, 36), (15, 9), (15, 55))


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality the organisation serves, with the places in it and its cluster; nowhere when it serves none."""

    municipality_id: int | None
    places: tuple[str, ...]
    cluster: str = ""


@dataclass(frozen=True)
class Ground:
    """The organisation people are made for, as the rows need it."""

    approach: Approach
    version_id: int
    organisation_id: int
    towns: tuple[Town, ...]
    staff_ids: tuple[int, ...]
    providers: dict[str, int]
    calendar: Calendar
    seed: int
    label: str

    def director(self, number: int) -> int:
        """The client manager of the journey with this number: everybody has about as many."""
        return self.staff_ids[number % len(self.staff_ids)]


def towns_of(approach: Approach, municipality_ids: dict[str, int]) -> Sequence[Town]:
    """The towns of the approach's organisation; ``municipality_ids`` maps a municipality's code to its key."""
    if approach.organisation is None:
        return [Town(key, ()) for key in municipality_ids.values()] or [Town(None, ())]
    return [
        Town(municipality_ids[town.code], (town.name, *town.places), town.cluster or "")
        for town in approach.organisation.municipalities.values()
        if town.code in municipality_ids
    ]
