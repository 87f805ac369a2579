"""Finding out whose plan it is, coding what people wrote, and what changes in a plan that runs.

Coding fills a key that was empty and changes nothing else; another key than the one that was there is a correction and
supersedes.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.journeys.facts import columns, reach, refuse_future, supersede, write
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.versions import approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.bulk import Row, insert
from reisgenoot.kernel.clock import now, today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.people.perms import require_bulk_write
from reisgenoot.plans.enums import GoalState
from reisgenoot.plans.models import Goal, Plan, PlannedInstrument
from reisgenoot.plans.services.recording import (
    NewGoal,
    NewInstrument,
    check_key,
    domain_of_key,
    get_plan,
    moments_of,
    reach_plan,
    without_plan,
)


@transaction.atomic
def link_plan(*, by: Actor, plan_id: int, journey_id: int) -> Plan:
    """Say whose plan this is, of a plan that nobody could be found for. Fills a field that was empty.

    Raises
    ------
    NotKnown       no such plan or journey in the organisation.
    InvalidInput   it is another journey's plan already.
    """
    require_bulk_write(by)
    plan = get_plan(plan_id)
    approach = approaches_of([journey_id])[journey_id]
    if plan.journey_id not in {None, journey_id}:
        raise InvalidInput(_("Dit plan hoort al bij een ander traject. Maak dat eerst los."), field="journey")
    plan.journey_id = journey_id
    plan.save(update_fields=["journey"])
    for goal in plan.goals.filter(superseded_at__isnull=True, domain="").exclude(key=""):
        goal.domain = domain_of_key(goal.key, approach)
        goal.save(update_fields=["domain"])
    reach_plan(plan, by=by)
    return plan


@transaction.atomic
def unlink_plan(*, by: Actor, plan_id: int) -> Plan:
    """Say that it is not known after all whose plan this is: undoes `link_plan`."""
    require_bulk_write(by)
    plan = get_plan(plan_id)
    journey_id = plan.journey_id
    if journey_id is None:
        return plan
    before = moments_of(plan)
    plan.journey_id = None
    plan.save(update_fields=["journey"])
    reach([], by=by, at=now(), approaches=approaches_of([journey_id]), replaced=without_plan(before))
    refresh(organisation_id=by.organisation_id, journey_ids=[journey_id])
    return plan


@transaction.atomic
def code_main_goal(*, by: Actor, plan_id: int, key: str) -> Plan:
    """Code the main goal of a plan; its text stays as it was written."""
    require_bulk_write(by)
    plan = get_plan(plan_id)
    if (approach := _approach(plan)) is not None:
        check_key(key, approach.main_goals, field="main_goal")
    plan.main_goal = key
    plan.save(update_fields=["main_goal"])
    return plan


@transaction.atomic
def code_goal(*, by: Actor, goal_id: int, key: str) -> Goal:
    """Code a goal; its text stays as it was written.

    Returns
    -------
    The goal that holds now: another row than before when it had another key already.

    Raises
    ------
    NotKnown       no such goal that is still held.
    InvalidInput   the approach does not know the key.
    """
    require_bulk_write(by)
    goal = get_goal(goal_id)
    domain = goal.domain
    if (approach := _approach(goal.plan)) is not None:
        check_key(key, approach.goals, field="goal")
        domain = domain_of_key(key, approach)
    if not goal.key or goal.key == key:
        goal.key, goal.domain = key, domain
        goal.save(update_fields=["key", "domain"])
        return goal
    return replace_goal(goal, by=by, key=key, domain=domain)


@transaction.atomic
def code_instrument(*, by: Actor, instrument_id: int, key: str, is_own_effort: bool | None = None) -> PlannedInstrument:
    """Code an instrument; its text stays as it was written. Returns and raises as `code_goal` does.

    Whether it is the person's own effort follows from the catalogue unless ``is_own_effort`` says it.
    """
    require_bulk_write(by)
    instrument = _get_instrument(instrument_id)
    approach = _approach(instrument.goal.plan)
    if approach is not None:
        check_key(key, approach.instruments, field="instrument")
        if is_own_effort is None and key:
            is_own_effort = approach.instruments[key].own_effort
    own = instrument.is_own_effort if is_own_effort is None else is_own_effort
    if not instrument.key or instrument.key == key:
        instrument.key, instrument.is_own_effort = key, own
        instrument.save(update_fields=["key", "is_own_effort"])
        return instrument
    at = now()
    supersede(PlannedInstrument, [instrument.pk], at=at)
    corrected = _copied(instrument, _INSTRUMENT, key=key, is_own_effort=own)
    (new_id,) = write(PlannedInstrument, [corrected], by=by, at=at)
    return _get_instrument(new_id)


@transaction.atomic
def add_goal(*, by: Actor, plan_id: int, goal: NewGoal) -> Goal:
    """Add a goal to a plan, after those that it has. Raises as `record_plans` does."""
    require(by, Permission.JOURNEY_WRITE)
    plan = get_plan(plan_id)
    if (approach := _approach(plan)) is not None:
        check_key(goal.key, approach.goals, field="goal")
    if not (goal.key or goal.text.strip()):
        raise InvalidInput(_("Kies een doel of schrijf het op."), field="goal")
    last = plan.goals.filter(superseded_at__isnull=True).order_by("-position").first()
    place: Row = {
        "plan_id": plan.pk,
        "position": last.position + 1 if last else 1,
        "domain": domain_of_key(goal.key, approach),
    }
    (goal_id,) = write(Goal, [{**columns(goal, without=("instruments",)), **place}], by=by, at=now())
    for instrument in goal.instruments:
        add_instrument(by=by, goal_id=goal_id, instrument=instrument)
    return get_goal(goal_id)


@transaction.atomic
def add_instrument(*, by: Actor, goal_id: int, instrument: NewInstrument) -> PlannedInstrument:
    """Add what is done for a goal. Raises as `record_plans` does."""
    require(by, Permission.JOURNEY_WRITE)
    goal = get_goal(goal_id)
    if (approach := _approach(goal.plan)) is not None:
        check_key(instrument.key, approach.instruments, field="instrument")
    if not (instrument.key or instrument.text.strip()):
        raise InvalidInput(_("Kies wat jullie doen of schrijf het op."), field="instrument")
    (instrument_id,) = write(PlannedInstrument, [columns(instrument) | {"goal_id": goal.pk}], by=by, at=now())
    return _get_instrument(instrument_id)


@transaction.atomic
def set_goal_state(*, by: Actor, goal_id: int, state: str, on: date | None = None) -> Goal:
    """Say how far a goal is, since ``on`` (today when missing); the earlier state stays as it was known.

    Raises
    ------
    NotKnown       no such goal that is still held.
    InvalidInput   the state is not in the list, or the day lies in the future.
    """
    require(by, Permission.JOURNEY_WRITE)
    goal = get_goal(goal_id)
    if state not in GoalState.values:
        raise InvalidInput(_("Kies een stand uit de lijst."), field="state")
    day = on or today()
    refuse_future(day, field="on")
    return replace_goal(goal, by=by, state=state, state_on=day)


def replace_goal(old: Goal, *, by: Actor, **changes: object) -> Goal:
    """Supersede a goal; what is done for it goes along to the new row, still recorded by whom it was."""
    at = now()
    instruments = list(old.instruments.filter(superseded_at__isnull=True).order_by("pk"))
    supersede(PlannedInstrument, [one.pk for one in instruments], at=at)
    supersede(Goal, [old.pk], at=at)
    (new_id,) = write(Goal, [_copied(old, _GOAL, **changes)], by=by, at=at)
    copies = [_copied(one, (*_INSTRUMENT, "recorded_by_id"), goal_id=new_id) for one in instruments]
    insert(PlannedInstrument, copies, same={"organisation_id": by.organisation_id, "recorded_at": at})
    return get_goal(new_id)


_GOAL = (
    *(
        "plan_id",
        "position",
        "key",
        "text",
        "state",
        "state_on",
        "source_row_id",
        "ref",
        "horizon",
        "variant",
        "domain",
    ),
    *("proposed_by", "importance", "target_on", "evidence", "view_person", "view_staff"),
)
_INSTRUMENT = ("goal_id", "key", "text", "is_own_effort", "source_row_id", "ref")


def _copied(old: Goal | PlannedInstrument, names: Sequence[str], **changes: object) -> Row:
    """The columns of a row that is superseded, for the row that holds from now."""
    return {name: getattr(old, name) for name in names} | changes


def get_goal(goal_id: int) -> Goal:
    """The goal with its plan, locked. Raises `NotKnown` when it is not held here."""
    held = Goal.objects.select_for_update(of=("self",)).select_related("plan")
    goal = held.filter(pk=goal_id, superseded_at__isnull=True).first()
    if goal is None:
        raise NotKnown
    return goal


def _get_instrument(instrument_id: int) -> PlannedInstrument:
    held = PlannedInstrument.objects.select_for_update(of=("self",)).select_related("goal__plan")
    instrument = held.filter(pk=instrument_id, superseded_at__isnull=True).first()
    if instrument is None:
        raise NotKnown
    return instrument


def _approach(plan: Plan) -> Approach | None:
    """The approach of the journey; None while it is not known whose plan it is."""
    return approaches_of([plan.journey_id])[plan.journey_id] if plan.journey_id is not None else None
