"""Planning, changing and cancelling; what follows in signals."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import connection

from reisgenoot.agenda.models import Appointment, Participant
from reisgenoot.agenda.selectors import look_for_room, week_of_journey, week_of_staff
from reisgenoot.agenda.services import (
    Outsider,
    book_interpreter,
    cancel_appointment,
    change_appointment,
    note_booking,
    plan_appointment,
    reopen_appointment,
)
from reisgenoot.journeys.models import Signal
from reisgenoot.journeys.refresh import refresh
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import standing_on
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from tests.agenda.conftest import MONDAY
from tests.agenda.planning import TEACHER, TUESDAY, a_plan, an_appointment
from tests.factories.journeys import a_journey
from tests.factories.organisations import Cast
from tests.factories.people import a_person


def open_rules(journey_id: int) -> set[str]:
    return set(Signal.objects.filter(journey_id=journey_id, state="open").values_list("rule", flat=True))


def test_appointment_when_planned_then_owner_and_newcomer_take_part(bram: Actor) -> None:
    journey = a_journey(bram)
    made = an_appointment(bram, journey.pk, outsiders=[TEACHER], kind="three_way")
    there = set(made.participants.values_list("kind", "journey_id", "staff_id", "name"))
    assert there == {
        ("newcomer", journey.pk, None, ""),
        ("staff", None, bram.staff_id, ""),
        ("outside", None, None, "Joke"),
    }
    assert (made.owner_id, made.state, made.sequence) == (bram.staff_id, "planned", 0)


def test_appointment_when_sent_twice_then_there_once(bram: Actor) -> None:
    journey = a_journey(bram)
    assert an_appointment(bram, journey.pk).pk == an_appointment(bram, journey.pk).pk
    assert an_appointment(bram, journey.pk, starts=time(11), ends=time(12)).pk != an_appointment(bram, journey.pk).pk


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"ends": time(9)}, "ends"),
        ({"kind": "seance"}, "kind"),
        ({"kind": "three_way"}, "outside_1"),
        ({"outsiders": [Outsider(email="x@y.invalid")]}, "outside_1"),
        ({"video_url": "http://beeld.invalid"}, "video_url"),
        ({"day": date(2036, 1, 7)}, "day"),
        ({"day": date(2026, 3, 29), "starts": time(2, 30), "ends": time(4)}, "starts"),
    ],
)
def test_appointment_when_impossible_then_refused_with_the_field(
    bram: Actor, fields: dict[str, Any], field: str
) -> None:
    journey = a_journey(bram)
    with pytest.raises(InvalidInput) as refused:
        an_appointment(bram, journey.pk, **fields)
    assert refused.value.field == field
    assert not Appointment.objects.exists()


def test_appointment_when_role_may_not_then_refused(cast: Cast) -> None:
    with acting_as(cast.bram) as bram:
        journey = a_journey(bram)
    with acting_as(cast.gerard) as gerard, pytest.raises(NotAllowed):
        an_appointment(gerard, journey.pk)


def test_appointment_when_of_another_organisation_then_not_known(cast: Cast) -> None:
    with acting_as(cast.bram) as bram:
        journey = a_journey(bram)
        made = an_appointment(bram, journey.pk)
    with acting_as(cast.dirk) as dirk:
        own = a_journey(dirk)
        for attempt in (
            lambda: an_appointment(dirk, journey.pk),
            lambda: an_appointment(dirk, own.pk, also_journey_ids=[journey.pk]),
            lambda: an_appointment(dirk, own.pk, staff_ids=[bram.staff_id]),
            lambda: an_appointment(dirk, own.pk, owner_id=bram.staff_id),
            lambda: change_appointment(by=dirk, appointment_id=made.pk, plan=a_plan()),
            lambda: cancel_appointment(by=dirk, appointment_id=made.pk, cancelled_by="staff", reason="x"),
            lambda: week_of_staff(by=dirk, staff_id=bram.staff_id or 0, monday=MONDAY),
        ):
            with pytest.raises(NotKnown):
                attempt()


def test_change_when_company_differs_then_who_was_invited_stays_to_be_told(bram: Actor) -> None:
    journey = a_journey(bram)
    other = Outsider(name="Kees", party="Intervens", email="kees@intervens.invalid")
    made = an_appointment(bram, journey.pk, kind="four_party", outsiders=[TEACHER, other])
    Participant.objects.filter(name="Joke").update(invited_sequence=0)
    change_appointment(by=bram, appointment_id=made.pk, plan=a_plan(day=TUESDAY + timedelta(days=1), kind="talk"))
    made.refresh_from_db()
    assert made.sequence == 1
    assert list(made.participants.filter(kind="outside").values_list("name", "left")) == [("Joke", True)]


def test_cancelled_when_undone_then_planned_with_a_higher_sequence(bram: Actor) -> None:
    made = an_appointment(bram, a_journey(bram).pk)
    with pytest.raises(InvalidInput):
        cancel_appointment(by=bram, appointment_id=made.pk, cancelled_by="newcomer", reason=" ")
    cancelled = cancel_appointment(by=bram, appointment_id=made.pk, cancelled_by="newcomer", reason="ziek")
    assert (cancelled.state, cancelled.cancelled_by, cancelled.sequence) == ("cancelled", "newcomer", 1)
    with pytest.raises(InvalidInput):
        change_appointment(by=bram, appointment_id=made.pk, plan=a_plan())
    again = reopen_appointment(by=bram, appointment_id=made.pk)
    assert (again.state, again.cancel_reason, again.sequence) == ("planned", "", 2)


def test_interpreter_when_needed_and_none_booked_then_a_signal_until_there_is_one(bram: Actor) -> None:
    person = a_person(bram, needs_interpreter=True, language="ti")
    journey = a_journey(bram, person_id=person.pk)
    made = an_appointment(bram, journey.pk)
    signal = Signal.objects.get(journey=journey, rule="check:interpreter_missing", state="open")
    assert (signal.cause_id, signal.due_on) == (made.pk, TUESDAY)
    booking = book_interpreter(by=bram, appointment_id=made.pk, language="ti", kind="phone")
    assert "check:interpreter_missing" not in open_rules(journey.pk)
    note_booking(by=bram, booking_id=booking.pk, state="failed", reason="niemand vrij")
    assert "check:interpreter_missing" in open_rules(journey.pk)
    cancel_appointment(by=bram, appointment_id=made.pk, cancelled_by="staff", reason="geen tolk")
    assert "check:interpreter_missing" not in open_rules(journey.pk)


def test_interpreter_when_not_needed_then_no_signal(bram: Actor) -> None:
    journey = a_journey(bram)
    an_appointment(bram, journey.pk)
    assert "check:interpreter_missing" not in open_rules(journey.pk)


def test_appointment_when_over_and_nobody_wrote_then_a_signal(bram: Actor) -> None:
    journey = a_journey(bram)
    made = an_appointment(bram, journey.pk)
    with standing_on(TUESDAY):
        refresh(organisation_id=bram.organisation_id)
        assert "check:appointment_unrecorded" not in open_rules(journey.pk)
    with standing_on(TUESDAY + timedelta(days=1)):
        refresh(organisation_id=bram.organisation_id)
        signal = Signal.objects.get(journey=journey, rule="check:appointment_unrecorded", state="open")
        assert (signal.cause_on, signal.cause_id) == (TUESDAY, made.pk)


def test_room_when_the_colleague_is_taken_then_clash_and_free_moments(bram: Actor) -> None:
    first, second = a_journey(bram), a_journey(bram, person_id=a_person(bram, family_name="Tesfay").pk)
    made = an_appointment(bram, first.pk)
    asked = {"journey_ids": [second.pk], "staff_ids": [bram.staff_id], "day": TUESDAY}
    room = look_for_room(by=bram, **asked, starts=time(9, 30), ends=time(10, 30))  # type: ignore[arg-type]
    assert [one.id for one in room.clashes] == [made.pk]
    assert room.slots[0] == (TUESDAY, time(10))
    other = look_for_room(by=bram, journey_ids=[second.pk], staff_ids=[], day=TUESDAY, starts=time(9), ends=time(10))
    assert other.clashes == []
    moved = look_for_room(by=bram, **asked, starts=time(9), ends=time(10), without=made.pk)  # type: ignore[arg-type]
    assert moved.clashes == []


def test_week_when_the_clock_is_set_then_the_time_on_the_wall(bram: Actor) -> None:
    journey = a_journey(bram)
    monday = date(2026, 3, 30)
    an_appointment(bram, journey.pk, day=monday)
    (block,) = week_of_journey(by=bram, journey_id=journey.pk, monday=monday).blocks
    assert (block.day, block.starts, block.ends, block.hours) == (monday, time(9), time(10), 1)


def test_week_when_many_appointments_then_as_many_queries(bram: Actor) -> None:
    from django.test.utils import CaptureQueriesContext

    journey = a_journey(bram)
    counted = []
    for hours in ((9,), (11, 13, 15)):
        for hour in hours:
            an_appointment(bram, journey.pk, starts=time(hour), ends=time(hour + 1))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            week_of_staff(by=bram, staff_id=bram.staff_id or 0, monday=MONDAY)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 6


def test_plan_when_owner_left_then_refused(bram: Actor) -> None:
    from reisgenoot.organisations.models import StaffMember

    journey = a_journey(bram)
    StaffMember.objects.filter(pk=bram.staff_id or 0).update(left_on=MONDAY)
    with pytest.raises(InvalidInput):
        plan_appointment(by=bram, journey_id=journey.pk, plan=a_plan())
