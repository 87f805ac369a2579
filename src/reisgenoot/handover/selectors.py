"""Reading handovers: what we sent and how far it is, what was written to us, and on which ground we may share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from reisgenoot.handover import post
from reisgenoot.handover.enums import HandoverState
from reisgenoot.handover.models import Consent, Handover, Party, ReceivedHandover, SharingAgreement
from reisgenoot.handover.package import Package
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import HOME_ZONE, today
from reisgenoot.kernel.crypto import decrypt
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.people.selectors import name_of

PAGE = 50


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to a handover: the state it got into, and when. ``words`` is why it came back."""

    state: HandoverState
    at: datetime
    words: str = ""

    @property
    def on(self) -> date:
        """The day on a Dutch clock."""
        return self.at.astimezone(HOME_ZONE).date()


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """A handover in a list: whose, from whom, to whom, and how far it is."""

    id: int
    journey_id: int
    name: str
    from_name: str
    receiver: str
    to_staff_id: int | None
    is_outside: bool
    parts: Sequence[str]
    steps: Sequence[Step]
    created_at: datetime
    talk_on: date | None

    @property
    def state(self) -> HandoverState:
        """How far it is now."""
        return self.steps[-1].state if self.steps else HandoverState.DRAFT

    @property
    def since(self) -> date:
        """Since when it is so."""
        return self.steps[-1].on if self.steps else self.created_at.astimezone(HOME_ZONE).date()


@dataclass(frozen=True, slots=True)
class Inbox:
    """What others handed to us. ``unopened`` came from organisations here; ``colleague`` is for the reader in person."""

    unopened: Sequence[post.Envelope]
    received: Sequence[ReceivedHandover]
    colleague: Sequence[HandoverLine]


def handovers(*, by: Actor, mine: bool = False) -> list[HandoverLine]:
    """What this organisation handed over, the newest first, at most `PAGE`; ``mine`` only the actor's. Two queries."""
    require(by, Permission.HANDOVER_READ)
    rows = _rows()
    if mine:
        rows = rows.filter(Q(from_staff_id=by.staff_id) | Q(to_staff_id=by.staff_id))
    return _lines(by, list(rows.order_by("-created_at", "-pk")[:PAGE]))


def handovers_of(*, by: Actor, journey_id: int) -> list[HandoverLine]:
    """The handovers of one journey, the newest first. Two queries."""
    require(by, Permission.HANDOVER_READ)
    return _lines(by, list(_rows().filter(journey_id=journey_id).order_by("-created_at", "-pk")))


def get_handover(*, by: Actor, handover_id: int) -> tuple[Handover, HandoverLine]:
    """A handover with how far it is. Raises `NotKnown`. Two queries."""
    require(by, Permission.HANDOVER_READ)
    found = _rows().select_related("agreement", "consent").filter(pk=handover_id).first()
    if found is None:
        raise NotKnown
    return found, _lines(by, [found])[0]


def sent_package(held: Handover) -> Package | None:
    """The package as it was frozen; None while it is a draft."""
    return Package.model_validate_json(decrypt(bytes(held.sealed))) if held.sealed else None


def inbox(*, by: Actor) -> Inbox:
    """What others handed to us: letters nobody opened yet, what was received, and what a colleague handed to the actor."""
    require(by, Permission.HANDOVER_READ)
    received = ReceivedHandover.objects.select_related("journey__person", "received_by").defer("sealed")
    kept = list(received.exclude(parts=[], sealed=None).order_by("-received_on", "-pk")[:PAGE])
    written = post.envelopes(by=by)
    opened = ReceivedHandover.objects.filter(thread__in=[one.thread for one in written])
    threads = set(opened.values_list("thread", flat=True))
    to_me = _rows().filter(to_staff_id=by.staff_id).exclude(state=HandoverState.DRAFT)
    return Inbox(
        unopened=[one for one in written if one.thread not in threads],
        received=kept,
        colleague=_lines(by, list(to_me.order_by("-sent_at", "-pk")[:PAGE])),
    )


def received_of(*, by: Actor, journey_id: int) -> list[ReceivedHandover]:
    """What others gave about one person, the newest first. One query."""
    require(by, Permission.HANDOVER_READ)
    rows = ReceivedHandover.objects.filter(journey_id=journey_id).select_related("received_by", "read_by")
    return list(rows.defer("sealed").order_by("-received_on", "-pk"))


def consents_of(*, by: Actor, journey_id: int) -> list[Consent]:
    """The consents of one person, the newest first. One query."""
    require(by, Permission.HANDOVER_READ)
    rows = Consent.objects.filter(journey_id=journey_id).select_related("party", "recorded_by")
    return list(rows.order_by("-given_on", "-pk"))


def get_consent(*, by: Actor, consent_id: int) -> Consent:
    """One consent. Raises `NotKnown`."""
    require(by, Permission.HANDOVER_READ)
    found = Consent.objects.select_related("party").filter(pk=consent_id).first()
    if found is None:
        raise NotKnown
    return found


def parties(*, by: Actor) -> list[Party]:
    """The parties of the organisation by name. One query."""
    require(by, Permission.HANDOVER_READ)
    return list(Party.objects.order_by("name"))


def agreements(*, by: Actor) -> list[SharingAgreement]:
    """The sharing agreements: those in force first, by party. One query."""
    require(by, Permission.HANDOVER_READ)
    rows = list(SharingAgreement.objects.select_related("party").order_by("party__name", "-valid_from"))
    return sorted(rows, key=lambda one: not is_in_force(one))


def is_in_force(one: SharingAgreement) -> bool:
    """Whether an agreement holds today."""
    day = today()
    return one.valid_from <= day and (one.valid_until is None or one.valid_until > day)


def _rows() -> QuerySet[Handover]:
    return Handover.objects.select_related("journey__person", "from_staff", "to_staff", "party")


def _lines(by: Actor, rows: Sequence[Handover]) -> list[HandoverLine]:
    partners = {
        UUID(str(row.thread)): row.party.partner_id
        for row in rows
        if row.party is not None and row.party.partner_id is not None and row.state != HandoverState.DRAFT
    }
    answered = post.replies(by=by, partners=partners) if partners else {}
    return [_line(row, answered.get(UUID(str(row.thread)), ())) for row in rows]


def _line(row: Handover, replies: Sequence[post.Reply]) -> HandoverLine:
    person = row.journey.person
    receiver = row.party.name if row.party else row.to_staff.name if row.to_staff else ""
    return HandoverLine(
        id=row.pk,
        journey_id=row.journey_id,
        name=name_of(person.called, person.given_name, person.family_name),
        from_name=row.from_staff.name if row.from_staff else "",
        receiver=receiver,
        to_staff_id=row.to_staff_id,
        is_outside=row.party_id is not None,
        parts=row.parts,
        steps=_steps(row, replies),
        created_at=row.created_at,
        talk_on=row.talk_on,
    )


def _steps(row: Handover, replies: Sequence[post.Reply]) -> list[Step]:
    """What happened in order: by the own columns, and what the partner wrote."""
    told = [
        (HandoverState.SENT, row.sent_at),
        (HandoverState.RECEIVED, row.received_at),
        (HandoverState.READ, row.read_at),
        (HandoverState.USED, row.used_at),
    ]
    steps = [Step(state, at) for state, at in told if at is not None]
    steps += [Step(HandoverState(one.kind), one.at, one.words) for one in replies]
    if row.returned_at is not None:
        words = str(row.get_return_reason_display())
        steps.append(
            Step(HandoverState.RETURNED, row.returned_at, f"{words}: {row.return_note}" if row.return_note else words)
        )
    return steps
