"""How the checks about work and about partners are found."""

from psycopg import sql

from reisgenoot.approach.journey import Check

NO_TRACK = "no_track_reason"
"""The code of a journey that says why nothing runs now; with one nobody is asked about it."""


def ending_contract(check: Check) -> sql.Composable:
    """Work that goes on under a contract with a last day, on that day; one for each job."""
    return sql.SQL(
        "select w.journey_id, w.contract_ends_on as cause_on, w.id as cause_id from scope s"
        " join work_job w on w.journey_id = s.journey_id"
        " where s.is_open and w.superseded_at is null and w.contract_ends_on is not null"
        " and (w.ended_on is null or w.ended_on > %(today)s)"
    )


def partner_not_activated(check: Check) -> sql.Composable:
    """People without a track or work whose partner has one, since that began; both have an open journey.

    Partners are the adults of one household: who is its ``adult`` or ``partner``, when there are two. Whoever has a
    reason not to follow anything now is left alone.
    """
    return sql.SQL(
        "select me.journey_id, min(other.since) as cause_on, min(other.journey_id) as cause_id"
        " from ({couples}) me join ({active}) other on other.journey_id = me.partner_journey_id"
        " where not exists (select 1 from ({active}) own where own.journey_id = me.journey_id)"
        " group by me.journey_id"
    ).format(couples=_COUPLES.format(reason=sql.Literal(NO_TRACK)), active=_ACTIVE)


_COUPLES = sql.SQL(
    "select s.journey_id, partner.id as partner_journey_id from scope s"
    " join people_householdmember m on m.person_id = s.person_id and m.valid_until is null"
    "  and m.role in ('adult', 'partner')"
    " join people_householdmember p on p.household_id = m.household_id and p.valid_until is null"
    "  and p.role in ('adult', 'partner') and p.person_id <> m.person_id and 'partner' in (m.role, p.role)"
    " join journeys_journey partner on partner.person_id = p.person_id and partner.ended_on is null"
    "  and partner.organisation_id = %(organisation)s"
    " where s.is_open and coalesce(s.codes ->> {reason}, '') = ''"
)
_ACTIVE = sql.SQL(
    "select e.journey_id, e.started_on as since from offers_enrolment e"
    " where e.organisation_id = %(organisation)s and e.superseded_at is null and e.started_on <= %(today)s"
    "  and e.dropped_out_on is null and (e.ended_on is null or e.ended_on >= %(today)s)"
    " union all select w.journey_id, w.started_on from work_job w"
    " where w.organisation_id = %(organisation)s and w.superseded_at is null and w.started_on <= %(today)s"
    "  and (w.ended_on is null or w.ended_on >= %(today)s)"
)
