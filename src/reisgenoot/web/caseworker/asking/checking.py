"""Going through the answers in the talk: every question in Dutch and in the language it was answered in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, has_permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.questionnaires.definition import Question
from reisgenoot.questionnaires.enums import CheckState, SittingState, Way
from reisgenoot.questionnaires.filled import Filled, key_of
from reisgenoot.questionnaires.kept import fill
from reisgenoot.questionnaires.models import Sitting
from reisgenoot.questionnaires.selectors import AnswerFact, answers_at, get_sitting, history_of, turns_of, words_of
from reisgenoot.questionnaires.services import (
    add_answer,
    confirm_answers,
    correct_answer,
    finish_check,
    reopen_check,
    unconfirm_answers,
)
from reisgenoot.questionnaires.services.checking import repeats_in
from reisgenoot.questionnaires.versions import form_of, is_health
from reisgenoot.questionnaires.xpath import Node
from reisgenoot.web import drafts
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import go_on, show_form
from reisgenoot.web.caseworker.asking.answer_field import answer_field, answer_text
from reisgenoot.web.caseworker.asking.wording import check_badge, given_in_words, language_name, state_badge, title_of
from reisgenoot.web.components.actions import Badge
from reisgenoot.web.components.toasts import undoable
from reisgenoot.web.newcomer.words import direction

CORRECTING = "answer-correct"


@dataclass(frozen=True, slots=True)
class Line:
    """One question with its answer; ``fact`` is missing when nothing was answered."""

    path: str
    label: str
    foreign: str
    foreign_words: str
    number: str
    fact: AnswerFact | None
    badge: Badge | None
    given: str
    is_hidden: bool
    is_protected: bool


@dataclass(frozen=True, slots=True)
class CheckPage:
    """One page of the form with its lines, and which answers on it nobody looked at yet."""

    key: str
    title: str
    lines: Sequence[Line]

    @property
    def unchecked(self) -> list[int]:
        """Ids of the answers that were not looked at."""
        facts = [line.fact for line in self.lines if line.fact is not None and not line.is_hidden]
        return [fact.id for fact in facts if fact.check_state == CheckState.UNCHECKED]

    @property
    def answered(self) -> int:
        """How many questions of the page have an answer."""
        return sum(line.fact is not None for line in self.lines)


class AnswerForm(forms.Form):
    """An answer put right or added: the field itself depends on the question."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        max_length=300,
        help_text=gettext_lazy("Bijvoorbeeld: verkeerd begrepen, later verteld."),
    )


class AddForm(AnswerForm):
    """An answer that came later, and when."""

    on = forms.DateField(label=gettext_lazy("Wanneer verteld?"), widget=forms.DateInput)


@page(Permission.JOURNEY_READ)
@require_safe
def sitting_check(request: StaffRequest, sitting_id: int) -> HttpResponse:
    """All answers, page by page of the form."""
    sitting = get_sitting(by=request.actor, sitting_id=sitting_id)
    if sitting.state not in (SittingState.HANDED_IN, SittingState.CHECKED):
        return redirect("dossier_intake", journey_id=sitting.journey_id)
    log_read(by=request.actor, person_id=sitting.journey.person_id, part="questionnaire")
    facts = answers_at(by=request.actor, sitting_id=sitting_id)
    pages = pages_of(sitting, facts, may_read_health=has_permission(request.actor, Permission.HEALTH_READ))
    checked = sum(fact.check_state != CheckState.UNCHECKED for fact in facts)
    context = {
        "sitting": sitting,
        "person": sitting.journey.person,
        "title": title_of(sitting.version),
        "badge": state_badge(sitting.state),
        "pages": pages,
        "checked": checked,
        "total": len(facts),
        "is_open": sitting.state == SittingState.HANDED_IN,
        "may_write": has_permission(request.actor, Permission.INTAKE_WRITE),
        "turns": [
            (one, str(Way(one.way).label), one.get_interpreter_display() if one.interpreter else "")
            for one in turns_of(by=request.actor, sitting_id=sitting_id)
        ],
        "language": language_name(sitting.language),
        "lang": sitting.language,
        "dir": direction(sitting.language),
        "file_url": reverse("dossier_intake", args=[sitting.journey_id]),
    }
    return render(request, "caseworker/asking/check.html", context)


