"""Every write of the agenda: planning, what came of it, interpreters, weekly occupations."""

from reisgenoot.agenda.services.holding import NewAgreement, note_agreement_done, record_outcome, reopen_appointment
from reisgenoot.agenda.services.interpreters import book_interpreter, note_booking
from reisgenoot.agenda.services.occupying import (
    NewOccupation,
    add_occupations,
    change_occupation,
    remove_occupation,
    set_capacity,
)
from reisgenoot.agenda.services.planning import (
    Outsider,
    Plan,
    cancel_appointment,
    change_appointment,
    invite,
    plan_appointment,
)

__all__ = [
    "NewAgreement",
    "NewOccupation",
    "Outsider",
    "Plan",
    "add_occupations",
    "book_interpreter",
    "cancel_appointment",
    "change_appointment",
    "change_occupation",
    "invite",
    "note_agreement_done",
    "note_booking",
    "plan_appointment",
    "record_outcome",
    "remove_occupation",
    "reopen_appointment",
    "set_capacity",
]
