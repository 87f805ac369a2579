"""An approach in plain text, as a person reads it; for the command line."""

from collections.abc import Callable, Iterator

from reisgenoot.approach.base import LocalisedText, Sourced
from reisgenoot.approach.journey import Norm, Rule, Term
from reisgenoot.approach.model import Approach
from reisgenoot.approach.say import say
from reisgenoot.approach.supply import Offer


class Description:
    """Tells what an approach is in one language, section by section; an empty section is left out."""

    def __init__(self, approach: Approach, language: str = "nl") -> None:
        self.approach = approach
        self.language = language

    def lines(self) -> Iterator[str]:
        """The whole text, line by line."""
        yield from self._head()
        for section, told_by in SECTIONS.items():
            entries = getattr(self.approach, section)
            if entries:
                yield from ("", f"{self._say(section)} ({len(entries)})")
                yield from (f"  {line}" for line in told_by(self))

    def _head(self) -> Iterator[str]:
        approach = self.approach
        yield self._text(approach.title)
        yield self._text(approach.description)
        base = f", {self._say('extends')} {approach.extends}" if approach.extends else ""
        yield f"{approach.key}, {self._say('version')} {approach.version}{base}"
        yield f"{self._say('source')}: {approach.source}"
        if approach.organisation:
            yield ""
            yield f"{self._say('organisation')}: {approach.organisation.name}"
            for municipality in approach.organisation.municipalities.values():
                cluster = f" ({municipality.cluster})" if municipality.cluster else ""
                places = f": {', '.join(municipality.places)}" if municipality.places else ""
                yield f"  {municipality.name}{cluster}{places}"

    def _phases(self) -> Iterator[str]:
        for phase in self.approach.phases_in_order:
            yield f"{phase.order}. {self._text(phase.title)} ({self._say('begins_with')} {self._some(phase.begins_with)})"

    def _milestones(self) -> Iterator[str]:
        for milestone in self.approach.milestones.values():
            yield f"{self._text(milestone.title)} [{milestone.key}]" + (
                f", {milestone.article}" if milestone.article else ""
            )

    def _terms(self) -> Iterator[str]:
        for term in self.approach.terms.values():
            yield self._text(term.title)
            yield f"    {self._span(term)}; {self._say(term.starts)}; {self._say(term.end)}"
            if term.to_milestones:
                yield f"    {self._say('met_by')} {self._some(term.to_milestones)}"
            yield from self._rule(term)

    def _span(self, term: Term) -> str:
        latest = self._say("latest") if term.from_rule == "latest" and len(term.from_milestones) > 1 else ""
        start = self._some(term.from_milestones) + latest
        return self._say(term.kind).format(period=term.within.in_words(self.language), start=start)

    def _cadences(self) -> Iterator[str]:
        for cadence in self.approach.cadences.values():
            yield self._text(cadence.title)
            period, start = cadence.every.in_words(self.language), self._some(cadence.from_milestones)
            yield f"    {self._say('every').format(period=period, start=start)}"
            yield from self._rule(cadence)

    def _checks(self) -> Iterator[str]:
        for check in self.approach.checks.values():
            yield self._text(check.title)
            yield from self._rule(check)

    def _escalations(self) -> Iterator[str]:
        for one in self.approach.escalations.values():
            late, shown = (self._text(self.approach.roles[key].title) for key in (one.late_at, one.shown_to))
            yield f"{late} + {one.after.in_words(self.language)}: {shown}; {self._source(one)}"

    def _rule(self, rule: Rule) -> Iterator[str]:
        groups = [self._text(self.approach.target_groups[key].title) for key in rule.applies_to] + list(rule.clusters)
        for_whom = f"; {self._say('for')}: {', '.join(groups)}" if groups else ""
        yield f"    {self._say('who')}: {self._text(self.approach.roles[rule.acts].title)}{for_whom}"
        yield f"    {self._source(rule)}"

    def _norms(self) -> Iterator[str]:
        for norm in self.approach.norms.values():
            yield f"{self._text(norm.title)}: {self._amount(norm)}; {self._source(norm)}"

    def _caseload_norms(self) -> Iterator[str]:
        for norm in self.approach.caseload_norms.values():
            yield f"{self._text(norm.title)}: {norm.low:g}-{norm.high:g}; {self._source(norm)}"

    def _amount(self, norm: Norm) -> str:
        return f"{self._say(norm.bound)} {norm.value:g} {self._say(norm.unit)}"

    def _targets(self) -> Iterator[str]:
        for target in self.approach.targets.values():
            yield f"{self._text(target.title)}: {self._say(target.bound)} {target.share:.0%}; {self._source(target)}"

    def _rules(self) -> Iterator[str]:
        for rule in self.approach.rules.values():
            yield f"{self._text(rule.title)}. {self._text(rule.text)} {self._source(rule)}"

    def _target_groups(self) -> Iterator[str]:
        for group in self.approach.target_groups.values():
            yield f"{self._text(group.title)}; {self._source(group)}"

    def _profiles(self) -> Iterator[str]:
        for profile in sorted(self.approach.profiles.values(), key=lambda profile: profile.order):
            yield f"{profile.key} {self._text(profile.label)}: {self._text(profile.meaning)}"

    def _scoring(self) -> Iterator[str]:
        for scoring in self.approach.scoring.values():
            yield f"{self._text(scoring.title)}; {self._source(scoring)}"
            for key, question in scoring.questions.items():
                points = ", ".join(f"{code} {value:+g}" for code, value in question.points.items())
                yield f"    {key}: {points}"
            bands = ", ".join(
                f"{band.profile} >= {band.at_least:g}" for band in scoring.bands if band.at_least is not None
            )
            yield f"    {bands}, {scoring.bands[-1].profile}"

    def _scales(self) -> Iterator[str]:
        for scale in self.approach.scales.values():
            levels = ", ".join(self._text(level.label) for level in scale.levels.values())
            yield f"{self._text(scale.title)}: {levels}; {self._source(scale)}"

    def _code_lists(self) -> Iterator[str]:
        for code_list in self.approach.code_lists.values():
            codes = ", ".join(self._text(code.label) for code in code_list.codes.values())
            yield f"{self._text(code_list.title)}: {codes}; {self._source(code_list)}"

    def _main_goals(self) -> Iterator[str]:
        groups = self.approach.code_lists["main_goal_group"].codes
        for goal in self.approach.main_goals.values():
            yield f"{self._text(goal.label)} -> {self._text(groups[goal.group].label)}"

    def _goals(self) -> Iterator[str]:
        groups = self.approach.code_lists["subgoal_group"].codes
        for goal in self.approach.goals.values():
            first, second = self._text(groups[goal.group_first].label), self._text(groups[goal.group_second].label)
            yield f"{self._text(goal.label)} -> {first if first == second else f'{first} | {second}'}"

    def _instruments(self) -> Iterator[str]:
        groups = self.approach.code_lists["instrument_group"].codes
        for instrument in self.approach.instruments.values():
            yield f"{self._text(instrument.label)} -> {self._text(groups[instrument.group].label)}"

    def _offers(self) -> Iterator[str]:
        for offer in self.approach.offers.values():
            yield f"{self._text(offer.title)}: {', '.join([self._text(offer.target_group), *self._facts(offer)])}"
            yield f"    {self._source(offer)}"

    def _facts(self, offer: Offer) -> Iterator[str]:
        if offer.weeks:
            yield f"{offer.weeks} {self._say('weeks')}"
        if offer.duration:
            yield offer.duration.in_words(self.language)
        if offer.day_parts:
            yield f"{offer.day_parts:g} {self._say('day_parts')}"
        if offer.entry_levels or offer.exit_level:
            levels = self.approach.scales["cefr"].levels
            begin = "/".join(self._text(levels[key].label) for key in offer.entry_levels) or "?"
            end = self._text(levels[offer.exit_level].label) if offer.exit_level else "?"
            yield f"{begin} -> {end}"
        if offer.price_euro is not None:
            yield f"{offer.price_euro} {self._say('euro')}"

    def _outcomes(self) -> Iterator[str]:
        for rung in self.approach.outcome_ladder:
            counts = f" ({self._say('participating')})" if rung.participating else ""
            yield f"{rung.rank}. {self._text(rung.label)}{counts}"

    def _text(self, text: LocalisedText) -> str:
        return text.in_language(self.language)

    def _say(self, word: str) -> str:
        return say(word, self.language)

    def _some(self, milestones: tuple[str, ...]) -> str:
        titles = [f"'{self._text(self.approach.milestones[key].title)}'" for key in milestones]
        return self._say("or").join(titles)

    def _source(self, part: Sourced | Rule) -> str:
        return f"{self._say('source')}: {part.source}" + (f" ({self._say('verify')})" if part.verify else "")


SECTIONS: dict[str, Callable[[Description], Iterator[str]]] = {
    "phases": Description._phases,
    "milestones": Description._milestones,
    "terms": Description._terms,
    "cadences": Description._cadences,
    "checks": Description._checks,
    "escalations": Description._escalations,
    "norms": Description._norms,
    "caseload_norms": Description._caseload_norms,
    "targets": Description._targets,
    "rules": Description._rules,
    "target_groups": Description._target_groups,
    "profiles": Description._profiles,
    "scoring": Description._scoring,
    "main_goals": Description._main_goals,
    "goals": Description._goals,
    "instruments": Description._instruments,
    "offers": Description._offers,
    "outcomes": Description._outcomes,
    "scales": Description._scales,
    "code_lists": Description._code_lists,
}
"""The sections in the order of reading, with the method that tells each."""
