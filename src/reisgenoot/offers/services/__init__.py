"""Every write about offers: enrolments, outcomes, call-ups."""

from reisgenoot.offers.services.call_ups import (
    NewCallUp,
    note_response,
    record_call_up,
    record_call_ups,
    retract_call_up,
)
from reisgenoot.offers.services.enrolments import (
    EnrolmentEnd,
    NewEnrolment,
    end_enrolment,
    end_enrolments,
    record_enrolment,
    record_enrolments,
    retract_enrolment,
)
from reisgenoot.offers.services.outcomes import NewOutcome, record_outcome, record_outcomes, retract_outcome

__all__ = [
    "EnrolmentEnd",
    "NewCallUp",
    "NewEnrolment",
    "NewOutcome",
    "end_enrolment",
    "end_enrolments",
    "note_response",
    "record_call_up",
    "record_call_ups",
    "record_enrolment",
    "record_enrolments",
    "record_outcome",
    "record_outcomes",
    "retract_call_up",
    "retract_enrolment",
    "retract_outcome",
]
