"""Recording what stands in the way, weighing it again, solving it, and the actions against it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.guidance.enums import Doer
from reisgenoot.guidance.models import Obstacle, ObstacleAction
from reisgenoot.guidance.writing import add, held, renewed, set_aside, writing_in
from reisgenoot.journeys.facts import refuse_future
from reisgenoot.journeys.refresh import refresh
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import Permission, has_permission, require
from reisgenoot.organisations.models import StaffMember


@transaction.atomic
def record_obstacle(
    *,
    by: Actor,
    journey_id: int,
    kind: str,
    since_on: date,
    degree: str,
    consequence: str = "",
    on: date | None = None,
) -> Obstacle:
    """Record something that hinders taking part, as weighed ``on`` a day (today when missing).

    Raises
    ------
    NotAllowed     the actor may not write, or may not read health and this is about health.
    NotKnown       the journey is not the organisation's.
    InvalidInput   the approach knows no such obstacle, or the day lies in the future.
    """
    require(by, Permission.JOURNEY_WRITE)
    approach = writing_in(journey_id)
    is_health = _is_health(approach, kind)
    if is_health:
        require(by, Permission.HEALTH_READ)
    refuse_future(since_on, field="since_on")
    refuse_future(on, field="on")
    return add(
        Obstacle(
            journey_id=journey_id,
            kind=kind,
            is_health=is_health,
            since_on=since_on,
            weighed_on=on or today(),
            degree=degree,
            consequence=consequence,
        ),
        by=by,
    )


@transaction.atomic
def weigh_obstacle(*, by: Actor, obstacle_id: int, degree: str, consequence: str, on: date | None = None) -> Obstacle:
    """Weigh an obstacle anew: the earlier weighing stays in its history. Raises as `record_obstacle`."""
    old = _held_obstacle(obstacle_id, by=by)
    refuse_future(on, field="on")

    def change(fresh: Obstacle) -> None:
        fresh.degree, fresh.consequence = degree, consequence
        fresh.weighed_on = on or today()
        fresh.first_id = old.first_id_or_own

    return renewed(old, change, by=by)


@transaction.atomic
def solve_obstacle(*, by: Actor, obstacle_id: int, on: date | None = None, solution: str = "") -> Obstacle:
    """Note that an obstacle is gone since ``on`` (today when missing). Its open actions no longer ask for anything."""
    old = _held_obstacle(obstacle_id, by=by)
    day = on or today()
    refuse_future(day, field="on")

    def change(fresh: Obstacle) -> None:
        fresh.solved_on, fresh.solution = day, solution
        fresh.first_id = old.first_id_or_own

    solved = renewed(old, change, by=by)
    refresh(organisation_id=by.organisation_id, journey_ids=[old.journey_id])
    return solved


@transaction.atomic
def reopen_obstacle(*, by: Actor, obstacle_id: int) -> Obstacle:
    """It is not solved after all: undoes `solve_obstacle`."""
    old = _held_obstacle(obstacle_id, by=by)

    def change(fresh: Obstacle) -> None:
        fresh.solved_on, fresh.solution = None, ""

    opened = renewed(old, change, by=by)
    refresh(organisation_id=by.organisation_id, journey_ids=[old.journey_id])
    return opened


@transaction.atomic
def retract_obstacle(*, by: Actor, obstacle_id: int) -> None:
    """Take back an obstacle that was recorded by mistake, with its actions."""
    old = _held_obstacle(obstacle_id, by=by)
    set_aside(old)
    for action in ObstacleAction.objects.filter(obstacle_id=old.first_id_or_own, superseded_at__isnull=True):
        set_aside(action)
    refresh(organisation_id=by.organisation_id, journey_ids=[old.journey_id])


@transaction.atomic
def plan_action(
    *,
    by: Actor,
    obstacle_id: int,
    what: str,
    doer: str,
    due_on: date,
    staff_id: int | None = None,
    party: str = "",
) -> ObstacleAction:
    """Agree what somebody does about an obstacle, by which day.

    Raises
    ------
    NotKnown       no such obstacle, or the member of staff is not the organisation's.
    InvalidInput   it is not said who does it, or the obstacle was solved.
    """
    obstacle = _held_obstacle(obstacle_id, by=by)
    if obstacle.solved_on:
        raise InvalidInput(_("Deze belemmering is al opgelost."), field="what")
    require_own(StaffMember, [staff_id])
    action = add(
        ObstacleAction(
            journey_id=obstacle.journey_id,
            obstacle_id=obstacle.first_id_or_own,
            what=what,
            doer=doer,
            staff_id=staff_id if doer == Doer.STAFF else None,
            party=party if doer == Doer.OTHER else "",
            due_on=due_on,
        ),
        by=by,
    )
    refresh(organisation_id=by.organisation_id, journey_ids=[obstacle.journey_id])
    return action


@transaction.atomic
def finish_action(*, by: Actor, action_id: int, on: date | None = None) -> ObstacleAction:
    """Note that an action was done. Fills a field that was empty: what happened later is no correction."""
    day = on or today()
    refuse_future(day, field="on")
    return _note_done(_held_action(action_id, by=by), day, by=by)


@transaction.atomic
def reopen_action(*, by: Actor, action_id: int) -> ObstacleAction:
    """It was not done after all: undoes `finish_action`."""
    return _note_done(_held_action(action_id, by=by), None, by=by)


@transaction.atomic
def retract_action(*, by: Actor, action_id: int) -> None:
    """Take back an action that was agreed by mistake."""
    action = _held_action(action_id, by=by)
    set_aside(action)
    refresh(organisation_id=by.organisation_id, journey_ids=[action.journey_id])


def _note_done(action: ObstacleAction, day: date | None, *, by: Actor) -> ObstacleAction:
    action.done_on = day
    action.save(update_fields=["done_on"])
    refresh(organisation_id=by.organisation_id, journey_ids=[action.journey_id])
    return action


def _is_health(approach: Approach, kind: str) -> bool:
    known = approach.obstacles.get(kind)
    if known is None:
        raise InvalidInput(_("Kies een belemmering uit de lijst."), field="kind")
    return known.is_health


def _held_obstacle(obstacle_id: int, *, by: Actor) -> Obstacle:
    """An obstacle that is held; one about health does not exist for who may not read health."""
    require(by, Permission.JOURNEY_WRITE)
    obstacle = held(Obstacle, obstacle_id)
    if obstacle.is_health and not has_permission(by, Permission.HEALTH_READ):
        raise NotKnown
    return obstacle


def _held_action(action_id: int, *, by: Actor) -> ObstacleAction:
    require(by, Permission.JOURNEY_WRITE)
    action = held(ObstacleAction, action_id)
    is_health = Obstacle.objects.filter(pk=action.obstacle_id, is_health=True).exists()
    if is_health and not has_permission(by, Permission.HEALTH_READ):
        raise NotKnown
    return action
