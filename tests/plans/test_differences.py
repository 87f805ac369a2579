"""What differs between two versions, what that touches, and what is worth a thought."""

from datetime import date

import pytest

from reisgenoot.approach import load_approach
from reisgenoot.approach.planning import PlanPart
from reisgenoot.plans.advice import advice_on, is_late
from reisgenoot.plans.content import Doc, completed, empty_plan, new_part
from reisgenoot.plans.differences import SIGNING_PARTS, differences, touched_parts
from reisgenoot.plans.services import signing_rules_broken

APPROACH = load_approach("meerinzicht")
TODAY = date(2026, 3, 2)


def goal(ref: str, **values: object) -> Doc:
    return new_part("goals", **values) | {"ref": ref}


def agreement(ref: str, **values: object) -> Doc:
    return new_part("agreements", **values) | {"ref": ref}


def plan(**values: object) -> Doc:
    return completed(values)


BEFORE = plan(
    summary="Zoekt werk",
    goals=[goal("a", text="Taal", agreements=[agreement("x", who="newcomer", what="Oefenen")]), goal("b", text="Werk")],
)


@pytest.mark.parametrize(
    ("after", "found", "touched"),
    [
        (BEFORE, [], set()),
        (BEFORE | {"talk_on": "2026-03-02", "change_reason": "zomaar"}, [], set()),
        (BEFORE | {"summary": "Heeft werk"}, [("changed", "plan", "summary")], {"summary"}),
        (BEFORE | {"main_goal": "paid_work"}, [("changed", "plan", "main_goal")], {"main_goal"}),
        (BEFORE | {"dream_job": "kok"}, [("changed", "plan", "dream_job")], {"path"}),
        (BEFORE | {"is_ranked": False}, [("changed", "plan", "is_ranked")], {"goal_order"}),
        (BEFORE | {"goals": BEFORE["goals"][::-1]}, [("moved", "goal", "")], {"goal_order"}),
        (BEFORE | {"goals": BEFORE["goals"][:1]}, [("removed", "goal", "")], {"goal_removed"}),
        (
            BEFORE | {"goals": BEFORE["goals"][1:]},
            [("removed", "goal", "")],
            {"goal_removed", "agreements_newcomer"},
        ),
        (BEFORE | {"goals": [*BEFORE["goals"], goal("c", text="Zwemmen")]}, [("added", "goal", "")], {"goal_added"}),
        (
            BEFORE | {"agreements": [agreement("y", who="municipality", what="Bellen")]},
            [("added", "agreement", "")],
            {"agreements_municipality"},
        ),
        (BEFORE | {"steps": [new_part("steps", text="Kok")]}, [("added", "step", "")], {"path"}),
        (BEFORE | {"pip": BEFORE["pip"] | {"leerroute": "z"}}, [("changed", "pip", "leerroute")], {"route"}),
        (BEFORE | {"pip": BEFORE["pip"] | {"pvt_hours": "12"}}, [("changed", "pip", "pvt_hours")], {"pip"}),
    ],
)
def test_differences_when_compared_then_named_with_what_they_touch(
    after: Doc, found: list[tuple[str, str, str]], touched: set[str]
) -> None:
    differ = differences(BEFORE, after)
    assert [(one.change, one.part, one.field) for one in differ] == found
    assert touched_parts(differ) == touched
    assert touched <= set(SIGNING_PARTS)


def test_agreement_when_it_goes_to_the_other_side_then_both_sides_are_touched() -> None:
    after = BEFORE | {
        "goals": [
            BEFORE["goals"][0] | {"agreements": [agreement("x", who="municipality", what="Oefenen")]},
            BEFORE["goals"][1],
        ]
    }
    assert touched_parts(differences(BEFORE, after)) == {"agreements_newcomer", "agreements_municipality"}


def test_signing_parts_when_listed_then_those_a_definition_can_name() -> None:
    assert set(SIGNING_PARTS) == set(PlanPart.__args__)  # type: ignore[attr-defined]


def test_signing_when_a_rule_names_the_change_then_asked_with_its_source() -> None:
    longer = BEFORE | {"goals": [*BEFORE["goals"], goal("c", text="Zwemmen")]}
    (rule,) = signing_rules_broken(BEFORE, longer, APPROACH)
    assert (rule.part, bool(rule.source)) == ("goal_added", True)
    assert signing_rules_broken(BEFORE, BEFORE | {"summary": "Heeft werk"}, APPROACH) == []


def advised(content: Doc, before: Doc | None = None) -> list[str]:
    return [one.key for one in advice_on(content, APPROACH, today=TODAY, before=before)]


def test_advice_when_nothing_is_wrong_then_none() -> None:
    dated = agreement("x", who="newcomer", what="Oefenen", due_on="2026-04-01")
    assert advised(plan(goals=[goal("a", key="learn_dutch", agreements=[dated]), goal("b", domain="work")])) == []
    assert advised(empty_plan()) == []


@pytest.mark.parametrize(
    ("content", "keys"),
    [
        (plan(goals=[goal("a", key="find_work"), goal("b", text="Baan", domain="work")]), ["goals_only_work"]),
        (
            plan(agreements=[agreement("x", who="municipality", what="Bellen", due_on="2026-04-01")]),
            ["effort_one_sided"],
        ),
        (plan(goals=[goal(str(n), key="learn_dutch") for n in range(7)]), ["too_many_goals"]),
        (plan(goals=[goal("a", key="learn_dutch", horizon="far")]), ["no_first_goal"]),
        (plan(agreements=[agreement("x", who="newcomer", what="Oefenen")]), ["agreement_without_day"]),
    ],
)
def test_advice_when_something_deserves_a_thought_then_said(content: Doc, keys: list[str]) -> None:
    assert advised(content) == keys


def test_own_effort_when_it_is_an_instrument_then_not_one_sided() -> None:
    own = new_part("instruments", text="Zelf oefenen", is_own_effort=True)
    content = plan(
        goals=[goal("a", key="learn_dutch", instruments=[own])],
        agreements=[agreement("x", who="municipality", what="Bellen", due_on="2026-04-01")],
    )
    assert advised(content) == []


def test_goal_when_adjusted_near_its_date_then_late_and_earlier_not() -> None:
    before = plan(goals=[goal("a", key="learn_dutch", target_on="2026-03-20")])
    changed = plan(goals=[goal("a", key="learn_dutch", target_on="2026-09-20")])
    assert advised(changed, before) == ["goal_adjusted_late"]
    assert advised(before, before) == []
    assert not is_late(date(2026, 4, 2), APPROACH, TODAY)
    assert is_late(date(2026, 4, 1), APPROACH, TODAY)
    assert not is_late(None, APPROACH, TODAY)
