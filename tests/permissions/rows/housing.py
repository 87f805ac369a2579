"""Routes of housing."""

from reisgenoot.kernel.permissions import Permission as P  # noqa: N817  one letter keeps a row on a line
from tests.permissions.matrix_row import Row

SIGNAL = {"signal_id": "housing_signal"}
OFFERED = {"key": "home_offered"}

ROWS: tuple[Row, ...] = (
    Row("housing", P.HOUSING_WRITE),
    Row("housing_new", P.HOUSING_WRITE),
    Row("housing_signal", P.HOUSING_WRITE, objects=SIGNAL),
    Row("housing_correct", P.HOUSING_WRITE, objects=SIGNAL),
    Row("housing_withdraw", P.HOUSING_WRITE, objects=SIGNAL),
    Row("housing_reinstate", P.HOUSING_WRITE, "post", SIGNAL),
    Row("housing_home", P.HOUSING_WRITE, objects=SIGNAL, fixed=OFFERED),
    Row("housing_home_undo", P.HOUSING_WRITE, "post", SIGNAL, OFFERED),
)
