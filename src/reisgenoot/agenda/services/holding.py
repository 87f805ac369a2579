"""What came of an appointment: minutes and agreements become a contact in one step, or nobody came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.agenda.enums import AppointmentKind, AppointmentState, BookingState, PartyKind
from reisgenoot.agenda.models import Agreement, Appointment, Participant
from reisgenoot.agenda.services.planning import journeys_of, locked, planned
from reisgenoot.agenda.tasks import send_invitations
from reisgenoot.agenda.times import day_of
from reisgenoot.journeys.enums import ContactKind, ContactOutcome, InterpreterKind, Protection
from reisgenoot.journeys.facts import Moment, reach
from reisgenoot.journeys.models import Contact
from reisgenoot.journeys.protection import require_readable
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.services import record_contact, retract_contact
from reisgenoot.journeys.versions import approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now, today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require

FOUR_PARTY_TALK = "four_party_talk"
"""The milestone that a talk of four parties reaches, where the approach has it; one of three follows from its contact."""
_AS_CONTACT = {
    AppointmentKind.HOME_VISIT: ContactKind.HOME_VISIT,
    AppointmentKind.THREE_WAY: ContactKind.THREE_WAY,
    AppointmentKind.FOUR_PARTY: ContactKind.THREE_WAY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAgreement:
    """One agreement: what, which participant does it, by which day (inclusive)."""

    text: str
    participant_id: int
    due_on: date


@transaction.atomic
def record_outcome(
    *,
    by: Actor,
    appointment_id: int,
    outcome: str = ContactOutcome.HELD,
    text: str = "",
    protection: str = Protection.NORMAL,
    agreements: Sequence[NewAgreement] = (),
    absent_ids: Sequence[int] = (),
    next_on: date | None = None,
) -> Appointment:
    """Write down what came of an appointment that has begun: a contact for each newcomer, with the minutes as its text.

    Parameters
    ----------
    outcome      ``held`` or ``no_show``.
    absent_ids   participants who were not there.

    Raises
    ------
    NotKnown       no such appointment, or a participant who is not at it.
    InvalidInput   it is planned no more, it has not begun, or an agreement is not complete.
    """
    require(by, Permission.AGENDA_WRITE)
    require(by, Permission.CONTACT_WRITE)
    appointment = planned(appointment_id)
    if appointment.starts_at > now():
        raise InvalidInput(_("Deze afspraak is nog niet begonnen. Wijzig of zeg hem af als hij niet doorgaat."))
    if outcome not in (ContactOutcome.HELD, ContactOutcome.NO_SHOW):
        raise InvalidInput(_("Kies een uitkomst uit de lijst."), field="outcome")
    there = {one.pk: one for one in _participants(appointment)}
    if not set(absent_ids) <= set(there):
        raise NotKnown
    held = outcome == ContactOutcome.HELD
    _write_agreements(appointment, agreements if held else (), there)
    appointment.state = AppointmentState.HELD if held else AppointmentState.NO_SHOW
    appointment.save(update_fields=["state"])
    present = [one for one in there.values() if one.pk not in absent_ids]
    details = {
        **_details(appointment, present if held else []),
        "text": text,
        "protection": protection,
        "next_on": next_on,
    }
    for one in there.values():
        if one.kind == PartyKind.NEWCOMER:
            came = held and one.pk not in absent_ids
            one.contact = _contact(by, one, outcome=ContactOutcome.HELD if came else ContactOutcome.NO_SHOW, **details)
            one.save(update_fields=["contact"])
    if held:
        _reach(appointment, by=by)
    refresh(organisation_id=by.organisation_id, journey_ids=journeys_of(appointment))
    return appointment


@transaction.atomic
def reopen_appointment(*, by: Actor, appointment_id: int) -> Appointment:
    """Undo: the appointment is planned again. Contacts and agreements that were written with it go back.

    Raises
    ------
    NotKnown       no such appointment. InvalidInput when it is planned already.
    NotAllowed     its minutes are protected and the actor may not read them.
    """
    require(by, Permission.AGENDA_WRITE)
    appointment = locked(appointment_id)
    if appointment.state == AppointmentState.PLANNED:
        raise InvalidInput(_("Deze afspraak staat al gepland."))
    was = appointment.state
    contacts = Contact.objects.filter(pk__in=appointment.participants.values("contact_id"), superseded_at__isnull=True)
    for contact in contacts:
        require_readable(by, contact)
        retract_contact(by=by, contact_id=contact.pk)
    appointment.participants.update(contact=None)
    appointment.agreements.all().delete()
    if was == AppointmentState.HELD:
        _reach(appointment, by=by, undo=True)
    appointment.state, appointment.cancelled_by, appointment.cancel_reason = AppointmentState.PLANNED, "", ""
    appointment.sequence += was == AppointmentState.CANCELLED
    appointment.save()
    if was == AppointmentState.CANCELLED and appointment.participants.filter(invited_at__isnull=False).exists():
        send_invitations.defer(appointment_id=appointment.pk, organisation_id=appointment.organisation_id)
    refresh(organisation_id=by.organisation_id, journey_ids=journeys_of(appointment))
    return appointment


@transaction.atomic
def note_agreement_done(*, by: Actor, agreement_id: int, done: bool = True) -> Agreement:
    """Note that an agreement of a talk was done, or after all was not.

    Raises
    ------
    NotKnown     no such agreement.
    NotAllowed   the minutes it stands in are protected and the actor may not read them.
    """
    require(by, Permission.AGENDA_WRITE)
    agreement = Agreement.objects.select_related("appointment").filter(pk=agreement_id).first()
    if agreement is None:
        raise NotKnown
    for contact in contacts_of_appointment(agreement.appointment):
        require_readable(by, contact)
    agreement.done_on = today() if done else None
    agreement.save(update_fields=["done_on"])
    refresh(organisation_id=by.organisation_id, journey_ids=[agreement.appointment.journey_id])
    return agreement


def contacts_of_appointment(appointment: Appointment) -> list[Contact]:
    """What was written down for the newcomers at an appointment, as it is held now. One query."""
    written = appointment.participants.filter(contact__isnull=False).values("contact_id")
    return list(Contact.objects.filter(pk__in=written))


def _participants(appointment: Appointment) -> list[Participant]:
    rows = appointment.participants.filter(left=False).select_related("staff", "journey__person").order_by("kind", "pk")
    return list(rows)


def _write_agreements(
    appointment: Appointment, agreements: Sequence[NewAgreement], there: dict[int, Participant]
) -> None:
    for one in agreements:
        if one.participant_id not in there:
            raise NotKnown
        if not one.text.strip():
            raise InvalidInput(_("Schrijf op wat er is afgesproken."), field="agreement_1")
        if one.due_on < day_of(appointment.starts_at):
            raise InvalidInput(_("Kies een dag na het gesprek."), field="due_1")
        Agreement.objects.create(
            appointment=appointment, participant_id=one.participant_id, text=one.text.strip(), due_on=one.due_on
        )


def _details(appointment: Appointment, present: Sequence[Participant]) -> dict[str, Any]:
    """What the appointment knows already and nobody types again: day, kind, who was there, interpreter."""
    booked = (
        appointment.bookings.filter(state__in=[BookingState.CONFIRMED, BookingState.ORDERED]).order_by("-pk").first()
    )
    kind = _AS_CONTACT.get(AppointmentKind(appointment.kind), ContactKind.TALK)
    if appointment.video_url and kind == ContactKind.TALK:
        kind = ContactKind.VIDEO
    used = booked if present else None
    return {
        "occurred_on": day_of(appointment.starts_at),
        "kind": kind,
        "with_whom": _names(appointment, present),
        "with_interpreter": used is not None,
        "interpreter": used.kind if used else InterpreterKind.NONE,
        "language": used.language if used else "",
    }


def _names(appointment: Appointment, present: Sequence[Participant]) -> str:
    """Who else was there: people from outside and colleagues; the newcomer and the owner go without saying."""
    names = []
    for one in present:
        if one.kind == PartyKind.OUTSIDE:
            names.append(f"{one.name} ({one.party})" if one.name and one.party else one.name or one.party)
        elif one.kind == PartyKind.STAFF and one.staff is not None and one.staff_id != appointment.owner_id:
            names.append(one.staff.name)
    return ", ".join(names)[:200]


def _contact(by: Actor, participant: Participant, **details: Any) -> Contact:
    if participant.journey_id is None:
        raise NotKnown
    return record_contact(by=by, journey_id=participant.journey_id, **details)


def _reach(appointment: Appointment, *, by: Actor, undo: bool = False) -> None:
    """The milestone of a talk of four parties, for everybody it was about."""
    if appointment.kind != AppointmentKind.FOUR_PARTY:
        return
    journeys, day = journeys_of(appointment), day_of(appointment.starts_at)
    moments = [Moment(journey_id, FOUR_PARTY_TALK, day) for journey_id in journeys]
    reached, replaced = ([], moments) if undo else (moments, [])
    reach(reached, by=by, at=now(), approaches=approaches_of(journeys), replaced=replaced)
