"""Reporting that somebody comes: who is known, who is new, who waits, and what begins at once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reisgenoot.arrivals.matching import V_NUMBER
from reisgenoot.arrivals.models import HousingSignal, Reception, ReportedPerson
from reisgenoot.arrivals.selectors import candidates_of, expected_people, signals_of, undecided_people
from reisgenoot.arrivals.services import decide_person, report_arrival
from reisgenoot.journeys.models import DirectorAssignment, Journey, Milestone, Signal
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import StaffMember
from reisgenoot.people.models import HouseholdMember, Person, PersonIdentifier
from tests.factories.arrivals import a_reported, a_signal
from tests.factories.journeys import a_journey
from tests.factories.organisations import Cast, an_actor
from tests.factories.people import a_bsn, a_person


def test_signal_when_nobody_is_known_then_person_journey_milestones_and_director_are_there_at_once(
    wilma: Actor,
) -> None:
    signal = report_arrival(by=wilma, signal=a_signal(wilma))
    one = signal.people.get()
    journey = Journey.objects.get(pk=one.journey_id)
    milestones = dict(Milestone.objects.filter(journey=journey).values_list("key", "occurred_on"))
    assert (one.matching, one.started_journey) == ("new", True)
    assert milestones == {"linked": today() - timedelta(days=10), "housing_signal": today()}
    assert journey.codes == {"duo_group": "asylum"}
    assert journey.municipality_id == signal.municipality_id
    assert DirectorAssignment.objects.filter(journey=journey, valid_until=None).count() == 1
    assert Reception.objects.get(journey=journey).whereabouts == "far"


def test_signal_when_written_then_the_history_names_the_officer(wilma: Actor) -> None:
    signal = report_arrival(by=wilma, signal=a_signal(wilma))
    assert signal.reported_by_id == wilma.staff_id
    assert set(Milestone.objects.values_list("recorded_by_id", flat=True)) == {wilma.staff_id}


def test_director_when_proposed_then_speaks_the_language_before_having_room(wilma: Actor, cast: Cast) -> None:
    speaker = StaffMember.objects.get(pk=cast.chantal.staff_id)
    speaker.languages = ["nl", "ti"]
    speaker.save()
    with acting_as(replace(wilma, roles=frozenset({"team_manager"}))) as manager:
        for number in range(3):
            a_journey(manager, person_id=a_person(manager, family_name=f"Druk{number}").pk, director_id=speaker.pk)
    first = report_arrival(by=wilma, signal=a_signal(wilma))
    other = report_arrival(by=wilma, signal=a_signal(wilma, a_reported(family_name="Moradi", language="fa")))
    directors = [DirectorAssignment.objects.get(journey=each.people.get().journey) for each in (first, other)]
    assert directors[0].staff_id == speaker.pk
    assert "taal" in directors[0].reason
    assert directors[1].staff_id == cast.bram.staff_id


def test_household_when_reported_then_adults_get_a_journey_and_children_do_not(wilma: Actor) -> None:
    people = (
        a_reported(),
        a_reported(given_name="Dawit", role="partner", never_in_azc=True),
        a_reported(given_name="Mela", role="child", birth_date=date(2019, 3, 3)),
    )
    signal = report_arrival(by=wilma, signal=a_signal(wilma, *people))
    rows = list(signal.people.order_by("position"))
    assert [row.journey_id is not None for row in rows] == [True, True, False]
    assert HouseholdMember.objects.values("household").distinct().count() == 1
    assert HouseholdMember.objects.count() == 3
    partner = Reception.objects.get(journey_id=rows[1].journey_id)
    assert (partner.whereabouts, partner.place) == ("none", "")
    assert Milestone.objects.filter(journey_id=rows[1].journey_id, key="housing_signal").exists()
    assert len(set(DirectorAssignment.objects.values_list("staff_id", flat=True))) == 1


def test_signal_when_the_person_is_known_by_number_then_linked_and_not_registered_again(wilma: Actor) -> None:
    bsn = a_bsn()
    with acting_as(replace(wilma, roles=frozenset({"team_manager"}))) as manager:
        known = a_person(manager, family_name="Kidane", given_name="Luwam", bsn=bsn)
    signal = report_arrival(by=wilma, signal=a_signal(wilma, a_reported(bsn=bsn)))
    one = signal.people.get()
    assert (one.matching, one.person_id) == ("known", known.pk)
    assert one.bsn_sealed is None
    assert Person.objects.count() == 1


def test_signal_when_the_journey_runs_already_then_that_one_goes_on(wilma: Actor, cast: Cast) -> None:
    with acting_as(replace(wilma, roles=frozenset({"team_manager"}))) as manager:
        known = a_person(manager, family_name="Kidane", given_name="Luwam", birth_date=date(1990, 4, 12))
        journey = a_journey(manager, person_id=known.pk, director_id=cast.chantal.staff_id)
    signal = report_arrival(by=wilma, signal=a_signal(wilma, a_reported(birth_date=date(1990, 4, 12))))
    one = signal.people.get()
    assert (one.journey_id, one.started_journey) == (journey.pk, False)
    assert DirectorAssignment.objects.get(journey=journey).staff_id == cast.chantal.staff_id


def test_v_number_when_given_then_it_finds_the_person_next_time(wilma: Actor) -> None:
    report_arrival(by=wilma, signal=a_signal(wilma, a_reported(v_number="2841902211")))
    assert PersonIdentifier.objects.get().scheme == V_NUMBER
    again = report_arrival(by=wilma, signal=a_signal(wilma, a_reported(v_number="2841902211")))
    assert again.people.get().matching == "known"
    assert Person.objects.count() == 1


@pytest.fixture
def looks_alike(wilma: Actor) -> tuple[HousingSignal, Person]:
    with acting_as(replace(wilma, roles=frozenset({"team_manager"}))) as manager:
        known = a_person(manager, family_name="Kidaneh", given_name="Lwam", birth_date=date(1994, 2, 5))
    people = (a_reported(birth_date=date(1994, 2, 5)), a_reported(given_name="Sara", role="child"))
    return report_arrival(by=wilma, signal=a_signal(wilma, *people)), known


def test_signal_when_somebody_looks_alike_then_nothing_begins_until_the_team_decides(
    looks_alike: tuple[HousingSignal, Person], bram: Actor
) -> None:
    signal, known = looks_alike
    assert not Journey.objects.exists()
    (waiting, *_rest) = undecided_people(by=bram)
    one, candidates = candidates_of(by=bram, reported_id=waiting.pk)
    assert one.signal_id == signal.pk
    assert [candidate.person_id for candidate, _known in candidates] == [known.pk]


def test_decision_when_it_is_the_same_person_then_the_journey_begins_with_that_person(
    looks_alike: tuple[HousingSignal, Person], bram: Actor
) -> None:
    signal, known = looks_alike
    decide_person(by=bram, reported_id=signal.people.get(position=0).pk, person_id=known.pk)
    assert Journey.objects.get().person_id == known.pk
    assert Person.objects.count() == 2
    assert undecided_people(by=bram) == []


def test_decision_when_it_is_somebody_new_then_registered_beside_the_other(
    looks_alike: tuple[HousingSignal, Person], bram: Actor
) -> None:
    signal, known = looks_alike
    one = decide_person(by=bram, reported_id=signal.people.get(position=0).pk, person_id=None)
    assert ReportedPerson.objects.get(pk=one.pk).matching == "new"
    assert Journey.objects.get().person_id != known.pk
    assert Person.objects.count() == 3
    with pytest.raises(InvalidInput):
        decide_person(by=bram, reported_id=one.pk, person_id=known.pk)


def test_decision_when_the_person_is_of_another_organisation_then_not_known(
    looks_alike: tuple[HousingSignal, Person], cast: Cast
) -> None:
    signal, known = looks_alike
    one = signal.people.get(position=0)
    with acting_as(cast.dirk) as dirk, pytest.raises(NotKnown):
        decide_person(by=dirk, reported_id=one.pk, person_id=None)
    with acting_as(cast.dirk) as dirk, pytest.raises(NotKnown):
        decide_person(by=dirk, reported_id=one.pk, person_id=known.pk)


@pytest.mark.parametrize(
    ("person", "fields", "field"),
    [
        ({"family_name": " "}, {}, "family_name"),
        ({"birth_date": date(2999, 1, 1)}, {}, "birth_date"),
        ({"bsn": "123456789"}, {}, "bsn"),
        ({}, {"whereabouts": "near", "place": ""}, "place"),
        ({}, {"whereabouts": "moon"}, "whereabouts"),
        ({}, {"linked_on": date(2999, 1, 1)}, "linked_on"),
        ({}, {"linked_on": date(2001, 1, 1)}, "linked_on"),
        ({}, {"home_expected_on": date(2020, 1, 1)}, "home_expected_on"),
        ({}, {"municipality_id": -1}, "municipality"),
    ],
)
def test_signal_when_something_is_wrong_then_refused_in_words(
    wilma: Actor, person: dict[str, object], fields: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        report_arrival(by=wilma, signal=a_signal(wilma, a_reported(**person), **fields))
    assert refused.value.field == field


def test_signal_when_reported_by_who_may_not_then_refused(bram: Actor, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        report_arrival(by=bram, signal=a_signal(bram))
    with acting_as(cast.gerard) as gerard, pytest.raises(NotAllowed):
        report_arrival(by=gerard, signal=a_signal(gerard, origin="team"))


def test_arrival_when_the_team_writes_it_down_then_linked_without_a_signal_of_housing(bram: Actor) -> None:
    signal = report_arrival(by=bram, signal=a_signal(bram, origin="team"))
    assert list(Milestone.objects.values_list("key", flat=True)) == ["linked"]
    assert signal.origin == "team"


def test_signals_when_read_at_the_other_organisation_then_none(wilma: Actor, cast: Cast) -> None:
    report_arrival(by=wilma, signal=a_signal(wilma))
    assert [line.name for line in signals_of(by=wilma)] == ["Luwam Kidane"]
    with acting_as(an_actor(cast.theirs, "housing_officer")) as other:
        assert signals_of(by=other) == []
    with acting_as(cast.dirk) as dirk:
        assert expected_people(by=dirk) == []


def test_terms_when_reported_then_the_officer_and_the_client_manager_have_something_to_do(wilma: Actor) -> None:
    report_arrival(by=wilma, signal=a_signal(wilma, linked_on=today() - timedelta(days=60)))
    asked = dict(Signal.objects.filter(state="open").values_list("rule", "acts"))
    assert asked["term:home_offer"] == "housing_officer"
    assert asked["term:meet_before_arrival"] == "client_manager"
    assert asked["term:meet_before_arrival_escalated"] == "team_manager"
    assert signals_of(by=wilma)[0].asks == "home_offer"
