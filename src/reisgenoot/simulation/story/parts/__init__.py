"""What happens to the people of a story beyond the facts that `telling` writes, one module per part of the work.

Each module has ``tell(told)``. The order is that of the journey.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from reisgenoot.approach import Approach
from reisgenoot.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Told:
    """One organisation of the demo after its people were written.

    ``journeys`` and ``staff`` map the keys of the story to rows; ``by`` may do everything.
    """

    organisation: str
    approach: Approach
    by: Actor
    journeys: Mapping[str, int]
    staff: Mapping[str, int]

    def as_staff(self, key: str) -> Actor:
        """The same actor, as this member of staff."""
        return replace(self.by, staff_id=self.staff[key])


TELLERS: list[Callable[[Told], None]] = []
"""Filled below, in the order of the journey."""
