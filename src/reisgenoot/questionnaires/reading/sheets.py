"""The cells of a workbook as text, with where they stand."""

import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from reisgenoot.questionnaires.reading.problems import FormError, FormProblem

MAX_BYTES = 5_000_000
MAX_UNPACKED = 100_000_000
MAX_ROWS = 5000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the sheet, and the filled cells by the heading of their column."""

    number: int
    cells: dict[str, str]

    def get(self, heading: str) -> str:
        """The text of a cell; empty when there is none."""
        return self.cells.get(heading, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with a row of headings and the rows below that are not empty."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def read_sheets(content: bytes) -> dict[str, Sheet]:
    """The sheets by lower-case name.

    Raises
    ------
    FormError   the file is no .xlsx workbook, or larger than a questionnaire can be.
    """
    if len(content) > MAX_BYTES:
        raise _broken(f"het bestand is groter dan {MAX_BYTES // 1_000_000} MB.", "Haal afbeeldingen weg.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED:
                raise _broken("het bestand is uitgepakt te groot.", "Sla het opnieuw op in je rekenprogramma.")
        book = openpyxl.load_workbook(BytesIO(content), read_only=False, data_only=True)
    except FormError:
        raise
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise _broken("dit is geen werkboek.", "Sla het op als .xlsx.") from error
    return {sheet.title.strip().lower(): _sheet(sheet) for sheet in book.worksheets}


def _broken(message: str, advice: str) -> FormError:
    return FormError([FormProblem("", 0, "", message, advice)])


def _sheet(sheet: Any) -> Sheet:
    headings: list[str] = []
    rows: list[Row] = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        texts = [_text(cell) for cell in cells]
        if not headings:
            headings = texts if any(texts) else []
            continue
        if number > MAX_ROWS:
            raise FormError(
                [FormProblem(sheet.title, number, "", f"er zijn meer dan {MAX_ROWS} rijen.", "Maak er twee van.")]
            )
        filled = {heading: text for heading, text in zip(headings, texts, strict=False) if heading and text}
        if filled:
            rows.append(Row(number, filled))
    return Sheet(sheet.title, tuple(heading for heading in headings if heading), tuple(rows))


def _text(value: Any) -> str:
    """A cell as a form reads it: whole numbers without a point, dates as ISO, yes and no as TRUE and FALSE."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value).strip()
