"""What needs somebody: open signals per person in order of urgency, and people nobody has spoken yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from django.db import connection
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, Value, When, Window

from reisgenoot.journeys.enums import SignalKind, SignalState
from reisgenoot.journeys.models import Signal, Standing
from reisgenoot.journeys.scope import ACTS_FOR_HOUSING, Scope, Whose
from reisgenoot.journeys.selectors import organisation_approach
from reisgenoot.journeys.work_items import WorkItem, items_from
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.permissions import Permission, has_permission, require
from reisgenoot.people.selectors import CALLED, name_of

SOON_DAYS = 7
SHOWN_PER_GROUP = 20
MOST_IN_ONE_GROUP = 200


class Urgency(StrEnum):
    """Where a person stands in the list, the most urgent first."""

    ESCALATED = "escalated"
    LATE = "late"
    SOON = "soon"
    PROMISE = "promise"
    NEW = "new"
    LATER = "later"
    DELEGATED = "delegated"
    SNOOZED = "snoozed"


_RANKS = {urgency: rank for rank, urgency in enumerate(Urgency)}
ASIDE = (Urgency.DELEGATED, Urgency.SNOOZED)
"""What asks nothing of the reader now; it stands apart from what does, also of the same person."""


@dataclass(frozen=True, slots=True)
class WorkBlock:
    """What one person needs, the most urgent first. ``never_spoken``: nobody had a contact with him or her yet."""

    journey_id: int
    name: str
    items: Sequence[WorkItem]
    never_spoken: bool = False


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """The people of one urgency that are shown, and how many there are in all."""

    urgency: Urgency
    total: int
    blocks: Sequence[WorkBlock]


@dataclass(frozen=True, slots=True)
class Worklist:
    """The groups that hold somebody, in the order in which they ask for attention. Everybody is in one of them."""

    groups: Sequence[WorkGroup] = field(default_factory=tuple)

    def total(self, urgency: Urgency) -> int:
        """How many people there are of one urgency."""
        return next((group.total for group in self.groups if group.urgency is urgency), 0)

    @property
    def is_empty(self) -> bool:
        """Whether nothing asks for attention now; what was put aside or given away does not count."""
        return not any(group.total for group in self.groups if group.urgency not in ASIDE)


def worklist(*, by: Actor, scope: Scope, today: date, only: Urgency | None = None) -> Worklist:
    """What needs doing, grouped by urgency and within it by person. Three queries, four for who sees the team.

    Parameters
    ----------
    only   one group, then up to 200 of its people; else the first twenty of each group.
    """
    require(by, Permission.WORKLIST_READ)
    limit = MOST_IN_ONE_GROUP if only else SHOWN_PER_GROUP
    places, totals = _places(by, scope, today, only, limit)
    found = items_from(Signal.objects.filter(pk__in=[pk for pk, _urgency in places]), by=by) if places else {}
    blocks: dict[Urgency, list[WorkBlock]] = {}
    shown = [(urgency, found[pk]) for pk, urgency in places if pk in found]
    for (urgency, _journey), lines in groupby(shown, key=lambda each: (each[0], each[1].journey_id)):
        blocks.setdefault(urgency, []).append(_block([item for _urgency, item in lines]))
    if only in (None, Urgency.NEW):
        blocks[Urgency.NEW], totals[Urgency.NEW] = _never_spoken(scope, today, limit)
    groups = [WorkGroup(urgency, totals[urgency], blocks[urgency]) for urgency in Urgency if totals.get(urgency)]
    return Worklist(groups)


def totals_of(*, by: Actor, scope: Scope, today: date) -> dict[Urgency, int]:
    """How many people there are of each urgency, for whoever wants only the numbers. Two queries."""
    require(by, Permission.WORKLIST_READ)
    _none, totals = _places(by, scope, today, None, 1)
    totals[Urgency.NEW] = _never_spoken(scope, today, 1)[1]
    return {urgency: totals[urgency] for urgency in Urgency if totals.get(urgency)}


def signals_of(*, by: Actor, journey_id: int) -> Sequence[WorkItem]:
    """Every open signal of one journey, the first due first, those not visible yet included."""
    require(by, Permission.JOURNEY_READ)
    found = items_from(Signal.objects.filter(journey_id=journey_id, state=SignalState.OPEN), by=by)
    return sorted(found.values(), key=lambda item: (item.due_on or item.cause_on, item.signal_id or 0))


def housing_signals(*, by: Actor, today: date, limit: int = MOST_IN_ONE_GROUP) -> Sequence[WorkItem]:
    """The open signals on which the housing department acts, the first due first. One query."""
    require(by, Permission.HOUSING_WRITE)
    rows = Signal.objects.filter(state=SignalState.OPEN, acts=ACTS_FOR_HOUSING, visible_from__lte=today)
    first = rows.order_by("due_on", "pk").values("pk")[:limit]
    found = items_from(Signal.objects.filter(pk__in=first), by=by)
    return sorted(found.values(), key=lambda item: (item.due_on or item.cause_on, item.signal_id or 0))


_PLACES = """
with s (id, journey_id, due_on, rank) as ({signals}),
     p as (select journey_id, case when rank >= {aside} then rank else 0 end as part, min(rank) as rank,
                  min(due_on) as due_on
             from s group by 1, 2),
     placed as (select p.*, row_number() over (partition by rank order by due_on, journey_id) as place,
                       count(*) over (partition by rank) as total
                  from p)
