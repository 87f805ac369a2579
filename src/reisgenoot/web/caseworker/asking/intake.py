"""The part of a file about the intake: which questionnaires were asked, how far each is, and asking another."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reisgenoot.journeys.selectors import get_journey
from reisgenoot.kernel.clock import HOME_ZONE
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.questionnaires.enums import SittingState, Way
from reisgenoot.questionnaires.models import QuestionnaireVersion
from reisgenoot.questionnaires.selectors import SittingRow, askable, first_unchecked, sittings_of
from reisgenoot.questionnaires.services import ask, receive_answers, skip, start_turn
from reisgenoot.questionnaires.versions import in_language
from reisgenoot.web import drafts
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import go_on, show_form
from reisgenoot.web.caseworker.asking.forms import NewSittingForm, ReceiveForm, SkipForm
from reisgenoot.web.caseworker.asking.wording import language_name, screen_language, state_badge, ways_in_words
from reisgenoot.web.caseworker.dossier.frame import show_file
from reisgenoot.web.caseworker.dossier.opened import Opened, open_file
from reisgenoot.web.caseworker.intake.summary import summary
from reisgenoot.web.components.actions import Action, Empty
from reisgenoot.web.components.toasts import undoable
from reisgenoot.web.components.words import day_in_words

SKIPPING = "questionnaire-skip"
SHORT_INTAKE = 20
"""Minutes below which a broad intake is remarkably short (synthesis R-010)."""


@page(Permission.JOURNEY_READ)
@require_safe
def dossier_intake(request: StaffRequest, journey_id: int) -> HttpResponse:
    """What was asked of this person, newest first, with the one next thing to do about each."""
    opened = open_file(request, journey_id, part="intake")
    rows = sittings_of(by=request.actor, journey_id=journey_id)
    context = {
        "sittings": [_line(opened, row) for row in rows],
        "actions": _actions(opened),
        "comparisons": _comparisons(journey_id, rows),
        "nothing": Empty(
            _("Nog geen vragenlijst gevraagd"),
            _("Laat iemand de brede intake vooraf invullen, in de eigen taal. Dan gaat het gesprek over wat telt."),
            icon="review",
        ),
        **summary(opened),
    }
    return show_file(opened, "caseworker/asking/dossier_intake.html", "dossier_intake", context)


def _actions(opened: Opened) -> list[Action]:
    if not opened.may(Permission.INTAKE_WRITE):
        return []
    journey_id = opened.journey.pk
    return [
        Action(_("Vragenlijst vragen"), reverse("sitting_new", args=[journey_id]), "add", "primary", dialog=True),
        Action(_("Bestand ontvangen"), reverse("sitting_receive", args=[journey_id]), "upload", dialog=True),
        Action(_("Overslaan met reden"), reverse("sitting_skip", args=[journey_id]), "close", "subtle", dialog=True),
    ]


def _line(opened: Opened, row: SittingRow) -> dict[str, Any]:
    """One filling-in as a line: what, how far, by whom, and what to do."""
    return {
        "row": row,
        "title": in_language(dict(row.title), screen_language()),
        "badge": state_badge(row.state),
        "facts": _facts(row),
        "actions": _next(opened, row),
        "is_short": row.minutes is not None and row.key == "broad_intake" and row.minutes < SHORT_INTAKE,
    }


def _facts(row: SittingRow) -> list[str]:
    said = [_("gevraagd %(day)s") % {"day": day_in_words(row.asked_on)}]
    if row.handed_in_at:
        said.append(_("ingeleverd %(day)s") % {"day": day_in_words(row.handed_in_at.astimezone(HOME_ZONE).date())})
    if row.checked_at:
        day = day_in_words(row.checked_at.astimezone(HOME_ZONE).date())
        said.append(_("nagekeken %(day)s door %(who)s") % {"day": day, "who": row.checked_by or "–"})
    if row.language and row.state not in (SittingState.SKIPPED, SittingState.WITHDRAWN):
        said.append(language_name(row.language))
    if row.ways:
        said.append(ways_in_words(row.ways))
    if row.answered:
        said.append(_("%(number)s antwoorden") % {"number": row.answered})
    if row.minutes:
        said.append(_("%(number)s minuten") % {"number": row.minutes})
    return said


def _next(opened: Opened, row: SittingRow) -> list[Action]:
    if row.state == SittingState.OPEN and opened.may(Permission.INTAKE_WRITE):
        return [
            Action(_("Samen verder"), reverse("sitting_begin", args=[row.id]), "forward", dialog=True),
            Action(_("Link"), reverse("sitting_link", args=[row.id]), "link", "subtle", dialog=True),
            Action(_("Intrekken"), reverse("sitting_withdraw", args=[row.id]), "close", "subtle", method="post"),
        ]
    if row.state == SittingState.HANDED_IN and opened.may(Permission.INTAKE_WRITE):
        return [Action(_("Nakijken"), reverse("sitting_check", args=[row.id]), "review", "primary")]
    if row.state in (SittingState.HANDED_IN, SittingState.CHECKED):
        return [Action(_("Antwoorden"), reverse("sitting_check", args=[row.id]), "review")]
    if opened.may(Permission.INTAKE_WRITE):
        return [Action(_("Toch vragen"), reverse("sitting_reopen", args=[row.id]), "undo", "subtle", method="post")]
    return []


def _comparisons(journey_id: int, rows: Sequence[SittingRow]) -> list[Action]:
    """For each questionnaire that was answered more than once: comparing the last two."""
    found = []
    answered = [row for row in rows if row.state in (SittingState.HANDED_IN, SittingState.CHECKED)]
    for key in dict.fromkeys(row.key for row in answered):
        same = [row for row in answered if row.key == key]
        if len(same) > 1:
            title = in_language(dict(same[0].title), screen_language())
            url = f"{reverse('sitting_compare', args=[journey_id])}?eerst={same[1].id}&daarna={same[0].id}"
            found.append(Action(_("%(title)s: vergelijk") % {"title": title}, url, "history"))
    return found


@page(Permission.JOURNEY_READ)
@require_safe
def sitting_check_next(request: StaffRequest, journey_id: int) -> HttpResponse:
    """To the questionnaire that waits longest to be gone through; to the list when none does."""
    get_journey(by=request.actor, journey_id=journey_id)
    sitting_id = first_unchecked(by=request.actor, journey_id=journey_id)
    if sitting_id is None:
        return redirect("dossier_intake", journey_id=journey_id)
    return redirect("sitting_check", sitting_id=sitting_id)


@page(Permission.INTAKE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def sitting_new(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Ask a questionnaire: with a link, or at once together."""
    journey = get_journey(by=request.actor, journey_id=journey_id, permission=Permission.INTAKE_WRITE)
    log_read(by=request.actor, person_id=journey.person_id, part="questionnaire")
    versions = [version for version in askable(by=request.actor) if set(version.filled_in_by) - {Way.RECEIVED}]
    initial = {"language": journey.person.language, "way": Way.ALONE, "version": _usual(versions)}
    form = NewSittingForm(request.POST or None, versions=versions, initial=initial)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            sitting = ask(
                by=request.actor,
                journey_id=journey_id,
                version_id=asked["version"],
                language=asked["language"],
                reason=asked["reason"],
            )
            if asked["way"] != Way.ALONE:
                start_turn(
                    by=request.actor,
                    sitting_id=sitting.pk,
                    way=asked["way"],
                    language=asked["language"],
                    interpreter=asked["interpreter"],
                )
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            name = "sitting_link" if asked["way"] == Way.ALONE else "sitting_ask"
            return _away(request, reverse(name, args=[sitting.pk]))
    return _show(request, form, _("Vragenlijst vragen"), journey.person.display_name, _("Begin"))


