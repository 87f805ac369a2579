"""Routes of direction."""

from reisgenoot.kernel.permissions import Permission as P  # noqa: N817  one letter keeps a row on a line
from tests.permissions.matrix_row import Row

JOURNEY = {"journey_id": "journey"}
OBSTACLE = {"obstacle_id": "obstacle"}
ACTION = {"action_id": "obstacle_action"}
COST = {"cost_id": "cost"}
HELPER = {"helper_id": "helper"}
QUESTION = {"question_id": "question"}
STEP = {"step_id": "ladder_step"}

ROWS: tuple[Row, ...] = (
    Row("dossier_direction", P.JOURNEY_READ, objects=JOURNEY),
    Row("dossier_unburdening", P.JOURNEY_READ, objects=JOURNEY),
    Row("dossier_help", P.JOURNEY_READ, objects=JOURNEY),
    Row("dossier_ladder", P.JOURNEY_READ, objects=JOURNEY),
    Row("dossier_reflection", P.REFLECTION_WRITE, objects=JOURNEY),
    Row("basic_set", P.JOURNEY_WRITE, "post", JOURNEY, data={"wat": "gp", "stand": "done"}),
    Row("basic_edit", P.JOURNEY_WRITE, objects=JOURNEY, fixed={"key": "gp"}),
    Row("basic_undo", P.JOURNEY_WRITE, "post", {"basic_id": "basic"}),
    Row("obstacle_new", P.JOURNEY_WRITE, objects=JOURNEY),
    Row("obstacle_weigh", P.JOURNEY_WRITE, objects=OBSTACLE),
    Row("obstacle_solve", P.JOURNEY_WRITE, objects=OBSTACLE),
    Row("obstacle_reopen", P.JOURNEY_WRITE, "post", OBSTACLE),
    Row("obstacle_retract", P.JOURNEY_WRITE, "post", OBSTACLE),
    Row("action_new", P.JOURNEY_WRITE, objects=OBSTACLE),
    Row("action_done", P.JOURNEY_WRITE, "post", ACTION),
    Row("action_reopen", P.JOURNEY_WRITE, "post", ACTION),
    Row("action_retract", P.JOURNEY_WRITE, "post", ACTION),
    Row("unburdening_change", P.JOURNEY_WRITE, objects=JOURNEY, fixed={"form": "weigering"}),
    Row("unburdening_undo", P.JOURNEY_WRITE, "post", {"unburdening_id": "unburdening"}),
    Row("cost_new", P.JOURNEY_WRITE, objects=JOURNEY),
    Row("cost_edit", P.JOURNEY_WRITE, objects=COST),
    Row("cost_retract", P.JOURNEY_WRITE, "post", COST),
    Row("helper_new", P.JOURNEY_WRITE, objects=JOURNEY),
    Row("help_sheet", P.JOURNEY_READ, objects=JOURNEY),
    Row("helper_edit", P.JOURNEY_WRITE, objects=HELPER),
    Row("helper_end", P.JOURNEY_WRITE, "post", HELPER),
    Row("helper_keep", P.JOURNEY_WRITE, "post", HELPER),
    Row("question_new", P.CONTACT_WRITE, objects=JOURNEY),
    Row("question_answer", P.CONTACT_WRITE, objects=QUESTION),
    Row("question_reopen", P.CONTACT_WRITE, "post", QUESTION),
    Row("question_retract", P.CONTACT_WRITE, "post", QUESTION),
    Row("step_new", P.JOURNEY_WRITE, objects=JOURNEY),
    Row("step_undo", P.JOURNEY_WRITE, "post", STEP),
    Row("step_withdraw", P.JOURNEY_WRITE, objects=STEP),
    Row("reflection", P.REFLECTION_WRITE, objects=JOURNEY),
    Row("reflections", P.REFLECTION_WRITE),
)
