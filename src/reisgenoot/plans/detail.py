"""A plan as its readers need it: goals with what is done for them and what both sides agreed, the path, the PIP."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.models import RECORDED_BY
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.kernel.together import Rows, read_together
from reisgenoot.plans.current import current_version
from reisgenoot.plans.enums import Party, PlanState
from reisgenoot.plans.models import (
    Agreement,
    Goal,
    PathStep,
    Pip,
    Plan,
    PlanDraft,
    PlannedInstrument,
    PlanSignature,
    UnplannedResult,
)


@dataclass(frozen=True, slots=True)
class AgreementFact:
    """Who does what by when; ``goal_ref`` is empty for an agreement of the plan as a whole."""

    id: int
    goal_ref: str
    who: str
    who_name: str
    what: str
    due_on: date | None
    done_on: date | None

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed without its being done."""
        return self.done_on is None and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class EffortFact:
    """What is done for a goal: an instrument (``key``, empty while not coded) or own effort."""

    key: str
    text: str
    is_own_effort: bool


@dataclass(frozen=True, slots=True)
class GoalDetail:
    """One goal with everything about it. ``importance`` 1 to 5, missing = not asked."""

    id: int
    ref: str
    position: int
    key: str
    text: str
    state: str
    state_on: date | None
    horizon: str
    variant: str
    domain: str
    proposed_by: str
    importance: int | None
    target_on: date | None
    evidence: str
    view_person: str
    view_staff: str
    instruments: Sequence[EffortFact] = ()
    agreements: Sequence[AgreementFact] = ()


@dataclass(frozen=True, slots=True)
class StepFact:
    """A step of the path from a first job to the dream job."""

    id: int
    position: int
    kind: str
    text: str
    target_on: date | None
    reached_on: date | None


@dataclass(frozen=True, slots=True)
class SignatureFact:
    """Who signed, how and when; ``scan_id`` is the scan of a paper."""

    id: int
    party: str
    way: str
    name: str
    signed_on: date
    drawing: str
    scan_id: int | None


@dataclass(frozen=True, slots=True)
class UnplannedFact:
    """A result that nobody planned."""

    id: int
    occurred_on: date
    domain: str
    text: str
    view_person: str
    view_staff: str
    by: str


@dataclass(frozen=True, slots=True)
class DraftFact:
    """The open draft of the next version."""

    id: int
    revision: int
    saved_by: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class PlanDetail:
    """A version of a plan. ``plan`` holds its own fields; ``agreements`` are those of the plan as a whole."""

    plan: Plan
    goals: Sequence[GoalDetail]
    agreements: Sequence[AgreementFact]
    steps: Sequence[StepFact]
    signatures: Sequence[SignatureFact]
    pip: Pip | None

    @property
    def all_agreements(self) -> list[AgreementFact]:
        """Those of the goals in order, then those of the plan."""
        return [one for goal in self.goals for one in goal.agreements] + list(self.agreements)

    @property
    def shares(self) -> tuple[int, int]:
        """How much the newcomer does and how much the municipality: agreements, and instruments without one."""
        own = sum(one.who == Party.NEWCOMER for one in self.all_agreements)
        own += sum(each.is_own_effort for goal in self.goals for each in goal.instruments)
        ours = sum(one.who == Party.MUNICIPALITY for one in self.all_agreements)
        ours += sum(not each.is_own_effort for goal in self.goals for each in goal.instruments)
        return own, ours

    @property
    def waits_for(self) -> list[str]:
        """Which parties (of `enums.Signer`) still have to sign."""
        missing = []
        if self.plan.signed_by_person_on is None:
            missing.append("person")
        if self.plan.signed_by_staff_on is None:
            missing.append("staff")
        return missing if self.plan.state in {PlanState.AGREED, PlanState.IN_FORCE} else []


def current_plan(*, by: Actor, journey_id: int) -> PlanDetail | None:
    """The version that holds now, whole; None when there is none. Three queries."""
    require(by, Permission.JOURNEY_READ)
    plan = current_version(journey_id)
    return _detail(plan) if plan else None


