"""How signals about questionnaires are found in the facts."""

from psycopg import sql

from reisgenoot.approach.journey import Check

_UNCHECKED = sql.SQL(
    "select sitting.journey_id, (sitting.handed_in_at at time zone 'Europe/Amsterdam')::date as cause_on,"
    " sitting.id as cause_id"
    " from questionnaires_sitting as sitting join scope on scope.journey_id = sitting.journey_id"
    " where sitting.state = 'handed_in'"
)


def questionnaire_unchecked(check: Check) -> sql.Composable:
    """Every questionnaire that was handed in and not yet gone through, from the day it was handed in."""
    return _UNCHECKED
