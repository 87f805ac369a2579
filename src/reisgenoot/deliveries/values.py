"""One cell as a value that is sure, or as a doubt with a reason and suggestions. Nothing in between: no guess."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_noop as _  # kept with the question; the screen translates

from reisgenoot.approach import Approach
from reisgenoot.approach.words import normalise
from reisgenoot.deliveries.reading.sheets import Cell, is_blank
from reisgenoot.deliveries.recipe import Column
from reisgenoot.kernel.clock import today
from reisgenoot.people.bsn import InvalidBsn, parse_bsn

EARLIEST = date(1900, 1, 1)
EXCEL_EPOCH = date(1899, 12, 30)
_SPACES = re.compile(r"\s+")
_DAY_FIRST = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$")

Suggestion = dict[str, Any]
Value = str | int | Decimal | date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a cell is not sure. ``kind`` is the kind of review item, ``word`` what a decision can be remembered by.

    ``word`` is empty when the decision can only be about this one row.
    """

    kind: str
    reason: str
    given: str
    word: str = ""
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What cells are compared with: the approach and the places of its organisation (normalised name to id)."""

    approach: Approach
    places: Mapping[str, int] = field(default_factory=dict)


Reading = Value | Doubt | None


def read_cell(cell: Cell, column: Column, around: Surroundings) -> Reading:
    """The value of a cell, a doubt, or None when it is empty."""
    if is_blank(cell):
        return _blank(column, around)
    return _READERS[column.type](cell, column, around)


def text_of(cell: Cell) -> str:
    """A cell as text: trimmed, whole numbers without decimals, dates as ISO 8601."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return cell.isoformat()
    return _SPACES.sub(" ", str(cell)).strip() if cell is not None else ""


def _blank(column: Column, around: Surroundings) -> Reading:
    """What an empty cell says: nothing, unless the approach's list gives an empty cell a meaning of its own."""
    if column.type != "outcomes":
        return None
    code_list = around.approach.code_lists.get(column.list or "")
    if code_list is None or code_list.blank is None:
        return None
    return _as_outcomes((code_list.codes[code_list.blank].group or "",), around)


def _text(cell: Cell, column: Column, around: Surroundings) -> Reading:
    return text_of(cell)[: column.max_length]


def _number(cell: Cell, column: Column, around: Surroundings) -> Reading:
    text = text_of(cell)
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return Doubt("number", _("dit is geen getal"), text)
    low, high = column.minimum, column.maximum
    if not number.is_finite() or (low is not None and number < low) or (high is not None and number > high):
        return Doubt("number", _("dit getal kan hier niet (%(low)s tot %(high)s)") % {"low": low, "high": high}, text)
    return Decimal(int(number)) if number == int(number) else number.normalize()


def _bsn(cell: Cell, column: Column, around: Surroundings) -> Reading:
    try:
        return parse_bsn(text_of(cell))
    except InvalidBsn:
        return Doubt("bsn", _("dit BSN klopt niet met de elfproef"), "")


