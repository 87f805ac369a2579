"""Writing measurements: one value, or all values of a scale at one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.intake.enums import Moment, Origin, Rater
from reisgenoot.intake.models import Measurement
from reisgenoot.journeys.facts import columns, one_at_a_time, refuse_future, supersede, write
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.versions import approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.people.perms import require_bulk_write


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMeasurement:
    """A value on a scale of the journey's approach; ``item`` is empty when the scale is measured as a whole.

    ``replaces`` is the id of the measurement that this one corrects.
    """

    journey_id: int
    scale: str
    value: str
    measured_on: date
    item: str = ""
    moment: str = Moment.INTERIM
    origin: str = Origin.PROFESSIONAL
    rater: str = Rater.PROFESSIONAL
    source_row_id: int | None = None
    replaces: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSet:
    """All values of one scale at one moment by one rater.

    ``values`` maps an item to a level; the empty item is the scale as a whole. What was not judged is left out.
    """

    journey_id: int
    scale: str
    measured_on: date
    moment: str = Moment.INTERIM
    rater: str = Rater.PROFESSIONAL
    values: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def record_measurements(*, by: Actor, measurements: Sequence[NewMeasurement], at: datetime | None = None) -> list[int]:
    """Record measurements; ids in the order given. A constant number of queries per batch.

    Parameters
    ----------
    at   since when it is known; now when missing.

    Raises
    ------
    NotKnown       a journey is not the organisation's, or a replaced measurement is not held.
    InvalidInput   a day lies in the future, or scale, item or value is not in the approach.
    """
    require_bulk_write(by)
    approaches = approaches_of(one.journey_id for one in measurements)
    for one in measurements:
        _check_measurement(one, approaches[one.journey_id])
    at = at or now()
    supersede(Measurement, (one.replaces for one in measurements), at=at)
    return write(Measurement, [columns(one) for one in measurements], by=by, at=at)


@transaction.atomic
def record_measurement(*, by: Actor, measurement: NewMeasurement) -> Measurement:
    """Record one measurement. Raises as `record_measurements` does."""
    require(by, Permission.JOURNEY_WRITE)
    (measurement_id,) = record_measurements(by=by, measurements=[measurement])
    refresh(organisation_id=by.organisation_id, journey_ids=[measurement.journey_id])
    return Measurement.objects.get(pk=measurement_id)


@transaction.atomic
def record_set(*, by: Actor, measured: NewSet) -> list[int]:
    """Record a whole set at once; ids in the order of the values. Raises as `record_measurements` does, and

    InvalidInput   nothing was judged, or a second rater judges after having been the first.
    """
    require(by, Permission.INTAKE_WRITE)
    values = {item: value for item, value in measured.values.items() if value}
    if not values:
        raise InvalidInput(_("Kies ten minste één waarde. Wat je niet weet mag leeg blijven."), field="values")
    one_at_a_time(measured.journey_id)
    if measured.rater == Rater.SECOND:
        _refuse_the_first_rater(by, measured)
    origin = Origin.PERSON if measured.rater == Rater.PERSON else Origin.PROFESSIONAL
    ids = record_measurements(
        by=by,
        measurements=[
            NewMeasurement(
                journey_id=measured.journey_id,
                scale=measured.scale,
                item=item,
                value=value,
                measured_on=measured.measured_on,
                moment=measured.moment,
                origin=origin,
                rater=measured.rater,
            )
            for item, value in values.items()
        ],
    )
    refresh(organisation_id=by.organisation_id, journey_ids=[measured.journey_id])
    return ids


@transaction.atomic
def correct_measurement(*, by: Actor, measurement_id: int, **changes: Any) -> Measurement:
    """Put a measurement right: the old one stays as it was known. Raises as `record_measurements` does."""
    require(by, Permission.INTAKE_WRITE)
    old = _held(measurement_id)
    as_recorded = NewMeasurement(
        **{one.name: getattr(old, one.name) for one in fields(NewMeasurement) if one.name != "replaces"}
    )
    return record_measurement(by=by, measurement=replace(as_recorded, **changes, replaces=old.pk))


@transaction.atomic
def retract_set(*, by: Actor, measurement_id: int) -> int:
    """Take back everything that was recorded together with this measurement; how many that were."""
    require(by, Permission.INTAKE_WRITE)
    old = _held(measurement_id)
    together = Measurement.objects.filter(
        journey_id=old.journey_id,
        scale=old.scale,
        rater=old.rater,
        measured_on=old.measured_on,
        recorded_at=old.recorded_at,
        superseded_at__isnull=True,
    )
    ids = list(together.values_list("pk", flat=True))
    supersede(Measurement, ids, at=now())
    refresh(organisation_id=by.organisation_id, journey_ids=[old.journey_id])
    return len(ids)


@transaction.atomic
def retract_measurement(*, by: Actor, measurement_id: int) -> None:
    """Take back a measurement that was recorded by mistake."""
    require(by, Permission.JOURNEY_WRITE)
    old = _held(measurement_id)
    supersede(Measurement, [old.pk], at=now())
    refresh(organisation_id=by.organisation_id, journey_ids=[old.journey_id])


def _held(measurement_id: int) -> Measurement:
    found = Measurement.objects.filter(pk=measurement_id, superseded_at__isnull=True).first()
    if found is None:
        raise NotKnown
    return found


def _refuse_the_first_rater(by: Actor, measured: NewSet) -> None:
    """A second judgement by the same person says nothing about how two people judge."""
    first = Measurement.objects.filter(
        journey_id=measured.journey_id, scale=measured.scale, rater=Rater.PROFESSIONAL, superseded_at__isnull=True
    )
    newest = first.order_by("-measured_on", "-pk").values_list("recorded_by_id", flat=True).first()
    if newest is not None and newest == by.staff_id:
        raise InvalidInput(_("Jij deed de eerste meting zelf. Vraag een collega om de tweede."), field="values")


def _check_measurement(one: NewMeasurement, approach: Approach) -> None:
    refuse_future(one.measured_on, field="measured_on")
    scale = approach.scales.get(one.scale)
    if scale is None:
        raise InvalidInput(_("Deze aanpak kent schaal %(scale)s niet.") % {"scale": one.scale}, field="scale")
    if one.value not in scale.levels:
        raise InvalidInput(_("%(value)s is geen waarde van deze schaal.") % {"value": one.value}, field="value")
    if one.item and one.item not in scale.items:
        raise InvalidInput(_("%(item)s is geen onderdeel van deze schaal.") % {"item": one.item}, field="item")
    if one.moment not in Moment.values:
        raise InvalidInput(_("Kies een meetmoment uit de lijst."), field="moment")
    if one.rater not in Rater.values:
        raise InvalidInput(_("Kies wie dit vindt uit de lijst."), field="rater")
