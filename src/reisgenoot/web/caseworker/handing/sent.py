"""One handover: making it, sending it, and following how far it gets."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reisgenoot.handover.enums import HandoverState
from reisgenoot.handover.models import Handover
from reisgenoot.handover.selectors import HandoverLine, get_handover, parties, sent_package
from reisgenoot.handover.services import (
    draft_handover,
    drop_draft,
    mark_step,
    note_talk,
    return_handover,
    send_handover,
)
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.selectors import get_journey
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission, has_permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.organisations.selectors import client_managers
from reisgenoot.web import drafts
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import go_on, show_form
from reisgenoot.web.caseworker.handing import showing
from reisgenoot.web.caseworker.handing.forms import USUAL_PARTS, HandoverForm, ReturnForm, TalkForm
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Fact

DRAFT = "handover"
UNPROCESSABLE = 422
_NEXT = {
    HandoverState.SENT: (HandoverState.RECEIVED, "letter"),
    HandoverState.RECEIVED: (HandoverState.READ, "inspection"),
    HandoverState.READ: (HandoverState.USED, "done"),
}


@page(Permission.HANDOVER_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def handover_new(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Choose to whom and what; nothing leaves yet."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.HANDOVER_WRITE)
    log_read(by=by, person_id=journey.person_id, part="handover")
    initial = {"parts": USUAL_PARTS} | drafts.initial(request, HandoverForm, DRAFT, journey_id)
    form = HandoverForm(request.POST or None, receivers=_receivers(by), initial=initial)
    return _answer(request, journey, form, handover_id=None)


@page(Permission.HANDOVER_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def handover_change(request: StaffRequest, handover_id: int) -> HttpResponse:
    """Choose anew while it is a draft."""
    by = request.actor
    held, _line = get_handover(by=by, handover_id=handover_id)
    log_read(by=by, person_id=held.journey.person_id, part="handover")
    initial = {
        "receiver": f"staff-{held.to_staff_id}" if held.to_staff_id else f"party-{held.party_id}",
        "parts": held.parts,
        "health_basis": held.health_basis,
        "note": held.note,
        "talk_on": held.talk_on,
        "talk_with": held.talk_with,
    }
    form = HandoverForm(request.POST or None, receivers=_receivers(by), initial=initial)
    return _answer(request, held.journey, form, handover_id=handover_id)


def _answer(request: StaffRequest, journey: Journey, form: HandoverForm, *, handover_id: int | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            held = draft_handover(
                by=request.actor, journey_id=journey.pk, choice=form.choice(), handover_id=handover_id
            )
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            drafts.forget(request, DRAFT, journey.pk)
            return redirect("handover", held.pk)
    context = {
        "form": form,
        "title": _("Overdracht maken"),
        "lead": journey.person.display_name,
        "back_url": reverse("dossier_handover", args=[journey.pk]),
        "journey": journey,
        "is_new": handover_id is None,
    }
    return render(request, "caseworker/handover_new.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@page(Permission.HANDOVER_READ)
@require_safe
def handover(request: StaffRequest, handover_id: int) -> HttpResponse:
    """One handover: how far it is, what is in it, and what to do."""
    by = request.actor
    held, line = get_handover(by=by, handover_id=handover_id)
    log_read(by=by, person_id=held.journey.person_id, part="handover")
    package = sent_package(held)
    context = {
        "held": held,
        "line": line,
        "title": _("Overdracht van %(name)s") % {"name": line.name},
        "lead": _("aan %(receiver)s") % {"receiver": line.receiver},
        "badge": showing.state_badge(line.state),
        "actions": _actions(request, held, line),
        "steps": _steps(line),
        "facts": _facts(held),
        "sections": showing.package_sections(package, by=by) if package else [],
        "today": today(),
    }
    return render(request, "caseworker/handover.html", context)


def _actions(request: StaffRequest, held: Handover, line: HandoverLine) -> list[Action]:
    if not has_permission(request.actor, Permission.HANDOVER_WRITE):
        return []
    pk = [held.pk]
    if line.state == HandoverState.DRAFT:
        return [
            Action(_("Verzend"), reverse("handover_send", args=pk), "share", "primary", method="post"),
            Action(_("Wijzig"), reverse("handover_change", args=pk), "edit"),
            Action(_("Gooi weg"), reverse("handover_drop", args=pk), "delete", "subtle", method="post"),
        ]
    found = _marking(request, held, line)
    found.append(Action(_("Warm gesprek"), reverse("handover_talk", args=pk), "contact", dialog=True))
    found.append(Action(_("Pdf"), reverse("handover_pdf", args=pk), "print"))
    found.append(Action(_("Bestand"), reverse("handover_file", args=pk), "download"))
    return found


def _marking(request: StaffRequest, held: Handover, line: HandoverLine) -> list[Action]:
    """The next step, where it is for the reader to mark: the colleague, or the sender for who has no access."""
    is_for_me = held.to_staff_id == request.actor.staff_id
    by_phone = held.party is not None and held.party.partner_id is None
    if not (is_for_me or by_phone) or line.state not in _NEXT:
        return []
    step, icon = _NEXT[line.state]
    url = reverse("handover_step", args=[held.pk, step.value])
    back = Action(
        _("Stuur terug") if is_for_me else _("Kwam terug"),
        reverse("handover_return", args=[held.pk]),
        "undo",
        dialog=True,
    )
    return [Action(str(capfirst(step.label)), url, icon, "primary", method="post"), back]


def _steps(line: HandoverLine) -> list[Fact]:
    return [
        Fact(str(capfirst(step.state.label)), words.moment_in_words(step.at), note=step.words) for step in line.steps
    ] or [Fact(_("Concept"), _("nog niet verzonden"))]


def _facts(held: Handover) -> list[Fact]:
    ground = _("binnen de eigen organisatie")
    if held.agreement is not None:
        ground = _("afspraak over delen: %(basis)s") % {"basis": held.agreement.legal_basis}
    elif held.consent is not None:
        ground = _("toestemming van de inwoner: %(purpose)s") % {"purpose": held.consent.purpose}
    talk = words.day_in_words(held.talk_on) if held.talk_on else _("nog niet gehad")
    facts = [
        Fact(_("Wat"), showing.part_words(held.parts)),
        Fact(_("Grondslag"), ground),
        Fact(_("Warm gesprek"), talk, note=held.talk_with),
        Fact(_("Aandachtspunten"), held.note or _("geen")),
    ]
    if held.health_basis:
        facts.insert(2, Fact(_("Gezondheid mee omdat"), held.health_basis))
    return facts


@page(Permission.HANDOVER_WRITE)
@require_POST
def handover_send(request: StaffRequest, handover_id: int) -> HttpResponse:
    """Freeze the story as it is now, and send it."""
    return _do(request, handover_id, lambda by: send_handover(by=by, handover_id=handover_id), _("Verzonden."))


@page(Permission.HANDOVER_WRITE)
@require_POST
def handover_step(request: StaffRequest, handover_id: int, state: str) -> HttpResponse:
    """The receiver has it, read it or used it."""
    return _do(
        request, handover_id, lambda by: mark_step(by=by, handover_id=handover_id, state=state), _("Vastgelegd.")
    )


@page(Permission.HANDOVER_WRITE)
@require_POST
def handover_drop(request: StaffRequest, handover_id: int) -> HttpResponse:
    """Throw a draft away."""
    held, _line = get_handover(by=request.actor, handover_id=handover_id)
    try:
        drop_draft(by=request.actor, handover_id=handover_id)
    except InvalidInput as error:
        messages.error(request, str(error))
        return redirect("handover", handover_id)
    messages.success(request, _("Het concept is weg."))
    return redirect("dossier_handover", held.journey_id)


def _do(request: StaffRequest, handover_id: int, write: Any, said: str) -> HttpResponse:
    try:
        write(request.actor)
    except InvalidInput as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("handover", handover_id)


@page(Permission.HANDOVER_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def handover_return(request: StaffRequest, handover_id: int) -> HttpResponse:
    """Send it back with a reason."""
    held, line = get_handover(by=request.actor, handover_id=handover_id)
    log_read(by=request.actor, person_id=held.journey.person_id, part="handover")
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return_handover(by=request.actor, handover_id=handover_id, **form.cleaned_data)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Vastgelegd: teruggestuurd."))
            return go_on(request, reverse("handover", args=[handover_id]))
    return _form(request, _("Overdracht terugsturen"), line.name, form)


@page(Permission.HANDOVER_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def handover_talk(request: StaffRequest, handover_id: int) -> HttpResponse:
    """The warm talk: when, and who were there."""
    held, line = get_handover(by=request.actor, handover_id=handover_id)
    log_read(by=request.actor, person_id=held.journey.person_id, part="handover")
    initial = {"talk_on": held.talk_on or today(), "talk_with": held.talk_with}
    form = TalkForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            note_talk(by=request.actor, handover_id=handover_id, **form.cleaned_data)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Het warme gesprek is vastgelegd."))
            return go_on(request, reverse("handover", args=[handover_id]))
    return _form(request, _("Warm gesprek vastleggen"), line.name, form)


def _receivers(by: Actor) -> list[tuple[str, Any]]:
    outside = [(f"party-{one.pk}", one.name) for one in parties(by=by)]
    colleagues = [(f"staff-{pk}", name) for pk, name in client_managers(by=by) if pk != by.staff_id]
    return [(_("Andere organisatie"), outside), (_("Collega"), colleagues)]


def _form(request: StaffRequest, title: str, lead: str, form: Any) -> HttpResponse:
    context = {"title": title, "lead": lead, "form": form, "form_url": request.get_full_path()}
    return show_form(request, "caseworker/_plain_form.html", context, invalid=form.is_bound)