def _date(cell: Cell, column: Column, around: Surroundings) -> Reading:
    if isinstance(cell, date):
        return _plausible(cell, column)
    text = text_of(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _serial(int(cell), text)
    for form in column.formats:
        try:
            return _plausible(datetime.strptime(text, form).date(), column)  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return Doubt("date", _("deze datum bestaat niet of is niet te lezen"), text, suggestions=_near_dates(text))


def _plausible(day: date, column: Column) -> Reading:
    if day < EARLIEST:
        return Doubt("date", _("deze datum ligt te lang geleden"), day.isoformat())
    if column.past and day > today():
        return Doubt("date", _("deze datum ligt in de toekomst"), day.isoformat())
    return day


def _serial(number: int, text: str) -> Doubt:
    """A number where a date should stand: perhaps a day counted as Excel does."""
    counted = EXCEL_EPOCH + timedelta(days=number) if 1 <= number <= 80_000 else None
    suggestions = ({"value": counted.isoformat(), "label": counted.isoformat(), "score": 0.8},) if counted else ()
    return Doubt("date", _("hier staat een getal in plaats van een datum"), text, suggestions=suggestions)


def _near_dates(text: str) -> tuple[Suggestion, ...]:
    """For 31-02: the last day that the month does have. For 02-31: the day with day and month changed places."""
    found = _DAY_FIRST.match(text)
    if not found:
        return ()
    day, month, year = (int(part) for part in found.groups())
    tries = [(year, month, last) for last in (30, 29, 28) if last < day] + [(year, day, month)]
    near = [one for one in (_day(*parts) for parts in tries) if one is not None][:1]
    return tuple({"value": one.isoformat(), "label": one.isoformat(), "score": 0.5} for one in near)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _yes_no(cell: Cell, column: Column, around: Surroundings) -> Reading:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return _coded(cell, column, around, list_name="yes_no")


def _choice(cell: Cell, column: Column, around: Surroundings) -> Reading:
    text = text_of(cell)
    meaning = _own_words(column).get(normalise(text))
    if meaning is not None:
        return meaning
    options = tuple({"value": code, "label": code, "score": 0.0} for code in dict.fromkeys(column.codes.values()))
    return Doubt("code", _("dit woord kennen we hier niet"), text, f"{column.key}:{normalise(text)}", options)


def _code(cell: Cell, column: Column, around: Surroundings) -> Reading:
    text = text_of(cell)
    own = _own_words(column).get(normalise(text))
    return own if own is not None else _coded(cell, column, around, list_name=column.list or "")


def _coded(cell: Cell, column: Column, around: Surroundings, *, list_name: str) -> Reading:
    text = text_of(cell)
    catalogue = around.approach.catalogue(list_name)
    entry = catalogue.find(text)
    if entry is not None:
        return str(entry.key)
    kind = TEXT_KINDS.get(list_name, "code")
    word = normalise(text) if kind != "code" else f"{list_name}:{normalise(text)}"
    return Doubt(kind, _UNKNOWN[kind](), text, word, _suggest(around.approach.digest, list_name, text, around))


TEXT_KINDS = {"main_goals": "main_goal_text", "goals": "goal_text", "instruments": "instrument_text"}
_UNKNOWN: dict[str, Callable[[], str]] = {
    "code": lambda: _("dit woord kennen we hier niet"),
    "main_goal_text": lambda: _("dit hoofddoel staat niet in de lijst van de aanpak"),
    "goal_text": lambda: _("dit doel staat niet in de lijst van de aanpak"),
    "instrument_text": lambda: _("dit instrument staat niet in de lijst van de aanpak"),
}
_SUGGESTED: dict[tuple[str, str, str], tuple[Suggestion, ...]] = {}


def _suggest(digest: str, list_name: str, text: str, around: Surroundings) -> tuple[Suggestion, ...]:
    key = (digest, list_name, normalise(text))
    if key not in _SUGGESTED:
        near = around.approach.catalogue(list_name).suggest(text)
        found = ({"value": e.key, "label": e.label.nl, "label_en": e.label.en, "score": score} for e, score in near)
        if len(_SUGGESTED) > 5_000:
            _SUGGESTED.clear()
        _SUGGESTED[key] = tuple(found)
    return _SUGGESTED[key]


def _outcomes(cell: Cell, column: Column, around: Surroundings) -> Reading:
    """All outcomes that a status or a text states; sorted by the ladder, without the rung that means none."""
    text = text_of(cell)
    own = _own_words(column).get(normalise(text))
    if own is not None:
        return _as_outcomes((own,), around)
    if column.list:
        entries = around.approach.catalogue(column.list).find_all(text)
        if entries:
            return _as_outcomes(tuple(getattr(entry, "group", None) or entry.key for entry in entries), around)
        suggestions = _suggest(around.approach.digest, column.list, text, around)
    else:
        suggestions = tuple(
            {"value": code, "label": code, "score": 0.0} for code in dict.fromkeys(column.codes.values())
        )
    word = f"{column.list or column.key}:{normalise(text)}"
    return Doubt("code", _UNKNOWN["code"](), text, word, suggestions)


def _as_outcomes(keys: tuple[str, ...], around: Surroundings) -> tuple[str, ...]:
    ladder = {rung.key: rung for rung in around.approach.outcome_ladder}
    return tuple(key for key, rung in ladder.items() if key in keys and rung.participating)


def _place(cell: Cell, column: Column, around: Surroundings) -> Reading:
    text = text_of(cell)
    found = around.places.get(normalise(text))
    if found is not None:
        return found
    near = around.approach.catalogue("municipalities").suggest(text, at_least=0.7)
    known = ((around.places.get(normalise(entry.name)), entry.name, score) for entry, score in near)
    suggestions = tuple({"value": pk, "label": name, "score": score} for pk, name, score in known if pk)
    reason = _("deze plaats ligt niet in een gemeente van de organisatie, of we kennen hem niet")
    return Doubt("place", reason, text, normalise(text), suggestions)


def _staff(cell: Cell, column: Column, around: Surroundings) -> Reading:
    return text_of(cell)[:40].upper()


def _own_words(column: Column) -> Mapping[str, str]:
    return _words_by_key(tuple(column.codes.items()))


@lru_cache(maxsize=256)
def _words_by_key(codes: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return {normalise(word): meaning for word, meaning in codes}


_READERS: dict[str, Callable[[Cell, Column, Surroundings], Reading]] = {
    "text": _text,
    "number": _number,
    "bsn": _bsn,
    "date": _date,
    "yes_no": _yes_no,
    "choice": _choice,
    "code": _code,
    "catalogue": _code,
    "outcomes": _outcomes,
    "place": _place,
    "staff": _staff,
}
