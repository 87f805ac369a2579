"""Noting where somebody is before there is a home."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.arrivals.enums import Whereabouts
from reisgenoot.arrivals.models import Reception
from reisgenoot.journeys.facts import one_at_a_time, refuse_future, supersede, write
from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import Permission, require


@transaction.atomic
def note_reception(
    *,
    by: Actor,
    journey_id: int,
    whereabouts: str,
    place: str = "",
    valid_from: date,
    valid_until: date | None = None,
    is_voluntary: bool = True,
) -> Reception:
    """Note where somebody is from a day on; where somebody was before ends that day. The same again changes nothing.

    Raises
    ------
    NotKnown       the journey is not the organisation's.
    InvalidInput   the place is missing for an azc, the days are impossible, or the code is not known.
    """
    require(by, Permission.JOURNEY_WRITE)
    require_own(Journey, [journey_id])
    one_at_a_time(journey_id)
    _check(whereabouts, place, valid_from, valid_until)
    before = _current(journey_id)
    row = {
        "journey_id": journey_id,
        "whereabouts": whereabouts,
        "place": place.strip(),
        "is_voluntary": is_voluntary,
        "valid_from": valid_from,
        "valid_until": valid_until,
    }
    if before and all(getattr(before, name) == value for name, value in row.items()):
        return before
    at = now()
    rows = [row]
    if before:
        supersede(Reception, [before.pk], at=at)
        if before.valid_from < valid_from:
            rows.insert(0, {**{name: getattr(before, name) for name in row}, "valid_until": valid_from})
    return Reception.objects.get(pk=write(Reception, rows, by=by, at=at)[-1])


def end_receptions(*, by: Actor, journey_ids: list[int], on: date | None) -> None:
    """Somebody moved: where they were ends on that day; None lets it run on. For the services of this package."""
    at = now()
    latest: dict[int, Reception] = {}
    for held in Reception.objects.filter(journey_id__in=journey_ids, superseded_at=None).order_by("valid_from", "pk"):
        latest[held.journey_id] = held
    changing = [held for held in latest.values() if held.valid_until != on]
    supersede(Reception, [held.pk for held in changing], at=at)
    names = ("journey_id", "whereabouts", "place", "is_voluntary", "valid_from")
    rows = [
        {**{name: getattr(held, name) for name in names}, "valid_until": on and max(on, held.valid_from)}
        for held in changing
    ]
    write(Reception, rows, by=by, at=at)


def _current(journey_id: int) -> Reception | None:
    rows = Reception.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    return rows.order_by("-valid_from", "-pk").first()


def _check(whereabouts: str, place: str, valid_from: date, valid_until: date | None) -> None:
    if whereabouts not in Whereabouts.values:
        raise InvalidInput(_("Kies waar deze persoon nu is."), field="whereabouts")
    if whereabouts in {Whereabouts.NEAR, Whereabouts.FAR} and not place.strip():
        raise InvalidInput(_("Vul de plaats of de naam van het azc in."), field="place")
    refuse_future(valid_from, field="valid_from")
    if valid_until and valid_until < valid_from:
        raise InvalidInput(_("De laatste dag ligt niet voor de eerste."), field="valid_until")
