"""Plans."""

from datetime import date
from typing import Any

from reisgenoot.approach import load_approach
from reisgenoot.plans.services import NewGoal, NewInstrument, NewPlan

AGREED = date(2024, 5, 13)
_APPROACH = load_approach("meerinzicht")
MAIN_GOAL, OTHER_MAIN_GOAL = list(_APPROACH.main_goals)[:2]
GOAL, OTHER_GOAL = list(_APPROACH.goals)[:2]
INSTRUMENT = next(key for key, one in _APPROACH.instruments.items() if not one.own_effort)
OWN_EFFORT = next(key for key, one in _APPROACH.instruments.items() if one.own_effort)


def a_goal(*, key: str = GOAL, instrument: str = INSTRUMENT, **fields: Any) -> NewGoal:
    """A goal with one instrument."""
    return NewGoal(key=key, instruments=[NewInstrument(key=instrument)], **fields)


def new_plan(journey_id: int | None, **fields: Any) -> NewPlan:
    """A plan with one goal, agreed on, not signed."""
    known = {"agreed_on": AGREED, "main_goal": MAIN_GOAL, "goals": [a_goal()]}
    return NewPlan(journey_id=journey_id, **{**known, **fields})
