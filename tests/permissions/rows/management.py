"""Routes of management."""

from reisgenoot.kernel.permissions import Permission as P  # noqa: N817  one letter keeps a row on a line
from tests.permissions.matrix_row import Row

HANDED = {"handover_id": "handed"}
GAP = {"what": "contact"}

ROWS: tuple[Row, ...] = (
    Row("team", P.TEAM_READ),
    Row("team_what_if", P.TEAM_READ),
    Row("caseload_handover", P.DIRECTOR_ASSIGN, objects={"staff_id": "leaving"}),
    Row("caseload_handed", P.TEAM_READ, objects=HANDED),
    Row("caseload_handover_undo", P.DIRECTOR_ASSIGN, "post", HANDED),
    Row("handover_notices_sent", P.DIRECTOR_ASSIGN, "post", HANDED),
    Row("handover_notice", P.TEAM_READ, objects={"notice_id": "handover_mail"}, reads=False),
    Row("handover_letter", P.TEAM_READ, objects={"notice_id": "handover_letter"}),
    Row("handover_notice_undo", P.DIRECTOR_ASSIGN, "post", {"notice_id": "handover_letter"}),
    Row("staff_work", P.STAFF_WRITE, "post", {"staff_id": "leaving"}),
    Row("left_behind", P.TEAM_READ),
    Row("left_behind_export", P.TEAM_READ),
    Row("left_behind_list", P.TEAM_READ, fixed=GAP),
    Row("left_behind_list_export", P.TEAM_READ, fixed=GAP, reads=True),
)
