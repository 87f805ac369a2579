"""Reading several short lists about one thing in one query, where a page would ask for each of them."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DecimalField, Expression, F, Func, JSONField, QuerySet, TextField
from django.db.models.functions import Cast

Column: TypeAlias = str | Expression | Func
Rows: TypeAlias = tuple[QuerySet[Any], Sequence[Column]]
"""The rows of a list in their order, and the columns that are wanted of them."""


def read_together(within: QuerySet[Any], *lists: Rows) -> list[list[tuple[Any, ...]]]:
    """What ``values_list`` gives of each list, all of them in one query.

    Parameters
    ----------
    within   the one row that the lists are about; without that row every list is empty.
    """
    asked = [_asked(rows, columns) for rows, columns in lists]
    row = within.order_by().values_list(*(found for found, _fields in asked)).first()
    if row is None:
        return [[] for _one in asked]
    return [
        [tuple(field.to_python(value) for field, value in zip(fields, values, strict=True)) for values in found]
        for found, (_rows, fields) in zip(row, asked, strict=True)
    ]


def _asked(rows: QuerySet[Any], columns: Sequence[Column]) -> tuple[ArraySubquery, list[Any]]:
    names = [f"column_{number}" for number in range(len(columns))]
    wanted = (F(column) if isinstance(column, str) else column for column in columns)
    named = rows.annotate(**dict(zip(names, wanted, strict=True)))
    fields = [named.query.annotations[name].output_field for name in names]
    exact = (
        Cast(name, TextField()) if isinstance(field, DecimalField) else F(name)
        for name, field in zip(names, fields, strict=True)
    )
    row = Func(*exact, function="JSONB_BUILD_ARRAY", output_field=JSONField())
    return ArraySubquery(named.values(row=row)), fields
