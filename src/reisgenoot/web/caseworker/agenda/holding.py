"""Writing down what came of an appointment, undoing that, and ticking off what was agreed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reisgenoot.agenda.models import Appointment
from reisgenoot.agenda.selectors import get_agreement, get_appointment
from reisgenoot.agenda.services import note_agreement_done, record_outcome, reopen_appointment
from reisgenoot.journeys.enums import ContactOutcome, Protection
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.web import drafts
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.agenda.forms import OutcomeForm
from reisgenoot.web.caseworker.agenda.weeks import name_of, when_in_words
from reisgenoot.web.caseworker.answers import go_on, show_form
from reisgenoot.web.components.toasts import undoable

DRAFT = "appointment-outcome"


@page(Permission.AGENDA_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def appointment_record(request: StaffRequest, appointment_id: int) -> HttpResponse:
    """What came of it: minutes, who was not there, agreements. It becomes a contact in the file at once."""
    by = request.actor
    found = get_appointment(by=by, appointment_id=appointment_id, permission=Permission.AGENDA_WRITE)
    log_read(by=by, person_id=found.journey.person_id, part="appointment")
    people = [(one.pk, name_of(one)) for one in found.participants.all()]
    form = OutcomeForm(request.POST or None, initial=_initial(request, appointment_id), people=people)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        kept = {name: given[name] for name in ("outcome", "text", "protection", "absent_ids", "next_on")}
        try:
            record_outcome(by=by, appointment_id=appointment_id, agreements=form.agreements(), **kept)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            drafts.forget(request, DRAFT, appointment_id)
            undo_url = reverse("appointment_reopen", args=[appointment_id])
            undoable(request, _("Vastgelegd. Het verslag staat ook als contact in het dossier."), undo_url=undo_url)
            return go_on(request, reverse("appointment", args=[appointment_id]))
    return _show(request, found, form)


def _initial(request: StaffRequest, appointment_id: int) -> dict[str, Any]:
    typed = drafts.typed(request, DRAFT, appointment_id)
    usual: dict[str, Any] = {"outcome": ContactOutcome.HELD.value, "protection": Protection.NORMAL.value}
    if typed is None:
        return usual
    return usual | {name: typed.getlist(name) if name == "absent_ids" else typed[name] for name in typed}


def _show(request: StaffRequest, found: Appointment, form: OutcomeForm) -> HttpResponse:
    context = {
        "title": _("Afspraak vastleggen"),
        "lead": f"{found.journey.person.display_name}, {when_in_words(found)}",
        "form": form,
        "form_url": request.path,
        "appointment": found,
        "contact_url": "",
    }
    return show_form(request, "caseworker/agenda/_outcome_form.html", context, invalid=form.is_bound)


@page(Permission.AGENDA_WRITE)
@require_POST
def appointment_reopen(request: StaffRequest, appointment_id: int) -> HttpResponse:
    """Undo: the appointment is planned again, what was written down with it goes back."""
    found = get_appointment(by=request.actor, appointment_id=appointment_id, permission=Permission.AGENDA_WRITE)
    address = reverse("appointment", args=[found.pk])
    try:
        reopen_appointment(by=request.actor, appointment_id=appointment_id)
    except InvalidInput as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("De afspraak staat weer gepland."))
    return go_on(request, address)


@page(Permission.AGENDA_WRITE)
@require_POST
def talk_agreement_done(request: StaffRequest, agreement_id: int) -> HttpResponse:
    """An agreement was done; the same again: it was not, after all."""
    agreement = get_agreement(by=request.actor, agreement_id=agreement_id, permission=Permission.AGENDA_WRITE)
    done = agreement.done_on is None
    note_agreement_done(by=request.actor, agreement_id=agreement_id, done=done)
    if done:
        undo_url = reverse("talk_agreement_done", args=[agreement_id])
        undoable(request, _("Afspraak gedaan."), undo_url=undo_url)
    else:
        messages.success(request, _("De afspraak staat weer open."))
    return go_on(request, reverse("dossier_agenda", args=[agreement.appointment.journey_id]))
