"""What stands above every part of a file: the person's head, what one can do, and the parts as tabs."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from reisgenoot.kernel.permissions import Permission
from reisgenoot.web.caseworker.dossier.head import head_of
from reisgenoot.web.caseworker.dossier.opened import Opened
from reisgenoot.web.components.actions import Action, Tab


def show_file(opened: Opened, template: str, current: str, context: Mapping[str, Any]) -> HttpResponse:
    """One part of the file, under the person's head and the tabs."""
    contact_url = f"{reverse('contact_new')}?{urlencode({'traject': opened.journey.pk})}"
    shared = {
        "today": opened.today,
        "journey": opened.journey,
        "head": head_of(opened, actions=_actions(opened, contact_url)),
        "tabs": _tabs(opened.journey.pk, current),
        "contact_url": contact_url if opened.may(Permission.CONTACT_WRITE) else "",
    }
    return render(opened.request, template, {**shared, **context})


def _actions(opened: Opened, contact_url: str) -> list[Action]:
    actions = []
    if opened.may(Permission.CONTACT_WRITE):
        actions.append(Action(_("Contact"), contact_url, icon="contact-add", kind="primary", dialog=True))
    if opened.may(Permission.JOURNEY_WRITE):
        url = reverse("milestone_new", args=[opened.journey.pk])
        actions.append(Action(_("Mijlpaal"), url, icon="milestone", dialog=True))
    if opened.may(Permission.DIRECTOR_ASSIGN):
        url = reverse("director_assign", args=[opened.journey.pk])
        actions.append(Action(_("Regisseur"), url, icon="director", dialog=True))
    return actions


def _tabs(journey_id: int, current: str) -> list[Tab]:
    parts = [
        ("dossier", _("Overzicht")),
        ("dossier_timeline", _("Tijdlijn")),
        ("dossier_intake", _("Intake")),
        ("dossier_plan", _("Plan")),
        ("dossier_measurements", _("Metingen")),
        ("dossier_diagnosis", _("Diagnose")),
        ("dossier_agenda", _("Afspraken")),
        ("dossier_direction", _("Begeleiding")),
        ("dossier_handover", _("Overdracht")),
        ("dossier_person", _("Persoon")),
    ]
    return [Tab(label, reverse(name, args=[journey_id]), current=name == current) for name, label in parts]
