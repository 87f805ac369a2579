"""Reading the daily guidance of one journey. What is about health is only there for who may read health."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.functions import Coalesce

from reisgenoot.guidance.enums import Degree
from reisgenoot.guidance.models import (
    Basic,
    CentralQuestion,
    Helper,
    LadderStep,
    Obstacle,
    ObstacleAction,
)
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.models import RECORDED_BY
from reisgenoot.kernel.permissions import Permission, has_permission, require


@dataclass(frozen=True, slots=True)
class ActionFact:
    """What somebody does about an obstacle. ``who`` is a name, empty when it is the newcomer."""

    id: int
    obstacle_id: int
    what: str
    doer: str
    who: str
    due_on: date
    done_on: date | None
    is_health: bool


@dataclass(frozen=True, slots=True)
class Weighing:
    """How heavy an obstacle was from a day on."""

    on: date
    degree: str
    consequence: str
    by: str


@dataclass(frozen=True, slots=True)
class ObstacleFact:
    """One obstacle as it is held now, with its earlier weighings (newest first) and its actions (first due first)."""

    id: int
    kind: str
    is_health: bool
    since_on: date
    degree: str
    consequence: str
    solved_on: date | None
    solution: str
    history: Sequence[Weighing]
    actions: Sequence[ActionFact]

    @property
    def is_heavy(self) -> bool:
        """Whether it stands in the way of taking part now."""
        return self.solved_on is None and self.degree == Degree.HEAVY


def obstacles_of(*, by: Actor, journey_id: int) -> Sequence[ObstacleFact]:
    """The obstacles of a journey, open ones first and the heaviest of those first. Two queries."""
    require(by, Permission.JOURNEY_READ)
    may_health = has_permission(by, Permission.HEALTH_READ)
    rows = Obstacle.objects.filter(journey_id=journey_id).annotate(root=Coalesce("first_id", "pk"), writer=RECORDED_BY)
    if not may_health:
        rows = rows.filter(is_health=False)
    versions = list(rows.order_by("-weighed_on", "-pk"))
    actions = tasks_of(by=by, journey_id=journey_id)
    held = [row for row in versions if row.superseded_at is None]
    found = [_obstacle(row, versions, actions) for row in held]
    weight = {Degree.HEAVY: 0, Degree.CLEAR: 1, Degree.LIGHT: 2}
    return sorted(found, key=lambda one: (one.solved_on is not None, weight[Degree(one.degree)], one.since_on))


def _obstacle(row: Any, versions: Sequence[Any], actions: Sequence[ActionFact]) -> ObstacleFact:
    history: list[Weighing] = []
    for one in versions:
        if one.root != row.root:
            continue
        weighing = Weighing(one.weighed_on, one.degree, one.consequence, one.writer)
        same = history and (history[-1].on, history[-1].degree, history[-1].consequence) == (
            weighing.on,
            weighing.degree,
            weighing.consequence,
        )
        if not same:
            history.append(weighing)
    return ObstacleFact(
        id=row.pk,
        kind=row.kind,
        is_health=row.is_health,
        since_on=row.since_on,
        degree=row.degree,
        consequence=row.consequence,
        solved_on=row.solved_on,
        solution=row.solution,
        history=history,
        actions=[action for action in actions if action.obstacle_id == row.root],
    )


def tasks_of(*, by: Actor, journey_id: int) -> Sequence[ActionFact]:
    """What was agreed to take obstacles away, open ones first, then by day. One query."""
    require(by, Permission.JOURNEY_READ)
    rows = ObstacleAction.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    if not has_permission(by, Permission.HEALTH_READ):
        rows = rows.filter(obstacle__is_health=False)
    columns = ("pk", "obstacle_id", "what", "doer", "who", "due_on", "done_on", "obstacle__is_health")
    named = rows.annotate(who=Coalesce("staff__name", "party"))
    return [ActionFact(*values) for values in named.order_by("-done_on", "due_on", "pk").values_list(*columns)]


@dataclass(frozen=True, slots=True)
class BasicFact:
    """Where one of the basics stands."""

    id: int
    key: str
    state: str
    on: date
    helper: str
    note: str
    by: str


def basics_of(*, by: Actor, journey_id: int) -> Mapping[str, BasicFact]:
    """The basics of a journey that somebody said something about, by key. One query."""
    require(by, Permission.JOURNEY_READ)
    rows = Basic.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    columns = ("pk", "key", "state", "on", "helper", "note", RECORDED_BY)
    return {values[1]: BasicFact(*values) for values in rows.values_list(*columns)}


def ladder_of(*, by: Actor, journey_id: int) -> Sequence[Sequence[LadderStep]]:
    """The steps taken, per fact in the order they were taken, the newest fact first; withdrawn steps as well. One query.

    Steps that were undone without a reason are not among them.
    """
    require(by, Permission.JOURNEY_READ)
    rows = LadderStep.objects.filter(journey_id=journey_id).exclude(superseded_at__isnull=False, withdrawn_reason="")
    facts: dict[int, list[LadderStep]] = {}
    for row in rows.select_related("recorded_by").order_by("pk"):
        facts.setdefault(row.first_id or row.pk, []).append(row)
    return sorted(facts.values(), key=lambda steps: steps[0].pk, reverse=True)


@dataclass(frozen=True, slots=True)
class HelperFact:
    """A party that helps in an area."""

    id: int
    area: str
    party: str
    name: str
    phone: str
    note: str
    from_on: date
    until_on: date | None


def helpers_of(*, by: Actor, journey_id: int, on: date | None = None) -> Sequence[HelperFact]:
    """Who helps with what, in the order they began; ``on`` a day leaves out who stopped before it. One query."""
    require(by, Permission.JOURNEY_READ)
    rows = Helper.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    columns = ("pk", "area", "party", "name", "phone", "note", "from_on", "until_on")
    found = [HelperFact(*values) for values in rows.order_by("from_on", "pk").values_list(*columns)]
    return [one for one in found if on is None or one.until_on is None or one.until_on > on]


def areas_with_two(helpers: Sequence[HelperFact]) -> list[str]:
    """The areas in which more than one party helps: work may be done twice there."""
    parties: dict[str, set[str]] = {}
    for one in helpers:
        parties.setdefault(one.area, set()).add(one.party)
    return [area for area, named in parties.items() if len(named) > 1]


@dataclass(frozen=True, slots=True)
class QuestionFact:
    """A question of the newcomer; ``answered_on`` is missing while it is open."""

    id: int
    question: str
    owner_id: int
    owner: str
    party: str
    asked_on: date
    answer_by: date
    answered_on: date | None
    answer: str

    @property
    def days_to_answer(self) -> int | None:
        """How many days it took."""
        return (self.answered_on - self.asked_on).days if self.answered_on else None


def questions_of(*, by: Actor, journey_id: int) -> Sequence[QuestionFact]:
    """The questions of a newcomer, open ones first and of those the first due. One query."""
    require(by, Permission.JOURNEY_READ)
    rows = CentralQuestion.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    columns = ("pk", "question", "owner_id", "owner__name", "party", "asked_on", "answer_by", "answered_on", "answer")
    found = [QuestionFact(*values) for values in rows.values_list(*columns)]
    return sorted(found, key=lambda one: (one.answered_on is not None, one.answered_on or one.answer_by, one.id))
