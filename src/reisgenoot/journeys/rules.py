"""What a signal says in words: the texts of the rule that made it, from the journey's own approach version."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.approach.journey import Rule

TERM, CADENCE, MISSING, PROMISE, CHECK = "term", "cadence", "missing", "promise", "check"
SHORT = 50
"""Letters that fit on the row of a signal; a longer description of a check opens with the rule."""
MISSING_DIRECTOR = f"{MISSING}:director"


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule for a reader: what it asks, why, where that stands, and the button that answers it.

    ``action_kind`` is one of `reisgenoot.approach.journey.ActionKind` or ``assign_director``, ``keep_promise``.
    ``is_deadline`` is false for a window or a duration, for which nobody is ever late.
    """

    rule: str
    title: str
    why: str
    source: str
    action_label: str
    action_kind: str
    is_deadline: bool = True
    to_verify: bool = False
    description: str = ""


def rule_texts(approach: Approach, language: str = "nl") -> dict[str, RuleText]:
    """The texts of every rule that can make a signal, by `Signal.rule`, in a language."""
    found = [_missing_director(), _promise()]
    for key, term in approach.terms.items():
        why = _("binnen %(period)s") % {"period": term.within.in_words(language)}
        found.append(_of_rule(f"{TERM}:{key}", term, why, language, is_deadline=term.kind == "deadline"))
    for key, cadence in approach.cadences.items():
        why = _("elke %(period)s") % {"period": cadence.every.in_words(language)}
        found.append(_of_rule(f"{CADENCE}:{key}", cadence, why, language))
    for key, check in approach.checks.items():
        described = check.description.in_language(language) if check.description else ""
        why = described if 0 < len(described) <= SHORT else _("aandachtspunt")
        found.append(_of_rule(f"{CHECK}:{key}", check, why, language))
    return {text.rule: text for text in found}


def _of_rule(name: str, rule: Rule, why: str, language: str, *, is_deadline: bool = True) -> RuleText:
    return RuleText(
        rule=name,
        title=rule.title.in_language(language),
        why=why,
        source=rule.source,
        action_label=rule.action.label.in_language(language),
        action_kind=rule.action.kind,
        is_deadline=is_deadline,
        to_verify=rule.verify,
        description=rule.description.in_language(language) if rule.description else "",
    )


def _missing_director() -> RuleText:
    return RuleText(
        rule=MISSING_DIRECTOR,
        title=_("Regisseur toewijzen"),
        why=_("niemand is regisseur van dit traject"),
        source=_("Vaste regel: ieder traject heeft een regisseur"),
        action_label=_("Wijs een regisseur toe"),
        action_kind="assign_director",
    )


def _promise() -> RuleText:
    return RuleText(
        rule=PROMISE,
        title=_("Belofte nakomen"),
        why=_("beloofd in een gesprek"),
        source=_("Eigen belofte"),
        action_label=_("Gedaan"),
        action_kind="keep_promise",
    )
