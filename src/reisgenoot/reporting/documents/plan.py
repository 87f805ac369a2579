"""The plan and its letter as data for a document: Dutch, and beside it the newcomer's language where we have the words.

Fixed words come from ``labels``, catalogue texts from the approach; what people wrote stays as it was written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date
from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from reisgenoot.approach import Approach
from reisgenoot.approach.base import LocalisedText
from reisgenoot.plans.detail import AgreementFact, GoalDetail, PlanDetail
from reisgenoot.plans.enums import Horizon, Variant
from reisgenoot.plans.models import Pip
from reisgenoot.reporting.documents.engine import render

LABELS = Path(__file__).resolve().parent / "labels"
DUTCH = "nl"
_IN_FIGURES = {"fa", "ti", "ar"}
"""Languages whose calendar has other months by default: their days stand in figures."""

_LEFT_TO_RIGHT, _AND_BACK = "\u2066", "\u2069"
"""A day in figures keeps its order between words that run from right to left."""

Pair = dict[str, str | None]
"""A text in Dutch and in the other language (missing where there is none, or it is the same)."""


class Labels(BaseModel):
    """The fixed words in one language; ``approved`` once a native reader has read them."""

    model_config = ConfigDict(extra="allow", frozen=True)

    approved: bool
    importance: tuple[str, ...]
    steps: Mapping[str, str]
    routes: Mapping[str, str]

    def word(self, name: str) -> str:
        """A fixed word."""
        return str((self.model_extra or {})[name])


@dataclass(frozen=True, slots=True)
class PlanPrint:
    """What the documents tell besides the plan. ``language`` is the newcomer's; ``director`` may be empty."""

    detail: PlanDetail
    approach: Approach
    name: str
    organisation: str
    director: str
    language: str
    today: date


@lru_cache(maxsize=1)
def labels() -> Mapping[str, Labels]:
    """The fixed words by language."""
    reader = YAML(typ="safe")
    files = sorted(LABELS.glob("*.yaml"))
    return {file.stem: Labels.model_validate(reader.load(file.read_text(encoding="utf-8"))) for file in files}


def is_draft(language: str) -> bool:
    """Whether nobody approved the words in this language yet."""
    found = labels().get(language)
    return found is not None and not found.approved


def plan_document(printed: PlanPrint) -> bytes:
    """The plan as an accessible PDF."""
    return render("plan", plan_data(printed), title=f"{labels()[DUTCH].word('plan')}", language=DUTCH)


def letter_document(printed: PlanPrint) -> bytes:
    """The letter that goes with the plan."""
    return render("letter", letter_data(printed), title=labels()[DUTCH].word("letter_title"), language=DUTCH)


def letter_data(printed: PlanPrint) -> dict[str, Any]:
    """The letter: greeting, lines and closing in Dutch, and in the newcomer's language."""
    plan = printed.detail.plan
    ending = "letter_signed" if plan.signed_by_person_on else "letter_sign"
    lines = ["letter_made", "letter_yours", ending, *(["letter_call"] if printed.director else [])]
    parts = []
    for language in _languages(printed.language):
        told = {
            "name": printed.name,
            "day": day_words(plan.agreed_on or printed.today, language),
            "director": printed.director,
        }
        words = labels()[language]
        parts.append(
            {
                "language": language,
                "title": words.word("letter_title"),
                "greeting": words.word("letter_greeting").format_map(told),
                "lines": [words.word(name).format_map(told) for name in lines],
                "closing": words.word("letter_closing"),
            }
        )
    return {
        "sender": printed.organisation,
        "on": day_words(printed.today, DUTCH),
        "parts": parts,
        "signed": printed.director or printed.organisation,
    }


def plan_data(printed: PlanPrint) -> dict[str, Any]:
    """The plan: every fixed word as a pair, every written word as it was written."""
    sheet = _Sheet(printed)
    detail = printed.detail
    plan = detail.plan
    return {
        "sender": printed.organisation,
        "on": day_words(printed.today, DUTCH),
        "language": sheet.other or DUTCH,
        "title": sheet.label("plan"),
        "name": printed.name,
        "facts": sheet.facts(
            ("talk", sheet.day(plan.agreed_on)),
            ("main_goal", sheet.text(printed.approach.main_goals.get(plan.main_goal), plan.main_goal_text)),
            ("dream", sheet.own(plan.dream_job)),
        ),
        "situation": {"label": sheet.label("situation"), "text": plan.summary},
        "goals": [
            {"label": sheet.label(name), "goals": [sheet.goal(goal) for goal in goals]}
            for name, goals in (
                ("first_goals", [goal for goal in detail.goals if goal.horizon != Horizon.FAR]),
                ("far_goals", [goal for goal in detail.goals if goal.horizon == Horizon.FAR]),
            )
            if goals
        ],
        "path": sheet.path(),
        "agreements": {
            "label": sheet.label("plan_agreements"),
            "head": sheet.agreement_head(),
            "rows": [sheet.agreement(one) for one in detail.agreements],
        },
        "pip": sheet.pip(detail.pip) if detail.pip else None,
        "signatures": sheet.signatures(),
    }


def day_words(day: date, language: str) -> str:
    """A day in words; in figures where the language has another calendar."""
    if language in _IN_FIGURES:
        return f"{_LEFT_TO_RIGHT}{day.day}-{day.month}-{day.year}{_AND_BACK}"
    return format_date(day, "d MMMM y", Locale.parse(language))


