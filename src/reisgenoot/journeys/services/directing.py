"""Who is director of a journey."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from reisgenoot.journeys.models import DirectorAssignment, Journey
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.bulk import insert
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import Permission, has_permission, require
from reisgenoot.organisations.models import StaffMember


@transaction.atomic
def assign_director(
    *, by: Actor, journey_ids: Iterable[int], staff_id: int, from_on: date, reason: str = ""
) -> list[int]:
    """Make somebody director of journeys from a day on; who was it before is so until that day.

    Journeys that have this director already stay as they are. Signals and standing are for the caller to refresh.

    Returns
    -------
    The ids of the journeys that changed hands.

    Raises
    ------
    NotKnown       a journey or the staff member is not the organisation's.
    InvalidInput   somebody has left by that day, or a present director began later.
    """
    if not has_permission(by, Permission.DELIVERY_WRITE):
        require(by, Permission.DIRECTOR_ASSIGN)
    wanted = set(journey_ids)
    require_own(Journey, wanted)
    require_employed(staff_id, from_on)
    running = DirectorAssignment.objects.filter(journey_id__in=wanted, valid_until__isnull=True)
    changing = wanted - set(running.filter(staff_id=staff_id).values_list("journey_id", flat=True))
    running = running.filter(journey_id__in=changing)
    if running.filter(valid_from__gt=from_on).exists():
        raise InvalidInput(_("De huidige regisseur begon later. Kies een datum daarna."), field="from_on")
    running.update(valid_until=from_on)
    handed_over = sorted(changing)
    insert(
        DirectorAssignment,
        [{"journey_id": journey_id} for journey_id in handed_over],
        same={
            "organisation_id": by.organisation_id,
            "staff_id": staff_id,
            "valid_from": from_on,
            "valid_until": None,
            "reason": reason,
        },
    )
    return handed_over


def end_directing(journey_id: int, day: date) -> None:
    """Nobody directs this journey from a day on; a handover that was planned for later does not happen."""
    directing = DirectorAssignment.objects.filter(journey_id=journey_id)
    directing.filter(valid_from__gt=day).delete()
    directing.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day)).update(valid_until=day)


def require_employed(staff_id: int, day: date) -> None:
    """Raise unless this is a staff member of the organisation who has not left on this day."""
    left_on = list(StaffMember.objects.filter(pk=staff_id).values_list("left_on", flat=True))
    if not left_on:
        raise NotKnown
    if left_on[0] and left_on[0] <= day:
        raise InvalidInput(_("Deze collega is dan uit dienst. Kies iemand anders."), field="staff")
