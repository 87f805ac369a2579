"""Handing over: a draft, sending it, and how far it gets."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.handover import post
from reisgenoot.handover.collecting import collect
from reisgenoot.handover.enums import PROTECTED_PARTS, HandoverState, ReturnReason
from reisgenoot.handover.models import Handover, Party
from reisgenoot.handover.package import Ground as PackageGround
from reisgenoot.handover.package import Package, Sender, Talk
from reisgenoot.handover.services.arranging import check_parts
from reisgenoot.handover.sharing import Ground, may_share
from reisgenoot.journeys.facts import refuse_future
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.services.directing import require_employed
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now, today
from reisgenoot.kernel.crypto import encrypt
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.kernel.reading import log_read
from reisgenoot.organisations.models import Organisation, StaffMember

_MOMENTS = {HandoverState.RECEIVED: "received_at", HandoverState.READ: "read_at", HandoverState.USED: "used_at"}
_ORDER = [HandoverState.SENT, HandoverState.RECEIVED, HandoverState.READ, HandoverState.USED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """To whom (a colleague or a party, not both), what, and what the receiver has to know."""

    parts: Sequence[str]
    to_staff_id: int | None = None
    party_id: int | None = None
    note: str = ""
    health_basis: str = ""
    talk_on: date | None = None
    talk_with: str = ""


@transaction.atomic
def draft_handover(*, by: Actor, journey_id: int, choice: Choice, handover_id: int | None = None) -> Handover:
    """Begin a handover, or (with ``handover_id``) choose anew while it is a draft. Nothing leaves yet.

    Raises
    ------
    NotKnown       the journey, the receiver or the draft is not of this organisation.
    NotShareable   these parts may not go to that party.
    InvalidInput   nothing was chosen, both or no receiver, health without a reason, or it was sent already.
    """
    require(by, Permission.HANDOVER_WRITE)
    require_own(Journey, [journey_id])
    _check(by, choice)
    ground = _ground(by, journey_id, choice)
    held = _own(handover_id) if handover_id else Handover(organisation_id=by.organisation_id, journey_id=journey_id)
    if held.state != HandoverState.DRAFT:
        raise InvalidInput(_("Deze overdracht is al verzonden."), field="handover")
    held.from_staff_id = by.staff_id
    held.to_staff_id, held.party_id = choice.to_staff_id, choice.party_id
    held.parts = sorted(set(choice.parts))
    held.agreement_id, held.consent_id = ground.agreement_id, ground.consent_id
    held.note, held.health_basis = choice.note.strip(), choice.health_basis.strip()
    held.talk_on, held.talk_with = choice.talk_on, choice.talk_with.strip()
    held.save()
    return held


@transaction.atomic
def drop_draft(*, by: Actor, handover_id: int) -> None:
    """Throw a draft away. Raises `NotKnown` for what is no draft of this organisation."""
    require(by, Permission.HANDOVER_WRITE)
    held = _own(handover_id)
    if held.state != HandoverState.DRAFT:
        raise InvalidInput(_("Deze overdracht is al verzonden."), field="handover")
    held.delete()


@transaction.atomic
def send_handover(*, by: Actor, handover_id: int) -> Handover:
    """Send a draft: the story is frozen as it is now, and goes to the receiver. The reading log remembers it.

    Raises
    ------
    NotKnown       no such handover.
    NotShareable   agreement or consent no longer hold.
    InvalidInput   it was sent already.
    """
    require(by, Permission.HANDOVER_WRITE)
    held = _own(handover_id)
    if held.state != HandoverState.DRAFT:
        raise InvalidInput(_("Deze overdracht is al verzonden."), field="handover")
    choice = Choice(parts=held.parts, to_staff_id=held.to_staff_id, party_id=held.party_id)
    ground = _ground(by, held.journey_id, choice)
    held.agreement_id, held.consent_id = ground.agreement_id, ground.consent_id
    package = _package(by, held, ground)
    content = package.model_dump_json()
    held.sealed = encrypt(content)
    held.digest = hashlib.sha256(content.encode()).hexdigest()
    held.sent_at, held.state = now(), HandoverState.SENT
    held.save()
    if held.party and held.party.partner_id is not None:
        post.send_package(by=by, partner_id=held.party.partner_id, package=package)
    log_read(by=by, person_id=held.journey.person_id, part="handover.sent")
    refresh(organisation_id=by.organisation_id, journey_ids=[held.journey_id])
    return held


@transaction.atomic
def mark_step(*, by: Actor, handover_id: int, state: str) -> Handover:
    """Note that the receiver has it, read it or used it; steps before it count as done too.

    For a colleague, who marks it, and for a party without access, for which the sender does. What a partner in this
    installation does stands in its letters.

    Raises
    ------
    NotKnown       no such handover.
    InvalidInput   it was not sent, was returned, got there already, or is for somebody else to mark.
    """
    require(by, Permission.HANDOVER_WRITE)
    held = _own(handover_id)
    if state not in _MOMENTS:
        raise InvalidInput(_("Kies een stap uit de lijst."), field="state")
    _require_marking(by, held)
    wanted = HandoverState(state)
    if held.state not in _ORDER or _ORDER.index(HandoverState(held.state)) >= _ORDER.index(wanted):
        raise InvalidInput(_("Deze stap is al gezet, of kan nu niet."), field="state")
    at = now()
    for step in _ORDER[1 : _ORDER.index(wanted) + 1]:
        if getattr(held, _MOMENTS[step]) is None:
            setattr(held, _MOMENTS[step], at)
    held.state = wanted
    held.save()
    refresh(organisation_id=by.organisation_id, journey_ids=[held.journey_id])
    return held


@transaction.atomic
def return_handover(*, by: Actor, handover_id: int, reason: str, note: str = "") -> Handover:
    """Send a handover back with a reason. Raises as `mark_step` does."""
    require(by, Permission.HANDOVER_WRITE)
    held = _own(handover_id)
    _require_marking(by, held)
    if reason not in ReturnReason.values:
        raise InvalidInput(_("Kies waarom je het terugstuurt."), field="reason")
    if held.state not in _ORDER or held.state == HandoverState.USED:
        raise InvalidInput(_("Deze overdracht kan niet meer terug."), field="state")
    held.state, held.returned_at = HandoverState.RETURNED, now()
    held.return_reason, held.return_note = reason, note.strip()
    held.save()
    refresh(organisation_id=by.organisation_id, journey_ids=[held.journey_id])
    return held


@transaction.atomic
def note_talk(*, by: Actor, handover_id: int, talk_on: date, talk_with: str) -> Handover:
    """Note the warm talk: when, and who were there. Also after sending: the talk often comes later."""
    require(by, Permission.HANDOVER_WRITE)
    held = _own(handover_id)
    refuse_future(talk_on, field="talk_on")
    held.talk_on, held.talk_with = talk_on, talk_with.strip()
    held.save(update_fields=["talk_on", "talk_with"])
    return held


def _package(by: Actor, held: Handover, ground: Ground) -> Package:
    sender = StaffMember.objects.filter(pk=by.staff_id or 0).first()
    receiver = held.party.name if held.party else held.to_staff.name if held.to_staff else ""
    kind: Literal["agreement", "consent", "internal"] = "internal"
    if ground.agreement_id or ground.consent_id:
        kind = "agreement" if ground.agreement_id else "consent"
    return Package(
        thread=held.thread,
        made_at=now(),
        sender=Sender(
            organisation=Organisation.objects.get(pk=by.organisation_id).name,
            staff=sender.name if sender else "",
            phone=sender.phone if sender else "",
        ),
        receiver=receiver,
        ground=PackageGround(
            kind=kind,
            purpose=ground.purpose,
            legal_basis=ground.legal_basis,
            health_basis=held.health_basis,
        ),
        talk=Talk(on=held.talk_on, who=held.talk_with) if held.talk_on else None,
        note=held.note,
        **collect(by=by, journey_id=held.journey_id, parts=held.parts),
    )


def _ground(by: Actor, journey_id: int, choice: Choice) -> Ground:
    if choice.party_id is None:
        return Ground()
    return may_share(by=by, journey_id=journey_id, party_id=choice.party_id, parts=choice.parts)


def _check(by: Actor, choice: Choice) -> None:
    check_parts(choice.parts)
    if (choice.to_staff_id is None) == (choice.party_id is None):
        raise InvalidInput(_("Kies een collega of een organisatie, niet allebei."), field="receiver")
    if choice.to_staff_id is not None:
        require_employed(choice.to_staff_id, today())
        if choice.to_staff_id == by.staff_id:
            raise InvalidInput(_("Kies iemand anders dan jezelf."), field="receiver")
    require_own(Party, [choice.party_id])
    if PROTECTED_PARTS & set(choice.parts):
        require(by, Permission.HEALTH_READ)
        if not choice.health_basis.strip():
            raise InvalidInput(_("Schrijf op waarom gezondheid mee moet, en op welke grondslag."), field="health_basis")
    refuse_future(choice.talk_on, field="talk_on")


def _require_marking(by: Actor, held: Handover) -> None:
    if held.party is not None and held.party.partner_id is not None:
        raise InvalidInput(_("De ontvanger legt dit zelf vast."), field="state")
    if held.to_staff_id is not None and held.to_staff_id != by.staff_id:
        raise InvalidInput(_("De collega die dit ontvangt legt dit zelf vast."), field="state")


def _own(handover_id: int | None) -> Handover:
    rows = Handover.objects.select_for_update(of=["self"]).select_related("party", "to_staff", "journey")
    held = rows.filter(pk=handover_id or 0).first()
    if held is None:
        raise NotKnown
    return held
