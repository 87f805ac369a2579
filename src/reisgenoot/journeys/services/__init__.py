"""Every write about a journey: starting and ending, director, milestones, contacts, signals."""

from reisgenoot.journeys.services.caseloads import (
    NewHandedFile,
    forget_notice_sent,
    hand_over_caseload,
    may_undo,
    record_notices_sent,
    undo_handover,
)
from reisgenoot.journeys.services.contacts import (
    NewContact,
    correct_contact,
    keep_promise,
    record_contact,
    record_contacts,
    reopen_promise,
    retract_contact,
)
from reisgenoot.journeys.services.directing import assign_director
from reisgenoot.journeys.services.milestones import (
    NewMilestone,
    correct_milestone,
    record_milestone,
    record_milestones,
    retract_milestone,
)
from reisgenoot.journeys.services.signalling import (
    delegate_signals,
    snooze_signal,
    snooze_signals,
    take_back_signals,
    wake_signal,
    wake_signals,
)
from reisgenoot.journeys.services.starting import (
    NewJourney,
    end_journey,
    move_to_version,
    note_codes,
    reopen_journey,
    set_contact_rhythm,
    start_journey,
    start_journeys,
    update_traveller,
)

__all__ = [
    "NewContact",
    "NewHandedFile",
    "NewJourney",
    "NewMilestone",
    "assign_director",
    "correct_contact",
    "correct_milestone",
    "delegate_signals",
    "end_journey",
    "forget_notice_sent",
    "hand_over_caseload",
    "keep_promise",
    "may_undo",
    "move_to_version",
    "note_codes",
    "record_contact",
    "record_contacts",
    "record_milestone",
    "record_milestones",
    "record_notices_sent",
    "reopen_journey",
    "reopen_promise",
    "retract_contact",
    "retract_milestone",
    "set_contact_rhythm",
    "snooze_signal",
    "snooze_signals",
    "start_journey",
    "start_journeys",
    "take_back_signals",
    "undo_handover",
    "update_traveller",
    "wake_signal",
    "wake_signals",
]
