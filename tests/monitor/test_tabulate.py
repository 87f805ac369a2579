"""Finished tables: labels, means, tests, lowest and highest, what a small group may show."""

from datetime import date
from typing import Any

import duckdb
import ibis
import pytest

from reisgenoot.monitor import compiling
from reisgenoot.monitor.compiling import SEPARATOR
from reisgenoot.monitor.indicators import INDICATORS
from reisgenoot.monitor.labels import CodeBook
from reisgenoot.monitor.language import Text
from reisgenoot.monitor.result import TableResult
from reisgenoot.monitor.snapshot import Snapshot
from reisgenoot.monitor.tables import REGISTRY
from reisgenoot.monitor.tabulate import Presentation, tabulate

from .worlds import EARLY, as_arrow

DAY = date(2020, 1, 1)
BOOK = CodeBook({"provider": {"f": Text("Fith", "Fith")}})


def finished(key: str, numbers: dict[tuple[str, ...], dict[str, int]], **show: Any) -> TableResult:
    """A table from {finest group: {value: units}} of its first measure."""
    cells = [
        {"section": 0, "measure": 0, "group": SEPARATOR.join(group), "value": value, "n": n}
        for group, values in numbers.items()
        for value, n in values.items()
    ]
    return tabulate(INDICATORS[key], as_of=DAY, cells=cells, summaries=[], show=Presentation(book=BOOK, **show))


def compared(table: TableResult) -> dict[str, float]:
    """p-values by what was compared."""
    return {", ".join(test.group.values()): test.p_value for test in table.tests}


def test_row_when_counted_then_labels_share_and_interval() -> None:
    table = finished("participation-closed", {("f", "HAL", "Alkmaar"): {"yes": 30, "no": 10}})
    assert [dict(row.group) for row in table.rows] == [
        {},
        {"supplier": "Fith"},
        {"cluster": "HAL"},
        {"municipality": "Alkmaar"},
        {"supplier": "Fith", "cluster": "HAL"},
    ]
    assert {(row.numerator, row.denominator, row.share) for row in table.rows} == {(30, 40, 0.75)}
    assert all(row.low is not None and row.high is not None and row.low < 0.75 < row.high for row in table.rows)
    assert table.dimension_titles["supplier"] == "Uitvoerder"
    assert table.rows_of(("cluster",))[0].level == 1
    assert table.groupings == [(), ("supplier",), ("cluster",), ("municipality",), ("supplier", "cluster")]


def test_row_when_few_people_then_marked_and_not_an_extreme() -> None:
    numbers = {("man", "Alkmaar"): {"yes": 30, "no": 30}, ("man", "Bergen"): {"yes": 8, "no": 1}}
    table = finished("base-indicators", numbers)
    small = {row.group["municipality"]: row.is_small for row in table.rows_of(("indicator", "municipality"))}
    assert small == {"Alkmaar": False, "Bergen": True}
    extremes = {row.group["extreme"]: row.group["municipality"] for row in table.rows if row.extreme}
    assert extremes == {"Laagste": "Alkmaar", "Hoogste": "Alkmaar"}


def test_groups_when_compared_then_each_against_the_rest_and_all_together() -> None:
    two = {("f", "HAL", "Alkmaar"): {"yes": 30, "no": 10}, ("t", "HAL", "Alkmaar"): {"yes": 20, "no": 20}}
    three = {**two, ("w", "HAL", "Alkmaar"): {"yes": 15, "no": 25}}
    assert set(compared(finished("participation-closed", two))) == {"Alle"}
    p_values = compared(finished("participation-closed", three))
    assert set(p_values) == {"Fith", "t", "w", "Alle"}
    assert p_values["Alle"] < 0.01
    assert set(compared(finished("participation-closed", three, language="en"))) == {"Fith", "t", "w", "All"}


