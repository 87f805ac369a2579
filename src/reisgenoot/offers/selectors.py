"""Reading in which offers one person takes part, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Value
from django.db.models.functions import Coalesce

from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.models import RECORDED_BY
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.kernel.together import Rows, read_together
from reisgenoot.offers.models import Absence, CallUp, Enrolment, OutcomeObservation


@dataclass(frozen=True, slots=True)
class EnrolmentFact:
    """Taking part in one offer at one provider, until ``ended_on`` inclusive (missing = still)."""

    id: int
    offer: str
    provider: str
    municipality: str
    started_on: date
    ended_on: date | None
    dropped_out_on: date | None


@dataclass(frozen=True, slots=True)
class OutcomeFact:
    """What somebody did on a day. ``hours_per_week`` is of the paid work, 0 < h <= 80, missing = not told."""

    id: int
    on: date
    outcomes: Sequence[str]
    hours_per_week: Decimal | None
    text: str


@dataclass(frozen=True, slots=True)
class CallUpFact:
    """One call to come to something compulsory; an empty ``response`` means no answer is known."""

    id: int
    activity: str
    number: int
    on: date
    response: str


@dataclass(frozen=True, slots=True)
class AbsenceFact:
    """Not coming to a course (empty ``offer`` = not about one) until ``until_on`` inclusive (missing = still)."""

    id: int
    offer: str
    from_on: date
    until_on: date | None
    reason: str
    reported_on: date
    reported_by: str
    followed_up_on: date | None
    agreed: str
    by: str

    @property
    def days_until_report(self) -> int:
        """How many days after the first day it was reported."""
        return (self.reported_on - self.from_on).days


@dataclass(frozen=True, slots=True)
class TakingPart:
    """Everything about taking part in offers, as it is held now and each list newest first."""

    enrolments: Sequence[EnrolmentFact]
    outcomes: Sequence[OutcomeFact]
    call_ups: Sequence[CallUpFact]
    absences: Sequence[AbsenceFact]


def taking_part(*, by: Actor, journey_id: int) -> TakingPart:
    """What is known about a journey's taking part in offers, with what came of it. One query."""
    require(by, Permission.JOURNEY_READ)
    enrolments, outcomes, call_ups, absences = read_together(
        Journey.objects.filter(pk=journey_id),
        _enrolments(journey_id),
        _outcomes(journey_id),
        _call_ups(journey_id),
        _absences(journey_id),
    )
    return TakingPart(
        enrolments=[EnrolmentFact(*values) for values in enrolments],
        outcomes=[OutcomeFact(*values) for values in outcomes],
        call_ups=[CallUpFact(*values) for values in call_ups],
        absences=[AbsenceFact(*values) for values in absences],
    )


def absences_of(*, by: Actor, journey_id: int) -> Sequence[AbsenceFact]:
    """The absences of a journey as they are held now, newest first. One query."""
    require(by, Permission.JOURNEY_READ)
    rows, columns = _absences(journey_id)
    return [AbsenceFact(*values) for values in rows.values_list(*columns)]


def get_absence(*, by: Actor, absence_id: int, permission: Permission) -> Absence:
    """An absence with its journey and person; also one that was corrected.

    Raises
    ------
    NotAllowed   the role of ``by`` may not do this (403). NotKnown: there is none in this organisation (404).
    """
    require(by, permission)
    rows = Absence.objects.select_related("journey__person", "enrolment", "recorded_by")
    found = rows.defer("journey__person__bsn_sealed", "journey__person__bsn_hash").filter(pk=absence_id).first()
    if found is None:
        raise NotKnown
    return found


def enrolments_of(*, by: Actor, journey_id: int) -> Sequence[EnrolmentFact]:
    """The enrolments of a journey as they are held now, newest first. One query."""
    require(by, Permission.JOURNEY_READ)
    rows, columns = _enrolments(journey_id)
    return [EnrolmentFact(*values) for values in rows.values_list(*columns)]


def _enrolments(journey_id: int) -> Rows:
    rows = Enrolment.objects.filter(journey_id=journey_id, superseded_at__isnull=True).order_by("-started_on", "-pk")
    municipality = Coalesce("municipality__name", Value(""))
    return rows, ("pk", "offer", "provider__name", municipality, "started_on", "ended_on", "dropped_out_on")


def _outcomes(journey_id: int) -> Rows:
    rows = OutcomeObservation.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    return rows.order_by("-observed_on", "-pk"), ("pk", "observed_on", "outcomes", "hours_per_week", "text")


def _call_ups(journey_id: int) -> Rows:
    rows = CallUp.objects.filter(journey_id=journey_id, superseded_at__isnull=True).order_by("-called_on", "-pk")
    return rows, ("pk", "activity", "number", "called_on", "response")


def _absences(journey_id: int) -> Rows:
    rows = Absence.objects.filter(journey_id=journey_id, superseded_at__isnull=True).order_by("-from_on", "-pk")
    course = Coalesce("enrolment__offer", Value(""))
    told = ("from_on", "until_on", "reason", "reported_on", "reported_by", "followed_up_on", "agreed")
    return rows, ("pk", course, *told, RECORDED_BY)
