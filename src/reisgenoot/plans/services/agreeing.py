"""From draft to version: agreeing on a plan, letting it come into force, ending it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.approach.planning import SigningRule
from reisgenoot.journeys.facts import one_at_a_time, refuse_future, write
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.versions import approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.bulk import Row
from reisgenoot.kernel.clock import now, today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.plans.advice import domain_of
from reisgenoot.plans.content import Doc, day, is_whole_pip
from reisgenoot.plans.current import current_version, pip_under
from reisgenoot.plans.differences import differences, touched_parts
from reisgenoot.plans.enums import GoalState, PlanState
from reisgenoot.plans.models import Agreement, Goal, PathStep, Plan, PlannedInstrument
from reisgenoot.plans.reading_content import content_of, goal_refs
from reisgenoot.plans.services.drafting import get_draft, newest_content
from reisgenoot.plans.services.establishing import NewPip, establish_pip, is_established, wanted_pip
from reisgenoot.plans.services.recording import get_plan, reach_plan

_OF_THE_PLAN = (
    *("summary", "main_goal", "main_goal_text", "main_goal_reason", "is_ranked", "dream_job", "prior_occupation"),
    *("sector", "diploma", "diploma_value", "job_talk", "change_reason", "change_reaction"),
)
_OF_A_GOAL = ("ref", "horizon", "variant", "key", "text", "proposed_by")


def signing_rules_broken(before: Doc, after: Doc, approach: Approach) -> list[SigningRule]:
    """The rules of the approach by which this change of a plan needs new signatures; none = the old ones still hold."""
    touched = touched_parts(differences(before, after))
    return [rule for rule in approach.signing.values() if rule.asks and rule.part in touched]


@transaction.atomic
def agree_plan(*, by: Actor, draft_id: int, began_from: int, agreed_on: date) -> Plan:
    """Make a version of a draft: both sides agreed on it in a talk on this day.

    Where no rule of the approach asks for it, the signatures of the version before still hold and this one is in force;
    else it waits for both to sign. A PIP in it that differs from the one that holds is established.

    Raises
    ------
    NotKnown       no such open draft.
    InvalidInput   somebody saved something since revision ``began_from``; the plan is empty; a reason for the change is
                   missing; the day lies in the future; or the PIP breaks a rule.
    """
    require(by, Permission.PLAN_WRITE)
    draft = get_draft(draft_id)
    one_at_a_time(draft.journey_id)
    content = newest_content(draft)
    approach = approaches_of([draft.journey_id])[draft.journey_id]
    before = current_version(draft.journey_id, lock=True)
    if draft.revision != began_from:
        raise InvalidInput(_("Een collega heeft het concept intussen aangepast. Bekijk dat eerst."))
    _check(content, before, agreed_on)
    held = content_of(before, pip=pip_under(draft.journey_id)) if before else None
    plan = _write(by, draft.journey_id, content, before, agreed_on, approach)
    _come_into_force_or_wait(plan, before, held, content, approach)
    if is_whole_pip(content) and not is_established(content["pip"], draft.journey_id):
        pip = NewPip(wanted_pip(content["pip"]), content["pip"]["support"])
        establish_pip(by=by, journey_id=draft.journey_id, pip=pip, plan_id=plan.pk)
    draft.closed_at, draft.became = now(), plan
    draft.save(update_fields=["closed_at", "became"])
    reach_plan(plan, by=by)
    return plan


@transaction.atomic
def put_in_force(*, by: Actor, plan_id: int, reason: str) -> Plan:
    """Let a version hold without signatures of both, for a reason: a signature is wanted, never a condition.

    Raises
    ------
    NotKnown       no such plan that is still held.
    InvalidInput   there is no reason, or it does not wait for a signature.
    """
    require(by, Permission.PLAN_WRITE)
    plan = get_plan(plan_id)
    if plan.state != PlanState.AGREED:
        raise InvalidInput(_("Dit plan wacht niet op een handtekening."))
    if not reason.strip():
        raise InvalidInput(_("Schrijf op waarom het plan zonder handtekening geldt."), field="reason")
    plan.in_force_reason = reason.strip()
    plan.save(update_fields=["in_force_reason"])
    come_into_force(plan, on=today())
    refresh(organisation_id=by.organisation_id, journey_ids=[plan.journey_id or 0])
    return plan


@transaction.atomic
def end_plan(*, by: Actor, plan_id: int, on: date, reason: str) -> Plan:
    """End a plan without a next one: somebody left or no longer wants a plan. It stays to be read.

    Raises
    ------
    NotKnown       no such plan that is still held.
    InvalidInput   there is no reason, the day lies in the future, or it has ended already.
    """
    require(by, Permission.PLAN_WRITE)
    plan = get_plan(plan_id)
    refuse_future(on, field="on")
    if plan.state in {PlanState.REPLACED, PlanState.ENDED}:
        raise InvalidInput(_("Deze versie geldt al niet meer."))
    if not reason.strip():
        raise InvalidInput(_("Schrijf op waarom het plan stopt."), field="reason")
    plan.state, plan.ended_on, plan.end_reason = PlanState.ENDED, on, reason.strip()
    plan.save(update_fields=["state", "ended_on", "end_reason"])
    refresh(organisation_id=by.organisation_id, journey_ids=[plan.journey_id or 0])
    return plan


def come_into_force(plan: Plan, *, on: date) -> None:
    """From now on this version holds, and the versions before it no longer."""
    earlier = Plan.objects.filter(journey=plan.journey_id, superseded_at__isnull=True).exclude(pk=plan.pk)
    earlier.filter(state__in=[PlanState.AGREED, PlanState.IN_FORCE]).update(state=PlanState.REPLACED)
    plan.state, plan.in_force_on = PlanState.IN_FORCE, on
    plan.save(update_fields=["state", "in_force_on"])


def _check(content: Doc, before: Plan | None, agreed_on: date) -> None:
    refuse_future(agreed_on, field="talk_on")
    if not content["goals"] and not content["summary"].strip():
        raise InvalidInput(_("Er staat nog niets in het plan. Schrijf ten minste één doel op."), field="summary")
    if before is not None and not content["change_reason"].strip():
        raise InvalidInput(_("Schrijf op waarom het plan verandert."), field="change_reason")
    for goal in content["goals"]:
        if not (goal["key"] or goal["text"].strip()):
            raise InvalidInput(_("Een doel heeft nog geen woorden. Vul het in of haal het weg."), field="goal")


def _come_into_force_or_wait(
    plan: Plan, before: Plan | None, held: Doc | None, content: Doc, approach: Approach
) -> None:
    both_signed = before is not None and bool(before.signed_by_person_on and before.signed_by_staff_on)
    if before is None or held is None or not both_signed or signing_rules_broken(held, content, approach):
        waiting = Plan.objects.filter(journey=plan.journey_id, superseded_at__isnull=True, state=PlanState.AGREED)
        waiting.exclude(pk=plan.pk).update(state=PlanState.REPLACED)
        return
    plan.signed_by_person_on, plan.signed_by_staff_on = before.signed_by_person_on, before.signed_by_staff_on
    plan.signature_of_id = before.signature_of_id or before.pk
    plan.save(update_fields=["signed_by_person_on", "signed_by_staff_on", "signature_of"])
    come_into_force(plan, on=plan.agreed_on or today())


def _write(by: Actor, journey_id: int, content: Doc, before: Plan | None, agreed_on: date, approach: Approach) -> Plan:
    at = now()
    columns: dict[str, Any] = {name: content[name] for name in _OF_THE_PLAN}
    columns |= {"journey_id": journey_id, "agreed_on": agreed_on, "state": PlanState.AGREED.value, "batch": 0}
    columns |= {"before_id": before.pk if before else None, "delivered_key": ""}
    (plan_id,) = write(Plan, [columns], by=by, at=at)
    done = _Done(before)
    goals = [_goal_row(goal, n, plan_id, done, approach) for n, goal in enumerate(content["goals"], start=1)]
    goal_ids = write(Goal, goals, by=by, at=at)
    instruments = [
        {**one, "goal_id": goal_id}
        for goal_id, goal in zip(goal_ids, content["goals"], strict=True)
        for one in goal["instruments"]
    ]
    write(PlannedInstrument, instruments, by=by, at=at)
    write(Agreement, _agreement_rows(content, plan_id, done), by=by, at=at)
    steps = [_step_row(step, n, plan_id, done) for n, step in enumerate(content["steps"], start=1)]
    write(PathStep, steps, by=by, at=at)
    return Plan.objects.get(pk=plan_id)


class _Done:
    """What happened under the version before, by ref: it goes along to the next."""

    def __init__(self, before: Plan | None) -> None:
        held: Callable[[Any], Any] = lambda model: model.objects.filter(plan=before, superseded_at__isnull=True)  # noqa: E731
        goals = list(held(Goal).order_by("position", "pk")) if before else []
        self.goals: dict[str, Goal] = dict(zip(goal_refs(goals), goals, strict=True))
        self.agreements: dict[str, date | None] = dict(held(Agreement).values_list("ref", "done_on")) if before else {}
        self.steps: dict[str, date | None] = dict(held(PathStep).values_list("ref", "reached_on")) if before else {}


def _goal_row(goal: Doc, position: int, plan_id: int, done: _Done, approach: Approach) -> Row:
    old = done.goals.get(goal["ref"])
    row: dict[str, Any] = {name: goal[name] for name in _OF_A_GOAL}
    return row | {
        "plan_id": plan_id,
        "position": position,
        "domain": domain_of(goal, approach),
        "importance": int(goal["importance"]) if goal["importance"] else None,
        "target_on": day(goal["target_on"]),
        "state": old.state if old else GoalState.OPEN.value,
        "state_on": old.state_on if old else None,
        "evidence": old.evidence if old else "",
        "view_person": old.view_person if old else "",
        "view_staff": old.view_staff if old else "",
    }


def _agreement_rows(content: Doc, plan_id: int, done: _Done) -> list[Row]:
    listed = [(goal["ref"], one) for goal in content["goals"] for one in goal["agreements"]]
    listed += [("", one) for one in content["agreements"]]
    return [
        {
            **one,
            "plan_id": plan_id,
            "goal_ref": goal_ref,
            "position": position,
            "due_on": day(one["due_on"]),
            "done_on": done.agreements.get(one["ref"]),
        }
        for position, (goal_ref, one) in enumerate(listed, start=1)
    ]


def _step_row(step: Doc, position: int, plan_id: int, done: _Done) -> Row:
    return {
        **step,
        "plan_id": plan_id,
        "position": position,
        "target_on": day(step["target_on"]),
        "reached_on": done.steps.get(step["ref"]),
    }
