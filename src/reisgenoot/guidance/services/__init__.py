"""Writing the daily guidance. Each service locks the journey, checks, writes facts and refreshes the signals."""

from reisgenoot.guidance.services.basics import set_basic, undo_basic
from reisgenoot.guidance.services.helping import (
    answer_question,
    ask_question,
    assign_helper,
    end_helper,
    keep_helper,
    reopen_question,
    retract_question,
)
from reisgenoot.guidance.services.ladder import NewStep, take_step, undo_step, withdraw_step
from reisgenoot.guidance.services.obstacles import (
    finish_action,
    plan_action,
    record_obstacle,
    reopen_action,
    reopen_obstacle,
    retract_action,
    retract_obstacle,
    solve_obstacle,
    weigh_obstacle,
)
from reisgenoot.guidance.services.reflecting import throw_away_reflection, write_reflection
from reisgenoot.guidance.services.unburdening import (
    authorise_unburdening,
    end_unburdening,
    except_unburdening,
    record_cost,
    refuse_unburdening,
    retract_cost,
    review_unburdening,
    start_unburdening,
    undo_unburdening,
)

__all__ = [
    "NewStep",
    "answer_question",
    "ask_question",
    "assign_helper",
    "authorise_unburdening",
    "end_helper",
    "end_unburdening",
    "except_unburdening",
    "finish_action",
    "keep_helper",
    "plan_action",
    "record_cost",
    "record_obstacle",
    "refuse_unburdening",
    "reopen_action",
    "reopen_obstacle",
    "reopen_question",
    "retract_action",
    "retract_cost",
    "retract_obstacle",
    "retract_question",
    "review_unburdening",
    "set_basic",
    "solve_obstacle",
    "start_unburdening",
    "take_step",
    "throw_away_reflection",
    "undo_basic",
    "undo_step",
    "undo_unburdening",
    "weigh_obstacle",
    "withdraw_step",
    "write_reflection",
]
