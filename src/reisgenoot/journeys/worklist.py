"""What needs somebody: open signals in order of urgency, and people nobody has spoken yet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When, Window
from django.db.models.functions import RowNumber

from reisgenoot.journeys.enums import SignalKind, SignalState
from reisgenoot.journeys.models import Contact, Signal, Standing
from reisgenoot.journeys.scope import Scope
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.people.selectors import CALLED, name_of

SOON_DAYS = 7
SHOWN_PER_GROUP = 20
MOST_IN_ONE_GROUP = 200


class Urgency(StrEnum):
    """Where a signal stands in the list."""

    LATE = "late"
    SOON = "soon"
    PROMISE = "promise"
    NEW = "new"
    LATER = "later"
    SNOOZED = "snoozed"


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to do for one person.

    ``signal_id`` is None for a person nobody has spoken yet: that is no signal but a list of its own; ``cause_on`` is
    then the start of the journey and ``due_on`` missing.
    """

    signal_id: int | None
    journey_id: int
    name: str
    kind: str
    rule: str
    cause_on: date
    due_on: date | None
    version_id: int
    visible_from: date
    acts: str = ""
    staff_id: int | None = None
    staff_name: str = ""
    contact_id: int = 0
    promise: str = ""
    snoozed_until: date | None = None
    snooze_reason: str = ""


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """The items of one urgency that are shown, and how many there are in all."""

    urgency: Urgency
    total: int
    items: Sequence[WorkItem]


@dataclass(frozen=True, slots=True)
class Worklist:
    """The groups that hold something, in the order in which they ask for attention."""

    groups: Sequence[WorkGroup] = field(default_factory=tuple)

    def total(self, urgency: Urgency) -> int:
        """How many there are of one urgency."""
        return next((group.total for group in self.groups if group.urgency is urgency), 0)

    @property
    def is_empty(self) -> bool:
        """Whether nothing asks for attention now; what was put aside does not count."""
        return not any(group.total for group in self.groups if group.urgency is not Urgency.SNOOZED)


def worklist(*, by: Actor, scope: Scope, today: date, only: Urgency | None = None) -> Worklist:
    """What needs doing, grouped by urgency. Three queries.

    Parameters
    ----------
    only   one group, then up to 200 of its items; else the first twenty of each group.
    """
    require(by, Permission.WORKLIST_READ)
    limit = MOST_IN_ONE_GROUP if only else SHOWN_PER_GROUP
    places, totals = _places(scope, today, only, limit)
    items = _items(list(places))
    grouped: dict[Urgency, list[WorkItem]] = {urgency: [] for urgency in Urgency}
    for signal_id, urgency in places.items():
        grouped[urgency].append(items[signal_id])
    if only in (None, Urgency.NEW):
        grouped[Urgency.NEW], totals[Urgency.NEW] = _never_spoken(scope, today, limit)
    groups = [WorkGroup(urgency, totals[urgency], grouped[urgency]) for urgency in Urgency if totals.get(urgency)]
    return Worklist(groups)


def _places(
    scope: Scope, today: date, only: Urgency | None, limit: int
) -> tuple[dict[int, Urgency], dict[Urgency, int]]:
    """The ids of the signals to show, in order, with their urgency; and how many there are of each."""
    rows = (
        Signal.objects.filter(scope.signals(), state=SignalState.OPEN, visible_from__lte=today)
        .annotate(urgency=_urgency(today))
        .annotate(
            total=Window(Count("pk"), partition_by=F("urgency")),
            place=Window(RowNumber(), partition_by=F("urgency"), order_by=("due_on", "pk")),
        )
        .filter(place__lte=limit)
        .order_by("due_on", "pk")
    )
    if only:
        rows = rows.filter(urgency=only.value)
    places, totals = {}, {}
    for pk, name, total in rows.values_list("pk", "urgency", "total"):
        places[pk] = Urgency(name)
        totals[Urgency(name)] = total
    return places, totals


