"""Routes of intake."""

from reisgenoot.kernel.permissions import Permission as P  # noqa: N817  one letter keeps a row on a line
from tests.permissions.matrix_row import Row

JOURNEY = {"journey_id": "journey"}
SCALE = {"scale_key": "participation_ladder"}
MEASUREMENT = {"measurement_id": "measurement"}
TEST = {"test_id": "test"}
DIAGNOSIS = {"diagnosis_id": "diagnosis"}

ROWS: tuple[Row, ...] = (
    Row("measuring", P.INTAKE_WRITE, objects=JOURNEY),
    Row("measurement_new", P.INTAKE_WRITE, objects=JOURNEY, fixed=SCALE),
    Row("measurement_second", P.INTAKE_WRITE, objects=JOURNEY, fixed=SCALE),
    Row("measurement_correct", P.INTAKE_WRITE, objects=MEASUREMENT),
    Row("measurement_retract", P.INTAKE_WRITE, "post", MEASUREMENT),
    Row("measurement_retract_set", P.INTAKE_WRITE, "post", MEASUREMENT),
    Row("test_new", P.INTAKE_WRITE, objects=JOURNEY),
    Row("test_answer", P.INTAKE_WRITE, objects=JOURNEY),
    Row("test_change", P.INTAKE_WRITE, objects=TEST),
    Row("test_receive", P.INTAKE_WRITE, objects=TEST),
    Row("test_undo", P.INTAKE_WRITE, "post", TEST),
    Row("diagnosis_new", P.INTAKE_WRITE, objects=JOURNEY),
    Row("diagnosis_proposal", P.INTAKE_WRITE, "post", JOURNEY),
    Row("diagnosis_correct", P.INTAKE_WRITE, objects=DIAGNOSIS),
    Row("diagnosis_retract", P.INTAKE_WRITE, "post", DIAGNOSIS),
    Row("rater_agreement", P.TEAM_READ),
)
