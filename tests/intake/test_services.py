"""Diagnoses and measurements."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reisgenoot.approach import load_approach
from reisgenoot.intake.answers import possible_answers
from reisgenoot.intake.models import Diagnosis, Measurement
from reisgenoot.intake.services import (
    NewDiagnosis,
    NewMeasurement,
    correct_diagnosis,
    record_diagnoses,
    record_diagnosis,
    record_measurement,
    record_measurements,
    retract_diagnosis,
    retract_measurement,
)
from reisgenoot.intake.standing import refresh_profiles
from reisgenoot.journeys.models import Milestone, Standing
from reisgenoot.journeys.refresh import refresh
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from tests.factories.journeys import a_journey, journeys
from tests.factories.organisations import Cast

ONE, TWO = date(2024, 3, 4), date(2024, 3, 5)


def a_diagnosis(journey_id: int, **fields: Any) -> NewDiagnosis:
    known = {"diagnosed_on": ONE, "profile": "B1", "answers": {"work_status": "now", "debts": "yes"}}
    return NewDiagnosis(journey_id=journey_id, **{**known, **fields})


def diagnosed(journey_id: int) -> set[date]:
    rows = Milestone.objects.filter(journey_id=journey_id, key="diagnosed", superseded_at__isnull=True)
    return set(rows.values_list("occurred_on", flat=True))


@pytest.fixture
def a_code() -> str:
    return next(iter(load_approach("meerinzicht").code_lists["work_status"].codes))


@pytest.fixture
def one(bram: Actor, a_code: str) -> NewDiagnosis:
    return a_diagnosis(a_journey(bram).pk, answers={"work_status": a_code, "debts": "yes"})


def test_diagnosis_when_recorded_then_milestone_and_profile_follow(bram: Actor, one: NewDiagnosis) -> None:
    diagnosis = record_diagnosis(by=bram, diagnosis=one)
    assert (diagnosis.profile, diagnosis.answers, diagnosis.recorded_by_id) == ("B1", one.answers, bram.staff_id)
    assert diagnosed(one.journey_id) == {ONE}
    assert Standing.objects.get(journey_id=one.journey_id).profile == "B1"


def test_diagnoses_when_many_then_in_order_with_a_constant_number_of_queries(bram: Actor) -> None:
    counts = []
    for number in (3, 30):
        new = [a_diagnosis(journey_id, answers={}) for journey_id in journeys(bram, number)]
        with CaptureQueriesContext(connection) as queries:
            ids = record_diagnoses(by=bram, diagnoses=new)
        counts.append(len(queries))
        found = dict(Diagnosis.objects.values_list("pk", "journey_id"))
        assert [found[fact_id] for fact_id in ids] == [fact.journey_id for fact in new]
    assert counts[0] == counts[1]


def test_diagnosis_when_a_later_one_then_both_held_and_the_last_profile_stands(bram: Actor, one: NewDiagnosis) -> None:
    record_diagnosis(by=bram, diagnosis=replace(one, diagnosed_on=TWO, profile="C"))
    record_diagnosis(by=bram, diagnosis=one)
    assert diagnosed(one.journey_id) == {ONE, TWO}
    assert Standing.objects.get(journey_id=one.journey_id).profile == "C"


def test_diagnosis_when_corrected_then_superseded_and_the_milestone_moves(bram: Actor, one: NewDiagnosis) -> None:
    old = record_diagnosis(by=bram, diagnosis=one)
    new = correct_diagnosis(by=bram, diagnosis_id=old.pk, diagnosed_on=TWO, profile="A1")
    old.refresh_from_db()
    assert old.superseded_at == new.recorded_at
    assert new.answers == one.answers
    assert diagnosed(one.journey_id) == {TWO}
    assert Standing.objects.get(journey_id=one.journey_id).profile == "A1"


def test_diagnosis_when_replaced_twice_then_not_known(bram: Actor, one: NewDiagnosis) -> None:
    (old,) = record_diagnoses(by=bram, diagnoses=[one])
    record_diagnoses(by=bram, diagnoses=[replace(one, replaces=old, profile="C")])
    with pytest.raises(NotKnown):
        record_diagnoses(by=bram, diagnoses=[replace(one, replaces=old, profile="D")])


def test_diagnosis_when_retracted_then_milestone_and_profile_go(bram: Actor, one: NewDiagnosis) -> None:
    diagnosis = record_diagnosis(by=bram, diagnosis=one)
    retract_diagnosis(by=bram, diagnosis_id=diagnosis.pk)
    assert diagnosed(one.journey_id) == set()
    assert Standing.objects.get(journey_id=one.journey_id).profile == ""


def test_milestone_when_another_diagnosis_that_day_then_stays(bram: Actor, one: NewDiagnosis) -> None:
    first = record_diagnosis(by=bram, diagnosis=one)
    record_diagnosis(by=bram, diagnosis=one)
    retract_diagnosis(by=bram, diagnosis_id=first.pk)
    assert diagnosed(one.journey_id) == {ONE}


def test_profile_when_it_differs_from_the_proposal_then_needs_a_reason(bram: Actor, one: NewDiagnosis) -> None:
    with pytest.raises(InvalidInput, match="afwijkt"):
        record_diagnosis(by=bram, diagnosis=replace(one, profile_proposed="A1"))
    kept = record_diagnosis(by=bram, diagnosis=replace(one, profile_proposed="A1", profile_reason="Zwanger"))
    assert kept.profile_reason == "Zwanger"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"diagnosed_on": date(2126, 1, 1)}, "diagnosed_on"),
        ({"profile": "Z9"}, "profile"),
        ({"primary_goal": "riches"}, "primary_goal"),
        ({"advice": "rest"}, "advice"),
        ({"answers": {"work_status": "moonlighting"}}, "work_status"),
        ({"answers": {"debts": "many"}}, "debts"),
        ({"answers": {"star_sign": "leo"}}, "star_sign"),
    ],
)
def test_diagnosis_when_not_in_the_approach_then_refused_with_the_field(
    bram: Actor, one: NewDiagnosis, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        record_diagnoses(by=bram, diagnoses=[replace(one, **fields)])
    assert caught.value.field == field


def test_answers_when_asked_for_then_list_scale_yes_no_or_nothing() -> None:
    approach = load_approach("meerinzicht")
    assert possible_answers(approach, "work_status") is approach.code_lists["work_status"].codes
    assert possible_answers(approach, "debts") is approach.code_lists["yes_no"].codes
    assert possible_answers(approach, "dutch_at_diagnosis") is approach.scales["dutch_at_diagnosis"].levels
    assert possible_answers(approach, "star_sign") is None


def test_profiles_when_refreshed_for_all_then_for_all(bram: Actor) -> None:
    ids = journeys(bram, 3)
    record_diagnoses(by=bram, diagnoses=[a_diagnosis(one, answers={}) for one in ids[:2]])
    refresh(organisation_id=bram.organisation_id)
    refresh_profiles(organisation_id=bram.organisation_id)
    assert sorted(Standing.objects.values_list("profile", flat=True)) == ["", "B1", "B1"]


def a_measurement(journey_id: int, **fields: Any) -> NewMeasurement:
    known = {"scale": "participation_ladder", "value": "unpaid_work", "measured_on": ONE, "moment": "baseline"}
    return NewMeasurement(journey_id=journey_id, **{**known, **fields})


def test_measurement_when_recorded_replaced_and_retracted_then_as_known(bram: Actor) -> None:
    journey = a_journey(bram)
    first = record_measurement(by=bram, measurement=a_measurement(journey.pk))
    second = record_measurement(by=bram, measurement=a_measurement(journey.pk, value="paid_work", replaces=first.pk))
    held = Measurement.objects.filter(superseded_at__isnull=True)
    assert held.get() == second
    retract_measurement(by=bram, measurement_id=second.pk)
    assert not held.exists()
    assert Measurement.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"measured_on": date(2126, 1, 1)}, "measured_on"),
        ({"scale": "richter"}, "scale"),
        ({"value": "nine"}, "value"),
        ({"item": "singing"}, "item"),
        ({"moment": "sometimes"}, "moment"),
    ],
)
def test_measurement_when_not_in_the_approach_then_refused_with_the_field(
    bram: Actor, fields: dict[str, Any], field: str
) -> None:
    journey = a_journey(bram)
    with pytest.raises(InvalidInput) as caught:
        record_measurements(by=bram, measurements=[a_measurement(journey.pk, **fields)])
    assert caught.value.field == field


def test_intake_when_of_another_organisation_then_not_known(cast: Cast) -> None:
    with acting_as(cast.dirk):
        journey = a_journey(cast.dirk)
        diagnosis = record_diagnosis(by=cast.dirk, diagnosis=a_diagnosis(journey.pk, answers={}))
        measurement = record_measurement(by=cast.dirk, measurement=a_measurement(journey.pk))
    with acting_as(cast.bram):
        by = cast.bram
        own = a_journey(by)
        for attempt in (
            lambda: record_diagnosis(by=by, diagnosis=a_diagnosis(journey.pk)),
            lambda: record_diagnoses(by=by, diagnoses=[a_diagnosis(own.pk, answers={}, replaces=diagnosis.pk)]),
            lambda: correct_diagnosis(by=by, diagnosis_id=diagnosis.pk, profile="A1"),
            lambda: retract_diagnosis(by=by, diagnosis_id=diagnosis.pk),
            lambda: record_measurement(by=by, measurement=a_measurement(journey.pk)),
            lambda: retract_measurement(by=by, measurement_id=measurement.pk),
        ):
            with pytest.raises(NotKnown):
                attempt()


@pytest.mark.parametrize("who", ["gerard", "privacy_officer"])
def test_role_without_files_when_recording_intake_then_not_allowed(cast: Cast, who: str) -> None:
    actor = getattr(cast, who)
    with acting_as(actor):
        with pytest.raises(NotAllowed):
            record_diagnosis(by=actor, diagnosis=a_diagnosis(1))
        with pytest.raises(NotAllowed):
            record_measurements(by=actor, measurements=[])
