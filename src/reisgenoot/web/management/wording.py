"""How figures of a team are said."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from reisgenoot.approach.caseload import CaseloadNorm
from reisgenoot.journeys.team.proposal import Why
from reisgenoot.journeys.team.workload import Fullness, Load, fullness
from reisgenoot.reporting.team_charts import Band
from reisgenoot.web.components.actions import Badge


def figure(value: float, decimals: int) -> str:
    """A number with this many decimals, halves up, as the reader writes it."""
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return number_format(exact, decimals)


def amount(value: float) -> str:
    """A number as one says it: without a decimal when it is whole."""
    return figure(value, 0 if abs(value - round(value)) < 0.05 else 1)


def hours(value: float) -> str:
    """Fte with at most two decimals."""
    return figure(value, 2 if round(value * 100) % 10 else 1)


def norm_in_words(norm: CaseloadNorm) -> str:
    """``50 tot 80``."""
    return _("%(low)s tot %(high)s") % {"low": amount(norm.low), "high": amount(norm.high)}


def band_of(norm: CaseloadNorm | None) -> Band | None:
    """The norm for a picture."""
    return Band(norm.low, norm.high, _("norm %(norm)s") % {"norm": norm_in_words(norm)}) if norm else None


def load_badge(load: Load, norm: CaseloadNorm | None) -> Badge | None:
    """Where a load stands against the norm, in words with a sign."""
    stands = fullness(load.per_fte, norm)
    if norm is None or stands is Fullness.NONE or load.per_fte is None:
        return Badge(_("geen uren")) if not load.fte else None
    if stands is Fullness.OVER:
        over = round((load.per_fte - norm.high) * load.fte)
        words = ngettext("%(n)d dossier boven de norm", "%(n)d dossiers boven de norm", over) % {"n": over}
        return Badge(words if over else _("net boven de norm"), "warning", "warning")
    if stands is Fullness.UNDER:
        room = round((norm.low - load.per_fte) * load.fte)
        words = ngettext("ruimte voor %(n)d dossier", "ruimte voor %(n)d dossiers", room) % {"n": room}
        return Badge(words if room else _("net onder de norm"), "info")
    return Badge(_("binnen de norm"), "ok", "done")


def stands_in_words(load: Load, norm: CaseloadNorm | None) -> str:
    """The same for the middle of a sentence."""
    if norm is None:
        return _("er is geen norm vastgelegd")
    said = {
        Fullness.OVER: _("boven de norm van %(norm)s"),
        Fullness.UNDER: _("onder de norm van %(norm)s"),
        Fullness.WITHIN: _("binnen de norm van %(norm)s"),
        Fullness.NONE: _("de norm is %(norm)s"),
    }
    return said[fullness(load.per_fte, norm)] % {"norm": norm_in_words(norm)}


def month_name(day: date) -> str:
    """``nov`` of the same year or ``jan ’26`` at its beginning."""
    short = "M" if (get_language() or "").startswith("en") else "b"
    return date_format(day, f"{short} y") if day.month == 1 else date_format(day, short)


def month_with_year(day: date) -> str:
    """``nov 2026``."""
    return date_format(day, "M Y" if (get_language() or "").startswith("en") else "b Y")


def why_in_words(why: str) -> str:
    """Why a colleague was proposed."""
    said = {
        Why.HOUSEHOLD: _("al regisseur van dit gezin"),
        Why.SUBSTITUTE: _("nam werk over voor deze persoon"),
        Why.EARLIER: _("was eerder regisseur"),
        Why.CONTACTS: _("sprak deze persoon"),
        Why.LANGUAGE: _("spreekt de taal"),
        Why.ROOM: _("verdeling naar uren"),
        Why.NO_LANGUAGE: _("spreekt de taal niet"),
    }
    return str(said[Why(why)])
