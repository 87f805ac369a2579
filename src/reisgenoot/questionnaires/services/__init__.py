"""Writing questionnaires: versions, fillings-in, answers and what becomes of them in the talk."""

from reisgenoot.questionnaires.services.checking import (
    add_answer,
    confirm_answers,
    correct_answer,
    finish_check,
    reopen_check,
    unconfirm_answers,
)
from reisgenoot.questionnaires.services.filling import (
    change_repeat,
    hand_in,
    save_answers,
    set_language,
    start_turn,
)
from reisgenoot.questionnaires.services.links import (
    LinkClosed,
    Unlocking,
    find_link,
    make_link,
    read_token,
    unlock,
    withdraw_link,
)
from reisgenoot.questionnaires.services.receiving import receive_answers
from reisgenoot.questionnaires.services.sittings import ask, reopen, skip, withdraw
from reisgenoot.questionnaires.services.versions import (
    ensure_questionnaires,
    keep_questionnaire,
    retire_questionnaire,
    unretire_questionnaire,
)

__all__ = [
    "LinkClosed",
    "Unlocking",
    "add_answer",
    "ask",
    "change_repeat",
    "confirm_answers",
    "correct_answer",
    "ensure_questionnaires",
    "find_link",
    "finish_check",
    "hand_in",
    "keep_questionnaire",
    "make_link",
    "read_token",
    "receive_answers",
    "reopen",
    "reopen_check",
    "retire_questionnaire",
    "save_answers",
    "set_language",
    "skip",
    "start_turn",
    "unconfirm_answers",
    "unlock",
    "unretire_questionnaire",
    "withdraw",
    "withdraw_link",
]
