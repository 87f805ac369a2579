"""The chapters about the journey: phases, milestones, terms, cadences, norms, agreements, targets."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from reisgenoot.approach.escalation import Escalation
from reisgenoot.approach.journey import Cadence, Check, DecisionRule, Norm, Phase, Rule, Target, Term
from reisgenoot.web.components.actions import Fact
from reisgenoot.web.components.tables import Cell, Column, Row, Table
from reisgenoot.web.policy.approach.chapters import Chapter, Passage, Step, Teller, known


def journey_chapters(tell: Teller) -> Iterator[Chapter]:
    """The chapters in reading order; one that holds nothing is left out by the page."""
    yield _phases(tell)
    yield _milestones(tell)
    yield _passages(
        tell,
        "terms",
        _("Termijnen"),
        _("Wat binnen welke tijd gebeurt. De dossiers en Vandaag rekenen hiermee."),
        _term,
    )
    yield _passages(tell, "cadences", _("Ritme"), _("Wat steeds terugkomt zolang het traject loopt."), _cadence)
    yield _passages(
        tell, "checks", _("Aandachtspunten"), _("Wat in orde hoort te zijn; anders komt het op Vandaag."), _check
    )
    yield _passages(
        tell, "escalations", _("Als het blijft liggen"), _("Wie het ook ziet als iets lang te laat is."), _escalation
    )
    yield _passages(tell, "norms", _("Normen"), _("Getallen die wet of beleid noemt."), _norm)
    yield _passages(
        tell,
        "rules",
        _("Afspraken"),
        _("Regels die mensen toepassen. De software beslist er nooit mee."),
        _agreement,
    )
    yield _passages(tell, "targets", _("Streefcijfers"), _("Wat deze aanpak zichzelf voorneemt."), _target)


def _passages(tell: Teller, section: str, title: str, lead: str, told: Callable[[Teller, Any], Passage]) -> Chapter:
    entries = getattr(tell.approach, section).values()
    return Chapter(section, title, lead, passages=[told(tell, entry) for entry in entries])


def _phases(tell: Teller) -> Chapter:
    steps = [_step(tell, phase) for phase in tell.approach.phases_in_order]
    lead = _("Een fase begint met een mijlpaal en duurt tot de volgende fase begint.")
    return Chapter("phases", _("Fasen"), lead, steps=steps)


def _step(tell: Teller, phase: Phase) -> Step:
    return Step(
        key=phase.key,
        title=tell.text(phase.title),
        text=tell.text(phase.description),
        milestones=tell.titles("milestones", phase.begins_with),
        source=phase.source,
        to_verify=phase.verify,
    )


def _milestones(tell: Teller) -> Chapter:
    kinds = {
        "arrival": _("aankomst"),
        "legal": _("wet"),
        "contact": _("contact"),
        "diagnosis": _("diagnose"),
        "plan": _("plan"),
        "track": _("traject"),
        "benefit": _("uitkering"),
        "outcome": _("uitkomst"),
        "end": _("einde"),
    }
    rows = [
        Row(
            [
                Cell(tell.text(milestone.title), sub=tell.text(milestone.description)),
                Cell(kinds[milestone.kind], sub=_("kan vaker") if milestone.repeatable else ""),
                Cell(milestone.article or ""),
                tell.source_cell(milestone),
            ]
        )
        for milestone in tell.approach.milestones.values()
    ]
    columns = [
        Column("title", _("Mijlpaal")),
        Column("kind", _("Soort")),
        Column("article", _("Wetsartikel")),
        Column("source", _("Bron")),
    ]
    title = _("Mijlpalen")
    lead = _("Momenten met een datum. Fasen, termijnen en tabellen rekenen ermee.")
    return Chapter("milestones", title, lead, tables=[Table(title, columns, rows)])


def _term(tell: Teller, term: Term) -> Passage:
    start = _start(tell, term)
    met = tell.one_of(tell.titles("milestones", term.to_milestones))
    words = {"period": tell.period(term.within), "start": start, "end": met}
    sentence = {
        "deadline": _("Binnen %(period)s na %(start)s komt %(end)s."),
        "duration": _("Duurt %(period)s, van %(start)s tot %(end)s."),
        "window": _("Kan tot %(period)s na %(start)s."),
    }[term.kind] % words
    first = _("de dag zelf telt mee") if term.starts == "same_day" else _("de dag erna is de eerste dag")
    last = (
        _("op de genoemde datum is het nog op tijd")
        if term.end == "inclusive"
        else _("de genoemde datum is de eerste dag te laat")
    )
    counting = [Fact(_("Tellen"), f"{first}; {last}")]
    return _told(tell, term, sentence, counting)


def _start(tell: Teller, term: Term) -> str:
    names = tell.titles("milestones", term.from_milestones)
    if len(names) > 1:
        which = _("de laatste van") if term.from_rule == "latest" else _("de eerste van")
        return f"{which} {tell.one_of(names)}"
    return tell.one_of(names)


def _cadence(tell: Teller, cadence: Cadence) -> Passage:
    sentence = _("Ten minste elke %(period)s: %(activity)s, vanaf %(start)s.") % {
        "period": tell.period(cadence.every),
        "activity": tell.label("activity", cadence.activity),
        "start": tell.one_of(tell.titles("milestones", cadence.from_milestones)),
    }
    ends = Fact(_("Houdt op bij"), ", ".join(tell.titles("milestones", cadence.until_milestones)))
    return _told(tell, cadence, sentence, [ends])


def _check(tell: Teller, check: Check) -> Passage:
    sentence = _("Zodra het zo is.")
    if check.within:
        sentence = _("Binnen %(period)s nadat het zo is.") % {"period": tell.period(check.within)}
    return _told(tell, check, sentence, [])


def _escalation(tell: Teller, escalation: Escalation) -> Passage:
    sentence = _("%(period)s na de uiterste dag van %(who)s ziet %(other)s het ook.") % {
        "period": tell.period(escalation.after),
        "who": tell.one_of(tell.titles("roles", [escalation.late_at])),
        "other": tell.one_of(tell.titles("roles", [escalation.shown_to])),
    }
    return Passage(
        key=escalation.key,
        title=tell.text(escalation.title),
        sentence=sentence,
        text=tell.text(escalation.description),
        facts=[],
        source=escalation.source,
        to_verify=escalation.verify,
    )


def _told(tell: Teller, rule: Rule, sentence: str, facts: list[Fact]) -> Passage:
    """What terms and cadences share: for whom, who acts, what to do, when it shows."""
    clusters = tell.approach.organisation.clusters if tell.approach.organisation else {}
    before = _("%(period)s van tevoren") % {"period": tell.period(rule.warn_before)} if rule.warn_before else ""
    shared = [
        Fact(_("Wie"), ", ".join(tell.titles("roles", [rule.acts]))),
        Fact(_("Geldt voor"), ", ".join(tell.titles("target_groups", rule.applies_to))),
        Fact(_("Cluster"), ", ".join(clusters[key].name for key in rule.clusters if key in clusters)),
        *facts,
        Fact(_("Op Vandaag"), before),
        Fact(_("Wat te doen"), tell.text(rule.action.label)),
        Fact(_("Vervalt bij"), ", ".join(tell.titles("milestones", rule.stopped_by))),
    ]
    return Passage(
        key=rule.key,
        title=tell.text(rule.title),
        sentence=sentence,
        text=tell.text(rule.description),
        facts=known(shared),
        source=rule.source,
        to_verify=rule.verify,
    )


def bound_in_words(bound: str) -> str:
    """Which side of a number is meant."""
    return {"at_least": _("ten minste"), "at_most": _("hoogstens"), "about": _("ongeveer")}[bound]


def _norm(tell: Teller, norm: Norm) -> Passage:
    units = {
        "hours": _("uur"),
        "hours_per_week": _("uur per week"),
        "day_parts_per_week": _("dagdelen per week"),
        "days_per_week": _("dagen per week"),
        "persons": _("personen"),
        "euro": _("euro"),
        "times_per_year": _("keer per jaar"),
        "sub_goals": _("doelen"),
        "obstacles": _("belemmeringen"),
        "days": _("dagen"),
        "years_of_age": _("jaar oud"),
    }
    facts = [
        Fact(_("Geldt voor"), ", ".join(tell.titles("target_groups", norm.applies_to))),
        Fact(_("Nodig voor"), ", ".join(tell.titles("milestones", [norm.milestone] if norm.milestone else []))),
    ]
    return Passage(
        key=norm.key,
        title=tell.text(norm.title),
        sentence=f"{bound_in_words(norm.bound).capitalize()} {tell.number(norm.value)} {units[norm.unit]}.",
        text=tell.text(norm.description),
        facts=known(facts),
        source=norm.source,
        to_verify=norm.verify,
    )


def _agreement(tell: Teller, rule: DecisionRule) -> Passage:
    return Passage(
        key=rule.key,
        title=tell.text(rule.title),
        text=tell.text(rule.text),
        source=rule.source,
        to_verify=rule.verify,
    )


def _target(tell: Teller, target: Target) -> Passage:
    share = f"{tell.number(round(target.share * 100, 1))} %"
    return Passage(
        key=target.key,
        title=tell.text(target.title),
        sentence=f"{bound_in_words(target.bound).capitalize()} {share}.",
        text=tell.text(target.description),
        source=target.source,
        to_verify=target.verify,
    )
