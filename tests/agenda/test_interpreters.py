"""A child never interprets; an adult of the household may, and somebody outside it is not in the household."""

from datetime import date
from typing import Any

import pytest

from reisgenoot.agenda.models import InterpreterBooking
from reisgenoot.agenda.services import book_interpreter, note_booking
from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.people.models import Household, HouseholdMember, Person
from tests.agenda.planning import an_appointment
from tests.factories.journeys import a_journey
from tests.factories.organisations import Cast
from tests.factories.people import a_person

TUESDAY_AGO_18 = date(2008, 3, 3)


def a_relative(by: Actor, journey: Journey, *, born: date | None, role: str) -> Person:
    """Somebody who lives with the person of the journey."""
    relative = a_person(by, given_name="Sami", birth_date=born)
    household = Household.objects.create()
    for person_id, what in ((journey.person_id, "adult"), (relative.pk, role)):
        HouseholdMember.objects.create(household=household, person_id=person_id, role=what)
    return relative


@pytest.mark.parametrize(
    ("born", "role"),
    [
        (date(2014, 1, 1), "child"),
        (date(2008, 3, 4), "other"),
        (date(2008, 3, 4), "child"),
        (None, "child"),
    ],
)
def test_interpreter_when_a_child_then_refused_with_what_else_can_be_done(
    bram: Actor, born: date | None, role: str
) -> None:
    journey = a_journey(bram)
    child = a_relative(bram, journey, born=born, role=role)
    made = an_appointment(bram, journey.pk)
    with pytest.raises(InvalidInput) as refused:
        book_interpreter(by=bram, appointment_id=made.pk, language="ar", kind="phone", person_id=child.pk)
    assert refused.value.field == "person_id"
    assert "telefoon" in str(refused.value)
    assert not InterpreterBooking.objects.exists()


@pytest.mark.parametrize(
    ("born", "role"), [(TUESDAY_AGO_18, "child"), (date(1985, 1, 1), "partner"), (None, "partner")]
)
def test_interpreter_when_an_adult_of_the_household_then_booked(bram: Actor, born: date | None, role: str) -> None:
    journey = a_journey(bram)
    adult = a_relative(bram, journey, born=born, role=role)
    made = an_appointment(bram, journey.pk)
    booking = book_interpreter(by=bram, appointment_id=made.pk, language="ar", kind="phone", person_id=adult.pk)
    assert (booking.kind, booking.person_id) == ("adult", adult.pk)


def test_interpreter_when_not_of_the_household_then_not_known(bram: Actor) -> None:
    journey = a_journey(bram)
    stranger = a_person(bram, given_name="Vreemd")
    made = an_appointment(bram, journey.pk)
    for person_id in (stranger.pk, journey.person_id):
        with pytest.raises(NotKnown):
            book_interpreter(by=bram, appointment_id=made.pk, language="ar", kind="adult", person_id=person_id)


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"kind": ""}, "kind"), ({"kind": "child"}, "kind"), ({"language": ""}, "language"), ({"kind": "adult"}, "name")],
)
def test_interpreter_when_not_complete_then_refused(bram: Actor, fields: dict[str, Any], field: str) -> None:
    made = an_appointment(bram, a_journey(bram).pk)
    with pytest.raises(InvalidInput) as refused:
        book_interpreter(by=bram, appointment_id=made.pk, **{"language": "ar", "kind": "phone", **fields})
    assert refused.value.field == field


def test_booking_when_failed_without_a_reason_then_refused(bram: Actor) -> None:
    made = an_appointment(bram, a_journey(bram).pk)
    booking = book_interpreter(by=bram, appointment_id=made.pk, language="ar", kind="phone")
    with pytest.raises(InvalidInput):
        note_booking(by=bram, booking_id=booking.pk, state="failed", reason="")
    assert note_booking(by=bram, booking_id=booking.pk, state="confirmed").state == "confirmed"


def test_booking_when_of_another_organisation_then_not_known(cast: Cast) -> None:
    with acting_as(cast.bram) as bram:
        made = an_appointment(bram, a_journey(bram).pk)
        booking = book_interpreter(by=bram, appointment_id=made.pk, language="ar", kind="phone")
    with acting_as(cast.dirk) as dirk:
        with pytest.raises(NotKnown):
            note_booking(by=dirk, booking_id=booking.pk, state="confirmed")
        with pytest.raises(NotKnown):
            book_interpreter(by=dirk, appointment_id=made.pk, language="ar", kind="phone")
