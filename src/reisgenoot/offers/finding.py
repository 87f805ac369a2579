"""How the checks about taking part are found: absence nobody talked about, and an illness that lasts."""

from psycopg import sql

from reisgenoot.approach import terms
from reisgenoot.approach.journey import Check

ILLNESS = "illness"
"""The code of the approach's list ``absence_reason`` that can be a ground for extension."""


def unanswered_absence(check: Check) -> sql.Composable:
    """Absence that was reported and not talked about, since the day of the report; one for each absence."""
    return sql.SQL(
        "select a.journey_id, a.reported_on as cause_on, a.id as cause_id from scope s"
        " join offers_absence a on a.journey_id = s.journey_id"
        " where s.is_open and a.superseded_at is null and a.followed_up_on is null"
    )


def long_illness(check: Check) -> sql.Composable:
    """Illness that runs, or ran, for as long as the check says, since its first day; due when it has lasted that long."""
    lasts = sql.SQL(terms.sql_interval(check.within)) if check.within else sql.SQL("interval '0 days'")
    return sql.SQL(
        "select a.journey_id, a.from_on as cause_on, a.id as cause_id from scope s"
        " join offers_absence a on a.journey_id = s.journey_id"
        " where s.is_open and a.superseded_at is null and a.reason = {illness}"
        " and coalesce(a.until_on, %(today)s) >= (a.from_on + {lasts})::date"
    ).format(illness=sql.Literal(ILLNESS), lasts=lasts)
