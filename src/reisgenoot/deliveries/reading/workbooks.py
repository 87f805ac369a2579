"""Reading workbooks: fast with calamine for the values; the XML is walked once for formulas, which calamine hides."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree import ElementTree

import python_calamine
from django.utils.translation import gettext as _

from reisgenoot.deliveries.reading.sheets import Cell, GivenFile, Grid, is_blank, refuse

MOST_ROWS = 300_000
_SHEET_FILE = re.compile(r"^xl/worksheets/[^/]+\.xml$")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_CELL_OF_FORMULA = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*>\s*<(?:\w+:)?f[ >/]')
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_NAMES = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def read_workbook(given: GivenFile) -> list[Grid]:
    """The visible sheets of a workbook that hold anything.

    Raises
    ------
    DeliveryRefused   a cell holds a formula, there are too many rows, or the workbook cannot be read.
    """
    try:
        _refuse_formulas(given)
        book = python_calamine.CalamineWorkbook.from_path(str(given.path))
        names = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
            and sheet.visible == python_calamine.SheetVisibleEnum.Visible
        ]
        grids = [_grid(given, book.get_sheet_by_name(name)) for name in names]
    except (
        python_calamine.CalamineError,
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise refuse(
            "unreadable",
            _("dit bestand is niet te lezen; het is beschadigd of geen Excel-bestand."),
            _("Open het in Excel, sla het op als .xlsx en lever het opnieuw aan."),
            file=given.name,
        ) from error
    return [grid for grid in grids if grid.rows]


def _grid(given: GivenFile, sheet: Any) -> Grid:
    if sheet.total_height > MOST_ROWS:
        raise refuse(
            "too-many-rows",
            _("dit blad heeft meer dan %(most)s rijen.") % {"most": MOST_ROWS},
            _("Splits het bestand."),
            file=given.name,
            sheet=sheet.name,
        )
    first = sheet.start[0] + 1 if sheet.start else 1
    rows = (
        (number, [_cell(value) for value in cells])
        for number, cells in enumerate(sheet.to_python(skip_empty_area=True), start=first)
    )
    return Grid(name=sheet.name, rows=[(n, cells) for n, cells in rows if not all(is_blank(cell) for cell in cells)])


def _cell(value: Any) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if value == "":
        return None
    return value if isinstance(value, str | float | int | bool | date) else str(value)


def _refuse_formulas(given: GivenFile) -> None:
    """Refuse a workbook with formulas: the value that was saved may be old, and nobody can see that."""
    with zipfile.ZipFile(given.path) as archive:
        titles = _sheet_titles(archive)
        for entry in archive.namelist():
            # Every part is walked: one whose size or checksum is not what it says stops here, not in the fast reader.
            found = _first_formula(_pieces(archive, entry), look=bool(_SHEET_FILE.match(entry)))
            if found is not None:
                column, row = found
                raise refuse(
                    "formula",
                    _("in cel %(cell)s staat een formule.") % {"cell": f"{column}{row}" if column else "?"},
                    _("Kopieer het blad en plak alleen de waarden; lever dat bestand aan."),
                    file=given.name,
                    sheet=titles.get(entry, ""),
                    row=row,
                )


def _pieces(archive: zipfile.ZipFile, entry: str) -> Iterator[bytes]:
    with archive.open(entry) as stream:
        while piece := stream.read(1 << 20):
            yield piece


def _first_formula(pieces: Iterator[bytes], *, look: bool) -> tuple[str, int | None] | None:
    """Column letters and row of the first formula; the pieces overlap so that none is cut in two."""
    kept = b""
    for piece in pieces:
        text = kept + piece
        if look and _FORMULA.search(text):
            cell = _CELL_OF_FORMULA.search(text)
            return (cell[1].decode(), int(cell[2])) if cell else ("", None)
        kept = text[-400:]
    return None


def _sheet_titles(archive: zipfile.ZipFile) -> dict[str, str]:
    """The title of each sheet file. A workbook whose table of contents is odd gives no titles: the message then has none."""
    try:
        book, links = archive.read("xl/workbook.xml"), archive.read("xl/_rels/workbook.xml.rels")
        if _FORBIDDEN.search(book + links):
            return {}
        targets = {link.get("Id"): link.get("Target", "") for link in ElementTree.fromstring(links)}  # noqa: S314  no entities, see above
        sheets = ElementTree.fromstring(book).iter(f"{_NAMES}sheet")  # noqa: S314
    except (KeyError, ElementTree.ParseError):
        return {}
    return {
        f"xl/{targets.get(sheet.get(f'{_LINKS}id'), '').removeprefix('/xl/')}": sheet.get("name", "")
        for sheet in sheets
    }
