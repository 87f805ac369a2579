"""What comes in: confirming receipt of a letter or a file, reading, returning, and saying that it was not used."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.handover import post
from reisgenoot.handover.enums import Channel, Completeness, LetterKind, ReturnReason, UnusedReason
from reisgenoot.handover.models import ReceivedHandover
from reisgenoot.handover.package import Package, read_package
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now, today
from reisgenoot.kernel.crypto import decrypt, encrypt
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.kernel.reading import log_read


@transaction.atomic
def confirm_receipt(*, by: Actor, letter_id: int) -> ReceivedHandover:
    """Open a package that another organisation wrote to us: from now on it is ours, and the sender sees it arrived.

    Raises
    ------
    NotKnown   there is no such letter to this organisation.
    """
    require(by, Permission.HANDOVER_WRITE)
    envelope, content = post.open_envelope(by=by, letter_id=letter_id)
    held = ReceivedHandover.objects.filter(thread=envelope.thread).first()
    if held is None:
        package = read_package(content, message=_unreadable())
        held = _keep(by, package, channel=Channel.HERE, sender_id=envelope.sender_id, sender=envelope.sender)
    post.answer(by=by, to_id=envelope.sender_id, thread=envelope.thread, kind=LetterKind.RECEIVED)
    return held


@transaction.atomic
def import_package(*, by: Actor, content: bytes) -> ReceivedHandover:
    """Keep a package from a file that a party on another installation sent.

    Raises
    ------
    UnreadablePackage   it is no package of a version we know.
    InvalidInput        this package is here already.
    """
    require(by, Permission.HANDOVER_WRITE)
    package = read_package(content, message=_unreadable())
    if ReceivedHandover.objects.filter(thread=package.thread).exists():
        raise InvalidInput(_("Dit bestand is al ingelezen."), field="file")
    return _keep(by, package, channel=Channel.FILE, sender_id=None, sender=package.sender.organisation)


@transaction.atomic
def mark_read(*, by: Actor, received_id: int) -> ReceivedHandover:
    """Note that the receiver read it; the sender sees it. Again changes nothing."""
    require(by, Permission.HANDOVER_WRITE)
    held = own_received(received_id)
    if held.read_at is None:
        held.read_at, held.read_by_id = now(), by.staff_id
        held.save(update_fields=["read_at", "read_by"])
        tell_sender(by, held, LetterKind.READ)
    return held


@transaction.atomic
def mark_used(*, by: Actor, received_id: int) -> ReceivedHandover:
    """Note that what came on paper was used; a package is used by taking it over.

    Raises
    ------
    InvalidInput   nothing came, or it is a package.
    """
    require(by, Permission.HANDOVER_WRITE)
    held = own_received(received_id)
    if held.sealed is not None or held.completeness == Completeness.MISSING:
        raise InvalidInput(_("Neem de overdracht over; dan is hij gebruikt."), field="received")
    if held.used_at is None:
        held.used_at, held.unused_reason = now(), ""
        held.read_at, held.read_by_id = held.read_at or held.used_at, held.read_by_id or by.staff_id
        held.save(update_fields=["used_at", "unused_reason", "read_at", "read_by"])
    return held


@transaction.atomic
def not_used(*, by: Actor, received_id: int, reason: str) -> ReceivedHandover:
    """Note that what was received was read but not used, and why.

    Raises
    ------
    InvalidInput   it was used, or the reason is not in the list.
    """
    require(by, Permission.HANDOVER_WRITE)
    held = own_received(received_id)
    if held.used_at:
        raise InvalidInput(_("Dit is al gebruikt."), field="reason")
    if reason not in UnusedReason.values:
        raise InvalidInput(_("Kies waarom het niet gebruikt is."), field="reason")
    held.unused_reason = reason
    held.save(update_fields=["unused_reason"])
    return mark_read(by=by, received_id=received_id) if held.read_at is None else held


@transaction.atomic
def return_received(*, by: Actor, received_id: int, reason: str, note: str = "") -> ReceivedHandover:
    """Send back what was received; the content goes, that it came stays. The sender sees why.

    Raises
    ------
    NotKnown       no such handover.
    InvalidInput   it was taken over or returned already, or the reason is not in the list.
    """
    require(by, Permission.HANDOVER_WRITE)
    held = own_received(received_id)
    if held.journey_id is not None or held.returned_at:
        raise InvalidInput(_("Deze overdracht kan niet meer terug."), field="reason")
    if reason not in ReturnReason.values:
        raise InvalidInput(_("Kies waarom je het terugstuurt."), field="reason")
    held.returned_at, held.return_reason, held.return_note = now(), reason, note.strip()[:300]
    held.sealed, held.called = None, ""
    held.save()
    words = str(ReturnReason(reason).label) + (f": {held.return_note}" if held.return_note else "")
    tell_sender(by, held, LetterKind.RETURNED, words)
    return held


def read_received(*, by: Actor, received_id: int) -> tuple[ReceivedHandover, Package | None]:
    """What was received, opened; the reading log remembers it. The package is missing for what came on paper.

    Raises
    ------
    NotKnown   no such handover.
    """
    require(by, Permission.HANDOVER_READ)
    rows = ReceivedHandover.objects.select_related("journey__person", "received_by", "read_by")
    held = rows.filter(pk=received_id).first()
    if held is None:
        raise NotKnown
    log_read(by=by, person_id=held.journey.person_id if held.journey else None, part="handover.received")
    return held, package_of(held)


def package_of(held: ReceivedHandover) -> Package | None:
    """The package in a row, decrypted; None when there is none."""
    return Package.model_validate_json(decrypt(bytes(held.sealed))) if held.sealed else None


def own_received(received_id: int) -> ReceivedHandover:
    """A received handover of this organisation, locked. Raises `NotKnown`."""
    held = ReceivedHandover.objects.select_for_update().filter(pk=received_id).first()
    if held is None:
        raise NotKnown
    return held


def tell_sender(by: Actor, held: ReceivedHandover, kind: LetterKind, words: str = "") -> None:
    """Answer the organisation that wrote it, where it is one of this installation."""
    if held.sender_id is not None and held.channel == Channel.HERE:
        post.answer(by=by, to_id=held.sender_id, thread=UUID(str(held.thread)), kind=kind, words=words)


def _keep(by: Actor, package: Package, *, channel: Channel, sender_id: int | None, sender: str) -> ReceivedHandover:
    return ReceivedHandover.objects.create(
        thread=package.thread,
        sender_id=sender_id,
        sender_name=sender[:200],
        channel=channel,
        completeness=Completeness.COMPLETE,
        received_on=today(),
        received_by_id=by.staff_id,
        parts=package.parts,
        sealed=encrypt(package.model_dump_json()),
        note=package.note,
        called=package.called[:250],
    )


def _unreadable() -> str:
    return _(
        "Dit bestand is geen overdracht die wij kunnen lezen (bij %(place)s). Vraag de afzender om een nieuw bestand."
    )
