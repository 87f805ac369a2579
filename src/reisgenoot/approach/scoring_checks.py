"""What is wrong with how a definition measures: scores that look at origin, codes that do not exist, moments that differ."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reisgenoot.approach.coding import Scale
from reisgenoot.approach.scoring import Scoring
from reisgenoot.approach.written import Steps

if TYPE_CHECKING:
    from reisgenoot.approach.model import Approach

Wrong = tuple[Steps, str, str]
"""Where, what is wrong, and what to do."""

NEVER_COUNTED = frozenset(
    {"country", "country_of_origin", "origin", "nationality", "birth_country", "religion", "faith", "ethnicity", "race"}
    | {"sex", "gender", "residence_permit", "questionnaire_language", "language_of_origin", "duo_group"}
)
"""Code lists that never count for a profile: origin, belief and sex, and what gives these away."""
_ALIKE = 3
"""A list that shares this many codes with one that never counts is taken for the same list under another name."""


def wrong_measuring(approach: "Approach") -> Iterator[Wrong]:
    """Everything that is wrong with scales and scores."""
    for key, scoring in approach.scoring.items():
        yield from _wrong_inputs(approach, key, scoring)
        yield from _wrong_codes(approach, key, scoring)
        yield from _wrong_profiles(approach, key, scoring)
    for key, scale in approach.scales.items():
        yield from _wrong_scale(approach, key, scale)
    yield from _wrong_baselines(approach)


def codes_asked(approach: "Approach", question: str) -> Mapping[str, object] | None:
    """The codes that can answer a question of a score; None when the approach does not ask it."""
    if question in approach.code_lists:
        return approach.code_lists[question].codes
    if question in approach.scales:
        return approach.scales[question].levels
    traits = approach.code_lists.get("characteristic")
    if traits is not None and question in traits.codes and "yes_no" in approach.code_lists:
        return approach.code_lists["yes_no"].codes
    return None


def _wrong_inputs(approach: "Approach", key: str, scoring: Scoring) -> Iterator[Wrong]:
    for question in (*scoring.questions, *(name for turn in scoring.turns for name in turn.when)):
        if question in NEVER_COUNTED or _is_one_under_another_name(approach, question):
            message = f"'{question}' mag nooit meetellen voor een profiel."
            yield (
                ("scoring", key, "questions", question),
                message,
                "Herkomst, geloof en geslacht tellen niet. Haal het weg.",
            )


def _is_one_under_another_name(approach: "Approach", question: str) -> bool:
    if question not in approach.code_lists:
        return False
    own = set(approach.code_lists[question].codes)
    others = (approach.code_lists[name].codes for name in NEVER_COUNTED if name in approach.code_lists)
    return any(len(own & set(codes)) >= min(_ALIKE, len(codes)) for codes in others)


def _wrong_codes(approach: "Approach", key: str, scoring: Scoring) -> Iterator[Wrong]:
    asked: list[tuple[str, tuple[str, ...]]] = [
        (name, tuple(question.points)) for name, question in scoring.questions.items()
    ]
    asked += [(name, codes) for turn in scoring.turns for name, codes in turn.when.items()]
    asked += [(name, ()) for name in scoring.also]
    for name, codes in asked:
        known = codes_asked(approach, name)
        steps: Steps = ("scoring", key, "questions", name)
        if known is None:
            yield steps, f"deze aanpak vraagt niet naar '{name}'.", "Noem een codelijst, een schaal of een kenmerk."
            continue
        for code in codes:
            if code not in known:
                yield steps, f"'{code}' is geen antwoord op '{name}'.", "Verbeter de spelling."


def _wrong_profiles(approach: "Approach", key: str, scoring: Scoring) -> Iterator[Wrong]:
    steps: Steps = ("scoring", key)
    named = [band.profile for band in scoring.bands] + list(scoring.never)
    named += [profile for turn in scoring.turns for profile in (turn.profile, *turn.instead_of)]
    for profile in named:
        if profile not in approach.profiles:
            yield steps, f"profiel '{profile}' bestaat niet.", "Voeg het toe aan profiles of verbeter de spelling."
    limits = [band.at_least for band in scoring.bands]
    numbers = [limit for limit in limits[:-1] if limit is not None]
    if limits[-1] is not None or len(numbers) != len(limits) - 1 or numbers != sorted(numbers, reverse=True):
        yield (*steps, "bands"), "de banden lopen niet van hoog naar laag.", "Alleen de laatste is zonder at_least."
    proposed = {band.profile for band in scoring.bands} | {turn.profile for turn in scoring.turns}
    for profile in proposed & set(scoring.never):
        yield (*steps, "never"), f"'{profile}' wordt wel voorgesteld.", "Haal het uit never of uit de banden."


def _wrong_scale(approach: "Approach", key: str, scale: Scale) -> Iterator[Wrong]:
    for name, moment in scale.moments:
        for milestone in moment.after if moment is not None else ():
            if milestone not in approach.milestones:
                yield (
                    ("scales", key, "moments", name),
                    f"'{milestone}' bestaat niet in milestones.",
                    "Voeg het daar toe.",
                )
    for target in scale.targets:
        if target.level not in scale.levels:
            yield ("scales", key, "targets"), f"'{target.level}' is geen stap van deze schaal.", "Verbeter de spelling."
        for group in target.applies_to:
            if group not in approach.target_groups:
                yield ("scales", key, "targets"), f"'{group}' bestaat niet in target_groups.", "Voeg het daar toe."


def _wrong_baselines(approach: "Approach") -> Iterator[Wrong]:
    """A check for a missing first measurement looks from the same milestones as the scale asks it."""
    for key, check in approach.checks.items():
        if check.kind not in ("baseline_missing", "closing_without_baseline"):
            continue
        for name in check.scales:
            scale = approach.scales.get(name)
            baseline = scale.moments.baseline if scale else None
            if baseline is None:
                yield (
                    ("checks", key, "scales"),
                    f"schaal '{name}' heeft geen beginmeting.",
                    "Voeg moments.baseline toe.",
                )
            elif check.kind == "baseline_missing" and set(check.after) != set(baseline.after):
                yield ("checks", key, "after"), f"schaal '{name}' begint bij iets anders.", "Noem dezelfde mijlpalen."
