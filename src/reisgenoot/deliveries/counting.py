"""The counts of a delivery: of the rows in its files, how many stand in the house now."""

from collections.abc import Callable, Iterable, Sequence

from reisgenoot.deliveries.mapping.readers import READERS
from reisgenoot.deliveries.recipe import Recipe
from reisgenoot.deliveries.rows import Row
from reisgenoot.intake.models import Diagnosis
from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.models import FactModel
from reisgenoot.offers.models import CallUp, Enrolment
from reisgenoot.plans.models import Plan

_Keys = dict[str, set[str]]
SECOND = 2


def counts_of(recipe: Recipe, tables: Iterable[Sequence[Row]]) -> dict[str, int]:
    """The counts that the recipe names, in its order, over the distinct rows of the delivery."""
    keys: _Keys = {}
    for rows in tables:
        for row in rows:
            keys.setdefault(READERS[row.kind.reader].row_kind, set()).add(row.key)
    return {name: COUNTS[name](keys) for name in recipe.counts}


def _held(model: type[FactModel], keys: _Keys, row_kind: str, **which: object) -> int:
    wanted = keys.get(row_kind, set())
    held = model._default_manager.filter(superseded_at__isnull=True, source_row__kind=row_kind, **which)
    return held.filter(source_row__natural_key__in=wanted).count() if wanted else 0


def _called(keys: _Keys) -> int:
    wanted = keys.get("call_up", set())
    calls = CallUp.objects.filter(superseded_at__isnull=True, source_row__natural_key__in=wanted)
    return Journey.objects.filter(pk__in=calls.values("journey_id")).values("person_id").distinct().count()


COUNTS: dict[str, Callable[[_Keys], int]] = {
    "diagnoses": lambda keys: _held(Diagnosis, keys, "diagnosis"),
    "new_in_second_export": lambda keys: _held(Diagnosis, keys, "diagnosis", batch=SECOND),
    "plans_received": lambda keys: len(keys.get("plan", ())),
    "plans_kept": lambda keys: _held(Plan, keys, "plan"),
    "plans_linked": lambda keys: _held(Plan, keys, "plan", journey__isnull=False),
    "journeys_closed": lambda keys: _held(Enrolment, keys, "follow_up", ended_on__isnull=False),
    "journeys_ongoing": lambda keys: _held(Enrolment, keys, "follow_up", ended_on__isnull=True),
    "base_programme_started": lambda keys: _held(Enrolment, keys, "base_programme"),
    "pvt_called": _called,
}
"""What a recipe may name under ``counts``."""
