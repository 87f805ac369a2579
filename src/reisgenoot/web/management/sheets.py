"""A list as a CSV file that spreadsheet programs here open well: semicolons, UTF-8 with a mark, no formulas."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

_BYTE_ORDER_MARK = "\ufeff"
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_response(name: str, rows: Iterable[Sequence[str]]) -> HttpResponse:
    """Rows, the head first. The name is for the file only: it holds no name of a person."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.write(_BYTE_ORDER_MARK)
    writer = csv.writer(response, delimiter=";")
    writer.writerows([f"'{value}" if value.startswith(_BEGINS_A_FORMULA) else value for value in row] for row in rows)
    return response
