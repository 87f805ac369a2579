"""The housing department records that a home was offered and that people moved in, for everybody of a signal at once."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.arrivals.access import as_intake, own_signal
from reisgenoot.arrivals.models import HousingSignal
from reisgenoot.arrivals.services.receiving import end_receptions
from reisgenoot.journeys.facts import refuse_future
from reisgenoot.journeys.models import Milestone
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.services import NewMilestone, record_milestones, retract_milestone
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission, require

OFFERED, SETTLED = "home_offered", "settled"
HOME_MILESTONES = (OFFERED, SETTLED)


@transaction.atomic
def record_home(*, by: Actor, signal_id: int, key: str, occurred_on: date) -> HousingSignal:
    """Record that a home was offered or that the household moved in; another day corrects the one that is held.

    Raises
    ------
    NotKnown       no such signal.
    InvalidInput   the day is impossible, the signal was withdrawn, or it is not yet known who the people are.
    """
    require(by, Permission.HOUSING_WRITE)
    signal = own_signal(by=by, signal_id=signal_id, locked=True)
    journey_ids = journeys_of_signal(signal)
    _check(signal, key, occurred_on, journey_ids)
    doing = as_intake(by)
    facts = [NewMilestone(journey_id=journey_id, key=key, occurred_on=occurred_on) for journey_id in journey_ids]
    record_milestones(by=doing, facts=facts)
    if key == SETTLED:
        end_receptions(by=doing, journey_ids=journey_ids, on=occurred_on)
    refresh(organisation_id=by.organisation_id, journey_ids=journey_ids)
    return signal


@transaction.atomic
def retract_home(*, by: Actor, signal_id: int, key: str) -> None:
    """Take back what `record_home` recorded by mistake.

    Raises
    ------
    NotKnown       no such signal.
    InvalidInput   nothing of the kind is recorded.
    """
    require(by, Permission.HOUSING_WRITE)
    signal = own_signal(by=by, signal_id=signal_id, locked=True)
    journey_ids = journeys_of_signal(signal)
    held = Milestone.objects.filter(
        journey_id__in=journey_ids, key=key if key in HOME_MILESTONES else "", superseded_at__isnull=True
    )
    milestone_ids = list(held.values_list("pk", flat=True))
    if not milestone_ids:
        raise InvalidInput(_("Dit was nog niet vastgelegd."), field="key")
    doing = as_intake(by)
    for milestone_id in milestone_ids:
        retract_milestone(by=doing, milestone_id=milestone_id)
    if key == SETTLED:
        end_receptions(by=doing, journey_ids=journey_ids, on=None)


def journeys_of_signal(signal: HousingSignal) -> list[int]:
    """Ids of the journeys of the people of a signal, in their order."""
    rows = signal.people.filter(journey__isnull=False).order_by("position")
    return [journey_id for journey_id in rows.values_list("journey_id", flat=True) if journey_id is not None]


def _check(signal: HousingSignal, key: str, occurred_on: date, journey_ids: list[int]) -> None:
    if key not in HOME_MILESTONES:
        raise InvalidInput(_("Kies wat er gebeurde."), field="key")
    if signal.withdrawn_on:
        raise InvalidInput(_("Deze melding is ingetrokken. Zet hem eerst terug."), field="key")
    if not journey_ids:
        raise InvalidInput(_("Het team kijkt nog na wie dit is. Daarna kun je dit vastleggen."), field="key")
    refuse_future(occurred_on, field="occurred_on")
    if occurred_on < signal.linked_on:
        raise InvalidInput(_("Dit gebeurde niet voor de koppeling. Controleer de datum."), field="occurred_on")
