"""How coded answers add up to a proposed profile: points per answer, bands over the total, and every reason kept.

A proposal is arithmetic that a person can follow and put aside. It never looks at where somebody comes from:
``scoring_checks`` refuses a definition that does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import Field

from reisgenoot.approach.base import Definition, Entry, Keyed, LocalisedText, Names, Sourced, Titled


class ScoredQuestion(Entry):
    """One question that counts. Its key is a code list, a scale, or a yes-or-no characteristic of the approach.

    ``points`` maps a code to its points; a code that is not named gives none. ``why`` says in plain words what the
    question has to do with the profile.
    """

    points: dict[str, float] = Field(min_length=1)
    weight: float = Field(default=1, gt=0)
    why: LocalisedText

    def of(self, code: str) -> float:
        """The weighted points that an answer gives."""
        return self.weight * self.points.get(code, 0)

    @property
    def lowest(self) -> float:
        """The fewest points any answer can give."""
        return self.weight * min(0.0, *self.points.values())

    @property
    def highest(self) -> float:
        """The most points any answer can give."""
        return self.weight * max(0.0, *self.points.values())


class Band(Definition):
    """From this total on the profile fits, until the next band begins."""

    profile: str
    at_least: float | None = None


class Turn(Definition):
    """Where one of these answers was given, another profile fits than the total alone says."""

    instead_of: Names = Field(min_length=1)
    profile: str
    when: dict[str, Names] = Field(min_length=1)
    why: LocalisedText


class Scoring(Titled, Sourced):
    """How a profile is proposed.

    Attributes
    ----------
    questions   what counts, and for how much.
    also        what is asked in the same talk and does not count.
    bands       from the highest total to the lowest; the last one has no ``at_least``.
    turns       exceptions, looked at in order after the bands.
    needed      how many questions have to be answered before anything is proposed.
    never       profiles that only a person gives; ``never_why`` says why.
    """

    questions: Keyed[ScoredQuestion]
    also: Names = ()
    bands: tuple[Band, ...] = Field(min_length=1)
    turns: tuple[Turn, ...] = ()
    needed: int = Field(default=1, ge=1)
    never: Names = ()
    never_why: LocalisedText | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One answered question in a proposal, with the points that its answer gave."""

    question: str
    answer: str
    points: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the answers add up to.

    ``profile`` is empty while too little is answered. ``missing`` are the questions without an answer; ``could_be`` the
    profiles that answers to those could still lead to, in the order of the bands. ``turned_by`` is the exception that
    decided, if one did.
    """

    profile: str
    total: float
    lines: tuple[Line, ...]
    missing: tuple[str, ...]
    could_be: tuple[str, ...]
    still_needed: int
    turned_by: Turn | None = None


def propose(scoring: Scoring, answers: Mapping[str, str]) -> Proposal:
    """Add up the answers. Pure: the same answers always give the same proposal.

    Parameters
    ----------
    answers   code per question; questions that do not count are passed over, an empty code is no answer.
    """
    given = {key: code for key in scoring.questions if (code := answers.get(key, ""))}
    lines = tuple(Line(key, code, scoring.questions[key].of(code)) for key, code in given.items())
    missing = tuple(key for key in scoring.questions if key not in given)
    total = sum(line.points for line in lines)
    lowest = total + sum(scoring.questions[key].lowest for key in missing)
    highest = total + sum(scoring.questions[key].highest for key in missing)
    still_needed = max(scoring.needed - len(lines), 0)
    profile, turn = _turned(scoring, _band_of(scoring, total), given)
    return Proposal(
        profile="" if still_needed else profile,
        total=total,
        lines=lines,
        missing=missing,
        could_be=tuple(dict.fromkeys(_between(scoring, lowest, highest, given))),
        still_needed=still_needed,
        turned_by=None if still_needed else turn,
    )


def _band_of(scoring: Scoring, total: float) -> str:
    return next(band.profile for band in scoring.bands if band.at_least is None or total >= band.at_least)


def _turned(scoring: Scoring, profile: str, given: Mapping[str, str]) -> tuple[str, Turn | None]:
    for turn in scoring.turns:
        if profile in turn.instead_of and any(given.get(key) in codes for key, codes in turn.when.items()):
            return turn.profile, turn
    return profile, None


def _between(scoring: Scoring, lowest: float, highest: float, given: Mapping[str, str]) -> Iterator[str]:
    """The profiles of every band that a total in this range can fall in."""
    above = float("inf")
    for band in scoring.bands:
        from_total = float("-inf") if band.at_least is None else band.at_least
        if from_total <= highest and lowest < above:
            yield _turned(scoring, band.profile, given)[0]
        above = from_total
