"""A table's rows in words, in the active language."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from reisgenoot.monitor.result import Row

_TENTH = Decimal("0.1")


def label_of(row: Row) -> str:
    """A group in words."""
    return ", ".join(row.group.values()) or _("Alle")


def percentage(share: float) -> str:
    """A share as a percentage with one decimal, halves up, without the sign."""
    return number_format(Decimal(repr(share * 100)).quantize(_TENTH, ROUND_HALF_UP), decimal_pos=1)


def share_of(row: Row) -> str:
    """The share of a row as a percentage with one decimal, exact from its counts; empty when there is none."""
    if row.share is None or row.numerator is None or not row.denominator:
        return ""
    exact = Decimal(100 * row.numerator) / Decimal(row.denominator)
    return f"{number_format(exact.quantize(_TENTH, ROUND_HALF_UP), decimal_pos=1)} %"


def figure_of(row: Row) -> str:
    """A row's figure in words: share, numerator and denominator, or why there is none."""
    if row.suppressed:
        return _("te klein om te tonen")
    if row.share is None:
        return _("niemand")
    counts = _("%(numerator)s van %(denominator)s") % {"numerator": row.numerator, "denominator": row.denominator}
    text = f"{share_of(row)} ({counts})"
    return f"{text}, {_('te klein om iets over te zeggen')}" if row.is_small else text


def interval_of(row: Row) -> str:
    """The interval of a row in words; empty when there is none."""
    if row.low is None or row.high is None:
        return ""
    return _("tussen %(low)s en %(high)s %%") % {"low": percentage(row.low), "high": percentage(row.high)}


def sentence_of(row: Row) -> str:
    """A row as the sentence above a picture: who, which share, how sure."""
    return ": ".join((label_of(row), "; ".join(filter(None, (figure_of(row), interval_of(row)))))) + "."
