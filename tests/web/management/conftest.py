"""Two teams that work the same way; the nearest miss is always at hand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.services import NewJourney, start_journey
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import standing_on
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import StaffMember
from tests.factories.journeys import a_version
from tests.factories.people import a_person
from tests.web.at_work import Workplace, workplace

TODAY = date(2026, 3, 2)


@dataclass(slots=True)
class TeamAtWork:
    """A team manager with colleagues and their files."""

    place: Workplace
    colleagues: dict[str, StaffMember] = field(default_factory=dict)

    @property
    def manager(self) -> Actor:
        """The team manager."""
        return self.place.actor("team_manager")

    def browser(self, *roles: str) -> Client:
        """A browser of somebody with these roles; of the team manager when none are named."""
        return self.place.browser(*(roles or ("team_manager",)))

    def colleague(self, name: str, *, fte: float = 1, languages: tuple[str, ...] = ("nl",)) -> StaffMember:
        """A client manager by name, taken on once."""
        if name not in self.colleagues:
            self.colleagues[name] = self.place.at_work("client_manager", name=name)
            with acting_as(self.place.job):
                StaffMember.objects.filter(pk=self.colleagues[name].pk).update(
                    fte=Decimal(str(fte)), languages=list(languages)
                )
        return self.colleagues[name]

    def journey(self, director: str = "", *, days: int = 200, **person: Any) -> Journey:
        """Somebody whose journey began this many days ago, directed by a colleague or by nobody."""
        with acting_as(self.manager) as by:
            return start_journey(
                by=by,
                journey=NewJourney(
                    person_id=a_person(by, **person).pk,
                    approach_version_id=a_version().pk,
                    started_on=TODAY - timedelta(days=days),
                    director_id=self.colleague(director).pk if director else None,
                ),
            )


@pytest.fixture(autouse=True)
def _on_a_monday(db: None) -> Iterator[None]:
    with standing_on(TODAY):
        yield


@pytest.fixture
def ours() -> TeamAtWork:
    """The team that is looked at."""
    return TeamAtWork(workplace("meerinzicht", "ours"))


@pytest.fixture
def theirs() -> TeamAtWork:
    """A team like it, of another organisation."""
    return TeamAtWork(workplace("meerinzicht", "theirs"))
