"""Rows of the base programme: who took part, and the pass or fail on each indicator at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from reisgenoot.deliveries.mapping.follow_up import enrol, provider_of
from reisgenoot.deliveries.mapping.held import held_by_key, may_replace
from reisgenoot.deliveries.mapping.people import Start, fill_homes, journeys_of, people_of
from reisgenoot.deliveries.mapping.session import Session
from reisgenoot.deliveries.rows import Row
from reisgenoot.intake.enums import Moment, Origin
from reisgenoot.intake.models import Measurement
from reisgenoot.intake.services import NewMeasurement, record_measurements
from reisgenoot.journeys.enums import EndReason
from reisgenoot.kernel.clock import today


def read(session: Session, rows: Sequence[Row]) -> None:
    """Record who took part and the scores; changed rows correct what they said before."""
    rows = [row for row in rows if not row.is_late]
    people = people_of(session, rows)
    fill_homes(session, rows, people)
    starts = {row.key: _start(row) for row in rows if row.get("started_on")}
    journeys = journeys_of(session, people, starts)
    enrolled = [row for row in rows if row.key in journeys]
    enrol(session, enrolled, journeys, provider_of(rows) if rows else 0)
    _measure(session, enrolled, journeys)


def _start(row: Row) -> Start:
    dropped_out_on = row.get("dropped_out_on")
    reason = EndReason.STOPPED if dropped_out_on else ""
    place = row.get("place")
    return Start(on=row.get("started_on"), ended_on=dropped_out_on, end_reason=reason, municipality_id=place)


def scored_on(session: Session, row: Row) -> date | None:
    """The day a score is of: the day somebody dropped out, else the end by the duration of the offer."""
    started_on = row.get("started_on")
    if "dropped_out_on" in row.doubts or started_on is None:
        return None
    offer = session.approach.offers.get(row.kind.offer)
    end = row.get("dropped_out_on") or (offer.duration.after(started_on) if offer and offer.duration else started_on)
    return min(end, today())


def _measure(session: Session, rows: Sequence[Row], journeys: Mapping[str, int]) -> None:
    held = {(key, fact.item): fact for key, facts in held_by_key(Measurement, journeys).items() for fact in facts}
    fresh: list[NewMeasurement] = []
    for row in rows:
        for name, column in row.kind.columns.items():
            value, day = row.get(name), scored_on(session, row)
            if column.type != "code" or value is None or day is None:
                continue
            wanted = NewMeasurement(
                journey_id=journeys[row.key],
                scale=column.list or "",
                item=name,
                value=str(value),
                measured_on=day,
                moment=Moment.CLOSING,
                origin=Origin.DELIVERED,
                source_row_id=row.source_row_id,
            )
            before = held.get((row.key, name))
            if before is None:
                fresh.append(wanted)
            elif (before.value, before.measured_on) != (wanted.value, day) and may_replace(
                session, row, before, ("intake.measurement", before.pk)
            ):
                fresh.append(replace(wanted, replaces=before.pk))
    record_measurements(by=session.by, measurements=fresh)
    corrected = sum(1 for one in fresh if one.replaces is not None)
    session.counts["changed_facts"] += corrected
    session.counts["new_facts"] += len(fresh) - corrected
