"""What the checks of an approach look for in plans: the SQL of each kind, over all journeys of the scope at once.

The plan of a journey is its newest version that is neither replaced nor ended. A draft is no plan.
"""

from psycopg import sql

from reisgenoot.approach.journey import Check

_CURRENT = """
    select distinct on (p.journey_id) p.id, p.journey_id, coalesce(p.agreed_on, p.recorded_at::date) as since
      from plans_plan p join scope s on s.journey_id = p.journey_id
     where p.superseded_at is null and p.state in ('agreed', 'in_force') and s.is_open
     order by p.journey_id, coalesce(p.agreed_on, p.recorded_at::date) desc, p.id desc
"""

_GOALS_ONLY_WORK = """
    select c.journey_id, c.since as cause_on, c.id as cause_id
      from ({current}) c
      join plans_goal g on g.plan_id = c.id and g.superseded_at is null
     group by c.journey_id, c.since, c.id
    having bool_and(g.domain = 'work')
"""

_EFFORT_ONE_SIDED = """
    select c.journey_id, c.since as cause_on, c.id as cause_id
      from ({current}) c
      join plans_agreement a on a.plan_id = c.id and a.superseded_at is null
     group by c.journey_id, c.since, c.id
    having bool_and(a.who <> 'newcomer')
       and not exists (select 1 from plans_goal g
                         join plans_plannedinstrument i on i.goal_id = g.id and i.superseded_at is null
                        where g.plan_id = c.id and g.superseded_at is null and i.is_own_effort)
"""

_AGREEMENT_DUE = """
    select c.journey_id, a.due_on as cause_on, a.id as cause_id
      from ({current}) c
      join plans_agreement a on a.plan_id = c.id and a.superseded_at is null
     where a.due_on is not null and a.done_on is null
"""


def goals_only_work(check: Check) -> sql.Composable:
    """Plans of which every goal is about work."""
    return _finder(_GOALS_ONLY_WORK)


def effort_one_sided(check: Check) -> sql.Composable:
    """Plans with agreements of which none is the newcomer's, and without own effort as an instrument."""
    return _finder(_EFFORT_ONE_SIDED)


def agreement_due(check: Check) -> sql.Composable:
    """Agreements that are not done yet, since the day they are due."""
    return _finder(_AGREEMENT_DUE)


def _finder(statement: str) -> sql.Composable:
    return sql.SQL(statement).format(current=sql.SQL(_CURRENT))


FINDERS = {
    "goals_only_work": goals_only_work,
    "effort_one_sided": effort_one_sided,
    "agreement_due": agreement_due,
}
