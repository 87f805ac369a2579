"""Inserting many rows in one statement.

``QuerySet.bulk_create`` spends most of its time on making model instances and preparing each value apart: six times
what PostgreSQL needs. Here the rows travel as one JSON text that PostgreSQL reads by the types of the table itself.
Row-level security, constraints and the history triggers work as for any insert (``COPY`` is refused under row-level
security).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext as _
from psycopg import sql

from reisgenoot.kernel.errors import InvalidInput

BATCH = 10_000
_NUL = "\x00"

Row = Mapping[str, Any]


def insert(
    model: type[models.Model], rows: Iterable[Row], *, same: Row | None = None, skip_known: bool = False
) -> list[int]:
    """Insert rows, each a mapping from column to value with the same columns; their ids in the order given.

    Columns that are not named get the default of the table.

    Parameters
    ----------
    same         columns that are equal in all rows: the organisation, who recorded it and when.
    skip_known   pass over rows that a unique constraint refuses; the ids are then of the rows that were new.

    Raises
    ------
    InvalidInput   a text is too long for its column, or holds a character that cannot be kept.
    """
    constant = dict(same or {})
    waiting = iter(rows)
    ids: list[int] = []
    while batch := list(islice(waiting, BATCH)):
        ids += _insert_batch(model, batch, constant, skip_known)
    return ids


def check_texts(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Raise `InvalidInput` for a text that is too long for its column or holds a character that cannot be kept."""
    for name in rows[0]:
        most = getattr(model._meta.get_field(name), "max_length", None)
        for row in rows:
            text = row[name]
            if not isinstance(text, str):
                continue
            if most is not None and len(text) > most:
                raise InvalidInput(_("Deze tekst is te lang: hoogstens %(most)s tekens.") % {"most": most}, field=name)
            if _NUL in text:
                raise InvalidInput(_("Deze tekst bevat een teken dat niet bewaard kan worden."), field=name)


def _insert_batch(model: type[models.Model], rows: Sequence[Row], same: Row, skip_known: bool) -> list[int]:
    check_texts(model, rows)
    table = sql.Identifier(model._meta.db_table)
    given = [sql.Identifier(column) for column in rows[0]]
    statement = sql.SQL(
        "insert into {table} ({columns}) select {values} from json_populate_recordset(null::{table}, {rows}) as row "
        "{conflict} returning {key}"
    ).format(
        table=table,
        columns=sql.SQL(", ").join([*given, *map(sql.Identifier, same)]),
        values=sql.SQL(", ").join(
            [*(sql.SQL("row.{}").format(column) for column in given), *map(sql.Literal, same.values())]
        ),
        rows=sql.Placeholder(),
        conflict=sql.SQL("on conflict do nothing" if skip_known else ""),
        key=sql.Identifier(model._meta.pk.attname),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(rows, default=_plain, ensure_ascii=False)])
        return [row[0] for row in cursor.fetchall()]


def _plain(value: Any) -> str:
    """A value that JSON does not know, as PostgreSQL reads it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return "\\x" + value.hex()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)
