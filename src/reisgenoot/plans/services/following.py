"""What happens under a plan: agreements kept, goals judged, steps reached, and results that nobody planned."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.journeys.facts import columns, refuse_future, supersede, write
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.versions import approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now, today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.plans.enums import GoalState
from reisgenoot.plans.models import Agreement, Goal, PathStep, UnplannedResult
from reisgenoot.plans.services.coding import get_goal, replace_goal


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUnplannedResult:
    """Something good that no goal was about. ``domain`` is a code of the approach's life domains, empty = not said."""

    journey_id: int
    occurred_on: date
    text: str
    domain: str = ""
    view_person: str = ""
    view_staff: str = ""


@transaction.atomic
def keep_agreement(*, by: Actor, agreement_id: int, on: date | None = None) -> Agreement:
    """Note that what was agreed is done, ``on`` a day (today when missing). Fills a field that was empty.

    Raises
    ------
    NotKnown       no such agreement that is still held.
    InvalidInput   it was done already, or the day lies in the future.
    """
    require(by, Permission.PLAN_WRITE)
    agreement = _get_agreement(agreement_id)
    if agreement.done_on is not None:
        raise InvalidInput(_("Dit is al gedaan."), field="done_on")
    refuse_future(on, field="done_on")
    return _note_done(agreement, on or today(), by=by)


@transaction.atomic
def reopen_agreement(*, by: Actor, agreement_id: int) -> Agreement:
    """It was not done after all: undoes `keep_agreement`."""
    require(by, Permission.PLAN_WRITE)
    return _note_done(_get_agreement(agreement_id), None, by=by)


@transaction.atomic
def judge_goal(
    *,
    by: Actor,
    goal_id: int,
    state: str,
    on: date | None = None,
    evidence: str = "",
    view_person: str = "",
    view_staff: str = "",
) -> Goal:
    """Say how far a goal is, how that was seen, and what both think of it; the earlier judgement stays known.

    Raises
    ------
    NotKnown       no such goal that is still held.
    InvalidInput   the state is not in the list, or the day lies in the future.
    """
    require(by, Permission.PLAN_WRITE)
    goal = get_goal(goal_id)
    if state not in GoalState.values:
        raise InvalidInput(_("Kies een stand uit de lijst."), field="state")
    refuse_future(on, field="on")
    judged = replace_goal(
        goal,
        by=by,
        state=state,
        state_on=None if state == GoalState.OPEN else on or today(),
        evidence=evidence.strip(),
        view_person=view_person.strip(),
        view_staff=view_staff.strip(),
    )
    if goal.plan.journey_id is not None:
        refresh(organisation_id=by.organisation_id, journey_ids=[goal.plan.journey_id])
    return judged


@transaction.atomic
def reach_step(*, by: Actor, step_id: int, on: date | None) -> PathStep:
    """Note that a step of the path was reached on a day; None takes that back.

    Raises
    ------
    NotKnown       no such step that is still held.
    InvalidInput   the day lies in the future.
    """
    require(by, Permission.PLAN_WRITE)
    step = PathStep.objects.select_for_update().filter(pk=step_id, superseded_at__isnull=True).first()
    if step is None:
        raise NotKnown
    refuse_future(on, field="on")
    step.reached_on = on
    step.save(update_fields=["reached_on"])
    return step


@transaction.atomic
def record_unplanned_result(*, by: Actor, result: NewUnplannedResult) -> UnplannedResult:
    """Record a result that nobody planned.

    Raises
    ------
    NotKnown       no such journey in the organisation.
    InvalidInput   there are no words, the life domain is not known, or the day lies in the future.
    """
    require(by, Permission.PLAN_WRITE)
    approach = approaches_of([result.journey_id])[result.journey_id]
    refuse_future(result.occurred_on, field="occurred_on")
    if not result.text.strip():
        raise InvalidInput(_("Schrijf op wat er is bereikt."), field="text")
    domains = approach.code_lists.get("life_domain")
    if result.domain and (domains is None or result.domain not in domains.codes):
        raise InvalidInput(_("Kies een leefgebied uit de lijst."), field="domain")
    (result_id,) = write(UnplannedResult, [columns(result)], by=by, at=now())
    return UnplannedResult.objects.get(pk=result_id)


@transaction.atomic
def retract_unplanned_result(*, by: Actor, result_id: int) -> None:
    """Take back a result that was recorded by mistake."""
    require(by, Permission.PLAN_WRITE)
    supersede(UnplannedResult, [result_id], at=now())


def _note_done(agreement: Agreement, day: date | None, *, by: Actor) -> Agreement:
    agreement.done_on = day
    agreement.save(update_fields=["done_on"])
    if agreement.plan.journey_id is not None:
        refresh(organisation_id=by.organisation_id, journey_ids=[agreement.plan.journey_id])
    return agreement


def _get_agreement(agreement_id: int) -> Agreement:
    rows = Agreement.objects.select_for_update(of=("self",)).select_related("plan")
    found = rows.filter(pk=agreement_id, superseded_at__isnull=True).first()
    if found is None:
        raise NotKnown
    return found
