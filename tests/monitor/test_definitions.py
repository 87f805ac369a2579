"""What every declared table and every indicator must carry."""

from datetime import date

import ibis
import pytest

from reisgenoot.monitor import compiling
from reisgenoot.monitor.indicators import INDICATORS, of_approach
from reisgenoot.monitor.labels import CodeBook
from reisgenoot.monitor.language import Dimension, Indicator, Text
from reisgenoot.monitor.snapshot import Snapshot
from reisgenoot.monitor.tables import REGISTRY, DeclaredTable
from reisgenoot.monitor.tabulate import Presentation, tabulate

from .worlds import EARLY, as_arrow

KEYS = [
    "data-funnel",
    "background",
    "profiles",
    "profiles-new",
    "primary-goals",
    "advice",
    "main-goals",
    "subgoals-1",
    "subgoals-2",
    "instruments-1",
    "instruments-2",
    "goal-in-both",
    "plan-coverage",
    "met-before-arrival",
    "participation-closed",
    "participation-ongoing",
    "highest-outcome",
    "base-indicators",
    "pvt-first-call",
]
NEVER_IN_AN_EXTRACT = ("name", "bsn", "birth", "address", "phone", "text", "summary", "person")
UNBOUND = {name: ibis.table(table.schema(), name=name) for name, table in REGISTRY.items()}


def test_registry_when_listed_then_no_table_vanished() -> None:
    assert list(INDICATORS) == KEYS
    assert [indicator.key for indicator in of_approach("alkmaar")] == KEYS[14:]
    assert len(of_approach()) == len(KEYS)


@pytest.mark.parametrize("table", REGISTRY.values(), ids=REGISTRY.keys())
def test_declared_table_when_read_then_says_what_a_row_and_a_column_is(table: type[DeclaredTable]) -> None:
    assert table.__doc__ is not None
    assert table.__doc__.startswith("One row per")
    assert set(table.grain) <= set(table.columns)
    assert table.true_on in table.columns
    assert all(column.meaning for column in table.columns.values())
    assert not [name for name in table.columns for word in NEVER_IN_AN_EXTRACT if word in name]


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=INDICATORS.keys())
def test_indicator_when_read_then_carries_all_it_must(indicator: Indicator) -> None:
    for text in (indicator.title, indicator.question, indicator.definition):
        assert text.nl
        assert text.en
    assert indicator.question.nl.endswith("?")
    assert " r. " in indicator.source
    assert indicator.version >= 1
    assert indicator.sections


@pytest.mark.parametrize("key", INDICATORS)
def test_indicator_when_compiled_then_runs_on_postgresql_and_spark_too(key: str) -> None:
    cells = compiling.cells(INDICATORS[key], Snapshot(tables=UNBOUND, as_of=date(2020, 1, 1)))
    for dialect in ("postgres", "pyspark"):
        assert "SELECT" in ibis.to_sql(cells, dialect=dialect)


@pytest.mark.parametrize("key", INDICATORS)
def test_table_when_there_is_no_data_then_it_is_empty_and_not_wrong(key: str) -> None:
    show = Presentation(book=CodeBook(), language="en")
    table = tabulate(INDICATORS[key], as_of=date(2020, 1, 1), cells=[], summaries=[], show=show)
    assert all(row.denominator == 0 and row.share is None and not row.suppressed for row in table.rows)
    assert set(table.as_json()) == {"table", "title", "as_of", "definition", "source", "rows", "tests"}


def test_declared_table_when_a_value_is_missing_then_named() -> None:
    rows = as_arrow({"plans": [{"organisation": 1, "recorded_at": EARLY, "plan": None}]})["plans"]
    assert REGISTRY["plans"].gaps(rows) == ["plan"]


def test_summaries_when_an_indicator_has_none_then_nothing_to_run() -> None:
    assert compiling.summaries(INDICATORS["profiles"], Snapshot(tables=UNBOUND, as_of=date(2020, 1, 1))) is None


def test_labels_when_code_is_listed_then_label_and_order_of_the_list() -> None:
    book = CodeBook({"colour": {"r": Text("Rood", "Red"), "b": Text("Blauw", "Blue")}})
    dimension = Dimension(
        key="colour", title=Text("Kleur", "Colour"), column=lambda table: table.colour, codes="colour"
    )
    codes = ["to-code", "unknown", "b", "x", "r"]
    assert sorted(codes, key=lambda code: book.position(dimension, code)) == ["r", "b", "x", "to-code", "unknown"]
    assert [book.label(dimension, code, "nl") for code in codes] == ["nog te coderen", "Onbekend", "Blauw", "x", "Rood"]
    assert book.label(dimension, "b", "en") == "Blue"
