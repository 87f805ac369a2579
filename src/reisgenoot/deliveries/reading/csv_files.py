"""Reading csv: the encoding and the separator are found out, quotes are respected."""

import csv

from django.utils.translation import gettext as _

from reisgenoot.deliveries.reading.sheets import GivenFile, Grid, is_blank, refuse

ENCODINGS = ("utf-8-sig", "cp1252")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS = ";,\t|"
MOST_CELL = 200_000


def read_csv(given: GivenFile) -> list[Grid]:
    """The one sheet of a csv file, or nothing when it has no filled row.

    Raises
    ------
    DeliveryRefused   the bytes are not text, or the quotes do not match.
    """
    text = _decode(given)
    csv.field_size_limit(MOST_CELL)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator_of(text), strict=True)
    rows: list[tuple[int, list[str]]] = []
    before = 0
    try:
        for cells in reader:
            if not all(is_blank(cell) for cell in cells):
                rows.append((before + 1, cells))
            before = reader.line_num
    except csv.Error as error:
        raise refuse(
            "bad-csv",
            _("deze regel is niet te lezen; er mist een aanhalingsteken of een cel is veel te lang."),
            _("Verbeter de regel of sla het bestand opnieuw op als csv."),
            file=given.name,
            row=reader.line_num,
        ) from error
    return [Grid(name="", rows=rows)] if rows else []


def _decode(given: GivenFile) -> str:
    raw = given.path.read_bytes()
    encodings = ("utf-16",) if raw.startswith(UTF16_MARKS) else ENCODINGS if b"\x00" not in raw else ()
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refuse(
        "not-text",
        _("dit bestand is geen tekst (csv)."),
        _("Sla het op als csv (UTF-8) of als Excel-werkmap (.xlsx)."),
        file=given.name,
    )


def separator_of(text: str) -> str:
    """The separator of a csv text: the one that splits the first lines into the most, equally many cells."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    if not lines:
        return SEPARATORS[0]

    def likelihood(separator: str) -> tuple[int, int]:
        widths = [len(next(csv.reader([line], delimiter=separator), [])) for line in lines]
        widest = max(widths)
        return (widths.count(widest) if widest > 1 else 0, widest)

    return max(SEPARATORS, key=likelihood)
