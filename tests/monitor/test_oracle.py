"""The indicators on DuckDB give what the slow in-memory version gives, for any world."""

from collections import Counter
from datetime import datetime

import duckdb
import ibis
import pytest
from hypothesis import HealthCheck, given, settings

from reisgenoot.monitor import compiling
from reisgenoot.monitor.indicators import INDICATORS
from reisgenoot.monitor.labels import CodeBook
from reisgenoot.monitor.snapshot import Snapshot
from reisgenoot.monitor.tables import REGISTRY
from reisgenoot.monitor.tabulate import Presentation, tabulate

from .oracle import Oracle, _entry
from .worlds import AS_OF, BETWEEN, World, as_arrow, worlds

UNBOUND = {name: ibis.table(table.schema(), name=name) for name, table in REGISTRY.items()}


def _sql(known_at: datetime | None) -> dict[str, str]:
    snapshot = Snapshot(tables=UNBOUND, as_of=AS_OF, known_at=known_at)
    return {key: ibis.to_sql(compiling.cells(each, snapshot), dialect="duckdb") for key, each in INDICATORS.items()}


@pytest.mark.parametrize("known_at", [None, BETWEEN], ids=["as known now", "as known before corrections"])
def test_every_indicator_when_run_on_duckdb_then_equals_the_oracle(known_at: datetime | None) -> None:
    statements = _sql(known_at)
    connection = duckdb.connect()

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(worlds())
    def check(world: World) -> None:
        tables = as_arrow(world)
        for name, table in tables.items():
            connection.register(name, table)
        oracle = Oracle(world, as_of=AS_OF, known_at=known_at)
        for key, indicator in INDICATORS.items():
            cells = connection.sql(statements[key]).to_arrow_table().to_pylist()
            show = Presentation(book=CodeBook(), protect=False)
            table = tabulate(indicator, as_of=AS_OF, cells=cells, summaries=[], show=show)
            rows = Counter(
                _entry(dict(row.group), row.numerator or 0, row.denominator or 0)
                for row in table.rows
                if not row.extreme
            )
            assert rows == oracle.rows(key), key

    check()
