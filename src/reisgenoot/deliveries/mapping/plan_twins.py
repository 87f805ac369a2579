"""Whether two plans of one person and day say the same, and what the second adds."""

from collections.abc import Sequence
from dataclasses import replace

from reisgenoot.approach.words import normalise
from reisgenoot.deliveries.mapping.session import Session
from reisgenoot.plans.models import Plan
from reisgenoot.plans.services import NewPlan, sign_plan

Said = tuple[str, Sequence[tuple[str, Sequence[str]]]]


def goals_of(plan: NewPlan) -> Said:
    """Main goal, and each goal with what is done for it: by their code, or by their words while they have none."""
    goals = [
        (_word(goal.key, goal.text), [_word(one.key, one.text) for one in goal.instruments]) for goal in plan.goals
    ]
    return _word(plan.main_goal, plan.main_goal_text), goals


def same_goals(held: Plan, plan: NewPlan) -> bool:
    """Whether a plan that is held has the goals and means of another."""
    goals = []
    for goal in held.goals.filter(superseded_at__isnull=True, source_row__isnull=False).order_by("position"):
        means = goal.instruments.filter(superseded_at__isnull=True, source_row__isnull=False).order_by("pk")
        goals.append((_word(goal.key, goal.text), [_word(one.key, one.text) for one in means]))
    return (_word(held.main_goal, held.main_goal_text), goals) == goals_of(plan)


def sign_like(session: Session, held: Plan, plan: NewPlan) -> None:
    """Note the signatures of a second sending on the plan that is held, where it has none."""
    missing = [
        getattr(plan, name) and not getattr(held, name) for name in ("signed_by_person_on", "signed_by_staff_on")
    ]
    if any(missing):
        person_on, staff_on = plan.signed_by_person_on, plan.signed_by_staff_on
        sign_plan(by=session.by, plan_id=held.pk, signed_by_person_on=person_on, signed_by_staff_on=staff_on)
        session.counts["changed_facts"] += 1


def signed_like(first: NewPlan, second: NewPlan) -> NewPlan:
    """The first sending with the signatures that only the second has."""
    return replace(
        first,
        signed_by_person_on=first.signed_by_person_on or second.signed_by_person_on,
        signed_by_staff_on=first.signed_by_staff_on or second.signed_by_staff_on,
    )


def _word(key: str, text: str) -> str:
    return key or normalise(text)
