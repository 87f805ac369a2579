"""Ending a journey; who moves to another municipality is handed over."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from reisgenoot.journeys.enums import EndReason
from reisgenoot.journeys.selectors import get_journey
from reisgenoot.journeys.services import end_journey, reopen_journey
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import dossier_url, go_on, show_form
from reisgenoot.web.components.toasts import undoable


class EndForm(forms.Form):
    """When and why a journey ends."""

    ended_on = forms.DateField(label=gettext_lazy("Laatste dag"), widget=forms.DateInput)
    reason = forms.ChoiceField(label=gettext_lazy("Waarom?"), choices=EndReason.choices, widget=forms.RadioSelect)


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def journey_end(request: StaffRequest, journey_id: int) -> HttpResponse:
    """End a journey; after a move the handover comes next."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.JOURNEY_WRITE)
    log_read(by=by, person_id=journey.person_id, part="ending")
    form = EndForm(request.POST or None, initial={"ended_on": today()})
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = form.cleaned_data
        try:
            end_journey(by=by, journey_id=journey_id, ended_on=told["ended_on"], reason=told["reason"])
        except InvalidInput as error:
            field = "reason" if error.field == "end_reason" else error.field
            form.add_error(field if field in form.fields else None, str(error))
        else:
            return _ended(request, journey_id, moved=told["reason"] == EndReason.MOVED)
    context = {
        "title": _("Traject afsluiten"),
        "lead": journey.person.display_name,
        "form": form,
        "form_url": request.get_full_path(),
        "save_label": _("Sluit af"),
    }
    return show_form(request, "caseworker/_plain_form.html", context, invalid=form.is_bound)


def _ended(request: StaffRequest, journey_id: int, *, moved: bool) -> HttpResponse:
    undo_url = reverse("journey_reopen", args=[journey_id])
    if not moved:
        undoable(request, _("Het traject is afgesloten."), undo_url=undo_url)
        return go_on(request, dossier_url(journey_id))
    undoable(request, _("Afgesloten. Draag het verhaal over aan de nieuwe gemeente."), undo_url=undo_url)
    target = reverse("handover_new", args=[journey_id])
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"HX-Redirect": target, "HX-Trigger": "rg:close"})
    return redirect(target)


@page(Permission.JOURNEY_WRITE)
@require_POST
def journey_reopen(request: StaffRequest, journey_id: int) -> HttpResponse:
    """The journey runs on after all."""
    get_journey(by=request.actor, journey_id=journey_id, permission=Permission.JOURNEY_WRITE)
    try:
        reopen_journey(by=request.actor, journey_id=journey_id)
    except InvalidInput as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Het traject loopt weer."))
    return redirect("dossier", journey_id)
