"""Asking for an interpreter, and noting what became of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reisgenoot.agenda.models import Appointment
from reisgenoot.agenda.selectors import get_appointment, get_booking
from reisgenoot.agenda.services import book_interpreter, note_booking
from reisgenoot.journeys.enums import InterpreterKind
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.people.selectors import household_of
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.agenda.forms import BookingForm, InterpreterForm
from reisgenoot.web.caseworker.agenda.weeks import when_in_words
from reisgenoot.web.caseworker.answers import go_on, show_form


@page(Permission.AGENDA_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def interpreter_book(request: StaffRequest, appointment_id: int) -> HttpResponse:
    """Ask for an interpreter. A child of the household is refused, with what can be done instead."""
    by = request.actor
    found = get_appointment(by=by, appointment_id=appointment_id, permission=Permission.AGENDA_WRITE)
    log_read(by=by, person_id=found.journey.person_id, part="appointment")
    language = _language(found)
    initial = {"language": language, "kind": InterpreterKind.PHONE.value}
    form = InterpreterForm(request.POST or None, initial=initial, language=language, household=_household(by, found))
    if request.method == "POST" and form.is_valid():
        try:
            book_interpreter(by=by, appointment_id=appointment_id, **form.cleaned_data)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("De tolk staat bij de afspraak."))
            return go_on(request, reverse("appointment", args=[appointment_id]))
    return _show(request, found, form, _("Tolk aanvragen"))


@page(Permission.AGENDA_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def booking_note(request: StaffRequest, booking_id: int) -> HttpResponse:
    """What became of a booking: confirmed, or not and why."""
    by = request.actor
    booking = get_booking(by=by, booking_id=booking_id, permission=Permission.AGENDA_WRITE)
    log_read(by=by, person_id=booking.appointment.journey.person_id, part="appointment")
    form = BookingForm(request.POST or None, initial={"state": booking.state, "reason": booking.fail_reason})
    if request.method == "POST" and form.is_valid():
        try:
            note_booking(by=by, booking_id=booking_id, **form.cleaned_data)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Bijgewerkt."))
            return go_on(request, reverse("appointment", args=[booking.appointment_id]))
    return _show(request, booking.appointment, form, _("Tolk: hoe staat het ermee?"))


def _language(found: Appointment) -> str:
    """The language of who needs an interpreter at it."""
    people = [one.journey.person for one in found.participants.all() if one.journey is not None]
    needing = [person for person in people if person.needs_interpreter] or people
    return next((person.language for person in needing if person.language), "")


def _household(by: Actor, found: Appointment) -> list[tuple[int, str]]:
    mates = household_of(by=by, person_id=found.journey.person_id)
    return [(mate.person_id, mate.name) for mate in mates if not mate.is_self]


def _show(request: StaffRequest, found: Appointment, form: Any, title: str) -> HttpResponse:
    context = {
        "title": title,
        "lead": f"{found.journey.person.display_name}, {when_in_words(found)}",
        "form": form,
        "form_url": request.path,
    }
    return show_form(request, "caseworker/_plain_form.html", context, invalid=form.is_bound)
