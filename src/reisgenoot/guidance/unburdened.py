"""Reading the unburdening of one journey: the arrangement, the fixed costs, and what they come to per month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from reisgenoot.guidance.models import FixedCost, Unburdening
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.permissions import Permission, require

_INTO_NEXT_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class CostFact:
    """A fixed cost per month in euros; ``until_on`` is inclusive, missing while it runs."""

    id: int
    kind: str
    payee: str
    amount: Decimal
    from_on: date
    until_on: date | None
    is_paid_directly: bool
    reason: str


@dataclass(frozen=True, slots=True)
class MonthTotal:
    """What is paid in one month: by the municipality directly, and by the person. ``month`` is its first day."""

    month: date
    direct: Decimal
    otherwise: Decimal


def unburdening_of(*, by: Actor, journey_id: int) -> Unburdening | None:
    """The arrangement as it is held now; None while there is none. One query."""
    require(by, Permission.JOURNEY_READ)
    return Unburdening.objects.filter(journey_id=journey_id, superseded_at__isnull=True).first()


def costs_of(*, by: Actor, journey_id: int) -> Sequence[CostFact]:
    """The fixed costs of a journey, those that run longest first. One query."""
    require(by, Permission.JOURNEY_READ)
    rows = FixedCost.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    columns = ("pk", "kind", "payee", "amount", "from_on", "until_on", "is_paid_directly", "reason")
    return [CostFact(*values) for values in rows.order_by("from_on", "pk").values_list(*columns)]


def last_paid_day(one: Unburdening | None, last_day: date | None) -> date | None:
    """The last day the municipality pays: the end that was recorded, the extension, or the last day of the law."""
    if one is not None and one.ended_on:
        return one.ended_on
    if one is not None and one.extended_until:
        return one.extended_until
    return last_day


def month_totals(costs: Sequence[CostFact], *, first_day: date, last_day: date) -> list[MonthTotal]:
    """What is paid per calendar month in which the unburdening ran; a cost counts in each month it touches."""
    found = []
    month = first_day.replace(day=1)
    while month <= last_day:
        following = (month + _INTO_NEXT_MONTH).replace(day=1)
        due = [one for one in costs if one.from_on < following and (one.until_on is None or one.until_on >= month)]
        direct = sum((one.amount for one in due if one.is_paid_directly), Decimal(0))
        otherwise = sum((one.amount for one in due if not one.is_paid_directly), Decimal(0))
        found.append(MonthTotal(month, direct, otherwise))
        month = following
    return found
