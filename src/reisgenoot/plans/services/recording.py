"""Writing plans with their goals and instruments, signing them and taking them back."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.journeys.facts import Moment, columns, reach, refuse_future, supersede, unless_held, write
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.versions import approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.people.perms import require_bulk_write
from reisgenoot.plans.enums import GoalState
from reisgenoot.plans.models import Agreement, Goal, PathStep, Plan, PlannedInstrument, PlanSignature

PLAN_MADE = "plan_made"
PLAN_SIGNED = "plan_signed"
"""The milestones that a plan reaches, where the approach has them: the day of the talk, the day both had signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInstrument:
    """What is done for a goal. ``key`` is of the approach's instruments, empty while the text is not coded."""

    key: str = ""
    text: str = ""
    is_own_effort: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGoal:
    """A goal of a plan, in the order of the plan. ``key`` is of the approach's goals, empty while not coded."""

    key: str = ""
    text: str = ""
    state: str = GoalState.OPEN
    state_on: date | None = None
    instruments: Sequence[NewInstrument] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlan:
    """One version of a plan. ``journey_id`` is missing while it is not known whose plan it is.

    ``replaces`` is the id of the plan that this one corrects (its goals and instruments go with it); a later version
    of somebody's plan replaces nothing.
    """

    journey_id: int | None = None
    agreed_on: date | None = None
    summary: str = ""
    signed_by_person_on: date | None = None
    signed_by_staff_on: date | None = None
    main_goal: str = ""
    main_goal_text: str = ""
    delivered_key: str = ""
    batch: int = 0
    source_row_id: int | None = None
    goals: Sequence[NewGoal] = ()
    replaces: int | None = None


@transaction.atomic
def record_plans(*, by: Actor, plans: Sequence[NewPlan]) -> list[int]:
    """Record plans with goals and instruments, and the milestones that they reach; ids in the order given.

    Signals and standing are for the caller to refresh. A constant number of queries per batch.

    Raises
    ------
    NotKnown       a journey is not the organisation's, or a replaced plan is not held.
    InvalidInput   a day lies in the future, or a key is not in the approach of the journey.
    """
    require_bulk_write(by)
    approaches = approaches_of(plan.journey_id for plan in plans if plan.journey_id is not None)
    for plan in plans:
        _check(plan, approaches.get(plan.journey_id) if plan.journey_id is not None else None)
    at = now()
    before = _supersede_plans([plan.replaces for plan in plans if plan.replaces is not None], at=at)
    ids = write(Plan, [columns(plan, without=("goals", "replaces")) for plan in plans], by=by, at=at)
    _write_goals(ids, plans, approaches, by=by, at=at)
    reached = [moment for plan in plans for moment in moments_of(plan)]
    known = (
        approaches | approaches_of({moment.journey_id for moment in before} - set(approaches)) if before else approaches
    )
    reach(reached, by=by, at=at, approaches=known, replaced=without_plan(before))
    return ids


@transaction.atomic
def record_plan(*, by: Actor, plan: NewPlan) -> Plan:
    """Record one plan. Raises as `record_plans` does."""
    require(by, Permission.JOURNEY_WRITE)
    (plan_id,) = record_plans(by=by, plans=[plan])
    if plan.journey_id is not None:
        refresh(organisation_id=by.organisation_id, journey_ids=[plan.journey_id])
    return Plan.objects.get(pk=plan_id)


@transaction.atomic
def sign_plan(
    *, by: Actor, plan_id: int, signed_by_person_on: date | None = None, signed_by_staff_on: date | None = None
) -> Plan:
    """Note that a plan was signed, by the person, by staff or by both; signatures that were noted already stay.

    Fills fields that were empty: what happens later is no correction of the plan. Both signed: the milestone is reached.

    Raises
    ------
    NotKnown       no such plan that is still held.
    InvalidInput   a day lies in the future.
    """
    require(by, Permission.JOURNEY_WRITE)
    plan = get_plan(plan_id)
    refuse_future(signed_by_person_on, field="signed_by_person_on")
    refuse_future(signed_by_staff_on, field="signed_by_staff_on")
    plan.signed_by_person_on = plan.signed_by_person_on or signed_by_person_on
    plan.signed_by_staff_on = plan.signed_by_staff_on or signed_by_staff_on
    plan.save(update_fields=["signed_by_person_on", "signed_by_staff_on"])
    reach_plan(plan, by=by)
    return plan


@transaction.atomic
def retract_plan(*, by: Actor, plan_id: int) -> None:
    """Take back a plan that was recorded by mistake, with its goals and the milestones that only it brought about."""
    require(by, Permission.JOURNEY_WRITE)
    plan = get_plan(plan_id)
    at = now()
    before = _supersede_plans([plan.pk], at=at)
    if plan.journey_id is not None:
        reach([], by=by, at=at, approaches=approaches_of([plan.journey_id]), replaced=without_plan(before))
        refresh(organisation_id=by.organisation_id, journey_ids=[plan.journey_id])


