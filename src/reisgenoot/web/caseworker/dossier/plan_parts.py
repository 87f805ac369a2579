"""The parts of a plan as they stand in the file: goals, agreements, path, effort, PIP, signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from reisgenoot.kernel.permissions import Permission
from reisgenoot.plans.content import Doc, completed, written
from reisgenoot.plans.detail import AgreementFact, EffortFact, GoalDetail, PlanDetail, StepFact, UnplannedFact
from reisgenoot.plans.enums import (
    GoalState,
    Horizon,
    Importance,
    Leerroute,
    Literacy,
    Party,
    Proposer,
    Signer,
    SigningWay,
    StepKind,
    Variant,
)
from reisgenoot.plans.models import Pip
from reisgenoot.web.caseworker.dossier.opened import Opened
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Badge, Fact

_STATES = {GoalState.OPEN: ("info", "soon"), GoalState.REACHED: ("ok", ""), GoalState.STOPPED: ("neutral", "close")}


@dataclass(frozen=True, slots=True)
class InstrumentLine:
    """What is done for a goal."""

    text: str
    own_effort: bool


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """Who does what by when; ``action`` marks it done or opens it again."""

    who: str
    what: str
    when: str
    badge: Badge | None
    action: Action | None


@dataclass(frozen=True, slots=True)
class PlannedGoal:
    """A goal with its state and what is done for it. ``said`` are the words of the plan where the goal was coded.

    ``about`` says in a line what it is about, who proposed it and how important it is.
    """

    text: str
    said: str
    badge: Badge
    since: date | None
    about: str
    instruments: list[InstrumentLine]
    agreements: list[AgreementLine]
    judged: list[Fact]
    action: Action | None


@dataclass(frozen=True, slots=True)
class PathLine:
    """A step of the path."""

    kind: str
    text: str
    when: str
    badge: Badge | None
    action: Action | None


@dataclass(frozen=True, slots=True)
class EffortBar:
    """How much one side does; ``percent`` of the side that does most."""

    label: str
    number: int
    percent: int
    is_ours: bool


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """Who signed and how; ``drawing`` is the path of an SVG of 400 by 120."""

    who: str
    words: str
    name: str
    drawing: str
    scan_url: str


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A result that nobody planned."""

    text: str
    note: str
    views: list[Fact]


@dataclass(frozen=True, slots=True)
class EnrolmentLine:
    """Taking part in an offer, in words."""

    offer: str
    provider: str
    period: str
    badge: Badge
    url: str


def said_otherwise(said: str, coded: str) -> str:
    """The words of the plan between quotation marks, unless they say the same as the coded goal."""
    return f"“{said}”" if said and said.casefold() != coded.casefold() else ""


def plan_facts(opened: Opened, detail: PlanDetail) -> list[Fact]:
    """The head of a version: what it is for, when it was made, and where somebody comes from and goes to."""
    plan = detail.plan
    main = opened.wording.main_goal(plan.main_goal) if plan.main_goal else ""
    said = said_otherwise(plan.main_goal_text, main)
    facts = [
        Fact(_("Hoofddoel"), main or said, note=said if main else ""),
        Fact(_("Besproken op"), words.day_in_words(plan.agreed_on) if plan.agreed_on else ""),
        Fact(_("Getekend door inwoner"), _day_or_not_yet(plan.signed_by_person_on)),
        Fact(_("Getekend door klantmanager"), _day_or_not_yet(plan.signed_by_staff_on)),
    ]
    optional = (
        (_("Waarom dit hoofddoel"), plan.main_goal_reason),
        (_("Waarom aangepast"), plan.change_reason),
        (_("Reactie van de inwoner"), plan.change_reaction),
        (_("Geldt zonder handtekening"), plan.in_force_reason),
        (_("Beëindigd"), plan.end_reason),
        (_("Eerder beroep"), plan.prior_occupation),
        (_("Diploma"), " · ".join(one for one in (plan.diploma, plan.diploma_value) if one)),
        (_("Sector die trekt"), plan.sector),
        (_("Wens of droombaan"), plan.dream_job),
        (_("Wat is haalbaar"), plan.job_talk),
    )
    return [*facts, *(Fact(label, value) for label, value in optional if value)]


