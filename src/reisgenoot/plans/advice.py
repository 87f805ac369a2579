"""What is worth a thought in a plan, while it is written and afterwards. Advice: nothing is ever kept from being saved."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.plans.content import Doc, all_agreements, all_instruments, by_ref, day
from reisgenoot.plans.enums import Horizon, Party

WORK = "work"
"""The life domain that a plan should not be about alone."""
SUB_GOALS, LATE_CHANGE = "sub_goals", "late_goal_change"
"""Norms of the approach: how many goals at most, and how near the target date an adjustment is late."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to think about. ``source`` is where the norm stands, empty for plain sense; ``ref`` the goal or agreement
    that it is about, empty for the plan.
    """

    key: str
    text: str
    source: str = ""
    ref: str = ""


def advice_on(plan: Doc, approach: Approach, *, today: date, before: Doc | None = None) -> list[Advice]:
    """What is worth a thought in this plan, given the version before it."""
    found = [_only_work(plan, approach), _one_sided(plan), _too_many(plan, approach), _no_first_goal(plan)]
    found += [_without_day(one) for one in all_agreements(plan)]
    found += [_adjusted_late(goal, before, approach, today) for goal in _changed(plan, before)]
    return [one for one in found if one is not None]


def domain_of(goal: Doc, approach: Approach) -> str:
    """The life domain of a goal: as chosen, else that of the catalogue."""
    known = approach.goals.get(goal["key"])
    return goal["domain"] or (known.domain if known else "")


def is_late(target_on: date | None, approach: Approach, today: date) -> bool:
    """Whether adjusting a goal with this target date is late."""
    norm = approach.norms.get(LATE_CHANGE)
    return bool(norm and target_on and target_on - timedelta(days=int(norm.value)) <= today)


def _only_work(plan: Doc, approach: Approach) -> Advice | None:
    domains = {domain_of(goal, approach) for goal in plan["goals"]}
    if domains != {WORK}:
        return None
    text = _("Alle doelen gaan over werk. Doelen kunnen over alle leefgebieden gaan: is er nog iets anders nodig?")
    return Advice("goals_only_work", text)


def _one_sided(plan: Doc) -> Advice | None:
    agreements, instruments = all_agreements(plan), all_instruments(plan)
    if not agreements or any(one["is_own_effort"] for one in instruments):
        return None
    if any(one["who"] == Party.NEWCOMER for one in agreements):
        return None
    return Advice("effort_one_sided", _("Alles in dit plan doet de gemeente. Wat gaat de inwoner zelf doen?"))


def _too_many(plan: Doc, approach: Approach) -> Advice | None:
    norm = approach.norms.get(SUB_GOALS)
    number = len(plan["goals"])
    if norm is None or number <= norm.value:
        return None
    text = _("Dit plan heeft %(n)d doelen. Met ten hoogste %(most)d blijft het te overzien.")
    return Advice("too_many_goals", text % {"n": number, "most": int(norm.value)}, norm.source)


def _no_first_goal(plan: Doc) -> Advice | None:
    if not plan["goals"] or any(goal["horizon"] != Horizon.FAR for goal in plan["goals"]):
        return None
    return Advice("no_first_goal", _("Er zijn alleen doelen voor later. Waar beginnen jullie mee?"))


def _without_day(agreement: Doc) -> Advice | None:
    if agreement["due_on"]:
        return None
    text = _("Bij “%(what)s” staat niet wanneer het klaar is.") % {"what": agreement["what"]}
    return Advice("agreement_without_day", text, ref=agreement["ref"])


def _changed(plan: Doc, before: Doc | None) -> list[Doc]:
    """The goals of the version before that are another goal now, or gone."""
    if before is None:
        return []
    now_there = by_ref(plan["goals"])
    return [goal for goal in before["goals"] if _aim(now_there.get(goal["ref"])) != _aim(goal)]


def _aim(goal: Doc | None) -> tuple[Any, ...]:
    return (goal["key"], goal["text"], goal["target_on"]) if goal else ()


def _adjusted_late(goal: Doc, before: Doc | None, approach: Approach, today: date) -> Advice | None:
    if before is None or not is_late(day(goal["target_on"]), approach, today):
        return None
    text = _(
        "Een doel verandert kort voor of na de streefdatum. Bespreek wat er anders liep en wat nu wel haalbaar is."
    )
    return Advice("goal_adjusted_late", text, approach.norms[LATE_CHANGE].source, ref=goal["ref"])
