"""Reading in which offers one person takes part, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.models import RECORDED_BY
from reisgenoot.kernel.permissions import Permission, require
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


def absences_of(*, by: Actor, journey_id: int) -> Sequence[AbsenceFact]:
    """The absences of a journey as they are held now, newest first. One query."""
    require(by, Permission.JOURNEY_READ)
    rows = Absence.objects.filter(journey_id=journey_id, superseded_at__isnull=True).order_by("-from_on", "-pk")
    columns = ("pk", "enrolment__offer", "from_on", "until_on", "reason", "reported_on", "reported_by")
    return [
        AbsenceFact(pk, offer or "", *values)
        for pk, offer, *values in rows.values_list(*columns, "followed_up_on", "agreed", RECORDED_BY)
    ]


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
    rows = Enrolment.objects.filter(journey_id=journey_id, superseded_at__isnull=True).order_by("-started_on", "-pk")
    columns = ("pk", "offer", "provider__name", "municipality__name", "started_on", "ended_on", "dropped_out_on")
    return [
        EnrolmentFact(pk, offer, provider, municipality or "", *dates)
        for pk, offer, provider, municipality, *dates in rows.values_list(*columns)
    ]


def outcomes_of(*, by: Actor, journey_id: int) -> Sequence[OutcomeFact]:
    """What was observed of somebody's outcomes, newest first. One query."""
    require(by, Permission.JOURNEY_READ)
    rows = OutcomeObservation.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    columns = ("pk", "observed_on", "outcomes", "hours_per_week", "text")
    return [OutcomeFact(*values) for values in rows.order_by("-observed_on", "-pk").values_list(*columns)]


def call_ups_of(*, by: Actor, journey_id: int) -> Sequence[CallUpFact]:
    """The calls of a journey, newest first. One query."""
    require(by, Permission.JOURNEY_READ)
    rows = CallUp.objects.filter(journey_id=journey_id, superseded_at__isnull=True).order_by("-called_on", "-pk")
    return [CallUpFact(*values) for values in rows.values_list("pk", "activity", "number", "called_on", "response")]
