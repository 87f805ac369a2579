"""One signal as somebody has to see it: what, for whom, by when, from whom it came; and what was done with it before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from reisgenoot.journeys.models import Contact, Signal, SignalNote
from reisgenoot.journeys.protection import own_promise, readable
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.people.selectors import CALLED, name_of


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to do for one person.

    ``signal_id`` is None for a person nobody has spoken yet: that is no signal but a list of its own; ``cause_on`` is
    then the start of the journey and ``due_on`` missing. ``cause_id`` is the row that caused it: the contact of a
    promise, the job, the absence. ``delegated_by`` names who gave it to ``staff_name``, else it is empty.
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
    cause_id: int = 0
    promise: str = ""
    snoozed_until: date | None = None
    snooze_reason: str = ""
    delegated_by: str = ""
    delegated_by_id: int | None = None
    delegated_reason: str = ""
    last_contact_on: date | None = None


_COLUMNS = {
    "journey_id": "journey_id",
    "kind": "kind",
    "rule": "rule",
    "cause_on": "cause_on",
    "due_on": "due_on",
    "visible_from": "visible_from",
    "version_id": "journey__approach_version_id",
    "acts": "acts",
    "staff_id": "staff_id",
    "staff_name": "staff__name",
    "cause_id": "cause_id",
    "snoozed_until": "snoozed_until",
    "snooze_reason": "snooze_reason",
    "delegated_by": "delegated_by__name",
    "delegated_by_id": "delegated_by_id",
    "delegated_reason": "delegated_reason",
    "last_contact_on": "journey__standing__last_contact_on",
}
_WORDS = ("staff_name", "delegated_by")


def items_from(signals: QuerySet[Signal], *, by: Actor) -> dict[int, WorkItem]:
    """Signals as items by signal id, with the words of a promise that the reader may read or has to keep. One query."""
    promised = Contact.objects.filter(readable(by) | own_promise(by), pk=OuterRef("cause_id"))
    rows = signals.annotate(promise=Subquery(promised.values("promise")[:1]))
    return {row["pk"]: _item(row) for row in rows.values("pk", *CALLED, *_COLUMNS.values(), "promise")}


def _item(row: dict[str, Any]) -> WorkItem:
    known = {name: row[column] for name, column in _COLUMNS.items()}
    known |= {name: known[name] or "" for name in _WORDS}
    promise = (row["promise"] or "") if row["rule"] == "promise" else ""
    name = name_of(*(row[column] for column in CALLED))
    return WorkItem(signal_id=row["pk"], name=name, promise=promise, **known)


@dataclass(frozen=True, slots=True)
class SignalMoment:
    """Something that happened to a signal. ``deed`` is ``opened``, ``closed`` or one of `journeys.noted.SignalDeed`."""

    at: datetime
    deed: str
    by: str = ""
    to: str = ""
    until: date | None = None
    reason: str = ""


def history_of(*, by: Actor, signal_id: int) -> Sequence[SignalMoment]:
    """What happened to one signal since it opened, oldest first. Two queries.

    Raises
    ------
    NotKnown   there is no such signal in the organisation.
    """
    require(by, Permission.JOURNEY_READ)
    signal = Signal.objects.filter(pk=signal_id).values_list("since", "closed_at").first()
    if signal is None:
        raise NotKnown
    since, closed_at = signal
    notes = SignalNote.objects.filter(signal_id=signal_id).order_by("at", "pk")
    moments = [
        SignalMoment(at, deed, who or "", to or "", until, reason)
        for at, deed, who, to, until, reason in notes.values_list(
            "at", "deed", "by__name", "to__name", "until", "reason"
        )
    ]
    closed = [SignalMoment(closed_at, "closed")] if closed_at else []
    return [SignalMoment(since, "opened"), *moments, *closed]
