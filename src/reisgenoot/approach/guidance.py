"""The parts of a definition about daily guidance: obstacles, basics, unburdening, escalation, who helps with what."""

from typing import Literal

from pydantic import Field

from reisgenoot.approach.base import LocalisedText, Names, Sourced, Titled
from reisgenoot.approach.periods import Period

StepForm = Literal["talk", "letter", "hearing", "decision"]
"""How a step of the ladder is taken."""


class ObstacleKind(Titled, Sourced):
    """Something that stands in the way of taking part.

    ``is_health`` protects it: only who may read health sees it, and only what it means for taking part is written down.
    """

    is_health: bool = False


class Basic(Titled, Sourced):
    """One of the things that have to be in order first. ``helper`` is who helps by default, a code of the helping parties."""

    order: int = Field(ge=1)
    helper: str
    applies_to: Names = ()


class FixedCost(Titled, Sourced):
    """A fixed cost that the municipality pays during the unburdening. ``by_law`` is false for an addition of the place."""

    by_law: bool = True


class LadderGround(Titled, Sourced):
    """A duty that somebody did not meet. ``measures`` are the decisions that the law knows for it."""

    measures: Names = ()


class LadderMeasure(Titled, Sourced):
    """What a decision can be.

    Attributes
    ----------
    norm        key of the norm that holds its highest amount; missing when it has none.
    never_for   target groups for whom it is never proposed; nor where it is not known whether somebody belongs there.
    why_never   what the screen says to them.
    law         two measures of different laws never stand for the same fact.
    """

    norm: str | None = None
    never_for: Names = ()
    why_never: LocalisedText | None = None
    law: Literal["none", "integration", "benefit"] = "none"


class LadderStep(Titled, Sourced):
    """One step of the ladder from a talk to a decision, in ``order``.

    Attributes
    ----------
    before               steps of which one must have been taken for the same fact.
    waiting              how long after that step it can be taken at the earliest.
    starts_after         milestones of which one must be reached: before that, guidance is voluntary.
    needs_ground         whether the duty that was not met must be named.
    needs_culpability    whether it needs the judgement that it can be blamed on somebody.
    asks                 what has to be settled first, for who takes the step.
    """

    order: int = Field(ge=1)
    form: StepForm
    before: Names = ()
    waiting: Period | None = None
    starts_after: Names = ()
    needs_ground: bool = False
    needs_culpability: bool = False
    asks: tuple[LocalisedText, ...] = ()


class HelpArea(Titled, Sourced):
    """Something somebody may need help with, and which party gives it by default. ``order`` is that of the list."""

    order: int = Field(ge=1)
    party: str


class GuidanceLogic(Titled, Sourced):
    """A way of guiding in a talk: what one does, what it strengthens and what it can get in the way of."""

    strengthens: LocalisedText
    risk: LocalisedText
