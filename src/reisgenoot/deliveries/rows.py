"""A row of a delivered file: what is sure, what is in doubt, and by what it is known again."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reisgenoot.approach.words import normalise
from reisgenoot.deliveries.contracts import CONTRACTS, LONGEST
from reisgenoot.deliveries.problems import DeliveryRefused, Problem
from reisgenoot.deliveries.reading.sheets import Cell, Table, is_blank
from reisgenoot.deliveries.recipe import Column, FileKind
from reisgenoot.deliveries.values import Doubt, Surroundings, Value, read_cell, text_of
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.crypto import keyed_hash
from reisgenoot.people.bsn import InvalidBsn, parse_bsn

WRONG_TYPE_SHARE = 0.5
WRONG_TYPE_LEAST = 5
MOST_ALIKE = 20
"""More problems of one kind say nothing new."""
_TYPE_NAMES = {"date": gettext_lazy("datums"), "number": gettext_lazy("getallen"), "bsn": gettext_lazy("BSN's")}
_LOOKS_LIKE_BSN = re.compile(r"(?<!\d)\d{8,9}(?!\d)")


@dataclass(slots=True)
class Row:
    """One row as far as it could be read.

    ``values`` and ``doubts`` are by canonical column name; ``cells`` is the whole row by header text, as it was given.
    ``key`` is the supplier's own key of the row, ``digest`` a keyed hash of what the row says.
    """

    kind: FileKind
    file: str
    sheet: str
    number: int
    period: date | None
    cells: dict[str, Cell]
    titles: Mapping[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    doubts: dict[str, Doubt] = field(default_factory=dict)
    key: str = ""
    digest: str = ""
    source_row_id: int | None = None
    is_late: bool = False

    def get(self, name: str) -> Any:
        """The sure value of a column, or None."""
        return self.values.get(name)

    def text(self, name: str) -> str:
        """The sure text of a column, or an empty text."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def has_given(self, name: str) -> bool:
        """Whether anything stood in the column, sure or not."""
        return name in self.values or name in self.doubts

    def given_text(self, name: str) -> str:
        """What stood in the column, as it was written."""
        title = self.titles.get(name)
        return text_of(self.cells.get(title)) if title else ""

    def without_bsn(self) -> dict[str, str]:
        """What the row says by header text, for a person to read; nothing in it can be a BSN."""
        hidden = {self.titles[name] for name, column in self._by_name() if column.type == "bsn"}
        return {
            title: hide_bsn(text_of(cell))
            for title, cell in self.cells.items()
            if title not in hidden and not is_blank(cell)
        }

    def _by_name(self) -> Iterator[tuple[str, Column]]:
        return ((name, self.kind.column_of(name)) for name in self.titles)


def hide_bsn(text: str) -> str:
    """A text in which every number that can be a BSN is hidden."""
    return _LOOKS_LIKE_BSN.sub(lambda found: "•••" if _can_be_bsn(found[0]) else found[0], text)


def _can_be_bsn(digits: str) -> bool:
    try:
        parse_bsn(digits)
    except InvalidBsn:
        return False
    return True


def rows_of(table: Table, kind: FileKind, around: Surroundings) -> list[Row]:
    """The rows of a sheet.

    Raises
    ------
    DeliveryRefused   in a column that must hold dates, numbers or BSNs, most cells hold something else; or a row has
                      more cells than there are columns.
    """
    period = kind.period_of(table.file)
    titles = {name: table.header[position] for name, position in table.columns.items()}
    header = [title or f"#{position + 1}" for position, title in enumerate(table.header)]
    _refuse_shifted(table)
    rows = []
    for number, cells in table.rows:
        given = dict(zip(header, cells, strict=False))
        rows.append(read_row(Row(kind, table.file, table.sheet, number, period, given, titles), around))
    _refuse_wrong_types(rows, table, kind)
    return rows


def read_row(row: Row, around: Surroundings) -> Row:
    """Fill in what the cells of a row say, and by what the row is known again."""
    said: dict[str, str] = {}
    filled = CONTRACTS[row.kind.reader].filled
    for name, title in row.titles.items():
        column = row.kind.column_of(name)
        read = read_cell(row.cells.get(title), column, around)
        if isinstance(read, Doubt):
            row.doubts[name] = read
            said[name] = f"?{normalise(text_of(row.cells.get(title)))}"
        elif read is not None:
            row.values[name] = read
            said[name] = _said(read)
        elif column.filled or name in filled:
            row.doubts[name] = Doubt("missing", _("dit is niet ingevuld"), "")
    _check_rules(row)
    apart = CONTRACTS[row.kind.reader].apart
    row.digest = keyed_hash(
        json.dumps({name: word for name, word in said.items() if name not in apart}, sort_keys=True)
    )
    row.key = _natural_key(row)
    return row


def _said(value: Value) -> str:
    return normalise(value) if isinstance(value, str) else str(value)


