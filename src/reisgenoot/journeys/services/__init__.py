"""Every write about a journey: starting and ending, director, milestones, contacts, signals."""

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
from reisgenoot.journeys.services.signalling import snooze_signal, wake_signal
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
    "NewJourney",
    "NewMilestone",
    "assign_director",
    "correct_contact",
    "correct_milestone",
    "end_journey",
    "keep_promise",
    "move_to_version",
    "note_codes",
    "record_contact",
    "record_contacts",
    "record_milestone",
    "record_milestones",
    "reopen_journey",
    "reopen_promise",
    "retract_contact",
    "retract_milestone",
    "set_contact_rhythm",
    "snooze_signal",
    "start_journey",
    "start_journeys",
    "update_traveller",
    "wake_signal",
]
