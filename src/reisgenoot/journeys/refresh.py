"""Deriving what needs doing and where each journey stands, for all journeys of an organisation or for some.

One statement computes the signals that should be open, closes the others, and adds or mends the rest; a second one
writes the standings. The same statements run for one journey after a change and for everybody in the night.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from reisgenoot.journeys import rule_sql
from reisgenoot.journeys.models import ApproachVersion
from reisgenoot.journeys.rule_sql import WANTED_COLUMNS, RuleSql
from reisgenoot.journeys.versions import approach_of
from reisgenoot.kernel.clock import today as today_on_the_wall

_LOCK = 21063
"""One computation at a time in an organisation: two at once could each wait for a row that the other one has."""
MANY = 100
"""From this number of journeys on the statements are planned for many."""

_SCOPE = """
scope as materialized (
    select j.id as journey_id, j.person_id, d.staff_id, j.codes, j.contact_every, a.cluster, j.started_on,
           j.ended_on is null as is_open, j.approach_version_id, j.municipality_id, p.name_key,
           (select max(c.occurred_on) from journeys_contact c
             where c.journey_id = j.id and c.outcome = 'held' and c.superseded_at is null
               and c.occurred_on <= %(today)s) as last_contact_on
      from journeys_journey j
      join people_person p on p.id = j.person_id
      left join lateral (select x.staff_id from journeys_directorassignment x
                          where x.journey_id = j.id
                            and (x.valid_until is null or (x.valid_until > %(today)s and j.ended_on is null))
                          order by x.valid_from limit 1) d on true
      left join lateral (select s.cluster from organisations_servicearea s
                          where s.municipality_id = j.municipality_id and s.organisation_id = j.organisation_id
                          limit 1) a on true
     where j.organisation_id = %(organisation)s {some}
)"""

_SIGNALS = """
with {scope}, {pivots}, every ({columns}) as materialized ({every}),
wanted as materialized (select w.* from every w where {asks}),
changing as materialized (
    select s.id, w.journey_id is not null as is_wanted, w.due_on, w.visible_from, w.acts,
           coalesce(d.id, w.staff_id) as staff_id
      from journeys_signal s
      join scope o on o.journey_id = s.journey_id
      left join wanted w on w.journey_id = s.journey_id and w.rule = s.rule and w.cause_on = s.cause_on
                        and w.cause_id = s.cause_id
      left join organisations_staffmember d on d.id = s.delegated_to_id and coalesce(d.left_on > %(today)s, true)
     where s.state = 'open' and s.organisation_id = %(organisation)s
       and (w.journey_id is null or (s.due_on, s.visible_from, s.staff_id, s.acts)
                                    is distinct from (w.due_on, w.visible_from, coalesce(d.id, w.staff_id), w.acts))
     order by s.id for update of s
),
closed as (
    update journeys_signal s set state = 'closed', closed_at = now()
      from changing c where s.id = c.id and not c.is_wanted
),
mended as (
    update journeys_signal s
       set due_on = c.due_on, visible_from = c.visible_from, staff_id = c.staff_id, acts = c.acts
      from changing c where s.id = c.id and c.is_wanted
)
insert into journeys_signal (organisation_id, {columns}, state, snooze_reason)
select %(organisation)s, w.*, 'open', ''
  from wanted w
 where not exists (select 1 from journeys_signal s where s.journey_id = w.journey_id and s.rule = w.rule
                      and s.cause_on = w.cause_on and s.cause_id = w.cause_id and s.state = 'open')
 order by w.journey_id, w.rule, w.cause_on, w.cause_id
    on conflict (journey_id, rule, cause_on, cause_id) where state = 'open' do nothing
"""
"""What somebody else added meanwhile is left as it is: the same thing is never asked twice."""

_STANDINGS = """
with {scope}, {pivots}, phases (journey_id, phase, phase_since) as ({phases}),
due as (
    select s.journey_id, min(s.due_on) as next_due_on,
           count(*) filter (where s.visible_from <= %(today)s
                              and coalesce(s.snoozed_until, s.visible_from) <= %(today)s) as open_signals
      from journeys_signal s join scope o on o.journey_id = s.journey_id
     where s.state = 'open' and s.organisation_id = %(organisation)s
     group by s.journey_id
)
insert into journeys_standing as t
       (organisation_id, journey_id, person_id, name_key, is_open, phase, phase_since, director_id, municipality_id,
        profile, last_contact_on, next_due_on, open_signals)
