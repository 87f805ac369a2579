"""Rows of a supplier's quarterly list: somebody's trajectory, and what that person does at the end of the quarter."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from reisgenoot.deliveries.mapping.held import differs, held_by_key, may_replace
from reisgenoot.deliveries.mapping.people import Start, fill_homes, journeys_of, people_of
from reisgenoot.deliveries.mapping.session import Session
from reisgenoot.deliveries.rows import Row
from reisgenoot.journeys.enums import EndReason
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.services import end_journey, reopen_journey
from reisgenoot.kernel.clock import today
from reisgenoot.offers.models import Enrolment, OutcomeObservation
from reisgenoot.offers.services import NewEnrolment, NewOutcome, record_enrolments, record_outcomes
from reisgenoot.organisations.models import Provider

SUBJECT = "offers.enrolment"
_ENROLLED = ("journey_id", "offer", "provider_id", "started_on", "municipality_id", "ended_on", "dropped_out_on")
_OBSERVED = ("outcomes", "hours_per_week", "text")


def stamp(row: Row) -> str:
    """What makes a row new although it says the same: a trajectory that runs is observed again every quarter."""
    return "" if row.has_given("ended_on") else str(row.period or "")


def read(session: Session, rows: Sequence[Row]) -> None:
    """Record trajectories and what was observed; changed rows correct what they said before."""
    people = people_of(session, rows)
    fill_homes(session, rows, people)
    starts = {row.key: _start(session.latest.get(row.key, row)) for row in rows if row.get("started_on")}
    journeys = journeys_of(session, people, starts)
    provider_id = provider_of(rows) if rows else 0
    enrolments = enrol(session, [row for row in rows if row.key in journeys], journeys, provider_id)
    _observe(session, rows, journeys, enrolments)
    _end_journeys(session, rows, journeys)


def provider_of(rows: Sequence[Row]) -> int:
    """The provider that sends this kind of file, made from the recipe when the approach does not name it."""
    supplier = rows[0].kind.supplier
    if supplier is None:
        raise ValueError("the recipe names no supplier")  # the loader checks that
    found = Provider.objects.filter(key=supplier.key).first()
    return found.pk if found else Provider.objects.create(key=supplier.key, name=supplier.name).pk


def _start(row: Row) -> Start:
    """A journey that is known to have ended in a later file of the delivery begins with its end."""
    ended_on = row.get("ended_on")
    reason = EndReason.FINISHED if ended_on else ""
    return Start(on=row.get("started_on"), ended_on=ended_on, end_reason=reason, municipality_id=row.get("place"))


def enrol(session: Session, rows: Sequence[Row], journeys: Mapping[str, int], provider_id: int) -> dict[str, int]:
    """The enrolment of each row, by its key: the one that is held, a corrected one, or a new one."""
    held = held_by_key(Enrolment, journeys)
    found: dict[str, int] = {}
    fresh: list[tuple[Row, NewEnrolment]] = []
    for row in rows:
        before = held.get(row.key, [None])[-1]
        if before is not None:
            found[row.key] = before.pk
        if not row.get("started_on") or (before is not None and row.is_late):
            continue
        wanted = _enrolment(row, journeys[row.key], provider_id)
        if before is None:
            fresh.append((row, wanted))
        elif _differs(row, before, wanted) and may_replace(session, row, before, (SUBJECT, before.pk)):
            fresh.append((row, replace(wanted, replaces=before.pk)))
    ids = record_enrolments(by=session.by, enrolments=[wanted for _row, wanted in fresh])
    for (row, wanted), enrolment_id in zip(fresh, ids, strict=True):
        found[row.key] = enrolment_id
        session.counts["changed_facts" if wanted.replaces else "new_facts"] += 1
    session.subjects |= {key: (SUBJECT, enrolment_id) for key, enrolment_id in found.items()}
    return found


def _differs(row: Row, before: Enrolment, wanted: NewEnrolment) -> bool:
    """Whether the row corrects the enrolment; an end that is in doubt changes nothing."""
    if "ended_on" in row.doubts:
        wanted = replace(wanted, ended_on=before.ended_on)
    return differs(before, wanted, _ENROLLED)


def _enrolment(row: Row, journey_id: int, provider_id: int) -> NewEnrolment:
    dropped_out_on = row.get("dropped_out_on")
    return NewEnrolment(
        journey_id=journey_id,
        offer=row.kind.offer,
        provider_id=provider_id,
        municipality_id=row.get("place"),
        started_on=row.get("started_on"),
        ended_on=row.get("ended_on") or dropped_out_on,
        dropped_out_on=dropped_out_on,
        source_row_id=row.source_row_id,
    )


def _observe(session: Session, rows: Sequence[Row], journeys: Mapping[str, int], enrolments: Mapping[str, int]) -> None:
    held = {
        (key, fact.observed_on): fact
        for key, facts in held_by_key(OutcomeObservation, journeys).items()
        for fact in facts
    }
    fresh: list[NewOutcome] = []
    for row in rows:
        day = observed_on(row)
        if row.key not in enrolments or day is None or not _is_sure(row):
            continue
        wanted = _outcome(session, row, day, journeys[row.key], enrolments[row.key])
        before = held.get((row.key, day))
        if before is None:
            fresh.append(wanted)
        elif row.is_late or not differs(before, wanted, _OBSERVED):
            continue
        elif may_replace(session, row, before, ("offers.outcomeobservation", before.pk)):
            fresh.append(replace(wanted, replaces=before.pk))
    record_outcomes(by=session.by, outcomes=fresh)
    corrected = sum(1 for one in fresh if one.replaces is not None)
    session.counts["changed_facts"] += corrected
    session.counts["new_facts"] += len(fresh) - corrected


def observed_on(row: Row) -> date | None:
    """The day that a status is of: the last day of the trajectory, else of the quarter; today while that still runs."""
    if "ended_on" in row.doubts:
        return None
    return row.get("ended_on") or (min(row.period, today()) if row.period else None)


def _is_sure(row: Row) -> bool:
    """Whether all columns that tell an outcome are sure: half an answer would be a guess."""
    return not any(name in row.doubts for name in _telling(row))


def _telling(row: Row) -> list[str]:
    return [
        name
        for name, column in row.kind.columns.items()
        if column.type == "outcomes" or column.outcome or name == "hours_per_week"
    ]


def _outcome(session: Session, row: Row, day: date, journey_id: int, enrolment_id: int) -> NewOutcome:
    hours = row.get("hours_per_week")
    return NewOutcome(
        journey_id=journey_id,
        enrolment_id=enrolment_id,
        observed_on=day,
        outcomes=outcomes_of(session, row),
        hours_per_week=hours if hours and hours > 0 else None,
        text=row.given_text("outcome")[:300] if "outcome" in row.titles else "",
        source_row_id=row.source_row_id,
    )


def outcomes_of(session: Session, row: Row) -> list[str]:
    """All that somebody does at once, in the order of the approach's ladder; empty is none of them."""
    told = set(row.get("outcome") or ())
    for name, column in row.kind.columns.items():
        value = row.get(name)
        if column.outcome and (value == "yes" or (isinstance(value, Decimal) and value > 0)):
            told.add(column.outcome)
    return [rung.key for rung in session.approach.outcome_ladder if rung.key in told]


def _end_journeys(session: Session, rows: Sequence[Row], journeys: Mapping[str, int]) -> None:
    """End the journey of somebody of whom only this trajectory is known; let it run again when the end was taken back."""
    ends = {journeys[row.key]: row for row in rows if row.key in journeys and not row.is_late}
    alone = Journey.objects.filter(pk__in=ends, person__bsn_hash__isnull=True).in_bulk()
    for journey_id, row in ends.items():
        last = session.latest.get(row.key, row)
        journey, ended_on = alone.get(journey_id), last.get("ended_on")
        if journey is None or "ended_on" in last.doubts or journey.ended_on == ended_on:
            continue
        if journey.ended_on is not None:
            reopen_journey(by=session.by, journey_id=journey_id)
        if ended_on is not None:
            end_journey(by=session.by, journey_id=journey_id, ended_on=ended_on, reason=EndReason.FINISHED)
