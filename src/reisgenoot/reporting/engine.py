"""Running indicators: the same Ibis expressions on DuckDB over extracts, or on PostgreSQL over the live tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import duckdb
import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
from django.db import connection

from reisgenoot.approach import load_approach
from reisgenoot.monitor import compiling
from reisgenoot.monitor.indicators import INDICATORS
from reisgenoot.monitor.snapshot import Snapshot
from reisgenoot.monitor.tables import REGISTRY
from reisgenoot.organisations.models import Organisation
from reisgenoot.reporting.extract import source_query
from reisgenoot.reporting.sources import SOURCES

Records = list[dict[str, Any]]
_UNBOUND = {name: ibis.table(table.schema(), name=name) for name, table in REGISTRY.items()}


@dataclass(frozen=True, slots=True)
class Compiled:
    """An indicator as SQL: its cells, its summaries (empty when it has none) and the declared tables it reads."""

    cells: str
    summaries: str
    tables: tuple[str, ...]


@lru_cache(maxsize=512)
def compiled(key: str, as_of: date, known_at: datetime | None, dialect: str) -> Compiled:
    """The SQL of an indicator in a dialect. Kept, because building an expression takes longer than running it."""
    snapshot = Snapshot(tables=_UNBOUND, as_of=as_of, known_at=known_at)
    cells = compiling.cells(INDICATORS[key], snapshot)
    summaries = compiling.summaries(INDICATORS[key], snapshot)
    return Compiled(
        cells=ibis.to_sql(cells, dialect=dialect),
        summaries="" if summaries is None else ibis.to_sql(summaries, dialect=dialect),
        tables=tuple(sorted(_tables(cells))),
    )


def _tables(expression: ir.Table) -> set[str]:
    return {node.name for node in expression.op().find(ops.UnboundTable)}


class Engine(Protocol):
    """Something that runs SQL over the declared tables."""

    dialect: str

    def rows(self, query: str) -> Records:
        """The rows of a query as plain values by column name."""
        ...


class OnExtract:
    """DuckDB over Parquet files; one or more files (organisations) per table."""

    dialect = "duckdb"

    def __init__(self, files: Mapping[str, Sequence[Path]]) -> None:
        self._connection = duckdb.connect()
        for name, paths in files.items():
            self._connection.read_parquet([str(path) for path in paths]).create_view(name)

    def rows(self, query: str) -> Records:
        """The rows of a query."""
        return compiling.as_records(self._connection.sql(query).to_arrow_table())


class OnDatabase:
    """PostgreSQL over the live tables of the organisation that is acted for; runs inside ``acting_as``."""

    dialect = "postgres"

    def __init__(self, organisation: Organisation, tables: Iterable[str]) -> None:
        approach = load_approach(organisation.approach_key)
        self._tables = {name: source_query(SOURCES[name], organisation, approach) for name in tables}

    def rows(self, query: str) -> Records:
        """The rows of a query."""
        parts = ", ".join(f"{name} as ({made})" for name, made in self._tables.items())
        with connection.cursor() as cursor:
            cursor.execute(f"with {parts} select * from ({query}) as counted")  # noqa: S608  values are filled in as literals
            names = [column.name for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
