"""Objects that the routes of intake are about."""

from datetime import timedelta

from reisgenoot.intake.models import Diagnosis, Measurement, TestOrder
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today


def make(by: Actor, objects: dict[str, int]) -> dict[str, int]:
    """Ids by name; ``objects`` are those made before, such as ``journey`` and ``staff``."""
    known = {"journey_id": objects["journey"], "recorded_by_id": objects["staff"]}
    day = today() - timedelta(days=30)
    measurement = Measurement.objects.create(
        **known, scale="participation_ladder", value="unpaid_work", measured_on=day, moment="baseline"
    )
    test = TestOrder.objects.create(**known, kind="learnability", ordered_on=day)
    diagnosis = Diagnosis.objects.create(**known, diagnosed_on=day, profile="B1")
    return {"measurement": measurement.pk, "test": test.pk, "diagnosis": diagnosis.pk}
