"""Recording, signing and taking back plans."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reisgenoot.journeys.models import Milestone
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.plans.models import Goal, Plan, PlannedInstrument
from reisgenoot.plans.services import NewPlan, record_plan, record_plans, retract_plan, sign_plan
from tests.factories.journeys import a_journey, journeys
from tests.factories.organisations import Cast
from tests.factories.plans import AGREED, GOAL, INSTRUMENT, MAIN_GOAL, a_goal, new_plan

SIGNED = date(2024, 5, 20)


def reached(journey_id: int) -> set[tuple[str, date]]:
    rows = Milestone.objects.filter(journey_id=journey_id, superseded_at__isnull=True, key__startswith="plan_")
    return set(rows.values_list("key", "occurred_on"))


def test_plan_when_recorded_then_goals_in_order_with_instruments(bram: Actor) -> None:
    journey = a_journey(bram)
    plan = record_plan(by=bram, plan=new_plan(journey.pk, goals=[a_goal(), a_goal(key="", text="Rust vinden")]))
    assert (plan.main_goal, plan.recorded_by_id) == (MAIN_GOAL, bram.staff_id)
    goals = Goal.objects.filter(plan=plan).order_by("position")
    assert [(goal.position, goal.key, goal.text) for goal in goals] == [(1, GOAL, ""), (2, "", "Rust vinden")]
    assert {one.key for one in PlannedInstrument.objects.filter(goal__plan=plan)} == {INSTRUMENT}
    assert reached(journey.pk) == {("plan_made", AGREED)}


def test_plan_when_recorded_signed_by_both_then_signed_on_the_last_day(bram: Actor) -> None:
    journey = a_journey(bram)
    record_plan(by=bram, plan=new_plan(journey.pk, signed_by_person_on=AGREED, signed_by_staff_on=SIGNED))
    assert reached(journey.pk) == {("plan_made", AGREED), ("plan_signed", SIGNED)}


def test_plan_when_signed_one_after_the_other_then_signed_at_the_second(bram: Actor) -> None:
    journey = a_journey(bram)
    plan = record_plan(by=bram, plan=new_plan(journey.pk))
    sign_plan(by=bram, plan_id=plan.pk, signed_by_person_on=AGREED)
    assert ("plan_signed", AGREED) not in reached(journey.pk)
    signed = sign_plan(by=bram, plan_id=plan.pk, signed_by_staff_on=SIGNED, signed_by_person_on=SIGNED)
    assert (signed.signed_by_person_on, signed.signed_by_staff_on) == (AGREED, SIGNED)
    assert ("plan_signed", SIGNED) in reached(journey.pk)


def test_plans_when_many_then_in_order_with_a_constant_number_of_queries(bram: Actor) -> None:
    counts = []
    for number in (3, 30):
        plans = [new_plan(journey_id) for journey_id in journeys(bram, number)]
        with CaptureQueriesContext(connection) as queries:
            ids = record_plans(by=bram, plans=plans)
        counts.append(len(queries))
        found = dict(Plan.objects.values_list("pk", "journey_id"))
        assert [found[plan_id] for plan_id in ids] == [plan.journey_id for plan in plans]
    assert counts[0] == counts[1]


def test_plan_when_nobody_was_found_for_it_then_kept_without_journey_or_milestone(bram: Actor) -> None:
    plan = record_plan(by=bram, plan=NewPlan(agreed_on=AGREED, delivered_key="7081", goals=[a_goal(key="")]))
    assert plan.journey_id is None
    assert not Milestone.objects.exists()


def test_plan_when_replaced_then_goals_and_milestones_go_along(bram: Actor) -> None:
    journey = a_journey(bram)
    (old,) = record_plans(by=bram, plans=[new_plan(journey.pk)])
    (new,) = record_plans(by=bram, plans=[new_plan(journey.pk, agreed_on=SIGNED, replaces=old)])
    assert {plan.pk for plan in Plan.objects.filter(superseded_at__isnull=True)} == {new}
    assert {goal.plan_id for goal in Goal.objects.filter(superseded_at__isnull=True)} == {new}
    assert {one.goal.plan_id for one in PlannedInstrument.objects.filter(superseded_at__isnull=True)} == {new}
    assert reached(journey.pk) == {("plan_made", SIGNED)}


def test_plan_when_a_second_version_then_both_held(bram: Actor) -> None:
    journey = a_journey(bram)
    record_plans(by=bram, plans=[new_plan(journey.pk), new_plan(journey.pk, agreed_on=SIGNED)])
    assert reached(journey.pk) == {("plan_made", AGREED), ("plan_made", SIGNED)}


def test_plan_when_retracted_then_nothing_of_it_is_held(bram: Actor) -> None:
    journey = a_journey(bram)
    plan = record_plan(by=bram, plan=new_plan(journey.pk))
    retract_plan(by=bram, plan_id=plan.pk)
    for model in (Plan, Goal, PlannedInstrument, Milestone):
        assert not model.objects.filter(superseded_at__isnull=True).exists()
    with pytest.raises(NotKnown):
        retract_plan(by=bram, plan_id=plan.pk)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"agreed_on": date(2126, 1, 1)}, "agreed_on"),
        ({"signed_by_staff_on": date(2126, 1, 1)}, "signed_by_staff_on"),
        ({"main_goal": "riches"}, "main_goal"),
        ({"goals": [a_goal(key="riches")]}, "goal"),
        ({"goals": [a_goal(instrument="magic")]}, "instrument"),
    ],
)
def test_plan_when_impossible_then_refused_with_the_field(bram: Actor, fields: dict[str, Any], field: str) -> None:
    journey = a_journey(bram)
    with pytest.raises(InvalidInput) as caught:
        record_plan(by=bram, plan=new_plan(journey.pk, **fields))
    assert caught.value.field == field


def test_plan_when_of_another_organisation_then_not_known(cast: Cast) -> None:
    with acting_as(cast.dirk):
        theirs = record_plan(by=cast.dirk, plan=new_plan(a_journey(cast.dirk).pk))
    with acting_as(cast.bram):
        by = cast.bram
        for attempt in (
            lambda: record_plan(by=by, plan=new_plan(theirs.journey_id)),
            lambda: record_plan(by=by, plan=new_plan(a_journey(by).pk, replaces=theirs.pk)),
            lambda: sign_plan(by=by, plan_id=theirs.pk, signed_by_staff_on=SIGNED),
            lambda: retract_plan(by=by, plan_id=theirs.pk),
        ):
            with pytest.raises(NotKnown):
                attempt()


def test_policy_officer_when_recording_a_plan_then_not_allowed(cast: Cast) -> None:
    with acting_as(cast.gerard), pytest.raises(NotAllowed):
        record_plans(by=cast.gerard, plans=[])