def goal_lines(opened: Opened, detail: PlanDetail, *, may_change: bool) -> tuple[list[PlannedGoal], list[PlannedGoal]]:
    """The goals to begin with, and those for later."""
    lines = [(goal, _goal(opened, goal, may_change=may_change)) for goal in detail.goals]
    return (
        [line for goal, line in lines if goal.horizon != Horizon.FAR],
        [line for goal, line in lines if goal.horizon == Horizon.FAR],
    )


def agreement_line(opened: Opened, one: AgreementFact, *, may_change: bool) -> AgreementLine:
    """An agreement with the button that marks it done, or opens it again."""
    who = " · ".join(each for each in (str(Party(one.who).label), one.who_name) if each)
    badge, action = None, None
    when = words.due_in_words(one.due_on, opened.today) if one.due_on else _("zonder datum")
    if one.done_on:
        badge = Badge(_("gedaan op %(day)s") % {"day": words.day_in_words(one.done_on)}, "ok")
        when = ""
        if may_change:
            url = reverse("agreement_reopen", args=[one.id])
            action = Action(_("Toch niet"), url, icon="undo", kind="subtle", method="post", about=one.what)
    else:
        if one.is_overdue(opened.today):
            badge, when = Badge(when, "warning", "late"), ""
        if may_change:
            url = reverse("agreement_done", args=[one.id])
            action = Action(_("Gedaan"), url, icon="done", method="post", about=one.what)
    return AgreementLine(who, one.what, when, badge, action)


def path_lines(opened: Opened, steps: Sequence[StepFact]) -> list[PathLine]:
    """The path from a first job to the dream job."""
    return [_step(opened, step) for step in steps]


def effort_bars(detail: PlanDetail) -> list[EffortBar]:
    """How much the newcomer does and how much the municipality; nothing when nothing was agreed."""
    own, ours = detail.shares
    most = max(own, ours)
    if most == 0:
        return []
    return [
        EffortBar(_("inwoner"), own, round(own * 100 / most), is_ours=False),
        EffortBar(_("gemeente"), ours, round(ours * 100 / most), is_ours=True),
    ]


def pip_facts(opened: Opened, pip: Pip) -> list[Fact]:
    """The PIP in words."""
    z_hours = (pip.z_lesson_hours, pip.z_participation_hours)
    facts = [
        Fact(_("Dagtekening"), words.day_in_words(pip.dagtekening)),
        Fact(
            _("Eerste dagtekening"), words.day_in_words(pip.initial_on), note=_("hier begint de termijn van drie jaar")
        ),
        Fact(_("Leerroute"), str(Leerroute(pip.leerroute).label), note=pip.get_niveau_display() if pip.niveau else ""),
        Fact(_("Alfabetisering"), str(Literacy(pip.literacy).label)),
        Fact(_("PVT"), _planned(pip.pvt_planned_on, pip.pvt_hours)),
    ]
    if pip.leerroute != Leerroute.EDUCATION:
        facts.append(Fact(_("MAP"), _planned(pip.map_planned_on, pip.map_hours)))
    if pip.leerroute == Leerroute.Z:
        both = [_hours(hours) if hours is not None else "?" for hours in z_hours]
        facts.append(Fact(_("Z-route: lessen en participatie"), " + ".join(both), note=pip.z_reason))
    optional = (
        (_("Geschatte intensiteit"), _hours(pip.intensity_hours) if pip.intensity_hours else ""),
        (_("KNM"), _planned(pip.knm_planned_on, None)),
        (_("Mag eerst een opleiding afmaken"), _("ja") if pip.may_finish_education else ""),
        (_("Ondersteuning"), pip.support),
        (_("Afwijken van de leerbaarheidstoets"), pip.test_deviation_reason),
        (_("Route gewijzigd"), pip.route_change_reason),
        (_("Waarop de keuze steunt"), pip.route_evidence),
    )
    return [*facts, *(Fact(label, value) for label, value in optional if value)]


def signature_lines(opened: Opened, detail: PlanDetail) -> list[SignatureLine]:
    """Who signed, on which day and how."""
    plan_id = detail.plan.signature_of_id or detail.plan.pk
    return [
        SignatureLine(
            who=str(Signer(one.party).label),
            words=f"{words.day_in_words(one.signed_on)} · {SigningWay(one.way).label}",
            name=one.name,
            drawing=one.drawing,
            scan_url=reverse("plan_scan", args=[plan_id, one.scan_id]) if one.scan_id else "",
        )
        for one in detail.signatures
    ]


