"""Downloads of a table: text, JSON, CSV, and a workbook with the definition on a sheet of its own."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from reisgenoot.monitor.result import Row, TableResult, Test
from reisgenoot.reporting.wording import figure_of, interval_of, label_of

Value = str | int | float | bool | None
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
CONTENT_TYPES = {
    "text": "text/plain; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def export(table: TableResult, format_: str) -> bytes:
    """A table in one of the formats of `CONTENT_TYPES`. Raises `KeyError` for another."""
    return _WRITERS[format_](table)


def group_keys(table: TableResult) -> list[str]:
    """Every key that occurs in a group, in order of appearance."""
    return list(dict.fromkeys(key for row in table.rows for key in row.group))


def as_text(table: TableResult) -> str:
    """The table for a terminal: title, rows in columns, tests, definition, source."""
    lines = [table.title, f"{_('Peildatum')} {table.as_of:%d-%m-%Y}", ""]
    for keys in table.groupings:
        lines += [" × ".join(table.dimension_titles.get(key, key) for key in keys)] if keys else []
        lines += [f"  {line}" for line in _aligned([_cells(row) for row in table.rows_of(keys)])]
    if not table.rows:
        lines.append(_("Er is niemand om te tellen."))
    if table.tests:
        lines += ["", _("Verschillen tussen groepen")]
        lines += [f"  {line}" for line in _aligned([_test_cells(table, test) for test in table.tests])]
    return "\n".join([*lines, "", *(f"{name}: {value}" for name, value in _about(table))]) + "\n"


def _cells(row: Row) -> list[str]:
    return [*(row.group.values() or [label_of(row)]), figure_of(row), interval_of(row)]


def _test_cells(table: TableResult, test: Test) -> list[str]:
    compared = ", ".join(f"{table.dimension_titles.get(key, key)}: {label}" for key, label in test.group.items())
    statistic, p_value = number_format(test.statistic, 2), number_format(test.p_value, 4)
    return [compared, test.test, statistic, f"df {test.df}", f"p {p_value}"]


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _about(table: TableResult) -> Iterator[tuple[str, str]]:
    """What belongs to the figures: question, definition, source, version, protection."""
    yield _("Vraag"), table.question
    yield _("Definitie"), table.definition
    yield _("Bron"), table.source
    yield _("Versie van de definitie"), f"{table.table} {table.version}"
    yield _("Interval"), _("95 % betrouwbaarheid, Wilson")
    if table.is_protected and table.threshold:
        yield (
            _("Kleine aantallen"),
            _("Aantallen onder %(threshold)s zijn verborgen, en wat ze zou verraden.") % {"threshold": table.threshold},
        )


def as_json(table: TableResult) -> str:
    """The public JSON shape."""
    return json.dumps(table.as_json(), ensure_ascii=False, indent=1)


def _records(table: TableResult) -> Iterator[list[Value]]:
    """Head and rows with plain values; shares between 0 and 1, nothing where hidden."""
    keys = group_keys(table)
    figures = ["numerator", "denominator", "share", "low", "high", "suppressed"]
    yield ["table", "as_of", *keys, *figures]
    for row in table.rows:
        values = [row.numerator, row.denominator, row.share, row.low, row.high, row.suppressed]
        yield [table.table, table.as_of.isoformat(), *(_harmless(row.group.get(key, "")) for key in keys), *values]


def _harmless(text: str) -> str:
    """A label that a spreadsheet program cannot take for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def as_csv(table: TableResult) -> str:
    """Comma-separated, decimal point, UTF-8; for people there is the workbook."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for record in _records(table):
        writer.writerow(
            ["" if value is None else str(value).lower() if isinstance(value, bool) else value for value in record]
        )
    return buffer.getvalue()


def as_xlsx(table: TableResult) -> bytes:
    """A workbook: the table, the tests where there are any, and the definition."""
    book = Workbook(write_only=True)
    _fill(book.create_sheet(_("Tabel")), _records(table))
    if table.tests:
        _fill(book.create_sheet(_("Verschillen")), _test_records(table))
    _fill(book.create_sheet(_("Definitie")), _definition_records(table), widths=(28, 110))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _test_records(table: TableResult) -> Iterator[list[Value]]:
    yield ["group", "test", "statistic", "df", "p_value"]
    for test in table.tests:
        yield [_harmless(", ".join(test.group.values())), test.test, test.statistic, test.df, test.p_value]


def _definition_records(table: TableResult) -> Iterator[list[Value]]:
    yield [_("Tabel"), table.title]
    yield [_("Peildatum"), table.as_of.isoformat()]
    for name, value in _about(table):
        yield [name, value]
    for key, title in table.dimension_titles.items():
        yield [key, title]


def _fill(sheet: WriteOnlyWorksheet, records: Iterator[list[Value]], widths: Sequence[int] = (22, 12, 26, 26)) -> None:
    """Write rows, the first one bold and frozen."""
    for letter, width in zip("ABCDEFGH", widths, strict=False):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    for number, record in enumerate(records):
        sheet.append([_bold(sheet, value) for value in record] if number == 0 else record)


def _bold(sheet: WriteOnlyWorksheet, value: Value) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    cell.font = Font(bold=True)
    return cell


_WRITERS: dict[str, Callable[[TableResult], bytes]] = {
    "text": lambda table: as_text(table).encode(),
    "json": lambda table: as_json(table).encode(),
    "csv": lambda table: as_csv(table).encode(),
    "xlsx": as_xlsx,
}
