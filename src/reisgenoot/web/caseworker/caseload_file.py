"""The caseload as a file: what one sees, in the same order, all pages. How many people it holds goes in the log."""

import csv

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reisgenoot.journeys.caseload import caseload_export as matching_rows
from reisgenoot.journeys.selectors import organisation_approach
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.caseload import CaseLine, lines_of, read_address

PART = "caseload-export"
_BYTE_ORDER_MARK = "\ufeff"
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@page(Permission.CASELOAD_READ)
@require_safe
def caseload_export(request: StaffRequest) -> HttpResponse:
    """A CSV file that spreadsheet programs here open well: semicolons, UTF-8 with a mark, no formulas."""
    by, day = request.actor, today()
    asked = read_address(request.GET, by=by)
    approach = organisation_approach(by=by)
    rows = matching_rows(
        by=by,
        wanted=asked.as_filter(by=by),
        today=day,
        sort=asked.sort,
        descending=asked.descending,
        phases=[phase.key for phase in approach.phases_in_order],
    )
    lines = lines_of(rows, by=by, approach=approach, day=day)
    log_read(by=by, person_id=None, part=PART, count=len(lines))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="caseload-{day:%Y-%m-%d}.csv"'
    response.write(_BYTE_ORDER_MARK)
    writer = csv.writer(response, delimiter=";")
    writer.writerow(_titles())
    writer.writerows([_safe(value) for value in _values(line)] for line in lines)
    return response


def _titles() -> list[str]:
    return [
        _("Naam"),
        _("Leeftijd"),
        _("Fase"),
        _("Profiel"),
        _("Gemeente"),
        _("Regisseur"),
        _("Laatste contact"),
        _("Eerstvolgende datum"),
        _("Eerstvolgende"),
        _("Signalen"),
    ]


def _values(line: CaseLine) -> list[str]:
    return [
        line.name,
        line.age,
        line.phase,
        line.profile,
        line.municipality,
        line.director,
        line.last_contact_on.isoformat() if line.last_contact_on else "",
        line.due_on.isoformat() if line.due_on else "",
        line.due_what,
        str(line.signals),
    ]


def _safe(value: str) -> str:
    """A value that a spreadsheet takes for text: one that begins like a formula gets an apostrophe."""
    return f"'{value}" if value.startswith(_BEGINS_A_FORMULA) else value
