"""Unburdening: starting, the authorisation, exceptions, refusal, fixed costs, the review at the end, and the end."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.guidance.entitlement import entitlement
from reisgenoot.guidance.models import FixedCost, Unburdening
from reisgenoot.guidance.writing import add, codes_of, held, reached_by, renewed, set_aside, writing_in
from reisgenoot.journeys.facts import Moment, reach, refuse_future
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.versions import approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission, require

STARTED, REVIEWED, ENDED = "unburdening_started", "unburdening_reviewed", "unburdening_ended"
"""The milestones that the arrangement reaches, where the approach has them."""


@transaction.atomic
def start_unburdening(
    *, by: Actor, journey_id: int, started_on: date, authorised_on: date | None = None
) -> Unburdening:
    """The municipality begins to pay. Reaches the milestone.

    Raises
    ------
    NotKnown       the journey is not the organisation's.
    InvalidInput   it runs already, there is no right to benefit yet, or the period has passed on that day.
    """
    require(by, Permission.JOURNEY_WRITE)
    approach = writing_in(journey_id)
    refuse_future(started_on, field="started_on")
    refuse_future(authorised_on, field="authorised_on")
    known = entitlement(approach, codes=codes_of(journey_id), reached=reached_by(journey_id))
    if known is None or known.first_day is None:
        raise InvalidInput(_("Leg eerst vast wanneer het recht op bijstand begon."), field="started_on")
    if started_on < known.first_day or (known.last_day and started_on > known.last_day):
        raise InvalidInput(_("Deze dag valt buiten de zes maanden."), field="started_on")
    before = _current(journey_id)
    if before and before.started_on:
        raise InvalidInput(_("Het ontzorgen loopt al."), field="started_on")

    def change(one: Unburdening) -> None:
        one.started_on, one.authorised_on = started_on, authorised_on
        one.refused_on, one.refusal_reason = None, ""

    return _changed(journey_id, before, change, by=by)


@transaction.atomic
def authorise_unburdening(*, by: Actor, journey_id: int, on: date) -> Unburdening:
    """The person signed that the municipality may pay out of the benefit."""

    def change(one: Unburdening) -> None:
        one.authorised_on = on

    return _change_running(journey_id, change, by=by, day=on, field="on")


@transaction.atomic
def refuse_unburdening(*, by: Actor, journey_id: int, on: date, reason: str) -> Unburdening:
    """The person does not want it. Nothing follows by itself; a person weighs it."""
    require(by, Permission.JOURNEY_WRITE)
    writing_in(journey_id)
    refuse_future(on, field="on")
    if not reason.strip():
        raise InvalidInput(_("Schrijf op waarom iemand dit niet wil."), field="reason")

    def change(one: Unburdening) -> None:
        one.refused_on, one.refusal_reason = on, reason

    return _changed(journey_id, _current(journey_id), change, by=by)


@transaction.atomic
def except_unburdening(*, by: Actor, journey_id: int, reason: str) -> Unburdening:
    """It is done otherwise than by the law, for this reason; an empty reason takes the exception away."""
    require(by, Permission.JOURNEY_WRITE)
    writing_in(journey_id)

    def change(one: Unburdening) -> None:
        one.exception_reason = reason

    return _changed(journey_id, _current(journey_id), change, by=by)


@transaction.atomic
def review_unburdening(
    *,
    by: Actor,
    journey_id: int,
    on: date,
    pays_alone: str,
    pays_not_yet: str,
    extended_until: date | None = None,
    extension_reason: str = "",
) -> Unburdening:
    """Look together at what the person pays alone from now on; longer only with a reason. Reaches the milestone."""
    if extended_until and not extension_reason.strip():
        raise InvalidInput(_("Schrijf op waarom iemand langer hulp nodig heeft."), field="extension_reason")
    if extended_until and extended_until <= on:
        raise InvalidInput(_("Verlengen kan alleen tot een dag hierna."), field="extended_until")

    def change(one: Unburdening) -> None:
        one.reviewed_on, one.pays_alone, one.pays_not_yet = on, pays_alone, pays_not_yet
        one.extended_until, one.extension_reason = extended_until, extension_reason if extended_until else ""

    return _change_running(journey_id, change, by=by, day=on, field="on")


@transaction.atomic
def end_unburdening(*, by: Actor, journey_id: int, on: date) -> Unburdening:
    """The municipality stops paying. Reaches the milestone."""

    def change(one: Unburdening) -> None:
        if one.started_on and on < one.started_on:
            raise InvalidInput(_("Het ontzorgen eindigt niet voordat het begint."), field="on")
        one.ended_on = on

    return _change_running(journey_id, change, by=by, day=on, field="on")


@transaction.atomic
def undo_unburdening(*, by: Actor, unburdening_id: int) -> None:
    """Take back the last change: what stood before it stands again, with the milestones that belong to it."""
    require(by, Permission.JOURNEY_WRITE)
    last = held(Unburdening, unburdening_id)
    writing_in(last.journey_id)
    set_aside(last)
    others = Unburdening.objects.filter(journey_id=last.journey_id).exclude(pk=last.pk)
    earlier = others.filter(superseded_at__lte=last.recorded_at)
    before = earlier.order_by("-superseded_at", "-pk").first()
    kept = renewed(before, lambda _fresh: None, by=by) if before else None
    _reach(last.journey_id, before=last, after=kept, by=by)


@transaction.atomic
def record_cost(
    *,
    by: Actor,
    journey_id: int,
    kind: str,
    amount: Decimal,
    from_on: date,
    until_on: date | None = None,
    payee: str = "",
    is_paid_directly: bool = True,
    reason: str = "",
    replaces: int | None = None,
) -> FixedCost:
    """Record a fixed cost per month; ``replaces`` is the id of the one that this corrects or follows up.

    Raises
    ------
    NotKnown       the journey is not the organisation's, or the replaced cost is not of this journey.
    InvalidInput   the approach knows no such cost, or one that is not in the law has no reason.
    """
    require(by, Permission.JOURNEY_WRITE)
    approach = writing_in(journey_id)
    known = approach.fixed_costs.get(kind)
    if known is None:
        raise InvalidInput(_("Kies een vaste last uit de lijst."), field="kind")
    if not known.by_law and not reason.strip():
        raise InvalidInput(_("Dit staat niet in de wet. Schrijf op waarom je het toch betaalt."), field="reason")
    if replaces is not None:
        set_aside(held(FixedCost, replaces))
    cost = FixedCost(
        journey_id=journey_id,
        kind=kind,
        payee=payee,
        amount=amount,
        from_on=from_on,
        until_on=until_on,
        is_paid_directly=is_paid_directly,
        reason=reason,
    )
    return add(cost, by=by)


@transaction.atomic
def retract_cost(*, by: Actor, cost_id: int) -> None:
    """Take back a cost that was recorded by mistake."""
    require(by, Permission.JOURNEY_WRITE)
    set_aside(held(FixedCost, cost_id))


def _current(journey_id: int) -> Unburdening | None:
    return Unburdening.objects.filter(journey_id=journey_id, superseded_at__isnull=True).first()


def _change_running(
    journey_id: int, change: Callable[[Unburdening], None], *, by: Actor, day: date, field: str
) -> Unburdening:
    require(by, Permission.JOURNEY_WRITE)
    writing_in(journey_id)
    refuse_future(day, field=field)
    running = _current(journey_id)
    if running is None or running.started_on is None:
        raise InvalidInput(_("Het ontzorgen is nog niet begonnen."), field=field)
    return _changed(journey_id, running, change, by=by)


def _changed(
    journey_id: int, before: Unburdening | None, change: Callable[[Unburdening], None], *, by: Actor
) -> Unburdening:
    if before:
        after = renewed(before, change, by=by)
    else:
        after = Unburdening(journey_id=journey_id)
        change(after)
        add(after, by=by)
    _reach(journey_id, before=before, after=after, by=by)
    return after


def _reach(journey_id: int, *, before: Unburdening | None, after: Unburdening | None, by: Actor) -> None:
    approaches = approaches_of([journey_id])
    reach(_moments(after), by=by, at=now(), approaches=approaches, replaced=_moments(before))
    refresh(organisation_id=by.organisation_id, journey_ids=[journey_id])


def _moments(one: Unburdening | None) -> list[Moment]:
    if one is None:
        return []
    days = {STARTED: one.started_on, REVIEWED: one.reviewed_on, ENDED: one.ended_on}
    return [Moment(one.journey_id, key, day) for key, day in days.items() if day]