def _urgency(today: date) -> Case:
    return Case(
        When(snoozed_until__gt=today, then=Value(Urgency.SNOOZED.value)),
        When(due_on__lt=today, then=Value(Urgency.LATE.value)),
        When(kind=SignalKind.PROMISE, then=Value(Urgency.PROMISE.value)),
        When(due_on__lte=today + timedelta(days=SOON_DAYS), then=Value(Urgency.SOON.value)),
        default=Value(Urgency.LATER.value),
        output_field=CharField(),
    )


_COLUMNS = (
    "pk",
    "journey_id",
    *CALLED,
    "kind",
    "rule",
    "cause_on",
    "due_on",
    "visible_from",
    "journey__approach_version_id",
    "acts",
    "staff_id",
    "staff__name",
    "cause_id",
    "snoozed_until",
    "snooze_reason",
)


def _items(signal_ids: Sequence[int]) -> dict[int, WorkItem]:
    return items_from(Signal.objects.filter(pk__in=signal_ids)) if signal_ids else {}


def items_from(signals: QuerySet[Signal]) -> dict[int, WorkItem]:
    """Signals as items by signal id, with the words of a promise. One query."""
    promised = Contact.objects.filter(pk=OuterRef("cause_id"))
    rows = signals.annotate(promise=Subquery(promised.values("promise")[:1])).values(*_COLUMNS, "promise")
    return {row["pk"]: _item(row) for row in rows}


def _item(row: dict[str, Any]) -> WorkItem:
    return WorkItem(
        signal_id=row["pk"],
        journey_id=row["journey_id"],
        name=name_of(*(row[column] for column in CALLED)),
        kind=row["kind"],
        rule=row["rule"],
        cause_on=row["cause_on"],
        due_on=row["due_on"],
        version_id=row["journey__approach_version_id"],
        visible_from=row["visible_from"],
        acts=row["acts"],
        staff_id=row["staff_id"],
        staff_name=row["staff__name"] or "",
        contact_id=row["cause_id"],
        promise=row["promise"] or "",
        snoozed_until=row["snoozed_until"],
        snooze_reason=row["snooze_reason"],
    )


def _never_spoken(scope: Scope, today: date, limit: int) -> tuple[list[WorkItem], int]:
    """Open journeys without any contact, longest first, unless the rhythm of contact already asks for one."""
    asked = Signal.objects.filter(
        journey_id=OuterRef("pk"), state=SignalState.OPEN, kind=SignalKind.CADENCE, visible_from__lte=today
    )
    rows = (
        Standing.objects.filter(scope.standings(), ~Exists(asked), is_open=True, last_contact_on__isnull=True)
        .filter(Q(journey__started_on__lte=today))
        .annotate(total=Window(Count("pk")))
        .order_by("journey__started_on", "pk")
        .values(
            "pk",
            *CALLED,
            "journey__started_on",
            "journey__approach_version_id",
            "director_id",
            "director__name",
            "total",
        )
    )
    found = list(rows[:limit])
    items = [
        WorkItem(
            signal_id=None,
            journey_id=row["pk"],
            name=name_of(*(row[column] for column in CALLED)),
            kind="",
            rule="",
            cause_on=row["journey__started_on"],
            due_on=None,
            version_id=row["journey__approach_version_id"],
            visible_from=row["journey__started_on"],
            staff_id=row["director_id"],
            staff_name=row["director__name"] or "",
        )
        for row in found
    ]
    return items, found[0]["total"] if found else 0


def signals_of(*, by: Actor, journey_id: int) -> Sequence[WorkItem]:
    """Every open signal of one journey, the first due first, those not visible yet included."""
    require(by, Permission.JOURNEY_READ)
    found = items_from(Signal.objects.filter(journey_id=journey_id, state=SignalState.OPEN))
    return sorted(found.values(), key=lambda item: (item.due_on or item.cause_on, item.signal_id or 0))
