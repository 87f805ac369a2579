"""Objects that the routes of planning are about."""

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.plans.content import new_part
from reisgenoot.plans.models import Agreement, Goal, PathStep, PlanSignature
from reisgenoot.plans.services import (
    NewUnplannedResult,
    discard_draft,
    record_unplanned_result,
    sign_on_paper,
)
from tests.factories.planning import a_doc, a_draft, an_agreed_plan

SCAN = b"%PDF-1.7\n1 0 obj\n%%EOF\n"


def make(by: Actor, objects: dict[str, int]) -> dict[str, int]:
    """Ids by name; ``objects`` are those made before, such as ``journey`` and ``staff``.

    A version that the person signed on paper and on screen staff did not yet, with a draft beside it, thrown away.
    """
    journey_id = objects["journey"]
    steps = [new_part("steps", kind="bread_job", text="Hulp in de keuken")]
    plan = an_agreed_plan(by, journey_id, a_doc(steps=steps, change_reason="nieuw"))
    scan = sign_on_paper(by=by, plan_id=plan.pk, content=SCAN, signed_on=today(), parties=["person"])
    result = record_unplanned_result(
        by=by, result=NewUnplannedResult(journey_id=journey_id, occurred_on=today(), text="Rijbewijs")
    )
    draft = a_draft(by, journey_id)
    discard_draft(by=by, draft_id=draft.pk)
    return {
        "written_plan": plan.pk,
        "plan_draft": draft.pk,
        "unplanned_result": result.pk,
        "plan_signature": PlanSignature.objects.get(plan=plan).pk,
        "plan_scan": scan.pk,
        "plan_agreement": Agreement.objects.filter(plan=plan)[0].pk,
        "plan_goal": Goal.objects.filter(plan=plan)[0].pk,
        "path_step": PathStep.objects.filter(plan=plan)[0].pk,
    }
