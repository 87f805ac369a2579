"""The arithmetic of terms, in one place.

A term has a first day: the starting day itself or the day after it (``Term.starts``). The day after its last day is
that first day plus the period (``periods`` says how months are added). ``Term.end`` only says which of the two days we
call the due date: the last day in time (inclusive) or the first day too late (exclusive).

In SQL the same is ``(start + first_day_shift) + interval - last_day_shift``; see ``sql_due_date``.
"""

from datetime import date, timedelta

from reisgenoot.approach.journey import Cadence, Term
from reisgenoot.approach.periods import Period

__all__ = [
    "Period",
    "due_date",
    "first_day",
    "is_late",
    "last_day",
    "next_due",
    "sql_due_date",
    "sql_interval",
    "visible_from",
]

_ONE_DAY = timedelta(days=1)


def first_day(term: Term, start: date) -> date:
    """The first day that counts for a term whose milestone happened on ``start``."""
    return start if term.starts == "same_day" else start + _ONE_DAY


def last_day(term: Term, start: date) -> date:
    """The last day in time, whatever the term calls its due date."""
    return term.within.after(first_day(term, start)) - _ONE_DAY


def due_date(term: Term, start: date) -> date:
    """The due date of a term whose milestone happened on ``start``.

    Inclusive terms: the last day in time. Exclusive terms: the day after it.

    Source
    ------
    Exclusive ends as DUO states ``einddatum`` of the integration term; the starting day after the date of the plan:
    Wet inburgering 2021, art. 11 lid 2.
    """
    last = last_day(term, start)
    return last if term.end == "inclusive" else last + _ONE_DAY


def is_late(term: Term, start: date, today: date) -> bool:
    """Whether the term has run out; never for a duration or a window, nobody is late for these."""
    return term.kind == "deadline" and today > last_day(term, start)


def next_due(cadence: Cadence, last_time: date) -> date:
    """The last day in time for the next contact after one on ``last_time``."""
    return cadence.every.after(last_time)


def visible_from(rule: Term | Cadence, due: date) -> date:
    """From which day a rule with this due date is shown as coming; the due date itself without ``warn_before``."""
    return rule.warn_before.before(due) if rule.warn_before else due


def sql_interval(period: Period) -> str:
    """The PostgreSQL interval literal for a period: ``date + interval '3 mons'`` clamps month ends as we do."""
    return period.sql_interval


def sql_due_date(term: Term, column: str) -> str:
    """The PostgreSQL expression (type date) of a term's due date, given a column or expression with its start.

    Parameters
    ----------
    column   SQL of type date; from our own code, never from a user.
    """
    opening = "" if term.starts == "same_day" else " + 1"
    closing = " - 1" if term.end == "inclusive" else ""
    return f"((({column}{opening}) + {sql_interval(term.within)})::date{closing})"
