"""Do two people who judge the same person say the same? Counted per item, over the whole organisation."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isnan

from django.db import connection
from statsmodels.stats.inter_rater import cohens_kappa

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.permissions import Permission, require

FEW = 30
"""Below this many pairs the figure says little."""
DAYS_APART = 31
"""Two judgements further apart may differ because the person changed."""

_PAIRS = """
    select second.scale, second.item, first.value, second.value
    from intake_measurement second
    cross join lateral (
        select x.value
        from intake_measurement x
        where x.organisation_id = second.organisation_id and x.journey_id = second.journey_id
          and x.scale = second.scale and x.item = second.item and x.superseded_at is null
          and x.rater = 'professional' and x.recorded_by_id is distinct from second.recorded_by_id
          and abs(x.measured_on - second.measured_on) <= %(days)s
        order by abs(x.measured_on - second.measured_on), x.id
        limit 1
    ) first
    where second.organisation_id = %(organisation)s and second.superseded_at is null and second.rater = 'second'
"""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two raters agree about one item. Shares from 0 to 1.

    ``kappa`` is Cohen's kappa with linear weights, for scales with more than two steps, plain for two: 1 is complete
    agreement, 0 what chance gives. It is missing where it cannot be computed: fewer than two pairs, or everybody got the
    same value.
    """

    scale: str
    item: str
    pairs: int
    exact: float
    within_one: float
    kappa: float | None

    @property
    def is_few(self) -> bool:
        """Whether there are too few pairs to say much."""
        return self.pairs < FEW


def rated_pairs(*, by: Actor) -> list[tuple[str, str, str, str]]:
    """Scale, item, first and second value (keys of levels) of everything that two people judged. One query."""
    require(by, Permission.TEAM_READ)
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, {"days": DAYS_APART, "organisation": by.organisation_id})
        return [(scale, item, first, second) for scale, item, first, second in cursor.fetchall()]


def agreement(scale: str, item: str, pairs: Sequence[tuple[int, int]], steps: Sequence[int]) -> Agreement:
    """How far pairs of values agree. Pure.

    Parameters
    ----------
    pairs   first and second value, each one of ``steps``; at least one pair.
    steps   every value of the scale, lowest first.
    """
    place = {value: number for number, value in enumerate(steps)}
    table = [[0] * len(steps) for _step in steps]
    for first, second in pairs:
        table[place[first]][place[second]] += 1
    apart = [abs(place[first] - place[second]) for first, second in pairs]
    return Agreement(
        scale=scale,
        item=item,
        pairs=len(pairs),
        exact=apart.count(0) / len(pairs),
        within_one=sum(distance <= 1 for distance in apart) / len(pairs),
        kappa=_kappa(table) if len(pairs) > 1 else None,
    )


def by_item(pairs: Iterable[tuple[str, str, str, str]]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Pairs of values per scale and item."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for scale, item, first, second in pairs:
        found[scale, item].append((first, second))
    return found


def _kappa(table: list[list[int]]) -> float | None:
    """Weighted kappa of a square table of counts; None where both raters gave only one and the same value."""
    used = {n for n, row in enumerate(table) if any(row)} | {n for row in table for n, count in enumerate(row) if count}
    if len(used) < 2:
        return None
    found = float(cohens_kappa(table, wt="linear", return_results=False))
    return None if isnan(found) else found
