"""Aankomst: who is expected, whom nobody met yet, and reported people who look like somebody known."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reisgenoot.arrivals.enums import Origin, Whereabouts
from reisgenoot.arrivals.selectors import (
    Expected,
    candidates_of,
    expected_people,
    reception_of,
    undecided_people,
)
from reisgenoot.arrivals.services import decide_person, note_reception
from reisgenoot.journeys.selectors import get_journey
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission, has_permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.people.probes import Candidate
from reisgenoot.people.reviewing import KnownPerson
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import go_on, show_form
from reisgenoot.web.caseworker.wording import language_name
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Badge, Empty, Fact, Tab
from reisgenoot.web.components.tables import Cell, Column, Row, Table
from reisgenoot.web.housing.showing import where_words
from reisgenoot.web.housing.views import answer_new

EVERYBODY = "iedereen"
NEW_PERSON = "nieuw"


@page(Permission.CASELOAD_READ)
@require_safe
def arrivals(request: StaffRequest) -> HttpResponse:
    """The people who are expected: those of the reader, or of everybody."""
    by = request.actor
    leads = has_permission(by, Permission.DIRECTOR_ASSIGN)
    everybody = request.GET.get("wie") == EVERYBODY or leads
    people = expected_people(by=by, director_id=None if everybody else by.staff_id)
    new = Action(_("Iemand aanmelden"), reverse("arrival_new"), "add", "primary")
    context = {
        "waiting": _waiting_table(request) if has_permission(by, Permission.JOURNEY_WRITE) else None,
        "table": _table(request, people),
        "actions": [new] if has_permission(by, Permission.JOURNEY_WRITE) else [],
        "tabs": []
        if leads
        else [
            Tab(_("Van mij"), reverse("arrivals"), current=not everybody),
            Tab(_("Van iedereen"), f"{reverse('arrivals')}?wie={EVERYBODY}", current=everybody),
        ],
        "summary": _summary(people),
        "today": today(),
    }
    return render(request, "caseworker/arrivals.html", context)


def _summary(people: list[Expected]) -> str:
    unmet = sum(1 for one in people if one.met_on is None)
    if not people or not unmet:
        return ""
    return ngettext(
        "Met %(n)d van hen maakte nog niemand kennis. Ver weg? Beeldbellen telt ook. Het is altijd vrijwillig.",
        "Met %(n)d van hen maakte nog niemand kennis. Ver weg? Beeldbellen telt ook. Het is altijd vrijwillig.",
        unmet,
    ) % {"n": unmet}


def _table(request: StaffRequest, people: list[Expected]) -> Table:
    columns = [
        Column("name", _("Naam")),
        Column("where", _("Waar nu")),
        Column("home", _("Woning")),
        Column("met", _("Kennisgemaakt")),
        Column("director", _("Regisseur")),
    ]
    empty = Empty(
        _("Er wordt niemand verwacht"),
        _(
            "Hier staat wie aan de gemeente gekoppeld is en nog geen woning heeft, ook gezinsleden die nooit in een azc waren."
        ),
        icon="household",
    )
    may_write = has_permission(request.actor, Permission.CONTACT_WRITE)
    return Table(_("Verwachte mensen"), columns, [_row(one, may_write) for one in people], empty=empty)


def _row(one: Expected, may_write: bool) -> Row:
    language = language_name(one.language, get_language() or "nl") if one.language else ""
    talks = " · ".join(filter(None, [language, _("tolk nodig") if one.needs_interpreter else ""]))
    home = _("nog niet bekend")
    if one.offered_on:
        home = _("aangeboden %(day)s") % {"day": words.day_in_words(one.offered_on)}
    elif one.home_expected_on:
        home = _("verwacht %(day)s") % {"day": words.day_in_words(one.home_expected_on)}
    met = Cell(words.since_in_words(one.met_on, today())) if one.met_on else Cell(badge=Badge(_("nog niet"), "warning"))
    if one.met_on is None and one.late_on:
        met = Cell(due_on=one.late_on)
    cells = [
        Cell(one.name, url=reverse("dossier", args=[one.journey_id]), sub=talks),
        Cell(str(capfirst(where_words(one.whereabouts, one.place))), sub=one.municipality),
        Cell(home),
        met,
        Cell(one.director or _("geen")),
    ]
    return Row(cells, action=_meet(one) if may_write and one.met_on is None else None)


def _meet(one: Expected) -> Action:
    url = f"{reverse('contact_new')}?traject={one.journey_id}"
    return Action(_("Contact"), url, icon="contact-add", dialog=True, about=one.name)


def _waiting_table(request: StaffRequest) -> Table | None:
    people = undecided_people(by=request.actor)
    if not people:
        return None
    rows = [
        Row(
            [
                Cell(one.name, url=reverse("arrival_decide", args=[one.pk])),
                Cell(words.day_in_words(one.birth_date) if one.birth_date else ""),
                Cell(one.signal.municipality.name, sub=where_words(one.signal.whereabouts, one.signal.place)),
                Cell(words.since_in_words(one.signal.reported_on, today())),
            ],
            action=Action(_("Kijk na"), reverse("arrival_decide", args=[one.pk]), icon="review", about=one.name),
        )
        for one in people
    ]
    columns = [
        Column("name", _("Naam")),
        Column("born", _("Geboren op")),
        Column("where", _("Komt naar")),
        Column("reported", _("Gemeld")),
    ]
    return Table(_("Lijkt op iemand die al bekend is"), columns, rows)


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def arrival_new(request: StaffRequest) -> HttpResponse:
    """Write down that somebody is linked to the municipality, before housing says so."""
    return answer_new(request, origin=Origin.TEAM, back=reverse("arrivals"))


@page(Permission.JOURNEY_WRITE)
@require_safe
def arrival_decide(request: StaffRequest, reported_id: int) -> HttpResponse:
    """Who a reported person is: the likely ones side by side, or somebody new."""
    one, found = candidates_of(by=request.actor, reported_id=reported_id)
    for candidate, _known in found:
        log_read(by=request.actor, person_id=candidate.person_id, part="arrival-match")
    context = {
        "reported": one,
        "title": _("Is %(name)s iemand die we al kennen?") % {"name": one.name},
        "told": [
            Fact(_("Naam"), one.name),
            Fact(_("Geboren op"), words.day_in_words(one.birth_date) if one.birth_date else ""),
            Fact(_("V-nummer"), one.v_number),
            Fact(_("Komt naar"), one.signal.municipality.name),
            Fact(_("Is nu in"), where_words(one.signal.whereabouts, one.signal.place)),
        ],
        "candidates": [_candidate(*each) for each in found],
    }
    return render(request, "caseworker/arrival_decide.html", context)


def _candidate(candidate: Candidate, known: KnownPerson) -> dict[str, object]:
    return {
        "id": candidate.person_id,
        "name": known.name,
        "facts": [
            Fact(_("Geboren op"), words.day_in_words(known.birth_date) if known.birth_date else ""),
            Fact(_("Woont in"), ", ".join(dict.fromkeys(filter(None, [known.place, known.municipality])))),
        ],
        "why": ", ".join(str(reason.label) for reason in candidate.reasons),
    }


@page(Permission.JOURNEY_WRITE)
@require_POST
def arrival_decided(request: StaffRequest, reported_id: int) -> HttpResponse:
    """The decision: one of the candidates, or somebody new."""
    chosen = request.POST.get("wie", "")
    if chosen != NEW_PERSON and not chosen.isdecimal():
        messages.error(request, _("Kies wie het is."))
        return redirect("arrival_decide", reported_id)
    try:
        one = decide_person(
            by=request.actor, reported_id=reported_id, person_id=None if chosen == NEW_PERSON else int(chosen)
        )
    except InvalidInput as error:
        messages.error(request, str(error))
        return redirect("arrivals")
    messages.success(request, _("Gekoppeld.") if chosen != NEW_PERSON else _("Toegevoegd als nieuwe persoon."))
    one.refresh_from_db()
    return redirect("dossier", one.journey_id) if one.journey_id else redirect("arrivals")


class ReceptionForm(forms.Form):
    """Where somebody is before a home."""

    whereabouts = forms.ChoiceField(
        label=gettext_lazy("Waar is deze persoon nu?"), choices=Whereabouts.choices, widget=forms.RadioSelect
    )
    place = forms.CharField(
        label=gettext_lazy("Plaats of naam van het azc"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    valid_from = forms.DateField(label=gettext_lazy("Sinds"), widget=forms.DateInput)


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def reception(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Note where somebody is now."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.JOURNEY_WRITE)
    log_read(by=by, person_id=journey.person_id, part="reception")
    held = next(iter(reception_of(by=by, journey_id=journey_id)), None)
    initial: dict[str, Any] = {"valid_from": today()}
    if held:
        initial |= {"whereabouts": held.whereabouts, "place": held.place, "valid_from": held.valid_from}
    form = ReceptionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            note_reception(by=by, journey_id=journey_id, **form.cleaned_data)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Vastgelegd waar deze persoon is."))
            return go_on(request, reverse("dossier_handover", args=[journey_id]))
    context = {
        "title": _("Waar is deze persoon nu?"),
        "lead": journey.person.display_name,
        "form": form,
        "form_url": request.get_full_path(),
    }
    return show_form(request, "caseworker/_plain_form.html", context, invalid=form.is_bound)
