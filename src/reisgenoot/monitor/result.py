"""What a run of an indicator yields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One group of a table.

    ``numerator``, ``denominator``, ``share`` and the interval are missing when the row is suppressed; ``share`` and the
    interval are missing too when nobody is in the group. ``is_small``: too few to say anything about. ``level`` is the
    number of dimensions of the grouping (0 for the whole), ``extreme`` marks a repeated lowest or highest group.
    """

    group: Mapping[str, str]
    numerator: int | None
    denominator: int | None
    share: float | None
    low: float | None
    high: float | None
    suppressed: bool
    is_small: bool = False
    level: int = 0
    extreme: bool = False

    def as_json(self) -> dict[str, Any]:
        """The public shape."""
        return {
            "group": dict(self.group),
            "numerator": self.numerator,
            "denominator": self.denominator,
            "share": self.share,
            "low": self.low,
            "high": self.high,
            "suppressed": self.suppressed,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """Groups compared: the named group against all others, or all groups together ("Alle")."""

    __test__ = False

    group: Mapping[str, str]
    test: str
    statistic: float
    df: int
    p_value: float

    def as_json(self) -> dict[str, Any]:
        """The public shape."""
        return {
            "group": dict(self.group),
            "test": self.test,
            "statistic": self.statistic,
            "df": self.df,
            "p_value": self.p_value,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryValue:
    """Mean of a number; lowest and highest are one person's value and stay missing in a protected table."""

    title: str
    unit: str
    n: int
    mean: float
    lowest: float | None
    highest: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableResult:
    """One table at one reference date, in one language."""

    table: str
    title: str
    question: str
    as_of: date
    definition: str
    source: str
    approach: str
    version: int
    language: str
    is_protected: bool
    threshold: int
    small_n: int
    rows: tuple[Row, ...]
    tests: tuple[Test, ...] = ()
    summaries: tuple[SummaryValue, ...] = ()
    dimension_titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def groupings(self) -> list[tuple[str, ...]]:
        """The ways the table is grouped, each as the keys of its groups, in order of appearance."""
        return list(dict.fromkeys(tuple(row.group) for row in self.rows))

    def rows_of(self, keys: Sequence[str]) -> list[Row]:
        """The rows of one way of grouping."""
        return [row for row in self.rows if tuple(row.group) == tuple(keys)]

    def as_json(self) -> dict[str, Any]:
        """The public shape: table, title, as_of, definition, source, rows, tests."""
        return {
            "table": self.table,
            "title": self.title,
            "as_of": self.as_of.isoformat(),
            "definition": self.definition,
            "source": self.source,
            "rows": [row.as_json() for row in self.rows],
            "tests": [test.as_json() for test in self.tests],
        }