select %(organisation)s, o.journey_id, o.person_id, o.name_key, o.is_open, coalesce(f.phase, ''), f.phase_since,
       o.staff_id, o.municipality_id, '', o.last_contact_on, d.next_due_on, coalesce(d.open_signals, 0)
  from scope o left join phases f on f.journey_id = o.journey_id left join due d on d.journey_id = o.journey_id
 order by o.journey_id
    on conflict (journey_id) do update
   set name_key = excluded.name_key, is_open = excluded.is_open, phase = excluded.phase,
       phase_since = excluded.phase_since, director_id = excluded.director_id,
       municipality_id = excluded.municipality_id, last_contact_on = excluded.last_contact_on,
       next_due_on = excluded.next_due_on, open_signals = excluded.open_signals, refreshed_at = now()
 where (t.name_key, t.is_open, t.phase, t.phase_since, t.director_id, t.municipality_id, t.last_contact_on,
        t.next_due_on, t.open_signals)
       is distinct from (excluded.name_key, excluded.is_open, excluded.phase, excluded.phase_since,
        excluded.director_id, excluded.municipality_id, excluded.last_contact_on, excluded.next_due_on,
        excluded.open_signals)
"""


@transaction.atomic
def refresh(*, organisation_id: int, journey_ids: Sequence[int] | None = None, today: date | None = None) -> None:
    """Bring signals and standings up to date with the facts, for all journeys of the organisation or for some.

    Runs inside `kernel.tenancy.acting_as` for that organisation. Changes nothing when nothing changed. A phase counts
    as begun at the first of its milestones; the furthest phase that began is where a journey stands.
    """
    if journey_ids is not None and not journey_ids:
        return
    rules = _rules(organisation_id, journey_ids)
    parameters: dict[str, Any] = {"organisation": organisation_id, "today": today or today_on_the_wall()}
    some = sql.SQL("")
    if journey_ids is not None:
        some = sql.SQL("and j.id = any(%(journeys)s)")
        parameters["journeys"] = list(journey_ids)
    scope = sql.SQL(_SCOPE).format(some=some)
    with connection.cursor() as cursor, _planned_for(cursor, journey_ids):
        cursor.execute(_signals(scope, rules), parameters)
        cursor.execute(_standings(scope, rules), parameters)


@contextmanager
def _planned_for(cursor: CursorWrapper, journey_ids: Sequence[int] | None) -> Iterator[None]:
    """Let the planner join many rows by hashing.

    It cannot know how many rows a materialised CTE holds and takes it for one; nested loops over all journeys of an
    organisation are then some thirty times slower.
    """
    if journey_ids is not None and len(journey_ids) < MANY:
        yield
        return
    cursor.execute("set local enable_nestloop = off")
    yield
    cursor.execute("set local enable_nestloop = on")


def one_at_a_time(organisation_id: int) -> None:
    """Wait until nobody computes signals of this organisation, and let others wait until this transaction ends.

    For whoever locks signals before they are computed: the lock first, then the rows. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [_LOCK, organisation_id])


def _rules(organisation_id: int, journey_ids: Sequence[int] | None) -> list[RuleSql]:
    """The rules of every approach version that the journeys in question are under; from here on nobody else computes."""
    query = (
        "with alone as materialized (select pg_advisory_xact_lock(%s, %s))"
        " select distinct approach_version_id from alone, journeys_journey where organisation_id = %s"
    )
    parameters: list[Any] = [_LOCK, organisation_id, organisation_id]
    if journey_ids is not None:
        query, parameters = f"{query} and id = any(%s)", [*parameters, list(journey_ids)]
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        version_ids = [row[0] for row in cursor.fetchall()]
    versions = ApproachVersion.objects.in_bulk(version_ids)
    return [
        RuleSql(approach_of(version), version_id=version.pk, name=str(number))
        for number, version in enumerate(versions.values())
    ]


def _signals(scope: sql.Composed, rules: list[RuleSql]) -> sql.Composed:
    wanted = [select for rule in rules for select in rule.wanted()]
    wanted += [rule_sql.missing_director(), rule_sql.promises()]
    return sql.SQL(_SIGNALS).format(
        scope=scope,
        pivots=_pivots(rules),
        columns=sql.SQL(WANTED_COLUMNS),
        every=sql.SQL(" union all ").join(wanted),
        asks=rule_sql.unless_extended(rules),
    )


def _standings(scope: sql.Composed, rules: list[RuleSql]) -> sql.Composed:
    selects = [
        sql.SQL("select journey_id, {}, {} from {}").format(*rule.phase(), rule.pivot_name) for rule in rules
    ] or [sql.SQL("select null::bigint, '', null::date where false").format()]
    return sql.SQL(_STANDINGS).format(scope=scope, pivots=_pivots(rules), phases=sql.SQL(" union all ").join(selects))


def _pivots(rules: list[RuleSql]) -> sql.Composable:
    return sql.SQL(", ").join([rule.pivot() for rule in rules] or [sql.SQL("nothing as (select 1)").format()])
