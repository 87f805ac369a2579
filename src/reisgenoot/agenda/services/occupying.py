"""What fills somebody's week: lessons, work, childcare, voluntary work; and how much somebody can carry."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.agenda.enums import OccupationKind, Weekday
from reisgenoot.agenda.models import WeeklyCapacity, WeeklyOccupation
from reisgenoot.journeys.facts import columns, one_at_a_time, supersede, write
from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.bulk import Row
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.offers.models import Enrolment

MOST_HOURS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOccupation:
    """Something somebody does every week: day (1 = Monday), from, until (exclusive), and while it holds."""

    journey_id: int
    kind: str
    weekday: int
    starts: time
    ends: time
    valid_from: date
    valid_until: date | None = None
    title: str = ""
    enrolment_id: int | None = None


@transaction.atomic
def add_occupations(*, by: Actor, occupations: Sequence[NewOccupation]) -> list[int]:
    """Put weekly hours in somebody's week; their ids in the order given.

    Raises
    ------
    NotKnown       a journey is not the organisation's, or the enrolment is not of that journey.
    InvalidInput   times or days that cannot be.
    """
    require(by, Permission.AGENDA_WRITE)
    require_own(Journey, {one.journey_id for one in occupations})
    for one in occupations:
        _check(one)
    return write(WeeklyOccupation, [_row(one) for one in occupations], by=by, at=now())


@transaction.atomic
def change_occupation(*, by: Actor, occupation_id: int, **changes: Any) -> int:
    """Put weekly hours right, or let them end (``valid_until``): the old row stays as it was known. The new id.

    Raises
    ------
    NotKnown   no such hours that are still held. InvalidInput as `add_occupations`.
    """
    require(by, Permission.AGENDA_WRITE)
    old = _get(occupation_id)
    as_known = NewOccupation(**{field.name: getattr(old, field.name) for field in fields(NewOccupation)})
    changed = replace(as_known, **changes)
    _check(changed)
    at = now()
    supersede(WeeklyOccupation, [old.pk], at=at)
    (new_id,) = write(WeeklyOccupation, [_row(changed)], by=by, at=at)
    return new_id


@transaction.atomic
def remove_occupation(*, by: Actor, occupation_id: int) -> None:
    """Take back weekly hours that never were; for hours that end, `change_occupation`. Raises `NotKnown`."""
    require(by, Permission.AGENDA_WRITE)
    supersede(WeeklyOccupation, [_get(occupation_id).pk], at=now())


@transaction.atomic
def set_capacity(*, by: Actor, journey_id: int, hours: Decimal, valid_from: date, note: str = "") -> int:
    """Note how many hours a week somebody can carry from a day on; the id.

    Raises
    ------
    NotKnown       the journey is not the organisation's.
    InvalidInput   hours outside 0 to 80.
    """
    require(by, Permission.AGENDA_WRITE)
    require_own(Journey, [journey_id])
    if not 0 <= hours <= MOST_HOURS:
        raise InvalidInput(_("Uren per week liggen tussen 0 en 80."), field="hours")
    one_at_a_time(journey_id)
    at = now()
    same_day = WeeklyCapacity.objects.filter(journey_id=journey_id, superseded_at__isnull=True, valid_from=valid_from)
    supersede(WeeklyCapacity, list(same_day.values_list("pk", flat=True)), at=at)
    row = {"journey_id": journey_id, "hours": str(hours), "valid_from": valid_from, "note": note.strip()}
    return write(WeeklyCapacity, [row], by=by, at=at)[0]


def _row(one: NewOccupation) -> Row:
    """Times travel as text: the rows are written as JSON."""
    return columns(one) | {"starts": one.starts.isoformat(), "ends": one.ends.isoformat()}


def _check(one: NewOccupation) -> None:
    if one.kind not in OccupationKind.values:
        raise InvalidInput(_("Kies een soort uit de lijst."), field="kind")
    if one.weekday not in Weekday.values:
        raise InvalidInput(_("Kies een dag van de week."), field="weekday")
    if one.ends <= one.starts:
        raise InvalidInput(_("De eindtijd ligt na de begintijd."), field="ends")
    if one.valid_until is not None and one.valid_until <= one.valid_from:
        raise InvalidInput(_("Het einde ligt na het begin."), field="valid_until")
    if one.enrolment_id is not None:
        same = Enrolment.objects.filter(pk=one.enrolment_id, journey_id=one.journey_id, superseded_at__isnull=True)
        if not same.exists():
            raise NotKnown


def _get(occupation_id: int) -> WeeklyOccupation:
    found = WeeklyOccupation.objects.select_for_update().filter(pk=occupation_id, superseded_at__isnull=True).first()
    if found is None:
        raise NotKnown
    return found
