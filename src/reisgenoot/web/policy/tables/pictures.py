"""Which parts of a table become a picture with its own rows beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from reisgenoot.reporting.runs import TableResult
from reisgenoot.reporting.wording import Row

_MOST_ROWS = 20
_COMPARES_PROGRAMMES = {"supplier", "provider", "offer", "programme"}


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way of grouping: its name in the address, its name for a reader, its keys."""

    name: str
    label: str
    keys: tuple[str, ...]

    @property
    def compares_programmes(self) -> bool:
        """Whether those who carry out programmes stand beside each other."""
        return bool(_COMPARES_PROGRAMMES & set(self.keys))


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one picture, and what they have in common (empty when the picture is the whole grouping)."""

    number: int
    title: str
    table: TableResult

    @property
    def rows(self) -> Sequence[Row]:
        """The rows, without what they have in common."""
        return self.table.rows


def groupings_of(table: TableResult) -> list[Grouping]:
    """The ways the table is grouped, in order of appearance."""
    return [Grouping("-".join(keys), _label(table, keys), keys) for keys in table.groupings]


def _label(table: TableResult, keys: Sequence[str]) -> str:
    titles = [table.dimension_titles[key] for key in keys if key in table.dimension_titles and key != "value"]
    return " × ".join(titles) or _("Iedereen samen")


def choose_grouping(table: TableResult, name: str) -> Grouping | None:
    """The grouping with this name, else the first with several rows, else the first; None when there are no rows."""
    known = groupings_of(table)
    named = [each for each in known if name and each.name == name]
    several = [each for each in known if len(table.rows_of(each.keys)) > 1]
    return next(iter([*named, *several, *known]), None)


def parts_of(table: TableResult, grouping: Grouping) -> list[Part]:
    """The pictures of a grouping: one, or one per first value where that value is a subject or the rows are many."""
    rows = table.rows_of(grouping.keys)
    first = grouping.keys[0] if len(grouping.keys) > 1 else ""
    is_subject = first == "characteristic" or (first and first not in table.dimension_titles)
    if not first or not (is_subject or len(rows) > _MOST_ROWS):
        return [Part(0, "", replace(table, rows=tuple(rows)))]
    values = list(dict.fromkeys(row.group[first] for row in rows))
    return [
        Part(
            number, value, replace(table, rows=tuple(_without(row, first) for row in rows if row.group[first] == value))
        )
        for number, value in enumerate(values)
    ]


def _without(row: Row, key: str) -> Row:
    return replace(row, group={name: value for name, value in row.group.items() if name != key})
