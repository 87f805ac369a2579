"""Starting and ending journeys, and what holds for the whole of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.approach.periods import Period
from reisgenoot.journeys.enums import EndReason
from reisgenoot.journeys.facts import Moment, reach, refuse_future
from reisgenoot.journeys.models import ApproachVersion, DirectorAssignment, Journey
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.services.directing import end_directing
from reisgenoot.journeys.versions import approach_of, approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.bulk import Row, insert
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.organisations.models import StaffMember
from reisgenoot.people.models import Person
from reisgenoot.people.perms import require_bulk_write
from reisgenoot.people.services import update_person

CLOSED = "journey_closed"
"""The milestone that ending a journey reaches, where the approach has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewJourney:
    """A person who begins under an approach.

    ``municipality_id`` missing means the municipality of the person. ``codes`` are known codes of the approach's code
    lists that decide which rules hold. ``director_id`` is director from the first day. ``ended_on`` is inclusive.
    """

    person_id: int
    approach_version_id: int
    started_on: date
    municipality_id: int | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    director_id: int | None = None
    ended_on: date | None = None
    end_reason: str = ""


@transaction.atomic
def start_journeys(*, by: Actor, journeys: Sequence[NewJourney]) -> list[int]:
    """Start journeys, with their directors. Signals and standing are for the caller to refresh.

    A constant number of queries per batch.

    Returns
    -------
    The ids, in the order given.

    Raises
    ------
    NotKnown       a person, staff member or approach version does not exist here.
    InvalidInput   somebody has a journey that runs already, dates are impossible, or a code is not in its list.
    """
    require_bulk_write(by)
    require_own(StaffMember, (one.director_id for one in journeys))
    homes = _homes({one.person_id for one in journeys})
    approaches = _approaches({one.approach_version_id for one in journeys})
    _refuse_running([one.person_id for one in journeys if one.ended_on is None])
    rows = [_row(one, approaches[one.approach_version_id], homes) for one in journeys]
    same = {"organisation_id": by.organisation_id}
    ids = insert(Journey, rows, same=same | {"created_at": now()})
    numbered = list(zip(ids, journeys, strict=True))
    insert(DirectorAssignment, [_director(*one) for one in numbered if one[1].director_id is not None], same=same)
    closed = [Moment(journey_id, CLOSED, one.ended_on) for journey_id, one in numbered if one.ended_on]
    followed = {journey_id: approaches[one.approach_version_id] for journey_id, one in numbered}
    reach(closed, by=by, at=now(), approaches=followed)
    return ids


@transaction.atomic
def start_journey(*, by: Actor, journey: NewJourney) -> Journey:
    """Start one journey. Raises as `start_journeys` does."""
    (journey_id,) = start_journeys(by=by, journeys=[journey])
    refresh(organisation_id=by.organisation_id, journey_ids=[journey_id])
    return Journey.objects.get(pk=journey_id)


@transaction.atomic
def end_journey(*, by: Actor, journey_id: int, ended_on: date, reason: str) -> Journey:
    """End a journey; ``ended_on`` is its last day. The director is so until then.

    Raises
    ------
    NotKnown       no such journey.
    InvalidInput   it has ended already, the day is impossible, or the reason is not in the list.
    """
    require(by, Permission.JOURNEY_WRITE)
    journey = _get(journey_id)
    if journey.ended_on:
        raise InvalidInput(_("Dit traject is al geëindigd."), field="ended_on")
    _check_end(journey.started_on, ended_on, reason)
    refuse_future(ended_on, field="ended_on")
    journey.ended_on = ended_on
    journey.end_reason = reason
    journey.save(update_fields=["ended_on", "end_reason"])
    end_directing(journey_id, ended_on + timedelta(days=1))
    reach([Moment(journey_id, CLOSED, ended_on)], by=by, at=now(), approaches=approaches_of([journey_id]))
    refresh(organisation_id=by.organisation_id, journey_ids=[journey_id])
    return journey


@transaction.atomic
def reopen_journey(*, by: Actor, journey_id: int) -> Journey:
    """Let an ended journey run on: undoes `end_journey`, the director included.

    Raises
    ------
    NotKnown       no such journey.
    InvalidInput   it runs, or the person has another journey that runs.
    """
    require(by, Permission.JOURNEY_WRITE)
    journey = _get(journey_id)
    if journey.ended_on is None:
        raise InvalidInput(_("Dit traject loopt nog."), field="ended_on")
    _refuse_running([journey.person_id])
    gone = [Moment(journey_id, CLOSED, journey.ended_on)]
    reach([], by=by, at=now(), approaches=approaches_of([journey_id]), replaced=gone)
    journey.ended_on = None
    journey.end_reason = ""
    journey.save(update_fields=["ended_on", "end_reason"])
    last = journey.directors.order_by("-valid_from", "-pk").first()
    if last is not None:
        last.valid_until = None
        last.save(update_fields=["valid_until"])
    refresh(organisation_id=by.organisation_id, journey_ids=[journey_id])
    return journey


@transaction.atomic
def note_codes(*, by: Actor, codes: Mapping[int, Mapping[str, str]]) -> None:
    """Note codes that decide which rules hold, by journey id and code list; an empty code takes one away. Bulk.

    Raises
    ------
    NotKnown       a journey is not the organisation's.
    InvalidInput   a code is not in its list.
    """
    require_bulk_write(by)
    approaches = approaches_of(codes)
    rows = list(Journey.objects.select_for_update(no_key=True).filter(pk__in=codes))
    for row in rows:
        given = codes[row.pk]
        _check_codes(given, approaches[row.pk])
        row.codes = {key: code for key, code in {**row.codes, **given}.items() if code}
    Journey.objects.bulk_update(rows, ["codes"], batch_size=500)


