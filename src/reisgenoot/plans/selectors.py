"""Reading the plan of one journey."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.plans.detail import PlanDetail, current_plan
from reisgenoot.plans.enums import PlanState
from reisgenoot.plans.models import Goal, Plan, PlannedInstrument

__all__ = [
    "BriefGoal",
    "GoalFact",
    "InstrumentFact",
    "PlanDetail",
    "PlanVersion",
    "current_plan",
    "goals_of",
    "plans_of",
]


@dataclass(frozen=True, slots=True)
class BriefGoal:
    """A goal without what is done for it: its code, or its words while it is not coded, and how far it is."""

    key: str
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """One version of the plan. ``known_on`` stands in for the date of the talk where that is missing."""

    id: int
    agreed_on: date | None
    known_on: date
    summary: str
    signed_by_person_on: date | None
    signed_by_staff_on: date | None
    main_goal: str
    main_goal_text: str
    by: str
    state: str = PlanState.IN_FORCE
    before_id: int | None = None
    change_reason: str = ""
    goals: Sequence[BriefGoal] = ()

    @property
    def on(self) -> date:
        """The day the version belongs to in the story."""
        return self.agreed_on or self.known_on


@dataclass(frozen=True, slots=True)
class InstrumentFact:
    """What is done for a goal; ``key`` is empty while the words are not coded."""

    id: int
    key: str
    text: str
    is_own_effort: bool


@dataclass(frozen=True, slots=True)
class GoalFact:
    """One goal of a plan with what is done for it."""

    id: int
    plan_id: int
    position: int
    key: str
    text: str
    state: str
    state_on: date | None
    instruments: Sequence[InstrumentFact] = ()


def plans_of(*, by: Actor, journey_id: int) -> Sequence[PlanVersion]:
    """The versions of the plan as they are held now with their goals in brief, newest first. One query.

    Of delivered versions only the newest is in force: the others read as replaced.
    """
    require(by, Permission.JOURNEY_READ)
    goals = Goal.objects.filter(plan_id=OuterRef("pk"), superseded_at__isnull=True).order_by("position")
    brief = ArraySubquery(goals.values(brief=JSONObject(key="key", text="text", state="state")))
    rows = Plan.objects.filter(journey_id=journey_id, superseded_at__isnull=True).annotate(brief_goals=brief)
    columns = (
        "pk",
        "agreed_on",
        "recorded_at",
        "summary",
        "signed_by_person_on",
        "signed_by_staff_on",
        "main_goal",
        "main_goal_text",
        "recorded_by__name",
        "state",
        "before_id",
        "change_reason",
        "brief_goals",
    )
    found = [_version(dict(zip(columns, values, strict=True))) for values in rows.values_list(*columns)]
    ordered = sorted(found, key=lambda plan: (plan.on, plan.id), reverse=True)
    in_force = [plan for plan in ordered if plan.state == PlanState.IN_FORCE]
    return [replace(plan, state=PlanState.REPLACED) if plan in in_force[1:] else plan for plan in ordered]


def _version(row: dict[str, Any]) -> PlanVersion:
    return PlanVersion(
        id=row["pk"],
        agreed_on=row["agreed_on"],
        known_on=row["recorded_at"].date(),
        summary=row["summary"],
        signed_by_person_on=row["signed_by_person_on"],
        signed_by_staff_on=row["signed_by_staff_on"],
        main_goal=row["main_goal"],
        main_goal_text=row["main_goal_text"],
        by=row["recorded_by__name"] or "",
        state=row["state"],
        before_id=row["before_id"],
        change_reason=row["change_reason"],
        goals=[BriefGoal(**goal) for goal in row["brief_goals"]],
    )


def goals_of(*, by: Actor, plan_id: int) -> Sequence[GoalFact]:
    """The goals of a plan in order, with what is done for each. Two queries."""
    require(by, Permission.JOURNEY_READ)
    columns = ("pk", "plan_id", "position", "key", "text", "state", "state_on")
    rows = Goal.objects.filter(plan_id=plan_id, superseded_at__isnull=True).order_by("position")
    goals = list(rows.values_list(*columns))
    instruments = _instruments([goal[0] for goal in goals]) if goals else {}
    return [replace(GoalFact(*goal), instruments=tuple(instruments.get(goal[0], ()))) for goal in goals]


def _instruments(goal_ids: Sequence[int]) -> dict[int, list[InstrumentFact]]:
    rows = PlannedInstrument.objects.filter(goal_id__in=goal_ids, superseded_at__isnull=True).order_by("pk")
    found: dict[int, list[InstrumentFact]] = {}
    for goal_id, pk, key, text, is_own_effort in rows.values_list("goal_id", "pk", "key", "text", "is_own_effort"):
        found.setdefault(goal_id, []).append(InstrumentFact(pk, key, text, is_own_effort))
    return found
