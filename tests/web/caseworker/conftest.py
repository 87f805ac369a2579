"""Two organisations that work the same way, each with people of its own: the nearest miss is always at hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.services import NewJourney, NewMilestone, record_contact, record_milestones, start_journey
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import standing_on
from reisgenoot.kernel.tenancy import acting_as
from tests.factories.journeys import a_version
from tests.factories.people import a_person
from tests.web.at_work import Workplace, workplace

TODAY = date(2026, 3, 2)


@dataclass(slots=True)
class Office:
    """An organisation at work, and the means to put people in it."""

    place: Workplace

    @property
    def manager(self) -> Actor:
        """The client manager of this office."""
        return self.place.actor("client_manager")

    def browser(self, *roles: str) -> Client:
        """A browser of somebody with these roles; of the client manager when none are named."""
        return self.place.browser(*(roles or ("client_manager",)))

    def journey(
        self,
        *,
        days: int = 200,
        director: bool = True,
        milestones: dict[str, int] | None = None,
        **person: Any,
    ) -> Journey:
        """Somebody whose journey began this many days ago; milestones by how many days ago they were reached."""
        by = self.manager
        with acting_as(by):
            municipality = person.pop("municipality_id", None)
            made = start_journey(
                by=by,
                journey=NewJourney(
                    person_id=a_person(by, **person).pk,
                    approach_version_id=a_version().pk,
                    started_on=TODAY - timedelta(days=days),
                    director_id=by.staff_id if director else None,
                    municipality_id=municipality,
                ),
            )
            facts = [
                NewMilestone(journey_id=made.pk, key=key, occurred_on=TODAY - timedelta(days=ago))
                for key, ago in (milestones or {}).items()
            ]
            record_milestones(by=by, facts=facts)
            refresh(organisation_id=by.organisation_id, journey_ids=[made.pk])
        return made

    def contact(self, journey: Journey, *, ago: int, **details: Any) -> int:
        """A contact this many days ago."""
        with acting_as(self.manager) as by:
            on = TODAY - timedelta(days=ago)
            return record_contact(by=by, journey_id=journey.pk, occurred_on=on, **details).pk


@pytest.fixture(autouse=True)
def _on_a_monday(db: None) -> Iterator[None]:
    with standing_on(TODAY):
        yield


@pytest.fixture
def ours() -> Office:
    """The office that is looked at."""
    return Office(workplace("meerinzicht", "ours"))


@pytest.fixture
def theirs() -> Office:
    """An office like it, of another organisation."""
    return Office(workplace("meerinzicht", "theirs"))
