"""From the rules of an approach to SQL: one pivot of the milestones per journey, one SELECT per rule over it.

The pivot `reached` has for each milestone a rule names two columns: the first and the last date it happened. All
values from definitions become SQL literals; nothing here comes from a user.

A rule holds for what happened from its ``valid_from`` on: a law of 2022 asks nothing of a milestone of 2019. A cadence
whose activity is no milestone is met by any contact that came about.
"""

from collections.abc import Iterable, Iterator

from psycopg import sql

from reisgenoot.approach import Approach, terms
from reisgenoot.approach.journey import Cadence, Check, Rule, Term
from reisgenoot.journeys.checks import finder_of
from reisgenoot.journeys.rules import CADENCE, CHECK, MISSING_DIRECTOR, PROMISE, TERM

WANTED_COLUMNS = "journey_id, person_id, staff_id, kind, rule, cause_on, cause_id, visible_from, due_on, acts"


class RuleSql:
    """The SQL of one approach version's rules. ``name`` tells the pivots of several versions in one statement apart."""

    def __init__(self, approach: Approach, *, version_id: int, name: str) -> None:
        self.approach = approach
        self.version_id = version_id
        self.pivot_name = sql.Identifier(f"reached_{name}")
        self._columns = {key: f"m{number}" for number, key in enumerate(sorted(self._milestones()))}

    def pivot(self) -> sql.Composed:
        """CTE: one row per journey of this version with the first and last date of each milestone."""
        parts = [
            sql.SQL(
                "min(occurred_on) filter (where key = {k}) as {f}, max(occurred_on) filter (where key = {k}) as {l}"
            ).format(k=sql.Literal(key), f=sql.Identifier(f"{column}_first"), l=sql.Identifier(f"{column}_last"))
            for key, column in self._columns.items()
        ]
        return sql.SQL(
            "{name} as materialized (select * from scope left join"
            " (select journey_id, {columns} from journeys_milestone"
            "   where superseded_at is null and journey_id in (select journey_id from scope) group by journey_id) m"
            " using (journey_id) where approach_version_id = {version})"
        ).format(name=self.pivot_name, columns=sql.SQL(", ").join(parts), version=sql.Literal(self.version_id))

    def wanted(self) -> Iterator[sql.Composed]:
        """One SELECT per rule: the signals that should be open, in `WANTED_COLUMNS`."""
        for key, term in self.approach.terms.items():
            yield self._term(key, term)
        for key, cadence in self.approach.cadences.items():
            yield self._cadence(key, cadence)
        for key, check in self.approach.checks.items():
            yield self._check(key, check)

    def phase(self) -> tuple[sql.Composed, sql.Composed]:
        """Expressions for the key of the furthest phase that began, and the date it began."""
        keys, dates = [], []
        for phase in reversed(self.approach.phases_in_order):
            began = self._pick(phase.begins_with, last=False, rule="earliest")
            keys.append(sql.SQL("when {b} is not null then {k}").format(b=began, k=sql.Literal(phase.key)))
            dates.append(sql.SQL("when {b} is not null then {b}").format(b=began))
        if not keys:
            return sql.SQL("''").format(), sql.SQL("null::date").format()
        case = sql.SQL("case {} end")
        return (
            sql.SQL("coalesce({}, '')").format(case.format(sql.SQL(" ").join(keys))),
            case.format(sql.SQL(" ").join(dates)),
        )

    def _milestones(self) -> set[str]:
        named: set[str] = set()
        for phase in self.approach.phases.values():
            named.update(phase.begins_with)
        for term in self.approach.terms.values():
            named.update(term.from_milestones, term.to_milestones, term.stopped_by)
        for cadence in self.approach.cadences.values():
            named.update(cadence.from_milestones, cadence.until_milestones, cadence.stopped_by)
            if cadence.activity in self.approach.milestones:
                named.add(cadence.activity)
        for check in self.approach.checks.values():
            named.update(check.stopped_by)
        return named

    def _term(self, key: str, term: Term) -> sql.Composed:
        cause = self._pick(term.from_milestones, last=term.occurrence == "last", rule=term.from_rule)
        due = sql.SQL(terms.sql_due_date(term, "cause_on"))
        met = self._reached(term.to_milestones, since_cause=term.occurrence == "last")
        conditions = [sql.SQL("cause_on is not null"), sql.SQL("not {}").format(met)]
        if term.kind != "deadline":
            conditions.append(sql.SQL("{} >= %(today)s").format(due))
        return self._select(f"{TERM}:{key}", TERM, term, caused=self._caused(cause), due=due, conditions=conditions)

    def _cadence(self, key: str, cadence: Cadence) -> sql.Composed:
        start = self._pick(cadence.from_milestones, last=False, rule="earliest")
        last = sql.SQL("last_contact_on")
        if cadence.activity in self.approach.milestones:
            last = sql.SQL("{}").format(self._column(cadence.activity, last=True))  # type: ignore[assignment]
        cause = sql.SQL("case when {s} is null then null else greatest({l}, {s}) end").format(l=last, s=start)
        every: sql.Composable = sql.SQL(terms.sql_interval(cadence.every))
        if (
            cadence.activity in self.approach.code_lists["activity"].codes
        ):  # the own rhythm is about contact, not papers
            every = sql.SQL("coalesce(nullif(contact_every, '')::interval, {})").format(every)
        due = sql.SQL("(cause_on + {})::date").format(every)
        ended = self._reached(cadence.until_milestones, since_cause=False)
        conditions = [sql.SQL("cause_on is not null"), sql.SQL("not {}").format(ended)]
        return self._select(
            f"{CADENCE}:{key}", CADENCE, cadence, caused=self._caused(cause), due=due, conditions=conditions
        )

    def _check(self, key: str, check: Check) -> sql.Composed:
        found = sql.SQL(
            "(select r.*, f.cause_on, f.cause_id from {pivot} r join ({finder}) f using (journey_id))"
        ).format(pivot=self.pivot_name, finder=finder_of(check.kind)(check))
        due = sql.SQL("cause_on")
        if check.within:
            due = sql.SQL("(cause_on + {})::date").format(sql.SQL(terms.sql_interval(check.within)))  # type: ignore[assignment]
        return self._select(f"{CHECK}:{key}", CHECK, check, caused=found, due=due, conditions=[])

    def _caused(self, cause: sql.Composable) -> sql.Composed:
        """The open journeys of this version with the date a rule counts from."""
        return sql.SQL("(select *, {cause} as cause_on, 0::bigint as cause_id from {pivot} where is_open)").format(
            cause=cause, pivot=self.pivot_name
        )

    def _select(
        self,
        name: str,
        kind: str,
        rule: Rule,
        *,
        caused: sql.Composable,
        due: sql.Composable,
        conditions: list[sql.Composable],
    ) -> sql.Composed:
        conditions.append(sql.SQL("cause_on >= {}").format(sql.Literal(rule.valid_from)))
        conditions.append(sql.SQL("not {}").format(self._reached(rule.stopped_by, since_cause=True)))
        if rule.applies_to:
            conditions.append(_any(self._in_group(group) for group in rule.applies_to))
        if rule.clusters:
            conditions.append(sql.SQL("cluster = any({})").format(sql.Literal(list(rule.clusters))))
        visible = due
        if rule.warn_before:
            visible = sql.SQL("({} - {})::date").format(due, sql.SQL(terms.sql_interval(rule.warn_before)))
        return sql.SQL(
            "select journey_id, person_id, staff_id, {kind}, {name}, cause_on, cause_id, {visible}, {due}, {acts}"
            " from {caused} caused where {conditions}"
        ).format(
            kind=sql.Literal(kind),
            name=sql.Literal(name),
            visible=visible,
            due=due,
            acts=sql.Literal(rule.acts),
            caused=caused,
            conditions=sql.SQL(" and ").join(conditions),
        )

    def _column(self, milestone: str, *, last: bool) -> sql.Identifier:
        return sql.Identifier(f"{self._columns[milestone]}_{'last' if last else 'first'}")

    def _pick(self, milestones: Iterable[str], *, last: bool, rule: str) -> sql.Composed:
        columns = sql.SQL(", ").join(self._column(milestone, last=last) for milestone in milestones)
        return sql.SQL("{}({})").format(sql.SQL("greatest" if rule == "latest" else "least"), columns)

    def _reached(self, milestones: Iterable[str], *, since_cause: bool) -> sql.Composed:
        """Whether any of the milestones happened (on or after the cause)."""
        test = "coalesce({} >= cause_on, false)" if since_cause else "({} is not null)"
        return _any(sql.SQL(test).format(self._column(milestone, last=True)) for milestone in milestones)

    def _in_group(self, key: str) -> sql.Composed:
        """Whether the journey belongs to a target group: by its known codes, else by what a person decided."""
        group = self.approach.target_groups[key]
        if not group.code_list:
            return sql.SQL("(codes ->> {} = 'yes')").format(sql.Literal(f"group:{key}"))
        known = sql.SQL("(codes ->> {} = any({}))").format(sql.Literal(group.code_list), sql.Literal(list(group.codes)))
        return sql.SQL("({})").format(sql.SQL(" and ").join([known, *(self._in_group(other) for other in group.also)]))


