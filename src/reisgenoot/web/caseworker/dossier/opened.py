"""Opening a file: the access check, the line in the reading log, and what every part of the file needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from reisgenoot.journeys.clocks import TermClock, clocks_of
from reisgenoot.journeys.models import Journey, Standing
from reisgenoot.journeys.selectors import approaches_by_version, cluster_of, get_journey
from reisgenoot.journeys.story import MilestoneFact, milestones_of, reached_in
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.permissions import Permission, has_permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.people.models import Person
from reisgenoot.people.selectors import Housemate, household_of
from reisgenoot.web.access import StaffRequest
from reisgenoot.web.caseworker.wording import Wording


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened file: what every part of it needs. ``standing`` is missing until it was computed for the first time."""

    request: StaffRequest
    journey: Journey
    standing: Standing | None
    wording: Wording
    milestones: Sequence[MilestoneFact]
    clocks: Sequence[TermClock]
    household: Sequence[Housemate]
    today: date

    @property
    def person(self) -> Person:
        """Whose file it is."""
        return self.journey.person

    def may(self, permission: Permission) -> bool:
        """Whether the reader may do this as well."""
        return has_permission(self.request.actor, permission)

    def fact_url(self, kind: str, fact_id: int) -> str:
        """The address of one fact: its history and where it came from."""
        return reverse("dossier_fact", args=[self.journey.pk, kind, fact_id])


def open_file(request: StaffRequest, journey_id: int, *, part: str) -> Opened:
    """Open a file, and write in the log that this part of it was read. Four queries, and one for the log.

    Raises
    ------
    NotKnown   the journey is not this organisation's (404).
    """
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id)
    log_read(by=by, person_id=journey.person_id, part=part)
    wording = Wording(approaches_by_version([journey.approach_version_id])[journey.approach_version_id])
    milestones = milestones_of(by=by, journey_id=journey_id)
    return Opened(
        request=request,
        journey=journey,
        standing=getattr(journey, "standing", None),
        wording=wording,
        milestones=milestones,
        clocks=clocks_of(
            wording.approach,
            reached_in(milestones),
            codes=journey.codes,
            cluster=cluster_of(by=by, journey=journey, approach=wording.approach),
            language=wording.language,
        ),
        household=household_of(by=by, person_id=journey.person_id),
        today=today(),
    )
