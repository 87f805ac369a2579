"""What a row changes about a plan that is held: whose it is, what its words mean, or what it says."""

from collections.abc import Sequence
from itertools import zip_longest

from reisgenoot.deliveries.mapping.held import differs, may_replace
from reisgenoot.deliveries.mapping.session import Session
from reisgenoot.deliveries.rows import Row
from reisgenoot.plans.models import Goal, Plan, PlannedInstrument
from reisgenoot.plans.services import (
    NewGoal,
    NewInstrument,
    NewPlan,
    code_goal,
    code_instrument,
    code_main_goal,
    link_plan,
    record_plans,
    unlink_plan,
)

_SAID = ("agreed_on", "summary", "signed_by_person_on", "signed_by_staff_on", "main_goal_text")


def bring_up_to_date(session: Session, row: Row, held: Plan, wanted: NewPlan) -> None:
    """Change only what differs: a link or a code in place, other words by a corrected plan."""
    goals = list(held.goals.filter(superseded_at__isnull=True).order_by("position"))
    if differs(held, wanted, _SAID) or _texts(goals) != [goal.text for goal in wanted.goals]:
        if may_replace(session, row, held, ("plans.plan", held.pk)):
            fields = {name: getattr(wanted, name) for name in NewPlan.__slots__}
            (plan_id,) = record_plans(by=session.by, plans=[NewPlan(**{**fields, "replaces": held.pk})])
            session.subjects[row.key] = ("plans.plan", plan_id)
            session.counts["changed_facts"] += 1
        return
    _link(session, held, wanted)
    if held.main_goal != wanted.main_goal:
        code_main_goal(by=session.by, plan_id=held.pk, key=wanted.main_goal)
        session.counts["changed_facts"] += 1
    for goal, meant in zip_longest(goals, wanted.goals):
        if goal is not None and meant is not None:
            _code(session, goal, meant)


def _texts(goals: Sequence[Goal]) -> list[str]:
    """The texts by position; goals that were added here later are not the supplier's."""
    return [goal.text for goal in goals if goal.source_row_id is not None]


def _link(session: Session, held: Plan, wanted: NewPlan) -> None:
    if held.journey_id == wanted.journey_id:
        return
    before = held.journey_id
    if before is not None:
        unlink_plan(by=session.by, plan_id=held.pk)
        session.touched.add(before)
    if wanted.journey_id is not None:
        link_plan(by=session.by, plan_id=held.pk, journey_id=wanted.journey_id)
    session.counts["changed_facts"] += 1


def _code(session: Session, goal: Goal, meant: NewGoal) -> None:
    present = goal
    if goal.key != meant.key and _may_code(goal):
        present = code_goal(by=session.by, goal_id=goal.pk, key=meant.key)
        session.counts["changed_facts"] += 1
    instruments = present.instruments.filter(superseded_at__isnull=True, source_row__isnull=False).order_by("pk")
    for instrument, wanted in zip(instruments, meant.instruments, strict=False):
        _code_instrument(session, instrument, wanted)


def _code_instrument(session: Session, instrument: PlannedInstrument, wanted: NewInstrument) -> None:
    if instrument.key == wanted.key or not _may_code(instrument):
        return
    code_instrument(by=session.by, instrument_id=instrument.pk, key=wanted.key, is_own_effort=wanted.is_own_effort)
    session.counts["changed_facts"] += 1


def _may_code(fact: Goal | PlannedInstrument) -> bool:
    """A code that somebody chose on a screen stays; an empty one is filled whoever touched the plan since."""
    return not fact.key or fact.recorded_by_id is None
