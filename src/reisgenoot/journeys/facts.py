"""What all facts share: writing many at once, superseding, and the milestones that other facts bring about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.journeys.models import Journey, Milestone
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.bulk import Row, insert
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.models import FactModel


@dataclass(frozen=True, slots=True)
class Moment:
    """A milestone that follows from another fact: reached in this journey on this day."""

    journey_id: int
    key: str
    occurred_on: date
    source_row_id: int | None = None


def supersede(model: type[FactModel], ids: Iterable[int | None], *, at: datetime) -> None:
    """Hold these facts no longer, from ``at`` on. Missing ids are passed over.

    Raises
    ------
    NotKnown   one of them is not a fact of this organisation that is still held.
    """
    wanted = {fact_id for fact_id in ids if fact_id is not None}
    if not wanted:
        return
    held = model._default_manager.filter(pk__in=wanted, superseded_at__isnull=True)
    if held.update(superseded_at=at) != len(wanted):
        raise NotKnown


def write(model: type[FactModel], rows: Iterable[Row], *, by: Actor, at: datetime) -> list[int]:
    """Insert facts as recorded by the actor, each a mapping of columns; their ids in the order given."""
    known = {"organisation_id": by.organisation_id, "recorded_by_id": by.staff_id, "recorded_at": at}
    return insert(model, rows, same=known)


def columns(fact: Any, *, without: Iterable[str] = ("replaces",)) -> dict[str, Any]:
    """The fields of one of the ``New…`` dataclasses as columns of its model."""
    return {one.name: getattr(fact, one.name) for one in fields(fact) if one.name not in without}


def unless_held(before: Sequence[Moment], held: Iterable[Moment]) -> list[Moment]:
    """Of the moments that superseded facts brought about, those that no held fact stands for."""
    standing = {(moment.journey_id, moment.key, moment.occurred_on) for moment in held}
    return [moment for moment in before if (moment.journey_id, moment.key, moment.occurred_on) not in standing]


def one_at_a_time(journey_id: int) -> None:
    """Let whoever writes in the same file now finish first; does not wait for deliveries. One query."""
    list(Journey.objects.select_for_update(no_key=True).filter(pk=journey_id).values_list("pk"))


def refuse_future(day: date | None, *, field: str) -> None:
    """Raise `InvalidInput` for a fact that has not happened yet."""
    if day is not None and day > today():
        raise InvalidInput(_("Deze datum ligt in de toekomst. Vul de dag in waarop het gebeurde."), field=field)


def reach(
    moments: Iterable[Moment],
    *,
    by: Actor,
    at: datetime,
    approaches: Mapping[int, Approach],
    replaced: Iterable[Moment] = (),
) -> None:
    """Write the milestones that follow from other facts, where the journey's approach knows them.

    A milestone that is held already on that day is not written again; one that can happen once is left as it was first
    reached. ``replaced`` are moments that followed from facts that are no longer held: they go, unless they come back.
    Two queries to read, one to supersede, one to write.
    """
    wanted = {
        (moment.journey_id, moment.key, moment.occurred_on): moment
        for moment in moments
        if moment.key in approaches[moment.journey_id].milestones
    }
    gone = {(moment.journey_id, moment.key, moment.occurred_on) for moment in replaced} - set(wanted)
    keys = {key for _journey, key, _day in (*wanted, *gone)}
    journeys = {journey_id for journey_id, _key, _day in (*wanted, *gone)}
    if not keys:
        return
    held = {
        (journey_id, key, day): milestone_id
        for milestone_id, journey_id, key, day in Milestone.objects.filter(
            journey_id__in=journeys, key__in=keys, superseded_at__isnull=True
        ).values_list("pk", "journey_id", "key", "occurred_on")
    }
    supersede(Milestone, [held.pop(one) for one in gone if one in held], at=at)
    write(Milestone, _new_milestones(wanted, set(held), approaches), by=by, at=at)


def _new_milestones(
    wanted: Mapping[tuple[int, str, date], Moment],
    held: set[tuple[int, str, date]],
    approaches: Mapping[int, Approach],
) -> list[Row]:
    once = {(journey_id, key) for journey_id, key, _day in held}
    rows: list[Row] = []
    for (journey_id, key, day), moment in sorted(wanted.items(), key=lambda one: one[0]):
        is_repeatable = approaches[journey_id].milestones[key].repeatable
        if (journey_id, key, day) in held or (not is_repeatable and (journey_id, key) in once):
            continue
        once.add((journey_id, key))
        rows.append(columns(moment) | {"note": ""})
    return rows
