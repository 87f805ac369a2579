"""Reading what intake brought to light about one journey."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reisgenoot.intake.models import Diagnosis, Measurement
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.models import RECORDED_BY
from reisgenoot.kernel.permissions import Permission, require


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
class MeasurementFact:
    """One value on one item of a scale; ``value`` is the key of the level."""

    id: int
    scale: str
    item: str
    value: str
    moment: str
    on: date
    origin: str
    by: str


def diagnoses_of(*, by: Actor, journey_id: int) -> Sequence[DiagnosisFact]:
    """The diagnoses of a journey as they are held now, newest first. One query."""
    require(by, Permission.JOURNEY_READ)
    rows = Diagnosis.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    columns = (
        "pk",
        "diagnosed_on",
        "profile",
        "profile_proposed",
        "profile_reason",
        "primary_goal",
        "advice",
        "advice_text",
        "answers",
        "language",
        RECORDED_BY,
    )
    found = rows.order_by("-diagnosed_on", "-pk").values_list(*columns)
    return [DiagnosisFact(*values) for values in found]


def measurements_of(*, by: Actor, journey_id: int) -> Sequence[MeasurementFact]:
    """The measurements of a journey as they are held now, by scale and item, oldest first. One query."""
    require(by, Permission.JOURNEY_READ)
    rows = Measurement.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    columns = ("pk", "scale", "item", "value", "moment", "measured_on", "origin", RECORDED_BY)
    found = rows.order_by("scale", "item", "measured_on", "pk").values_list(*columns)
    return [MeasurementFact(*values) for values in found]
