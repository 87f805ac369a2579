"""What was measured, as it is read: one shape for selectors and for the rules that compare measurements."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class MeasurementFact:
    """One value on one item of a scale; ``value`` is the key of the level.

    ``rater`` says whose judgement it is. Values with the same ``recorded_at`` were recorded together, as one set.
    """

    id: int
    scale: str
    item: str
    value: str
    moment: str
    on: date
    origin: str
    by: str
    rater: str
    by_id: int | None
    recorded_at: datetime
