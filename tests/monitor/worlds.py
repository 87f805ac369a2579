"""Small made-up worlds for the declared tables, drawn from the declarations themselves."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from reisgenoot.monitor.tables import REGISTRY, ColumnType, DeclaredTable

World = Mapping[str, list[dict[str, Any]]]

AS_OF = date(2020, 3, 31)
EARLY = datetime(2020, 1, 1, tzinfo=UTC)
LATE = datetime(2020, 2, 1, tzinfo=UTC)
BETWEEN = datetime(2020, 1, 15, tzinfo=UTC)
DAYS = (date(2019, 6, 1), date(2020, 3, 30), AS_OF, date(2020, 4, 1))
VALUES: Mapping[str, tuple[str, ...]] = {
    "programme": ("follow_up_programme", "base_programme", "course"),
    "scale": ("base_indicators", "cefr"),
    "item": ("kennis_en_inzicht", "participatie", "taalontwikkeling", "zelfredzaamheid"),
    "value": ("pass", "fail"),
    "activity": ("pvt", "course"),
    "response": ("success", "no_answer"),
    "kind": ("plan", "diagnosis"),
    "milestone": ("linked", "housing_signal", "azc_contact", "settled"),
    "outcome": ("paid", "education", "unpaid", "none"),
    "primary_goal": ("work", "language"),
    "goal_group": ("work", "education"),
    "profile": ("A1", "B1", "C"),
}
RANGES: Mapping[str, tuple[int, int]] = {
    "age_years": (18, 70),
    "days_in_nl": (0, 2500),
    "first_export": (1, 2),
    "position": (0, 2),
    "number": (1, 2),
    "rank": (1, 4),
}
OWNER: Mapping[str, str] = {"goals": "plan", "outcomes": "trajectory", "receipts": "receipt", "plans": "plan"}
"""The number that decides the organisation, as in the database; where not named, the journey's."""


def _cell(name: str, type_: ColumnType) -> st.SearchStrategy[Any]:
    if type_ is ColumnType.KEY:
        return st.sampled_from(VALUES.get(name, ("p", "q")))
    if type_ is ColumnType.INTEGER:
        return st.integers(*RANGES[name])
    by_type: Mapping[ColumnType, st.SearchStrategy[Any]] = {
        ColumnType.ID: st.integers(1, 8),
        ColumnType.DECIMAL: st.floats(0, 10),
        ColumnType.FLAG: st.booleans(),
        ColumnType.DATE: st.sampled_from(DAYS),
    }
    return by_type[type_]


def _row(table: type[DeclaredTable]) -> st.SearchStrategy[dict[str, Any]]:
    cells = {}
    for name, column in table.columns.items():
        if name not in ("organisation", "recorded_at", "superseded_at"):
            cell = _cell(name, column.type)
            cells[name] = st.one_of(cell, st.none()) if column.nullable else cell
    return st.fixed_dictionaries(cells).map(lambda row: _owned(table.name, row))


def _owned(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """Sets the organisation; a plan is only linked to a journey of the same organisation."""
    owner = row[OWNER.get(table, "journey")]
    journey = row.get("journey")
    if table == "plans" and journey is not None and journey % 2 != owner % 2:
        journey = None
    if table == "outcomes":
        rank = VALUES["outcome"].index(row["outcome"]) + 1
        row = {**row, "rank": rank, "participating": rank < len(VALUES["outcome"])}
    return {**row, **({"journey": journey} if "journey" in row else {}), "organisation": owner % 2 + 1}


@st.composite
def rows_of(draw: st.DrawFn, table: type[DeclaredTable]) -> list[dict[str, Any]]:
    """Rows at their grain: some superseded, each replaced at that moment or not at all."""

    def grain(row: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(row[name] for name in table.grain)

    held = draw(st.lists(_row(table), max_size=14, unique_by=grain))
    replaced = draw(st.lists(_row(table), max_size=4, unique_by=grain))
    gone = {grain(row) for row in replaced}
    return [{**row, "recorded_at": LATE if grain(row) in gone else EARLY, "superseded_at": None} for row in held] + [
        {**row, "recorded_at": EARLY, "superseded_at": LATE} for row in replaced
    ]


def worlds() -> st.SearchStrategy[World]:
    """All declared tables filled."""
    return st.fixed_dictionaries({name: rows_of(table) for name, table in REGISTRY.items()})


def as_arrow(world: World) -> dict[str, pa.Table]:
    """The tables of a world with their declared types."""
    return {
        name: pa.Table.from_pylist(world.get(name, []), schema=table.schema().to_pyarrow())
        for name, table in REGISTRY.items()
    }