def test_groups_when_one_is_hidden_then_it_is_not_compared() -> None:
    numbers = {
        ("f", "HAL", "Alkmaar"): {"yes": 30, "no": 10},
        ("t", "HAL", "Alkmaar"): {"yes": 20, "no": 20},
        ("w", "HAL", "Alkmaar"): {"yes": 4, "no": 26},
        ("x", "HAL", "Alkmaar"): {"yes": 15, "no": 35},
    }
    assert set(compared(finished("participation-closed", numbers, protect=False))) == {"Fith", "t", "w", "x", "Alle"}
    hidden = {
        row.group["supplier"]
        for row in finished("participation-closed", numbers).rows_of(("supplier",))
        if row.suppressed
    }
    assert "w" in hidden
    assert set(compared(finished("participation-closed", numbers))) == {"Fith", "t", "x"} - hidden


def test_new_people_when_compared_with_the_others_then_only_their_rows_show() -> None:
    numbers = {("new",): {"B1": 20, "C": 30}, ("earlier",): {"B1": 150, "C": 60}}
    table = finished("profiles-new", numbers)
    assert {row.group["profile"]: (row.numerator, row.denominator) for row in table.rows} == {
        "B1": (20, 50),
        "C": (30, 50),
    }
    assert set(compared(table)) == {"B1", "C", "Alle"}
    assert compared(table)["C"] == pytest.approx(compared(table)["Alle"])
    assert finished("profiles-new", {("earlier",): {"B1": 150}}).tests == ()
    few = finished("profiles-new", {("new",): {"B1": 20, "C": 30, "D": 2}, ("earlier",): {"B1": 150, "C": 60, "D": 60}})
    assert "D" not in compared(few)
    assert "Alle" not in compared(few)


def summarised(ages: list[int | None], **show: Any) -> TableResult:
    """The background of people of these ages."""
    rows = [
        {"organisation": 1, "recorded_at": EARLY, "diagnosis": i, "journey": i, "age_years": age}
        for i, age in enumerate(ages)
    ]
    connection = duckdb.connect()
    for name, made in as_arrow({"diagnoses": rows}).items():
        connection.register(name, made)
    unbound = {name: ibis.table(table.schema(), name=name) for name, table in REGISTRY.items()}
    indicator = INDICATORS["background"]
    snapshot = Snapshot(tables=unbound, as_of=DAY, organisation=1)

    def run(expression: Any) -> list[dict[str, Any]]:
        return compiling.as_records(connection.sql(ibis.to_sql(expression, dialect="duckdb")).to_arrow_table())

    return tabulate(
        indicator,
        as_of=DAY,
        cells=run(compiling.cells(indicator, snapshot)),
        summaries=run(compiling.summaries(indicator, snapshot)),
        show=Presentation(book=BOOK, **show),
    )


def test_mean_when_unprotected_then_with_lowest_and_highest() -> None:
    (age,) = summarised([19, 30, 40, None], protect=False).summaries
    assert (age.n, round(age.mean, 2), age.lowest, age.highest) == (3, 29.67, 19, 40)
    assert "gemiddeld 29,67 jaar (n = 3), laagste 19, hoogste 40." in summarised([19, 30, 40], protect=False).definition
    english = summarised([19, 30, 40], protect=False, language="en").definition
    assert "mean 29.67 years (n = 3), lowest 19, highest 40." in english


def test_mean_when_protected_then_no_single_persons_value() -> None:
    (age,) = summarised([19, 30, 40, 50, 60]).summaries
    assert (age.lowest, age.highest) == (None, None)
    assert "laagste" not in summarised([19, 30, 40, 50, 60]).definition
    assert summarised([19, 30]).summaries == ()


def test_table_when_as_json_then_rows_and_tests_have_the_agreed_keys() -> None:
    numbers = {("f", "HAL", "Alkmaar"): {"yes": 30, "no": 10}, ("t", "HAL", "Alkmaar"): {"yes": 20, "no": 20}}
    found = finished("participation-closed", numbers).as_json()
    row, test = found["rows"][0], found["tests"][0]
    assert list(row) == ["group", "numerator", "denominator", "share", "low", "high", "suppressed"]
    assert list(test) == ["group", "test", "statistic", "df", "p_value"]
