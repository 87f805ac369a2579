"""Pseudonymous extracts: one Parquet file per organisation per declared table, renewed when the data behind it changed.

A file carries the version of what it was made from in its name: number, highest id and row versions of the rows read,
the definition of the approach and the declared columns. A run looks the version up first; only what changed is read
again. Nothing is held in memory for longer than one table of one organisation.
"""

import hashlib
import io
import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
from django.conf import settings
from django.db import connection
from psycopg import sql

from reisgenoot.approach import Approach, load_approach
from reisgenoot.kernel.errors import ReisgenootError
from reisgenoot.monitor.tables import DeclaredTable
from reisgenoot.organisations.models import Organisation
from reisgenoot.reporting.definition import as_parameter
from reisgenoot.reporting.sources import SOURCES, Source

FORMAT = "1"
"""Goes up when extracts made before can no longer be read."""
READERS_ARE_DONE_AFTER = 3600
"""Seconds that an older file stays for a run that began before it was replaced."""


class BrokenExtract(ReisgenootError):
    """A declared table came out with values missing that it promises; the text names table and columns."""

    code = "broken-extract"


def files_of(organisation: Organisation, tables: Iterable[str]) -> dict[str, Path]:
    """Up-to-date extract files of the organisation that is acted for, by table name.

    Runs inside ``acting_as``; a row of another organisation cannot come in, whatever the query says.
    """
    names = list(tables)
    approach = load_approach(organisation.approach_key)
    folder = _folder(organisation)
    versions = _versions(organisation, [SOURCES[name] for name in names], approach)
    return {name: _renewed(folder, SOURCES[name], versions[name], organisation, approach) for name in names}


def source_query(source: Source, organisation: Organisation, approach: Approach) -> str:
    """The query of a declared table with its values filled in, with exactly the declared columns in their order."""
    filled = _filled(source.query, organisation, approach)
    columns = sql.SQL(", ").join(map(sql.Identifier, source.table.columns))
    return sql.SQL("select {} from ({}) as made").format(columns, sql.SQL(filled)).as_string(None)


def _filled(query: str, organisation: Organisation, approach: Approach) -> str:
    values = {"organisation": organisation.pk, "definition": as_parameter(approach)}
    for name, value in values.items():
        query = query.replace(f"%({name})s", sql.Literal(value).as_string(None))
    return query


def _folder(organisation: Organisation) -> Path:
    """Apart per database, so that two databases of one home never read each other's extracts."""
    root = Path(settings.HOME) / "extracts"
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = root / str(connection.settings_dict["NAME"]) / str(organisation.pk)
    for each in (folder.parent, folder):
        each.mkdir(mode=0o700, exist_ok=True)
    return folder


def _versions(organisation: Organisation, sources: Iterable[Source], approach: Approach) -> dict[str, str]:
    """What the extracts of the tables would be made from, as a short digest by table name. One query."""
    wanted = list(sources)
    models = sorted({model for source in wanted for model in source.models}, key=lambda model: model._meta.db_table)
    counted = sql.SQL(" union all ").join(
        sql.SQL(
            "select {label}, count(*), coalesce(max(id), 0), coalesce(sum(xmin::text::bigint), 0) "
            "from {table} where organisation_id = {organisation}"
        ).format(
            label=sql.Literal(model._meta.db_table),
            table=sql.Identifier(model._meta.db_table),
            organisation=sql.Literal(organisation.pk),
        )
        for model in models
    )
    with connection.cursor() as cursor:
        cursor.execute(counted.as_string(None))
        states = {label: (rows, highest, versions) for label, rows, highest, versions in cursor.fetchall()}
    return {
        source.table.name: _digest(
            FORMAT,
            approach.digest,
            repr(source.table.schema()),
            source.query,
            *(repr(states[model._meta.db_table]) for model in source.models),
        )
        for source in wanted
    }


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


def _renewed(folder: Path, source: Source, version: str, organisation: Organisation, approach: Approach) -> Path:
    """The file of this version, made when it is not there. Older versions go once nobody can be reading them."""
    path = folder / f"{source.table.name}.{version}.parquet"
    if path.exists():
        return path
    draft = path.with_suffix(f".{uuid4().hex}.draft")
    rows = read_table(source, organisation, approach)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        pq.write_table(rows, file, compression="zstd")
    draft.replace(path)
    for old in folder.glob(f"{source.table.name}.*.parquet"):
        if old != path and time.time() - old.stat().st_mtime > READERS_ARE_DONE_AFTER:
            old.unlink(missing_ok=True)
    return path


def read_table(source: Source, organisation: Organisation, approach: Approach) -> pa.Table:
    """One declared table of one organisation as it is in the database now, with its declared types."""
    buffer = io.BytesIO()
    query = source_query(source, organisation, approach)
    with connection.cursor() as cursor, cursor.copy(f"copy ({query}) to stdout (format csv)") as copy:
        for block in copy:
            buffer.write(block)
    buffer.seek(0)
    rows = _parsed(buffer, source.table)
    if gaps := source.table.gaps(rows):
        raise BrokenExtract(f"{source.table.name}: {', '.join(gaps)}")
    return rows


def _parsed(buffer: io.BytesIO, table: type[DeclaredTable]) -> pa.Table:
    """Rows that COPY wrote. An empty text is quoted, a missing value is not."""
    schema = table.schema().to_pyarrow()
    if not buffer.getbuffer().nbytes:
        return schema.empty_table()
    read_as: Mapping[str, pa.DataType] = {field.name: _written_as(field.type) for field in schema}
    rows = pa_csv.read_csv(
        buffer,
        read_options=pa_csv.ReadOptions(column_names=list(read_as)),
        parse_options=pa_csv.ParseOptions(newlines_in_values=True),
        convert_options=pa_csv.ConvertOptions(
            column_types=read_as,
            null_values=[""],
            true_values=["t"],
            false_values=["f"],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )
    return rows.cast(schema)


def _written_as(type_: pa.DataType) -> pa.DataType:
    """How a column stands in the text: everything as it is, moments with their offset."""
    return pa.timestamp("us", tz="UTC") if pa.types.is_timestamp(type_) else type_