def reach_plan(plan: Plan, *, by: Actor) -> None:
    """Write the milestones of one plan and bring its journey up to date."""
    if plan.journey_id is None:
        return
    reach(moments_of(plan), by=by, at=now(), approaches=approaches_of([plan.journey_id]))
    refresh(organisation_id=by.organisation_id, journey_ids=[plan.journey_id])


def get_plan(plan_id: int) -> Plan:
    """The plan, locked. Raises `NotKnown` when it is not held here."""
    plan = Plan.objects.select_for_update().filter(pk=plan_id, superseded_at__isnull=True).first()
    if plan is None:
        raise NotKnown
    return plan


def domain_of_key(key: str, approach: Approach | None) -> str:
    """The life domain of a goal of the catalogue; empty for a goal that is not coded or whose approach is not known."""
    known = approach.goals.get(key) if approach else None
    return known.domain if known else ""


def check_key(key: str, known: Container[str], *, field: str) -> None:
    """Raise `InvalidInput` for a key that the approach does not know; an empty one is not coded yet."""
    if key and key not in known:
        raise InvalidInput(_("Deze aanpak kent %(key)s niet. Kies uit de lijst.") % {"key": key}, field=field)


def _check(plan: NewPlan, approach: Approach | None) -> None:
    """Days always; keys where it is known whose plan, and so by which approach it is."""
    for name in ("agreed_on", "signed_by_person_on", "signed_by_staff_on"):
        refuse_future(getattr(plan, name), field=name)
    if approach is None:
        return
    check_key(plan.main_goal, approach.main_goals, field="main_goal")
    for goal in plan.goals:
        check_key(goal.key, approach.goals, field="goal")
        for instrument in goal.instruments:
            check_key(instrument.key, approach.instruments, field="instrument")


def _write_goals(
    ids: Sequence[int], plans: Sequence[NewPlan], approaches: Mapping[int, Approach], *, by: Actor, at: datetime
) -> None:
    numbered = [
        (plan_id, plan, position, goal)
        for plan_id, plan in zip(ids, plans, strict=True)
        for position, goal in enumerate(plan.goals, start=1)
    ]
    goal_rows = [
        columns(goal, without=("instruments",))
        | {
            "plan_id": plan_id,
            "position": position,
            "source_row_id": plan.source_row_id,
            "domain": domain_of_key(goal.key, approaches.get(plan.journey_id or 0)),
        }
        for plan_id, plan, position, goal in numbered
    ]
    goal_ids = write(Goal, goal_rows, by=by, at=at)
    instruments = [
        columns(instrument) | {"goal_id": goal_id, "source_row_id": plan.source_row_id}
        for goal_id, (_plan_id, plan, _position, goal) in zip(goal_ids, numbered, strict=True)
        for instrument in goal.instruments
    ]
    write(PlannedInstrument, instruments, by=by, at=at)


def _supersede_plans(ids: Sequence[int], *, at: datetime) -> list[Moment]:
    """Hold plans no longer, nor their goals and instruments; the moments that they brought about."""
    if not ids:
        return []
    plans = list(Plan.objects.filter(pk__in=ids, superseded_at__isnull=True))
    supersede(Plan, ids, at=at)
    goals = Goal.objects.filter(plan_id__in=ids, superseded_at__isnull=True)
    PlannedInstrument.objects.filter(goal__in=goals, superseded_at__isnull=True).update(superseded_at=at)
    for model in (Agreement, PathStep, PlanSignature):
        model.objects.filter(plan_id__in=ids, superseded_at__isnull=True).update(superseded_at=at)
    goals.update(superseded_at=at)
    return [moment for plan in plans for moment in moments_of(plan)]


def moments_of(plan: NewPlan | Plan) -> list[Moment]:
    if plan.journey_id is None:
        return []
    moments = [Moment(plan.journey_id, PLAN_MADE, plan.agreed_on, plan.source_row_id)] if plan.agreed_on else []
    if plan.signed_by_person_on and plan.signed_by_staff_on:
        both_on = max(plan.signed_by_person_on, plan.signed_by_staff_on)
        moments.append(Moment(plan.journey_id, PLAN_SIGNED, both_on, plan.source_row_id))
    return moments


def without_plan(before: Sequence[Moment]) -> list[Moment]:
    """Of the moments that superseded plans brought about, those that no held plan stands for."""
    if not before:
        return []
    plans = Plan.objects.filter(journey_id__in={moment.journey_id for moment in before}, superseded_at__isnull=True)
    return unless_held(before, (moment for plan in plans for moment in moments_of(plan)))
