"""The diagnoses of one person: profile, goal and advice, and every answer in words."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reisgenoot.intake.selectors import DiagnosisFact, diagnoses_of
from reisgenoot.kernel.permissions import Permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.dossier.frame import show_file
from reisgenoot.web.caseworker.dossier.opened import Opened, open_file
from reisgenoot.web.caseworker.wording import language_name
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Empty, Fact


@dataclass(frozen=True, slots=True)
class DiagnosisView:
    """One diagnosis in words."""

    title: str
    outcome: list[Fact]
    answers: list[Fact]
    history_url: str


@page(Permission.JOURNEY_READ)
@require_safe
def dossier_diagnosis(request: StaffRequest, journey_id: int) -> HttpResponse:
    """All diagnoses, the newest first."""
    opened = open_file(request, journey_id, part="diagnosis")
    found = diagnoses_of(by=request.actor, journey_id=journey_id)
    context = {"diagnoses": [_view(opened, one) for one in found], "nothing": _nothing(opened)}
    return show_file(opened, "caseworker/dossier_diagnosis.html", "dossier_diagnosis", context)


def _view(opened: Opened, one: DiagnosisFact) -> DiagnosisView:
    return DiagnosisView(
        title=_("Diagnose van %(day)s") % {"day": words.day_in_words(one.on)},
        outcome=_outcome(opened, one),
        answers=[
            Fact(opened.wording.list_title(key), opened.wording.answer(key, given))
            for key, given in one.answers.items()
        ],
        history_url=opened.fact_url("diagnosis", one.id),
    )


def _outcome(opened: Opened, one: DiagnosisFact) -> list[Fact]:
    profile = opened.wording.approach.profiles.get(one.profile)
    meaning = profile.meaning.in_language(opened.wording.language) if profile else ""
    lines = [
        Fact(_("Profiel"), opened.wording.profile(one.profile) if one.profile else "", note=meaning),
        Fact(_("Primair doel"), opened.wording.code("primary_goal", one.primary_goal) if one.primary_goal else ""),
        Fact(_("Vervolgadvies"), opened.wording.code("advice", one.advice) if one.advice else "", note=one.advice_text),
    ]
    if one.profile_proposed and one.profile_proposed != one.profile:
        proposed = opened.wording.profile(one.profile_proposed)
        lines.insert(1, Fact(_("Voorstel was"), proposed, note=one.profile_reason))
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