def _check_rules(row: Row) -> None:
    """What holds between columns and for every recipe; a value that breaks it is in doubt."""
    contract = CONTRACTS[row.kind.reader]
    for name, value in list(row.values.items()):
        reason = ""
        if isinstance(value, date):
            other = row.kind.column_of(name).not_before or contract.after.get(name, "")
            reason = _about_date(row, name, value, other, is_past=name in contract.past)
        elif isinstance(value, Decimal) and name in contract.bounds:
            low, high = contract.bounds[name]
            reason = "" if low <= value <= high else _("dit getal kan hier niet (%(low)s tot %(high)s)")
            reason = reason % {"low": low, "high": high} if reason else ""
        elif isinstance(value, str) and len(value) > LONGEST.get(name, len(value)):
            reason = _("deze tekst is te lang")
        if reason:
            kind = "date" if isinstance(value, date) else "number" if isinstance(value, Decimal) else "missing"
            row.doubts[name] = Doubt(kind, reason, row.given_text(name))
            del row.values[name]


def _about_date(row: Row, name: str, value: date, other: str, *, is_past: bool) -> str:
    if is_past and value > today():
        return _("deze datum ligt in de toekomst")
    before = row.get(other) if other else None
    if isinstance(before, date) and value < before:
        return _("deze datum ligt voor %(other)s") % {"other": row.titles[other]}
    return ""


def _natural_key(row: Row) -> str:
    """The supplier's key, with what it belongs to; a keyed hash of the content where the key itself is missing."""
    parts = [_key_part(row, name) for name in row.kind.row_key]
    prefix = row.kind.scheme or row.kind.key
    if not all(parts):
        return f"{prefix}:?{row.digest[:32]}"
    return f"{prefix}:{':'.join(parts)}"[:120]


def _key_part(row: Row, name: str) -> str:
    text = row.text(name)
    return keyed_hash(text) if text and row.kind.column_of(name).type == "bsn" else text


def _refuse_shifted(table: Table) -> None:
    """A row with more cells than the header has shifted: a separator stands in a text without quotes."""
    width = len(table.header)
    problems = [
        Problem(
            "shifted-row",
            _("deze rij heeft meer cellen dan er kolommen zijn."),
            _("Zet een tekst met een scheidingsteken erin tussen aanhalingstekens."),
            file=table.file,
            sheet=table.sheet,
            row=number,
        )
        for number, cells in table.rows
        if any(not is_blank(cell) for cell in cells[width:])
    ]
    if problems:
        raise DeliveryRefused(problems[:MOST_ALIKE])


def _refuse_wrong_types(rows: Sequence[Row], table: Table, kind: FileKind) -> None:
    problems = []
    for name, title in table.columns.items():
        column = kind.column_of(name)
        if column.type not in _TYPE_NAMES:
            continue
        given = [row for row in rows if row.has_given(name) and not _is_missing(row, name)]
        wrong = [row for row in given if _is_other_type(row, name)]
        if len(wrong) >= WRONG_TYPE_LEAST and len(wrong) > WRONG_TYPE_SHARE * len(given):
            problems.append(_wrong_type(table, table.header[title], column, wrong[0].number))
    if problems:
        raise DeliveryRefused(problems)


def _is_missing(row: Row, name: str) -> bool:
    return name in row.doubts and row.doubts[name].kind == "missing"


def _is_other_type(row: Row, name: str) -> bool:
    """Whether a doubtful cell does not even look like what the column holds (a wrong BSN still looks like one)."""
    if name not in row.doubts:
        return False
    text = row.given_text(name)
    digits = sum(character.isdigit() for character in text)
    return digits < 7 if row.kind.column_of(name).type == "bsn" else digits < max(1, len(text) // 2)


def _wrong_type(table: Table, title: str, column: Column, number: int) -> Problem:
    return Problem(
        "wrong-type",
        _("in deze kolom staan geen %(type)s.") % {"type": _TYPE_NAMES[column.type]},
        _("Kijk of de kolommen verschoven zijn en lever het bestand opnieuw aan."),
        file=table.file,
        sheet=table.sheet,
        row=number,
        column=title,
    )


def double_keys(rows: Iterable[Row]) -> set[str]:
    """Keys that stand in one file more than once while the rows do not say the same."""
    counts = Counter(key for key, _digest in {(row.key, row.digest) for row in rows})
    return {key for key, count in counts.items() if count > 1}


def as_json(row: Row) -> str:
    """The whole row as text, to be sealed: nothing is lost."""
    cells = {title: _plain(cell) for title, cell in row.cells.items()}
    return json.dumps(
        {
            "kind": row.kind.key,
            "file": row.file,
            "sheet": row.sheet,
            "number": row.number,
            "titles": dict(row.titles),
            "cells": cells,
            "dates": [title for title, cell in row.cells.items() if isinstance(cell, date)],
        }
    )


def from_json(text: str, kind: FileKind, around: Surroundings) -> Row:
    """The row back from what was sealed, read anew."""
    kept = json.loads(text)
    cells = {
        title: date.fromisoformat(cell) if title in kept["dates"] else cell for title, cell in kept["cells"].items()
    }
    period = kind.period_of(kept["file"])
    row = Row(kind, kept["file"], kept["sheet"], kept["number"], period, cells, kept["titles"])
    return read_row(row, around)


def kind_in_json(text: str) -> str:
    """The key of the kind of file that a sealed row is of."""
    return str(json.loads(text)["kind"])


def _plain(cell: Cell) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell) if isinstance(cell, Decimal) else cell
