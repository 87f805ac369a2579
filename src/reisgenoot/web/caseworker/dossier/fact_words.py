"""What each kind of fact says, in words."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from reisgenoot.intake.models import Diagnosis, Measurement
from reisgenoot.journeys.enums import InterpreterKind, Protection
from reisgenoot.journeys.models import Contact, Milestone
from reisgenoot.offers.models import Absence, CallUp, Enrolment, OutcomeObservation
from reisgenoot.plans.models import Plan
from reisgenoot.web.caseworker.dossier.opened import Opened
from reisgenoot.web.caseworker.intake.proposing import answer_word, question_title
from reisgenoot.web.caseworker.wording import language_name
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Fact
from reisgenoot.work.models import Job


def _day(day: date | None) -> str:
    return words.day_in_words(day) if day else ""


def _contact(opened: Opened, fact: Contact) -> list[Fact]:
    lines = [
        Fact(_("Datum"), _day(fact.occurred_on)),
        Fact(_("Soort"), fact.get_kind_display()),
        Fact(_("Uitkomst"), fact.get_outcome_display()),
        Fact(_("Verslag"), fact.text),
        Fact(_("Tolk"), interpreter_in_words(fact.with_interpreter, fact.interpreter)),
        *([Fact(_("Taal"), language_name(fact.language, opened.wording.language))] if fact.language else []),
        Fact(_("Wie waren erbij"), fact.with_whom),
        Fact(_("Wie mag dit lezen"), str(Protection(fact.protection).label)),
    ]
    if fact.promise:
        kept = _("gedaan op %(day)s") % {"day": _day(fact.promise_kept_on)} if fact.promise_kept_on else _("nog open")
        until = _("uiterlijk %(day)s") % {"day": _day(fact.promise_until)}
        since = _("niet eerder dan %(day)s") % {"day": _day(fact.promise_from)} if fact.promise_from else ""
        owner = fact.promise_owner.name if fact.promise_owner else ""
        note = ", ".join(part for part in (owner, since, until, kept) if part)
        lines.append(Fact(_("Beloofd"), fact.promise, note=note))
    if fact.next_on:
        lines.append(Fact(_("Volgende afspraak"), _day(fact.next_on)))
    return lines


def interpreter_in_words(with_interpreter: bool, kind: str) -> str:
    """How was interpreted: the kind where it is known."""
    if not with_interpreter:
        return _("zonder tolk")
    return str(InterpreterKind(kind).label) if kind else _("met tolk")


def protected_contact(opened: Opened, fact: Contact) -> list[Fact]:
    """What everybody with the file may know of a protected contact: that it was, when, and who may read it."""
    return [
        Fact(_("Datum"), _day(fact.occurred_on)),
        Fact(_("Verslag"), _("Beschermde notitie"), note=str(Protection(fact.protection).label)),
    ]


def _milestone(opened: Opened, fact: Milestone) -> list[Fact]:
    known = opened.wording.approach.milestones.get(fact.key)
    return [
        Fact(_("Mijlpaal"), opened.wording.milestone(fact.key), note=known.article or "" if known else ""),
        Fact(_("Datum"), _day(fact.occurred_on)),
        Fact(_("Opmerking"), fact.note or _("geen")),
    ]


def _diagnosis(opened: Opened, fact: Diagnosis) -> list[Fact]:
    approach, language = opened.wording.approach, opened.wording.language
    answers = [
        Fact(question_title(approach, key, language), answer_word(approach, key, str(given), language))
        for key, given in fact.answers.items()
    ]
    proposed = opened.wording.profile(fact.profile_proposed) if fact.profile_proposed else ""
    return [
        Fact(_("Datum"), _day(fact.diagnosed_on)),
        Fact(_("Profiel"), opened.wording.profile(fact.profile) if fact.profile else ""),
        *([Fact(_("Voorstel was"), proposed, note=fact.profile_reason)] if proposed else []),
        Fact(_("Primair doel"), opened.wording.code("primary_goal", fact.primary_goal) if fact.primary_goal else ""),
        Fact(_("Vervolgadvies"), opened.wording.code("advice", fact.advice) if fact.advice else ""),
        *answers,
    ]


def _plan(opened: Opened, fact: Plan) -> list[Fact]:
    main = opened.wording.main_goal(fact.main_goal) if fact.main_goal else ""
    return [
        Fact(_("Besproken op"), _day(fact.agreed_on)),
        Fact(_("Hoofddoel"), main, note=f"“{fact.main_goal_text}”" if fact.main_goal_text else ""),
        Fact(_("Samenvatting"), fact.summary),
        Fact(_("Getekend door inwoner"), _day(fact.signed_by_person_on)),
        Fact(_("Getekend door klantmanager"), _day(fact.signed_by_staff_on)),
    ]


def _measurement(opened: Opened, fact: Measurement) -> list[Fact]:
    scale = opened.wording.approach.scales.get(fact.scale)
    language = opened.wording.language
    level = scale.levels.get(fact.value) if scale else None
    item = scale.items.get(fact.item) if scale else None
    value = level.label.in_language(language) if level else fact.value
    return [
        Fact(_("Schaal"), scale.title.in_language(language) if scale else fact.scale),
        *([Fact(_("Onderdeel"), item.label.in_language(language))] if item else []),
        Fact(_("Uitkomst"), value),
        Fact(_("Gemeten op"), _day(fact.measured_on), note=fact.get_moment_display()),
        Fact(_("Volgens"), fact.get_rater_display(), note=fact.get_origin_display()),
    ]


def _enrolment(opened: Opened, fact: Enrolment) -> list[Fact]:
    lines = [
        Fact(_("Aanbod"), opened.wording.offer(fact.offer)),
        Fact(_("Aanbieder"), fact.provider.name),
        Fact(_("Begonnen op"), _day(fact.started_on)),
        Fact(_("Tot en met"), _day(fact.ended_on) or _("loopt nog")),
    ]
    if fact.dropped_out_on:
        lines.append(Fact(_("Uitgevallen op"), _day(fact.dropped_out_on)))
    return lines


def _job(opened: Opened, fact: Job) -> list[Fact]:
    ends = _day(fact.contract_ends_on) or _("zonder einddatum")
    hours = str(fact.hours_per_week.normalize()) if fact.hours_per_week else _("niet bekend")
    lines = [
        Fact(_("Werkgever"), fact.employer, note=_("proefplaatsing") if fact.is_trial else ""),
        Fact(_("Wat voor werk"), fact.occupation or _("niet bekend")),
        Fact(_("Eerste werkdag"), _day(fact.started_on)),
        Fact(_("Contract"), opened.wording.code("contract_kind", fact.contract), note=ends),
        Fact(_("Uren per week"), hours),
        Fact(_("Hoe gevonden"), fact.get_origin_display() or _("niet bekend")),
    ]
    if fact.ended_on:
        why = opened.wording.code("job_end_reason", fact.end_reason) if fact.end_reason else ""
        lines.append(Fact(_("Laatste werkdag"), _day(fact.ended_on), note=why))
    return lines


def _absence(opened: Opened, fact: Absence) -> list[Fact]:
    course = [Fact(_("Cursus"), opened.wording.offer(fact.enrolment.offer))] if fact.enrolment else []
    return [
        *course,
        Fact(_("Eerste dag"), _day(fact.from_on)),
        Fact(_("Laatste dag"), _day(fact.until_on) or _("duurt nog")),
        Fact(_("Reden"), opened.wording.code("absence_reason", fact.reason)),
        Fact(_("Gemeld op"), _day(fact.reported_on), note=fact.get_reported_by_display()),
        Fact(_("Besproken op"), _day(fact.followed_up_on) or _("nog niet"), note=fact.agreed),
    ]


def _outcome(opened: Opened, fact: OutcomeObservation) -> list[Fact]:
    named = ", ".join(opened.wording.outcome(key) for key in fact.outcomes)
    lines = [Fact(_("Datum"), _day(fact.observed_on)), Fact(_("Wat iemand deed"), named or _("geen van deze"))]
    if fact.hours_per_week:
        lines.append(Fact(_("Uren per week betaald werk"), str(fact.hours_per_week.normalize())))
    return [*lines, *([Fact(_("Toelichting"), fact.text)] if fact.text else [])]


def _call_up(opened: Opened, fact: CallUp) -> list[Fact]:
    return [
        Fact(_("Oproep"), f"{fact.activity.upper()} {fact.number}"),
        Fact(_("Verstuurd op"), _day(fact.called_on)),
        Fact(_("Reactie"), opened.wording.code(f"{fact.activity}_response", fact.response) if fact.response else ""),
    ]


WORDS: dict[str, Callable[[Opened, Any], list[Fact]]] = {
    "contact": _contact,
    "milestone": _milestone,
    "diagnosis": _diagnosis,
    "plan": _plan,
    "measurement": _measurement,
    "enrolment": _enrolment,
    "outcome": _outcome,
    "job": _job,
    "absence": _absence,
    "callup": _call_up,
}
"""By the kind of the address: the lines that say what a fact of that kind holds."""
