"""How often people get another director, and which files a new director has not opened yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.people.selectors import name_of

YEAR = timedelta(days=365)
MANY = 3
"""From this number of directors in a year on somebody stands in the list."""
MOST_LISTED = 50
LOOKED_BACK = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Changed:
    """Somebody with an open file and the number of different directors in the year before the day."""

    journey_id: int
    name: str
    directors: int
    director: str
    since: date


@dataclass(frozen=True, slots=True)
class Turnover:
    """Open files by their number of directors in the last year, and the people with many (at most 50)."""

    spread: Sequence[tuple[int, int]]
    people: Sequence[Changed]

    @property
    def files(self) -> int:
        """Files that had a director."""
        return sum(number for _directors, number in self.spread)

    @property
    def mean(self) -> float | None:
        """Directors per file in a year; missing without files."""
        return sum(directors * number for directors, number in self.spread) / self.files if self.files else None

    @property
    def many(self) -> int:
        """Files with many directors."""
        return sum(number for directors, number in self.spread if directors >= MANY)


@dataclass(frozen=True, slots=True)
class Unopened:
    """A file that changed hands and that its director has not opened since; ``since`` is when it changed hands."""

    journey_id: int
    name: str
    director_id: int
    director: str
    since: date


_COUNTED = """
with counted as (
    select d.journey_id, count(distinct d.staff_id) as directors,
           max(d.valid_from) as since,
           (array_agg(d.staff_id order by d.valid_from desc, d.id desc))[1] as staff_id
      from journeys_directorassignment d
      join journeys_journey j on j.id = d.journey_id
     where d.organisation_id = %(organisation)s and d.valid_from <= %(day)s
       and (d.valid_until is null or d.valid_until > %(year_ago)s)
       and (d.valid_until is null or d.valid_until > d.valid_from)
       and j.started_on <= %(day)s and (j.ended_on is null or j.ended_on >= %(day)s)
     group by d.journey_id
),
spread as (select directors, count(*) as files from counted group by directors)
select 'spread', directors, files, null, null, null, null, null, null::date from spread
union all
(select 'person', c.directors, 0, c.journey_id, p.called, p.given_name, p.family_name, s.name, c.since
   from counted c
   join journeys_journey j on j.id = c.journey_id
   join people_person p on p.id = j.person_id
   join organisations_staffmember s on s.id = c.staff_id
  where c.directors >= %(many)s
  order by c.directors desc, c.since desc, c.journey_id limit %(most)s)
"""

_UNOPENED = """
select d.journey_id, p.called, p.given_name, p.family_name, s.id, s.name, d.valid_from
  from journeys_directorassignment d
  join journeys_journey j on j.id = d.journey_id and j.ended_on is null
  join people_person p on p.id = j.person_id
  join organisations_staffmember s on s.id = d.staff_id
 where d.organisation_id = %(organisation)s and d.valid_until is null
   and d.valid_from between %(since)s and %(day)s
   and exists (select 1 from journeys_directorassignment e
                where e.journey_id = d.journey_id and e.id <> d.id and e.valid_until = d.valid_from)
   and not exists (select 1 from kernel_readentry r
                    where r.organisation_id = %(organisation)s and r.person_id = j.person_id and r.staff_id = d.staff_id
                      and r.at >= d.valid_from)
 order by d.valid_from, d.journey_id limit %(most)s
"""


def turnover(*, by: Actor, day: date) -> Turnover:
    """Directors per open file in the year before a day. One query."""
    require(by, Permission.TEAM_READ)
    parameters: dict[str, Any] = {
        "organisation": by.organisation_id,
        "day": day,
        "year_ago": day - YEAR,
        "many": MANY,
        "most": MOST_LISTED,
    }
    spread: list[tuple[int, int]] = []
    people: list[Changed] = []
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, parameters)
        for kind, directors, files, journey_id, called, given, family, director, since in cursor.fetchall():
            if kind == "spread":
                spread.append((directors, files))
            else:
                people.append(Changed(journey_id, name_of(called, given, family), directors, director, since))
    return Turnover(sorted(spread), people)


def unopened(*, by: Actor, day: date) -> list[Unopened]:
    """Files that changed hands in the three months before a day and that the director has not opened since. One query."""
    require(by, Permission.TEAM_READ)
    parameters: dict[str, Any] = {
        "organisation": by.organisation_id,
        "day": day,
        "since": day - LOOKED_BACK,
        "most": MOST_LISTED,
    }
    with connection.cursor() as cursor:
        cursor.execute(_UNOPENED, parameters)
        return [
            Unopened(journey_id, name_of(called, given, family), staff_id, director, since)
            for journey_id, called, given, family, staff_id, director, since in cursor.fetchall()
        ]