def missing_director() -> sql.Composed:
    """Open journeys without a director."""
    return sql.SQL(
        "select journey_id, person_id, staff_id, 'missing', {rule}, started_on, 0::bigint, started_on, started_on,"
        " 'team_manager' from scope where is_open and staff_id is null"
    ).format(rule=sql.Literal(MISSING_DIRECTOR))


def promises() -> sql.Composed:
    """Promises made in a contact and not yet kept; the one who made it acts."""
    return sql.SQL(
        "select s.journey_id, s.person_id, coalesce(c.promise_owner_id, c.recorded_by_id, s.staff_id), 'promise', {rule},"
        " c.occurred_on, c.id,"
        " coalesce(c.promise_from, c.occurred_on), c.promise_until, 'client_manager'"
        " from scope s join journeys_contact c on c.journey_id = s.journey_id"
        " where s.is_open and c.promise <> '' and c.promise_kept_on is null and c.superseded_at is null"
    ).format(rule=sql.Literal(PROMISE))


def unless_extended(rules: Iterable[RuleSql]) -> sql.Composable:
    """Which of the wanted signals `w` ask: of a term and the one that extends it only the one that is due later."""
    pairs = sorted(
        {
            (f"{TERM}:{term.extends}", f"{TERM}:{key}")
            for rule in rules
            for key, term in rule.approach.terms.items()
            if term.extends
        }
    )
    if not pairs:
        return sql.SQL("true")
    both_ways = [*pairs, *((longer, base) for base, longer in pairs)]
    listed = sql.SQL(", ").join(sql.SQL("({}, {})").format(*map(sql.Literal, pair)) for pair in both_ways)
    # Equalities in the where clause only: the planner can then hash; as a join condition it would compare all with all.
    return sql.SQL(
        "not exists (select 1 from every e, (values {pairs}) p (mine, other)"
        " where e.journey_id = w.journey_id and p.mine = w.rule and e.rule = p.other"
        " and (e.due_on, e.rule) > (w.due_on, w.rule))"
    ).format(pairs=listed)


def _any(conditions: Iterable[sql.Composable]) -> sql.Composed:
    listed = list(conditions)
    return sql.SQL("({})").format(sql.SQL(" or ").join(listed)) if listed else sql.SQL("(false)").format()
