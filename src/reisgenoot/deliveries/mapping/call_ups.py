"""Rows of call-ups: who was called to something compulsory, the how-manieth time, and the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reisgenoot.deliveries.mapping.held import differs, held_by_key, may_replace
from reisgenoot.deliveries.mapping.people import Start, fill_homes, journeys_of, people_of
from reisgenoot.deliveries.mapping.session import Session
from reisgenoot.deliveries.rows import Row
from reisgenoot.offers.models import CallUp
from reisgenoot.offers.services import NewCallUp, record_call_ups

SUBJECT = "offers.callup"
_SAID = ("number", "called_on", "response")


def read(session: Session, rows: Sequence[Row]) -> None:
    """Record the calls; changed rows correct what they said before."""
    rows = [row for row in rows if not row.is_late]
    people = people_of(session, rows)
    fill_homes(session, rows, people)
    starts = {
        row.key: Start(on=row.get("called_on"), municipality_id=row.get("place"))
        for row in rows
        if row.get("called_on")
    }
    journeys = journeys_of(session, people, starts)
    _call(session, rows, journeys)


def _call(session: Session, rows: Sequence[Row], journeys: Mapping[str, int]) -> None:
    held = held_by_key(CallUp, journeys)
    fresh: list[tuple[Row, NewCallUp]] = []
    for row in rows:
        if row.key not in journeys or not row.get("called_on") or not row.get("number"):
            continue
        wanted = NewCallUp(
            journey_id=journeys[row.key],
            activity=row.kind.activity,
            number=int(row.get("number")),
            called_on=row.get("called_on"),
            response=row.text("response"),
            source_row_id=row.source_row_id,
        )
        before = held.get(row.key, [None])[-1]
        if before is None:
            fresh.append((row, wanted))
            continue
        session.subjects[row.key] = (SUBJECT, before.pk)
        if differs(before, wanted, _SAID) and may_replace(session, row, before, (SUBJECT, before.pk)):
            fresh.append((row, replace(wanted, replaces=before.pk)))
    ids = record_call_ups(by=session.by, call_ups=[wanted for _row, wanted in fresh])
    for (row, wanted), call_up_id in zip(fresh, ids, strict=True):
        session.subjects[row.key] = (SUBJECT, call_up_id)
        session.counts["changed_facts" if wanted.replaces else "new_facts"] += 1
