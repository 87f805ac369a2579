"""A table of data: what its columns are, what its rows hold, how it is sorted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reisgenoot.web.components.actions import Action, Badge, Empty


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``key`` names it in the address when it is sortable; numbers stand to the right."""

    key: str
    label: str
    number: bool = False
    sortable: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: text, a link, a second quieter line, a badge, or a day by when (shown in words with its sign)."""

    text: str = ""
    url: str = ""
    sub: str = ""
    badge: Badge | None = None
    due_on: date | None = None
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: as many cells as there are columns; the first cell names the row."""

    cells: Sequence[Cell]
    action: Action | None = None
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """A column as drawn: ``direction`` is ``ascending``, ``descending`` or empty; ``next_sort`` is for the address."""

    column: Column
    direction: str
    next_sort: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``sort`` is the key it is sorted by, with a minus in front when from high to low."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    sort: str = ""
    empty: Empty | None = None

    @property
    def headers(self) -> Iterator[Header]:
        """The columns with the direction they are sorted in and what a click would make of it."""
        for column in self.columns:
            direction = {column.key: "ascending", f"-{column.key}": "descending"}.get(self.sort, "")
            yield Header(column, direction, f"-{column.key}" if direction == "ascending" else column.key)

    @property
    def has_actions(self) -> bool:
        """Whether any row has something to do, so that the column for it is drawn."""
        return any(row.action for row in self.rows)

    @property
    def labelled_rows(self) -> Iterator[tuple[Row, list[tuple[Column, Cell]]]]:
        """Each row with its cells beside their columns, for the compact blocks on a phone."""
        for row in self.rows:
            yield row, list(zip(self.columns, row.cells, strict=True))
