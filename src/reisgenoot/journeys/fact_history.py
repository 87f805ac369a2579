"""How one fact changed: what was held before it, what replaced it, who wrote each, and from which delivered row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.db.models import Q, QuerySet

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.models import FactModel
from reisgenoot.kernel.permissions import Permission, require

_F = TypeVar("_F", bound=FactModel)
ONE_MOMENT = timedelta(seconds=1)
"""A correction sets the old fact aside and writes the new one in the same moment, in this order."""


@dataclass(frozen=True, slots=True)
class FactVersion(Generic[_F]):
    """A fact as it was held from ``recorded_at`` until ``superseded_at`` (missing = still held).

    ``file``, ``sheet`` and ``row`` say where it was delivered; ``row`` is missing for what somebody typed. ``reason`` is
    why it is no longer held, where somebody said so.
    """

    fact: _F
    recorded_at: datetime
    recorded_by: str
    superseded_at: datetime | None
    file: str
    sheet: str
    row: int | None
    reason: str = ""


def versions_of(
    model: type[_F], *, by: Actor, journey_id: int, fact_id: int, same: Sequence[str] = ()
) -> Sequence[FactVersion[_F]]:
    """All versions of one fact, the newest first. Two queries.

    Parameters
    ----------
    same   columns that a correction does not change (the key of a milestone), to tell facts of one moment apart.

    Raises
    ------
    NotKnown   there is no such fact in this journey.
    """
    require(by, Permission.JOURNEY_READ)
    rows: QuerySet[Any] = model._default_manager.filter(Q(journey_id=journey_id)).select_related(
        "recorded_by", "source_row__file"
    )
    held: dict[int, _F] = {row.pk: row for row in rows.order_by("recorded_at", "pk")}
    if fact_id not in held:
        raise NotKnown
    chosen = held[fact_id]
    related = [row for row in held.values() if all(getattr(row, name) == getattr(chosen, name) for name in same)]
    chain: list[_F] = [chosen]
    while before := next((row for row in related if _replaced(row, by_fact=chain[0])), None):
        chain.insert(0, before)
    while after := next((row for row in related if _replaced(chain[-1], by_fact=row)), None):
        chain.append(after)
    reasons = _reasons(model, [row.pk for row in chain if row.superseded_at])
    return [_version(row, reasons.get(row.pk, "")) for row in reversed(chain)]


def _reasons(model: type[FactModel], fact_ids: Sequence[int]) -> dict[int, str]:
    """Why these facts were set aside, from the history of changes."""
    if not fact_ids:
        return {}
    history = apps.get_model(model._meta.app_label, f"{model.__name__}Event")
    events = history._default_manager.filter(pgh_obj_id__in=fact_ids, superseded_at__isnull=False)
    rows = events.order_by("pgh_id").values_list("pgh_obj_id", "pgh_context")
    return {fact_id: (context or {}).get("reason", "") for fact_id, context in rows}


def _replaced(old: FactModel, *, by_fact: FactModel) -> bool:
    if old.superseded_at is None or old.pk >= by_fact.pk:
        return False
    return old.superseded_at <= by_fact.recorded_at <= old.superseded_at + ONE_MOMENT


def _version(row: _F, reason: str) -> FactVersion[_F]:
    source = row.source_row
    return FactVersion(
        fact=row,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by.name if row.recorded_by else "",
        superseded_at=row.superseded_at,
        file=source.file.name if source else "",
        sheet=source.sheet if source else "",
        row=source.number if source else None,
        reason=reason,
    )
