"""What happened in one journey, as the screens tell it: milestones, contacts, and who was director when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from reisgenoot.journeys.enums import Protection
from reisgenoot.journeys.models import Contact, DirectorAssignment, Milestone
from reisgenoot.journeys.protection import as_column
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.models import RECORDED_BY
from reisgenoot.kernel.permissions import Permission, require


@dataclass(frozen=True, slots=True)
class MilestoneFact:
    """A milestone that was reached. ``delivered`` says whether it came from a file."""

    id: int
    key: str
    on: date
    note: str
    by: str
    delivered: bool


@dataclass(frozen=True, slots=True)
class ContactFact:
    """One contact as it is held now. ``kind``, ``outcome``, ``interpreter`` and ``protection`` are codes of `journeys.enums`.

    Of a protected contact that the reader may not read (``readable`` is false) text, promise and people are empty.
    """

    id: int
    on: date
    kind: str
    outcome: str
    language: str
    with_interpreter: bool
    with_whom: str
    text: str
    promise: str
    promise_until: date | None
    promise_kept_on: date | None
    next_on: date | None
    by: str
    interpreter: str = ""
    protection: str = Protection.NORMAL
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Directing:
    """Somebody who was director from a day until another (exclusive; missing = still)."""

    staff_id: int
    name: str
    phone: str
    since: date
    until: date | None
    reason: str


def milestones_of(*, by: Actor, journey_id: int) -> Sequence[MilestoneFact]:
    """The milestones of a journey as they are held now, oldest first. One query."""
    require(by, Permission.JOURNEY_READ)
    rows = Milestone.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    columns = ("pk", "key", "occurred_on", "note", "recorded_by__name", "source_row_id")
    return [
        MilestoneFact(pk, key, day, note, name or "", row is not None)
        for pk, key, day, note, name, row in rows.order_by("occurred_on", "pk").values_list(*columns)
    ]


def contacts_of(*, by: Actor, journey_id: int, limit: int | None = None) -> Sequence[ContactFact]:
    """The contacts of a journey as they are held now, newest first. One query."""
    require(by, Permission.JOURNEY_READ)
    rows = Contact.objects.filter(journey_id=journey_id, superseded_at__isnull=True).order_by("-occurred_on", "-pk")
    columns = (
        "pk",
        "occurred_on",
        "kind",
        "outcome",
        "language",
        "with_interpreter",
        "with_whom",
        "text",
        "promise",
        "promise_until",
        "promise_kept_on",
        "next_on",
        RECORDED_BY,
        "interpreter",
        "protection",
        as_column(by),
    )
    return [_told(ContactFact(*values)) for values in rows.values_list(*columns)[:limit]]


def _told(contact: ContactFact) -> ContactFact:
    """The contact without what this reader may not read."""
    return contact if contact.readable else replace(contact, text="", promise="", with_whom="")


def directing_of(*, by: Actor, journey_id: int) -> Sequence[Directing]:
    """Everybody who is or was director, the newest first. One query."""
    require(by, Permission.JOURNEY_READ)
    rows = DirectorAssignment.objects.filter(journey_id=journey_id).order_by("-valid_from", "-pk")
    return [
        Directing(*values)
        for values in rows.values_list("staff_id", "staff__name", "staff__phone", "valid_from", "valid_until", "reason")
    ]


def reached_in(milestones: Sequence[MilestoneFact]) -> dict[str, list[date]]:
    """The dates of each milestone, oldest first."""
    reached: dict[str, list[date]] = {}
    for milestone in milestones:
        reached.setdefault(milestone.key, []).append(milestone.on)
    return reached
