"""Finding the scan of a signed plan."""

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.plans.models import PlanScan


def get_scan(*, by: Actor, plan_id: int, scan_id: int) -> PlanScan:
    """The scan of this plan.

    Raises
    ------
    NotKnown   this plan has no such scan in the organisation.
    """
    require(by, Permission.JOURNEY_READ)
    scan = PlanScan.objects.filter(pk=scan_id, plan_id=plan_id, superseded_at__isnull=True).first()
    if scan is None:
        raise NotKnown
    return scan
