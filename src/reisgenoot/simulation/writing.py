"""Writing many rows at once, as the application's own role.

PostgreSQL refuses COPY into a table with row-level security, so rows are copied into a temporary table and inserted
from there: the policies check every row and the history triggers see it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import connection, models
from psycopg import sql
from psycopg.types.json import Jsonb

Row = tuple[Any, ...]


@dataclass(frozen=True, eq=False)
class Target:
    """A table and the columns that rows bring; every other column gets the default of its model field."""

    model: type[models.Model]
    columns: tuple[str, ...]

    @cached_property
    def table(self) -> str:
        """Name of the table."""
        return self.model._meta.db_table

    @cached_property
    def constants(self) -> dict[str, Any]:
        """Columns that rows do not bring, that may not be empty and have no default in the database."""
        return {
            str(column.column): _literal(column.get_default())
            for column in self.model._meta.concrete_fields
            if column.column not in (*self.columns, "organisation_id")
            and not (column.null or column.primary_key or column.has_db_default())
        }


def _literal(value: Any) -> Any:
    return Jsonb(value) if isinstance(value, dict) else value


@dataclass
class Ids:
    """Keys handed out before the rows are written, so that rows can refer to each other. Taken from the sequences."""

    block: int = 4000
    _stock: dict[str, Iterator[int]] = field(default_factory=dict)

    def take(self, model: type[models.Model]) -> int:
        """The next free key of a table."""
        table = model._meta.db_table
        found = next(self._stock.get(table, iter(())), None)
        if found is None:
            self._stock[table] = self._reserve(table)
            found = next(self._stock[table])
        return found

    def _reserve(self, table: str) -> Iterator[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)", [table, self.block]
            )
            return iter([key for (key,) in cursor.fetchall()])


def write(target: Target, rows: Sequence[Row], *, organisation_id: int) -> None:
    """Add rows to a table for the organisation that is acted for: one statement, however many rows."""
    if not rows:
        return
    draft, table = sql.Identifier(f"draft_{target.table}"), sql.Identifier(target.table)
    columns = sql.SQL(", ").join(map(sql.Identifier, target.columns))
    constants = {**target.constants, "organisation_id": organisation_id}
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("create temporary table {} on commit drop as select {} from {} limit 0").format(
                draft, columns, table
            )
        )
        with cursor.copy(sql.SQL("copy {} ({}) from stdin").format(draft, columns)) as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(
            sql.SQL("insert into {} ({}, {}) select {}, {} from {}").format(
                table,
                columns,
                sql.SQL(", ").join(map(sql.Identifier, constants)),
                columns,
                sql.SQL(", ").join(map(sql.Literal, constants.values())),
                draft,
            )
        )
        cursor.execute(sql.SQL("drop table {}").format(draft))
