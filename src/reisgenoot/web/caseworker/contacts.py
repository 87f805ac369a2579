"""Recording a contact: write first, sort later. Opens over any page with ``n``; works without scripts as well."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reisgenoot.journeys.caseload import CaseRow, find_by_name
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.protection import require_readable
from reisgenoot.journeys.selectors import get_contact, get_journey
from reisgenoot.journeys.services import correct_contact, record_contact, retract_contact
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.kernel.tenancy import because
from reisgenoot.people.search import search_words
from reisgenoot.web import drafts
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import dossier_url, go_on, show_form
from reisgenoot.web.caseworker.contact_form import ContactCorrection, ContactForm, as_initial, guess
from reisgenoot.web.components.toasts import undoable

JOURNEY, FIND, NAME = "traject", "zoek", "naam"
DRAFT = "contact"
MOST_FOUND = 8


@page(Permission.CONTACT_WRITE)
@require_safe
def contact_new(request: StaffRequest) -> HttpResponse:
    """The empty form, for somebody (``?traject=``) or for who is still to be found."""
    journey = _asked_journey(request, request.GET.get(JOURNEY, ""))
    if journey is not None:
        log_read(by=request.actor, person_id=journey.person_id, part="contact")
    subject = journey.pk if journey else 0
    initial = guess(request.actor, journey) | drafts.initial(request, ContactForm, DRAFT, subject)
    return _show(request, _form(request, journey, initial=initial), journey)


@page(Permission.CONTACT_WRITE)
@require_POST
def contact_save(request: StaffRequest) -> HttpResponse:
    """Save the contact, or look for the person when that was asked."""
    by = request.actor
    journey = _asked_journey(request, request.POST.get(JOURNEY, ""))
    if FIND in request.POST:
        form = _form(request, None, initial=request.POST.dict())
        return _show(request, form, None, found=_found(request), asked=True)
    form = _form(request, journey, request.POST)
    if journey is None:
        form.add_error(None, _("Zoek eerst op naam en kies voor wie dit is."))
    elif form.is_valid():
        try:
            contact = record_contact(by=by, journey_id=journey.pk, **form.details())
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            _forget_draft(request)
            undo_url = reverse("contact_retract", args=[contact.pk])
            look_back = f"{reverse('reflection', args=[journey.pk])}?contact={contact.pk}"
            undoable(request, _("Contact vastgelegd."), undo_url=undo_url, then=(look_back, _("Kijk terug")))
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
    by = request.actor
    contact = get_contact(by=by, contact_id=contact_id, permission=Permission.CONTACT_WRITE)
    require_readable(by, contact)
    log_read(by=by, person_id=contact.journey.person_id, part="contact")
    language = contact.language or contact.journey.person.language
    form = ContactCorrection(request.POST or None, initial=as_initial(contact), by=by, language=language)
    if request.method == "POST" and form.is_valid():
        try:
            changes = form.details()
            with because(changes.pop("reason")):
                correct_contact(by=by, contact_id=contact_id, **changes)
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


def _forget_draft(request: StaffRequest) -> None:
    """The draft of the form that was sent goes: that of the person, or that of when nobody was chosen yet."""
    subject = request.POST.get(drafts.SUBJECT, "")
    if subject.isdecimal():
        drafts.forget(request, DRAFT, int(subject))


def _asked_journey(request: StaffRequest, value: str) -> Journey | None:
    if not value.isdecimal():
        return None
    return get_journey(by=request.actor, journey_id=int(value), permission=Permission.CONTACT_WRITE)


def _found(request: StaffRequest) -> list[CaseRow]:
    words = search_words(request.POST.get(NAME, ""))
    return list(find_by_name(by=request.actor, words=words, limit=MOST_FOUND))


def _form(
    request: StaffRequest, journey: Journey | None, data: QueryDict | None = None, initial: dict[str, Any] | None = None
) -> ContactForm:
    language = journey.person.language if journey else ""
    return ContactForm(data, by=request.actor, language=language, initial=initial)


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
        "draft_of": 0 if correcting or journey is None else journey.pk,
        "correcting": correcting,
    }
    return show_form(request, "caseworker/_contact_form.html", context, invalid=form.is_bound)