select s.id, placed.rank, placed.total
  from placed join s on s.journey_id = placed.journey_id
                    and case when s.rank >= {aside} then s.rank else 0 end = placed.part
 where placed.place <= %s and (%s = -1 or placed.rank = %s)
 order by placed.rank, placed.place, s.rank, s.due_on, s.id
"""
"""A person stands where the most urgent signal does, with the others below it; what was put aside stands apart."""


def _places(
    by: Actor, scope: Scope, today: date, only: Urgency | None, limit: int
) -> tuple[list[tuple[int, Urgency]], dict[Urgency, int]]:
    """The ids of the signals to show, in order, with the urgency of the person; and how many people are of each."""
    long_late = _long_late(by, scope, today)
    rows = Signal.objects.filter(scope.signals() | _given_away(scope) | long_late)
    rows = rows.filter(state=SignalState.OPEN, visible_from__lte=today)
    ranked = rows.annotate(rank=_rank(scope, today, long_late)).order_by()
    signals, parameters = ranked.values_list("pk", "journey_id", "due_on", "rank").query.sql_with_params()
    statement = _PLACES.format(signals=signals, aside=min(_RANKS[urgency] for urgency in ASIDE))
    asked = _RANKS[only] if only else -1
    with connection.cursor() as cursor:
        cursor.execute(statement, [*parameters, limit, asked, asked])
        found = cursor.fetchall()
    order = list(Urgency)
    return [(pk, order[rank]) for pk, rank, _total in found], {order[rank]: total for _pk, rank, total in found}


def _rank(scope: Scope, today: date, long_late: Q) -> Case:
    return Case(
        When(_given_away(scope), then=Value(_RANKS[Urgency.DELEGATED])),
        When(snoozed_until__gt=today, then=Value(_RANKS[Urgency.SNOOZED])),
        When(long_late, then=Value(_RANKS[Urgency.ESCALATED])),
        When(due_on__lt=today, then=Value(_RANKS[Urgency.LATE])),
        When(kind=SignalKind.PROMISE, then=Value(_RANKS[Urgency.PROMISE])),
        When(due_on__lte=today + timedelta(days=SOON_DAYS), then=Value(_RANKS[Urgency.SOON])),
        default=Value(_RANKS[Urgency.LATER]),
        output_field=IntegerField(),
    )


def _given_away(scope: Scope) -> Q:
    """What somebody gave to a colleague stays at the end of the own list, to be taken back."""
    if scope.whose is not Whose.MINE or scope.staff_id is None:
        return Q(pk__in=())
    return Q(delegated_by_id=scope.staff_id) & ~Q(staff_id=scope.staff_id) & Q(delegated_to__isnull=False)


def _long_late(by: Actor, scope: Scope, today: date) -> Q:
    """What colleagues left so long past its day that the approach wants the team manager to see it."""
    if not has_permission(by, Permission.TEAM_READ) or scope.whose is Whose.NOBODY:
        return Q(pk__in=())
    found = Q(pk__in=())
    for one in organisation_approach(by=by).escalations.values():
        if one.shown_to in by.roles:
            found |= Q(acts=one.late_at, due_on__lt=one.after.before(today))
    if scope.whose is Whose.COLLEAGUE:
        return found & scope.signals()
    awake = Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=today)
    return found & awake & ~Q(staff_id=by.staff_id or 0)


def _block(items: Sequence[WorkItem]) -> WorkBlock:
    first = items[0]
    return WorkBlock(first.journey_id, first.name, items, never_spoken=first.last_contact_on is None)


def _never_spoken(scope: Scope, today: date, limit: int) -> tuple[list[WorkBlock], int]:
    """Open journeys without any contact and without another reason to be on the list, longest first."""
    awake = Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=today)
    listed = Signal.objects.filter(awake, journey_id=OuterRef("pk"), state=SignalState.OPEN, visible_from__lte=today)
    listed = listed.exclude(acts=ACTS_FOR_HOUSING)
    rows = (
        Standing.objects.filter(scope.standings(), ~Exists(listed), is_open=True, last_contact_on__isnull=True)
        .filter(Q(journey__started_on__lte=today))
        .annotate(total=Window(Count("pk")))
        .order_by("journey__started_on", "pk")
        .values_list(
            "pk",
            "journey__started_on",
            "journey__approach_version_id",
            "director_id",
            "director__name",
            "total",
            *CALLED,
        )
    )
    found = list(rows[:limit])
    return [_new(*row[:5], called=row[6:]) for row in found], found[0][5] if found else 0


def _new(
    journey_id: int,
    started_on: date,
    version_id: int,
    staff_id: int | None,
    staff: str | None,
    *,
    called: Iterable[str],
) -> WorkBlock:
    name = name_of(*called)
    item = WorkItem(
        signal_id=None,
        journey_id=journey_id,
        name=name,
        kind="",
        rule="",
        cause_on=started_on,
        due_on=None,
        version_id=version_id,
        visible_from=started_on,
        staff_id=staff_id,
        staff_name=staff or "",
    )
    return WorkBlock(journey_id, name, [item], never_spoken=True)
