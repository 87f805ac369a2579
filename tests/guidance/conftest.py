"""The cast plays here too, on one day."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.services import NewMilestone, record_milestones
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import standing_on
from tests.factories.fixtures import bram, cast
from tests.factories.journeys import a_journey

__all__ = ["bram", "cast"]
TODAY = date(2026, 3, 2)
ASYLUM = {"duo_group": "asylum", "residence_permit": "asylum_fixed_term", "learning_route": "b1"}
FAMILY = {"duo_group": "family", "learning_route": "b1"}


def ago(days: int) -> date:
    """The day this many days before today."""
    return TODAY - timedelta(days=days)


def a_guided_journey(by: Actor, *, codes: dict[str, str], reached: dict[str, int], approach: str = "wi2021") -> Journey:
    """A journey with codes, and milestones by how many days ago they were reached."""
    journey = a_journey(by, approach=approach, started_on=ago(400), codes=codes)
    facts = [NewMilestone(journey_id=journey.pk, key=key, occurred_on=ago(days)) for key, days in reached.items()]
    record_milestones(by=by, facts=facts)
    return journey


@pytest.fixture(autouse=True)
def _on_a_monday() -> Iterator[None]:
    with standing_on(TODAY):
        yield


@pytest.fixture
def journey(bram: Actor) -> Journey:
    """An asylum permit holder with a benefit since a hundred days, settled."""
    reached = {"settled": 110, "brp_registered": 105, "benefit_started": 100, "duo_notice": 90}
    return a_guided_journey(bram, codes=ASYLUM, reached=reached)
