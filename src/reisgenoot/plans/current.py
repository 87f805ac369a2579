"""Which version of a plan and which PIP hold now."""

from reisgenoot.plans.enums import PlanState
from reisgenoot.plans.models import Pip, Plan


def current_version(journey_id: int, *, lock: bool = False) -> Plan | None:
    """The version that holds now: the newest that is neither replaced nor ended. One query."""
    rows = Plan.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    held = rows.exclude(state__in=[PlanState.REPLACED, PlanState.ENDED])
    plans = list(held.select_for_update() if lock else held)
    return max(plans, key=lambda plan: (plan.agreed_on or plan.recorded_at.date(), plan.pk), default=None)


def pip_under(journey_id: int) -> Pip | None:
    """The PIP that holds now. One query."""
    rows = Pip.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    return rows.order_by("-dagtekening", "-pk").first()
