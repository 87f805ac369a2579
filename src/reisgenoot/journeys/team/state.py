"""A team on a day: its open files and the colleagues who could direct them. Two queries, any reference date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from reisgenoot.approach import Approach
from reisgenoot.approach.model import ANY_CONTACT
from reisgenoot.approach.periods import Period
from reisgenoot.journeys.models import DirectorAssignment
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.organisations.models import RoleAssignment, StaffMember

CLIENT_MANAGER = "client_manager"
USUAL_RHYTHM = Period(months=3)


@dataclass(frozen=True, slots=True)
class OpenFile:
    """One journey that was open on the day.

    ``staff_id`` is the director then, missing when there was none; ``phase`` the furthest that had begun, '' when none;
    ``people`` everybody of the household (1 when it is not known); ``household_id`` missing when not known;
    ``is_silent`` whether nobody had spoken the person within the rhythm of the approach, or the one agreed with them.
    """

    journey_id: int
    person_id: int
    staff_id: int | None
    phase: str
    language: str
    household_id: int | None
    people: int
    is_silent: bool


@dataclass(frozen=True, slots=True)
class Teammate:
    """A colleague who guides people. ``left_on`` is the first day of being away, also when that is still to come."""

    id: int
    name: str
    team: str
    fte: float
    languages: frozenset[str]
    left_on: date | None
    is_client_manager: bool


_FILES = """
with running as (
    select j.id, j.person_id, j.started_on, j.contact_every, d.staff_id
      from journeys_journey j
      left join lateral (
          select x.staff_id from journeys_directorassignment x
           where x.journey_id = j.id and x.valid_from <= %(day)s and (x.valid_until is null or x.valid_until > %(day)s)
           order by x.valid_from desc limit 1) d on true
     where j.organisation_id = %(organisation)s and j.started_on <= %(day)s
       and (j.ended_on is null or j.ended_on >= %(day)s)
),
ranked as (
    select m.journey_id, max(p.rank) as rank
      from journeys_milestone m
      join unnest(%(milestones)s::text[], %(ranks)s::int[]) as p(key, rank) on p.key = m.key
     where m.organisation_id = %(organisation)s and m.superseded_at is null and m.occurred_on <= %(day)s
     group by m.journey_id
),
spoken as (
    select c.journey_id, max(c.occurred_on) as last_on
      from journeys_contact c
     where c.organisation_id = %(organisation)s and c.outcome = 'held' and c.superseded_at is null
       and c.occurred_on <= %(day)s
     group by c.journey_id
),
living as (
    select distinct on (h.person_id) h.person_id, h.household_id
      from people_householdmember h
     where h.organisation_id = %(organisation)s and (h.valid_from is null or h.valid_from <= %(day)s)
       and (h.valid_until is null or h.valid_until > %(day)s)
     order by h.person_id, h.valid_from desc nulls last
),
sized as (select household_id, count(*) as people from living group by household_id)
select r.id, r.person_id, r.staff_id, coalesce(k.rank, 0), p.language, l.household_id, coalesce(z.people, 1),
       (coalesce(s.last_on, r.started_on)
        + coalesce(nullif(r.contact_every, '')::interval, %(rhythm)s::interval))::date < %(day)s
  from running r
  join people_person p on p.id = r.person_id
  left join ranked k on k.journey_id = r.id
  left join spoken s on s.journey_id = r.id
  left join living l on l.person_id = r.person_id
  left join sized z on z.household_id = l.household_id
 order by r.id
"""


def open_files_on(*, by: Actor, day: date, approach: Approach) -> list[OpenFile]:
    """Every file that was open on a day, as far as we know now. One query."""
    require(by, Permission.TEAM_READ)
    phases = approach.phases_in_order
    begun = [(key, rank) for rank, phase in enumerate(phases, start=1) for key in phase.begins_with]
    names = ["", *(phase.key for phase in phases)]
    parameters: dict[str, Any] = {
        "organisation": by.organisation_id,
        "day": day,
        "milestones": [key for key, _rank in begun],
        "ranks": [rank for _key, rank in begun],
        "rhythm": iso(rhythm_of(approach)),
    }
    with connection.cursor() as cursor:
        cursor.execute(_FILES, parameters)
        return [
            OpenFile(journey_id, person_id, staff_id, names[rank], language or "", household_id, people, is_silent)
            for journey_id, person_id, staff_id, rank, language, household_id, people, is_silent in cursor.fetchall()
        ]


def rhythm_of(approach: Approach) -> Period:
    """How often there is contact with everybody: the widest rhythm of contact, three months where there is none."""
    found = [cadence.every for cadence in approach.cadences.values() if cadence.activity == ANY_CONTACT]
    return max(found, key=lambda period: period.after(date(2000, 1, 1)), default=USUAL_RHYTHM)


def iso(period: Period) -> str:
    """A period as ISO 8601, which PostgreSQL reads."""
    return "P" + "".join(f"{number}{unit}" for number, unit in zip(period.parts, "YMWD", strict=True) if number)


def teammates(*, by: Actor, day: date) -> list[Teammate]:
    """Who was client manager on a day, and whoever directed a file then, by name. One query."""
    require(by, Permission.TEAM_READ)
    runs = Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))
    role = RoleAssignment.objects.filter(runs, staff_id=OuterRef("pk"), role=CLIENT_MANAGER)
    directs = DirectorAssignment.objects.filter(runs, staff_id=OuterRef("pk"), journey__ended_on__isnull=True)
    rows = (
        StaffMember.objects.select_related("team")
        .annotate(holds_role=Exists(role), directs=Exists(directs))
        .filter(Q(holds_role=True, left_on__isnull=True) | Q(holds_role=True, left_on__gt=day) | Q(directs=True))
        .order_by("name", "pk")
    )
    return [
        Teammate(
            id=row.pk,
            name=row.name,
            team=row.team.name if row.team else "",
            fte=float(row.fte),
            languages=frozenset(row.languages),
            left_on=row.left_on,
            is_client_manager=row.holds_role and not (row.left_on and row.left_on <= day),
        )
        for row in rows
    ]


def colleague_names(teammates: Sequence[Teammate]) -> dict[int, str]:
    """Names by id."""
    return {one.id: one.name for one in teammates}
