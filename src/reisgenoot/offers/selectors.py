"""Reading in which offers one person takes part, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.offers.models import CallUp, Enrolment, OutcomeObservation


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
