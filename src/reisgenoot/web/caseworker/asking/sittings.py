"""One filling-in: going on together, a link for the own phone, not asking it after all, its answers as a file."""

from typing import Any

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.questionnaires.enums import SittingState, Way
from reisgenoot.questionnaires.exchange import as_json, as_workbook
from reisgenoot.questionnaires.models import Sitting
from reisgenoot.questionnaires.selectors import answers_at, filling_of, get_sitting, links_of
from reisgenoot.questionnaires.services import (
    make_link,
    reopen,
    start_turn,
    withdraw,
    withdraw_link,
)
from reisgenoot.questionnaires.versions import form_of
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import show_form
from reisgenoot.web.caseworker.asking.forms import BeginForm, LinkForm
from reisgenoot.web.caseworker.asking.wording import check_badge, given_in_words, title_of
from reisgenoot.web.components.toasts import undoable
from reisgenoot.web.newcomer import asking

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _file_url(sitting: Sitting) -> str:
    return reverse("dossier_intake", args=[sitting.journey_id])


@page(Permission.INTAKE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def sitting_begin(request: StaffRequest, sitting_id: int) -> HttpResponse:
    """Sit down to it together: with an interpreter or not, in which language."""
    sitting = get_sitting(by=request.actor, sitting_id=sitting_id, permission=Permission.INTAKE_WRITE)
    log_read(by=request.actor, person_id=sitting.journey.person_id, part="questionnaire")
    codes = [one.code for one in form_of(sitting.version).languages]
    initial = {"way": Way.TOGETHER, "language": sitting.language}
    form = BeginForm(request.POST or None, languages=codes, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            start_turn(by=request.actor, sitting_id=sitting_id, **form.cleaned_data)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            return _away(request, reverse("sitting_ask", args=[sitting_id]))
    context = {
        "title": title_of(sitting.version),
        "lead": sitting.journey.person.display_name,
        "form": form,
        "form_url": request.path,
        "save_label": _("Begin"),
    }
    return show_form(request, "caseworker/asking/_form.html", context, invalid=form.is_bound)


@page(Permission.INTAKE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def sitting_ask(request: StaffRequest, sitting_id: int) -> HttpResponse:
    """The questions, step by step, in the language of who sits opposite, with the Dutch words beside them."""
    sitting = get_sitting(by=request.actor, sitting_id=sitting_id, permission=Permission.INTAKE_WRITE)
    filling = filling_of(by=request.actor, sitting_id=sitting_id)
    if sitting.state != SittingState.OPEN or filling is None:
        return redirect(_file_url(sitting))
    if request.method != "POST":
        log_read(by=request.actor, person_id=sitting.journey.person_id, part="questionnaire")
    place = asking.Place(
        sitting=sitting,
        filling=filling,
        by=request.actor,
        url=reverse("sitting_ask", args=[sitting_id]),
        frame="caseworker/asking/ask.html",
        done=lambda: redirect("sitting_check", sitting_id=sitting_id),
        later=lambda: redirect(_file_url(sitting)),
        context={"person": sitting.journey.person, "file_url": _file_url(sitting)},
    )
    return asking.run(request, place)


@page(Permission.INTAKE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def sitting_link(request: StaffRequest, sitting_id: int) -> HttpResponse:
    """A link and a QR code for the own phone. The link is shown once: it is kept as a hash only."""
    sitting = get_sitting(by=request.actor, sitting_id=sitting_id, permission=Permission.INTAKE_WRITE)
    log_read(by=request.actor, person_id=sitting.journey.person_id, part="questionnaire")
    form = LinkForm(request.POST or None)
    context: dict[str, Any] = {
        "title": _("Invullen op de eigen telefoon"),
        "lead": sitting.journey.person.display_name,
        "form": form,
        "form_url": request.path,
        "sitting": sitting,
        "file_url": _file_url(sitting),
    }
    if request.method == "POST" and form.is_valid():
        try:
            made = make_link(by=request.actor, sitting_id=sitting_id, days=form.cleaned_data["days"])
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            address = request.build_absolute_uri(reverse("link_open", args=[made.token]))
            context |= {"address": address, "picture": _qr(address), "link": made.link, "form": LinkForm()}
            return show_form(request, "caseworker/asking/_link.html", context)
    running = [one for one in links_of(by=request.actor, sitting_id=sitting_id) if one.withdrawn_at is None]
    context["running"] = next((one for one in running if one.expires_at > now()), None)
    return show_form(request, "caseworker/asking/_link.html", context, invalid=form.is_bound)


def _qr(address: str) -> SafeString:
    """The address as a picture to scan, drawn as SVG; it holds nothing but the address."""
    drawn = segno.make(address, error="m").svg_inline(scale=5, border=2, dark="#14232c", omitsize=True)
    return mark_safe(drawn)  # noqa: S308  made here from an address of ours


@page(Permission.INTAKE_WRITE)
@require_POST
def sitting_link_withdraw(request: StaffRequest, sitting_id: int) -> HttpResponse:
    """Close the link."""
    sitting = get_sitting(by=request.actor, sitting_id=sitting_id, permission=Permission.INTAKE_WRITE)
    withdraw_link(by=request.actor, sitting_id=sitting_id)
    messages.success(request, _("De link werkt niet meer."))
    return redirect(_file_url(sitting))


@page(Permission.INTAKE_WRITE)
@require_POST
def sitting_withdraw(request: StaffRequest, sitting_id: int) -> HttpResponse:
    """Ask it no more."""
    sitting = get_sitting(by=request.actor, sitting_id=sitting_id, permission=Permission.INTAKE_WRITE)
    try:
        withdraw(by=request.actor, sitting_id=sitting_id)
    except InvalidInput as error:
        messages.error(request, str(error))
    else:
        undoable(request, _("Ingetrokken."), undo_url=reverse("sitting_reopen", args=[sitting_id]))
    return redirect(_file_url(sitting))


@page(Permission.INTAKE_WRITE)
@require_POST
def sitting_reopen(request: StaffRequest, sitting_id: int) -> HttpResponse:
    """Ask it after all: undoes withdrawing and skipping."""
    sitting = get_sitting(by=request.actor, sitting_id=sitting_id, permission=Permission.INTAKE_WRITE)
    reopen(by=request.actor, sitting_id=sitting_id)
    messages.success(request, _("De vragenlijst staat weer open."))
    return redirect(_file_url(sitting))


@page(Permission.JOURNEY_READ)
@require_safe
def sitting_export(request: StaffRequest, sitting_id: int, extension: str) -> HttpResponse:
    """The answers of one filling-in as JSON or as a workbook; what may not be read is not in it."""
    sitting = get_sitting(by=request.actor, sitting_id=sitting_id)
    log_read(by=request.actor, person_id=sitting.journey.person_id, part="questionnaire export")
    answers = [one for one in answers_at(by=request.actor, sitting_id=sitting_id) if not one.is_hidden]
    if extension == "json":
        rows: list[dict[str, object]] = [
            {
                "path": one.path,
                "value": one.value,
                "words": one.words,
                "language": one.language,
                "given_by": one.given_by,
                "check": one.check_state,
                "checked_on": one.checked_on,
                "reason": one.reason,
            }
            for one in answers
        ]
        about = {"id": f"reisgenoot-{sitting.pk}", "asked_on": sitting.asked_on, "language": sitting.language}
        content, kind = as_json(form_of(sitting.version), rows, about), "application/json"
    elif extension == "xlsx":
        headings = [_("Vraag"), _("Antwoord"), _("Taal"), _("Van wie"), _("Nagekeken"), _("Reden"), _("Sleutel")]
        lines = [
            [
                one.label,
                one.words,
                one.language,
                given_in_words(one.given_by),
                check_badge(one.check_state).text,
                one.reason,
                one.path,
            ]
            for one in answers
        ]
        content, kind = as_workbook(headings, lines), _XLSX
    else:
        raise NotKnown
    name = f"{sitting.version.key}-{sitting.asked_on}.{extension}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _away(request: StaffRequest, url: str) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)
