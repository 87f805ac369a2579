"""Linking plans, coding what people wrote, and goals that change."""

from datetime import date

import pytest

from reisgenoot.journeys.models import Milestone
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.plans.models import Goal, Plan, PlannedInstrument
from reisgenoot.plans.services import (
    NewGoal,
    NewInstrument,
    add_goal,
    add_instrument,
    code_goal,
    code_instrument,
    code_main_goal,
    link_plan,
    record_plan,
    set_goal_state,
    unlink_plan,
)
from tests.factories.journeys import a_journey
from tests.factories.organisations import Cast
from tests.factories.plans import (
    AGREED,
    GOAL,
    INSTRUMENT,
    OTHER_GOAL,
    OTHER_MAIN_GOAL,
    OWN_EFFORT,
    a_goal,
    new_plan,
)

UNCODED = NewGoal(text="Nederlands leren", instruments=[NewInstrument(text="Zelf oefenen")])


def a_plan(by: Actor, goal: NewGoal = UNCODED) -> Plan:
    return record_plan(by=by, plan=new_plan(a_journey(by).pk, goals=[goal]))


def held_milestones() -> set[tuple[int, str]]:
    return set(Milestone.objects.filter(superseded_at__isnull=True).values_list("journey_id", "key"))


def test_plan_when_linked_and_unlinked_then_its_milestones_come_and_go(bram: Actor) -> None:
    journey = a_journey(bram)
    plan = record_plan(by=bram, plan=new_plan(None, goals=[UNCODED]))
    assert link_plan(by=bram, plan_id=plan.pk, journey_id=journey.pk).journey_id == journey.pk
    assert held_milestones() == {(journey.pk, "plan_made")}
    assert unlink_plan(by=bram, plan_id=plan.pk).journey_id is None
    assert held_milestones() == set()


def test_plan_when_linked_to_another_journey_then_refused(bram: Actor) -> None:
    plan = a_plan(bram)
    with pytest.raises(InvalidInput, match="ander traject"):
        link_plan(by=bram, plan_id=plan.pk, journey_id=a_journey(bram).pk)
    assert link_plan(by=bram, plan_id=plan.pk, journey_id=plan.journey_id).pk == plan.pk


def test_goal_when_coded_first_then_the_same_row(bram: Actor) -> None:
    goal = Goal.objects.get(plan=a_plan(bram))
    coded = code_goal(by=bram, goal_id=goal.pk, key=GOAL)
    assert (coded.pk, coded.key, coded.text) == (goal.pk, GOAL, "Nederlands leren")


def test_goal_when_coded_otherwise_then_superseded_with_its_instruments(bram: Actor) -> None:
    plan = a_plan(bram, a_goal(text="Nederlands leren"))
    old = Goal.objects.get(plan=plan)
    new = code_goal(by=bram, goal_id=old.pk, key=OTHER_GOAL)
    assert (new.key, new.text, new.position) == (OTHER_GOAL, "Nederlands leren", 1)
    assert new.pk != old.pk
    assert PlannedInstrument.objects.get(superseded_at__isnull=True).goal_id == new.pk
    with pytest.raises(NotKnown):
        code_goal(by=bram, goal_id=old.pk, key=GOAL)


def test_instrument_when_only_its_goal_changed_then_still_recorded_by_whom_it_was(cast: Cast) -> None:
    with acting_as(cast.bram):
        plan = a_plan(cast.bram)
    with acting_as(cast.chantal):
        goal = set_goal_state(by=cast.chantal, goal_id=Goal.objects.get(plan=plan).pk, state="reached")
        assert goal.recorded_by_id == cast.chantal.staff_id
        assert PlannedInstrument.objects.get(goal=goal).recorded_by_id == cast.bram.staff_id


def test_instrument_when_coded_then_own_effort_follows_the_catalogue(bram: Actor) -> None:
    instrument = PlannedInstrument.objects.get(goal__plan=a_plan(bram))
    coded = code_instrument(by=bram, instrument_id=instrument.pk, key=OWN_EFFORT)
    assert (coded.pk, coded.is_own_effort) == (instrument.pk, True)
    corrected = code_instrument(by=bram, instrument_id=instrument.pk, key=INSTRUMENT)
    assert (corrected.pk == instrument.pk, corrected.is_own_effort) == (False, False)
    assert corrected.text == "Zelf oefenen"


