"""Every write about handing over."""

from reisgenoot.handover.services.arranging import (
    end_agreement,
    ensure_party,
    give_consent,
    make_agreement,
    withdraw_consent,
)
from reisgenoot.handover.services.profiles import NewProfile, record_received
from reisgenoot.handover.services.receiving import (
    confirm_receipt,
    import_package,
    mark_read,
    mark_used,
    not_used,
    return_received,
)
from reisgenoot.handover.services.sending import (
    Choice,
    draft_handover,
    drop_draft,
    mark_step,
    note_talk,
    return_handover,
    send_handover,
)
from reisgenoot.handover.services.taking import Corrections, PartVerdict, TakeOver, match_received, take_over
from reisgenoot.handover.sharing import may_share

__all__ = [
    "Choice",
    "Corrections",
    "NewProfile",
    "PartVerdict",
    "TakeOver",
    "confirm_receipt",
    "draft_handover",
    "drop_draft",
    "end_agreement",
    "ensure_party",
    "give_consent",
    "import_package",
    "make_agreement",
    "mark_read",
    "mark_step",
    "mark_used",
    "match_received",
    "may_share",
    "not_used",
    "note_talk",
    "record_received",
    "return_handover",
    "return_received",
    "send_handover",
    "take_over",
    "withdraw_consent",
]
