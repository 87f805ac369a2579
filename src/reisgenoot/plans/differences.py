"""What differs between two versions of a plan, and which parts of a plan that touches. Pure, no database."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from reisgenoot.plans.content import Doc, by_ref

Change = Literal["added", "removed", "changed", "moved"]

_ALWAYS = {"ref", "change_reason", "change_reaction", "talk_on"}
"""Fields that belong to the version itself and say nothing about the plan."""
_PATH_FIELDS = {"dream_job", "prior_occupation", "sector", "diploma", "diploma_value", "job_talk"}
_ROUTE_FIELDS = {"leerroute", "niveau"}
_MAIN_FIELDS = {"main_goal", "main_goal_text", "main_goal_reason"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs.

    ``part`` is what it is about: ``plan``, ``goal``, ``instrument``, ``agreement``, ``step`` or ``pip``; ``field`` is
    empty when the whole part was added, taken out or moved. ``old`` and ``new`` are values of a field, or the part as it
    was and is. ``goal`` is the goal that it stands under (as it is now, else as it was), empty for the plan.
    """

    change: Change
    part: str
    field: str = ""
    old: Any = None
    new: Any = None
    goal: Doc | None = None
    whole: Doc | None = None


def differences(before: Doc, after: Doc) -> list[Difference]:
    """What was added, taken out and changed from one version to the other, in the order of the plan."""
    found = list(_fields(before, after, "plan", skip={"steps", "goals", "agreements", "pip"}))
    found += _parts(before["steps"], after["steps"], "step")
    found += _goals(before["goals"], after["goals"])
    found += _parts(before["agreements"], after["agreements"], "agreement")
    found += _fields(before["pip"], after["pip"], "pip")
    return found


def _fields(
    before: Doc, after: Doc, part: str, *, skip: set[str] | None = None, goal: Doc | None = None
) -> Iterator[Difference]:
    for name, new in after.items():
        if name in _ALWAYS or name in (skip or ()):
            continue
        if before[name] != new:
            yield Difference("changed", part, name, before[name], new, goal)


def _parts(before: list[Doc], after: list[Doc], part: str, goal: Doc | None = None) -> Iterator[Difference]:
    olds, news = by_ref(before), by_ref(after)
    for ref, old in olds.items():
        if ref not in news:
            yield Difference("removed", part, old=old, goal=goal, whole=old)
    for ref, new in news.items():
        if ref not in olds:
            yield Difference("added", part, new=new, goal=goal, whole=new)
        elif olds[ref] != new:
            yield from (
                Difference(one.change, part, one.field, one.old, one.new, goal, new)
                for one in _fields(olds[ref], new, part)
            )


def _goals(before: list[Doc], after: list[Doc]) -> Iterator[Difference]:
    olds, news = by_ref(before), by_ref(after)
    for ref, old in olds.items():
        if ref not in news:
            yield Difference("removed", "goal", old=old, goal=old)
    for ref, new in news.items():
        previous = olds.get(ref)
        if previous is None:
            yield Difference("added", "goal", new=new, goal=new)
            continue
        yield from _fields(previous, new, "goal", skip={"instruments", "agreements"}, goal=new)
        yield from _parts(previous["instruments"], new["instruments"], "instrument", new)
        yield from _parts(previous["agreements"], new["agreements"], "agreement", new)
    stayed = [ref for ref in olds if ref in news]
    if stayed != [ref for ref in news if ref in olds]:
        yield Difference("moved", "goal")


SIGNING_PARTS = (
    "goal_added",
    "goal_removed",
    "goal_changed",
    "goal_order",
    "main_goal",
    "instruments",
    "agreements_newcomer",
    "agreements_municipality",
    "agreements_other",
    "path",
    "route",
    "pip",
    "summary",
)
"""The parts of a plan that a rule of the approach can name: a change in one of these asks for a new signature."""


def touched_parts(found: list[Difference]) -> set[str]:
    """The parts (of `SIGNING_PARTS`) that these differences are about."""
    return {part for one in found for part in _touched(one)}


def _touched(one: Difference) -> set[str]:
    if one.part == "goal":
        named = {"added": "goal_added", "removed": "goal_removed", "moved": "goal_order"}
        parts = {named.get(one.change, "goal_changed")}
        if one.change in ("added", "removed") and one.goal is not None:
            parts |= {f"agreements_{each['who']}" for each in one.goal["agreements"]}
        return parts
    if one.part == "agreement":
        return {f"agreements_{who}" for who in _whose(one)}
    if one.part == "instrument":
        return {"instruments"}
    if one.part == "step":
        return {"path"}
    if one.part == "pip":
        return {"route"} if one.field in _ROUTE_FIELDS else {"pip"}
    if one.field in _MAIN_FIELDS:
        return {"main_goal"}
    if one.field in _PATH_FIELDS:
        return {"path"}
    return {"goal_order"} if one.field == "is_ranked" else {"summary"}


def _whose(one: Difference) -> set[str]:
    """Who an agreement is of; both, when it went from one to the other."""
    if one.field == "who":
        return {one.old, one.new}
    return {one.whole["who"]} if one.whole is not None else set()
