"""The caseload: journeys as a list, from the standings. Search, filters, order and paging; no counting on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from reisgenoot.approach.periods import Period
from reisgenoot.journeys.enums import SignalState
from reisgenoot.journeys.keyset import START, Order, Page, Position, take_page
from reisgenoot.journeys.models import Signal, Standing
from reisgenoot.journeys.scope import Scope
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.people.search import people_named
from reisgenoot.people.selectors import CALLED, name_of

PAGE_SIZE = 50
MOST_EXPORTED = 20_000
SILENT_AFTER = Period(months=3)


class Openness(StrEnum):
    """Which journeys by whether they still run."""

    OPEN = "open"
    CLOSED = "closed"
    ANY = "any"


class SortBy(StrEnum):
    """What a caseload can be sorted by."""

    NAME = "name"
    DUE = "due"
    CONTACT = "contact"
    PHASE = "phase"


@dataclass(frozen=True, slots=True)
class CaseloadFilter:
    """What somebody wants to see. Empty values filter nothing; ``words`` must all match the person's names."""

    scope: Scope
    words: Sequence[str] = ()
    openness: Openness = Openness.OPEN
    phase: str = ""
    municipality_id: int | None = None
    profile: str = ""
    with_signals: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One journey in the list. Dates that are missing are not known or not there."""

    journey_id: int
    name: str
    birth_date: date | None
    phase: str
    profile: str
    municipality: str
    director: str
    last_contact_on: date | None
    next_due_on: date | None
    next_rule: str
    open_signals: int
    is_open: bool
    version_id: int


@dataclass(frozen=True, slots=True)
class CasePage:
    """One page of the caseload and the journeys to go on from."""

    rows: Sequence[CaseRow]
    before: int | None
    after: int | None


_COLUMNS = (
    "pk",
    *CALLED,
    "person__birth_date",
    "phase",
    "profile",
    "municipality__name",
    "director__name",
    "last_contact_on",
    "next_due_on",
    "open_signals",
    "is_open",
    "journey__approach_version_id",
    "next_rule",
)


def _standings() -> QuerySet[Standing]:
    """The standings, each with the rule of its signal that is due first."""
    first_due = Signal.objects.filter(journey_id=OuterRef("pk"), state=SignalState.OPEN).order_by("due_on", "pk")
    return Standing.objects.annotate(next_rule=Subquery(first_due.values("rule")[:1]))


def caseload_page(
    *,
    by: Actor,
    wanted: CaseloadFilter,
    today: date,
    sort: SortBy = SortBy.NAME,
    descending: bool = False,
    position: Position = START,
    phases: Sequence[str] = (),
) -> CasePage:
    """One page of journeys. At most three queries, however deep.

    Parameters
    ----------
    phases   keys of the phases in the order of the approach, to sort by phase.
    """
    require(by, Permission.CASELOAD_READ)
    among, order = _ordered(sort, descending, phases)
    rows = _matching(among, by=by, wanted=wanted, today=today)
    page = take_page(rows, among=among, order=order, position=position, size=PAGE_SIZE, fields=_COLUMNS)
    return _page(page)


def caseload_export(
    *, by: Actor, wanted: CaseloadFilter, today: date, sort: SortBy, descending: bool, phases: Sequence[str]
) -> Sequence[CaseRow]:
    """All journeys that match, in the same order, at most 20,000; the caller writes how many in the reading log."""
    require(by, Permission.CASELOAD_READ)
    among, order = _ordered(sort, descending, phases)
    rows = _matching(among, by=by, wanted=wanted, today=today)
    page = take_page(rows, among=among, order=order, position=START, size=MOST_EXPORTED, fields=_COLUMNS)
    return _page(page).rows


def find_by_name(*, by: Actor, words: Sequence[str], limit: int) -> Sequence[CaseRow]:
    """The first journeys of people with such a name, running ones first. One query."""
    require(by, Permission.CASELOAD_READ)
    if not words:
        return []
    rows = _standings()
    for people in people_named(by=by, words=words):
        rows = rows.filter(journey__person_id__in=people)
    found = rows.order_by("-is_open", "name_key", "pk").values(*_COLUMNS)[:limit]
    return [_row(row) for row in found]


def _ordered(sort: SortBy, descending: bool, phases: Sequence[str]) -> tuple[QuerySet[Standing], Order]:
    rows = _standings()
    if sort is SortBy.DUE:
        return rows, Order(("next_due_on", "pk"), nullable=True, descending=descending)
    if sort is SortBy.CONTACT:
        return rows, Order(("last_contact_on", "pk"), nullable=True, missing_first=True, descending=descending)
    if sort is SortBy.PHASE:
        ranks = [When(phase=key, then=Value(rank)) for rank, key in enumerate(phases, start=1)]
        rows = rows.annotate(phase_rank=Case(*ranks, default=Value(0), output_field=IntegerField()))
        return rows, Order(("phase_rank", "name_key", "pk"), descending=descending)
    return rows, Order(("name_key", "pk"), descending=descending)


def _matching(rows: QuerySet[Standing], *, by: Actor, wanted: CaseloadFilter, today: date) -> QuerySet[Standing]:
    exact = {"phase": wanted.phase, "municipality_id": wanted.municipality_id, "profile": wanted.profile}
    rows = rows.filter(wanted.scope.standings(), **{name: value for name, value in exact.items() if value})
    if wanted.openness is not Openness.ANY:
        rows = rows.filter(is_open=wanted.openness is Openness.OPEN)
    if wanted.with_signals:
        rows = rows.filter(open_signals__gt=0)
    if wanted.silent:
        silent_since = SILENT_AFTER.before(today)
        rows = rows.filter(Q(last_contact_on__lt=silent_since) | Q(last_contact_on__isnull=True))
    for people in people_named(by=by, words=wanted.words):
        rows = rows.filter(journey__person_id__in=people)
    return rows


def _page(page: Page) -> CasePage:
    return CasePage([_row(row) for row in page.rows], page.before, page.after)


def _row(row: dict[str, Any]) -> CaseRow:
    return CaseRow(
        journey_id=row["pk"],
        name=name_of(*(row[column] for column in CALLED)),
        birth_date=row["person__birth_date"],
        phase=row["phase"],
        profile=row["profile"],
        municipality=row["municipality__name"] or "",
        director=row["director__name"] or "",
        last_contact_on=row["last_contact_on"],
        next_due_on=row["next_due_on"],
        next_rule=row["next_rule"] or "",
        open_signals=row["open_signals"],
        is_open=row["is_open"],
        version_id=row["journey__approach_version_id"],
    )
