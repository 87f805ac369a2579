"""Recording that people take part in an offer, and that it ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.journeys.facts import Moment, columns, reach, refuse_future, supersede, unless_held, write
from reisgenoot.journeys.housemates import with_housemates
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.versions import approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.offers.models import Enrolment
from reisgenoot.organisations.models import Provider
from reisgenoot.people.perms import require_bulk_write


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEnrolment:
    """A person in an offer of the approach at a provider; ``ended_on`` is the last day.

    ``replaces`` is the id of the enrolment that this one corrects; its outcomes go along.
    """

    journey_id: int
    offer: str
    provider_id: int
    started_on: date
    municipality_id: int | None = None
    ended_on: date | None = None
    dropped_out_on: date | None = None
    source_row_id: int | None = None
    replaces: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentEnd:
    """The end of an enrolment: its last day, and whether the person dropped out that day."""

    enrolment_id: int
    ended_on: date
    dropped_out: bool = False
    source_row_id: int | None = None


@transaction.atomic
def record_enrolments(*, by: Actor, enrolments: Sequence[NewEnrolment]) -> list[int]:
    """Record that people take part, and the milestones that the offer begins and ends with; ids in the order given.

    Signals and standing are for the caller to refresh. A constant number of queries per batch.

    Raises
    ------
    NotKnown       a journey or provider is not the organisation's, or a replaced enrolment is not held.
    InvalidInput   the approach has no such offer, or the days are impossible.
    """
    require_bulk_write(by)
    require_own(Provider, (one.provider_id for one in enrolments))
    approaches = approaches_of(one.journey_id for one in enrolments)
    for one in enrolments:
        _check_enrolment(one, approaches[one.journey_id])
    at = now()
    replaced = [one.replaces for one in enrolments if one.replaces is not None]
    before = _held_moments({"pk__in": replaced}, approaches) if replaced else []
    supersede(Enrolment, replaced, at=at)
    ids = write(Enrolment, [columns(one) for one in enrolments], by=by, at=at)
    _move_what_hangs_on(
        {one.replaces: new for one, new in zip(enrolments, ids, strict=True) if one.replaces is not None}
    )
    reached = [moment for one in enrolments for moment in _moments(one, approaches[one.journey_id])]
    reach(reached, by=by, at=at, approaches=approaches, replaced=_gone(before, approaches))
    return ids


@transaction.atomic
def record_enrolment(*, by: Actor, enrolment: NewEnrolment) -> Enrolment:
    """Record that somebody takes part. Raises as `record_enrolments` does."""
    require(by, Permission.JOURNEY_WRITE)
    (enrolment_id,) = record_enrolments(by=by, enrolments=[enrolment])
    refresh(organisation_id=by.organisation_id, journey_ids=with_housemates(enrolment.journey_id))
    return Enrolment.objects.get(pk=enrolment_id)


@transaction.atomic
def end_enrolments(*, by: Actor, ends: Sequence[EnrolmentEnd]) -> list[int]:
    """End enrolments, with the milestone that the offer ends with.

    An enrolment that ran gets its last day; one that ended on another day is corrected: superseded by a new row, and
    its outcomes go along. The same end again changes nothing. Signals and standing are for the caller to refresh.

    Returns
    -------
    The ids of the enrolments that are held now, in the order given.

    Raises
    ------
    NotKnown       an enrolment is not held in the organisation.
    InvalidInput   a day lies in the future or before the first day.
    """
    require_bulk_write(by)
    wanted = {end.enrolment_id: end for end in ends}
    held = Enrolment.objects.select_for_update().filter(superseded_at__isnull=True).in_bulk(wanted)
    if len(held) != len(wanted):
        raise NotKnown
    for enrolment_id, end in wanted.items():
        _check_days(held[enrolment_id].started_on, end.ended_on)
    running = [row for row in held.values() if row.ended_on is None]
    for row in running:
        _set_end(row, wanted[row.pk])
    Enrolment.objects.bulk_update(running, ["ended_on", "dropped_out_on"], batch_size=500)
    approaches = approaches_of(row.journey_id for row in held.values())
    reached = [moment for row in running for moment in _moments(row, approaches[row.journey_id])]
    reach(reached, by=by, at=now(), approaches=approaches)
    changed = [row for row in held.values() if row.ended_on != wanted[row.pk].ended_on]
    corrected = record_enrolments(by=by, enrolments=[_with_end(row, wanted[row.pk]) for row in changed])
    ids = dict(zip((row.pk for row in changed), corrected, strict=True))
    return [ids.get(end.enrolment_id, end.enrolment_id) for end in ends]


@transaction.atomic
def end_enrolment(*, by: Actor, enrolment_id: int, ended_on: date, dropped_out: bool = False) -> Enrolment:
    """End one enrolment. Raises as `end_enrolments` does."""
    require(by, Permission.JOURNEY_WRITE)
    end = EnrolmentEnd(enrolment_id=enrolment_id, ended_on=ended_on, dropped_out=dropped_out)
    (held_id,) = end_enrolments(by=by, ends=[end])
    enrolment = Enrolment.objects.get(pk=held_id)
    refresh(organisation_id=by.organisation_id, journey_ids=with_housemates(enrolment.journey_id))
    return enrolment


@transaction.atomic
def retract_enrolment(*, by: Actor, enrolment_id: int) -> None:
    """Take back an enrolment that was recorded by mistake, with the milestones that only it brought about.

    Raises
    ------
    InvalidInput   outcomes were observed in it, or absence was recorded.
    """
    require(by, Permission.JOURNEY_WRITE)
    old = Enrolment.objects.filter(pk=enrolment_id, superseded_at__isnull=True).first()
    if old is None:
        raise NotKnown
    if old.outcomes.filter(superseded_at__isnull=True).exists():
        raise InvalidInput(_("Hierbij zijn uitkomsten vastgelegd. Haal die eerst weg."), field="enrolment")
    if old.absences.filter(superseded_at__isnull=True).exists():
        raise InvalidInput(_("Hierbij is verzuim vastgelegd. Haal dat eerst weg."), field="enrolment")
    approaches = approaches_of([old.journey_id])
    at = now()
    before = _held_moments({"pk": old.pk}, approaches)
    supersede(Enrolment, [old.pk], at=at)
    reach([], by=by, at=at, approaches=approaches, replaced=_gone(before, approaches))
    refresh(organisation_id=by.organisation_id, journey_ids=with_housemates(old.journey_id))


_MOVE = """
    update {table} fact
    set enrolment_id = moved.new
    from unnest(%(old)s::bigint[], %(new)s::bigint[]) as moved (old, new)
    where fact.enrolment_id = moved.old and fact.superseded_at is null
