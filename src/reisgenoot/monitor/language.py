"""The words from which indicators are composed. All are frozen values; nothing here reads data.

An indicator has sections. A section counts one *population* (one row per unit, with the columns its dimensions and
measures need), with one or more *measures*, over one or more *groupings* (tuples of dimensions; the empty tuple is the
whole population). Everything else, such as totals, lowest and highest, tests and protection, is derived from the
counts of the finest cells, so a table can never contradict its own margins.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

import ibis
import ibis.expr.types as ir

from reisgenoot.monitor.snapshot import Snapshot

UNKNOWN = "unknown"
TO_CODE = "to-code"
YES = "yes"
NO = "no"
NOT_NAMED = "not-named"


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Dutch and English."""

    nl: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in "nl" or "en"; any other language reads English."""
        return self.nl if language == "nl" else self.en


ALL = Text("Alle", "All")
LOWEST = Text("Laagste", "Lowest")
HIGHEST = Text("Hoogste", "Highest")
RESERVED_VALUES: Mapping[str, Text] = {
    YES: Text("Ja", "Yes"),
    NO: Text("Nee", "No"),
    NOT_NAMED: Text("niet genoemd", "not named"),
    TO_CODE: Text("nog te coderen", "still to be coded"),
    UNKNOWN: Text("Onbekend", "Unknown"),
}
"""Values that mean the same in every table, in reading order; an approach's code list cannot rename them."""

ColumnOf: TypeAlias = Callable[[ir.Table], ir.Value]
ConditionOf: TypeAlias = Callable[[ir.Table], ir.BooleanValue]


class Better(StrEnum):
    """Which direction is good."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """Something units are grouped or classified by.

    Parameters
    ----------
    key      names the dimension in a row's group.
    title    its name for a reader.
    column   the population's column (string); missing values are counted as "unknown".
    codes    code list of the approach that labels the values; empty when the values are labels themselves.
    values   labels and order given here instead, for bands and conditions.
    """

    key: str
    title: Text
    column: ColumnOf
    codes: str = ""
    values: Mapping[str, Text] = field(default_factory=dict)

    def code(self, table: ir.Table) -> ir.StringValue:
        """The value of each unit as text, never missing."""
        return self.column(table).cast("string").fill_null(UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """Measure: how the units of each group spread over the values of a dimension. Shares sum to one.

    As a characteristic, the group reads ``{"characteristic": title, "value": label}`` instead of ``{key: label}``.
    """

    of: Dimension
    as_characteristic: bool = False
    fixed: Mapping[str, Text] = field(default_factory=dict)

    def value(self, table: ir.Table) -> ir.StringValue:
        """The counted value of each unit."""
        return self.of.code(table)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Measure: which share of each group meets a condition. A condition that cannot be judged is not met."""

    where: ConditionOf
    fixed: Mapping[str, Text] = field(default_factory=dict)

    def value(self, table: ir.Table) -> ir.StringValue:
        """The counted value of each unit: yes or no."""
        return ibis.ifelse(self.where(table).fill_null(False), YES, NO)


Measure: TypeAlias = Distribution | Share
Grouping: TypeAlias = tuple[Dimension, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Who or what is counted: one row per unit.

    Parameters
    ----------
    unit    what one row is, for the reader.
    rows    builds the units from the declared tables of a snapshot.
    """

    key: str
    unit: Text
    rows: Callable[[Snapshot], ir.Table]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Mean, lowest and highest of a number over a population; missing values are left out."""

    title: Text
    unit: Text
    column: Callable[[ir.Table], ir.NumericValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of an indicator: one population with its measures and groupings.

    Parameters
    ----------
    fixed       what every row of the section says beside its dimensions, such as {"state": closed}.
    extremes    the groups with the lowest and highest share along this dimension get a row for each measure.
    compare     each group of these dimensions is tested against all others, and all groups together.
    only        show only the rows of this value of the first grouping's dimension, against which the others are tested.
    """

    population: Population
    measures: tuple[Measure, ...]
    groupings: tuple[Grouping, ...] = ((),)
    fixed: Mapping[str, Text] = field(default_factory=dict)
    extremes: Dimension | None = None
    compare: tuple[Dimension, ...] = ()
    only: str | None = None
    summaries: tuple[Summary, ...] = ()

    @property
    def dimensions(self) -> Grouping:
        """Every dimension of the groupings, each once, in order of appearance."""
        return tuple({d.key: d for grouping in self.groupings for d in grouping}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One table: what it answers, how it is defined, whose it is and how its cells are protected.

    Parameters
    ----------
    approach     key of the approach whose tables these are.
    source       the report and place that define the table.
    version      goes up when the definition changes a figure.
    threshold    groups smaller than this, and smaller counts in a group, are hidden; 0 when nothing is about people.
    small_n      below this denominator a share is too small to say anything about.
    """

    key: str
    approach: str
    title: Text
    question: Text
    definition: Text
    source: str
    sections: tuple[Section, ...]
    better: Better = Better.NEUTRAL
    version: int = 1
    threshold: int = 5
    small_n: int = 10
