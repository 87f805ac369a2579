"""What versions of one plan said. For callers that checked access to the journey."""

from collections.abc import Sequence
from datetime import date

from reisgenoot.plans.content import Doc
from reisgenoot.plans.models import Pip, Plan
from reisgenoot.plans.reading_content import contents_of


def contents_by_version(*, journey_id: int, plan_ids: Sequence[int]) -> dict[int, Doc]:
    """What these versions said, with the PIP that held under each. Six queries."""
    plans = list(Plan.objects.filter(journey_id=journey_id, pk__in=plan_ids, superseded_at__isnull=True))
    pips = list(Pip.objects.filter(journey_id=journey_id, superseded_at__isnull=True).order_by("dagtekening", "pk"))
    under = {plan.pk: _pip_under(plan, pips) for plan in plans}
    return contents_of(plans, pips={plan_id: pip for plan_id, pip in under.items() if pip is not None})


def _pip_under(plan: Plan, pips: Sequence[Pip]) -> Pip | None:
    """The PIP that was part of a version; else the last one before its day."""
    own = next((pip for pip in pips if pip.plan_id == plan.pk), None)
    day = plan.agreed_on or date.min
    return own or next((pip for pip in reversed(pips) if pip.dagtekening <= day), None)
