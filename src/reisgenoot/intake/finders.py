"""How the checks of the intake are found: measurements that are not there, and profiles that rest on older facts."""

from psycopg import sql

from reisgenoot.approach.journey import Check

SAME_INTAKE = 30
"""Days after a diagnosis in which a measurement still belongs to the same intake."""


def baseline_missing(check: Check) -> sql.Composable:
    """Open journeys that reached a milestone of the check and have no first measurement on one of its scales.

    Since the first of those milestones. A value counts as a first one when it was recorded as such.
    """
    return sql.SQL(
        "select m.journey_id, min(m.occurred_on) as cause_on, 0::bigint as cause_id"
        " from journeys_milestone m join scope s on s.journey_id = m.journey_id and s.is_open"
        " where m.superseded_at is null and m.key = any({after}) and exists ("
        "   select from unnest({scales}::text[]) as asked(scale) where not exists ("
        "     select from intake_measurement x where x.journey_id = m.journey_id and x.superseded_at is null"
        "       and x.scale = asked.scale and x.moment = 'baseline'))"
        " group by m.journey_id"
    ).format(after=sql.Literal(list(check.after)), scales=sql.Literal(list(check.scales)))


def closing_without_baseline(check: Check) -> sql.Composable:
    """Open journeys with a closing measurement on a scale of the check that has no first one; since that measurement."""
    return sql.SQL(
        "select x.journey_id, min(x.measured_on) as cause_on, 0::bigint as cause_id"
        " from intake_measurement x join scope s on s.journey_id = x.journey_id and s.is_open"
        " where x.superseded_at is null and x.scale = any({scales}) and x.moment = 'closing' and not exists ("
        "   select from intake_measurement b where b.journey_id = x.journey_id and b.superseded_at is null"
        "     and b.scale = x.scale and b.moment = 'baseline')"
        " group by x.journey_id"
    ).format(scales=sql.Literal(list(check.scales)))


def profile_outdated(check: Check) -> sql.Composable:
    """Open journeys whose last profile is older than a fact it rests on; since the first such fact, by that diagnosis.

    Facts: a measurement on a scale of the check after the intake, one of its milestones, a change in the household, and
    an answer of the intake that was corrected or came later.
    """
    return sql.SQL(
        "select d.journey_id, min(change.changed_on) as cause_on, d.diagnosis_id as cause_id from ("
        "   select distinct on (last.journey_id) last.journey_id, last.id as diagnosis_id, last.diagnosed_on,"
        "          last.recorded_at, s.person_id"
        "     from intake_diagnosis last join scope s on s.journey_id = last.journey_id and s.is_open"
        "    where last.superseded_at is null and last.profile <> ''"
        "    order by last.journey_id, last.diagnosed_on desc, last.id desc) d"
        " join ({changes}) change (journey_id, changed_on, margin) using (journey_id)"
        " where change.changed_on > d.diagnosed_on + change.margin and change.changed_on <= %(today)s"
        " group by d.journey_id, d.diagnosis_id"
    ).format(changes=sql.SQL(" union all ").join(_changes(check)))


def _changes(check: Check) -> list[sql.Composed]:
    """Journey, day and the days after the diagnosis that do not count; joined by journey, so that it can be hashed."""
    return [
        sql.SQL(
            "select x.journey_id, x.measured_on, {same_intake} from scope s join intake_measurement x using (journey_id)"
            " where x.superseded_at is null and x.scale = any({scales})"
        ).format(scales=sql.Literal(list(check.scales)), same_intake=sql.Literal(SAME_INTAKE)),
        sql.SQL(
            "select m.journey_id, m.occurred_on, 0 from scope s join journeys_milestone m using (journey_id)"
            " where m.superseded_at is null and m.key = any({after})"
        ).format(after=sql.Literal(list(check.after))),
        sql.SQL(
            "select s.journey_id, unnest(array[other.valid_from, other.valid_until]), 0 from scope s"
            " join people_householdmember own on own.person_id = s.person_id and own.valid_until is null"
            " join people_householdmember other on other.household_id = own.household_id"
        ).format(),
        sql.SQL(
            "select sitting.journey_id, a.checked_on, 0 from scope s"
            " join questionnaires_sitting sitting using (journey_id)"
            " join questionnaires_answer a on a.sitting_id = sitting.id"
            " where a.superseded_at is null"
            "   and a.check_state in ('corrected', 'added')"
            "   and regexp_replace(a.key, '^.*/', '') = any({questions})"
        ).format(questions=sql.Literal(list(check.questions))),
    ]
