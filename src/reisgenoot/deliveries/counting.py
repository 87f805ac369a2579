"""The counts of a delivery: of the rows in its files, how many stand in the house now."""

from collections.abc import Callable, Iterable, Sequence

from reisgenoot.deliveries.mapping.readers import READERS
from reisgenoot.deliveries.recipe import Recipe
from reisgenoot.deliveries.rows import Row
from reisgenoot.intake.models import Diagnosis
from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.models import FactModel, SourceRow
from reisgenoot.offers.models import CallUp, Enrolment
from reisgenoot.plans.models import Plan

_Keys = dict[str, set[str]]
_Rows = dict[str, set[int]]
SECOND = 2


def counts_of(recipe: Recipe, tables: Iterable[Sequence[Row]]) -> dict[str, int]:
    """The counts that the recipe names, in its order, over the distinct rows of the delivery."""
    keys: _Keys = {}
    for rows in tables:
        for row in rows:
            keys.setdefault(READERS[row.kind.reader].row_kind, set()).add(row.key)
    rows_kept = {row_kind: _rows(row_kind, found) for row_kind, found in keys.items()}
    return {name: COUNTS[name](keys, rows_kept) for name in recipe.counts}


def _rows(row_kind: str, keys: set[str]) -> set[int]:
    return set(SourceRow.objects.filter(kind=row_kind, natural_key__in=keys).values_list("pk", flat=True))


def _held(model: type[FactModel], rows: _Rows, row_kind: str, **which: object) -> int:
    held = model._default_manager.filter(superseded_at__isnull=True, source_row_id__in=rows.get(row_kind, ()), **which)
    return held.count()


def _called(_keys: _Keys, rows: _Rows) -> int:
    calls = CallUp.objects.filter(superseded_at__isnull=True, source_row_id__in=rows.get("call_up", ()))
    journeys = set(calls.values_list("journey_id", flat=True))
    return len(set(Journey.objects.filter(pk__in=journeys).values_list("person_id", flat=True)))


COUNTS: dict[str, Callable[[_Keys, _Rows], int]] = {
    "diagnoses": lambda keys, rows: _held(Diagnosis, rows, "diagnosis"),
    "new_in_second_export": lambda keys, rows: _held(Diagnosis, rows, "diagnosis", batch=SECOND),
    "plans_received": lambda keys, rows: len(keys.get("plan", ())),
    "plans_kept": lambda keys, rows: _held(Plan, rows, "plan"),
    "plans_linked": lambda keys, rows: _held(Plan, rows, "plan", journey__isnull=False),
    "journeys_closed": lambda keys, rows: _held(Enrolment, rows, "follow_up", ended_on__isnull=False),
    "journeys_ongoing": lambda keys, rows: _held(Enrolment, rows, "follow_up", ended_on__isnull=True),
    "base_programme_started": lambda keys, rows: _held(Enrolment, rows, "base_programme"),
    "pvt_called": _called,
}
"""What a recipe may name under ``counts``."""
