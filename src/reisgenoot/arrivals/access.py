"""Who may report that somebody comes, and in whose name what follows is written.

A housing officer sees no file. Yet a signal must begin one at once. So the services here check the one permission of the
officer, and then do exactly what a signal brings about with the rights of a team manager, still under the officer's name:
the history says who it was. Nothing of what is found on the way goes back to the officer but what the signal says itself.
"""

from dataclasses import replace

from reisgenoot.arrivals.enums import Origin
from reisgenoot.arrivals.models import HousingSignal
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission, has_permission, require


def require_reporting(by: Actor, origin: str) -> None:
    """Raise `NotAllowed` unless the actor may report in this capacity."""
    require(by, Permission.HOUSING_WRITE if origin == Origin.HOUSING else Permission.JOURNEY_WRITE)


def as_intake(by: Actor) -> Actor:
    """The same member of staff with the rights that what follows from a signal needs."""
    return replace(by, roles=by.roles | {"team_manager"})


def own_signal(*, by: Actor, signal_id: int, locked: bool = False) -> HousingSignal:
    """A signal the actor may change: for housing any of the own organisation, for the team those it wrote itself.

    Raises
    ------
    NotAllowed   the role may not change signals. NotKnown: there is no such signal here.
    """
    is_housing = has_permission(by, Permission.HOUSING_WRITE)
    if not is_housing:
        require(by, Permission.JOURNEY_WRITE)
    rows = HousingSignal.objects.select_for_update() if locked else HousingSignal.objects.all()
    found = rows.filter(pk=signal_id).first()
    if found is None:
        raise NotKnown
    if not is_housing:
        require_reporting(by, found.origin)
    return found
