"""Dates and spans in words, as a person would say them. Pure: today is always given."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import formats
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from reisgenoot.kernel.clock import HOME_ZONE

_WEEKS_FROM_DAYS = 14
_MONTHS_FROM_DAYS = 61
_YEARS_FROM_MONTHS = 24


def moment_in_words(value: datetime) -> str:
    """A moment on a Dutch clock, as ``14 nov 2026, 09:30``."""
    there = value.astimezone(HOME_ZONE)
    return f"{day_in_words(there.date())}, {there:%H:%M}"


def day_in_words(day: date) -> str:
    """A date as ``14 nov 2026``, in the language of the reader."""
    return _written(day, f"j {_month()} Y", get_language())


@lru_cache(maxsize=8192)
def _written(day: date, shape: str, language: str | None) -> str:
    """A date in a language; a long list names the same days again and again."""
    return formats.date_format(day, shape)


def day_of_month_in_words(day: date) -> str:
    """A day within a year that is clear already, as ``14 nov``."""
    return _written(day, f"j {_month()}", get_language())


def month_in_words(day: date) -> str:
    """The month a date lies in, as ``nov 2026``."""
    return _written(day, f"{_month()} Y", get_language())


def _month() -> str:
    """How short months are written: English has a capital, Dutch has not."""
    return "M" if (get_language() or "").startswith("en") else "b"


def whole_months(start: date, end: date) -> int:
    """Whole calendar months from ``start`` to ``end``; negative spans count as none."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(months - (end.day < start.day), 0)


def span_in_words(start: date, end: date) -> str:
    """A span between two dates: in days under two weeks, then weeks, then months, and years with months from two on."""
    days = abs((end - start).days)
    if days < _WEEKS_FROM_DAYS:
        return ngettext("%(n)d dag", "%(n)d dagen", days) % {"n": days}
    if days < _MONTHS_FROM_DAYS:
        return ngettext("%(n)d week", "%(n)d weken", days // 7) % {"n": days // 7}
    months = whole_months(min(start, end), max(start, end))
    if months < _YEARS_FROM_MONTHS:
        return ngettext("%(n)d maand", "%(n)d maanden", months) % {"n": months}
    return _years_and_months(months)


def _years_and_months(months: int) -> str:
    """Months as ``1 jaar 4 mnd``."""
    parts = [years_in_words(months // 12)] if months >= 12 else []
    if months % 12:
        parts.append(ngettext("%(n)d mnd", "%(n)d mnd", months % 12) % {"n": months % 12})
    return " ".join(parts)


def years_in_words(years: int) -> str:
    """Years, of an age or of a span: ``4 jaar``."""
    return ngettext("%(n)d jaar", "%(n)d jaar", years) % {"n": years}


def duration_in_words(start: date, end: date) -> str:
    """A long span as years and months: ``1 jaar 4 mnd``. Under a month it is said in weeks or days."""
    months = whole_months(start, end)
    return _years_and_months(months) if months else span_in_words(start, end)


def due_in_words(due_on: date, today: date) -> str:
    """By when, seen from today: ``vandaag``, ``morgen``, ``over 3 dagen``, ``2 weken te laat``."""
    days = (due_on - today).days
    if days == 0:
        return _("vandaag")
    if days == 1:
        return _("morgen")
    span = span_in_words(today, due_on)
    return (_("over %(span)s") if days > 0 else _("%(span)s te laat")) % {"span": span}


def since_in_words(day: date, today: date) -> str:
    """How long ago: ``vandaag``, ``gisteren``, ``4 maanden geleden``. A day to come is said as :func:`due_in_words`."""
    days = (today - day).days
    if days == 0:
        return _("vandaag")
    if days == 1:
        return _("gisteren")
    if days < 0:
        return due_in_words(day, today)
    return _("%(span)s geleden") % {"span": span_in_words(day, today)}


def age_in_years(born_on: date, today: date) -> int:
    """Completed years of age; someone born on 29 February has their birthday on 1 March in other years."""
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def urgency(due_on: date, today: date) -> str:
    """``late``, ``soon`` (within a week) or ``later``: which sign stands beside the words."""
    days = (due_on - today).days
    if days < 0:
        return "late"
    return "soon" if days <= 7 else "later"
