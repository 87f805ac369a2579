"""The plan of one person: goals, what both sides agreed, the path, the PIP, who signed, and taking part in offers."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission
from reisgenoot.offers.selectors import EnrolmentFact, enrolments_of
from reisgenoot.plans.advice import advice_on
from reisgenoot.plans.detail import PlanDetail, open_draft, plan_detail, unplanned_results
from reisgenoot.plans.enums import PlanState
from reisgenoot.plans.selectors import PlanVersion, plans_of
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.dossier.frame import show_file
from reisgenoot.web.caseworker.dossier.opened import Opened, open_file
from reisgenoot.web.caseworker.dossier.plan_parts import (
    EnrolmentLine,
    agreement_line,
    content_shown,
    effort_bars,
    goal_lines,
    path_lines,
    pip_facts,
    plan_facts,
    result_lines,
    signature_lines,
)
from reisgenoot.web.caseworker.planning.versions import state_badge
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Badge, Empty, Tab

VERSION = "versie"


@page(Permission.JOURNEY_READ)
@require_safe
def dossier_plan(request: StaffRequest, journey_id: int) -> HttpResponse:
    """The newest version of the plan, or the one that ``?versie=`` names."""
    opened = open_file(request, journey_id, part="plan")
    by = request.actor
    plans = plans_of(by=by, journey_id=journey_id)
    chosen = _chosen(request.GET.get(VERSION, ""), plans)
    detail = plan_detail(by=by, plan_id=chosen.id) if chosen else None
    context: dict[str, Any] = {
        "plan": chosen,
        "detail": detail,
        "versions": _versions(plans, chosen, journey_id),
        "versions_url": reverse("plan_versions", args=[journey_id]) if len(plans) > 1 else "",
        "history_url": opened.fact_url("plan", chosen.id) if chosen else "",
        "actions": _actions(opened, chosen, detail, is_newest=bool(plans) and chosen is plans[0]),
        "no_plan": _no_plan(opened),
        "enrolments": [_enrolment(opened, one) for one in enrolments_of(by=by, journey_id=journey_id)],
        "no_enrolment": Empty(_("Nog geen aanbod"), _("Cursussen en trajecten komen hier te staan."), icon="course"),
        "results": result_lines(opened, unplanned_results(by=by, journey_id=journey_id)),
        "result_url": reverse("result_new", args=[journey_id]) if opened.may(Permission.PLAN_WRITE) else "",
    }
    if chosen is not None and detail is not None:
        context |= _shown(opened, chosen, detail)
    return show_file(opened, "caseworker/dossier_plan.html", "dossier_plan", context)


def _shown(opened: Opened, chosen: PlanVersion, detail: PlanDetail) -> dict[str, Any]:
    """What stands on the page about a version."""
    holds = chosen.state in (PlanState.AGREED, PlanState.IN_FORCE)
    first, far = goal_lines(opened, detail, may_change=holds and opened.may(Permission.PLAN_WRITE))
    advice = advice_on(content_shown(detail), opened.wording.approach, today=opened.today) if holds else []
    return {
        "badge": state_badge(chosen.state),
        "facts": plan_facts(opened, detail),
        "first_goals": first,
        "far_goals": far,
        "agreements": [
            agreement_line(opened, one, may_change=holds and opened.may(Permission.PLAN_WRITE))
            for one in detail.agreements
        ],
        "steps": path_lines(opened, detail.steps),
        "effort": effort_bars(detail),
        "pip": pip_facts(opened, detail.pip) if detail.pip else [],
        "signatures": signature_lines(opened, detail),
        "signature_kept": detail.plan.signature_of_id is not None,
        "advice": advice,
    }


def _actions(opened: Opened, chosen: PlanVersion | None, detail: PlanDetail | None, *, is_newest: bool) -> list[Action]:
    """What one can do with this version: write, sign, print."""
    journey_id, found = opened.journey.pk, []
    if opened.may(Permission.PLAN_WRITE):
        draft = open_draft(by=opened.request.actor, journey_id=journey_id)
        label = _("Verder met concept") if draft else _("Plan aanpassen") if chosen else _("Plan maken")
        found.append(Action(label, reverse("plan_edit", args=[journey_id]), icon="edit", kind="primary"))
        if chosen is not None and detail is not None and is_newest and detail.waits_for:
            found.append(Action(_("Tekenen"), reverse("plan_sign", args=[chosen.id]), icon="agreement", dialog=True))
    if chosen is not None:
        found.append(Action(_("Plan als PDF"), reverse("plan_pdf", args=[chosen.id]), icon="print"))
        found.append(Action(_("Brief"), reverse("plan_letter", args=[chosen.id]), icon="letter", kind="subtle"))
    return found


def _chosen(asked: str, plans: Sequence[PlanVersion]) -> PlanVersion | None:
    if not asked:
        return plans[0] if plans else None
    found = next((plan for plan in plans if str(plan.id) == asked), None)
    if found is None:
        raise NotKnown
    return found


def _versions(plans: Sequence[PlanVersion], chosen: PlanVersion | None, journey_id: int) -> list[Tab]:
    """The versions as tabs, when there are more than one."""
    if len(plans) < 2:
        return []
    address = reverse("dossier_plan", args=[journey_id])
    return [
        Tab(words.day_in_words(plan.on), f"{address}?{VERSION}={plan.id}", current=plan is chosen) for plan in plans
    ]


def _no_plan(opened: Opened) -> Empty:
    term = next((clock for clock in opened.clocks if clock.met_on is None and "plan" in clock.key + clock.title), None)
    by_when = words.due_in_words(term.due_on, opened.today) if term else ""
    told = _("%(title)s: %(when)s.") % {"title": term.title, "when": by_when} if term else ""
    text = _("Maak het plan samen met de inwoner: doelen, wat de inwoner doet en wat de gemeente doet.")
    action = None
    if opened.may(Permission.PLAN_WRITE):
        action = Action(_("Plan maken"), reverse("plan_edit", args=[opened.journey.pk]), icon="plan")
    return Empty(_("Nog geen plan"), f"{text} {told}".strip(), action=action, icon="plan")


def _enrolment(opened: Opened, one: EnrolmentFact) -> EnrolmentLine:
    began = words.day_in_words(one.started_on)
    ended = words.day_in_words(one.ended_on) if one.ended_on else ""
    period = _("van %(start)s tot en met %(end)s") % {"start": began, "end": ended}
    if one.dropped_out_on:
        badge = Badge(_("uitgevallen op %(day)s") % {"day": words.day_in_words(one.dropped_out_on)}, "warning")
    elif one.ended_on and one.ended_on < opened.today:
        badge = Badge(_("afgerond"), "ok")
    elif one.started_on > opened.today:
        badge = Badge(_("begint nog"), "neutral", "waiting")
    else:
        badge = Badge(_("loopt"), "info", "course")
    return EnrolmentLine(
        offer=opened.wording.offer(one.offer),
        provider=one.provider,
        period=period if ended else _("sinds %(start)s") % {"start": began},
        badge=badge,
        url=opened.fact_url("enrolment", one.id),
    )