def pages_of(sitting: Sitting, facts: Sequence[AnswerFact], *, may_read_health: bool) -> list[CheckPage]:
    """The pages of the form with every question that is asked given the answers, answered or not."""
    by_path = {fact.path: fact for fact in facts}
    values = {fact.path: fact.value for fact in facts}
    filled = fill(sitting, values, repeats=_repeats(sitting, values), language="nl")
    found = []
    for form_page in filled.form.pages:
        nodes = [node for top in filled.on_page(form_page) for node in top.walk()]
        asked = [node for node in nodes if _is_line(node) and (node.is_asked or node.path in by_path)]
        lines = [_line(sitting, filled, node, by_path.get(node.path), may_read_health) for node in asked]
        if lines:
            title = filled.say(form_page.title) or _("Vragen")
            found.append(CheckPage(form_page.key, title, lines))
    return found


def _repeats(sitting: Sitting, values: dict[str, str]) -> dict[str, int]:
    """As many of each repeat as there are answers of; none where nothing was answered."""
    known = {key: 0 for key, item in form_of(sitting.version).by_key.items() if item.kind == "repeat"}
    return known | repeats_in(values)


def _is_line(node: Node) -> bool:
    return isinstance(node.item, Question) and node.item.is_answered


def _line(sitting: Sitting, filled: Filled, node: Node, fact: AnswerFact | None, may_read_health: bool) -> Line:
    question: Question = node.item
    form = filled.form
    language = fact.language if fact is not None and fact.language else sitting.language
    is_foreign = language not in ("", "nl")
    is_protected = is_health(sitting.version, question)
    number = next((f"{one.index}" for one in [node, *node.ancestors] if one.index), "")
    shown = fact is not None and not fact.is_hidden
    return Line(
        path=node.path,
        label=filled.say(question.label, node),
        foreign=question.label.get(language, "") if is_foreign else "",
        foreign_words=words_of(form, question, fact.value, language) if fact and shown and is_foreign else "",
        number=number,
        fact=fact,
        badge=check_badge(fact.check_state) if fact else None,
        given=given_in_words(fact.given_by) if fact else "",
        is_hidden=is_protected and not may_read_health,
        is_protected=is_protected,
    )


@page(Permission.INTAKE_WRITE)
@require_POST
def answers_confirm(request: StaffRequest, sitting_id: int) -> HttpResponse:
    """One answer, or all on a page, are right as they stand."""
    sitting = get_sitting(by=request.actor, sitting_id=sitting_id, permission=Permission.INTAKE_WRITE)
    ids = _ids(request)
    number = confirm_answers(by=request.actor, sitting_id=sitting_id, answer_ids=ids)
    if number > 1:
        words = ngettext("%(n)s antwoord bevestigd.", "%(n)s antwoorden bevestigd.", number) % {"n": number}
        undo = f"{reverse('answers_unconfirm', args=[sitting_id])}?id={','.join(map(str, ids))}"
        undoable(request, words, undo_url=undo)
    return _back(request, sitting)


@page(Permission.INTAKE_WRITE)
@require_POST
def answers_unconfirm(request: StaffRequest, sitting_id: int) -> HttpResponse:
    """They were not looked at after all."""
    sitting = get_sitting(by=request.actor, sitting_id=sitting_id, permission=Permission.INTAKE_WRITE)
    unconfirm_answers(by=request.actor, sitting_id=sitting_id, answer_ids=_ids(request))
    return _back(request, sitting)


def _ids(request: StaffRequest) -> list[int]:
    sent = request.POST.get("id", "") or request.GET.get("id", "")
    return [int(one) for one in sent.split(",") if one.isdecimal()]


def _back(request: StaffRequest, sitting: Sitting) -> HttpResponse:
    """To the page of the form where one was."""
    anchor = request.POST.get("plek", "")
    safe = anchor if anchor.replace("-", "").replace("_", "").isalnum() else ""
    return redirect(reverse("sitting_check", args=[sitting.pk]) + (f"#{safe}" if safe else ""))


