"""Afspraken over delen, en toestemming van een inwoner."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reisgenoot.handover.models import SharingAgreement
from reisgenoot.handover.post import partners_of
from reisgenoot.handover.selectors import agreements, get_consent, is_in_force, parties
from reisgenoot.handover.services import end_agreement, ensure_party, give_consent, make_agreement, withdraw_consent
from reisgenoot.journeys.selectors import get_journey
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import go_on, show_form
from reisgenoot.web.caseworker.handing.forms import AgreementForm, ConsentForm, PartyForm
from reisgenoot.web.caseworker.handing.lists import tabs
from reisgenoot.web.caseworker.handing.showing import part_words
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Badge, Empty
from reisgenoot.web.components.tables import Cell, Column, Row, Table


@page(Permission.SHARING_WRITE)
@require_safe
def sharing(request: StaffRequest) -> HttpResponse:
    """The agreements: with whom, what, why, until when."""
    found = agreements(by=request.actor)
    known = parties(by=request.actor)
    new = Action(_("Nieuwe afspraak"), reverse("agreement_new"), "add", "primary", dialog=True)
    party = Action(_("Organisatie toevoegen"), reverse("party_new"), "organisation", dialog=True)
    empty = Empty(
        _("Nog geen afspraken"),
        _("Zonder afspraak gaat er alleen iets naar buiten met toestemming van de inwoner zelf."),
        new if known else party,
        icon="agreement",
    )
    columns = [
        Column("party", _("Met")),
        Column("parts", _("Wat")),
        Column("why", _("Waarvoor en op welke grondslag")),
        Column("period", _("Geldig")),
    ]
    context = {
        "table": Table(_("Afspraken over delen"), columns, [_row(one) for one in found], empty=empty),
        "actions": [new, party] if known else [party],
        "tabs": tabs(request, "sharing"),
    }
    return render(request, "caseworker/sharing.html", context)


def _row(one: SharingAgreement) -> Row:
    holds = is_in_force(one)
    until = words.day_in_words(one.valid_until) if one.valid_until else ""
    period = _("tot %(day)s") % {"day": until} if until else _("zonder einddatum")
    url = reverse("agreement_end", args=[one.pk])
    cells = [
        Cell(one.party.name, sub=str(one.party.get_kind_display())),
        Cell(part_words(one.parts)),
        Cell(one.purpose, sub=" · ".join(filter(None, [one.legal_basis, one.document]))),
        Cell(badge=Badge(_("geldt"), "ok") if holds else Badge(_("geldt niet")), sub=period),
    ]
    end = Action(_("Beëindig"), url, "close", "subtle", method="post", about=one.party.name)
    return Row(cells, action=end if holds and one.valid_from < today() else None, muted=not holds)


@page(Permission.SHARING_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def party_new(request: StaffRequest) -> HttpResponse:
    """Add an organisation one hands over to."""
    by = request.actor
    form = PartyForm(request.POST or None, partners=list(partners_of(by=by)))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        partner = int(told["partner"]) if told["partner"] else None
        if _saved(form, lambda: ensure_party(by=by, name=told["name"], kind=told["kind"], partner_id=partner)):
            messages.success(request, _("Toegevoegd. Leg nu de afspraak vast."))
            return go_on(request, reverse("sharing"))
    return _show(request, _("Organisatie toevoegen"), "", form)


@page(Permission.SHARING_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def agreement_new(request: StaffRequest) -> HttpResponse:
    """Lay down what may be shared with an organisation."""
    by = request.actor
    form = AgreementForm(request.POST or None, parties=_named(by), initial={"valid_from": today()})
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        if _saved(form, lambda: make_agreement(by=by, party_id=told.pop("party"), **told)):
            messages.success(request, _("De afspraak is vastgelegd."))
            return go_on(request, reverse("sharing"))
    return _show(request, _("Nieuwe afspraak over delen"), "", form)


@page(Permission.SHARING_WRITE)
@require_POST
def agreement_end(request: StaffRequest, agreement_id: int) -> HttpResponse:
    """End an agreement from today on."""
    try:
        end_agreement(by=request.actor, agreement_id=agreement_id)
    except InvalidInput as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("De afspraak geldt vanaf vandaag niet meer."))
    return redirect("sharing")


@page(Permission.HANDOVER_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def consent_new(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Record that somebody consents to sharing."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.HANDOVER_WRITE)
    log_read(by=by, person_id=journey.person_id, part="consent")
    form = ConsentForm(request.POST or None, parties=_named(by), initial={"given_on": today()})
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        if _saved(form, lambda: give_consent(by=by, journey_id=journey_id, party_id=told.pop("party"), **told)):
            messages.success(request, _("De toestemming is vastgelegd."))
            return go_on(request, reverse("dossier_handover", args=[journey_id]))
    return _show(request, _("Toestemming vastleggen"), journey.person.display_name, form)


@page(Permission.HANDOVER_WRITE)
@require_POST
def consent_withdraw(request: StaffRequest, consent_id: int) -> HttpResponse:
    """Somebody takes consent back, from today on."""
    consent = get_consent(by=request.actor, consent_id=consent_id)
    try:
        withdraw_consent(by=request.actor, consent_id=consent_id)
    except InvalidInput as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("De toestemming is ingetrokken. Vanaf vandaag gaat er niets meer op uit."))
    return redirect("dossier_handover", consent.journey_id)


def _named(by: Actor) -> list[tuple[int, str]]:
    return [(one.pk, str(capfirst(one.name))) for one in parties(by=by)]


def _saved(form: Form, write: Any) -> bool:
    """Whether it was written; what is wrong goes to the form."""
    try:
        write()
    except InvalidInput as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return False
    return True


def _show(request: StaffRequest, title: str, lead: str, form: Form) -> HttpResponse:
    context = {"title": title, "lead": lead, "form": form, "form_url": request.get_full_path()}
    return show_form(request, "caseworker/_plain_form.html", context, invalid=form.is_bound)
