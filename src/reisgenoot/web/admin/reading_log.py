"""Inzage: who read what of whom, when and for what. Shows no contents of files and no names of the people read about."""

import csv
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from reisgenoot.journeys.keyset import Order, Page, Position, take_page
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import ReadsWanted, log_read, reads
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.components.actions import Action, Empty, Paging
from reisgenoot.web.components.tables import Cell, Column, Row, Table
from reisgenoot.web.components.words import moment_in_words

PAGE_SIZE = 50
MOST_EXPORTED = 50_000
_ORDER = Order(keys=("at", "id"), descending=True)
_FIELDS = ("staff__name", "staff__code", "actor_label", "person_id", "part", "purpose", "count")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class WantedForm(forms.Form):
    """Which reads somebody asks for."""

    persoon = forms.IntegerField(label=gettext_lazy("Persoonnummer"), required=False, min_value=1)
    medewerker = forms.CharField(label=gettext_lazy("Medewerker"), required=False, max_length=80)
    van = forms.DateField(label=gettext_lazy("Van"), required=False, widget=forms.DateInput({"type": "date"}))
    tot = forms.DateField(label=gettext_lazy("Tot en met"), required=False, widget=forms.DateInput({"type": "date"}))

    def wanted(self) -> ReadsWanted:
        """What was asked; a field that is not understood counts as empty."""
        self.full_clean()
        said: Mapping[str, Any] = self.cleaned_data
        return ReadsWanted(
            person_id=said.get("persoon"),
            staff=said.get("medewerker") or "",
            from_on=said.get("van"),
            until_on=said.get("tot"),
        )


@page(Permission.READING_LOG_READ)
@require_safe
def reading_log(request: StaffRequest) -> HttpResponse:
    """The newest reads first, page by page."""
    form = WantedForm(request.GET)
    wanted = form.wanted()
    found = take_page(
        reads(by=request.actor, wanted=wanted),
        among=reads(by=request.actor, wanted=ReadsWanted()),
        order=_ORDER,
        position=_position(request),
        size=PAGE_SIZE,
        fields=_FIELDS,
    )
    kept = request.GET.copy()
    for name in ("after", "before"):
        kept.pop(name, None)
    context = {
        "form": form,
        "wanted": wanted,
        "is_filtered": wanted != ReadsWanted(),
        "table": _table(found),
        "paging": _paging(found, kept.urlencode()),
        "export": Action(_("Opslaan als bestand"), f"{reverse('reading_log_export')}?{kept.urlencode()}", "download"),
    }
    return render(request, "admin/reading_log.html", context)


def _position(request: StaffRequest) -> Position:
    for name, backwards in (("after", False), ("before", True)):
        if request.GET.get(name, "").isdecimal():
            return Position(int(request.GET[name]), backwards)
    return Position()


def _paging(found: Page, kept: str) -> Paging:
    address = f"{reverse('reading_log')}?{kept}&" if kept else f"{reverse('reading_log')}?"
    return Paging(
        previous_url=f"{address}before={found.before}" if found.before else "",
        next_url=f"{address}after={found.after}" if found.after else "",
    )


