"""The words of a scale, where it stands in somebody's journey, and which moment of measuring it is now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reisgenoot.approach import Approach
from reisgenoot.approach.coding import DeclaredMoment, Level, Scale, ScaleTarget
from reisgenoot.intake.enums import Moment
from reisgenoot.intake.facts import MeasurementFact

Reached = Mapping[str, Sequence[date]]
"""The dates of each milestone that happened, oldest first."""


@dataclass(frozen=True, slots=True)
class MomentState:
    """One agreed moment of measuring. ``due_on`` is the last day in time; both are missing when it is not its turn yet."""

    moment: Moment
    done_on: date | None = None
    due_on: date | None = None


def levels_of(scale: Scale) -> list[Level]:
    """The steps of a scale, lowest first."""
    return sorted(scale.levels.values(), key=lambda level: level.value)


def level_word(scale: Scale, key: str, language: str) -> str:
    """A step in words, with its number where people call it by that: ``3 Beperkt zelfredzaam``; ``A2``."""
    level = scale.levels.get(key)
    if level is None:
        return key
    return _numbered(level, level.label.in_language(language))


def short_word(level: Level, language: str) -> str:
    """A step in as few words as possible: ``3 beperkt``."""
    return _numbered(level, (level.short or level.label).in_language(language))


def item_word(scale: Scale, key: str, language: str) -> str:
    """A part of the scale in words; empty for the scale as a whole."""
    item = scale.items.get(key)
    return item.label.in_language(language) if item else key


def target_of(approach: Approach, scale: Scale, codes: Mapping[str, str]) -> ScaleTarget | None:
    """The level that somebody with these codes works towards, if the approach names one."""
    for target in scale.targets:
        if not target.applies_to or any(_is_in(approach, group, codes) for group in target.applies_to):
            return target
    return None


def moment_states(scale: Scale, measured: Sequence[MeasurementFact], reached: Reached) -> list[MomentState]:
    """The moments that the approach asks of this scale, and how they stand. ``measured`` is of this scale only."""
    found = []
    for moment, declared in (
        (Moment.BASELINE, scale.moments.baseline),
        (Moment.INTERIM, scale.moments.interim),
        (Moment.CLOSING, scale.moments.closing),
    ):
        if declared is not None:
            found.append(_state(moment, declared, measured, reached))
    return found


def likely_moment(measured: Sequence[MeasurementFact], states: Sequence[MomentState]) -> Moment:
    """What a measurement taken now most likely is: the first, the last once its milestone is there, else in between."""
    if not any(one.moment == Moment.BASELINE for one in measured):
        return Moment.BASELINE
    closing = next((state for state in states if state.moment == Moment.CLOSING), None)
    return Moment.CLOSING if closing and closing.due_on and not closing.done_on else Moment.INTERIM


def _state(
    moment: Moment, declared: DeclaredMoment, measured: Sequence[MeasurementFact], reached: Reached
) -> MomentState:
    dates = [one.on for one in measured if one.moment == moment]
    starts = [reached[key][0] for key in declared.after if reached.get(key)]
    since = min(starts) if starts else None
    if moment == Moment.INTERIM and measured:
        since = max(one.on for one in measured)
    if since is None:
        return MomentState(moment, done_on=max(dates, default=None))
    due = declared.within.after(since) if declared.within else since
    return MomentState(moment, done_on=max(dates, default=None), due_on=due)


def _is_in(approach: Approach, key: str, codes: Mapping[str, str]) -> bool:
    group = approach.target_groups[key]
    if not group.code_list:
        return codes.get(f"group:{key}") == "yes"
    return codes.get(group.code_list) in group.codes and all(_is_in(approach, other, codes) for other in group.also)


def _numbered(level: Level, label: str) -> str:
    return f"{level.value} {label}" if str(level.value) in level.words else label
