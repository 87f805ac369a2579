"""Routes of handing."""

from reisgenoot.kernel.permissions import Permission as P  # noqa: N817  one letter keeps a row on a line
from tests.permissions.matrix_row import Row

JOURNEY = {"journey_id": "journey"}
REPORTED = {"reported_id": "reported"}
HANDOVER = {"handover_id": "handover"}
RECEIVED = {"received_id": "received"}

ROWS: tuple[Row, ...] = (
    Row("arrivals", P.CASELOAD_READ),
    Row("arrival_new", P.JOURNEY_WRITE),
    Row("arrival_decide", P.JOURNEY_WRITE, objects=REPORTED),
    Row("arrival_decided", P.JOURNEY_WRITE, "post", REPORTED, data={"wie": "nieuw"}),
    Row("reception", P.JOURNEY_WRITE, objects=JOURNEY),
    Row("dossier_handover", P.HANDOVER_READ, objects=JOURNEY),
    Row("handover_new", P.HANDOVER_WRITE, objects=JOURNEY),
    Row("consent_new", P.HANDOVER_WRITE, objects=JOURNEY),
    Row("profile_new", P.HANDOVER_WRITE, objects=JOURNEY),
    Row("journey_end", P.JOURNEY_WRITE, objects=JOURNEY),
    Row("journey_reopen", P.JOURNEY_WRITE, "post", JOURNEY),
    Row("consent_withdraw", P.HANDOVER_WRITE, "post", {"consent_id": "consent"}),
    Row("handovers", P.HANDOVER_READ),
    Row("handover_inbox", P.HANDOVER_READ),
    Row("handover_import", P.HANDOVER_WRITE),
    Row("handover_open", P.HANDOVER_WRITE, "post", {"letter_id": "letter"}),
    Row("sharing", P.SHARING_WRITE),
    Row("agreement_new", P.SHARING_WRITE),
    Row("party_new", P.SHARING_WRITE),
    Row("agreement_end", P.SHARING_WRITE, "post", {"agreement_id": "agreement"}),
    Row("handover", P.HANDOVER_READ, objects=HANDOVER),
    Row("handover_change", P.HANDOVER_WRITE, objects=HANDOVER),
    Row("handover_send", P.HANDOVER_WRITE, "post", HANDOVER),
    Row("handover_drop", P.HANDOVER_WRITE, "post", HANDOVER),
    Row("handover_step", P.HANDOVER_WRITE, "post", HANDOVER, {"state": "received"}),
    Row("handover_return", P.HANDOVER_WRITE, objects=HANDOVER),
    Row("handover_talk", P.HANDOVER_WRITE, objects=HANDOVER),
    Row("handover_pdf", P.HANDOVER_READ, objects=HANDOVER),
    Row("handover_file", P.HANDOVER_READ, objects=HANDOVER),
    Row("received", P.HANDOVER_READ, objects=RECEIVED),
    Row("received_read", P.HANDOVER_WRITE, "post", RECEIVED),
    Row("received_used", P.HANDOVER_WRITE, "post", RECEIVED),
    Row("received_unused", P.HANDOVER_WRITE, objects=RECEIVED),
    Row("received_return", P.HANDOVER_WRITE, objects=RECEIVED),
    Row("received_take", P.HANDOVER_WRITE, objects=RECEIVED),
    Row("received_pdf", P.HANDOVER_READ, objects=RECEIVED),
)
