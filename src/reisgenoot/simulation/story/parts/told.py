"""What a part of the story gets to know."""

from collections.abc import Mapping
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
