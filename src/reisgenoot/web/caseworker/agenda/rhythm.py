"""How often somebody is spoken: what the approach asks, what was agreed with this person, and the window that comes next."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from reisgenoot.journeys.enums import SignalKind
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.selectors import get_journey
from reisgenoot.journeys.services import set_contact_rhythm
from reisgenoot.journeys.work_items import WorkItem
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.agenda.forms import RhythmForm
from reisgenoot.web.caseworker.answers import go_on, show_form
from reisgenoot.web.caseworker.dossier.opened import Opened
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Fact

WITH_PERSON = "with_person"
"""The group of activities that are contact with the person: only those follow an own rhythm."""


def rhythm_facts(opened: Opened, due: Sequence[WorkItem]) -> list[Fact]:
    """For each rhythm of contact from when until when the next one is, and the own rhythm with its reason."""
    journey = opened.journey
    lines = [line for item in due if (line := _window(opened, item)) is not None]
    if not lines:
        lines.append(Fact(_("Ritme van de aanpak"), _("op dit moment geen")))
    own = in_words(journey.contact_every) if journey.contact_every else _("geen, de aanpak geldt")
    return [*lines, Fact(_("Eigen ritme"), own, note=journey.contact_every_reason)]


def _window(opened: Opened, item: WorkItem) -> Fact | None:
    """From when until when the next contact is, late only after its end; None for what is no contact with the person."""
    cadence = opened.wording.approach.cadences.get(item.rule.partition(":")[2])
    if item.kind != SignalKind.CADENCE or cadence is None or item.due_on is None:
        return None
    known = opened.wording.approach.code_lists["activity"].codes.get(cadence.activity)
    if known is None or known.group != WITH_PERSON:
        return None
    start = min(max(item.visible_from, item.cause_on + timedelta(days=1)), item.due_on)
    told = {"start": words.day_in_words(start), "end": words.day_in_words(item.due_on)}
    every = _("aanpak: elke %(period)s") % {"period": cadence.every.in_words(opened.wording.language)}
    return Fact(
        cadence.title.in_language(opened.wording.language),
        _("van %(start)s tot en met %(end)s") % told,
        note=" · ".join([words.due_in_words(item.due_on, opened.today), every, cadence.source]),
    )


def in_words(every: str) -> str:
    """An agreed period in words: ``P6W`` is ``elke 6 weken``."""
    number, unit = _parts(every)
    if unit == "W":
        return ngettext("elke week", "elke %(n)d weken", number) % {"n": number}
    if unit == "M":
        return ngettext("elke maand", "elke %(n)d maanden", number) % {"n": number}
    return every


def _parts(every: str) -> tuple[int, str]:
    digits, unit = every[1:-1], every[-1:]
    return (int(digits), unit) if digits.isdecimal() else (0, "")


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_rhythm(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Agree an own rhythm with one person, with the reason; or go back to that of the approach."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.JOURNEY_WRITE)
    log_read(by=by, person_id=journey.person_id, part="contact-rhythm")
    form = RhythmForm(request.POST or None, initial=_initial(journey))
    if request.method == "POST" and form.is_valid():
        try:
            set_contact_rhythm(by=by, journey_id=journey_id, every=form.every(), reason=form.cleaned_data["reason"])
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Het contactritme is vastgelegd."))
            return go_on(request, reverse("dossier_agenda", args=[journey_id]))
    context = {
        "title": _("Contactritme"),
        "lead": journey.person.display_name,
        "form": form,
        "form_url": request.path,
    }
    return show_form(request, "caseworker/_plain_form.html", context, invalid=form.is_bound)


def _initial(journey: Journey) -> dict[str, Any]:
    if not journey.contact_every:
        return {"unit": "W"}
    number, unit = _parts(journey.contact_every)
    return {"number": number or None, "unit": unit or "W", "reason": journey.contact_every_reason}
