"""Booking an interpreter for an appointment. A child never interprets, whoever proposes it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.agenda.enums import BookingState
from reisgenoot.agenda.models import Appointment, InterpreterBooking
from reisgenoot.agenda.services.planning import journeys_of, planned
from reisgenoot.agenda.times import day_of
from reisgenoot.journeys.enums import InterpreterKind
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.refresh import refresh
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.people.enums import HouseholdRole
from reisgenoot.people.models import Person
from reisgenoot.people.selectors import Housemate, household_of

COMES_OF_AGE = 18


@transaction.atomic
def book_interpreter(
    *,
    by: Actor,
    appointment_id: int,
    language: str,
    kind: str,
    dialect: str = "",
    agency: str = "",
    name: str = "",
    person_id: int | None = None,
    confirmed: bool = False,
) -> InterpreterBooking:
    """Ask for an interpreter at a planned appointment.

    Parameters
    ----------
    person_id   somebody of the household who interprets (``kind`` is then ``adult``).
    confirmed   it is sure already that the interpreter comes.

    Raises
    ------
    NotKnown       no such appointment, or the person is not in the household of a newcomer at it.
    InvalidInput   the person is a child; kind or language is missing; it is planned no more.
    """
    require(by, Permission.AGENDA_WRITE)
    appointment = planned(appointment_id)
    if kind not in InterpreterKind.values or not kind:
        raise InvalidInput(_("Kies een soort tolk."), field="kind")
    if not language:
        raise InvalidInput(_("Kies in welke taal er getolkt wordt."), field="language")
    if person_id is not None:
        _require_adult(_mate(by, appointment, person_id), on=day_of(appointment.starts_at))
        kind = InterpreterKind.ADULT
    if kind == InterpreterKind.ADULT and person_id is None and not name.strip():
        raise InvalidInput(_("Vul in welke volwassene er tolkt."), field="name")
    booking = InterpreterBooking.objects.create(
        appointment=appointment,
        language=language,
        dialect=dialect,
        kind=kind,
        agency=agency,
        name=name.strip(),
        person_id=person_id,
        state=BookingState.CONFIRMED if confirmed else BookingState.ORDERED,
        booked_at=now(),
        booked_by_id=by.staff_id,
    )
    refresh(organisation_id=by.organisation_id, journey_ids=journeys_of(appointment))
    return booking


@transaction.atomic
def note_booking(*, by: Actor, booking_id: int, state: str, reason: str = "") -> InterpreterBooking:
    """Note what became of a booking: confirmed, or failed and why (then one is missing again).

    Raises
    ------
    NotKnown       no such booking. InvalidInput when it failed without a reason.
    """
    require(by, Permission.AGENDA_WRITE)
    booking = InterpreterBooking.objects.select_related("appointment").filter(pk=booking_id).first()
    if booking is None:
        raise NotKnown
    if state not in BookingState.values:
        raise InvalidInput(_("Kies een stand uit de lijst."), field="state")
    if state == BookingState.FAILED and not reason.strip():
        raise InvalidInput(_("Schrijf op waarom er geen tolk komt."), field="reason")
    booking.state = state
    booking.fail_reason = reason.strip() if state == BookingState.FAILED else ""
    booking.save(update_fields=["state", "fail_reason"])
    refresh(organisation_id=by.organisation_id, journey_ids=journeys_of(booking.appointment))
    return booking


def is_child(mate: Housemate, *, on: date) -> bool:
    """Whether a housemate is under eighteen on a day; without a date of birth, whether the household says child."""
    if mate.birth_date is None:
        return mate.role == HouseholdRole.CHILD
    born = mate.birth_date
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day)) < COMES_OF_AGE


def _mate(by: Actor, appointment: Appointment, person_id: int) -> Housemate:
    persons = Journey.objects.filter(pk__in=journeys_of(appointment)).values_list("person_id", flat=True)
    for newcomer_id in persons:
        for mate in household_of(by=by, person_id=newcomer_id):
            if mate.person_id == person_id and not mate.is_self:
                return mate
    raise NotKnown


def _require_adult(mate: Housemate, *, on: date) -> None:
    if is_child(mate, on=on):
        raise InvalidInput(
            _(
                "Een kind tolkt nooit: het hoort dan dingen die te zwaar zijn, en ouders vertellen minder."
                " Kies een tolk aan de telefoon (vaak binnen een kwartier), een tolk op beeld, of een collega"
                " die de taal spreekt."
            ),
            field="person_id",
        )


def needs_interpreter(journey_ids: list[int]) -> list[Person]:
    """Of the people of these journeys those who need an interpreter. One query."""
    return list(Person.objects.filter(journeys__in=journey_ids, needs_interpreter=True).distinct())
