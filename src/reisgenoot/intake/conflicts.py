"""Where a test and a person's own judgement do not say the same. A sign to talk about it, never a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from reisgenoot.intake.enums import Rater
from reisgenoot.intake.facts import MeasurementFact

NEAR = timedelta(days=183)
"""Values further apart in time are development, no conflict."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A test and the judgement nearest to it that say something else about one item."""

    test: MeasurementFact
    judged: MeasurementFact


def conflicts_in(measured: Sequence[MeasurementFact]) -> tuple[Conflict, ...]:
    """Per item the newest test against the judgement (of professional or person) nearest to it in time. Pure."""
    found = []
    tests = {(one.scale, one.item): one for one in measured if one.rater == Rater.TEST}
    for (scale, item), test in tests.items():
        judged = [
            one
            for one in measured
            if (one.scale, one.item) == (scale, item) and one.rater != Rater.TEST and abs(one.on - test.on) <= NEAR
        ]
        nearest = min(judged, key=lambda one: abs(one.on - test.on), default=None)
        if nearest is not None and nearest.value != test.value:
            found.append(Conflict(test, nearest))
    return tuple(found)
