"""The diagnoses of one person with the reasons of the proposed profile, and the tests beside them."""

from dataclasses import dataclass, field

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reisgenoot.intake.selectors import DiagnosisFact, diagnoses_of, route_evidence, tests_of
from reisgenoot.journeys.models import Signal
from reisgenoot.journeys.rules import CHECK
from reisgenoot.kernel.permissions import Permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.dossier.frame import show_file
from reisgenoot.web.caseworker.dossier.opened import Opened, open_file
from reisgenoot.web.caseworker.intake.evidence import evidence_view, test_views
from reisgenoot.web.caseworker.intake.proposing import ProposalView, answer_word, proposal_view, question_title
from reisgenoot.web.caseworker.wording import language_name
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Empty, Fact


@dataclass(frozen=True, slots=True)
class DiagnosisView:
    """One diagnosis in words. ``proposal`` is what its answers add up to by the approach as it is now."""

    title: str
    outcome: list[Fact]
    answers: list[Fact]
    history_url: str
    proposal: ProposalView | None = None
    actions: list[Action] = field(default_factory=list)


@page(Permission.JOURNEY_READ)
@require_safe
def dossier_diagnosis(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Tests, what they say about a route, and all diagnoses, the newest first."""
    opened = open_file(request, journey_id, part="diagnosis")
    by = request.actor
    found = diagnoses_of(by=by, journey_id=journey_id)
    may_write = opened.may(Permission.INTAKE_WRITE)
    tests = tests_of(by=by, journey_id=journey_id)
    context = {
        "diagnoses": [_view(opened, one, may_write=may_write) for one in found],
        "nothing": _nothing(opened),
        "tests": test_views(opened.wording, tests, today=opened.today, may_write=may_write),
        "evidence": evidence_view(opened.wording, route_evidence(by=by, journey_id=journey_id)),
        "record": _record(journey_id, is_again=bool(found)) if may_write else None,
        "order": _order(journey_id) if may_write else None,
        "outdated": _outdated(opened),
        "uses": _uses(opened, found),
    }
    return show_file(opened, "caseworker/dossier_diagnosis.html", "dossier_diagnosis", context)


def _record(journey_id: int, *, is_again: bool) -> Action:
    label = _("Opnieuw bekijken") if is_again else _("Diagnose vastleggen")
    return Action(label, reverse("diagnosis_new", args=[journey_id]), icon="intake")


def _order(journey_id: int) -> Action:
    return Action(_("Toets aanvragen"), reverse("test_new", args=[journey_id]), icon="add", kind="subtle", dialog=True)


def _outdated(opened: Opened) -> str:
    """Why the profile should be looked at again; empty when nothing says so. One query where the approach asks it."""
    rules = {
        f"{CHECK}:{key}": check
        for key, check in opened.wording.approach.checks.items()
        if check.kind == "profile_outdated"
    }
    if not rules:
        return ""
    signals = Signal.objects.filter(journey_id=opened.journey.pk, state="open", rule__in=rules)
    rule = signals.values_list("rule", flat=True).first()
    if rule is None:
        return ""
    about = rules[rule].description or rules[rule].title
    return about.in_language(opened.wording.language)


def _uses(opened: Opened, found: object) -> list[Fact]:
    """Where a profile is used, so that whoever gives one knows what it does."""
    if not opened.wording.approach.profiles or not found:
        return []
    lines = [Fact(_("Caseload"), _("filteren op profiel"), url=reverse("caseload"))]
    if opened.may(Permission.TABLE_READ):
        lines.append(Fact(_("Tabellen"), _("wie welk profiel heeft"), url=reverse("table", args=["profiles"])))
    lines.append(Fact(_("Team"), _("of iedere groep diagnose, plan, contact en aanbod krijgt")))
    lines.append(Fact(_("Niet voor"), _("de leerroute, de uitkering of een boete")))
    return lines


def _view(opened: Opened, one: DiagnosisFact, *, may_write: bool) -> DiagnosisView:
    wording = opened.wording
    return DiagnosisView(
        title=_("Diagnose van %(day)s") % {"day": words.day_in_words(one.on)},
        outcome=_outcome(opened, one),
        answers=[
            Fact(question_title(wording.approach, key, wording.language), _answer(opened, key, given))
            for key, given in one.answers.items()
        ],
        history_url=opened.fact_url("diagnosis", one.id),
        proposal=proposal_view(wording, one.answers) if one.answers else None,
        actions=_corrections(one) if may_write else [],
    )


def _corrections(one: DiagnosisFact) -> list[Action]:
    url = reverse("diagnosis_correct", args=[one.id])
    return [Action(_("Herstel"), url, icon="edit", kind="subtle", about=words.day_in_words(one.on))]


def _answer(opened: Opened, key: str, given: object) -> str:
    if isinstance(given, str):
        return answer_word(opened.wording.approach, key, given, opened.wording.language)
    return opened.wording.answer(key, given)


def _outcome(opened: Opened, one: DiagnosisFact) -> list[Fact]:
    profile = opened.wording.approach.profiles.get(one.profile)
    meaning = profile.meaning.in_language(opened.wording.language) if profile else ""
    lines = []
    if opened.wording.approach.profiles:
        lines.append(Fact(_("Profiel"), opened.wording.profile(one.profile) if one.profile else "", note=meaning))
    if one.profile_proposed and one.profile_proposed != one.profile:
        proposed = opened.wording.profile(one.profile_proposed)
        lines.append(Fact(_("Voorstel was"), proposed, note=one.profile_reason))
    lines += [
        Fact(_("Primair doel"), opened.wording.code("primary_goal", one.primary_goal) if one.primary_goal else ""),
        Fact(_("Vervolgadvies"), opened.wording.code("advice", one.advice) if one.advice else "", note=one.advice_text),
    ]
    if one.language:
        lines.append(Fact(_("Taal van de vragenlijst"), language_name(one.language, opened.wording.language)))
    if one.by:
        lines.append(Fact(_("Vastgelegd door"), one.by))
    return lines


def _nothing(opened: Opened) -> Empty:
    term = next((clock for clock in opened.clocks if clock.met_on is None and clock.key == "diagnosis"), None)
    told = ""
    if term:
        when = words.due_in_words(term.due_on, opened.today)
        told = _("%(title)s: %(when)s.") % {"title": term.title, "when": when}
    text = _("In de diagnose staan de uitgangssituatie, het profiel, het doel en het advies.")
    return Empty(_("Nog geen diagnose"), f"{text} {told}".strip(), icon="intake")