"""


def _move_what_hangs_on(moved: Mapping[int, int]) -> None:
    """Let the outcomes and absences of corrected enrolments point at the row that holds now."""
    if moved:
        with connection.cursor() as cursor:
            for table in ("offers_outcomeobservation", "offers_absence"):
                cursor.execute(_MOVE.format(table=table), {"old": list(moved), "new": list(moved.values())})


def _check_enrolment(one: NewEnrolment, approach: Approach) -> None:
    if one.offer not in approach.offers:
        raise InvalidInput(_("Deze aanpak kent aanbod %(offer)s niet.") % {"offer": one.offer}, field="offer")
    refuse_future(one.started_on, field="started_on")
    for day in (one.ended_on, one.dropped_out_on):
        if day is not None:
            _check_days(one.started_on, day)


def _check_days(started_on: date, ended_on: date) -> None:
    refuse_future(ended_on, field="ended_on")
    if ended_on < started_on:
        raise InvalidInput(_("De laatste dag ligt voor de eerste. Controleer beide datums."), field="ended_on")


def _set_end(row: Enrolment, end: EnrolmentEnd) -> None:
    row.ended_on = end.ended_on
    row.dropped_out_on = end.ended_on if end.dropped_out else None


def _with_end(row: Enrolment, end: EnrolmentEnd) -> NewEnrolment:
    return NewEnrolment(
        journey_id=row.journey_id,
        offer=row.offer,
        provider_id=row.provider_id,
        started_on=row.started_on,
        municipality_id=row.municipality_id,
        ended_on=end.ended_on,
        dropped_out_on=end.ended_on if end.dropped_out else None,
        source_row_id=end.source_row_id or row.source_row_id,
        replaces=row.pk,
    )


def _moments(one: NewEnrolment | Enrolment, approach: Approach) -> list[Moment]:
    """The milestones that the offer of an enrolment begins and ends with."""
    offer = approach.offers.get(one.offer)
    if offer is None:
        return []
    ends_with = _dropped_out_of(offer.ends_with, approach) if one.dropped_out_on else offer.ends_with
    days = ((offer.begins_with, one.started_on), (ends_with, one.dropped_out_on or one.ended_on))
    return [Moment(one.journey_id, key, day, one.source_row_id) for key, day in days if key and day]


def _dropped_out_of(ends_with: str | None, approach: Approach) -> str | None:
    """The milestone of dropping out (``base_dropped_out`` beside ``base_ended``); without one, that of the end."""
    dropped_out = f"{(ends_with or '').removesuffix('_ended')}_dropped_out"
    return dropped_out if dropped_out in approach.milestones else ends_with


def _held_moments(which: Mapping[str, object], approaches: Mapping[int, Approach]) -> list[Moment]:
    rows = Enrolment.objects.filter(**which, superseded_at__isnull=True)
    return [moment for row in rows for moment in _moments(row, approaches[row.journey_id])]


def _gone(before: Sequence[Moment], approaches: Mapping[int, Approach]) -> list[Moment]:
    """Of the moments that superseded enrolments brought about, those that no held one stands for."""
    if not before:
        return []
    return unless_held(before, _held_moments({"journey_id__in": {one.journey_id for one in before}}, approaches))
