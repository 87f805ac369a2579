"""Tabellen: which tables there are, one table as one chooses to see it, its picture, and the file to take along."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from reisgenoot.approach import load_approach
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission, has_permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.organisations.selectors import own_organisation
from reisgenoot.reporting.charts import chart_svg
from reisgenoot.reporting.export import CONTENT_TYPES, export
from reisgenoot.reporting.runs import TableResult, find_table, list_tables, run_table
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.components.actions import Action
from reisgenoot.web.policy.tables.choices import Choices, read_choices
from reisgenoot.web.policy.tables.figures import counts_anybody, figure_of_part, has_hidden, headline, tests_of
from reisgenoot.web.policy.tables.pictures import choose_grouping, groupings_of, parts_of

DOWNLOADS = {"xlsx": "Excel", "csv": "CSV", "json": "JSON"}


def language() -> str:
    """The language of the reader, as tables know it."""
    return (get_language() or "nl").split("-")[0]


@page(Permission.TABLE_READ)
@require_safe
def table_list(request: StaffRequest) -> HttpResponse:
    """The tables by approach, those of the organisation's own approach first."""
    own = own_organisation(by=request.actor).approach_key
    groups: dict[str, list[dict[str, str]]] = {own: []}
    for table in list_tables():
        entry = {
            "url": reverse("table", args=[table.key]),
            "title": table.title.in_language(language()),
            "question": table.question.in_language(language()),
        }
        groups.setdefault(table.approach, []).append(entry)
    named = [(load_approach(key).title.in_language(language()), tables) for key, tables in groups.items()]
    return render(request, "policy/table_list.html", {"own": named[0], "others": named[1:]})


@page(Permission.TABLE_READ)
@require_safe
def table(request: StaffRequest, key: str) -> HttpResponse:
    """One table: sentence, pictures beside their rows, comparisons, and what it all means."""
    choices, form = read_choices(request.GET)
    result = _run(request, key, choices)
    if choices.small:
        _log_small_cells(request, key)
    context = {"key": key, "result": result, "choices": choices, "form": form, **_words(result, choices)}
    if not result.is_protected or has_permission(request.actor, Permission.TABLE_READ_SMALL_CELLS):
        changed = choices.address(klein="" if choices.small else "1")
        context["small_url"] = reverse("table", args=[key]) + changed
    return render(request, "policy/table.html", context)


def _words(result: TableResult, choices: Choices) -> dict[str, Any]:
    """Everything that is told about a result, for the grouping that was chosen."""
    grouping = choose_grouping(result, choices.grouping) if counts_anybody(result) else None
    parts = parts_of(result, grouping) if grouping else []
    files = reverse("table_download", args=[result.table, "xlsx"])
    return {
        "grouping": grouping,
        "groupings": groupings_of(result),
        "stat": headline(result),
        "figures": [figure_of_part(part, choices, names_largest=not grouping.compares_programmes) for part in parts],
        "tests": tests_of(result, grouping.keys) if grouping else None,
        "hidden": has_hidden(result),
        "tables": [(each.key, each.title.in_language(language())) for each in list_tables(approach=result.approach)],
        "downloads": [
            Action(name, files.replace("xlsx", extension) + choices.address(), "download")
            for extension, name in DOWNLOADS.items()
        ],
        "today": today(),
    }


@page(Permission.TABLE_READ)
@require_safe
def table_chart(request: StaffRequest, key: str) -> HttpResponse:
    """The picture of one part of a table."""
    choices, _form = read_choices(request.GET)
    result = _run(request, key, choices)
    grouping = choose_grouping(result, choices.grouping)
    parts = parts_of(result, grouping) if grouping else []
    if choices.part >= len(parts):
        raise NotKnown
    picture = chart_svg(parts[choices.part].table)
    return HttpResponse(picture, content_type="image/svg+xml", headers={"Cache-Control": "private, max-age=60"})


@page(Permission.TABLE_READ)
@require_safe
def table_download(request: StaffRequest, key: str, extension: str) -> HttpResponse:
    """The whole table with its definition as a file."""
    if extension not in DOWNLOADS:
        raise NotKnown
    choices, _form = read_choices(request.GET)
    result = _run(request, key, choices)
    if choices.small:
        _log_small_cells(request, key)
    name = f"{key}-{result.as_of.isoformat()}.{extension}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(export(result, extension), content_type=CONTENT_TYPES[extension], headers=headers)


def _run(request: StaffRequest, key: str, choices: Choices) -> TableResult:
    find_table(key)
    return run_table(
        key,
        organisation=own_organisation(by=request.actor),
        by=request.actor,
        as_of=choices.as_of,
        protect=not choices.small,
        language=language(),
    )


def _log_small_cells(request: StaffRequest, key: str) -> None:
    log_read(by=request.actor, person_id=None, part=f"table.small-cells:{key}"[:60])
