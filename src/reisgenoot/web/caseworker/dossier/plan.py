"""The plan of one person: goals, what is done for them, who signed, and in which offers somebody takes part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission
from reisgenoot.offers.selectors import EnrolmentFact, enrolments_of
from reisgenoot.plans.enums import GoalState
from reisgenoot.plans.selectors import GoalFact, InstrumentFact, PlanVersion, goals_of, plans_of
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.dossier.frame import show_file
from reisgenoot.web.caseworker.dossier.opened import Opened, open_file
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Badge, Empty, Fact, Tab

VERSION = "versie"
_STATES = {GoalState.OPEN: ("info", "soon"), GoalState.REACHED: ("ok", ""), GoalState.STOPPED: ("neutral", "close")}


@dataclass(frozen=True, slots=True)
class InstrumentLine:
    """What is done for a goal."""

    text: str
    own_effort: bool


@dataclass(frozen=True, slots=True)
class PlannedGoal:
    """A goal with its state and what is done for it. ``said`` are the words of the plan where the goal was coded."""

    text: str
    said: str
    badge: Badge
    since: date | None
    instruments: list[InstrumentLine]


@dataclass(frozen=True, slots=True)
class EnrolmentLine:
    """Taking part in an offer, in words."""

    offer: str
    provider: str
    period: str
    badge: Badge
    url: str


@page(Permission.JOURNEY_READ)
@require_safe
def dossier_plan(request: StaffRequest, journey_id: int) -> HttpResponse:
    """The newest version of the plan, or the one that ``?versie=`` names."""
    opened = open_file(request, journey_id, part="plan")
    plans = plans_of(by=request.actor, journey_id=journey_id)
    chosen = _chosen(request.GET.get(VERSION, ""), plans)
    goals = goals_of(by=request.actor, plan_id=chosen.id) if chosen else []
    context = {
        "plan": chosen,
        "facts": _facts(opened, chosen) if chosen else [],
        "goals": [_goal(opened, goal) for goal in goals],
        "versions": _versions(plans, chosen, journey_id),
        "history_url": opened.fact_url("plan", chosen.id) if chosen else "",
        "no_plan": _no_plan(opened),
        "enrolments": [_enrolment(opened, one) for one in enrolments_of(by=request.actor, journey_id=journey_id)],
        "no_enrolment": Empty(_("Nog geen aanbod"), _("Cursussen en trajecten komen hier te staan."), icon="course"),
    }
    return show_file(opened, "caseworker/dossier_plan.html", "dossier_plan", context)


def _chosen(asked: str, plans: Sequence[PlanVersion]) -> PlanVersion | None:
    if not asked:
        return plans[0] if plans else None
    found = next((plan for plan in plans if str(plan.id) == asked), None)
    if found is None:
        raise NotKnown
    return found


def _facts(opened: Opened, plan: PlanVersion) -> list[Fact]:
    main = opened.wording.main_goal(plan.main_goal) if plan.main_goal else ""
    said = said_otherwise(plan.main_goal_text, main)
    return [
        Fact(_("Hoofddoel"), main or said, note=said if main else ""),
        Fact(_("Besproken op"), words.day_in_words(plan.agreed_on) if plan.agreed_on else ""),
        Fact(_("Getekend door inwoner"), _day_or_not_yet(plan.signed_by_person_on)),
        Fact(_("Getekend door klantmanager"), _day_or_not_yet(plan.signed_by_staff_on)),
    ]


def said_otherwise(said: str, coded: str) -> str:
    """The words of the plan between quotation marks, unless they say the same as the coded goal."""
    return f"“{said}”" if said and said.casefold() != coded.casefold() else ""


def _day_or_not_yet(day: date | None) -> str:
    return words.day_in_words(day) if day else _("nog niet")


def _goal(opened: Opened, goal: GoalFact) -> PlannedGoal:
    kind, icon = _STATES[GoalState(goal.state)]
    coded = opened.wording.goal(goal.key) if goal.key else ""
    return PlannedGoal(
        text=coded or goal.text,
        said=said_otherwise(goal.text, coded) if coded else "",
        badge=Badge(str(GoalState(goal.state).label), kind, icon),
        since=goal.state_on,
        instruments=[_instrument(opened, one) for one in goal.instruments],
    )


def _instrument(opened: Opened, one: InstrumentFact) -> InstrumentLine:
    return InstrumentLine(opened.wording.instrument(one.key) if one.key else one.text, one.is_own_effort)


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
    return Empty(_("Nog geen plan"), f"{text} {told}".strip(), icon="plan")


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