def result_lines(opened: Opened, results: Sequence[UnplannedFact]) -> list[ResultLine]:
    """The results that nobody planned."""
    return [
        ResultLine(
            text=one.text,
            note=" · ".join(
                each
                for each in (
                    words.day_in_words(one.occurred_on),
                    opened.wording.code("life_domain", one.domain) if one.domain else "",
                    one.by,
                )
                if each
            ),
            views=_views(one.view_person, one.view_staff),
        )
        for one in results
    ]


def content_shown(detail: PlanDetail) -> Doc:
    """The plan as the rules of advice look at it; what was reached or stopped asks nothing any more."""
    return completed(
        {
            "goals": [
                {
                    "ref": goal.ref,
                    "key": goal.key,
                    "text": goal.text,
                    "domain": goal.domain,
                    "horizon": goal.horizon or Horizon.FIRST.value,
                    "target_on": written(goal.target_on),
                    "agreements": [_agreement_doc(one) for one in goal.agreements],
                    "instruments": [{"key": one.key, "is_own_effort": one.is_own_effort} for one in goal.instruments],
                }
                for goal in detail.goals
            ],
            "agreements": [_agreement_doc(one) for one in detail.agreements],
        }
    )


def _agreement_doc(one: AgreementFact) -> Doc:
    return {"ref": str(one.id), "who": one.who, "what": one.what, "due_on": written(one.due_on or one.done_on)}


def _goal(opened: Opened, goal: GoalDetail, *, may_change: bool) -> PlannedGoal:
    kind, icon = _STATES[GoalState(goal.state)]
    coded = opened.wording.goal(goal.key) if goal.key else ""
    text = coded or goal.text
    action = None
    if may_change:
        url = reverse("goal_state", args=[goal.id])
        action = Action(_("Stand"), url, icon="goal", kind="subtle", dialog=True, about=text)
    return PlannedGoal(
        text=text,
        said=said_otherwise(goal.text, coded) if coded else "",
        badge=Badge(str(GoalState(goal.state).label), kind, icon),
        since=goal.state_on,
        about=_about(opened, goal),
        instruments=[_instrument(opened, one) for one in goal.instruments],
        agreements=[agreement_line(opened, one, may_change=may_change) for one in goal.agreements],
        judged=[
            *([Fact(_("Waaraan te zien"), goal.evidence)] if goal.evidence else []),
            *_views(goal.view_person, goal.view_staff),
        ],
        action=action,
    )


def _about(opened: Opened, goal: GoalDetail) -> str:
    said = [
        opened.wording.code("life_domain", goal.domain) if goal.domain else "",
        str(Variant.B.label) if goal.variant == Variant.B else "",
        _("streefdatum %(day)s") % {"day": words.day_in_words(goal.target_on)} if goal.target_on else "",
        _("voorgesteld: %(who)s") % {"who": Proposer(goal.proposed_by).label} if goal.proposed_by else "",
        str(Importance(goal.importance).label) if goal.importance else "",
    ]
    return " · ".join(one for one in said if one)


def _instrument(opened: Opened, one: EffortFact) -> InstrumentLine:
    return InstrumentLine(opened.wording.instrument(one.key) if one.key else one.text, one.is_own_effort)


def _step(opened: Opened, step: StepFact) -> PathLine:
    when = _("rond %(day)s") % {"day": words.day_in_words(step.target_on)} if step.target_on else ""
    badge = (
        Badge(_("bereikt op %(day)s") % {"day": words.day_in_words(step.reached_on)}, "ok") if step.reached_on else None
    )
    action = None
    if step.reached_on is None and opened.may(Permission.PLAN_WRITE):
        url = reverse("step_reached", args=[step.id])
        action = Action(_("Bereikt"), url, icon="done", method="post", about=step.text)
    return PathLine(str(StepKind(step.kind).label), step.text, when, badge, action)


def _views(person: str, staff: str) -> list[Fact]:
    both = ((_("Inwoner"), person), (_("Klantmanager"), staff))
    return [Fact(label, value) for label, value in both if value]


def _planned(day: date | None, hours: int | None) -> str:
    return ", ".join(one for one in (words.day_in_words(day) if day else "", _hours(hours) if hours else "") if one)


def _hours(hours: int) -> str:
    return _("%(n)d uur") % {"n": hours}


def _day_or_not_yet(day: date | None) -> str:
    return words.day_in_words(day) if day else _("nog niet")
