"""What tests, levels and schooling say, in words: beside the choice of a route and on the intake."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from reisgenoot.intake.enums import DROPPED, TestKind, TestState
from reisgenoot.intake.selectors import LEVELS, RouteEvidence, TestFact
from reisgenoot.intake.services.testing import RESULTS
from reisgenoot.web.caseworker.intake.proposing import answer_word, question_title
from reisgenoot.web.caseworker.intake.scales import item_word, level_word
from reisgenoot.web.caseworker.wording import Wording
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Badge, Fact


@dataclass(frozen=True, slots=True)
class TestView:
    """One test in words, with what can be done about it."""

    __test__ = False

    title: str
    badge: Badge
    facts: list[Fact]
    actions: list[Action]


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What is known for the choice of a route: facts, and where sources do not agree."""

    facts: list[Fact]
    conflicts: list[str]


def evidence_view(wording: Wording, evidence: RouteEvidence) -> EvidenceView:
    """The evidence as facts: learnability first, then a level per skill, then schooling."""
    facts = [Fact(_("Leerbaarheidstoets"), *_learnability(wording, evidence.learnability))]
    scale = wording.approach.scales.get(LEVELS)
    if scale is not None:
        facts += [
            Fact(
                item_word(scale, skill, wording.language),
                level_word(scale, one.value, wording.language),
                note=words.day_in_words(one.on),
            )
            for skill, one in evidence.levels.items()
        ]
    facts += [
        Fact(
            question_title(wording.approach, key, wording.language),
            answer_word(wording.approach, key, code, wording.language),
        )
        for key, code in evidence.education.items()
    ]
    return EvidenceView(facts, conflict_words(wording, evidence))


def conflict_words(wording: Wording, evidence: RouteEvidence) -> list[str]:
    """Where a test and somebody's own judgement say something else."""
    scale = wording.approach.scales.get(LEVELS)
    if scale is None:
        return []
    return [
        _("%(skill)s: de toets geeft %(test)s, %(who)s schatte %(judged)s. Praat erover voor je kiest.")
        % {
            "skill": item_word(scale, one.test.item, wording.language),
            "test": level_word(scale, one.test.value, wording.language),
            "judged": level_word(scale, one.judged.value, wording.language),
            "who": one.judged.by or _("iemand"),
        }
        for one in evidence.conflicts
    ]


def test_views(wording: Wording, tests: Sequence[TestFact], *, today: date, may_write: bool) -> list[TestView]:
    """Every test of a journey in words, the newest order first."""
    return [
        TestView(
            title=str(TestKind(test.kind).label).capitalize(),
            badge=_badge(test, today),
            facts=_facts(wording, test),
            actions=_actions(test) if may_write else [],
        )
        for test in tests
    ]


def _learnability(wording: Wording, test: TestFact | None) -> tuple[str, str, str]:
    """Value, address and note of the fact."""
    if test is None:
        return _("nog niet aangevraagd"), "", ""
    if test.received_on is None:
        note = _("aangevraagd op %(day)s") % {"day": words.day_in_words(test.ordered_on)}
        return str(TestState(test.state).label), "", note
    return wording.code(RESULTS, test.result), "", _scores(test)


def _scores(test: TestFact) -> str:
    if test.score is None:
        return ""
    score = formats.number_format(test.score.normalize())
    if test.needed_score is None:
        return _("score %(score)s") % {"score": score}
    needed = formats.number_format(test.needed_score.normalize())
    return _("score %(score)s, nodig %(needed)s") % {"score": score, "needed": needed}


def _badge(test: TestFact, today: date) -> Badge:
    if test.received_on:
        return Badge(_("uitslag binnen"), "ok")
    if test.state in DROPPED:
        return Badge(str(TestState(test.state).label), "neutral")
    if test.state in (TestState.ABSENT, TestState.ABSENT_NOTICE):
        return Badge(str(TestState(test.state).label), "warning")
    waiting = words.span_in_words(test.ordered_on, today)
    return Badge(_("wacht al %(span)s op de uitslag") % {"span": waiting}, "info")


def _facts(wording: Wording, test: TestFact) -> list[Fact]:
    facts = [Fact(_("Aangevraagd"), words.day_in_words(test.ordered_on), note=test.ordered_at)]
    if test.planned_on:
        facts.append(Fact(_("Dag van de toets"), words.day_in_words(test.planned_on)))
    if test.reason:
        facts.append(Fact(_("Reden"), test.reason))
    if test.result:
        facts.append(Fact(_("Uitkomst"), wording.code(RESULTS, test.result), note=_scores(test)))
    if test.received_on:
        facts.append(Fact(_("Ontvangen"), words.day_in_words(test.received_on), note=test.received_from))
    return facts


def _actions(test: TestFact) -> list[Action]:
    title = str(TestKind(test.kind).label)
    if test.received_on or test.state in DROPPED:
        undo = reverse("test_undo", args=[test.id])
        return [Action(_("Terug"), undo, icon="undo", method="post", kind="subtle", about=title)]
    return [
        Action(_("Uitslag"), reverse("test_receive", args=[test.id]), icon="save", dialog=True, about=title),
        Action(
            _("Stand"), reverse("test_change", args=[test.id]), icon="edit", kind="subtle", dialog=True, about=title
        ),
    ]
