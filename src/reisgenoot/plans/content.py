"""What a version of a plan says, as plain data: the ground of drafts, merging, differences and print. No database.

A document is JSON-ready: texts, numbers, truth values, days as ISO text (empty = none), and lists of parts that each
carry a ``ref`` which stays the same from version to version. What happened since (a goal reached, an agreement kept) is
no part of what a version says.
"""

import secrets
from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

Doc = dict[str, Any]
"""A plan, or one of its parts."""

PLAN: Doc = {
    "talk_on": "",
    "summary": "",
    "main_goal": "",
    "main_goal_text": "",
    "main_goal_reason": "",
    "is_ranked": True,
    "prior_occupation": "",
    "sector": "",
    "diploma": "",
    "diploma_value": "",
    "dream_job": "",
    "job_talk": "",
    "change_reason": "",
    "change_reaction": "",
    "steps": [],
    "goals": [],
    "agreements": [],
    "pip": {},
}
GOAL: Doc = {
    "ref": "",
    "horizon": "first",
    "variant": "a",
    "domain": "",
    "key": "",
    "text": "",
    "proposed_by": "",
    "importance": "",
    "target_on": "",
    "instruments": [],
    "agreements": [],
}
INSTRUMENT: Doc = {"ref": "", "key": "", "text": "", "is_own_effort": False}
AGREEMENT: Doc = {"ref": "", "who": "newcomer", "who_name": "", "what": "", "due_on": ""}
STEP: Doc = {"ref": "", "kind": "bread_job", "text": "", "target_on": ""}
PIP: Doc = {
    "dagtekening": "",
    "leerroute": "",
    "niveau": "",
    "intensity_hours": "",
    "literacy": "NVT",
    "may_finish_education": False,
    "pvt_planned_on": "",
    "pvt_hours": "",
    "map_planned_on": "",
    "map_hours": "",
    "knm_planned_on": "",
    "z_lesson_hours": "",
    "z_participation_hours": "",
    "z_reason": "",
    "support": "",
    "test_deviation_reason": "",
    "route_change_reason": "",
    "lesson_hours_done": "",
    "has_shown_effort": False,
}
PARTS: dict[str, Doc] = {"steps": STEP, "goals": GOAL, "agreements": AGREEMENT, "instruments": INSTRUMENT}
"""The lists of a document, with an empty part of each."""


def new_ref() -> str:
    """A name for a part that no other part has."""
    return secrets.token_hex(6)


def empty_plan() -> Doc:
    """A plan in which nothing stands yet."""
    return completed({}, PLAN)


def new_part(part_kind: str, /, **values: Any) -> Doc:
    """A part of a list (``goals``, ``agreements``, ``instruments``, ``steps``) with a new ref."""
    return completed({"ref": new_ref(), **values}, PARTS[part_kind])


def completed(given: Mapping[str, Any], shape: Mapping[str, Any] = PLAN) -> Doc:
    """The document with every field of its shape and no other, so that two of them can be compared."""
    whole: Doc = {}
    for name, usual in shape.items():
        value = given.get(name, usual)
        if name in PARTS:
            whole[name] = [completed(part, PARTS[name]) for part in value]
        elif name == "pip":
            whole[name] = completed(value, PIP)
        else:
            whole[name] = deepcopy(value)
    return whole


def day(text: str) -> date | None:
    """A day of a document; None where there is none."""
    return date.fromisoformat(text) if text else None


def written(value: date | None) -> str:
    """A day as a document has it."""
    return value.isoformat() if value else ""


def by_ref(parts: Iterable[Doc]) -> dict[str, Doc]:
    """Parts by the name that stays the same."""
    return {part["ref"]: part for part in parts}


def all_agreements(plan: Doc) -> list[Doc]:
    """The agreements of the goals in order, then those of the plan as a whole."""
    return [one for goal in plan["goals"] for one in goal["agreements"]] + list(plan["agreements"])


def all_instruments(plan: Doc) -> list[Doc]:
    """What is done for the goals, in order."""
    return [one for goal in plan["goals"] for one in goal["instruments"]]


def has_pip(plan: Doc) -> bool:
    """Whether the plan says anything that makes a PIP."""
    return bool(plan["pip"]["leerroute"])


def is_whole_pip(plan: Doc) -> bool:
    """Whether the plan holds a PIP that can be established: a route and a date of the decision."""
    return bool(plan["pip"]["leerroute"] and plan["pip"]["dagtekening"])
