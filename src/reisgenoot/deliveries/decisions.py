"""What can be decided about each kind of question, and whether a given decision is one of those."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from reisgenoot.deliveries.mapping.session import Decision, Session
from reisgenoot.deliveries.recipe import Column
from reisgenoot.deliveries.rows import Row
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.owning import require_own
from reisgenoot.people.bsn import parse_bsn
from reisgenoot.people.models import Person

CHOICES: Mapping[str, tuple[str, ...]] = {
    "same_bsn": ("this", "other"),
    "person_differs": ("ours", "delivered"),
    "corrected_here": ("ours", "delivered"),
    "plan_empty": ("keep", "drop"),
    "plan_twice_differs": ("first", "this", "both"),
    "row_twice_differs": ("this", "drop"),
}
"""Questions with a fixed set of answers: ``{"value": one of these}``."""

PERSON_KINDS: Mapping[str, tuple[str, ...]] = {"plan_person": ("nobody", "drop"), "duplicate_person": ("new",)}
"""Questions about who is meant: ``{"person_id": id}``, or ``{"value": one of these}``."""

REASONS = ("unreadable", "not-ours", "unknown", "not-needed")
"""Why something stays unknown: a fixed list, because a free text could hold a person's data."""

LASTING = frozenset({"person_differs", "same_bsn", "bsn"})
"""Decisions that changed a person's own data; those are put right in the file, not taken back here."""


def checked(session: Session, kind: str, row: Row, column: str, decision: Mapping[str, Any]) -> Decision:
    """The decision in its stored form; it never holds a BSN.

    Raises
    ------
    InvalidInput   it cannot be decided so. NotKnown: the person is not the organisation's.
    """
    if kind in CHOICES:
        return _choice(decision, CHOICES[kind])
    if kind in PERSON_KINDS:
        if decision.get("person_id"):
            require_own(Person, [int(decision["person_id"])])
            return {"person_id": int(decision["person_id"])}
        answer = _choice(decision, PERSON_KINDS[kind])
        return {"new_person": True} if answer["value"] == "new" else answer
    if kind == "bsn":
        if decision.get("bsn"):
            parse_bsn(decision["bsn"])
            return {"value": "", "given": True}
        return {"value": ""}
    return {"value": _value(session, _column(row, column), decision.get("value"))}


def reason_of(decision: Mapping[str, Any]) -> Decision:
    """Why something stays unknown, where somebody said so."""
    reason = decision.get("reason")
    return {"reason": reason} if reason in REASONS else {}


def _choice(decision: Mapping[str, Any], options: tuple[str, ...]) -> Decision:
    if decision.get("value") not in options:
        raise InvalidInput(_("Kies een van de mogelijkheden."), field="decision")
    return {"value": decision["value"]}


def _column(row: Row, title: str) -> Column:
    names = [name for name, known in row.titles.items() if known == title]
    if not names:
        raise InvalidInput(_("Deze kolom is er niet meer in het recept."), field="decision")
    return row.kind.column_of(names[0])


def _value(session: Session, column: Column, value: Any) -> Any:
    """A value that fits the column; empty means that it stays unknown."""
    if value in (None, "", []):
        return [] if column.type == "outcomes" else ""
    match column.type:
        case "date":
            return _date(column, value)
        case "number":
            return _number(value)
        case "place":
            if int(value) not in session.around.places.values():
                raise InvalidInput(_("Deze gemeente kennen we niet."), field="decision")
            return int(value)
        case "choice" | "code" | "catalogue" | "yes_no" | "outcomes":
            return _code(session, column, value)
        case _:
            return str(value)[: column.max_length]


def _date(column: Column, value: Any) -> str:
    try:
        day = date.fromisoformat(str(value))
    except ValueError as error:
        raise InvalidInput(_("Vul een bestaande datum in."), field="decision") from error
    if column.past and day > today():
        raise InvalidInput(_("Deze datum ligt in de toekomst."), field="decision")
    return day.isoformat()


def _number(value: Any) -> str:
    try:
        return str(Decimal(str(value).replace(",", ".")))
    except InvalidOperation as error:
        raise InvalidInput(_("Vul een getal in."), field="decision") from error


def _code(session: Session, column: Column, value: Any) -> Any:
    known = possible_codes(session, column)
    given = value if isinstance(value, list) else [value]
    if any(one not in known for one in given):
        raise InvalidInput(_("Kies uit de lijst."), field="decision")
    return given if column.type == "outcomes" else given[0]


def possible_codes(session: Session, column: Column) -> set[str]:
    """Every code that a coded column can hold."""
    approach, known = session.approach, set(column.codes.values())
    name = "yes_no" if column.type == "yes_no" else column.list or ""
    if column.type == "outcomes":
        known |= set(approach.outcomes)
    if name in {"main_goals", "goals", "instruments", "profiles", "providers", "outcomes"}:
        known |= set(getattr(approach, name))
    elif name in approach.code_lists:
        known |= set(approach.code_lists[name].codes)
    elif name in approach.scales:
        known |= set(approach.scales[name].levels)
    return known
