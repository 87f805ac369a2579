"""What if somebody leaves or works less, or more people come: the year ahead, and everybody's share in it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from reisgenoot.journeys.selectors import organisation_approach
from reisgenoot.journeys.team.trend import Month, trend
from reisgenoot.journeys.team.whatif import Ahead, Change, ahead
from reisgenoot.journeys.team.workload import NORM, Load
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.permissions import Permission
from reisgenoot.reporting.team_charts import Point, line_svg
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.components.figures import Figure
from reisgenoot.web.components.tables import Cell, Column, Row, Table
from reisgenoot.web.components.words import day_in_words
from reisgenoot.web.management.team import TeamOn, team_on
from reisgenoot.web.management.team_forms import WhatIfForm
from reisgenoot.web.management.wording import (
    amount,
    band_of,
    hours,
    load_badge,
    month_name,
    month_with_year,
    stands_in_words,
)


@page(Permission.TEAM_READ)
@require_safe
def team_what_if(request: StaffRequest) -> HttpResponse:
    """The year ahead as it was asked for; without questions it goes on as in the last year."""
    by, day = request.actor, today()
    approach = organisation_approach(by=by)
    team = team_on(by, day, approach=approach, weighed=False)
    months = trend(by=by, day=day)
    usual = _usual(months)
    colleagues = [(one.id, one.name) for one in team.colleagues if one.is_client_manager]
    given = request.GET if any(request.GET.values()) else None
    form = WhatIfForm(given, colleagues=colleagues, initial={"vanaf": day, **usual})
    said = form.cleaned_data if form.is_valid() else {}
    changes = _changes(said, team)
    flows = {name: float(said[name]) if said.get(name) is not None else float(usual[name]) for name in usual}
    working = [(one.id, one.fte, one.left_on) for one in team.colleagues if one.is_client_manager]
    found = ahead(
        day=day,
        files=len(team.files),
        hours=working,
        inflow=flows["instroom"],
        outflow=flows["uitstroom"],
        changes=changes,
    )
    context = {
        "form": form,
        "figure": _figure(found, team, _question(changes, flows, team)),
        "shares": _shares(found, team, changes),
        "norm": approach.caseload_norms.get(NORM),
    }
    return render(request, "management/what_if.html", context)


def _usual(months: list[Month]) -> dict[str, int]:
    """What came in and went out per month in the last year, rounded."""
    whole = list(months[:-1]) or months
    return {
        "instroom": round(sum(one.inflow for one in whole) / len(whole)),
        "uitstroom": round(sum(one.outflow for one in whole) / len(whole)),
    }


def _changes(said: Mapping[str, Any], team: TeamOn) -> list[Change]:
    if not said.get("wie"):
        return []
    return [Change(said["wie"], float(said.get("fte") or 0), said.get("vanaf") or team.day)]


def _question(changes: list[Change], flows: Mapping[str, float], team: TeamOn) -> str:
    """What the picture answers, as a sentence."""
    names = {one.id: one.name for one in team.colleagues}
    told = {"in": amount(flows["instroom"]), "out": amount(flows["uitstroom"])}
    words = _("Per maand %(in)s dossiers erbij en %(out)s eraf.") % told
    for change in changes:
        who = {"name": names[change.colleague_id], "day": day_in_words(change.from_on), "fte": hours(change.fte)}
        leaves = _("%(name)s weg vanaf %(day)s.") if not change.fte else _("%(name)s werkt %(fte)s fte vanaf %(day)s.")
        words = f"{leaves % who} {words}"
    return words


def _figure(found: list[Ahead], team: TeamOn, question: str) -> Figure:
    last = found[-1]
    load = Load(None, last.fte, round(last.files), 0, last.files, 0)
    sentence = question
    if last.per_fte is not None:
        told = {"per": amount(last.per_fte), "norm": stands_in_words(load, team.norm)}
        sentence = f"{question} {_('Over een jaar is dat %(per)s per fte, %(norm)s.') % told}"
    points = [Point(month_name(one.first), one.per_fte, amount(one.per_fte or 0)) for one in found]
    columns = [
        Column("month", _("Op de eerste van")),
        Column("files", _("Dossiers"), number=True),
        Column("fte", _("Fte"), number=True),
        Column("per_fte", _("Per fte"), number=True),
        Column("norm", _("Norm")),
    ]
    rows = []
    for one in found:
        standing = Load(None, one.fte, round(one.files), 0, one.files, 0)
        cells = [
            Cell(month_with_year(one.first)),
            Cell(amount(one.files)),
            Cell(hours(one.fte)),
            Cell(amount(one.per_fte) if one.per_fte is not None else ""),
            Cell(badge=load_badge(standing, team.norm)),
        ]
        rows.append(Row(cells))
    return Figure(
        key="ahead",
        title=_("Een jaar vooruit"),
        sentence=sentence,
        table=Table(_("Dossiers per fte in de maanden die komen"), columns, rows),
        picture=mark_safe(line_svg(points, band=band_of(team.norm))),  # noqa: S308  our own SVG
        alt=_("Dossiers per fte in de komende twaalf maanden; de tabel ernaast noemt elke maand."),
        definition=_("Geen voorspelling: een rekensom met de instroom, uitstroom en uren die hier staan."),
        as_of=team.day,
    )


def _shares(found: list[Ahead], team: TeamOn, changes: list[Change]) -> Table:
    """What everybody would have at the end when files are spread by hours, against now."""
    last = found[-1]
    away = {change.colleague_id: change.fte for change in changes}
    columns = [
        Column("name", _("Collega")),
        Column("fte", _("Fte"), number=True),
        Column("now", _("Dossiers nu"), number=True),
        Column("then", _("Over een jaar, gelijk verdeeld"), number=True),
        Column("more", _("Verschil"), number=True),
    ]
    rows = []
    for load in team.loads:
        colleague = load.colleague
        if colleague is None or not colleague.is_client_manager:
            continue
        gone = colleague.left_on is not None and colleague.left_on <= last.first
        fte = 0.0 if gone else away.get(colleague.id, colleague.fte)
        then = round(last.files * fte / last.fte) if last.fte else 0
        more = then - load.files
        words = f"+{more}" if more > 0 else str(more)
        cells = [Cell(colleague.name), Cell(hours(fte)), Cell(str(load.files)), Cell(str(then)), Cell(words)]
        rows.append(Row(cells, muted=not fte))
    number = len(rows)
    caption = ngettext("Wat het betekent voor %(n)d collega", "Wat het betekent voor %(n)d collega’s", number)
    return Table(caption % {"n": number}, columns, rows)
