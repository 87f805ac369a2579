"""What a file looks like once it is read: a header, and rows of cells with the number the sheet shows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from reisgenoot.deliveries.problems import DeliveryRefused, Problem

Cell = str | float | int | bool | date | None
HEADER_SEARCHED_ROWS = 30


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file as it was handed over: its name there, and where it lies."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Grid:
    """All cells of one sheet, without empty rows: ``rows`` are pairs of row number (from 1) and cells."""

    name: str
    rows: Sequence[tuple[int, Sequence[Cell]]]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet with its header recognised. ``columns`` maps a canonical column name to its position."""

    file: str
    sheet: str
    header: tuple[str, ...]
    header_row: int
    columns: dict[str, int]
    rows: Sequence[tuple[int, Sequence[Cell]]]
    remarks: tuple[Problem, ...] = field(default=())


def refuse(
    code: str, message: str, advice: str = "", *, file: str, sheet: str = "", row: int | None = None
) -> DeliveryRefused:
    """An error with one problem about a file, to be raised."""
    return DeliveryRefused([Problem(code, message, advice, file=file, sheet=sheet, row=row)])


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
