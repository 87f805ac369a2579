"""Reading signals of housing and who is expected.

The housing officer sees what was reported and how far it is, never a file. The team sees who is expected.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery

from reisgenoot.arrivals.enums import Matching, SignalStage
from reisgenoot.arrivals.matching import find_reported
from reisgenoot.arrivals.models import HousingSignal, Reception, ReportedPerson
from reisgenoot.journeys.models import Contact, DirectorAssignment, Milestone, Signal
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission, has_permission, require
from reisgenoot.people.probes import Candidate
from reisgenoot.people.reviewing import KnownPerson, known_people

PAGE = 50


@dataclass(frozen=True, slots=True)
class SignalLine:
    """One signal in a list. ``asks`` is the key of the term that the housing department has to meet now, if any."""

    id: int
    name: str
    others: int
    municipality: str
    whereabouts: str
    place: str
    reported_on: date
    home_expected_on: date | None
    offered_on: date | None
    settled_on: date | None
    director: str
    director_phone: str
    stage: SignalStage
    waits: bool
    asks: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who is expected: has a journey, and no home here yet. ``place`` is that of the azc."""

    journey_id: int
    name: str
    municipality: str
    whereabouts: str
    place: str
    linked_on: date | None
    home_expected_on: date | None
    offered_on: date | None
    met_on: date | None
    director_id: int | None
    director: str
    late_on: date | None
    language: str
    needs_interpreter: bool | None


def signals_of(*, by: Actor, withdrawn: bool = False, done: bool = False) -> list[SignalLine]:
    """Signals of the own organisation, the newest first, at most `PAGE`. One query.

    Without ``done`` those of which everybody moved are left out, without ``withdrawn`` those that were withdrawn.
    """
    require(by, Permission.HOUSING_WRITE)
    rows = _signal_rows()
    if not withdrawn:
        rows = rows.filter(withdrawn_on__isnull=True)
    if not done:
        rows = rows.filter(settled_on__isnull=True)
    return [_line(row) for row in rows.order_by("-reported_on", "-pk")[:PAGE]]


def signal_line(*, by: Actor, signal_id: int) -> SignalLine:
    """How far one signal is. Raises `NotKnown`."""
    require(by, Permission.HOUSING_WRITE)
    row = _signal_rows().filter(pk=signal_id).first()
    if row is None:
        raise NotKnown
    return _line(row)


def get_signal(*, by: Actor, signal_id: int) -> HousingSignal:
    """A signal with its municipality and people in order (``reported``). Raises `NotKnown`. Two queries."""
    require(by, Permission.HOUSING_WRITE)
    rows = HousingSignal.objects.select_related("municipality", "reported_by")
    found = rows.filter(pk=signal_id).first()
    if found is None:
        raise NotKnown
    return found


def people_of(*, by: Actor, signal_id: int) -> list[ReportedPerson]:
    """The people of a signal as they were reported, whom it is about first. One query."""
    if not has_permission(by, Permission.HOUSING_WRITE):
        require(by, Permission.JOURNEY_READ)
    return list(ReportedPerson.objects.filter(signal_id=signal_id).order_by("position"))


def expected_people(*, by: Actor, director_id: int | None = None) -> list[Expected]:
    """Who is expected: journeys that were linked or reported and are not settled, those that wait longest first.

    One query. ``director_id`` leaves only the people of one director.
    """
    require(by, Permission.CASELOAD_READ)
    rows = _receptions_now()
    if director_id is not None:
        rows = rows.filter(director_id=director_id)
    found = rows.order_by(F("met_on").asc(nulls_first=True), "linked_on", "pk").values_list(
        "journey_id",
        "journey__person__called",
        "journey__person__given_name",
        "journey__person__family_name",
        "journey__municipality__name",
        "whereabouts",
        "place",
        "linked_on",
        "home_expected_on",
        "offered_on",
        "met_on",
        "director_id",
        "director",
        "late_on",
        "journey__person__language",
        "journey__person__needs_interpreter",
    )
    return [
        Expected(journey_id, called or f"{given} {family}".strip(), town or "", *rest)
        for journey_id, called, given, family, town, *rest in found[: 4 * PAGE]
    ]


def undecided_people(*, by: Actor) -> list[ReportedPerson]:
    """Reported people who look like somebody who is known: a colleague decides. One query."""
    require(by, Permission.JOURNEY_READ)
    rows = ReportedPerson.objects.filter(matching=Matching.OPEN, decided_by=None, signal__withdrawn_on__isnull=True)
    rows = rows.exclude(Exists(ReportedPerson.objects.filter(signal_id=OuterRef("signal_id"), journey__isnull=False)))
    return list(rows.select_related("signal__municipality").order_by("signal_id", "position")[:PAGE])


def candidates_of(*, by: Actor, reported_id: int) -> tuple[ReportedPerson, list[tuple[Candidate, KnownPerson]]]:
    """Whom a reported person may be, the likeliest first, with what is needed to recognise them. Raises `NotKnown`."""
    require(by, Permission.JOURNEY_WRITE)
    rows = ReportedPerson.objects.select_related("signal__municipality")
    one = rows.filter(pk=reported_id, matching=Matching.OPEN).first()
    if one is None:
        raise NotKnown
    match = find_reported(by=by, people=[one])[one.pk]
    candidates = list(match.candidates)
    if match.kind == "same" and match.person_id is not None:
        candidates.insert(0, Candidate(match.person_id, 1.0, (match.how,) if match.how else ()))
    known = known_people(by=by, person_ids=[each.person_id for each in candidates])
    return one, [(each, known[each.person_id]) for each in candidates if each.person_id in known]


