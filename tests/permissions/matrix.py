"""Who may open which page: every route of ours, with the objects it needs and the permission it asks.

Written by hand and apart from the code: a new route without a row here fails `test_matrix`.
"""

from reisgenoot.kernel.permissions import Permission as P  # noqa: N817  one letter keeps a row on a line
from tests.permissions.matrix_row import Row
from tests.permissions.rows import agenda, asking, direction, handing, housing, intake, management, newcomer, planning

JOURNEY = {"journey_id": "journey"}
SIGNAL = {"signal_id": "signal"}
CONTACT = {"contact_id": "contact"}
MILESTONE = {"milestone_id": "milestone"}
ITEM = {"item_id": "item"}
DELIVERY = {"delivery_id": "delivery"}
STAFF = {"staff_id": "staff"}
JOB = {"job_id": "job"}
ABSENCE = {"absence_id": "absence"}

ROWS = (
    Row("start", None),
    Row("help", None),
    Row("help_guide", None, fixed={"slug": "klantmanager"}),
    Row("help_image", None, fixed={"name": "vandaag.png"}),
    Row("draft_save", None, "post", data={"_concept": "contact", "text": "x"}),
    Row("draft_discard", None, "post", data={"_concept": "contact"}),
    Row("draft_alive", None),
    Row("today", P.WORKLIST_READ),
    Row("signal_snooze", P.SIGNAL_WRITE, objects=SIGNAL),
    Row("signal_wake", P.SIGNAL_WRITE, "post", SIGNAL),
    Row("signal_show", P.WORKLIST_READ, objects=SIGNAL),
    Row("signals_snooze", P.SIGNAL_WRITE),
    Row("signals_delegate", P.SIGNAL_WRITE),
    Row("signals_wake", P.SIGNAL_WRITE, "post"),
    Row("signals_take_back", P.SIGNAL_WRITE, "post"),
    Row("my_settings", P.WORKLIST_READ),
    Row("caseload", P.CASELOAD_READ, reads=True),
    Row("caseload_search", P.CASELOAD_READ, "post", data={"q": "tesfay"}),
    Row("caseload_export", P.CASELOAD_READ, reads=True),
    Row("contact_new", P.CONTACT_WRITE),
    Row("contact_save", P.CONTACT_WRITE, "post"),
    Row("contact_search", P.CONTACT_WRITE, "post"),
    Row("contact_correct", P.CONTACT_WRITE, objects=CONTACT),
    Row("contact_retract", P.CONTACT_WRITE, "post", CONTACT),
    Row("promise_keep", P.CONTACT_WRITE, "post", CONTACT),
    Row("promise_reopen", P.CONTACT_WRITE, "post", CONTACT),
    Row("milestone_correct", P.JOURNEY_WRITE, objects=MILESTONE),
    Row("milestone_retract", P.JOURNEY_WRITE, "post", MILESTONE),
    Row("job_new", P.JOURNEY_WRITE, objects=JOURNEY),
    Row("job_contract", P.JOURNEY_WRITE, objects=JOB),
    Row("job_correct", P.JOURNEY_WRITE, objects=JOB),
    Row("job_retract", P.JOURNEY_WRITE, "post", JOB),
    Row("job_reopen", P.JOURNEY_WRITE, "post", JOB),
    Row("absence_new", P.JOURNEY_WRITE, objects=JOURNEY),
    Row("absence_answer", P.JOURNEY_WRITE, objects=ABSENCE),
    Row("absence_correct", P.JOURNEY_WRITE, objects=ABSENCE),
    Row("absence_retract", P.JOURNEY_WRITE, "post", ABSENCE),
    Row("absence_reopen", P.JOURNEY_WRITE, "post", ABSENCE),
    Row("journey_no_track", P.JOURNEY_WRITE, objects=JOURNEY),
    Row("dossier", P.JOURNEY_READ, objects=JOURNEY),
    Row("dossier_timeline", P.JOURNEY_READ, objects=JOURNEY),
    Row("dossier_plan", P.JOURNEY_READ, objects=JOURNEY),
    Row("dossier_measurements", P.JOURNEY_READ, objects=JOURNEY),
    Row("dossier_diagnosis", P.JOURNEY_READ, objects=JOURNEY),
    Row("dossier_person", P.JOURNEY_READ, objects=JOURNEY),
    Row("dossier_bsn", P.BSN_READ, "post", JOURNEY, reads=True),
    Row("dossier_fact", P.JOURNEY_READ, objects=JOURNEY | {"fact_id": "milestone"}, fixed={"kind": "milestone"}),
    Row("milestone_new", P.JOURNEY_WRITE, objects=JOURNEY),
    Row("director_assign", P.DIRECTOR_ASSIGN, objects=JOURNEY),
    Row("approach", P.APPROACH_READ),
    Row("approach_one", P.APPROACH_READ, fixed={"key": "meerinzicht"}),
    Row("approach_difference", P.APPROACH_READ, fixed={"key": "meerinzicht"}),
    Row("tables", P.TABLE_READ),
    Row("table", P.TABLE_READ, fixed={"key": "profiles"}),
    Row("table_chart", P.TABLE_READ, fixed={"key": "data-funnel"}),
    Row("table_download", P.TABLE_READ, fixed={"key": "profiles", "extension": "csv"}),
    Row("review", P.REVIEW_DECIDE),
    Row("review_item", P.REVIEW_DECIDE, objects=ITEM),
    Row("review_decide", P.REVIEW_DECIDE, "post", ITEM),
    Row("review_undo", P.REVIEW_DECIDE, "post", {"item_id": "decided"}),
    Row("deliveries", P.DELIVERY_READ),
    Row("delivery", P.DELIVERY_READ, objects=DELIVERY, reads=False),
    Row("delivery_progress", P.DELIVERY_READ, objects=DELIVERY, reads=False),
    Row("delivery_upload", P.DELIVERY_WRITE),
    Row("delivery_confirm", P.DELIVERY_WRITE, "post", DELIVERY),
    Row("delivery_withdraw", P.DELIVERY_WRITE, "post", DELIVERY),
    Row("reading_log", P.READING_LOG_READ),
    Row("reading_log_export", P.READING_LOG_READ, reads=True),
    Row("staff", P.STAFF_READ),
    Row("staff_one", P.STAFF_READ, objects=STAFF, reads=False),
    Row("staff_new", P.STAFF_WRITE),
    Row("role_grant", P.STAFF_WRITE, "post", STAFF),
    Row("role_end", P.STAFF_WRITE, "post", STAFF),
    Row("staff_leave", P.STAFF_WRITE, "post", STAFF),
    *asking.ROWS,
    *intake.ROWS,
    *planning.ROWS,
    *agenda.ROWS,
    *direction.ROWS,
    *handing.ROWS,
    *housing.ROWS,
    *management.ROWS,
    *newcomer.ROWS,
)
PUBLIC = {"health", "demo_entrance", "choose_organisation", "set_language", "gallery", *newcomer.GUARDED}
"""Routes that hold nothing of an organisation."""
