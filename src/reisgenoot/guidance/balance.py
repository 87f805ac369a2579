"""How much the newcomer does and how much is done for them, month by month, from what was agreed.

A thing counts in the month it was done, else in the month it is due. What nobody put a day to is left out.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models.functions import Coalesce

from reisgenoot.guidance.enums import Doer
from reisgenoot.guidance.models import ObstacleAction
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.permissions import Permission, has_permission, require
from reisgenoot.plans.enums import Party
from reisgenoot.plans.models import Agreement

MOST_MONTHS = 6
_DOERS = {Party.NEWCOMER: Doer.NEWCOMER, Party.MUNICIPALITY: Doer.STAFF, Party.OTHER: Doer.OTHER}


@dataclass(frozen=True, slots=True)
class MonthBalance:
    """How many things were for whom in one month; ``month`` is its first day."""

    month: date
    newcomer: int
    staff: int
    other: int

    @property
    def total(self) -> int:
        """All things of the month."""
        return self.newcomer + self.staff + self.other


def balance_of(*, by: Actor, journey_id: int) -> Sequence[MonthBalance]:
    """The last months in which something was agreed or done, oldest first; months between them without any too.

    From the actions against obstacles and the agreements of the plan. Two queries.
    """
    require(by, Permission.JOURNEY_READ)
    actions = ObstacleAction.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    if not has_permission(by, Permission.HEALTH_READ):
        actions = actions.filter(obstacle__is_health=False)
    counted: Counter[tuple[date, str]] = Counter()
    for doer, day in actions.values_list("doer", Coalesce("done_on", "due_on")):
        counted[day.replace(day=1), doer] += 1
    agreements = Agreement.objects.filter(
        plan__journey_id=journey_id, plan__superseded_at__isnull=True, superseded_at__isnull=True
    )
    for who, day in agreements.values_list("who", Coalesce("done_on", "due_on")):
        if day is not None:
            counted[day.replace(day=1), _DOERS[Party(who)]] += 1
    return _months(counted)


def _months(counted: Counter[tuple[date, str]]) -> list[MonthBalance]:
    named = sorted({month for month, _doer in counted})
    if not named:
        return []
    months, month = [], named[0]
    while month <= named[-1]:
        months.append(month)
        month = (month + timedelta(days=31)).replace(day=1)
    return [
        MonthBalance(month, *(counted[month, doer] for doer in (Doer.NEWCOMER, Doer.STAFF, Doer.OTHER)))
        for month in months[-MOST_MONTHS:]
    ]
