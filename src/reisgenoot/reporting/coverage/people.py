"""Every open file with what it lacks and the groups it belongs to. One query for a whole organisation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import connection

from reisgenoot.approach import Approach
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.team.state import iso, rhythm_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.people.selectors import CALLED, name_of

UNKNOWN = "unknown"


class Gap(StrEnum):
    """What can be missing."""

    DIAGNOSIS = "diagnosis"
    PLAN = "plan"
    CONTACT = "contact"
    OFFER = "offer"


class Characteristic(StrEnum):
    """By what people are grouped. Never by origin."""

    PROFILE = "profile"
    SEX = "sex"
    AGE = "age"
    HOUSEHOLD = "household"
    LANGUAGE = "language"


AGE_BANDS = ("0-17", "18-26", "27-39", "40-54", "55-")


@dataclass(frozen=True, slots=True)
class Covered:
    """One open file: what it lacks, and its value of each characteristic (``unknown`` where nobody wrote it down).

    ``last_contact_on`` is missing when nobody spoke the person yet.
    """

    journey_id: int
    director_id: int | None
    started_on: date
    last_contact_on: date | None
    gaps: frozenset[Gap]
    groups: Mapping[Characteristic, str]


_QUERY = """
with living as (
    select distinct on (h.person_id) h.person_id, h.household_id
      from people_householdmember h
     where h.organisation_id = %(organisation)s and (h.valid_from is null or h.valid_from <= %(day)s)
       and (h.valid_until is null or h.valid_until > %(day)s)
     order by h.person_id, h.valid_from desc nulls last
),
homes as (
    select l.household_id,
           count(*) filter (where m.role <> 'child') as adults, count(*) filter (where m.role = 'child') as children
      from living l
      join people_householdmember m on m.household_id = l.household_id and m.person_id = l.person_id
     group by l.household_id
),
spoken as (
    select c.journey_id, max(c.occurred_on) as last_on
      from journeys_contact c
     where c.organisation_id = %(organisation)s and c.outcome = 'held' and c.superseded_at is null
       and c.occurred_on <= %(day)s
     group by c.journey_id
),
diagnosed as (
    select distinct on (d.journey_id) d.journey_id, d.profile
      from intake_diagnosis d
     where d.organisation_id = %(organisation)s and d.superseded_at is null and d.journey_id is not null
       and (d.diagnosed_on is null or d.diagnosed_on <= %(day)s)
     order by d.journey_id, d.diagnosed_on desc nulls last, d.id desc
),
planned as (
    select distinct p.journey_id from plans_plan p
     where p.organisation_id = %(organisation)s and p.superseded_at is null and p.agreed_on <= %(day)s
),
taking_part as (
    select distinct e.journey_id from offers_enrolment e
     where e.organisation_id = %(organisation)s and e.superseded_at is null and e.dropped_out_on is null
       and e.started_on <= %(day)s and (e.ended_on is null or e.ended_on >= %(day)s)
)
select j.id, w.staff_id, j.started_on, s.last_on,
       d.journey_id is null, pl.journey_id is null,
       (coalesce(s.last_on, j.started_on)
        + coalesce(nullif(j.contact_every, '')::interval, %(rhythm)s::interval))::date < %(day)s,
       t.journey_id is null,
       coalesce(nullif(d.profile, ''), 'unknown'), coalesce(nullif(p.sex, ''), 'unknown'),
       case when p.birth_date is null then 'unknown'
            else (array['0-17', '18-26', '27-39', '40-54', '55-'])
                 [width_bucket(extract(year from age(%(day)s::date, p.birth_date))::int, array[18, 27, 40, 55]) + 1] end,
       case when h.household_id is null then 'unknown'
            when h.adults > 1 and h.children > 0 then 'family'
            when h.children > 0 then 'single_parent'
            when h.adults > 1 then 'couple'
            else 'alone' end,
       coalesce(nullif(p.language, ''), 'unknown')
  from journeys_journey j
  join people_person p on p.id = j.person_id
  left join lateral (
      select x.staff_id from journeys_directorassignment x
       where x.journey_id = j.id and x.valid_from <= %(day)s and (x.valid_until is null or x.valid_until > %(day)s)
       order by x.valid_from desc limit 1) w on true
  left join living l on l.person_id = j.person_id
  left join homes h on h.household_id = l.household_id
  left join spoken s on s.journey_id = j.id
  left join diagnosed d on d.journey_id = j.id
  left join planned pl on pl.journey_id = j.id
  left join taking_part t on t.journey_id = j.id
 where j.organisation_id = %(organisation)s and j.started_on <= %(day)s
   and (j.ended_on is null or j.ended_on >= %(day)s)
 order by j.started_on, j.id
"""


def covered_people(*, by: Actor, day: date, approach: Approach) -> list[Covered]:
    """Every file that was open on a day, the longest running first. One query."""
    require(by, Permission.TEAM_READ)
    parameters: dict[str, Any] = {"organisation": by.organisation_id, "day": day, "rhythm": iso(rhythm_of(approach))}
    with connection.cursor() as cursor:
        cursor.execute(_QUERY, parameters)
        return [_covered(row) for row in cursor.fetchall()]


def _covered(row: Sequence[object]) -> Covered:
    journey_id, director_id, started_on, last_on, *rest = row
    lacks, values = rest[:4], rest[4:]
    return Covered(
        journey_id=journey_id,  # type: ignore[arg-type]  # columns of our own query
        director_id=director_id,  # type: ignore[arg-type]
        started_on=started_on,  # type: ignore[arg-type]
        last_contact_on=last_on,  # type: ignore[arg-type]
        gaps=frozenset(gap for gap, is_missing in zip(Gap, lacks, strict=True) if is_missing),
        groups={one: str(value) for one, value in zip(Characteristic, values, strict=True)},
    )


@dataclass(frozen=True, slots=True)
class Named:
    """The name of a person and of the director; empty where there is none."""

    name: str
    director: str


def names_of(*, by: Actor, journey_ids: Iterable[int]) -> dict[int, Named]:
    """Names by journey, for a list that may be read by who may read files. One query."""
    require(by, Permission.JOURNEY_READ)
    rows = Journey.objects.filter(pk__in=list(journey_ids)).values_list("pk", *CALLED, "standing__director__name")
    return {pk: Named(name_of(called, given, family), director or "") for pk, called, given, family, director in rows}
