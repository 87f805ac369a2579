"""The SQL that finds what the checks of this package ask for; registered in `apps`."""

from psycopg import sql

from reisgenoot.approach.journey import Check
from reisgenoot.guidance.enums import BasicState

AT_HOME = ("settled", "brp_registered")
"""The milestones of which the first is the day somebody came to live here."""


def actions_due(check: Check) -> sql.Composable:
    """Actions against an obstacle that is not solved, agreed and not done, by the day they were agreed for."""
    return sql.SQL(
        "select a.journey_id, a.due_on as cause_on, a.id as cause_id from guidance_obstacleaction a"
        " join scope s using (journey_id)"
        " where s.is_open and a.superseded_at is null and a.done_on is null and exists ("
        "select 1 from guidance_obstacle o where o.superseded_at is null and o.solved_on is null"
        " and coalesce(o.first_id, o.id) = a.obstacle_id)"
    )


def basics_open(check: Check) -> sql.Composable:
    """Basics the check names that are not in order, since the day somebody came to live here. One row per journey."""
    return sql.SQL(
        "select m.journey_id, min(m.occurred_on) as cause_on, 0::bigint as cause_id from journeys_milestone m"
        " join scope s using (journey_id)"
        " where s.is_open and m.superseded_at is null and m.key = any({at_home})"
        " and (select count(*) from guidance_basic b where b.journey_id = m.journey_id and b.superseded_at is null"
        " and b.key = any({basics}) and b.state = any({settled})) < {number} group by m.journey_id"
    ).format(
        at_home=sql.Literal(list(AT_HOME)),
        basics=sql.Literal(list(check.basics)),
        settled=sql.Literal([BasicState.DONE.value, BasicState.NOT_NEEDED.value]),
        number=sql.Literal(len(check.basics)),
    )
