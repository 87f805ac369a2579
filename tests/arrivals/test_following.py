"""What happens after a signal: first contact, home, correction, withdrawal."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reisgenoot.arrivals.enums import SignalStage
from reisgenoot.arrivals.models import HousingSignal, Reception
from reisgenoot.arrivals.selectors import expected_people, signals_of
from reisgenoot.arrivals.services import (
    SignalChange,
    correct_signal,
    note_reception,
    record_home,
    reinstate_signal,
    report_arrival,
    retract_home,
    withdraw_signal,
)
from reisgenoot.journeys.models import Journey, Milestone, Signal
from reisgenoot.journeys.services import record_contact, retract_contact, update_traveller
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.people.models import Person
from tests.factories.arrivals import a_reported, a_signal
from tests.factories.organisations import Cast, an_actor

MEETING = ("term:meet_before_arrival", "term:meet_before_arrival_escalated")


@pytest.fixture
def signal(wilma: Actor) -> HousingSignal:
    """Luwam, linked forty days ago, reported thirty days ago; nobody spoke with her."""
    told = a_signal(wilma, linked_on=today() - timedelta(days=40), reported_on=today() - timedelta(days=30))
    return report_arrival(by=wilma, signal=told)


@pytest.fixture
def journey(signal: HousingSignal) -> Journey:
    return Journey.objects.get()


@pytest.mark.parametrize("kind", ["azc_visit", "video", "phone", "talk"])
def test_contact_when_before_the_home_then_any_talk_meets_the_term(journey: Journey, bram: Actor, kind: str) -> None:
    assert Signal.objects.filter(rule__in=MEETING, state="open").count() == 2
    contact = record_contact(by=bram, journey_id=journey.pk, occurred_on=today(), kind=kind)
    assert not Signal.objects.filter(rule__in=MEETING, state="open").exists()
    assert expected_people(by=bram)[0].met_on == today()
    retract_contact(by=bram, contact_id=contact.pk)
    assert Signal.objects.filter(rule__in=MEETING, state="open").count() == 2


@pytest.mark.parametrize(("kind", "outcome"), [("message", "held"), ("phone", "not_reached"), ("video", "no_show")])
def test_contact_when_nobody_was_spoken_then_the_term_runs_on(
    journey: Journey, bram: Actor, kind: str, outcome: str
) -> None:
    record_contact(by=bram, journey_id=journey.pk, occurred_on=today(), kind=kind, outcome=outcome)
    assert not Milestone.objects.filter(key="azc_contact").exists()


def test_contact_when_after_the_move_then_it_is_no_meeting_beforehand(
    signal: HousingSignal, journey: Journey, wilma: Actor, bram: Actor
) -> None:
    with acting_as(wilma):
        record_home(by=wilma, signal_id=signal.pk, key="settled", occurred_on=today() - timedelta(days=2))
    record_contact(by=bram, journey_id=journey.pk, occurred_on=today())
    assert not Milestone.objects.filter(key="azc_contact").exists()
    record_contact(by=bram, journey_id=journey.pk, occurred_on=today() - timedelta(days=3), kind="phone")
    assert Milestone.objects.filter(key="azc_contact").exists()


def test_two_talks_on_one_day_when_one_is_taken_back_then_the_meeting_stays(journey: Journey, bram: Actor) -> None:
    first = record_contact(by=bram, journey_id=journey.pk, occurred_on=today(), kind="phone")
    record_contact(by=bram, journey_id=journey.pk, occurred_on=today(), kind="video")
    retract_contact(by=bram, contact_id=first.pk)
    assert Milestone.objects.filter(key="azc_contact", superseded_at=None).count() == 1


def test_home_when_offered_and_moved_in_then_stage_terms_and_reception_follow(
    signal: HousingSignal, wilma: Actor
) -> None:
    record_home(by=wilma, signal_id=signal.pk, key="home_offered", occurred_on=today() - timedelta(days=5))
    assert signals_of(by=wilma)[0].asks == "moving_in"
    record_home(by=wilma, signal_id=signal.pk, key="settled", occurred_on=today() - timedelta(days=1))
    (line,) = signals_of(by=wilma, done=True)
    assert (line.stage, line.asks) == (SignalStage.MOVED, "")
    assert signals_of(by=wilma) == []
    assert Reception.objects.get(superseded_at=None).valid_until == today() - timedelta(days=1)
    retract_home(by=wilma, signal_id=signal.pk, key="settled")
    assert Reception.objects.get(superseded_at=None).valid_until is None
    assert signals_of(by=wilma)[0].stage == SignalStage.DIRECTED
    with pytest.raises(InvalidInput):
        retract_home(by=wilma, signal_id=signal.pk, key="settled")


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("diagnosed", today()),
        ("settled", today() + timedelta(days=1)),
        ("settled", today() - timedelta(days=41)),
    ],
)
def test_home_when_impossible_then_refused(signal: HousingSignal, wilma: Actor, key: str, day: date) -> None:
    with pytest.raises(InvalidInput):
        record_home(by=wilma, signal_id=signal.pk, key=key, occurred_on=day)


def test_home_when_recorded_by_who_may_not_or_elsewhere_then_refused(signal: HousingSignal, cast: Cast) -> None:
    other = an_actor(cast.theirs, "housing_officer")
    with acting_as(other), pytest.raises(NotKnown):
        record_home(by=other, signal_id=signal.pk, key="settled", occurred_on=today())
    with acting_as(cast.bram) as bram, pytest.raises(NotAllowed):
        record_home(by=bram, signal_id=signal.pk, key="settled", occurred_on=today())


def _change(signal: HousingSignal, **fields: object) -> SignalChange:
    one = signal.people.get(position=0)
    known = {
        "municipality_id": signal.municipality_id,
        "linked_on": signal.linked_on,
        "whereabouts": signal.whereabouts,
        "place": signal.place,
        "home_expected_on": signal.home_expected_on,
        "phone": signal.phone,
        "remarks": signal.remarks,
        "family_name": one.family_name,
        "given_name": one.given_name,
        "birth_date": one.birth_date,
        "language": one.language,
        "needs_interpreter": one.needs_interpreter,
    }
    return SignalChange(**{**known, **fields})  # type: ignore[arg-type]


def test_correction_when_the_file_is_as_reported_then_it_follows(signal: HousingSignal, wilma: Actor) -> None:
    change = _change(signal, given_name="Luam", phone="06 1", whereabouts="near", place="azc Harderwijk")
    correct_signal(by=wilma, signal_id=signal.pk, change=change)
    person = Person.objects.get()
    assert (person.given_name, person.phone) == ("Luam", "06 1")
    assert Reception.objects.get(superseded_at=None).whereabouts == "near"


def test_correction_when_the_team_changed_it_since_then_the_file_stays(
    signal: HousingSignal, journey: Journey, wilma: Actor
) -> None:
    with acting_as(replace(wilma, roles=frozenset({"client_manager"}))) as colleague:
        update_traveller(by=colleague, journey_id=journey.pk, given_name="Luwam Sara")
    correct_signal(by=wilma, signal_id=signal.pk, change=_change(signal, given_name="Luam"))
    assert Person.objects.get().given_name == "Luwam Sara"


def test_signal_when_withdrawn_and_nobody_spoke_then_its_journey_ends_and_comes_back(
    signal: HousingSignal, journey: Journey, wilma: Actor
) -> None:
    withdraw_signal(by=wilma, signal_id=signal.pk, reason="Gaat naar een andere gemeente")
    journey.refresh_from_db()
    assert journey.ended_on == today()
    assert signals_of(by=wilma) == []
    assert signals_of(by=wilma, withdrawn=True)[0].stage == SignalStage.WITHDRAWN
    reinstate_signal(by=wilma, signal_id=signal.pk)
    journey.refresh_from_db()
    assert journey.ended_on is None
    assert signals_of(by=wilma)[0].stage == SignalStage.DIRECTED
    with pytest.raises(InvalidInput):
        reinstate_signal(by=wilma, signal_id=signal.pk)


def test_signal_when_withdrawn_after_a_talk_then_the_journey_runs_on(
    signal: HousingSignal, journey: Journey, wilma: Actor, cast: Cast
) -> None:
    with acting_as(cast.bram) as bram:
        record_contact(by=bram, journey_id=journey.pk, occurred_on=today())
    withdraw_signal(by=wilma, signal_id=signal.pk, reason="Vergissing")
    journey.refresh_from_db()
    assert journey.ended_on is None
    assert not Milestone.objects.filter(key="housing_signal", superseded_at=None).exists()


def test_signal_when_withdrawn_without_a_reason_then_refused(signal: HousingSignal, wilma: Actor) -> None:
    with pytest.raises(InvalidInput):
        withdraw_signal(by=wilma, signal_id=signal.pk, reason=" ")


def test_whereabouts_when_somebody_is_moved_to_another_azc_then_both_are_known(journey: Journey, bram: Actor) -> None:
    note_reception(by=bram, journey_id=journey.pk, whereabouts="near", place="azc Harderwijk", valid_from=today())
    held = Reception.objects.filter(superseded_at=None).order_by("valid_from")
    assert [(one.whereabouts, one.valid_until) for one in held] == [("far", today()), ("near", None)]


def test_whereabouts_when_written_elsewhere_then_not_known(journey: Journey, cast: Cast) -> None:
    with acting_as(cast.dirk) as dirk, pytest.raises(NotKnown):
        note_reception(by=dirk, journey_id=journey.pk, whereabouts="none", valid_from=today())


def test_family_when_never_in_an_azc_then_the_same_terms_run(wilma: Actor) -> None:
    told = a_signal(wilma, a_reported(), whereabouts="none", place="", reported_on=today() - timedelta(days=10))
    report_arrival(by=wilma, signal=told)
    assert Signal.objects.filter(rule=MEETING[0], state="open").exists()
