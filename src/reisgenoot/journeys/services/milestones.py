"""Recording that milestones were reached, correcting and taking back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.journeys.facts import columns, one_at_a_time, refuse_future, supersede, write
from reisgenoot.journeys.models import Milestone
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.versions import approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.people.perms import require_bulk_write

_Held = dict[tuple[int, str], dict[date, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMilestone:
    """A milestone of the journey's approach, reached on a day."""

    journey_id: int
    key: str
    occurred_on: date
    note: str = ""
    source_row_id: int | None = None


@transaction.atomic
def record_milestones(*, by: Actor, facts: Sequence[NewMilestone]) -> list[int]:
    """Record that milestones were reached; the same fact again changes nothing.

    A milestone that can happen once and is held with another date is superseded: the new date corrects it. Signals
    and standing are for the caller to refresh. A constant number of queries per batch.

    Returns
    -------
    The ids of the facts that are held now, in the order given.

    Raises
    ------
    NotKnown       a journey is not the organisation's.
    InvalidInput   the approach knows no such milestone, or the day lies in the future.
    """
    require_bulk_write(by)
    approaches = approaches_of(fact.journey_id for fact in facts)
    for fact in facts:
        _check(fact, approaches[fact.journey_id])
    held = _held(facts)
    at = now()
    fresh = {
        (fact.journey_id, fact.key, fact.occurred_on): fact
        for fact in facts
        if fact.occurred_on not in held.get((fact.journey_id, fact.key), {})
    }
    supersede(Milestone, _corrected(fresh, held, approaches), at=at)
    ids = write(Milestone, [columns(fact) for fact in fresh.values()], by=by, at=at)
    made = dict(zip(fresh, ids, strict=True))
    return [
        made.get((fact.journey_id, fact.key, fact.occurred_on)) or held[fact.journey_id, fact.key][fact.occurred_on]
        for fact in facts
    ]


@transaction.atomic
def record_milestone(*, by: Actor, journey_id: int, key: str, occurred_on: date, note: str = "") -> Milestone:
    """Record that a milestone was reached. Raises as `record_milestones` does, and when it can happen only once."""
    require(by, Permission.JOURNEY_WRITE)
    fact = NewMilestone(journey_id=journey_id, key=key, occurred_on=occurred_on, note=note)
    one_at_a_time(journey_id)
    approach = approaches_of([journey_id])[journey_id]
    _check(fact, approach)
    other_dates = set(_held([fact]).get((journey_id, key), {})) - {occurred_on}
    if other_dates and not approach.milestones[key].repeatable:
        raise InvalidInput(_("Dit is al vastgelegd op een andere datum. Wijzig die datum."), field="occurred_on")
    (milestone_id,) = record_milestones(by=by, facts=[fact])
    refresh(organisation_id=by.organisation_id, journey_ids=[journey_id])
    return Milestone.objects.get(pk=milestone_id)


@transaction.atomic
def correct_milestone(
    *, by: Actor, milestone_id: int, occurred_on: date | None = None, note: str | None = None
) -> Milestone:
    """Put a milestone right: the old fact stays as it was known, the new one holds from now.

    Raises
    ------
    NotKnown       no such milestone that is still held.
    InvalidInput   the day lies in the future.
    """
    require(by, Permission.JOURNEY_WRITE)
    old = _get(milestone_id)
    refuse_future(occurred_on, field="occurred_on")
    corrected = NewMilestone(
        journey_id=old.journey_id,
        key=old.key,
        occurred_on=occurred_on or old.occurred_on,
        note=old.note if note is None else note,
        source_row_id=old.source_row_id,
    )
    at = now()
    supersede(Milestone, [old.pk], at=at)
    (new_id,) = write(Milestone, [columns(corrected)], by=by, at=at)
    refresh(organisation_id=by.organisation_id, journey_ids=[old.journey_id])
    return Milestone.objects.get(pk=new_id)


@transaction.atomic
def retract_milestone(*, by: Actor, milestone_id: int) -> None:
    """Take back a milestone that was recorded by mistake; it stays in what was known until now."""
    require(by, Permission.JOURNEY_WRITE)
    old = _get(milestone_id)
    supersede(Milestone, [old.pk], at=now())
    refresh(organisation_id=by.organisation_id, journey_ids=[old.journey_id])


def _check(fact: NewMilestone, approach: Approach) -> None:
    if fact.key not in approach.milestones:
        raise InvalidInput(
            _("Aanpak %(approach)s kent de mijlpaal %(key)s niet.") % {"approach": approach.key, "key": fact.key},
            field="key",
        )
    refuse_future(fact.occurred_on, field="occurred_on")


def _held(facts: Sequence[NewMilestone]) -> _Held:
    """Days and ids of the milestones that are held, by journey and key."""
    found: _Held = {}
    rows = Milestone.objects.filter(
        journey_id__in={fact.journey_id for fact in facts},
        key__in={fact.key for fact in facts},
        superseded_at__isnull=True,
    ).values_list("journey_id", "key", "occurred_on", "pk")
    for journey_id, key, day, milestone_id in rows:
        found.setdefault((journey_id, key), {})[day] = milestone_id
    return found


def _corrected(fresh: Iterable[tuple[int, str, date]], held: _Held, approaches: Mapping[int, Approach]) -> list[int]:
    """Held facts that a new one puts right: of milestones that can happen once."""
    return [
        milestone_id
        for journey_id, key in {(journey_id, key) for journey_id, key, _day in fresh}
        if not approaches[journey_id].milestones[key].repeatable
        for milestone_id in held.get((journey_id, key), {}).values()
    ]


def _get(milestone_id: int) -> Milestone:
    held = Milestone.objects.select_for_update().filter(pk=milestone_id, superseded_at__isnull=True).first()
    if held is None:
        raise NotKnown
    return held
