"""Absence: recording, talking about it, and the signals it makes."""

from datetime import timedelta

import pytest

from reisgenoot.journeys.models import Journey, Signal
from reisgenoot.journeys.services import record_milestone
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.offers.models import Absence
from reisgenoot.offers.selectors import absences_of
from reisgenoot.offers.services import (
    NewAbsence,
    correct_absence,
    end_enrolment,
    follow_up_absence,
    record_absence,
    record_enrolment,
    reopen_absence,
    retract_absence,
    retract_enrolment,
)
from tests.factories.journeys import a_journey as any_journey
from tests.factories.offers import new_enrolment
from tests.factories.organisations import Cast

pytestmark = pytest.mark.django_db
UNANSWERED, LONG = "check:absence_unanswered", "check:illness_long"


def a_journey(by: Actor) -> Journey:
    return any_journey(by, approach="alkmaar")


def days_ago(number: int) -> object:
    return today() - timedelta(days=number)


def absent(by: Actor, journey: Journey, **fields: object) -> Absence:
    known = {"from_on": days_ago(9), "reason": "childcare", "reported_on": days_ago(2)}
    return record_absence(by=by, absence=NewAbsence(journey_id=journey.pk, **{**known, **fields}))  # type: ignore[arg-type]


def a_course(by: Actor, journey: Journey) -> int:
    return record_enrolment(by=by, enrolment=new_enrolment(journey.pk, started_on=today() - timedelta(days=60))).pk


def open_rules(journey: Journey) -> dict[str, Signal]:
    return {one.rule: one for one in Signal.objects.filter(journey=journey, state="open")}


def test_absence_when_reported_then_asks_within_a_week_until_talked_about(bram: Actor) -> None:
    journey = a_journey(bram)
    absence = absent(bram, journey)
    signal = open_rules(journey)[UNANSWERED]
    assert (signal.cause_on, signal.due_on, signal.cause_id) == (days_ago(2), days_ago(-5), absence.pk)
    follow_up_absence(by=bram, absence_id=absence.pk, on=today(), agreed="Opa past op.")
    assert UNANSWERED not in open_rules(journey)
    reopen_absence(by=bram, absence_id=absence.pk)
    assert UNANSWERED in open_rules(journey)


def test_absence_when_two_then_two_signals(bram: Actor) -> None:
    journey = a_journey(bram)
    absent(bram, journey)
    absent(bram, journey, reason="travel")
    assert Signal.objects.filter(journey=journey, rule=UNANSWERED, state="open").count() == 2


def test_absence_when_reported_late_then_tells_after_how_many_days(bram: Actor) -> None:
    journey = a_journey(bram)
    absent(bram, journey)
    assert absences_of(by=bram, journey_id=journey.pk)[0].days_until_report == 7


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"reason": "zomaar"}, "reason"),
        ({"from_on": days_ago(-1)}, "from_on"),
        ({"reported_on": days_ago(-1)}, "reported_on"),
        ({"until_on": days_ago(10)}, "until_on"),
        ({"reported_by": "iemand"}, "reported_by"),
    ],
)
def test_absence_when_impossible_then_refused_at_the_field(bram: Actor, fields: dict[str, object], at: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        absent(bram, a_journey(bram), **fields)
    assert refused.value.field == at


def test_follow_up_when_nothing_agreed_or_twice_then_refused(bram: Actor) -> None:
    absence = absent(bram, a_journey(bram))
    with pytest.raises(InvalidInput):
        follow_up_absence(by=bram, absence_id=absence.pk, on=today(), agreed="  ")
    follow_up_absence(by=bram, absence_id=absence.pk, on=today(), agreed="Bus 34.")
    with pytest.raises(InvalidInput):
        follow_up_absence(by=bram, absence_id=absence.pk, on=today(), agreed="Bus 35.")


def test_illness_when_three_months_then_asks_whether_an_extension_is_needed(bram: Actor) -> None:
    journey = a_journey(bram)
    absent(bram, journey, reason="illness", from_on=days_ago(80))
    assert LONG not in open_rules(journey)
    absent(bram, journey, reason="illness", from_on=days_ago(95))
    assert open_rules(journey)[LONG].cause_on == days_ago(95)
    record_milestone(by=bram, journey_id=journey.pk, key="extension_discussed", occurred_on=today())
    assert LONG not in open_rules(journey)


def test_illness_when_it_ended_before_three_months_then_asks_nothing(bram: Actor) -> None:
    journey = a_journey(bram)
    absent(bram, journey, reason="illness", from_on=days_ago(95), until_on=days_ago(30))
    absent(bram, journey, reason="travel", from_on=days_ago(95))
    assert LONG not in open_rules(journey)


def test_absence_when_corrected_or_retracted_then_the_old_stays_known(bram: Actor) -> None:
    journey = a_journey(bram)
    absence = absent(bram, journey)
    corrected = correct_absence(by=bram, absence_id=absence.pk, reason="travel")
    assert (corrected.reason, Absence.objects.get(pk=absence.pk).superseded_at is None) == ("travel", False)
    retract_absence(by=bram, absence_id=corrected.pk)
    assert absences_of(by=bram, journey_id=journey.pk) == []
    assert UNANSWERED not in open_rules(journey)


def test_absence_when_the_course_is_of_somebody_else_then_not_known(bram: Actor) -> None:
    one, other = a_journey(bram), a_journey(bram)
    course = a_course(bram, other)
    with pytest.raises(NotKnown):
        absent(bram, one, enrolment_id=course)


def test_course_when_its_end_is_corrected_then_the_absence_goes_along(bram: Actor) -> None:
    journey = a_journey(bram)
    course = a_course(bram, journey)
    absent(bram, journey, enrolment_id=course)
    end_enrolment(by=bram, enrolment_id=course, ended_on=today() - timedelta(days=3))
    corrected = end_enrolment(by=bram, enrolment_id=course, ended_on=today() - timedelta(days=1))
    assert corrected.pk != course
    assert Absence.objects.get(superseded_at__isnull=True).enrolment_id == corrected.pk
    with pytest.raises(InvalidInput):
        retract_enrolment(by=bram, enrolment_id=corrected.pk)


def test_absence_when_colleague_of_another_organisation_then_does_not_exist(cast: Cast) -> None:
    with acting_as(cast.bram):
        journey = a_journey(cast.bram)
        absence = absent(cast.bram, journey)
    with acting_as(cast.dirk):
        with pytest.raises(NotKnown):
            absent(cast.dirk, journey)
        with pytest.raises(NotKnown):
            follow_up_absence(by=cast.dirk, absence_id=absence.pk, on=today(), agreed="x")
    with acting_as(cast.gerard), pytest.raises(NotAllowed):
        absent(cast.gerard, journey)