def reception_of(*, by: Actor, journey_id: int) -> Sequence[Reception]:
    """Where somebody was before a home, as it is held now, the latest first. One query."""
    require(by, Permission.JOURNEY_READ)
    rows = Reception.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    return list(rows.order_by("-valid_from", "-pk"))


def _milestone(key: str, *, outer: str, last: bool = False) -> Subquery:
    rows = Milestone.objects.filter(journey_id=OuterRef(outer), key=key, superseded_at__isnull=True)
    choose = Max("occurred_on") if last else Min("occurred_on")
    return Subquery(rows.values("journey_id").annotate(on=choose).values("on"))


def _signal_rows() -> QuerySet[Any]:
    main = ReportedPerson.objects.filter(signal_id=OuterRef("pk"), position=0)
    rows = HousingSignal.objects.select_related("municipality").annotate(
        given=Subquery(main.values("given_name")),
        family=Subquery(main.values("family_name")),
        main_journey=Subquery(main.values("journey_id")),
        number=Count("people"),
        waits=Exists(ReportedPerson.objects.filter(signal_id=OuterRef("pk"), matching=Matching.OPEN)),
    )
    directs = DirectorAssignment.objects.filter(journey_id=OuterRef("main_journey"), valid_until__isnull=True)
    asked = Signal.objects.filter(journey_id=OuterRef("main_journey"), state="open", acts="housing_officer")
    asked = asked.order_by("due_on", "rule")
    held = Contact.objects.filter(journey_id=OuterRef("main_journey"), outcome="held", superseded_at__isnull=True)
    return rows.annotate(
        offered_on=_milestone("home_offered", outer="main_journey", last=True),
        settled_on=_milestone("settled", outer="main_journey"),
        director=Subquery(directs.values("staff__name")[:1]),
        director_phone=Subquery(directs.values("staff__phone")[:1]),
        was_met=Exists(held),
        asks=Subquery(asked.values("rule")[:1]),
        due_on=Subquery(asked.values("due_on")[:1]),
    )


def _line(row: HousingSignal) -> SignalLine:
    told = vars(row)
    return SignalLine(
        id=row.pk,
        name=f"{told['given'] or ''} {told['family'] or ''}".strip(),
        others=told["number"] - 1,
        municipality=row.municipality.name,
        whereabouts=row.whereabouts,
        place=row.place,
        reported_on=row.reported_on,
        home_expected_on=row.home_expected_on,
        offered_on=told["offered_on"],
        settled_on=told["settled_on"],
        director=told["director"] or "",
        director_phone=told["director_phone"] or "",
        stage=_stage(row),
        waits=told["waits"],
        asks="" if row.withdrawn_on else (told["asks"] or "").removeprefix("term:"),
        due_on=None if row.withdrawn_on else told["due_on"],
    )


def _stage(row: HousingSignal) -> SignalStage:
    told = vars(row)
    if row.withdrawn_on:
        return SignalStage.WITHDRAWN
    if told["settled_on"]:
        return SignalStage.MOVED
    if told["was_met"]:
        return SignalStage.MET
    return SignalStage.DIRECTED if told["director"] else SignalStage.REPORTED


def _receptions_now() -> QuerySet[Any]:
    """Where people are now who have no home here yet, with what is known of their arrival."""
    day = today()
    newest = (
        Reception.objects.filter(journey_id=OuterRef("journey_id"), superseded_at__isnull=True)
        .order_by("-valid_from", "-pk")
        .values("pk")[:1]
    )
    directs = DirectorAssignment.objects.filter(journey_id=OuterRef("journey_id"), valid_until__isnull=True)
    held = Contact.objects.filter(journey_id=OuterRef("journey_id"), outcome="held", superseded_at__isnull=True)
    reported = ReportedPerson.objects.filter(journey_id=OuterRef("journey_id"), signal__withdrawn_on__isnull=True)
    late = Signal.objects.filter(
        journey_id=OuterRef("journey_id"), state="open", rule__in=MEETING_RULES, visible_from__lte=day
    )
    rows = Reception.objects.filter(superseded_at__isnull=True, journey__ended_on__isnull=True, pk=Subquery(newest))
    return rows.annotate(
        linked_on=_milestone("linked", outer="journey_id"),
        settled_on=_milestone("settled", outer="journey_id"),
        offered_on=_milestone("home_offered", outer="journey_id", last=True),
        met_on=Subquery(held.order_by("-occurred_on").values("occurred_on")[:1]),
        director_id=Subquery(directs.values("staff_id")[:1]),
        director=Subquery(directs.values("staff__name")[:1]),
        home_expected_on=Subquery(reported.order_by("-signal_id").values("signal__home_expected_on")[:1]),
        late_on=Subquery(late.order_by("due_on").values("due_on")[:1]),
    ).filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day), settled_on__isnull=True)


MEETING_RULES = ("term:meet_before_arrival", "term:meet_before_arrival_escalated")
"""The terms of the approach that ask for contact before somebody has a home."""
