"""Recording that somebody was absent, and that it was talked about."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.journeys.facts import columns, refuse_future, supersede, write
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.versions import approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.offers.models import Absence, AbsenceReporter, Enrolment
from reisgenoot.people.perms import require_bulk_write

REASONS = "absence_reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAbsence:
    """An absence from ``from_on`` until ``until_on`` (inclusive, missing = still). ``replaces`` is the one it corrects."""

    journey_id: int
    from_on: date
    reason: str
    reported_on: date
    reported_by: str = AbsenceReporter.PROVIDER
    enrolment_id: int | None = None
    until_on: date | None = None
    followed_up_on: date | None = None
    agreed: str = ""
    source_row_id: int | None = None
    replaces: int | None = None


@transaction.atomic
def record_absences(*, by: Actor, absences: Sequence[NewAbsence]) -> list[int]:
    """Record absences; ids in the order given. Signals are for the caller to refresh. Constant number of queries.

    Raises
    ------
    NotKnown       a journey is not the organisation's, an enrolment is of another journey, or a replaced absence is not held.
    InvalidInput   the reason is not in the approach's list, or the days are impossible.
    """
    require_bulk_write(by)
    approaches = approaches_of(one.journey_id for one in absences)
    _require_enrolments(absences)
    for one in absences:
        known = approaches[one.journey_id].code_lists.get(REASONS)
        if known is not None and one.reason not in known.codes:
            raise InvalidInput(_("Kies een reden uit de lijst."), field="reason")
        _check_days(one)
    at = now()
    supersede(Absence, (one.replaces for one in absences), at=at)
    return write(Absence, [columns(one) for one in absences], by=by, at=at)


@transaction.atomic
def record_absence(*, by: Actor, absence: NewAbsence) -> Absence:
    """Record one absence. Raises as `record_absences` does."""
    require(by, Permission.JOURNEY_WRITE)
    (absence_id,) = record_absences(by=by, absences=[absence])
    refresh(organisation_id=by.organisation_id, journey_ids=[absence.journey_id])
    return Absence.objects.get(pk=absence_id)


@transaction.atomic
def follow_up_absence(*, by: Actor, absence_id: int, on: date, agreed: str, until_on: date | None = None) -> Absence:
    """Note that an absence was talked about and what was agreed; ``until_on`` when it is over by now.

    Fills fields that were empty: what happened later is no correction of the absence.

    Raises
    ------
    NotKnown       no such absence that is still held.
    InvalidInput   it was talked about already, nothing was agreed, or a day is impossible.
    """
    require(by, Permission.JOURNEY_WRITE)
    absence = _get(absence_id)
    if absence.followed_up_on:
        raise InvalidInput(_("Dit verzuim is al besproken."), field="on")
    if not agreed.strip():
        raise InvalidInput(_("Schrijf op wat jullie afspraken."), field="agreed")
    absence.followed_up_on, absence.agreed = on, agreed.strip()
    absence.until_on = absence.until_on or until_on
    _check_days(_as_new(absence))
    absence.save(update_fields=["followed_up_on", "agreed", "until_on"])
    refresh(organisation_id=by.organisation_id, journey_ids=[absence.journey_id])
    return absence


@transaction.atomic
def reopen_absence(*, by: Actor, absence_id: int) -> Absence:
    """It was not talked about after all: undoes `follow_up_absence`; a last day that was filled in stays."""
    require(by, Permission.JOURNEY_WRITE)
    absence = _get(absence_id)
    absence.followed_up_on, absence.agreed = None, ""
    absence.save(update_fields=["followed_up_on", "agreed"])
    refresh(organisation_id=by.organisation_id, journey_ids=[absence.journey_id])
    return absence


@transaction.atomic
def correct_absence(*, by: Actor, absence_id: int, **changes: Any) -> Absence:
    """Put an absence right: the old one stays as it was known. Raises as `record_absences` does."""
    require(by, Permission.JOURNEY_WRITE)
    old = _get(absence_id)
    return record_absence(by=by, absence=replace(_as_new(old), **changes, replaces=old.pk))


@transaction.atomic
def retract_absence(*, by: Actor, absence_id: int) -> None:
    """Take back an absence that was recorded by mistake."""
    require(by, Permission.JOURNEY_WRITE)
    old = _get(absence_id)
    supersede(Absence, [old.pk], at=now())
    refresh(organisation_id=by.organisation_id, journey_ids=[old.journey_id])


def _require_enrolments(absences: Sequence[NewAbsence]) -> None:
    """An absence is from a course of the same journey."""
    named = {one.enrolment_id: one.journey_id for one in absences if one.enrolment_id is not None}
    rows = Enrolment.objects.filter(pk__in=named, superseded_at__isnull=True) if named else Enrolment.objects.none()
    if dict(rows.values_list("pk", "journey_id")) != named:
        raise NotKnown


def _check_days(one: NewAbsence) -> None:
    refuse_future(one.from_on, field="from_on")
    refuse_future(one.reported_on, field="reported_on")
    refuse_future(one.followed_up_on, field="on")
    if one.until_on and one.until_on < one.from_on:
        raise InvalidInput(_("De laatste dag ligt voor de eerste. Controleer beide datums."), field="until_on")
    if one.followed_up_on and one.followed_up_on < one.from_on:
        raise InvalidInput(_("Het gesprek was na de eerste dag. Controleer de datum."), field="on")
    if one.reported_by not in AbsenceReporter.values:
        raise InvalidInput(_("Kies wie het meldde."), field="reported_by")


def _as_new(row: Absence) -> NewAbsence:
    known = {field.name: getattr(row, field.name) for field in fields(NewAbsence) if field.name != "replaces"}
    return NewAbsence(**known)


def _get(absence_id: int) -> Absence:
    row = Absence.objects.select_for_update().filter(pk=absence_id, superseded_at__isnull=True).first()
    if row is None:
        raise NotKnown
    return row
