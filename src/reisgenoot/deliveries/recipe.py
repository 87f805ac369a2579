"""What a recipe is: which files a delivery holds, how their columns are called, and what a row stands for.

A recipe is data (``recipes/<key>.yaml``). Another supplier of a known kind of row is another entry in a recipe, never code.
"""

import re
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from reisgenoot.approach.base import Definition, Entry, Keyed, LocalisedText, Names, Titled

ColumnType = Literal[
    "text", "number", "bsn", "date", "yes_no", "choice", "code", "outcomes", "catalogue", "place", "staff"
]
Period = Literal["none", "date", "quarter"]

_QUARTER = re.compile(r"(?P<year>20\d\d)[ _.-]*[qk](?P<quarter>[1-4])(?!\d)", re.IGNORECASE)
_DATE = re.compile(r"(?P<year>20\d\d)[ _.-]?(?P<month>[01]\d)[ _.-]?(?P<day>[0-3]\d)(?!\d)")
_QUARTER_ENDS = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}


def _written_words(value: Any) -> Any:
    """YAML reads a bare 1 as a number; here it is a word somebody wrote."""
    if isinstance(value, dict):
        return {str(word): meaning for word, meaning in value.items()}
    return value


class Column(Entry):
    """One column: the names it goes by and how its cells are read.

    Attributes
    ----------
    names       header texts, compared without case, accents and punctuation; ``#`` stands for the number of a repeated
                column.
    required    whether the file is refused without this column.
    expected    whether its absence is worth a remark.
    filled      whether a row without this value goes to the review queue.
    repeat      how many numbered columns there are (sub-goal 1 to 6); the canonical names are ``goal_1``, ``goal_2``, ...
    formats     of a date written as text, tried in order (``%d-%m-%Y``).
    past        whether the date may not lie in the future.
    not_before  another date column that this one may not lie before.
    list        of a ``code``, ``catalogue`` or ``outcomes``: section, code list or scale of the approach.
    codes       words of this supplier and what they mean; with ``list`` they are tried first.
    outcome     rung of the outcome ladder that a yes, or a number above 0, stands for.
    minimum, maximum   bounds of a number, inclusive.
    """

    names: Names = Field(min_length=1)
    type: ColumnType = "text"
    required: bool = False
    expected: bool = True
    filled: bool = False
    repeat: int = Field(default=1, ge=1, le=20)
    formats: tuple[str, ...] = (
        "%d-%m-%Y",
        "%Y-%m-%d",
        "%d/%m/%Y",
        "%d.%m.%Y",
        "%Y-%m-%d 00:00:00",
        "%Y-%m-%dT00:00:00",
    )
    past: bool = False
    not_before: str | None = None
    list: str | None = None
    codes: Annotated[dict[str, str], BeforeValidator(_written_words)] = {}
    outcome: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    max_length: int = Field(default=300, ge=1)

    @model_validator(mode="after")
    def _fits_its_type(self) -> Self:
        if self.type in {"code", "catalogue"} and not self.list:
            raise ValueError("een kolom van dit type noemt een lijst van de aanpak (list)")
        if self.type == "outcomes" and not (self.list or self.codes):
            raise ValueError("een kolom met uitkomsten noemt een lijst van de aanpak (list) of eigen woorden (codes)")
        if self.type == "choice" and not self.codes:
            raise ValueError("een kolom met een keuze noemt de woorden en wat ze betekenen (codes)")
        if self.repeat > 1 and not all("#" in name for name in self.names):
            raise ValueError("de naam van een genummerde kolom heeft een # waar het nummer staat")
        return self

    def canonical_names(self) -> tuple[str, ...]:
        """What the values of this column are called in a row: the key, numbered where the column repeats."""
        return (self.key,) if self.repeat == 1 else tuple(f"{self.key}_{n}" for n in range(1, self.repeat + 1))

    def header_names(self, number: int) -> tuple[str, ...]:
        """The header texts of the ``number``-th repetition (from 1)."""
        return tuple(name.replace("#", str(number)) for name in self.names)


class Supplier(Definition):
    """Who sends the file, and by what number the people in it are known there."""

    key: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str


class FileKind(Titled):
    """One kind of file in a delivery and the kind of row in it.

    Attributes
    ----------
    files       patterns of file names (``fith-*.csv``), compared without case.
    reader      what a row stands for; one of the readers of ``reisgenoot.deliveries.mapping``.
    sheet       names of the sheet to read; empty means the only sheet with rows.
    period      what the file name tells: the day of an export, the last day of a quarter, or nothing.
    row_key     columns that together are the supplier's own key of a row.
    scheme      by what number the supplier knows people (``fith.clientnr``).
    offer       offer of the approach that a row is about.
    activity    what a call-up is for.
    """

    files: Names = Field(min_length=1)
    reader: str
    sheet: Names = ()
    period: Period = "none"
    row_key: Names = Field(min_length=1)
    scheme: str = ""
    supplier: Supplier | None = None
    offer: str = ""
    activity: str = ""
    columns: Keyed[Column]

    @field_validator("columns", mode="after")
    @classmethod
    def _has_columns(cls, columns: Keyed[Column]) -> Keyed[Column]:
        if not columns:
            raise ValueError("een bestand heeft minstens één kolom")
        return columns

    def period_of(self, file_name: str) -> date | None:
        """The day a file stands for, from its name; None where the name does not tell."""
        if self.period == "quarter" and (found := _QUARTER.search(file_name)):
            month, day = _QUARTER_ENDS[int(found["quarter"])]
            return date(int(found["year"]), month, day)
        if self.period == "date" and (found := _DATE.search(file_name)):
            return _day(int(found["year"]), int(found["month"]), int(found["day"]))
        return None

    def column_of(self, canonical: str) -> Column:
        """The column that a canonical name (``goal_2``) belongs to."""
        if canonical in self.columns:
            return self.columns[canonical]
        return self.columns[canonical.rsplit("_", 1)[0]]


class Recipe(Definition):
    """How the files of one sort of delivery are read."""

    key: str = Field(pattern=r"^[a-z][a-z0-9-]*$", alias="recipe")
    title: LocalisedText
    approach: str
    files: Keyed[FileKind] = Field(min_length=1)
    counts: tuple[str, ...] = ()


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