@page(Permission.INTAKE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def answer_correct(request: StaffRequest, answer_id: int) -> HttpResponse:
    """Put an answer right; what was known before stays to be read below the form."""
    history = history_of(by=request.actor, answer_id=answer_id)
    answer = history[0]
    sitting = get_sitting(by=request.actor, sitting_id=answer.sitting_id, permission=Permission.INTAKE_WRITE)
    log_read(by=request.actor, person_id=sitting.journey.person_id, part="questionnaire")
    form = _form(request, sitting, answer.path, AnswerForm, answer.value, draft=(CORRECTING, answer_id))
    if request.method == "POST" and form.is_valid():
        value = answer_text(form.cleaned_data["value"])
        try:
            correct_answer(by=request.actor, answer_id=answer_id, value=value, reason=form.cleaned_data["reason"])
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            drafts.forget(request, CORRECTING, answer_id)
            messages.success(request, _("Verbeterd. Het oude antwoord blijft te zien."))
            return go_on(request, reverse("sitting_check", args=[sitting.pk]))
    question, sitting_form = _question(sitting, answer.path), form_of(sitting.version)
    earlier = [
        (one, words_of(sitting_form, question, one.value, "nl"), given_in_words(one.given_by)) for one in history
    ]
    context = _dialog(request, sitting, answer.path, form, _("Antwoord verbeteren"))
    context |= {"earlier": earlier, "draft_key": CORRECTING, "draft_subject": answer_id}
    return show_form(request, "caseworker/asking/_answer.html", context, invalid=form.is_bound)


@page(Permission.INTAKE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def answer_add(request: StaffRequest, sitting_id: int) -> HttpResponse:
    """Add an answer that came later."""
    sitting = get_sitting(by=request.actor, sitting_id=sitting_id, permission=Permission.INTAKE_WRITE)
    log_read(by=request.actor, person_id=sitting.journey.person_id, part="questionnaire")
    path = request.POST.get("vraag", "") or request.GET.get("vraag", "")
    question = _question(sitting, path)
    may_health = has_permission(request.actor, Permission.HEALTH_READ)
    if is_health(sitting.version, question) and not may_health:
        raise NotKnown
    form = _form(request, sitting, path, AddForm, "")
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        value = answer_text(given["value"])
        try:
            add_answer(
                by=request.actor, sitting_id=sitting_id, path=path, value=value, reason=given["reason"], on=given["on"]
            )
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Toegevoegd."))
            return go_on(request, reverse("sitting_check", args=[sitting_id]))
    context = _dialog(request, sitting, path, form, _("Later toevoegen"))
    return show_form(request, "caseworker/asking/_answer.html", context, invalid=form.is_bound)


def _question(sitting: Sitting, path: str) -> Question:
    question = form_of(sitting.version).by_key.get(key_of(path))
    if not isinstance(question, Question) or not question.is_answered:
        raise NotKnown
    return question


def _form(
    request: StaffRequest,
    sitting: Sitting,
    path: str,
    kind: type[AnswerForm],
    value: str,
    *,
    draft: tuple[str, int] | None = None,
) -> AnswerForm:
    """The form with the field that fits the question; shows what was typed before it was lost."""
    initial: dict[str, Any] = {"on": today()}
    kept = drafts.typed(request, *draft) if draft else None
    if kept is not None:
        value = " ".join(kept.getlist("value"))
        initial["reason"] = kept.get("reason", "")
    form = kind(request.POST or None, initial=initial)
    form.fields["value"] = answer_field(form_of(sitting.version), _question(sitting, path), value)
    form.order_fields(["value", "on", "reason"])
    return form


def _dialog(request: StaffRequest, sitting: Sitting, path: str, form: AnswerForm, title: str) -> dict[str, Any]:
    return {
        "title": title,
        "lead": sitting.journey.person.display_name,
        "form": form,
        "form_url": request.path,
        "path": path,
        "save_label": _("Opslaan"),
    }


@page(Permission.INTAKE_WRITE)
@require_POST
def check_finish(request: StaffRequest, sitting_id: int) -> HttpResponse:
    """All answers were gone through."""
    sitting = get_sitting(by=request.actor, sitting_id=sitting_id, permission=Permission.INTAKE_WRITE)
    try:
        finish_check(by=request.actor, sitting_id=sitting_id)
    except InvalidInput as error:
        messages.error(request, str(error))
        return redirect("sitting_check", sitting_id=sitting_id)
    undoable(request, _("Vragenlijst nagekeken."), undo_url=reverse("check_reopen", args=[sitting_id]))
    return redirect("dossier_intake", journey_id=sitting.journey_id)


@page(Permission.INTAKE_WRITE)
@require_POST
def check_reopen(request: StaffRequest, sitting_id: int) -> HttpResponse:
    """Not finished after all."""
    sitting = get_sitting(by=request.actor, sitting_id=sitting_id, permission=Permission.INTAKE_WRITE)
    try:
        reopen_check(by=request.actor, sitting_id=sitting_id)
    except InvalidInput as error:
        messages.error(request, str(error))
    return redirect("sitting_check", sitting_id=sitting.pk)
