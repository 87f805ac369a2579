"""Writing the next version of a plan on one page, also with two people at once, and agreeing on it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission
from reisgenoot.plans.advice import advice_on
from reisgenoot.plans.content import Doc, empty_plan, has_pip
from reisgenoot.plans.detail import DraftFact, open_draft
from reisgenoot.plans.editing import content_to_edit, draft_content, is_signed_by_both, version_before
from reisgenoot.plans.evidence import route_evidence_of
from reisgenoot.plans.pip_rules import Finding
from reisgenoot.plans.services import (
    Saved,
    agree_plan,
    discard_draft,
    pip_findings,
    reopen_draft,
    save_draft,
    signing_rules_broken,
    start_draft,
    wanted_pip,
)
from reisgenoot.web import drafts
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import show_form
from reisgenoot.web.caseworker.planning.clashing import clash_questions, merged_words
from reisgenoot.web.caseworker.planning.document import PlanForm, catalogue, moved_up, without
from reisgenoot.web.caseworker.planning.forms import AgreeForm
from reisgenoot.web.caseworker.planning.opening import OpenedPlan, open_plan, plan_url
from reisgenoot.web.components import words
from reisgenoot.web.components.toasts import undoable

FORM = "plan"
BEGAN, DO, CHOICE = "begonnen", "doe", "kies."
UNPROCESSABLE = 422


@page(Permission.PLAN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_edit(request: StaffRequest, journey_id: int) -> HttpResponse:
    """The editor. A GET writes nothing: the draft begins with the first saving."""
    opened = open_plan(request, journey_id, permission=Permission.PLAN_WRITE)
    if request.method == "POST":
        return _save(request, opened)
    draft = open_draft(by=request.actor, journey_id=journey_id)
    content = draft_content(draft.id) if draft else content_to_edit(journey_id)
    typed = drafts.typed(request, FORM, journey_id)
    form = PlanForm(opened.wording, content, typed)
    began = typed.get(BEGAN, "") if typed else ""
    return _show(
        request, opened, form, draft, began=int(began) if began.isdecimal() else draft.revision if draft else 1
    )


@page(Permission.PLAN_WRITE)
@require_POST
def plan_discard(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Throw the draft away; the toast brings it back."""
    opened = open_plan(request, journey_id, permission=Permission.PLAN_WRITE)
    drafts.forget(request, FORM, journey_id)
    draft = open_draft(by=request.actor, journey_id=journey_id)
    if draft is None:
        return redirect(opened.url)
    discard_draft(by=request.actor, draft_id=draft.id)
    undoable(request, _("Het concept is weg."), undo_url=reverse("plan_reopen", args=[journey_id, draft.id]))
    return redirect(opened.url)


@page(Permission.PLAN_WRITE)
@require_POST
def plan_reopen(request: StaffRequest, journey_id: int, draft_id: int) -> HttpResponse:
    """Bring a draft back that was thrown away."""
    open_plan(request, journey_id, permission=Permission.PLAN_WRITE)
    try:
        reopen_draft(by=request.actor, draft_id=draft_id)
    except InvalidInput as error:
        messages.error(request, str(error))
    return redirect(reverse("plan_edit", args=[journey_id]))