@page(Permission.INTAKE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def sitting_skip(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Leave a questionnaire out, with the reason."""
    journey = get_journey(by=request.actor, journey_id=journey_id, permission=Permission.INTAKE_WRITE)
    log_read(by=request.actor, person_id=journey.person_id, part="questionnaire")
    versions = askable(by=request.actor)
    kept = drafts.initial(request, SkipForm, SKIPPING, journey_id)
    form = SkipForm(request.POST or None, versions=versions, initial={"version": _usual(versions), **kept})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            sitting = skip(by=request.actor, journey_id=journey_id, version_id=asked["version"], reason=asked["reason"])
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            drafts.forget(request, SKIPPING, journey_id)
            undoable(request, _("Overgeslagen."), undo_url=reverse("sitting_reopen", args=[sitting.pk]))
            return go_on(request, reverse("dossier_intake", args=[journey_id]))
    lead = journey.person.display_name
    return _show(request, form, _("Vragenlijst overslaan"), lead, _("Overslaan"), draft=(SKIPPING, journey_id))


@page(Permission.INTAKE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def sitting_receive(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Take over answers from a file, such as a profile from the reception centre."""
    journey = get_journey(by=request.actor, journey_id=journey_id, permission=Permission.INTAKE_WRITE)
    log_read(by=request.actor, person_id=journey.person_id, part="questionnaire")
    versions = [version for version in askable(by=request.actor) if Way.RECEIVED in version.filled_in_by]
    form = ReceiveForm(
        request.POST or None, request.FILES or None, versions=versions, initial={"version": _usual(versions)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            sitting = receive_answers(
                by=request.actor,
                journey_id=journey_id,
                version_id=form.cleaned_data["version"],
                content=form.cleaned_data["file"].read(),
            )
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Ontvangen. Loop de antwoorden samen na."))
            return _away(request, reverse("sitting_check", args=[sitting.pk]))
    return _show(request, form, _("Antwoorden ontvangen"), journey.person.display_name, _("Inlezen"), has_file=True)


def _usual(versions: Sequence[QuestionnaireVersion]) -> int | None:
    return versions[0].pk if versions else None


def _away(request: StaffRequest, url: str) -> HttpResponse:
    """To another page, also from within a dialog."""
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)


def _show(
    request: StaffRequest,
    form: Any,
    title: str,
    lead: str,
    save_label: str,
    *,
    has_file: bool = False,
    draft: tuple[str, int] = ("", 0),
) -> HttpResponse:
    context = {
        "title": title,
        "lead": lead,
        "form": form,
        "form_url": request.path,
        "save_label": save_label,
        "has_file": has_file,
        "draft_key": draft[0],
        "draft_subject": draft[1],
    }
    return show_form(request, "caseworker/asking/_form.html", context, invalid=form.is_bound)
