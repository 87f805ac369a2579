"""Every write about offers: enrolments, absence, outcomes, call-ups."""

from reisgenoot.offers.services.absences import (
    NewAbsence,
    correct_absence,
    follow_up_absence,
    record_absence,
    record_absences,
    reopen_absence,
    retract_absence,
)
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
    "NewAbsence",
    "NewCallUp",
    "NewEnrolment",
    "NewOutcome",
    "correct_absence",
    "end_enrolment",
    "end_enrolments",
    "follow_up_absence",
    "note_response",
    "record_absence",
    "record_absences",
    "record_call_up",
    "record_call_ups",
    "record_enrolment",
    "record_enrolments",
    "record_outcome",
    "record_outcomes",
    "reopen_absence",
    "retract_absence",
    "retract_call_up",
    "retract_enrolment",
    "retract_outcome",
]
