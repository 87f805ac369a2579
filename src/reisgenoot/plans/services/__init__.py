"""Every write about a plan: recording, signing, linking to a journey, coding goals and instruments."""

from reisgenoot.plans.services.coding import (
    add_goal,
    add_instrument,
    code_goal,
    code_instrument,
    code_main_goal,
    link_plan,
    set_goal_state,
    unlink_plan,
)
from reisgenoot.plans.services.recording import (
    NewGoal,
    NewInstrument,
    NewPlan,
    record_plan,
    record_plans,
    retract_plan,
    sign_plan,
)

__all__ = [
    "NewGoal",
    "NewInstrument",
    "NewPlan",
    "add_goal",
    "add_instrument",
    "code_goal",
    "code_instrument",
    "code_main_goal",
    "link_plan",
    "record_plan",
    "record_plans",
    "retract_plan",
    "set_goal_state",
    "sign_plan",
    "unlink_plan",
]
