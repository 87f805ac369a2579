"""Undoing what a decision brought about that reading the rows again cannot undo by itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q

from reisgenoot.deliveries.mapping.session import Session
from reisgenoot.deliveries.models import ReviewItem
from reisgenoot.deliveries.rows import Row
from reisgenoot.intake.models import Diagnosis, Measurement
from reisgenoot.journeys.facts import supersede
from reisgenoot.journeys.models import Milestone
from reisgenoot.kernel.clock import now
from reisgenoot.offers.models import CallUp, Enrolment, OutcomeObservation
from reisgenoot.people.bsn import bsn_hash
from reisgenoot.people.matching import Reason
from reisgenoot.people.models import Person, PersonIdentifier
from reisgenoot.people.services import update_person
from reisgenoot.plans.models import Goal, Plan
from reisgenoot.plans.services import NewGoal, NewInstrument, NewPlan, record_plans, retract_plan

_Fact = type[Diagnosis | Measurement | OutcomeObservation | Enrolment | CallUp | Milestone]
FACTS: tuple[_Fact, ...] = (Diagnosis, Measurement, OutcomeObservation, Enrolment, CallUp, Milestone)


def forget(session: Session, decision: Mapping[str, Any], items: Sequence[tuple[ReviewItem, Row]]) -> None:
    """Undo a decision for its questions, each with its row.

    Who was taken for somebody is no longer known by the supplier's number, and what the row said is no longer held. A
    plan that took another's place gives it back.
    """
    for item, row in items:
        kind = item.kind
        if kind == "duplicate_person":
            _forget_client(session, decision, item, row)
        elif kind == "row_twice_differs" and decision.get("value") == "this":
            _hold_no_longer(session, row)
        elif kind == "plan_twice_differs" and decision.get("value") in {"this", "both"}:
            _give_back(session, row)


def _forget_client(session: Session, decision: Mapping[str, Any], item: ReviewItem, row: Row) -> None:
    _hold_no_longer(session, row)
    PersonIdentifier.objects.filter(scheme=row.kind.scheme, value=row.text("client_number")).delete()
    reasons = {
        reason
        for one in item.suggestions
        if one.get("person_id") == decision.get("person_id")
        for reason in one.get("reasons", [])
    }
    if decision.get("person_id") and row.get("bsn") and Reason.SAME_BSN_OTHER_PERSON not in reasons:
        _take_bsn_away(session, int(decision["person_id"]), row)


def _take_bsn_away(session: Session, person_id: int, row: Row) -> None:
    """The BSN that came with the row was written in the file of the person it was taken for."""
    if Person.objects.filter(pk=person_id, bsn_hash=bsn_hash(row.text("bsn"))).exists():
        update_person(by=session.by, person_id=person_id, bsn=None)


def _hold_no_longer(session: Session, row: Row) -> None:
    for model in FACTS:
        held = Q(superseded_at__isnull=True, source_row__natural_key=row.key)
        facts: dict[int, int] = {fact.pk: fact.journey_id for fact in model.objects.filter(held)}
        supersede(model, facts, at=now())
        session.touched.update(facts.values())
    for plan in Plan.objects.filter(superseded_at__isnull=True, source_row__natural_key=row.key):
        retract_plan(by=session.by, plan_id=plan.pk)


def _give_back(session: Session, row: Row) -> None:
    """Take back the plan of this row; the plan that it replaced, if any, holds again."""
    plan = Plan.objects.filter(superseded_at__isnull=True, source_row__natural_key=row.key).first()
    if plan is None:
        return
    replaced = Plan.objects.filter(
        superseded_at=plan.recorded_at, journey=plan.journey, agreed_on=plan.agreed_on
    ).exclude(source_row__natural_key=row.key)
    again = [_copy(old) for old in replaced]
    retract_plan(by=session.by, plan_id=plan.pk)
    record_plans(by=session.by, plans=again)


def _copy(plan: Plan) -> NewPlan:
    goals = Goal.objects.filter(plan=plan, superseded_at=plan.superseded_at).order_by("position")
    return NewPlan(
        **{name: getattr(plan, name) for name in NewPlan.__slots__ if name not in {"goals", "replaces"}},
        goals=[_copy_goal(goal) for goal in goals.prefetch_related("instruments")],
    )


def _copy_goal(goal: Goal) -> NewGoal:
    means = [
        NewInstrument(key=one.key, text=one.text, is_own_effort=one.is_own_effort)
        for one in goal.instruments.all()
        if one.superseded_at == goal.superseded_at
    ]
    return NewGoal(key=goal.key, text=goal.text, state=goal.state, state_on=goal.state_on, instruments=means)
