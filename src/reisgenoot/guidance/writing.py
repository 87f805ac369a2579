"""What all services here share: the journey that is written about, and saving a fact after its own checks."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet

from reisgenoot.approach import Approach
from reisgenoot.journeys.facts import one_at_a_time
from reisgenoot.journeys.models import Journey, Milestone
from reisgenoot.journeys.versions import approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.models import FactModel

_F = TypeVar("_F", bound=FactModel)


def writing_in(journey_id: int) -> Approach:
    """Lock the journey for this transaction; the approach it follows. Raises NotKnown for another organisation's."""
    approach = approaches_of([journey_id])[journey_id]
    one_at_a_time(journey_id)
    return approach


def codes_of(journey_id: int) -> dict[str, str]:
    """The codes of a journey that decide which rules hold."""
    found: dict[str, str] = Journey.objects.values_list("codes", flat=True).get(pk=journey_id)
    return found


def reached_by(journey_id: int) -> dict[str, list[date]]:
    """The days of each milestone of a journey, oldest first."""
    found: dict[str, list[date]] = {}
    rows = Milestone.objects.filter(journey_id=journey_id, superseded_at__isnull=True).order_by("occurred_on")
    for key, day in rows.values_list("key", "occurred_on"):
        found.setdefault(key, []).append(day)
    return found


def add(fact: _F, *, by: Actor) -> _F:
    """Save a new fact as recorded by the actor. Raises `InvalidInput` with the words of the model's own constraints."""
    fact.organisation_id = by.organisation_id
    fact.recorded_by_id = by.staff_id
    fact.recorded_at = now()
    check(fact)
    fact.save(force_insert=True)
    return fact


def check(row: models.Model) -> None:
    """Raise `InvalidInput` when a field or a constraint of the model refuses the row."""
    relations = {field.name for field in row._meta.concrete_fields if field.is_relation}
    try:
        row.clean_fields(exclude=relations | {"id", "recorded_at"})
        row.validate_constraints()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise InvalidInput(str(messages[0]), field=None if field == "__all__" else field) from error


def held(model: type[_F], fact_id: int) -> _F:
    """A fact that is still held, locked. Raises NotKnown."""
    rows: QuerySet[_F] = model._default_manager.select_for_update()  # type: ignore[assignment]
    found = rows.filter(pk=fact_id, superseded_at__isnull=True).first()
    if found is None:
        raise NotKnown
    return found


def renewed(old: _F, change: Callable[[_F], None], *, by: Actor) -> _F:
    """Supersede a fact by a copy with changes; the old one stays as it was known."""
    model = type(old)
    model._default_manager.filter(pk=old.pk).update(superseded_at=now())
    values = {
        field.attname: getattr(old, field.attname)
        for field in old._meta.concrete_fields
        if field.name not in {"id", "recorded_at", "recorded_by", "superseded_at", "source_row"}
    }
    fresh = model(**values)
    change(fresh)
    return add(fresh, by=by)


def set_aside(fact: FactModel) -> None:
    """Hold a fact no longer."""
    type(fact)._default_manager.filter(pk=fact.pk).update(superseded_at=now())
