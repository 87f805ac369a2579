"""Twelve months of a team: what came in, what went out, how full it was. One query."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.permissions import Permission, require

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Month:
    """One month: files that began and ended in it, and on its last day (or the reference date) the open files and fte.

    ``fte`` counts who held the role then, at the hours they have now: hours are kept without their history.
    """

    first: date
    last: date
    inflow: int
    outflow: int
    files: int
    fte: float

    @property
    def per_fte(self) -> float | None:
        """Files per fte on the last day; missing without hours."""
        return self.files / self.fte if self.fte else None


_TREND = """
with months as (
    select first::date as first, least((first + interval '1 month')::date - 1, %(day)s::date) as last
      from generate_series(%(start)s::date, %(day)s::date, interval '1 month') as first
)
select m.first, m.last,
       (select count(*) from journeys_journey j
         where j.organisation_id = %(organisation)s and j.started_on between m.first and m.last),
       (select count(*) from journeys_journey j
         where j.organisation_id = %(organisation)s and j.ended_on between m.first and m.last),
       (select count(*) from journeys_journey j
         where j.organisation_id = %(organisation)s and j.started_on <= m.last
           and (j.ended_on is null or j.ended_on > m.last)),
       (select coalesce(sum(s.fte), 0) from organisations_staffmember s
         where s.organisation_id = %(organisation)s and (s.left_on is null or s.left_on > m.last)
           and exists (select 1 from organisations_roleassignment r
                        where r.staff_id = s.id and r.role = 'client_manager' and r.valid_from <= m.last
                          and (r.valid_until is null or r.valid_until > m.last)))
  from months m order by m.first
"""


def trend(*, by: Actor, day: date) -> list[Month]:
    """The month of a day and the eleven before it, oldest first."""
    require(by, Permission.TEAM_READ)
    start = _months_before(day.replace(day=1), MONTHS - 1)
    parameters: dict[str, Any] = {"organisation": by.organisation_id, "day": day, "start": start}
    with connection.cursor() as cursor:
        cursor.execute(_TREND, parameters)
        return [
            Month(first, last, inflow, outflow, files, float(fte))
            for first, last, inflow, outflow, files, fte in cursor.fetchall()
        ]


def _months_before(first: date, months: int) -> date:
    for _ in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    return first
