"""Putting a signal aside and taking it back, keeping a promise, and who becomes director."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.scope import possible_directors
from reisgenoot.journeys.selectors import get_contact, get_journey, get_signal
from reisgenoot.journeys.services import (
    assign_director,
    keep_promise,
    reopen_promise,
    snooze_signal,
    wake_signal,
)
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import dossier_url, go_on, show_form
from reisgenoot.web.components import words
from reisgenoot.web.components.toasts import undoable

USUAL_SNOOZE = timedelta(days=7)


class SnoozeForm(forms.Form):
    """Until when, and why it can wait."""

    until = forms.DateField(label=gettext_lazy("Terug op de lijst op"), widget=forms.DateInput)
    reason = forms.CharField(
        label=gettext_lazy("Waarom kan dit wachten?"),
        max_length=200,
        help_text=gettext_lazy("Je collega's en je teammanager kunnen dit lezen."),
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )


@page(Permission.SIGNAL_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def signal_snooze(request: StaffRequest, signal_id: int) -> HttpResponse:
    """Put a signal aside until a day, with the reason."""
    signal = get_signal(by=request.actor, signal_id=signal_id, permission=Permission.SIGNAL_WRITE)
    log_read(by=request.actor, person_id=signal.person_id, part="signal")
    form = SnoozeForm(request.POST or None, initial={"until": today() + USUAL_SNOOZE})
    if request.method == "POST" and form.is_valid():
        try:
            snooze_signal(by=request.actor, signal_id=signal_id, **form.cleaned_data)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            said = _("Uitgesteld tot %(day)s.") % {"day": words.day_in_words(form.cleaned_data["until"])}
            undoable(request, said, undo_url=reverse("signal_wake", args=[signal_id]))
            return go_on(request, reverse("today"))
    context = {
        "title": _("Uitstellen"),
        "lead": signal.person.display_name,
        "form": form,
        "form_url": request.path,
        "save_label": _("Stel uit"),
    }
    return show_form(request, "caseworker/_plain_form.html", context, invalid=form.is_bound)


@page(Permission.SIGNAL_WRITE)
@require_POST
def signal_wake(request: StaffRequest, signal_id: int) -> HttpResponse:
    """Ask for it again at once."""
    wake_signal(by=request.actor, signal_id=signal_id)
    messages.success(request, _("Staat weer op de lijst."))
    return go_on(request, reverse("today"))


@page(Permission.CONTACT_WRITE)
@require_POST
def promise_keep(request: StaffRequest, contact_id: int) -> HttpResponse:
    """Mark the promise of a contact as kept."""
    contact = get_contact(by=request.actor, contact_id=contact_id, permission=Permission.CONTACT_WRITE)
    try:
        keep_promise(by=request.actor, contact_id=contact_id)
    except InvalidInput as error:
        messages.error(request, str(error))
    else:
        undoable(request, _("Belofte gedaan."), undo_url=reverse("promise_reopen", args=[contact_id]))
    return go_on(request, dossier_url(contact.journey_id))


@page(Permission.CONTACT_WRITE)
@require_POST
def promise_reopen(request: StaffRequest, contact_id: int) -> HttpResponse:
    """Undo: the promise is not kept yet."""
    contact = get_contact(by=request.actor, contact_id=contact_id, permission=Permission.CONTACT_WRITE)
    reopen_promise(by=request.actor, contact_id=contact_id)
    messages.success(request, _("De belofte staat weer open."))
    return go_on(request, dossier_url(contact.journey_id))


class DirectorForm(forms.Form):
    """Who becomes director, from when, and why."""

    staff_id = forms.TypedChoiceField(label=gettext_lazy("Regisseur"), coerce=int)
    from_on = forms.DateField(label=gettext_lazy("Vanaf"), widget=forms.DateInput)
    reason = forms.CharField(label=gettext_lazy("Reden"), max_length=200, required=False)

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff_id"].choices = choices  # type: ignore[attr-defined]


@page(Permission.DIRECTOR_ASSIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def director_assign(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Make somebody director of this journey."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.DIRECTOR_ASSIGN)
    log_read(by=by, person_id=journey.person_id, part="director")
    choices = list(possible_directors(by=by))
    form = DirectorForm(request.POST or None, choices=choices, initial={"from_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            assign_director(by=by, journey_ids=[journey_id], **form.cleaned_data)
            refresh(organisation_id=by.organisation_id, journey_ids=[journey_id])
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            name = dict(choices).get(form.cleaned_data["staff_id"], "")
            messages.success(request, _("%(name)s is nu regisseur.") % {"name": name})
            return go_on(request, dossier_url(journey_id))
    context = {
        "title": _("Regisseur toewijzen"),
        "lead": journey.person.display_name,
        "form": form,
        "form_url": request.path,
        "save_label": _("Wijs toe"),
    }
    return show_form(request, "caseworker/_plain_form.html", context, invalid=form.is_bound)
