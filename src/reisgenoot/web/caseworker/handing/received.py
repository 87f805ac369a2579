"""What others handed to us: confirm receipt, read, take over, send back, or say why it was not used."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reisgenoot.handover.models import ReceivedHandover
from reisgenoot.handover.package import MOST_BYTES
from reisgenoot.handover.services import (
    NewProfile,
    confirm_receipt,
    import_package,
    mark_read,
    mark_used,
    not_used,
    record_received,
    return_received,
)
from reisgenoot.handover.services.receiving import read_received
from reisgenoot.journeys.selectors import get_journey
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, has_permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import go_on, show_form
from reisgenoot.web.caseworker.handing import showing
from reisgenoot.web.caseworker.handing.document import package_pdf
from reisgenoot.web.caseworker.handing.files import require_seeing
from reisgenoot.web.caseworker.handing.forms import FileForm, ProfileForm, ReturnForm, UnusedForm
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Fact
from reisgenoot.web.documents import pdf_response

UNPROCESSABLE = 422


@page(Permission.HANDOVER_WRITE)
@require_POST
def handover_open(request: StaffRequest, letter_id: int) -> HttpResponse:
    """Confirm receipt of what another organisation wrote; the sender sees it."""
    try:
        held = confirm_receipt(by=request.actor, letter_id=letter_id)
    except InvalidInput as error:
        messages.error(request, str(error))
        return redirect("handover_inbox")
    messages.success(request, _("Ontvangst bevestigd. De afzender ziet dat het hier ligt."))
    return redirect("received", held.pk)


@page(Permission.HANDOVER_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def handover_import(request: StaffRequest) -> HttpResponse:
    """Read a package from a file that came from another installation."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            held = import_package(by=request.actor, content=form.cleaned_data["file"].read(MOST_BYTES + 1))
        except InvalidInput as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _("Het bestand is ingelezen."))
            return redirect("received", held.pk)
    context = {"form": form}
    return render(request, "caseworker/handover_import.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@page(Permission.HANDOVER_READ)
@require_safe
def received(request: StaffRequest, received_id: int) -> HttpResponse:
    """One thing that was received, opened."""
    held, package = read_received(by=request.actor, received_id=received_id)
    verdicts = {key: _verdict(said) for key, said in held.verdicts.items()}
    sections = showing.package_sections(package, by=request.actor) if package else []
    name = held.journey.person.display_name if held.journey else held.called
    context = {
        "held": held,
        "title": name or _("Teruggestuurde overdracht"),
        "lead": _("overgedragen door %(sender)s") % {"sender": held.sender_name},
        "badge": showing.received_badge(held),
        "actions": _actions(request, held),
        "facts": _facts(held),
        "note": held.note,
        "sections": [(key, title, facts, verdicts.get(key)) for key, title, facts in sections],
        "dossier_url": reverse("dossier", args=[held.journey_id]) if held.journey_id else "",
    }
    return render(request, "caseworker/received.html", context)


def _verdict(said: dict[str, str]) -> dict[str, str]:
    label = {
        "confirmed": _("klopt volgens de inwoner"),
        "corrected": _("klopt niet helemaal"),
        "left": _("niet overgenomen"),
    }
    return {"label": label[said["verdict"]], "note": said["note"], "kind": said["verdict"]}


def _actions(request: StaffRequest, held: ReceivedHandover) -> list[Action]:
    if not has_permission(request.actor, Permission.HANDOVER_WRITE) or held.returned_at:
        return []
    pk = [held.pk]
    found = []
    if held.sealed and held.journey_id is None:
        found.append(Action(_("Neem over"), reverse("received_take", args=pk), "forward", "primary"))
    if held.read_at is None and held.completeness != "missing":
        found.append(Action(_("Ik heb het gelezen"), reverse("received_read", args=pk), "done", method="post"))
    if held.sealed and held.journey_id is None:
        found.append(Action(_("Stuur terug"), reverse("received_return", args=pk), "undo", "subtle", dialog=True))
    if held.sealed is None and held.completeness != "missing":
        if held.used_at is None:
            found.append(Action(_("Gebruikt"), reverse("received_used", args=pk), "done", method="post"))
        if held.used_at is None and not held.unused_reason:
            found.append(Action(_("Niet gebruikt"), reverse("received_unused", args=pk), "close", dialog=True))
    if held.sealed:
        found.append(Action(_("Pdf"), reverse("received_pdf", args=pk), "print"))
    return found


def _facts(held: ReceivedHandover) -> list[Fact]:
    facts = [
        Fact(_("Van"), held.sender_name),
        Fact(
            _("Ontvangen"), words.day_in_words(held.received_on), note=held.received_by.name if held.received_by else ""
        ),
        Fact(_("Hoe"), str(held.get_channel_display())),
        Fact(_("Volledigheid"), str(held.get_completeness_display()), note=str(held.get_missing_reason_display())),
    ]
    if held.completeness != "missing":
        read = words.moment_in_words(held.read_at) if held.read_at else _("nog niet")
        facts.append(Fact(_("Gelezen"), read, note=held.read_by.name if held.read_by else ""))
        used = words.moment_in_words(held.used_at) if held.used_at else _("nog niet")
        facts.append(Fact(_("Gebruikt"), str(held.get_unused_reason_display()) or used))
    if held.returned_at:
        why = str(held.get_return_reason_display())
        facts.append(
            Fact(_("Teruggestuurd"), words.moment_in_words(held.returned_at), note=f"{why}. {held.return_note}")
        )
    return facts


@page(Permission.HANDOVER_WRITE)
@require_POST
def received_read(request: StaffRequest, received_id: int) -> HttpResponse:
    """Note that it was read."""
    mark_read(by=request.actor, received_id=received_id)
    messages.success(request, _("Vastgelegd dat je het gelezen hebt."))
    return redirect("received", received_id)


@page(Permission.HANDOVER_WRITE)
@require_POST
def received_used(request: StaffRequest, received_id: int) -> HttpResponse:
    """Note that what came on paper was used in the intake."""
    try:
        mark_used(by=request.actor, received_id=received_id)
    except InvalidInput as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Vastgelegd dat het gebruikt is."))
    return redirect("received", received_id)


@page(Permission.HANDOVER_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def received_unused(request: StaffRequest, received_id: int) -> HttpResponse:
    """Say why it was not used."""
    form = UnusedForm(request.POST or None)
    return _with_form(
        request,
        received_id,
        form,
        _("Niet gebruikt"),
        lambda: not_used(by=request.actor, received_id=received_id, **form.cleaned_data),
    )


@page(Permission.HANDOVER_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def received_return(request: StaffRequest, received_id: int) -> HttpResponse:
    """Send it back; the sender sees why."""
    form = ReturnForm(request.POST or None)
    return _with_form(
        request,
        received_id,
        form,
        _("Overdracht terugsturen"),
        lambda: return_received(by=request.actor, received_id=received_id, **form.cleaned_data),
    )


def _with_form(request: StaffRequest, received_id: int, form: Any, title: str, write: Any) -> HttpResponse:
    held, _package = read_received(by=request.actor, received_id=received_id)
    if request.method == "POST" and form.is_valid():
        try:
            write()
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Vastgelegd."))
            return go_on(request, reverse("received", args=[received_id]))
    context = {"title": title, "lead": held.called, "form": form, "form_url": request.get_full_path()}
    return show_form(request, "caseworker/_plain_form.html", context, invalid=form.is_bound)


@page(Permission.HANDOVER_READ)
@require_safe
def received_pdf(request: StaffRequest, received_id: int) -> HttpResponse:
    """What was received as a document."""
    _held, package = read_received(by=request.actor, received_id=received_id)
    if package is None:
        raise NotKnown
    require_seeing(request.actor, package)
    return pdf_response(f"ontvangen-{received_id}", package_pdf(package))


@page(Permission.HANDOVER_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def profile_new(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Record what COA (or somebody else) gave on paper or by word of mouth, or that nothing came."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.HANDOVER_WRITE)
    log_read(by=by, person_id=journey.person_id, part="handover.received")
    form = ProfileForm(request.POST or None, initial={"received_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            record_received(by=by, journey_id=journey_id, profile=NewProfile(**form.cleaned_data))
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Vastgelegd wat er kwam."))
            return go_on(request, reverse("dossier_handover", args=[journey_id]))
    context = {
        "title": _("Profiel ontvangen"),
        "lead": journey.person.display_name,
        "form": form,
        "form_url": request.get_full_path(),
    }
    return show_form(request, "caseworker/_plain_form.html", context, invalid=form.is_bound)
