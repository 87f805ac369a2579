"""What units are grouped or classified by; shared by the definitions."""

from collections.abc import Mapping
from math import ceil
from typing import cast

import ibis
import ibis.expr.types as ir

from reisgenoot.monitor.language import NO, YES, ColumnOf, Dimension, Text
from reisgenoot.monitor.populations import EARLIER, NEW


def code(key: str, nl: str, en: str, *, column: str | None = None, codes: str | None = None) -> Dimension:
    """A dimension that is a coded column; the code list has the name of the column unless told otherwise."""
    name = column or key
    return Dimension(
        key=key, title=Text(nl, en), column=lambda table: table[name], codes=name if codes is None else codes
    )


def flag(column: str, nl: str, en: str) -> Dimension:
    """A dimension that is a yes-or-no column."""
    return Dimension(
        key=column, title=Text(nl, en), column=lambda table: ibis.ifelse(table[column], YES, _no(table[column]))
    )


def _no(column: ir.BooleanColumn) -> ir.StringValue:
    """No, or missing where the column is missing."""
    return ibis.ifelse(column.isnull(), ibis.null("string"), NO)


def bands(key: str, nl: str, en: str, *, column: str, below: Mapping[str, int], rest: str) -> Dimension:
    """A dimension that puts a whole number in bands.

    Parameters
    ----------
    below   label of each band with the first number above it, in rising order.
    rest    label of the band above the last.
    """

    def band(table: ir.Table) -> ir.StringValue:
        number = table[column]
        cases = [(number < end, label) for label, end in below.items()]
        return ibis.cases((number.isnull(), ibis.null("string")), *cases, else_=rest)

    labels = {label: Text(label, label) for label in (*below, rest)}
    return Dimension(key=key, title=Text(nl, en), column=cast(ColumnOf, band), values=labels)


DAYS_IN_YEAR = 365.25
AGE = bands("age", "Leeftijd", "Age", column="age_years", below={"<=25": 26, "26-55": 56}, rest=">=56")
YEARS_IN_NL = bands(
    "years_in_nl",
    "Tijd in Nederland (jaren)",
    "Time in the Netherlands (years)",
    column="days_in_nl",
    below={"<2": ceil(2 * DAYS_IN_YEAR), "2-5": ceil(5 * DAYS_IN_YEAR)},
    rest=">=5",
)
SEX = code("sex", "Geslacht", "Sex")
HOUSEHOLD = code("household", "Huishoudsituatie", "Household")
PROFILE = code("profile", "Profiel", "Profile", codes="")
PRIMARY_GOAL = code("primary_goal", "Primair doel", "Primary goal")
ADVICE = code("advice", "Vervolgadvies", "Advice")
COHORT = Dimension(
    key="cohort",
    title=Text("Levering", "Delivery"),
    column=lambda table: table.cohort,
    values={EARLIER: Text("Eerder", "Earlier"), NEW: Text("Nieuw", "New")},
)

SUPPLIER = code("supplier", "Uitvoerder", "Supplier", column="provider")
CLUSTER = code("cluster", "Cluster", "Cluster")
MUNICIPALITY = code("municipality", "Gemeente", "Municipality")
OUTCOME = code("outcome", "Hoogste uitkomst", "Highest outcome")