def part_in_words(part: str) -> str:
    """The part of a file that was read, in words; a part without words is named as it is."""
    name, _colon, detail = part.partition(":")
    words = {
        "overview": _("dossier: overzicht"),
        "person": _("dossier: persoon"),
        "plan": _("dossier: plan"),
        "timeline": _("dossier: tijdlijn"),
        "measurements": _("dossier: metingen"),
        "diagnosis": _("dossier: diagnose"),
        "guidance": _("dossier: begeleiding"),
        "reflection": _("eigen kaarten om terug te kijken"),
        "fact": _("dossier: herkomst van een gegeven"),
        "agenda": _("dossier: agenda"),
        "contact": _("gesprek"),
        "contact-rhythm": _("contactritme"),
        "appointment": _("afspraak"),
        "signal": _("signaal"),
        "milestone": _("mijlpaal"),
        "job": _("werk"),
        "absence": _("verzuim"),
        "no-track": _("Er loopt nu niets"),
        "intake": _("dossier: intake"),
        "tests": _("toets"),
        "questionnaire": _("Vragenlijst"),
        "questionnaire export": _("vragenlijst als bestand"),
        "plan_versions": _("versies van het plan"),
        "plan_pdf": _("Plan als PDF"),
        "plan_letter": _("Brief (PDF)"),
        "plan_scan": _("Scan van het getekende plan"),
        "director": _("regisseur"),
        "consent": _("Toestemming om te delen"),
        "ending": _("Traject afsluiten"),
        "reception": _("waar iemand nu is"),
        "arrival-match": _("lijkt op iemand die al bekend is"),
        "housing-signal": _("Woningmelding"),
        "handover": _("overdracht"),
        "handover.sent": _("overdracht verzonden"),
        "handover.received": _("Ontvangen overdracht"),
        "handover.taken-over": _("overdracht overgenomen"),
        "handover.pdf": _("overdracht als PDF"),
        "handover.file": _("Bestand van de overdracht (.json)"),
        "handover-match": _("lijkt op iemand die al bekend is"),
        "caseload": _("Caseload"),
        "bsn": _("BSN"),
        "caseload-export": _("caseload als bestand"),
        "caseload-handover": _("overdracht van een caseload"),
        "director-letter": _("brief over een nieuwe regisseur"),
        "left-behind-export": _("wie blijft achter, als bestand"),
        "review": _("controle van een geleverde rij"),
        "review-search": _("zoeken bij controle"),
        "table.small-cells": _("tabel met kleine groepen"),
        "reading-log-export": _("inzage als bestand"),
    }.get(name, name)
    return f"{words} {detail}" if detail else words


def purpose_in_words(purpose: str) -> str:
    """Why it was read."""
    words = {"guiding": _("begeleiden"), "reviewing": _("levering controleren"), "accounting": _("verantwoorden")}
    return words.get(purpose, purpose)


def _table(found: Page) -> Table:
    columns = [
        Column("at", _("Wanneer")),
        Column("who", _("Wie")),
        Column("whose", _("Van wie")),
        Column("part", _("Wat")),
        Column("purpose", _("Waarvoor")),
    ]
    empty = Empty(
        _("Niets gevonden"), _("Met deze keuze is er niets gelezen. Maak de keuze ruimer."), icon="inspection"
    )
    return Table(_("Gelezen dossiers"), columns, [_row(entry) for entry in found.rows], empty=empty)


def _row(entry: Mapping[str, Any]) -> Row:
    person = entry["person_id"]
    whose = (
        Cell(_("persoon %(id)d") % {"id": person}, url=f"{reverse('reading_log')}?persoon={person}")
        if person
        else Cell()
    )
    if person is None and entry["count"] != 1:
        whose = Cell(_("%(n)d personen") % {"n": entry["count"]})
    return Row(
        [
            Cell(moment_in_words(entry["at"])),
            Cell(entry["staff__name"] or entry["actor_label"], sub=entry["staff__code"] or ""),
            whose,
            Cell(part_in_words(entry["part"])),
            Cell(purpose_in_words(entry["purpose"])),
        ]
    )


@page(Permission.READING_LOG_READ)
@require_safe
def reading_log_export(request: StaffRequest) -> HttpResponse:
    """The reads that were asked for as a file, newest first, at most 50,000; that this was taken is logged as well."""
    form = WantedForm(request.GET)
    found = reads(by=request.actor, wanted=form.wanted()).order_by("-at", "-id")
    rows = list(found.values("at", *_FIELDS)[:MOST_EXPORTED])
    log_read(by=request.actor, person_id=None, part="reading-log-export", count=len(rows))
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="inzage.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow(
        [_("Wanneer"), _("Medewerker"), _("Code"), _("Persoonnummer"), _("Wat"), _("Waarvoor"), _("Aantal")]
    )
    writer.writerows(_line(entry) for entry in rows)
    return response


def _line(entry: Mapping[str, Any]) -> list[str]:
    values = [
        timezone.localtime(entry["at"]).isoformat(timespec="seconds"),
        entry["staff__name"] or entry["actor_label"],
        entry["staff__code"] or "",
        str(entry["person_id"] or ""),
        part_in_words(entry["part"]),
        purpose_in_words(entry["purpose"]),
        str(entry["count"]),
    ]
    return [f"'{value}" if value.startswith(_FORMULA_STARTS) else value for value in values]