def _languages(language: str) -> list[str]:
    return [DUTCH, *([language] if language in labels() and language != DUTCH else [])]


class _Sheet:
    """Texts in pairs for one plan."""

    def __init__(self, printed: PlanPrint) -> None:
        self.printed = printed
        self.other = next(iter(_languages(printed.language)[1:]), None)

    def label(self, name: str) -> Pair:
        return self._pair(lambda words: words.word(name))

    def day(self, day: date | None) -> Pair | None:
        if day is None:
            return None
        return {DUTCH: day_words(day, DUTCH), "other": day_words(day, self.other) if self.other else None}

    def own(self, text: str) -> Pair | None:
        return {DUTCH: text, "other": None} if text else None

    def text(self, known: Any, own: str) -> Pair | None:
        """A text of the catalogue in both languages, with own words behind it where they say it otherwise."""
        if known is None:
            return self.own(own)
        label: LocalisedText = known.label
        said = f" ({own})" if own and own != label.nl else ""
        return {DUTCH: label.nl + said, "other": self._translated(label)}

    def facts(self, *pairs: tuple[str, Pair | None]) -> list[dict[str, Pair]]:
        return [{"label": self.label(name), "value": value} for name, value in pairs if value is not None]

    def goal(self, goal: GoalDetail) -> dict[str, Any]:
        approach = self.printed.approach
        domains = approach.code_lists["life_domain"].codes if "life_domain" in approach.code_lists else {}
        importance = goal.importance
        return {
            "title": self.text(approach.goals.get(goal.key), goal.text) or self.label("first_goals"),
            "facts": self.facts(
                ("domain", self.text(domains.get(goal.domain), "") if goal.domain else None),
                ("target", self.day(goal.target_on)),
                ("proposed", self.label(goal.proposed_by) if goal.proposed_by else None),
                ("important", self._pair(lambda words: words.importance[importance - 1]) if importance else None),
                ("state", self.label(goal.state)),
                ("plan_b", self.own("B") if goal.variant == Variant.B else None),
            ),
            "instruments_label": self.label("instruments"),
            "instruments": [
                {
                    "text": self.text(approach.instruments.get(one.key), one.text),
                    "own": self.label("own_effort") if one.is_own_effort else None,
                }
                for one in goal.instruments
            ],
            "agreements_label": self.label("agreements"),
            "head": self.agreement_head(),
            "agreements": [self.agreement(one) for one in goal.agreements],
        }

    def agreement_head(self) -> list[Pair]:
        return [self.label(name) for name in ("who", "what", "until", "done")]

    def agreement(self, one: AgreementFact) -> dict[str, Any]:
        who = self.label(one.who)
        if one.who_name:
            who = {DUTCH: f"{one.who_name} ({who[DUTCH]})", "other": who["other"]}
        return {"who": who, "what": one.what, "until": self._figures(one.due_on), "done": self._figures(one.done_on)}

    def path(self) -> dict[str, Any] | None:
        steps = self.printed.detail.steps
        if not steps:
            return None
        return {
            "label": self.label("path"),
            "steps": [
                {
                    "kind": self._step(one.kind),
                    "text": one.text,
                    "target": self._figures(one.target_on),
                    "reached": self.label("reached") if one.reached_on else None,
                }
                for one in steps
            ],
        }

    def pip(self, pip: Pip) -> dict[str, Any]:
        hours = {"pvt": (pip.pvt_planned_on, pip.pvt_hours), "map": (pip.map_planned_on, pip.map_hours)}
        hours["knm"] = (pip.knm_planned_on, None)
        return {
            "label": self.label("pip"),
            "facts": self.facts(
                ("decision_date", self.day(pip.dagtekening)),
                ("route", self._pair(lambda words: words.routes[pip.leerroute])),
                ("level", self.own(pip.get_niveau_display() if pip.niveau else "")),
                *((name, self._planned(*values)) for name, values in hours.items()),
            ),
            "support_label": self.label("support"),
            "support": pip.support,
        }

    def signatures(self) -> dict[str, Any]:
        plan = self.printed.detail.plan
        drawn = {one.party: one for one in self.printed.detail.signatures}
        lines = [
            {
                "who": self.label(label),
                "name": drawn[party].name if party in drawn else "",
                "on": self.day(day) or self.label("not_yet"),
            }
            for party, label, day in (
                ("person", "sign_newcomer", plan.signed_by_person_on),
                ("staff", "sign_staff", plan.signed_by_staff_on),
            )
        ]
        return {"label": self.label("signatures"), "lines": lines}

    def _step(self, kind: str) -> Pair:
        return self._pair(lambda words: words.steps[kind])

    def _planned(self, day: date | None, hours: int | None) -> Pair | None:
        if day is None and hours is None:
            return None

        def said(language: str) -> str:
            amount = f"{hours} {labels()[language].word('hours')}" if hours else ""
            return ", ".join(one for one in (day_words(day, language) if day else "", amount) if one)

        return {DUTCH: said(DUTCH), "other": said(self.other) if self.other else None}

    def _figures(self, day: date | None) -> str:
        return f"{day.day}-{day.month}-{day.year}" if day else ""

    def _pair(self, word: Any) -> Pair:
        known = labels()
        return {DUTCH: word(known[DUTCH]), "other": word(known[self.other]) if self.other else None}

    def _translated(self, text: LocalisedText) -> str | None:
        """The text in the other language; None where the approach has no translation."""
        if self.other is None:
            return None
        translation: str | None = getattr(text, self.other, None)
        return translation