def test_main_goal_when_coded_then_on_the_plan(bram: Actor) -> None:
    plan = a_plan(bram)
    assert code_main_goal(by=bram, plan_id=plan.pk, key=OTHER_MAIN_GOAL).main_goal == OTHER_MAIN_GOAL


def test_key_when_not_in_the_approach_then_refused(bram: Actor) -> None:
    plan = a_plan(bram)
    goal = Goal.objects.get(plan=plan)
    instrument = PlannedInstrument.objects.get(goal=goal)
    for attempt in (
        lambda: code_goal(by=bram, goal_id=goal.pk, key="riches"),
        lambda: code_instrument(by=bram, instrument_id=instrument.pk, key="magic"),
        lambda: code_main_goal(by=bram, plan_id=plan.pk, key="riches"),
        lambda: add_goal(by=bram, plan_id=plan.pk, goal=NewGoal(key="riches")),
        lambda: add_goal(by=bram, plan_id=plan.pk, goal=NewGoal(text=" ")),
        lambda: add_instrument(by=bram, goal_id=goal.pk, instrument=NewInstrument()),
    ):
        with pytest.raises(InvalidInput):
            attempt()


def test_goal_when_added_then_after_the_others(bram: Actor) -> None:
    plan = a_plan(bram)
    goal = add_goal(by=bram, plan_id=plan.pk, goal=a_goal(text="Werken"))
    assert (goal.position, goal.text) == (2, "Werken")
    assert PlannedInstrument.objects.get(goal=goal).key == INSTRUMENT


def test_goal_when_reached_then_the_earlier_state_is_kept(bram: Actor) -> None:
    old = Goal.objects.get(plan=a_plan(bram))
    new = set_goal_state(by=bram, goal_id=old.pk, state="reached")
    assert (new.state, new.state_on) == ("reached", today())
    assert list(Goal.objects.order_by("pk").values_list("state", flat=True)) == ["open", "reached"]
    for state, day in (("dreamt", None), ("stopped", date(2126, 1, 1))):
        with pytest.raises(InvalidInput):
            set_goal_state(by=bram, goal_id=new.pk, state=state, on=day)


def test_plan_when_of_another_organisation_then_not_known(cast: Cast) -> None:
    with acting_as(cast.dirk):
        plan = a_plan(cast.dirk)
        goal = Goal.objects.get(plan=plan)
        instrument = PlannedInstrument.objects.get(goal=goal)
    with acting_as(cast.bram):
        by = cast.bram
        own = record_plan(by=by, plan=new_plan(None))
        for attempt in (
            lambda: link_plan(by=by, plan_id=own.pk, journey_id=plan.journey_id),
            lambda: link_plan(by=by, plan_id=plan.pk, journey_id=a_journey(by).pk),
            lambda: unlink_plan(by=by, plan_id=plan.pk),
            lambda: code_goal(by=by, goal_id=goal.pk, key=GOAL),
            lambda: code_instrument(by=by, instrument_id=instrument.pk, key=INSTRUMENT),
            lambda: code_main_goal(by=by, plan_id=plan.pk, key=OTHER_MAIN_GOAL),
            lambda: add_goal(by=by, plan_id=plan.pk, goal=a_goal()),
            lambda: add_instrument(by=by, goal_id=goal.pk, instrument=NewInstrument(key=INSTRUMENT)),
            lambda: set_goal_state(by=by, goal_id=goal.pk, state="reached"),
        ):
            with pytest.raises(NotKnown):
                attempt()
    assert plan.agreed_on == AGREED


def test_policy_officer_when_changing_a_plan_then_not_allowed(cast: Cast) -> None:
    by = cast.gerard
    with acting_as(by):
        for attempt in (
            lambda: link_plan(by=by, plan_id=1, journey_id=1),
            lambda: code_goal(by=by, goal_id=1, key=GOAL),
            lambda: set_goal_state(by=by, goal_id=1, state="reached"),
        ):
            with pytest.raises(NotAllowed):
                attempt()
