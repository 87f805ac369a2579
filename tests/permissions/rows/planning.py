"""Routes of planning."""

from reisgenoot.kernel.permissions import Permission as P  # noqa: N817  one letter keeps a row on a line
from tests.permissions.matrix_row import Row

_JOURNEY = {"journey_id": "journey"}
_PLAN = {"plan_id": "written_plan"}

ROWS: tuple[Row, ...] = (
    Row("plan_edit", P.PLAN_WRITE, objects=_JOURNEY),
    Row("plan_edit", P.PLAN_WRITE, "post", objects=_JOURNEY),
    Row("plan_agree", P.PLAN_WRITE, objects=_JOURNEY),
    Row("plan_discard", P.PLAN_WRITE, "post", objects=_JOURNEY),
    Row("plan_reopen", P.PLAN_WRITE, "post", objects={**_JOURNEY, "draft_id": "plan_draft"}),
    Row("plan_versions", P.JOURNEY_READ, objects=_JOURNEY),
    Row("result_new", P.PLAN_WRITE, objects=_JOURNEY),
    Row("result_retract", P.PLAN_WRITE, "post", objects={"result_id": "unplanned_result"}),
    Row("plan_sign", P.PLAN_WRITE, objects=_PLAN),
    Row("plan_sign_paper", P.PLAN_WRITE, objects=_PLAN),
    Row("plan_unsigned", P.PLAN_WRITE, objects=_PLAN),
    Row("plan_unsign", P.PLAN_WRITE, "post", objects={**_PLAN, "signature_id": "plan_signature"}),
    Row("plan_scan", P.JOURNEY_READ, objects={**_PLAN, "scan_id": "plan_scan"}),
    Row("plan_end", P.PLAN_WRITE, objects=_PLAN),
    Row("plan_pdf", P.JOURNEY_READ, objects=_PLAN),
    Row("plan_letter", P.JOURNEY_READ, objects=_PLAN),
    Row("agreement_done", P.PLAN_WRITE, "post", objects={"agreement_id": "plan_agreement"}),
    Row("agreement_reopen", P.PLAN_WRITE, "post", objects={"agreement_id": "plan_agreement"}),
    Row("step_reached", P.PLAN_WRITE, "post", objects={"step_id": "path_step"}),
    Row("goal_state", P.PLAN_WRITE, objects={"goal_id": "plan_goal"}),
)
