"""Tests that are ordered and come back, what they advise, and a profile to look at again."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from reisgenoot.intake.advice import deviates
from reisgenoot.intake.models import Measurement
from reisgenoot.intake.models import TestOrder as Ordered
from reisgenoot.intake.selectors import RouteEvidence, latest_diagnosis, route_evidence
from reisgenoot.intake.selectors import tests_of as held_tests
from reisgenoot.intake.services import (
    NewDiagnosis,
    NewSet,
    change_test,
    order_test,
    receive_test,
    record_diagnosis,
    record_set,
    undo_test,
)
from reisgenoot.intake.services import NewTest as Order
from reisgenoot.intake.services import TestResult as Result
from reisgenoot.journeys.models import Milestone, Signal
from reisgenoot.journeys.services import NewMilestone, record_milestones
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import standing_on
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from tests.factories.journeys import a_journey
from tests.factories.organisations import Cast

TODAY = date(2026, 3, 2)
ORDERED = TODAY - timedelta(days=50)
TAKEN = TODAY - timedelta(days=20)


def an_order(by: Actor, journey_id: int, kind: str = "learnability", **fields: Any) -> Ordered:
    return order_test(by=by, test=Order(journey_id=journey_id, kind=kind, ordered_on=ORDERED, **fields))


def reached(journey_id: int) -> dict[str, date]:
    rows = Milestone.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    return dict(rows.values_list("key", "occurred_on"))


def open_rules(journey_id: int) -> set[str]:
    return set(Signal.objects.filter(journey_id=journey_id, state="open").values_list("rule", flat=True))


@pytest.fixture(autouse=True)
def _on_a_monday() -> Any:
    with standing_on(TODAY):
        yield


def test_order_when_waited_for_too_long_then_a_signal_until_the_result_is_in(bram: Actor) -> None:
    journey = a_journey(bram)
    test = an_order(bram, journey.pk, ordered_at="Bureau", exam_number="123")
    assert reached(journey.pk)["learnability_ordered"] == ORDERED
    assert "term:learnability_result" in open_rules(journey.pk)
    result = Result(
        received_on=TODAY, taken_on=TAKEN, result="b1_feasible", score=Decimal(31), needed_score=Decimal(28)
    )
    done = receive_test(by=bram, test_id=test.pk, result=result)
    assert (done.state, done.received_from, done.exam_number) == ("finished", "Bureau", "123")
    assert reached(journey.pk)["language_test"] == TAKEN
    assert reached(journey.pk)["learnability_settled"] == TODAY
    assert "term:learnability_result" not in open_rules(journey.pk)


def test_result_when_of_one_kind_then_the_other_is_still_waited_for(bram: Actor) -> None:
    journey = a_journey(bram)
    an_order(bram, journey.pk)
    language = an_order(bram, journey.pk, "language")
    receive_test(by=bram, test_id=language.pk, result=Result(received_on=TODAY, levels={"speaking": "a1"}))
    assert open_rules(journey.pk) & {"term:learnability_result", "term:language_test_result"} == {
        "term:learnability_result"
    }


def test_levels_when_received_then_measured_by_the_test_and_gone_with_the_step(bram: Actor) -> None:
    journey = a_journey(bram)
    test = an_order(bram, journey.pk, "language")
    levels = {"speaking": "a1", "reading": "a0", "writing": ""}
    done = receive_test(by=bram, test_id=test.pk, result=Result(received_on=TODAY, taken_on=TAKEN, levels=levels))
    held = Measurement.objects.filter(superseded_at__isnull=True)
    assert set(held.values_list("item", "value", "moment", "rater", "measured_on")) == {
        ("speaking", "a1", "baseline", "test", TAKEN),
        ("reading", "a0", "baseline", "test", TAKEN),
    }
    back = undo_test(by=bram, test_id=done.pk)
    assert back is not None
    assert (back.state, back.received_on, back.previous_id) == ("ordered", None, None)
    assert not held.exists()
    assert set(reached(journey.pk)) == {"language_test_ordered"}


def test_order_when_taken_back_then_nothing_is_held_and_its_milestone_goes(bram: Actor) -> None:
    journey = a_journey(bram)
    test = an_order(bram, journey.pk)
    assert undo_test(by=bram, test_id=test.pk) is None
    assert held_tests(by=bram, journey_id=journey.pk) == []
    assert reached(journey.pk) == {}


def test_steps_when_undone_one_by_one_then_back_to_the_order(bram: Actor) -> None:
    journey = a_journey(bram)
    first = an_order(bram, journey.pk)
    invited = change_test(by=bram, test_id=first.pk, state="invited", planned_on=TODAY)
    absent = change_test(by=bram, test_id=invited.pk, state="absent")
    again = undo_test(by=bram, test_id=absent.pk)
    assert again is not None
    assert again.state == "invited"
    order = undo_test(by=bram, test_id=again.pk)
    assert order is not None
    assert (order.state, order.planned_on) == ("ordered", None)


@pytest.mark.parametrize(("state", "reason"), [("exempt_visual", ""), ("skipped", "Spreekt al B1")])
def test_test_when_it_will_not_come_then_no_longer_waited_for(bram: Actor, state: str, reason: str) -> None:
    journey = a_journey(bram)
    test = an_order(bram, journey.pk)
    change_test(by=bram, test_id=test.pk, state=state, reason=reason)
    assert reached(journey.pk)["learnability_settled"] == TODAY
    assert "term:learnability_result" not in open_rules(journey.pk)


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        ("language", {"state": "exempt_visual"}, "state"),
        ("learnability", {"state": "exempt_auditory"}, "reason"),
        ("learnability", {"state": "skipped", "reason": " "}, "reason"),
        ("learnability", {"state": "lost"}, "state"),
    ],
)
def test_step_when_it_cannot_be_then_refused_with_the_field(
    bram: Actor, kind: str, changes: dict[str, Any], field: str
) -> None:
    test = an_order(bram, a_journey(bram).pk, kind)
    with pytest.raises(InvalidInput) as caught:
        change_test(by=bram, test_id=test.pk, **changes)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("kind", "result", "field"),
    [
        ("learnability", Result(received_on=TODAY), "result"),
        ("learnability", Result(received_on=TODAY, result="brilliant"), "result"),
        ("language", Result(received_on=TODAY, levels={"reading": ""}), "levels"),
        ("language", Result(received_on=TODAY, levels={"reading": "z9"}), "value"),
        ("language", Result(received_on=ORDERED - timedelta(days=1), levels={"reading": "a1"}), "received_on"),
        ("language", Result(received_on=TODAY + timedelta(days=1), levels={"reading": "a1"}), "received_on"),
    ],
)
def test_result_when_it_cannot_be_then_refused_with_the_field(
    bram: Actor, kind: str, result: Result, field: str
) -> None:
    test = an_order(bram, a_journey(bram).pk, kind)
    with pytest.raises(InvalidInput) as caught:
        receive_test(by=bram, test_id=test.pk, result=result)
    assert caught.value.field == field


def evidence_of(bram: Actor, result: str) -> RouteEvidence:
    journey = a_journey(bram)
    test = an_order(bram, journey.pk)
    receive_test(by=bram, test_id=test.pk, result=Result(received_on=TODAY, result=result))
    return route_evidence(by=bram, journey_id=journey.pk)


@pytest.mark.parametrize(
    ("result", "route", "says"),
    [
        ("b1_not_feasible", "b1", "niet haalbaar"),
        ("b1_not_feasible", "education", "niet haalbaar"),
        ("b1_not_feasible", "z", None),
        ("b1_feasible", "z", "toch de Z-route"),
        ("b1_feasible", "b1", None),
        ("unknown", "b1", None),
    ],
)
def test_route_when_against_the_test_then_asks_for_a_reason(
    bram: Actor, result: str, route: str, says: str | None
) -> None:
    found = deviates(route, evidence_of(bram, result))
    assert (says in found) if says and found else (found == says)


def test_route_when_no_result_is_in_then_nothing_deviates(bram: Actor) -> None:
    journey = a_journey(bram)
    an_order(bram, journey.pk)
    evidence = route_evidence(by=bram, journey_id=journey.pk)
    assert evidence.learnability is not None
    assert deviates("b1", evidence) is None


def test_evidence_when_read_then_newest_levels_schooling_and_conflicts(bram: Actor) -> None:
    journey = a_journey(bram)
    judged = NewSet(
        journey_id=journey.pk, scale="cefr", measured_on=ORDERED, values={"speaking": "a0", "reading": "a1"}
    )
    record_set(by=bram, measured=judged)
    test = an_order(bram, journey.pk, "language")
    receive_test(by=bram, test_id=test.pk, result=Result(received_on=TODAY, taken_on=TAKEN, levels={"speaking": "a2"}))
    answers = {"secondary_school": "yes"}
    record_diagnosis(by=bram, diagnosis=NewDiagnosis(journey_id=journey.pk, diagnosed_on=TODAY, answers=answers))
    evidence = route_evidence(by=bram, journey_id=journey.pk)
    assert {skill: one.value for skill, one in evidence.levels.items()} == {"speaking": "a2", "reading": "a1"}
    assert evidence.education == {"secondary_school": "yes"}
    assert [one.test.item for one in evidence.conflicts] == ["speaking"]


def test_profile_when_a_fact_it_rests_on_changes_then_to_be_looked_at_again(bram: Actor) -> None:
    journey = a_journey(bram)
    earlier = NewDiagnosis(journey_id=journey.pk, diagnosed_on=TAKEN - timedelta(days=31), profile="B1")
    record_diagnosis(by=bram, diagnosis=earlier)
    in_the_intake = NewSet(
        journey_id=journey.pk, scale="cefr", measured_on=TAKEN - timedelta(days=1), values={"reading": "a1"}
    )
    record_set(by=bram, measured=in_the_intake)
    assert "check:profile_again" not in open_rules(journey.pk)
    record_set(
        by=bram, measured=NewSet(journey_id=journey.pk, scale="cefr", measured_on=TAKEN, values={"speaking": "a2"})
    )
    assert "check:profile_again" in open_rules(journey.pk)
    assert Signal.objects.get(journey_id=journey.pk, rule="check:profile_again").cause_on == TAKEN
    record_diagnosis(by=bram, diagnosis=NewDiagnosis(journey_id=journey.pk, diagnosed_on=TODAY, profile="B1"))
    assert "check:profile_again" not in open_rules(journey.pk)
    last = latest_diagnosis(by=bram, journey_id=journey.pk)
    assert last is not None
    assert last.on == TODAY


def test_profile_when_work_began_after_it_then_to_be_looked_at_again(bram: Actor) -> None:
    journey = a_journey(bram)
    record_diagnosis(
        by=bram, diagnosis=NewDiagnosis(journey_id=journey.pk, diagnosed_on=TODAY - timedelta(days=30), profile="B1")
    )
    ladder = NewSet(journey_id=journey.pk, scale="participation_ladder", measured_on=TODAY, values={"": "unpaid_work"})
    record_set(by=bram, measured=ladder)
    assert "check:profile_again" not in open_rules(journey.pk)
    record_milestones(by=bram, facts=[NewMilestone(journey_id=journey.pk, key="work_started", occurred_on=TODAY)])
    order_test(by=bram, test=Order(journey_id=journey.pk, kind="language", ordered_on=TODAY))
    assert "check:profile_again" in open_rules(journey.pk)


def test_tests_when_of_another_organisation_then_not_known(cast: Cast) -> None:
    with acting_as(cast.dirk):
        journey = a_journey(cast.dirk)
        test = an_order(cast.dirk, journey.pk)
    with acting_as(cast.bram):
        by = cast.bram
        attempts: tuple[Callable[[], object], ...] = (
            lambda: an_order(by, journey.pk),
            lambda: change_test(by=by, test_id=test.pk, state="invited"),
            lambda: receive_test(by=by, test_id=test.pk, result=Result(received_on=TODAY, result="unknown")),
            lambda: undo_test(by=by, test_id=test.pk),
        )
        for attempt in attempts:
            with pytest.raises(NotKnown):
                attempt()
        assert held_tests(by=by, journey_id=journey.pk) == []
