"""Fetching one fact with its journey and person: fetching is the check."""

from typing import TypeVar

from reisgenoot.guidance.models import (
    Basic,
    CentralQuestion,
    FixedCost,
    Helper,
    LadderStep,
    Obstacle,
    ObstacleAction,
    Unburdening,
)
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission, has_permission, require

_F = TypeVar("_F", Basic, CentralQuestion, FixedCost, Helper, LadderStep, Obstacle, ObstacleAction, Unburdening)


def get_fact(model: type[_F], *, by: Actor, fact_id: int, permission: Permission = Permission.JOURNEY_WRITE) -> _F:
    """A fact that is still held, with its journey and person, in one query.

    Raises
    ------
    NotAllowed   the role of ``by`` may not do this with any journey (403).
    NotKnown     there is no such fact in this organisation, or it is about health and ``by`` may not read that (404).
    """
    require(by, permission)
    rows = model._default_manager.select_related("journey__person").defer(
        "journey__person__bsn_sealed", "journey__person__bsn_hash"
    )
    found = rows.filter(pk=fact_id, superseded_at__isnull=True).first()
    if found is None:
        raise NotKnown
    about = Obstacle.objects.get(pk=found.obstacle_id) if isinstance(found, ObstacleAction) else found
    if isinstance(about, Obstacle) and about.is_health and not has_permission(by, Permission.HEALTH_READ):
        raise NotKnown
    return found
