"""Reading what intake brought to light about one journey."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models

from reisgenoot.intake.conflicts import Conflict, conflicts_in
from reisgenoot.intake.enums import TestKind
from reisgenoot.intake.facts import MeasurementFact
from reisgenoot.intake.models import Diagnosis, Measurement, TestOrder
from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.models import RECORDED_BY
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.kernel.together import Rows, read_together

LEVELS = "cefr"
EDUCATION = ("education_level", "secondary_school", "primary_school")
"""What a diagnosis may say about schooling, the most telling first."""
_M = TypeVar("_M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class DiagnosisFact:
    """One diagnosis as it is held now. ``answers`` maps a code list of the approach to a code."""

    id: int
    on: date
    profile: str
    profile_proposed: str
    profile_reason: str
    primary_goal: str
    advice: str
    advice_text: str
    answers: Mapping[str, Any]
    language: str
    by: str


@dataclass(frozen=True, slots=True)
class TestFact:
    """One test as it is held now. ``result`` is a code of ``learnability_result``; scores are the test's own points."""

    __test__ = False

    id: int
    kind: str
    state: str
    ordered_on: date
    ordered_at: str
    planned_on: date | None
    exam_number: str
    reason: str
    result: str
    score: Decimal | None
    needed_score: Decimal | None
    received_on: date | None
    received_from: str
    by: str


@dataclass(frozen=True, slots=True)
class RouteEvidence:
    """What is known when a route is chosen. A missing test was never ordered; ``levels`` has the newest per skill.

    ``education`` maps a code list of the approach to a code, from the newest diagnosis that says something about it.
    """

    learnability: TestFact | None
    language: TestFact | None
    levels: Mapping[str, MeasurementFact]
    education: Mapping[str, str]
    conflicts: Sequence[Conflict]


@dataclass(frozen=True, slots=True)
class Found:
    """What intake found: the diagnoses newest first, the measurements by scale and item and oldest first."""

    diagnoses: Sequence[DiagnosisFact]
    measurements: Sequence[MeasurementFact]


def found_of(*, by: Actor, journey_id: int) -> Found:
    """The diagnoses and the measurements of a journey as they are held now. One query."""
    require(by, Permission.JOURNEY_READ)
    diagnoses, measurements = read_together(
        Journey.objects.filter(pk=journey_id), _diagnoses(journey_id), _measurements(journey_id)
    )
    return Found(
        diagnoses=[DiagnosisFact(*values) for values in diagnoses],
        measurements=[MeasurementFact(*values) for values in measurements],
    )


def diagnoses_of(*, by: Actor, journey_id: int) -> Sequence[DiagnosisFact]:
    """The diagnoses of a journey as they are held now, newest first. One query."""
    require(by, Permission.JOURNEY_READ)
    rows, columns = _diagnoses(journey_id)
    return [DiagnosisFact(*values) for values in rows.values_list(*columns)]


def measurements_of(*, by: Actor, journey_id: int) -> Sequence[MeasurementFact]:
    """The measurements of a journey as they are held now, by scale and item, oldest first. One query."""
    require(by, Permission.JOURNEY_READ)
    rows, columns = _measurements(journey_id)
    return [MeasurementFact(*values) for values in rows.values_list(*columns)]


def _diagnoses(journey_id: int) -> Rows:
    rows = Diagnosis.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    told = ("profile", "profile_proposed", "profile_reason", "primary_goal", "advice", "advice_text", "answers")
    return rows.order_by("-diagnosed_on", "-pk"), ("pk", "diagnosed_on", *told, "language", RECORDED_BY)


def _measurements(journey_id: int) -> Rows:
    rows = Measurement.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    columns = ("pk", "scale", "item", "value", "moment", "measured_on", "origin", RECORDED_BY)
    more = ("rater", "recorded_by_id", "recorded_at")
    return rows.order_by("scale", "item", "measured_on", "pk"), (*columns, *more)


def tests_of(*, by: Actor, journey_id: int) -> Sequence[TestFact]:
    """The tests of a journey as they are held now, the newest order first. One query."""
    require(by, Permission.JOURNEY_READ)
    rows = TestOrder.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    columns = ["pk", *(one.name for one in fields(TestFact) if one.name not in ("id", "by"))]
    found = rows.order_by("-ordered_on", "-pk").values_list(*columns, RECORDED_BY)
    return [TestFact(*values) for values in found]


def latest_diagnosis(*, by: Actor, journey_id: int) -> DiagnosisFact | None:
    """The newest diagnosis of a journey; None when there is none. One query."""
    return next(iter(diagnoses_of(by=by, journey_id=journey_id)), None)


def route_evidence(*, by: Actor, journey_id: int) -> RouteEvidence:
    """What the tests, the levels and the schooling say about a route. Three queries."""
    tests = tests_of(by=by, journey_id=journey_id)
    measured = [one for one in measurements_of(by=by, journey_id=journey_id) if one.scale == LEVELS]
    levels: dict[str, MeasurementFact] = {}
    for one in measured:
        if one.item not in levels or one.on >= levels[one.item].on:
            levels[one.item] = one
    told = (diagnosis.answers for diagnosis in diagnoses_of(by=by, journey_id=journey_id))
    known = next((answers for answers in told if any(answers.get(key) for key in EDUCATION)), {})
    return RouteEvidence(
        learnability=_newest(tests, TestKind.LEARNABILITY),
        language=_newest(tests, TestKind.LANGUAGE),
        levels=levels,
        education={key: str(known[key]) for key in EDUCATION if known.get(key)},
        conflicts=conflicts_in(measured),
    )


def get_diagnosis(*, by: Actor, diagnosis_id: int, permission: Permission) -> Diagnosis:
    """One diagnosis that is held, with its journey and person. Raises NotKnown. One query."""
    return _get(Diagnosis, diagnosis_id, by=by, permission=permission)


def get_measurement(*, by: Actor, measurement_id: int, permission: Permission) -> Measurement:
    """One measurement that is held, with its journey and person. Raises NotKnown. One query."""
    return _get(Measurement, measurement_id, by=by, permission=permission)


def get_test(*, by: Actor, test_id: int, permission: Permission) -> TestOrder:
    """One test that is held, with its journey and person. Raises NotKnown. One query."""
    return _get(TestOrder, test_id, by=by, permission=permission)


def _get(model: type[_M], fact_id: int, *, by: Actor, permission: Permission) -> _M:
    require(by, permission)
    held = model._default_manager.filter(pk=fact_id, superseded_at__isnull=True)
    found = held.select_related("journey__person", "recorded_by").first()
    if found is None:
        raise NotKnown
    return found


def _newest(tests: Sequence[TestFact], kind: str) -> TestFact | None:
    """The newest test of a kind; one with a result goes before one that is still under way."""
    of_kind = [test for test in tests if test.kind == kind]
    return next((test for test in of_kind if test.received_on), next(iter(of_kind), None))