def plan_detail(*, by: Actor, plan_id: int) -> PlanDetail:
    """One version, whole, also one that holds no longer.

    Raises
    ------
    NotKnown   there is no such plan in the organisation, or nobody knows whose it is.
    """
    require(by, Permission.JOURNEY_READ)
    plan = Plan.objects.select_related("journey__person").filter(pk=plan_id, superseded_at__isnull=True).first()
    if plan is None or plan.journey_id is None:
        raise NotKnown
    return _detail(plan)


def unplanned_results(*, by: Actor, journey_id: int) -> Sequence[UnplannedFact]:
    """Results that nobody planned, newest first. One query."""
    require(by, Permission.JOURNEY_READ)
    rows = UnplannedResult.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    columns = ("pk", "occurred_on", "domain", "text", "view_person", "view_staff", RECORDED_BY)
    return [UnplannedFact(*values) for values in rows.order_by("-occurred_on", "-pk").values_list(*columns)]


def open_draft(*, by: Actor, journey_id: int) -> DraftFact | None:
    """The draft of the next version that is being written, with who saved it last. One query."""
    require(by, Permission.JOURNEY_READ)
    rows = PlanDraft.objects.filter(journey_id=journey_id, closed_at__isnull=True)
    found = rows.order_by("-revisions__number").values_list(
        "pk", "revision", "revisions__saved_by__name", "revisions__saved_at"
    )
    row = found.first()
    return DraftFact(row[0], row[1], row[2] or "", row[3]) if row else None


def _detail(plan: Plan) -> PlanDetail:
    """Two queries: the lists of the plan, and the PIP."""
    agreed, goals, efforts, steps, signatures = read_together(
        Plan.objects.filter(pk=plan.pk),
        _rows(AgreementFact, Agreement, plan_id=plan.pk),
        _rows(GoalDetail, Goal, without=2, plan_id=plan.pk),
        _efforts(plan.pk),
        _rows(StepFact, PathStep, plan_id=plan.pk),
        _rows(SignatureFact, PlanSignature, order="pk", plan_id=plan.signature_of_id or plan.pk),
    )
    agreements = [AgreementFact(*values) for values in agreed]
    whole = _goals([GoalDetail(*values) for values in goals], efforts, agreements)
    refs = {goal.ref for goal in whole if goal.ref}
    pips = Pip.objects.filter(journey=plan.journey_id, superseded_at__isnull=True)
    return PlanDetail(
        plan=plan,
        goals=whole,
        agreements=[one for one in agreements if one.goal_ref not in refs],
        steps=[StepFact(*values) for values in steps],
        signatures=[SignatureFact(*values) for values in signatures],
        pip=pips.order_by("-dagtekening", "-pk").first(),
    )


def _goals(
    goals: Sequence[GoalDetail], efforts: Sequence[Any], agreements: Sequence[AgreementFact]
) -> list[GoalDetail]:
    by_goal: dict[int, list[EffortFact]] = {}
    for goal_id, key, text, own in efforts:
        by_goal.setdefault(goal_id, []).append(EffortFact(key, text, own))
    return [
        replace(
            goal,
            instruments=tuple(by_goal.get(goal.id, ())),
            agreements=tuple(one for one in agreements if goal.ref and one.goal_ref == goal.ref),
        )
        for goal in goals
    ]


def _efforts(plan_id: int) -> Rows:
    rows = PlannedInstrument.objects.filter(goal__plan_id=plan_id, superseded_at__isnull=True).order_by("pk")
    return rows, ("goal_id", "key", "text", "is_own_effort")


def _rows(shape: Any, model: Any, *, order: str = "position", without: int = 0, **which: Any) -> Rows:
    """Rows that are held, as the fields of a dataclass; ``without`` its last fields, which are no columns."""
    names = list(shape.__dataclass_fields__)
    columns = names[: len(names) - without]
    return model.objects.filter(superseded_at__isnull=True, **which).order_by(order, "pk"), columns
