"""Values of expressions and how one kind becomes another, as ODK does it."""

import math
import re
from datetime import UTC, date, datetime, timedelta

from reisgenoot.questionnaires.xpath.nodes import Node

Value = str | float | bool | list[Node]
"""A text, a number, yes or no, or the places in the form that a path leads to."""

EPOCH = date(1970, 1, 1)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
_SECONDS_A_DAY = 86_400


def unpacked(value: Value) -> str | float | bool:
    """One plain value: of places in the form the answer of the first."""
    if isinstance(value, list):
        return answer_of(value[0]) if value else ""
    return value


def answer_of(node: Node) -> str | float:
    """The answer given at a place: a number where the question asks one, empty where it is not asked."""
    if not node.is_asked or not node.value:
        return ""
    return number(node.value) if node.is_number else node.value


def number(value: Value) -> float:
    """As a number; a date is its days since 1 January 1970; NaN when it is neither."""
    plain = unpacked(value)
    if isinstance(plain, bool | float | int):
        return float(plain)
    written = plain.strip()
    moment = _moment(written)
    if moment is not None:
        return moment
    try:
        return float(written) if written else math.nan
    except ValueError:
        return math.nan


def _moment(written: str) -> float | None:
    """Days since 1970 of an ISO date or moment; None when it is no such thing."""
    try:
        if _DAY.match(written):
            return float((date.fromisoformat(written) - EPOCH).days)
        if _MOMENT.match(written):
            moment = datetime.fromisoformat(written)
            at = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            return at.timestamp() / _SECONDS_A_DAY
    except ValueError:
        return None
    return None


def text(value: Value) -> str:
    """As a text: whole numbers without a point, yes and no as ``true`` and ``false``."""
    plain = unpacked(value)
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, str):
        return plain
    if math.isnan(plain):
        return "NaN"
    if math.isinf(plain):
        return "Infinity" if plain > 0 else "-Infinity"
    return str(int(plain)) if plain == int(plain) else repr(round(plain, 10))


def boolean(value: Value) -> bool:
    """As yes or no: a text that is not empty, a number that is not nought."""
    plain = unpacked(value)
    if isinstance(plain, float):
        return not (plain == 0 or math.isnan(plain))
    return bool(plain)


def day(value: Value) -> date | None:
    """As a day; None when it is none."""
    days = number(value)
    if math.isnan(days) or math.isinf(days):
        return None
    try:
        return EPOCH + timedelta(days=math.floor(days))
    except OverflowError:
        return None


def listed(value: Value) -> list[str]:
    """The chosen names of an answer to a question with several choices."""
    return text(value).split()
