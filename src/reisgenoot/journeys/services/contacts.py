"""Recording contacts and promises, correcting and taking back."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.journeys.enums import ContactKind, ContactOutcome, InterpreterKind, Protection
from reisgenoot.journeys.facts import (
    Moment,
    columns,
    one_at_a_time,
    reach,
    refuse_future,
    supersede,
    unless_held,
    write,
)
from reisgenoot.journeys.meeting import meetings
from reisgenoot.journeys.models import Contact
from reisgenoot.journeys.protection import may_read, require_readable
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.services.directing import require_employed
from reisgenoot.journeys.versions import approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now, today
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.people.perms import require_bulk_write

AZC_CONTACT, THREE_WAY_TALK = "azc_contact", "three_way_talk"
_REACHED = {ContactKind.AZC_VISIT: AZC_CONTACT, ContactKind.THREE_WAY: THREE_WAY_TALK}
"""The milestones that a talk in the reception centre and a three-way talk reach, where the approach has them."""
SENT_TWICE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContact:
    """One contact with somebody. A promise needs the day by which it is kept.

    ``promise_owner_id`` is who keeps it, missing = who records the contact; ``interpreter`` a code of `InterpreterKind`.
    """

    journey_id: int
    occurred_on: date
    kind: str = ContactKind.TALK
    outcome: str = ContactOutcome.HELD
    text: str = ""
    language: str = ""
    with_interpreter: bool = False
    interpreter: str = ""
    with_whom: str = ""
    protection: str = Protection.NORMAL
    promise: str = ""
    promise_from: date | None = None
    promise_owner_id: int | None = None
    promise_until: date | None = None
    promise_kept_on: date | None = None
    next_on: date | None = None
    source_row_id: int | None = None


@transaction.atomic
def record_contacts(*, by: Actor, contacts: Sequence[NewContact]) -> list[int]:
    """Record many contacts; their ids in the order given. Signals and standing are for the caller to refresh.

    Raises
    ------
    NotKnown       a journey is not the organisation's.
    InvalidInput   a contact lies in the future, a code is not known, or a promise has no day.
    """
    require_bulk_write(by)
    return _write(contacts, by=by)


@transaction.atomic
def record_contact(
    *,
    by: Actor,
    journey_id: int,
    occurred_on: date,
    kind: str = ContactKind.TALK,
    outcome: str = ContactOutcome.HELD,
    text: str = "",
    **details: Any,
) -> Contact:
    """Record one contact. ``details`` are the other fields of `NewContact`. Raises as `record_contacts` does.

    The very same contact by the same person within a minute is one that was sent twice: it is there once.
    """
    require(by, Permission.CONTACT_WRITE)
    contact = NewContact(
        journey_id=journey_id, occurred_on=occurred_on, kind=kind, outcome=outcome, text=text, **details
    )
    one_at_a_time(journey_id)
    if sent_before := _sent_before(contact, by=by):
        return sent_before
    (contact_id,) = _write([contact], by=by)
    refresh(organisation_id=by.organisation_id, journey_ids=[journey_id])
    return Contact.objects.get(pk=contact_id)


@transaction.atomic
def correct_contact(*, by: Actor, contact_id: int, **changes: Any) -> Contact:
    """Put a contact right: the old one stays as it was known, the new one holds from now.

    Raises
    ------
    NotKnown     no such contact that is still held. InvalidInput as `record_contacts`.
    NotAllowed   the contact is protected and the actor may not read it.
    """
    require(by, Permission.CONTACT_WRITE)
    old = _get(contact_id)
    require_readable(by, old)
    if old.promise_owner_id is None:
        old.promise_owner_id = old.recorded_by_id if old.promise else None  # who promised it still has to do it
    as_recorded = NewContact(**{field.name: getattr(old, field.name) for field in fields(NewContact)})
    corrected = replace(as_recorded, **changes)
    _take_back(old, by=by)
    (new_id,) = _write([corrected], by=by)
    refresh(organisation_id=by.organisation_id, journey_ids=[old.journey_id])
    return Contact.objects.get(pk=new_id)


@transaction.atomic
def retract_contact(*, by: Actor, contact_id: int) -> None:
    """Take back a contact that was recorded by mistake; it stays in what was known until now."""
    require(by, Permission.CONTACT_WRITE)
    old = _get(contact_id)
    require_readable(by, old)
    _take_back(old, by=by)
    refresh(organisation_id=by.organisation_id, journey_ids=[old.journey_id])


@transaction.atomic
def keep_promise(*, by: Actor, contact_id: int, on: date | None = None) -> Contact:
    """Note that a promise was kept, ``on`` a day (today when missing).

    Fills a field that was empty: what happened later is no correction of the contact.

    Raises
    ------
    NotKnown       no such contact that is still held.
    InvalidInput   nothing was promised, it was kept already, or the day is impossible.
    """
    require(by, Permission.CONTACT_WRITE)
    contact = _get(contact_id)
    _require_own_promise(by, contact)
    day = on or today()
    refuse_future(day, field="on")
    if not contact.promise:
        raise InvalidInput(_("Bij dit contact is niets beloofd."), field="promise")
    if contact.promise_kept_on:
        raise InvalidInput(_("Deze belofte is al nagekomen."), field="promise")
    if day < contact.occurred_on:
        raise InvalidInput(_("De belofte is later gedaan. Kies een dag daarna."), field="on")
    return _note_kept(contact, day, by=by)


@transaction.atomic
def reopen_promise(*, by: Actor, contact_id: int) -> Contact:
    """The promise was not kept after all: undoes `keep_promise`."""
    require(by, Permission.CONTACT_WRITE)
    contact = _get(contact_id)
    _require_own_promise(by, contact)
    return _note_kept(contact, None, by=by)


def _sent_before(contact: NewContact, *, by: Actor) -> Contact | None:
    same = Contact.objects.filter(
        **asdict(contact), recorded_by_id=by.staff_id, superseded_at__isnull=True, recorded_at__gt=now() - SENT_TWICE
    )
    return same.first()


def _require_own_promise(by: Actor, contact: Contact) -> None:
    """A promise in a protected contact is for who may read it or has to keep it."""
    is_owner = contact.promise_owner_id is not None and contact.promise_owner_id == by.staff_id
    if not is_owner and not may_read(by, contact):
        raise NotAllowed("contact.protected")


def _note_kept(contact: Contact, day: date | None, *, by: Actor) -> Contact:
    contact.promise_kept_on = day
    contact.save(update_fields=["promise_kept_on"])
    refresh(organisation_id=by.organisation_id, journey_ids=[contact.journey_id])
    return contact


def _write(contacts: Sequence[NewContact], *, by: Actor) -> list[int]:
    approaches = approaches_of(contact.journey_id for contact in contacts)
    for contact in contacts:
        _check(contact)
    for owner_id, day in {(one.promise_owner_id, one.occurred_on) for one in contacts if one.promise_owner_id}:
        require_employed(owner_id, day)
    at = now()
    ids = write(Contact, [columns(contact) for contact in contacts], by=by, at=at)
    reach(_reached(contacts), by=by, at=at, approaches=approaches)
    return ids


def _reached(contacts: Sequence[NewContact | Contact]) -> list[Moment]:
    return [*meetings(contacts), *(moment for contact in contacts for moment in _moments(contact))]


def _moments(contact: NewContact | Contact) -> list[Moment]:
    milestone = _REACHED.get(ContactKind(contact.kind))
    if milestone is None or contact.outcome != ContactOutcome.HELD:
        return []
    return [Moment(contact.journey_id, milestone, contact.occurred_on, contact.source_row_id)]


def _check(contact: NewContact) -> None:
    refuse_future(contact.occurred_on, field="occurred_on")
    if contact.kind not in ContactKind.values:
        raise InvalidInput(_("Kies een soort contact uit de lijst."), field="kind")
    if contact.outcome not in ContactOutcome.values:
        raise InvalidInput(_("Kies een uitkomst uit de lijst."), field="outcome")
    if contact.interpreter not in InterpreterKind.values:
        raise InvalidInput(_("Kies een soort tolk uit de lijst."), field="interpreter")
    if contact.protection not in Protection.values:
        raise InvalidInput(_("Kies uit de lijst wie dit mag lezen."), field="protection")
    _check_promise(contact)


def _check_promise(contact: NewContact) -> None:
    if contact.promise and contact.promise_until is None:
        raise InvalidInput(_("Vul in voor welke dag je dit doet."), field="promise_until")
    if contact.promise_until and contact.promise_until < contact.occurred_on:
        raise InvalidInput(_("Kies een dag na het contact."), field="promise_until")
    if contact.promise_from and contact.promise_until and contact.promise_from > contact.promise_until:
        raise InvalidInput(_("De vroegste dag ligt niet na de uiterste dag."), field="promise_from")


def _take_back(old: Contact, *, by: Actor) -> None:
    """Hold the contact no longer, nor the milestone that only it brought about."""
    at = now()
    supersede(Contact, [old.pk], at=at)
    same_day = Contact.objects.filter(
        journey_id=old.journey_id, occurred_on=old.occurred_on, superseded_at__isnull=True
    )
    gone = unless_held(_reached([old]), _reached(list(same_day)))
    reach([], by=by, at=at, approaches=approaches_of([old.journey_id]), replaced=gone)


def _get(contact_id: int) -> Contact:
    contact = Contact.objects.select_for_update().filter(pk=contact_id, superseded_at__isnull=True).first()
    if contact is None:
        raise NotKnown
    return contact