@transaction.atomic
def move_to_version(*, by: Actor, journey_ids: Sequence[int], approach_version_id: int) -> int:
    """Move journeys to another version of the same approach; how many moved. Bulk: the caller refreshes.

    Raises
    ------
    NotKnown       a journey or the version does not exist here.
    InvalidInput   the version is of another approach.
    """
    require_bulk_write(by)
    (approach,) = _approaches({approach_version_id}).values()
    if any(other.key != approach.key for other in approaches_of(journey_ids).values()):
        raise InvalidInput(_("Dit is een versie van een andere aanpak."), field="approach_version")
    moving = Journey.objects.filter(pk__in=journey_ids).exclude(approach_version_id=approach_version_id)
    return moving.update(approach_version_id=approach_version_id)


@transaction.atomic
def set_contact_rhythm(*, by: Actor, journey_id: int, every: str, reason: str) -> Journey:
    """Agree another contact rhythm with one person (``P1M``), with the reason; an empty one goes back to the approach.

    Raises
    ------
    InvalidInput   it is no period, or there is no reason.
    """
    require(by, Permission.JOURNEY_WRITE)
    journey = _get(journey_id)
    if every and not reason.strip():
        raise InvalidInput(_("Schrijf op waarom jullie dit zo afspreken."), field="reason")
    if every:
        _check_period(every)
    journey.contact_every = every
    journey.contact_every_reason = reason.strip() if every else ""
    journey.save(update_fields=["contact_every", "contact_every_reason"])
    refresh(organisation_id=by.organisation_id, journey_ids=[journey_id])
    return journey


@transaction.atomic
def update_traveller(*, by: Actor, journey_id: int, **changes: Any) -> Person:
    """Change what is known of the person of a journey (`people.services.update_person`) and bring its standing up to date."""
    require(by, Permission.JOURNEY_WRITE)
    journey = _get(journey_id)
    person = update_person(by=by, person_id=journey.person_id, **changes)
    journey_ids = list(Journey.objects.filter(person_id=person.pk).values_list("pk", flat=True))
    refresh(organisation_id=by.organisation_id, journey_ids=journey_ids)
    return person


def _row(one: NewJourney, approach: Approach, homes: Mapping[int, int | None]) -> Row:
    refuse_future(one.ended_on, field="ended_on")
    if one.ended_on:
        _check_end(one.started_on, one.ended_on, one.end_reason)
    _check_codes(one.codes, approach)
    return {
        "person_id": one.person_id,
        "approach_version_id": one.approach_version_id,
        "municipality_id": one.municipality_id or homes[one.person_id],
        "codes": dict(one.codes),
        "started_on": one.started_on,
        "ended_on": one.ended_on,
        "end_reason": one.end_reason,
        "contact_every": "",
        "contact_every_reason": "",
    }


def _director(journey_id: int, one: NewJourney) -> Row:
    return {
        "journey_id": journey_id,
        "staff_id": one.director_id,
        "valid_from": one.started_on,
        "valid_until": one.ended_on + timedelta(days=1) if one.ended_on else None,
        "reason": "",
    }


def _homes(person_ids: set[int]) -> dict[int, int | None]:
    """The municipality of each person. Raises `NotKnown` when one is not the organisation's."""
    homes: dict[int, int | None] = dict(Person.objects.filter(pk__in=person_ids).values_list("pk", "municipality_id"))
    if len(homes) != len(person_ids):
        raise NotKnown
    return homes


def _approaches(version_ids: set[int]) -> dict[int, Approach]:
    versions = ApproachVersion.objects.in_bulk(version_ids)
    if len(versions) != len(version_ids):
        raise NotKnown
    return {version_id: approach_of(version) for version_id, version in versions.items()}


def _refuse_running(person_ids: Sequence[int]) -> None:
    running = Journey.objects.filter(person_id__in=person_ids, ended_on__isnull=True)
    if len(set(person_ids)) < len(person_ids) or running.exists():
        raise InvalidInput(_("Deze persoon heeft al een lopend traject. Ga daarin verder."), field="person")


def _check_end(started_on: date, ended_on: date, reason: str) -> None:
    if ended_on < started_on:
        raise InvalidInput(_("Een traject eindigt niet voordat het begint. Controleer de datum."), field="ended_on")
    if reason not in EndReason.values:
        raise InvalidInput(_("Kies waarom het traject eindigt."), field="end_reason")


def _check_codes(codes: Mapping[str, str], approach: Approach) -> None:
    for key, code in codes.items():
        if key not in approach.code_lists:
            raise InvalidInput(_("Deze aanpak kent de codelijst %(list)s niet.") % {"list": key}, field=key)
        if code and code not in approach.code_lists[key].codes:
            raise InvalidInput(
                _("Code %(code)s staat niet in lijst %(list)s.") % {"code": code, "list": key}, field=key
            )


def _check_period(every: str) -> None:
    try:
        Period.parse(every)
    except ValueError as error:
        raise InvalidInput(_("Vul een periode in, bijvoorbeeld P1M voor iedere maand."), field="every") from error


def _get(journey_id: int) -> Journey:
    journey = Journey.objects.select_for_update(no_key=True).filter(pk=journey_id).first()
    if journey is None:
        raise NotKnown
    return journey
