"""Routes of asking."""

from reisgenoot.kernel.permissions import Permission as P  # noqa: N817  one letter keeps a row on a line
from tests.permissions.matrix_row import Row

JOURNEY = {"journey_id": "journey"}
OPEN = {"sitting_id": "open_sitting"}
HANDED_IN = {"sitting_id": "handed_in_sitting"}
VERSION = {"version_id": "questionnaire"}

ROWS: tuple[Row, ...] = (
    Row("dossier_intake", P.JOURNEY_READ, objects=JOURNEY),
    Row("sitting_new", P.INTAKE_WRITE, objects=JOURNEY),
    Row("sitting_skip", P.INTAKE_WRITE, objects=JOURNEY),
    Row("sitting_receive", P.INTAKE_WRITE, objects=JOURNEY),
    Row("sitting_check_next", P.JOURNEY_READ, objects=JOURNEY),
    Row("sitting_compare", P.JOURNEY_READ, objects=JOURNEY),
    Row("sitting_ask", P.INTAKE_WRITE, objects=OPEN),
    Row("sitting_begin", P.INTAKE_WRITE, objects=OPEN),
    Row("sitting_link", P.INTAKE_WRITE, objects=OPEN),
    Row("sitting_link_withdraw", P.INTAKE_WRITE, "post", OPEN),
    Row("sitting_withdraw", P.INTAKE_WRITE, "post", OPEN),
    Row("sitting_reopen", P.INTAKE_WRITE, "post", {"sitting_id": "withdrawn_sitting"}),
    Row("sitting_check", P.JOURNEY_READ, objects=HANDED_IN),
    Row("answers_confirm", P.INTAKE_WRITE, "post", HANDED_IN),
    Row("answers_unconfirm", P.INTAKE_WRITE, "post", HANDED_IN),
    Row("answer_add", P.INTAKE_WRITE, "post", HANDED_IN, data={"vraag": "start/occasion"}),
    Row("answer_correct", P.INTAKE_WRITE, objects={"answer_id": "answer"}),
    Row("check_finish", P.INTAKE_WRITE, "post", HANDED_IN),
    Row("check_reopen", P.INTAKE_WRITE, "post", HANDED_IN),
    Row("sitting_export", P.JOURNEY_READ, objects=HANDED_IN, fixed={"extension": "json"}),
    Row("questionnaires", P.QUESTIONNAIRE_READ),
    Row("questionnaire_upload", P.QUESTIONNAIRE_WRITE),
    Row("questionnaire_one", P.QUESTIONNAIRE_READ, objects=VERSION, reads=False),
    Row("questionnaire_download", P.QUESTIONNAIRE_READ, objects=VERSION, fixed={"extension": "xlsx"}, reads=False),
    Row("questionnaire_retire", P.QUESTIONNAIRE_WRITE, "post", VERSION),
    Row("questionnaire_unretire", P.QUESTIONNAIRE_WRITE, "post", VERSION),
)
