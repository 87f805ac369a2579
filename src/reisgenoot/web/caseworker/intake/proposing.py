"""The proposed profile in plain words: every answer that counted, for how much, and what is still missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reisgenoot.approach import Approach
from reisgenoot.approach.scoring import Proposal
from reisgenoot.intake.answers import CHARACTERISTICS, possible_answers
from reisgenoot.intake.proposals import propose_profile, scoring_of
from reisgenoot.web.caseworker.wording import Wording


@dataclass(frozen=True, slots=True)
class CountedLine:
    """One answer that counted: the question, what was answered, its points as written, and why it counts."""

    question: str
    answer: str
    points: str
    why: str


@dataclass(frozen=True, slots=True)
class ProposalView:
    """The proposal in words. ``profile`` is empty while too little is known; then ``waits`` says what is needed."""

    key: str
    profile: str
    meaning: str
    total: str
    lines: list[CountedLine]
    missing: list[str]
    waits: str = ""
    could_be: str = ""
    turned: str = ""
    never: str = ""
    source: str = ""
    to_verify: bool = False

    @property
    def counted(self) -> list[CountedLine]:
        """The answers that gave or took points."""
        return [line for line in self.lines if line.points != "0"]

    @property
    def without_points(self) -> list[CountedLine]:
        """The answers that were given and changed nothing."""
        return [line for line in self.lines if line.points == "0"]


def question_title(approach: Approach, key: str, language: str) -> str:
    """A question by name: a code list, a scale, or a characteristic."""
    if key in approach.code_lists:
        return approach.code_lists[key].title.in_language(language)
    if key in approach.scales:
        return approach.scales[key].title.in_language(language)
    asked = approach.code_lists.get(CHARACTERISTICS)
    return asked.codes[key].label.in_language(language) if asked and key in asked.codes else key


def answer_word(approach: Approach, key: str, code: str, language: str) -> str:
    """An answer in words; the code itself where the approach does not know it."""
    known = possible_answers(approach, key)
    return known[code].label.in_language(language) if known and code in known else code


def proposal_view(wording: Wording, answers: Mapping[str, Any]) -> ProposalView | None:
    """The proposal for these answers; None when the approach proposes no profile."""
    approach = wording.approach
    scoring, proposal = scoring_of(approach), propose_profile(approach, answers)
    if scoring is None or proposal is None:
        return None
    profile = approach.profiles.get(proposal.profile)
    return ProposalView(
        key=proposal.profile,
        profile=wording.profile(proposal.profile) if proposal.profile else "",
        meaning=profile.meaning.in_language(wording.language) if profile else "",
        total=_points(proposal.total),
        lines=[
            CountedLine(
                question=question_title(approach, line.question, wording.language),
                answer=answer_word(approach, line.question, line.answer, wording.language),
                points=_points(line.points),
                why=scoring.questions[line.question].why.in_language(wording.language),
            )
            for line in sorted(proposal.lines, key=lambda line: -abs(line.points))
        ],
        missing=[question_title(approach, key, wording.language) for key in proposal.missing],
        waits=_waits(proposal),
        could_be=_could_be(proposal, wording),
        turned=proposal.turned_by.why.in_language(wording.language) if proposal.turned_by else "",
        never=scoring.never_why.in_language(wording.language) if scoring.never_why else "",
        source=scoring.source,
        to_verify=scoring.verify,
    )


def _waits(proposal: Proposal) -> str:
    if not proposal.still_needed:
        return ""
    text = ngettext(
        "Nog %(n)d antwoord nodig voor een voorstel.",
        "Nog %(n)d antwoorden nodig voor een voorstel.",
        proposal.still_needed,
    )
    return text % {"n": proposal.still_needed}


def _could_be(proposal: Proposal, wording: Wording) -> str:
    others = [key for key in proposal.could_be if key != proposal.profile]
    if not others or not proposal.profile:
        return ""
    named = ", ".join(wording.profile(key) for key in others)
    return _("Met de open vragen kan het ook worden: %(profiles)s.") % {"profiles": named}


def _points(points: float) -> str:
    """Points as ``+2``, ``0`` or ``−1``."""
    number = formats.number_format(abs(points), 0 if points == int(points) else 1)
    return number if not points else f"+{number}" if points > 0 else f"−{number}"
