"""Every write about a plan: drafts, versions, signing, PIP, what happens under it, and what is delivered."""

from reisgenoot.plans.services.agreeing import agree_plan, end_plan, put_in_force, signing_rules_broken
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
from reisgenoot.plans.services.drafting import OtherSaving, Saved, discard_draft, reopen_draft, save_draft, start_draft
from reisgenoot.plans.services.establishing import NewPip, establish_pip, pip_findings, retract_pip, wanted_pip
from reisgenoot.plans.services.following import (
    NewUnplannedResult,
    judge_goal,
    keep_agreement,
    reach_step,
    record_unplanned_result,
    reopen_agreement,
    retract_unplanned_result,
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
from reisgenoot.plans.services.signing import sign_on_paper, sign_on_screen, withdraw_signature

__all__ = [
    "NewGoal",
    "NewInstrument",
    "NewPip",
    "NewPlan",
    "NewUnplannedResult",
    "OtherSaving",
    "Saved",
    "add_goal",
    "add_instrument",
    "agree_plan",
    "code_goal",
    "code_instrument",
    "code_main_goal",
    "discard_draft",
    "end_plan",
    "establish_pip",
    "judge_goal",
    "keep_agreement",
    "link_plan",
    "pip_findings",
    "put_in_force",
    "reach_step",
    "record_plan",
    "record_plans",
    "record_unplanned_result",
    "reopen_agreement",
    "reopen_draft",
    "retract_pip",
    "retract_plan",
    "retract_unplanned_result",
    "save_draft",
    "set_goal_state",
    "sign_on_paper",
    "sign_on_screen",
    "sign_plan",
    "signing_rules_broken",
    "start_draft",
    "unlink_plan",
    "wanted_pip",
    "withdraw_signature",
]
