"""The terms of one journey, in Python: the same rules as the signals, also for terms that are met, for the picture."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reisgenoot.approach import Approach, terms
from reisgenoot.approach.journey import Rule, Term
from reisgenoot.approach.periods import Period

Reached = Mapping[str, Sequence[date]]
"""The dates of each milestone that happened, oldest first."""


@dataclass(frozen=True, slots=True)
class TermClock:
    """A term that began. ``first_day`` and ``last_day`` are both in time; ``met_on`` is missing while it runs."""

    key: str
    title: str
    source: str
    first_day: date
    last_day: date
    due_on: date
    within: Period
    met_on: date | None
    is_deadline: bool

    def share(self, today: date) -> float:
        """How much of the term has passed, 0 to 1."""
        length = (self.last_day - self.first_day).days + 1
        return min(max(((today - self.first_day).days + 1) / length, 0.0), 1.0)


def clocks_of(
    approach: Approach, reached: Reached, *, codes: Mapping[str, str], cluster: str = "", language: str = "nl"
) -> list[TermClock]:
    """Every term that began in this journey and was not taken away, the first due first.

    What can be done within a window makes a signal when it matters, and no clock.
    """
    found = []
    for key, term in approach.terms.items():
        if not _holds_for(approach, term, codes, cluster) or (term.kind == "window" and term.to_milestones):
            continue
        start = _start(term, reached)
        if start is None or _last(term.stopped_by, reached, since=start):
            continue
        found.append(_clock(key, term, start, reached, language))
    return sorted(_unless_extended(approach, found), key=lambda clock: clock.due_on)


def _unless_extended(approach: Approach, clocks: Sequence[TermClock]) -> list[TermClock]:
    """Of a term and the one that extends it only the one that is due later."""
    by_key = {clock.key: clock for clock in clocks}
    shorter = set()
    for clock in clocks:
        base = by_key.get(approach.terms[clock.key].extends or "")
        if base is not None:
            shorter.add(min(base, clock, key=lambda one: (one.due_on, one.key)).key)
    return [clock for clock in clocks if clock.key not in shorter]


def _clock(key: str, term: Term, start: date, reached: Reached, language: str) -> TermClock:
    since = start if term.occurrence == "last" else date.min
    return TermClock(
        key=key,
        title=term.title.in_language(language),
        source=term.source,
        first_day=terms.first_day(term, start),
        last_day=terms.last_day(term, start),
        due_on=terms.due_date(term, start),
        within=term.within,
        met_on=_last(term.to_milestones, reached, since=since),
        is_deadline=term.kind == "deadline",
    )


def _start(term: Term, reached: Reached) -> date | None:
    which = -1 if term.occurrence == "last" else 0
    known = [reached[key][which] for key in term.from_milestones if reached.get(key)]
    if not known:
        return None
    return max(known) if term.from_rule == "latest" else min(known)


def _last(milestones: Iterable[str], reached: Reached, *, since: date) -> date | None:
    """The first date on or after ``since`` that any of the milestones was last reached."""
    dates = [reached[key][-1] for key in milestones if reached.get(key) and reached[key][-1] >= since]
    return min(dates) if dates else None


def _holds_for(approach: Approach, rule: Rule, codes: Mapping[str, str], cluster: str) -> bool:
    if rule.clusters and cluster not in rule.clusters:
        return False
    return not rule.applies_to or any(in_group(approach, group, codes) for group in rule.applies_to)


def in_group(approach: Approach, key: str, codes: Mapping[str, str]) -> bool:
    """Whether a journey belongs to a target group: by its known codes, else by what a person decided."""
    group = approach.target_groups[key]
    if not group.code_list:
        return codes.get(f"group:{key}") == "yes"
    return codes.get(group.code_list) in group.codes and all(in_group(approach, also, codes) for also in group.also)
