"""How the checks about handing over are found (`journeys.checks`)."""

from psycopg import sql

from reisgenoot.approach.journey import Check


def unreceived(check: Check) -> sql.Composable:
    """Handovers that were sent and that nobody received or returned: since the day they were sent."""
    return sql.SQL(
        "select h.journey_id, (h.sent_at at time zone 'Europe/Amsterdam')::date as cause_on, h.id as cause_id"
        " from handover_handover h join scope s on s.journey_id = h.journey_id"
        " where h.organisation_id = %(organisation)s and h.state = 'sent' and not exists ("
        "   select 1 from handover_letter l where l.thread = h.thread and l.recipient_id = h.organisation_id)"
    )


def moved_without_handover(check: Check) -> sql.Composable:
    """People who moved to another municipality while nothing went there from eight weeks before that day on."""
    return sql.SQL(
        "select s.journey_id, m.moved_on as cause_on, 0::bigint as cause_id"
        " from scope s"
        " join (select journey_id, max(occurred_on) as moved_on from journeys_milestone"
        "        where organisation_id = %(organisation)s and key = 'moved_away' and superseded_at is null"
        "        group by journey_id) m on m.journey_id = s.journey_id"
        " left join (select journey_id, max(sent_at) as sent_at from handover_handover"
        "             where organisation_id = %(organisation)s and party_id is not null and state not in ('draft', 'returned')"
        "             group by journey_id) h on h.journey_id = s.journey_id"
        " where s.is_open and (h.sent_at is null or h.sent_at < m.moved_on - interval '8 weeks')"
    )
