"""What every screen of the plan begins with: whose plan it is, in which words, and the line in the reading log."""

from dataclasses import dataclass

from django.urls import reverse

from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.selectors import approaches_by_version, get_journey
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.plans.models import Plan
from reisgenoot.web.access import StaffRequest
from reisgenoot.web.caseworker.wording import Wording


@dataclass(frozen=True, slots=True)
class OpenedPlan:
    """Whose plan, and the words of the approach."""

    journey: Journey
    wording: Wording

    @property
    def name(self) -> str:
        """The person, as they want to be called."""
        return self.journey.person.display_name

    @property
    def url(self) -> str:
        """The plan in the file."""
        return plan_url(self.journey.pk)


def open_plan(request: StaffRequest, journey_id: int, *, permission: Permission, part: str = "plan") -> OpenedPlan:
    """Fetch the journey, which is the check, and write in the log that its plan was read.

    Raises
    ------
    NotKnown   the journey is not this organisation's (404).
    """
    journey = get_journey(by=request.actor, journey_id=journey_id, permission=permission)
    log_read(by=request.actor, person_id=journey.person_id, part=part)
    approach = approaches_by_version([journey.approach_version_id])[journey.approach_version_id]
    return OpenedPlan(journey, Wording(approach))


def open_version(
    request: StaffRequest, plan_id: int, *, permission: Permission, part: str = "plan"
) -> tuple[OpenedPlan, Plan]:
    """The same for one version of a plan."""
    plan = Plan.objects.filter(pk=plan_id, superseded_at__isnull=True).first()
    if plan is None or plan.journey_id is None:
        raise NotKnown
    return open_plan(request, plan.journey_id, permission=permission, part=part), plan


def plan_url(journey_id: int) -> str:
    """The address of the plan in somebody's file."""
    return reverse("dossier_plan", args=[journey_id])
