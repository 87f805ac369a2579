"""What can be missing in the agenda, as SQL over all journeys at once (`journeys.checks`)."""

from psycopg import sql

from reisgenoot.approach import terms
from reisgenoot.approach.journey import Check


def interpreter_missing(check: Check) -> sql.Composable:
    """Appointments to come with somebody who needs an interpreter, for which none is asked or the one asked fell through.

    It counts from the day the appointment was made, or from as long before it as the check gives time: an interpreter is
    never due after the talk.
    """
    within = sql.SQL(terms.sql_interval(check.within)) if check.within else sql.SQL("interval '0 days'")
    return sql.SQL(
        "select a.journey_id, least((a.created_at at time zone 'Europe/Amsterdam')::date,"
        " ((a.starts_at at time zone 'Europe/Amsterdam')::date - {within})::date) as cause_on, a.id as cause_id"
        " from agenda_appointment a join scope s on s.journey_id = a.journey_id and s.is_open"
        " where a.state = 'planned' and (a.starts_at at time zone 'Europe/Amsterdam')::date >= %(today)s"
        "   and exists (select 1 from agenda_participant t join journeys_journey j on j.id = t.journey_id"
        "                 join people_person p on p.id = j.person_id"
        '                where t.appointment_id = a.id and not t."left" and p.needs_interpreter)'
        "   and not exists (select 1 from agenda_interpreterbooking b"
        "                    where b.appointment_id = a.id and b.state <> 'failed')"
    ).format(within=within)


def appointment_unrecorded(check: Check) -> sql.Composable:
    """Appointments of a day that has passed of which nobody wrote down what came of it."""
    return sql.SQL(
        "select a.journey_id, (a.starts_at at time zone 'Europe/Amsterdam')::date as cause_on, a.id as cause_id"
        " from agenda_appointment a join scope s on s.journey_id = a.journey_id and s.is_open"
        " where a.state = 'planned' and (a.starts_at at time zone 'Europe/Amsterdam')::date < %(today)s"
    )


def talk_agreement_due(check: Check) -> sql.Composable:
    """Agreements made at a talk that are not done; due on their own day, whatever the check gives as time."""
    return sql.SQL(
        "select a.journey_id, g.due_on as cause_on, g.id as cause_id"
        " from agenda_agreement g join agenda_appointment a on a.id = g.appointment_id"
        " join scope s on s.journey_id = a.journey_id and s.is_open"
        " where g.done_on is null"
    )
