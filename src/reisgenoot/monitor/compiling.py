"""From an indicator to Ibis expressions: the counts of the finest cells of every measure, in one relation."""

from typing import Any, cast

import ibis
import ibis.expr.types as ir

from reisgenoot.monitor.language import Indicator, Measure, Section
from reisgenoot.monitor.snapshot import Snapshot

CELL_SCHEMA = {"section": "int32", "measure": "int32", "group": "string", "value": "string", "n": "int64"}
SEPARATOR = "\x1f"
"""Between the values of a group; a control character that no code or label holds."""


def cells(indicator: Indicator, snapshot: Snapshot) -> ir.Table:
    """Counts per section, measure, finest group and value.

    Returns
    -------
    One row per non-empty cell: ``section`` and ``measure`` (positions in the definition), ``group`` (values of the
    section's dimensions, in order, separated), ``value`` and ``n`` (units, at least 1).
    """
    parts = [
        _measure_cells(section, measure, position=(s, m), rows=rows)
        for s, section in enumerate(indicator.sections)
        for rows in [section.population.rows(snapshot)]
        for m, measure in enumerate(section.measures)
    ]
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def _measure_cells(section: Section, measure: Measure, *, position: tuple[int, int], rows: ir.Table) -> ir.Table:
    group = ibis.literal("")
    for i, dimension in enumerate(section.dimensions):
        code = dimension.code(rows)
        group = code if i == 0 else group.concat(ibis.literal(SEPARATOR), code)
    coded = rows.select(group=group, value=measure.value(rows))
    counted = coded.group_by("group", "value").agg(n=coded.count())
    placed = counted.mutate(
        section=ibis.literal(position[0], "int32"),
        measure=ibis.literal(position[1], "int32"),
        n=counted.n.cast("int64"),
    )
    return placed.select(*CELL_SCHEMA)


def summaries(indicator: Indicator, snapshot: Snapshot) -> ir.Table | None:
    """Number, mean, lowest and highest of each summary, in the order of the definition; None when there are none.

    Returns
    -------
    One row per summary: ``position``, ``n`` (units with a value), ``mean``, ``lowest``, ``highest`` (missing if n = 0).
    """
    parts: list[ir.Table] = []
    for section in indicator.sections:
        rows = section.population.rows(snapshot) if section.summaries else None
        for summary in section.summaries:
            number = summary.column(cast(ir.Table, rows)).cast("float64")
            parts.append(
                cast(ir.Table, rows).agg(
                    position=ibis.literal(len(parts), "int32"),
                    n=number.count(),
                    mean=number.mean(),
                    lowest=number.min(),
                    highest=number.max(),
                )
            )
    if not parts:
        return None
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def as_records(table: Any) -> list[dict[str, Any]]:
    """An Arrow table as a list of plain rows."""
    return cast("list[dict[str, Any]]", table.to_pylist())
