"""Who may write facts about people, one file at a time or many at once."""

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.permissions import Permission, has_permission, require


def require_bulk_write(by: Actor) -> None:
    """Raise `NotAllowed` unless the actor may write many facts at once.

    May: whoever may write in a file (client manager, team manager); whoever may bring in deliveries (administrator).
    """
    if not has_permission(by, Permission.DELIVERY_WRITE):
        require(by, Permission.JOURNEY_WRITE)


def require_finding(by: Actor) -> None:
    """Raise `NotAllowed` unless the actor may look whether somebody is known.

    May: whoever may read files; whoever may bring in deliveries; whoever decides in the review queue.
    """
    if not any(has_permission(by, one) for one in (Permission.DELIVERY_WRITE, Permission.REVIEW_DECIDE)):
        require(by, Permission.JOURNEY_READ)
