"""Which step from a talk to a decision can be taken now, and which decisions may be proposed. Pure: no database.

The order of the steps, their waiting times and who may never be fined stand in the approach. What always holds stands
here: a step follows one that was taken, a decision is one decision per fact, and two laws never punish the same fact.

Source
------
Wet inburgering 2021, art. 22 and 23; Participatiewet, art. 18; Algemene wet bestuursrecht, art. 4:8 and 5:43.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.approach.guidance import LadderMeasure, LadderStep
from reisgenoot.guidance.enums import Culpability, OtherMeasure
from reisgenoot.journeys.clocks import Reached, in_group


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken about one fact, as far as the rules look at it."""

    step: str
    on: date
    ground: str = ""
    culpability: str = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """One step: ``taken_on`` when it was taken, else whether it is ``open`` now and why not."""

    key: str
    taken_on: date | None
    open: bool
    why_not: str = ""
    from_on: date | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision the law knows for a ground: ``proposed`` or not, and why not. ``most`` is the highest amount in euros."""

    key: str
    proposed: bool
    why_not: str = ""
    most: float | None = None


def is_voluntary(approach: Approach, reached: Reached) -> bool:
    """Whether guidance is still voluntary, so that there is no ladder at all: none of the beginnings was reached."""
    first = _steps(approach)[0] if approach.ladder else None
    if first is None or not first.starts_after:
        return False
    return not any(reached.get(key) for key in first.starts_after)


def rungs(approach: Approach, *, reached: Reached, taken: Sequence[Taken], today: date) -> list[Rung]:
    """Every step for one fact, in order. At most one of them is open."""
    by_step = {one.step: one for one in taken}
    voluntary = is_voluntary(approach, reached)
    found: list[Rung] = []
    for step in _steps(approach):
        if step.key in by_step:
            found.append(Rung(step.key, by_step[step.key].on, open=False))
            continue
        found.append(_not_taken(step, by_step, voluntary=voluntary, today=today))
    return found


def next_rung(found: Sequence[Rung]) -> Rung | None:
    """The step that can be taken now."""
    return next((rung for rung in found if rung.open), None)


def choices(
    approach: Approach,
    *,
    ground: str,
    codes: Mapping[str, str],
    other_measure: str = OtherMeasure.NO,
    language: str = "nl",
) -> list[Choice]:
    """The decisions for a ground, those that are not proposed with the reason. Refraining is always among them."""
    known = approach.ladder_grounds.get(ground)
    measures = [approach.ladder_measures[key] for key in known.measures] if known else []
    return [_choice(approach, measure, codes, other_measure, language) for measure in measures]


def why_never(approach: Approach, codes: Mapping[str, str], language: str) -> str:
    """What the screen says where a fine is never proposed to this person; empty where it could be."""
    for measure in approach.ladder_measures.values():
        if measure.never_for and measure.why_never and _is_shielded(approach, measure, codes) is True:
            return measure.why_never.in_language(language)
    return ""


def _steps(approach: Approach) -> list[LadderStep]:
    return sorted(approach.ladder.values(), key=lambda step: step.order)


def _not_taken(step: LadderStep, by_step: Mapping[str, Taken], *, voluntary: bool, today: date) -> Rung:
    if voluntary:
        return Rung(step.key, None, open=False, why_not=_("Begeleiding is nu nog vrijwillig."))
    if step.before and not any(key in by_step for key in step.before):
        return Rung(step.key, None, open=False, why_not=_("Eerst de stap hiervoor."))
    last = max((by_step[key].on for key in step.before if key in by_step), default=None)
    if step.needs_culpability and not _is_blamed(by_step):
        text = _("Alleen als het iemand te verwijten is. Los eerst de oorzaak op.")
        return Rung(step.key, None, open=False, why_not=text)
    if step.waiting and last and today < (from_on := step.waiting.after(last)):
        return Rung(step.key, None, open=False, why_not=_("Geef eerst tijd om het goed te maken."), from_on=from_on)
    return Rung(step.key, None, open=True)


def _is_blamed(by_step: Mapping[str, Taken]) -> bool:
    """Whether the newest judgement says that somebody can be blamed, at least in part."""
    judged = [one.culpability for one in by_step.values() if one.culpability]
    return bool(judged) and judged[-1] != Culpability.NOT


def _choice(
    approach: Approach, measure: LadderMeasure, codes: Mapping[str, str], other_measure: str, language: str
) -> Choice:
    most = approach.norms[measure.norm].value if measure.norm else None
    shielded = _is_shielded(approach, measure, codes)
    if shielded:
        said = measure.why_never.in_language(language) if measure.why_never else ""
        return Choice(measure.key, False, said, most)
    if shielded is None:
        text = _("Het is niet bekend tot welke groep iemand hoort. Zoek dat eerst uit.")
        return Choice(measure.key, False, text, most)
    if measure.law != "none" and other_measure == OtherMeasure.YES:
        text = _("Voor dit feit loopt al iets volgens de andere wet. Nooit allebei.")
        return Choice(measure.key, False, text, most)
    return Choice(measure.key, True, most=most)


def _is_shielded(approach: Approach, measure: LadderMeasure, codes: Mapping[str, str]) -> bool | None:
    """Whether this is never proposed to somebody with these codes; None when a code that decides it is not known."""
    unknown = False
    for key in measure.never_for:
        if in_group(approach, key, codes):
            return True
        code_list = approach.target_groups[key].code_list
        unknown |= bool(code_list) and not codes.get(code_list or "")
    return None if unknown else False
