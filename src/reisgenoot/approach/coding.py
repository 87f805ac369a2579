"""The parts of a definition that give words a code: code lists, goals, instruments, profiles, scales."""

from typing import Literal

from pydantic import Field

from reisgenoot.approach.base import Definition, Entry, Keyed, LocalisedText, Names, Sourced, Titled
from reisgenoot.approach.periods import Period


class Worded(Entry):
    """An entry that people and files name by words; a word is compared after ``words.normalise``.

    In a word ``#`` stands for any whole number: ``contract voor # maanden``.
    """

    label: LocalisedText
    words: tuple[str, ...] = ()


class Code(Worded):
    """One value of a code list.

    Attributes
    ----------
    group        code in the list (or rung of the outcome ladder) that ``CodeList.grouped_by`` names.
    external     the same value in other registrations, for example the BRP's number.
    at_least     for a band of numbers: the lowest number in it.
    below        for a band of numbers: the first number above it.
    meaning      what it says about a person, where the label is not enough.
    """

    group: str | None = None
    external: dict[str, str] = {}
    at_least: float | None = None
    below: float | None = None
    meaning: LocalisedText | None = None


class CodeList(Titled, Sourced):
    """A closed list of values.

    ``blank`` is the code that an empty cell means in the files that use the list; without it an empty cell means
    unknown. ``grouped_by`` is the list that its groups come from (``outcomes`` for the outcome ladder).
    """

    codes: Keyed[Code]
    grouped_by: str | None = None
    blank: str | None = None


class Profile(Worded, Sourced):
    """A reading of somebody's distance to work; ``group`` is a code of the list ``profile_group``."""

    group: str
    meaning: LocalisedText
    order: int = Field(ge=1)


class MainGoal(Worded, Sourced):
    """What a plan is for; ``group`` is a code of the list ``main_goal_group``."""

    group: str


class Goal(Worded, Sourced):
    """A sub-goal of a plan.

    ``domain`` is a code of the list ``life_domain``. The report on the client journey groups the first and the second
    sub-goal with different lists, hence ``group_first`` and ``group_second`` (codes of ``subgoal_group``).
    """

    domain: str
    group_first: str
    group_second: str


class Instrument(Worded, Sourced):
    """What is deployed for a goal; ``group`` is a code of the list ``instrument_group``.

    ``own_effort`` is true where the newcomer's own effort is the instrument.
    """

    group: str
    provider: str | None = None
    offer: str | None = None
    own_effort: bool = False


class Level(Worded):
    """One step of a scale, lowest value first; ``short`` is a word for it where a whole row of steps must fit."""

    value: int
    short: LocalisedText | None = None


class DeclaredMoment(Definition):
    """A moment at which a scale is to be measured: within a period after the first of these milestones.

    Without ``within`` it is measured on the day itself. For the interim moment ``within`` is how often.
    """

    after: Names = Field(min_length=1)
    within: Period | None = None


class DeclaredMoments(Definition):
    """When a scale is measured: at the beginning, in between, at the end. A missing one is not asked for."""

    baseline: DeclaredMoment | None = None
    interim: DeclaredMoment | None = None
    closing: DeclaredMoment | None = None


class ScaleTarget(Definition):
    """The level that people of a target group work towards."""

    level: str
    applies_to: Names = ()
    source: str = Field(min_length=1)


class Scale(Titled, Sourced):
    """A way to measure: its steps, the items it is measured on (none means as a whole), and when.

    ``measure_at`` names milestones at which it is taken; ``moments`` says of which measurement one asks when it is due.
    ``targets`` are levels to work towards: the first whose target group the journey is in holds.
    """

    kind: Literal["ordinal", "pass_fail"]
    levels: Keyed[Level]
    items: Keyed["ScaleItem"] = Keyed()
    measure_at: Names = ()
    moments: DeclaredMoments = DeclaredMoments()
    targets: tuple[ScaleTarget, ...] = ()
    licence: LocalisedText | None = None


class ScaleItem(Worded):
    """One thing that a scale is measured on, for example a life domain or an indicator.

    ``criteria`` says in plain words when it is a pass, so that two raters mean the same.
    """

    criteria: LocalisedText | None = None


class OutcomeRung(Worded, Sourced):
    """A step of the outcome ladder; of several at once the lowest ``rank`` counts as the highest outcome."""

    rank: int = Field(ge=1)
    participating: bool