@page(Permission.PLAN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_agree(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Make a version of the draft: what to think of, who has to sign, the day of the talk."""
    opened = open_plan(request, journey_id, permission=Permission.PLAN_WRITE)
    draft = open_draft(by=request.actor, journey_id=journey_id)
    if draft is None:
        return redirect(reverse("plan_edit", args=[journey_id]))
    content = draft_content(draft.id)
    initial = {"talk_on": today(), **{name: content[name] for name in ("change_reason", "change_reaction")}}
    form = AgreeForm(request.POST or None, initial=initial)
    before = version_before(journey_id)
    if before is None:
        del form.fields["change_reason"], form.fields["change_reaction"]
    else:
        form.fields["change_reason"].required = True
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and (answer := _agree(request, opened, draft, content, form)) is not None:
        return answer
    context = {
        "title": _("Plan afspreken"),
        "lead": opened.name,
        "form": form,
        "form_url": request.path,
        "began": draft.revision,
        "save_label": _("Zo spreken we het af"),
        "advice": advice_on(content, opened.wording.approach, today=today(), before=before),
        "findings": _findings(request, journey_id, content),
        "signing": signing_rules_broken(before or empty_plan(), content, opened.wording.approach),
        "is_unsigned": not is_signed_by_both(journey_id),
        "language": opened.wording.language,
    }
    return show_form(request, "caseworker/planning/_agree.html", context, invalid=form.is_bound)


def _agree(
    request: StaffRequest, opened: OpenedPlan, draft: DraftFact, content: Doc, form: AgreeForm
) -> HttpResponse | None:
    """The answer after agreeing; None when the form has to be shown again."""
    by, filled = request.actor, form.cleaned_data
    seen = request.POST.get(BEGAN, "")
    talk_on: date = filled["talk_on"]
    said = {name: filled.get(name, "").strip() for name in ("change_reason", "change_reaction")}
    try:
        began = int(seen) if seen.isdecimal() else 0
        saved = save_draft(by=by, draft_id=draft.id, began_from=began or draft.revision, content={**content, **said})
        agree_plan(by=by, draft_id=draft.id, began_from=saved.revision, agreed_on=talk_on)
    except InvalidInput as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return None
    drafts.forget(request, FORM, opened.journey.pk)
    messages.success(request, _("Het plan is vastgelegd."))
    return go_to(request, opened.url)


def go_to(request: StaffRequest, url: str) -> HttpResponse:
    """Go somewhere else than the page behind the form."""
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"HX-Redirect": url, "HX-Trigger": "rg:close"})
    return redirect(url)


def _save(request: StaffRequest, opened: OpenedPlan) -> HttpResponse:
    """Save what was sent and do what was asked with it."""
    journey_id, asked = opened.journey.pk, request.POST.get(DO, "")
    sent: QueryDict = request.POST
    draft = open_draft(by=request.actor, journey_id=journey_id)
    content = draft_content(draft.id) if draft else content_to_edit(journey_id)
    said = request.POST.get(BEGAN, "")
    began = int(said) if said.isdecimal() else 1
    if asked.startswith("weg:"):
        sent = without(sent, asked.removeprefix("weg:"))
    elif asked.startswith("omhoog:"):
        sent = moved_up(sent, asked.removeprefix("omhoog:"))
    form = PlanForm(opened.wording, content, sent)
    if not form.is_valid():
        return _show(request, opened, form, draft, began=began, status=UNPROCESSABLE)
    draft_id = draft.id if draft else start_draft(by=request.actor, journey_id=journey_id).pk
    try:
        saved = save_draft(
            by=request.actor, draft_id=draft_id, began_from=began, content=form.content, chosen=_chosen(sent)
        )
    except InvalidInput as error:
        form.errors.append(("", "", str(error)))
        return _show(request, opened, form, draft, began=began, status=UNPROCESSABLE)
    if not saved.is_saved:
        return _ask(request, opened, saved, sent)
    drafts.forget(request, FORM, journey_id)
    _tell_what_came_in(request, opened, saved)
    return _go_on(journey_id, asked)


def _chosen(sent: QueryDict) -> dict[str, str]:
    return {name.removeprefix(CHOICE): str(sent[name]) for name in sent if name.startswith(CHOICE)}


def _go_on(journey_id: int, asked: str) -> HttpResponseRedirect:
    """Back to where one was writing, or to what was asked for."""
    if asked == "afspreken":
        return redirect(reverse("plan_agree", args=[journey_id]))
    if asked == "klaar":
        return redirect(plan_url(journey_id))
    anchor = asked.partition(":")[2] if asked.startswith(("bij:", "omhoog:")) else ""
    return redirect(reverse("plan_edit", args=[journey_id]) + (f"#{anchor}" if anchor else ""))


def _tell_what_came_in(request: StaffRequest, opened: OpenedPlan, saved: Saved) -> None:
    if not saved.merged.taken or not saved.others:
        messages.success(request, _("Concept bewaard."))
        return
    who = ", ".join(sorted({other.who for other in saved.others}))
    what = ", ".join(merged_words(saved.merged, opened.wording))
    messages.info(request, _("Concept bewaard. Van %(who)s is overgenomen: %(what)s.") % {"who": who, "what": what})


def _ask(request: StaffRequest, opened: OpenedPlan, saved: Saved, sent: QueryDict) -> HttpResponse:
    """Both values side by side, with everything that was typed carried along."""
    last = saved.others[-1] if saved.others else None
    context = {
        "title": _("Jullie schreven allebei"),
        "lead": opened.name,
        "form_url": request.path,
        "questions": clash_questions(saved.merged, opened.wording),
        "carried": [(name, value) for name in sent for value in sent.getlist(name) if not name.startswith(CHOICE)],
        "settled": _chosen(sent),
        "who": last.who if last else _("jij, in een ander venster"),
        "at": words.moment_in_words(last.at) if last else "",
    }
    return render(request, "caseworker/planning/clash.html", context, status=409)


def _findings(request: StaffRequest, journey_id: int, content: Doc) -> list[Finding]:
    if not has_pip(content):
        return []
    return pip_findings(by=request.actor, journey_id=journey_id, wanted=wanted_pip(content["pip"]))


def _show(
    request: StaffRequest,
    opened: OpenedPlan,
    form: PlanForm,
    draft: DraftFact | None,
    *,
    began: int,
    status: int = 200,
) -> HttpResponse:
    journey_id, wording = opened.journey.pk, opened.wording
    evidence = route_evidence_of(by=request.actor, journey_id=journey_id)
    context: dict[str, Any] = {
        "opened": opened,
        "form": form,
        "form_url": request.path,
        "began": began,
        "draft": draft,
        "saved_words": words.moment_in_words(draft.saved_at) if draft else "",
        "plan_url": opened.url,
        "advice": advice_on(form.content_before, wording.approach, today=today(), before=version_before(journey_id)),
        "findings": _findings(request, journey_id, form.content_before),
        "evidence": evidence.in_words(wording.approach, wording.language),
        "language": wording.language,
        **catalogue(wording),
    }
    return render(request, "caseworker/planning/edit.html", context, status=status)
