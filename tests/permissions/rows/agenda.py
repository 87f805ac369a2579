"""Routes of the agenda."""

from reisgenoot.kernel.permissions import Permission as P  # noqa: N817  one letter keeps a row on a line
from tests.permissions.matrix_row import Row

JOURNEY = {"journey_id": "journey"}
APPOINTMENT = {"appointment_id": "appointment"}
HELD = {"appointment_id": "held_appointment"}
OCCUPATION = {"occupation_id": "occupation"}

ROWS: tuple[Row, ...] = (
    Row("agenda", P.AGENDA_READ),
    Row("dossier_agenda", P.AGENDA_READ, objects=JOURNEY),
    Row("appointment_new", P.AGENDA_WRITE, objects=JOURNEY),
    Row("occupation_new", P.AGENDA_WRITE, objects=JOURNEY),
    Row("capacity_set", P.AGENDA_WRITE, objects=JOURNEY),
    Row("contact_rhythm", P.JOURNEY_WRITE, objects=JOURNEY),
    Row("appointment", P.AGENDA_READ, objects=APPOINTMENT),
    Row("appointment_change", P.AGENDA_WRITE, objects=APPOINTMENT),
    Row("appointment_cancel", P.AGENDA_WRITE, objects=APPOINTMENT),
    Row("appointment_invite", P.AGENDA_WRITE, "post", APPOINTMENT),
    Row("appointment_calendar", P.AGENDA_READ, objects=APPOINTMENT),
    Row("appointment_record", P.AGENDA_WRITE, objects=APPOINTMENT),
    Row("appointment_reopen", P.AGENDA_WRITE, "post", HELD),
    Row("interpreter_book", P.AGENDA_WRITE, objects=APPOINTMENT),
    Row("booking_note", P.AGENDA_WRITE, objects={"booking_id": "booking"}),
    Row("talk_agreement_done", P.AGENDA_WRITE, "post", {"agreement_id": "talk_agreement"}),
    Row("occupation_change", P.AGENDA_WRITE, objects=OCCUPATION),
    Row("occupation_remove", P.AGENDA_WRITE, "post", OCCUPATION),
)
