"""What keeps a colleague here: work that somebody else has to take over first.

The package that knows the work registers how to count it (in its ``apps.py``, at start-up); this one needs to know no
later one.
"""

from collections.abc import Callable
from datetime import date

from reisgenoot.kernel.errors import InvalidInput

Counter = Callable[[int, date], int]
"""From a staff id and the first day of being away to the number of open files that would have no director then."""

_counters: list[Counter] = []


class StillDirecting(InvalidInput):
    """Somebody still directs open files; ``number`` of them need another director first."""

    def __init__(self, message: str, *, number: int) -> None:
        super().__init__(message, field="staff")
        self.number = number


def register(counter: Counter) -> None:
    """Say how the open files of a colleague are counted."""
    if counter not in _counters:
        _counters.append(counter)


def open_files(staff_id: int, day: date) -> int:
    """How many open files would have no director when this colleague is gone from ``day`` on."""
    return sum(counter(staff_id, day) for counter in _counters)
