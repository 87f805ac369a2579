"""Recording what people did on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.journeys.facts import columns, refuse_future, supersede, write
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.versions import approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.offers.models import Enrolment, OutcomeObservation
from reisgenoot.people.perms import require_bulk_write

MOST_HOURS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOutcome:
    """What somebody did on a day: all outcomes of the approach's ladder at once, none at all included.

    ``hours_per_week`` is of the paid work, above 0 and at most 80, missing when not told. ``replaces`` is the id of the
    observation that this one corrects.
    """

    journey_id: int
    observed_on: date
    outcomes: Sequence[str] = ()
    enrolment_id: int | None = None
    hours_per_week: Decimal | float | None = None
    text: str = ""
    source_row_id: int | None = None
    replaces: int | None = None


@transaction.atomic
def record_outcomes(*, by: Actor, outcomes: Sequence[NewOutcome]) -> list[int]:
    """Record what people did on a day; ids in the order given. A constant number of queries per batch.

    Raises
    ------
    NotKnown       a journey or enrolment is not the organisation's, or a replaced observation is not held.
    InvalidInput   an outcome is not in the approach's ladder, hours are impossible, or the day lies in the future.
    """
    require_bulk_write(by)
    require_own(Enrolment, (one.enrolment_id for one in outcomes))
    approaches = approaches_of(one.journey_id for one in outcomes)
    for one in outcomes:
        _check_outcome(one, approaches[one.journey_id])
    at = now()
    supersede(OutcomeObservation, (one.replaces for one in outcomes), at=at)
    rows = [columns(one) | {"outcomes": list(one.outcomes)} for one in outcomes]
    return write(OutcomeObservation, rows, by=by, at=at)


@transaction.atomic
def record_outcome(*, by: Actor, outcome: NewOutcome) -> OutcomeObservation:
    """Record what somebody did on a day. Raises as `record_outcomes` does."""
    require(by, Permission.JOURNEY_WRITE)
    (outcome_id,) = record_outcomes(by=by, outcomes=[outcome])
    refresh(organisation_id=by.organisation_id, journey_ids=[outcome.journey_id])
    return OutcomeObservation.objects.get(pk=outcome_id)


@transaction.atomic
def retract_outcome(*, by: Actor, outcome_id: int) -> None:
    """Take back an observation that was recorded by mistake."""
    require(by, Permission.JOURNEY_WRITE)
    old = OutcomeObservation.objects.filter(pk=outcome_id, superseded_at__isnull=True).first()
    if old is None:
        raise NotKnown
    supersede(OutcomeObservation, [old.pk], at=now())
    refresh(organisation_id=by.organisation_id, journey_ids=[old.journey_id])


def _check_outcome(one: NewOutcome, approach: Approach) -> None:
    refuse_future(one.observed_on, field="observed_on")
    for key in one.outcomes:
        if key not in approach.outcomes:
            raise InvalidInput(_("Deze aanpak kent uitkomst %(key)s niet.") % {"key": key}, field="outcomes")
    if one.hours_per_week is not None and not 0 < one.hours_per_week <= MOST_HOURS:
        raise InvalidInput(_("Uren per week liggen tussen 0 en 80."), field="hours_per_week")
