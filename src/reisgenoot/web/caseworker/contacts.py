"""Recording a contact: write first, sort later. Opens over any page with ``n``; works without scripts as well."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reisgenoot.journeys.caseload import CaseRow, find_by_name
from reisgenoot.journeys.enums import ContactKind, ContactOutcome
from reisgenoot.journeys.models import Contact, Journey
from reisgenoot.journeys.selectors import get_contact, get_journey
from reisgenoot.journeys.services import correct_contact, record_contact, retract_contact
from reisgenoot.journeys.story import contacts_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.kernel.tenancy import because
from reisgenoot.people.search import search_words
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import dossier_url, go_on, show_form
from reisgenoot.web.components.toasts import undoable

JOURNEY, FIND, NAME = "traject", "zoek", "naam"
USUAL_PROMISE = timedelta(days=7)
MOST_FOUND = 8


class ContactForm(forms.Form):
    """One contact. Nothing but day, kind and outcome has to be filled in; those are guessed."""

    text = forms.CharField(
        label=gettext_lazy("Wat is er besproken?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "autofocus": True, "dir": "auto"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Soort"), choices=ContactKind.choices, widget=forms.RadioSelect)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Uitkomst"), choices=ContactOutcome.choices, widget=forms.RadioSelect
    )
    occurred_on = forms.DateField(label=gettext_lazy("Datum"), widget=forms.DateInput)
    next_on = forms.DateField(label=gettext_lazy("Volgende afspraak"), required=False, widget=forms.DateInput)
    promise = forms.CharField(
        label=gettext_lazy("Wat heb je beloofd?"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    promise_until = forms.DateField(label=gettext_lazy("Uiterlijk"), required=False, widget=forms.DateInput)
    with_interpreter = forms.BooleanField(label=gettext_lazy("Met tolk"), required=False)
    with_whom = forms.CharField(
        label=gettext_lazy("Wie waren erbij?"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )

    def details(self) -> dict[str, Any]:
        """What was filled in, for the service; a day without a promise means nothing."""
        filled = dict(self.cleaned_data)
        if not filled["promise"]:
            filled["promise_until"] = None
        return filled


class ContactCorrection(ContactForm):
    """A contact put right, and why."""

    reason = forms.CharField(label=gettext_lazy("Waarom klopte het niet?"), max_length=200)


@page(Permission.CONTACT_WRITE)
@require_safe
def contact_new(request: StaffRequest) -> HttpResponse:
    """The empty form, for somebody (``?traject=``) or for who is still to be found."""
    journey = _asked_journey(request, request.GET.get(JOURNEY, ""))
    if journey is not None:
        log_read(by=request.actor, person_id=journey.person_id, part="contact")
    return _show(request, ContactForm(initial=_guess(request.actor, journey)), journey)


@page(Permission.CONTACT_WRITE)
@require_POST
def contact_save(request: StaffRequest) -> HttpResponse:
    """Save the contact, or look for the person when that was asked."""
    by = request.actor
    journey = _asked_journey(request, request.POST.get(JOURNEY, ""))
    if FIND in request.POST:
        return _show(request, ContactForm(initial=request.POST.dict()), None, found=_found(request), asked=True)
    form = ContactForm(request.POST)
    if journey is None:
        form.add_error(None, _("Zoek eerst op naam en kies voor wie dit is."))
    elif form.is_valid():
        try:
            contact = record_contact(by=by, journey_id=journey.pk, **form.details())
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            undo_url = reverse("contact_retract", args=[contact.pk])
            undoable(request, _("Contact vastgelegd."), undo_url=undo_url)
            return go_on(request, dossier_url(journey.pk))
    return _show(request, form, journey, found=_found(request), asked=bool(request.POST.get(NAME)))


@page(Permission.CONTACT_WRITE)
@require_POST
def contact_search(request: StaffRequest) -> HttpResponse:
    """The people with such a name, to choose from. A POST, so that no name stands in an address."""
    return render(request, "caseworker/_contact_people.html", {"found": _found(request), "asked": True})


@page(Permission.CONTACT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_correct(request: StaffRequest, contact_id: int) -> HttpResponse:
    """Put a contact right; what was known before stays known."""
    contact = get_contact(by=request.actor, contact_id=contact_id, permission=Permission.CONTACT_WRITE)
    log_read(by=request.actor, person_id=contact.journey.person_id, part="contact")
    form = ContactCorrection(request.POST or None, initial=_as_initial(contact))
    if request.method == "POST" and form.is_valid():
        try:
            changes = form.details()
            with because(changes.pop("reason")):
                correct_contact(by=request.actor, contact_id=contact_id, **changes)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Hersteld. De oude versie blijft te zien in de geschiedenis."))
            return go_on(request, dossier_url(contact.journey_id))
    return _show(request, form, contact.journey, correcting=True)


@page(Permission.CONTACT_WRITE)
@require_POST
def contact_retract(request: StaffRequest, contact_id: int) -> HttpResponse:
    """Take a contact back: undo after saving, or a mistake found later."""
    contact = get_contact(by=request.actor, contact_id=contact_id, permission=Permission.CONTACT_WRITE)
    retract_contact(by=request.actor, contact_id=contact_id)
    messages.success(request, _("Het contact is ingetrokken."))
    return go_on(request, dossier_url(contact.journey_id))


def _asked_journey(request: StaffRequest, value: str) -> Journey | None:
    if not value.isdecimal():
        return None
    return get_journey(by=request.actor, journey_id=int(value), permission=Permission.CONTACT_WRITE)


def _found(request: StaffRequest) -> list[CaseRow]:
    words = search_words(request.POST.get(NAME, ""))
    return list(find_by_name(by=request.actor, words=words, limit=MOST_FOUND))


def _guess(by: Actor, journey: Journey | None) -> dict[str, Any]:
    """Today, a talk that took place; for somebody known, in the way of the last contact."""
    guess: dict[str, Any] = {
        "kind": ContactKind.TALK.value,
        "outcome": ContactOutcome.HELD.value,
        "occurred_on": today(),
        "promise_until": today() + USUAL_PROMISE,
    }
    last = contacts_of(by=by, journey_id=journey.pk, limit=1) if journey else ()
    if last:
        guess |= {"kind": last[0].kind, "with_interpreter": last[0].with_interpreter}
    elif journey:
        guess["with_interpreter"] = bool(journey.person.needs_interpreter)
    return guess


def _as_initial(contact: Contact) -> dict[str, Any]:
    return {name: getattr(contact, name) for name in ContactForm.base_fields}


def _show(
    request: StaffRequest,
    form: ContactForm,
    journey: Journey | None,
    *,
    found: list[CaseRow] | None = None,
    asked: bool = False,
    correcting: bool = False,
) -> HttpResponse:
    context = {
        "title": _("Contact herstellen") if correcting else _("Nieuw contact"),
        "lead": journey.person.display_name if journey else "",
        "journey": journey,
        "found": found or [],
        "asked": asked,
        "name": request.POST.get(NAME, ""),
        "form": form,
        "form_url": request.path if correcting else reverse("contact_save"),
        "contact_url": "",
    }
    return show_form(request, "caseworker/_contact_form.html", context, invalid=form.is_bound)
