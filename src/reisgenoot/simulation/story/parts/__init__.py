"""What happens to the people of a story beyond the facts that `telling` writes, one module per part of the work.

Each module has ``tell(told)`` and a line in `TELLERS`; the order is that of the journey.
"""

from collections.abc import Callable

from reisgenoot.simulation.story.parts import (
    agenda,
    arrival,
    asking,
    guidance,
    handover,
    measuring,
    planning,
    signals,
    team,
)
from reisgenoot.simulation.story.parts.told import Told

TELLERS: tuple[Callable[[Told], None], ...] = (
    asking.tell,
    measuring.tell,
    planning.tell,
    guidance.tell,
    agenda.tell,
    signals.tell,
    arrival.tell,
    handover.tell,
    team.tell,
)
