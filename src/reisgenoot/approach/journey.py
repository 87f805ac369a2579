"""The parts of a definition that shape a journey: phases, milestones, terms, cadences, norms."""

from typing import Literal, Self

from pydantic import Field, model_validator

from reisgenoot.approach.base import Definition, LocalisedText, Names, Sourced, Titled
from reisgenoot.approach.periods import Period

MilestoneKind = Literal["arrival", "legal", "contact", "diagnosis", "plan", "track", "benefit", "outcome", "end"]
"""What sort of fact a milestone is; screens choose a picture by it."""

TermKind = Literal["deadline", "duration", "window"]
"""``deadline``: somebody must act in time, late is late. ``duration``: something runs and then stops by itself.
``window``: until then something is still allowed; nothing is late afterwards."""

ActionKind = Literal[
    "record_milestone",
    "record_contact",
    "record_measurement",
    "make_plan",
    "choose_offer",
    "read_dossier",
    "open_appointment",
    "open_agenda",
    "answer_absence",
    "look_at_job",
    "activate_partner",
    "open_direction",
    "record_diagnosis",
    "check_questionnaire",
    "record_test",
    "open_handover",
]
"""Which screen answers a signal: each is one kind of address, given the journey."""


class Role(Titled):
    """Somebody who acts in the approach; terms and cadences name them by key."""


class TargetGroup(Titled, Sourced):
    """People for whom a rule holds.

    A journey belongs to it when its known code in ``code_list`` is one of ``codes``. A group without a code list is
    not derived from data: a person decides. ``also`` names groups the journey has to be in as well.
    """

    code_list: str | None = None
    codes: Names = ()
    also: Names = ()

    @model_validator(mode="after")
    def _codes_need_a_list(self) -> Self:
        if bool(self.codes) != bool(self.code_list):
            raise ValueError("een doelgroep noemt een codelijst met codes, of geen van beide")
        return self


class Phase(Titled, Sourced):
    """A stretch of the journey; it begins with the first of its milestones and ends where a later phase begins."""

    order: int = Field(ge=1)
    begins_with: Names = Field(min_length=1)


class Milestone(Titled, Sourced):
    """A dated fact in a journey.

    ``article`` is the law that gives it legal meaning; ``repeatable`` says whether it may happen more than once.
    """

    kind: MilestoneKind
    article: str | None = None
    repeatable: bool = False


class Action(Definition):
    """What a person does about a signal: the words on the button and the kind of screen behind it."""

    label: LocalisedText
    kind: ActionKind


class Rule(Titled, Sourced):
    """What terms and cadences share: for whom, who acts, what to do, how long before it shows.

    Attributes
    ----------
    applies_to    target groups; empty means everybody. A journey has to be in one of them.
    clusters      clusters of municipalities; empty means all.
    acts          key of the role that has to act.
    warn_before   how long before the due date it becomes visible as coming.
    stopped_by    milestones that take the cause away without the rule being met.
    """

    applies_to: Names = ()
    clusters: Names = ()
    acts: str
    action: Action
    warn_before: Period | None = None
    stopped_by: Names = ("journey_closed",)


class Term(Rule):
    """A length of time between milestones: within ten weeks after this, that.

    Attributes
    ----------
    from_milestones   milestones that start it; where there are several, ``from_rule`` picks the earliest or latest of
                      those that are recorded (one is enough).
    occurrence        which one counts when a milestone happened more than once.
    to_milestones     any of these meets it; empty only for a window.
    starts            whether the starting day is the first day of the term or the day after it is.
    end               ``inclusive``: the due date is the last day in time. ``exclusive``: the due date is the first
                      day that is too late (as DUO states the end of the integration term).
    extends           the term this one can make longer: while both run, only the one that is due later asks.
    """

    kind: TermKind = "deadline"
    from_milestones: Names = Field(alias="from", min_length=1)
    from_rule: Literal["earliest", "latest"] = "earliest"
    occurrence: Literal["first", "last"] = "first"
    to_milestones: Names = Field(default=(), alias="to")
    within: Period
    starts: Literal["same_day", "day_after"]
    end: Literal["inclusive", "exclusive"]
    extends: str | None = None

    @model_validator(mode="after")
    def _ends_somewhere(self) -> Self:
        if self.kind != "window" and not self.to_milestones:
            raise ValueError("een termijn heeft een mijlpaal waarmee hij gehaald is (to); alleen een window niet")
        return self


class Cadence(Rule):
    """Something that must come back: contact at least every three months.

    Counted from the last time the activity happened, else from the first ``from`` milestone; a due date is the last
    day in time. ``until`` milestones end it.
    """

    activity: str
    every: Period
    from_milestones: Names = Field(alias="from", min_length=1)
    until_milestones: Names = Field(alias="until", min_length=1)


CheckKind = Literal[
    "baseline_missing",
    "closing_without_baseline",
    "profile_outdated",
    "goals_only_work",
    "effort_one_sided",
    "agreement_due",
    "absence_unanswered",
    "illness_long",
    "partner_not_activated",
    "contract_ending",
    "obstacle_action_due",
    "basics_open",
    "interpreter_missing",
    "appointment_unrecorded",
    "talk_agreement_due",
    "handover_unreceived",
    "closing_without_handover",
    "questionnaire_unchecked",
]
"""What the software can look for in the facts. The domain package that holds the facts registers how
(``reisgenoot.journeys.checks``)."""


class Check(Rule):
    """Something that has to be in order and is no date between milestones: a goal outside work, a first measurement.

    ``within`` is how long after the cause it is due; missing means at once. ``scales`` and ``basics`` are those it
    looks at; ``after`` names the milestones that make it worth looking, ``questions`` the
    questions whose answers do.
    """

    kind: CheckKind
    within: Period | None = None
    scales: Names = ()
    basics: Names = ()
    after: Names = ()
    questions: Names = ()


class Norm(Titled, Sourced):
    """A number that law or policy sets and that is not a date: hours of a module, caseload per fte, an amount.

    ``milestone`` is the one that may not be recorded as met before the number is reached.
    """

    value: float = Field(ge=0)
    unit: Literal[
        "hours",
        "hours_per_week",
        "days",
        "day_parts_per_week",
        "days_per_week",
        "persons",
        "sub_goals",
        "obstacles",
        "euro",
        "times_per_year",
        "years_of_age",
    ]
    bound: Literal["at_least", "at_most", "about"]
    applies_to: Names = ()
    clusters: Names = ()
    milestone: str | None = None


class DecisionRule(Titled, Sourced):
    """A rule that people apply, written down so that everybody applies the same; the software never decides by it."""

    text: LocalisedText


class Target(Titled, Sourced):
    """What the approach promises itself: a share of people for an indicator, or a reading of it."""

    indicator: str
    share: float = Field(ge=0, le=1)
    bound: Literal["at_least", "at_most", "about"] = "at_least"
