"""The only module that writes and reads letters between organisations (docs/adr/0008).

Row-level security lets an organisation write only as itself, and read what it wrote and what was written to it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reisgenoot.handover.enums import LetterKind
from reisgenoot.handover.models import Letter
from reisgenoot.handover.package import Package
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.crypto import decrypt, encrypt
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Envelope:
    """A package that was written to us, unopened: who wrote it and when."""

    letter_id: int
    thread: UUID
    sender_id: int
    sender: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Reply:
    """What the other organisation answered: a code of `LetterKind`, when, and in words why (only when returned)."""

    kind: str
    at: datetime
    words: str


def send_package(*, by: Actor, partner_id: int, package: Package) -> None:
    """Write a package to another organisation of this installation."""
    _write(by, partner_id, package.thread, LetterKind.PACKAGE, package.model_dump_json())


def answer(*, by: Actor, to_id: int, thread: UUID, kind: LetterKind, words: str = "") -> None:
    """Answer a package that was written to us. The same answer again changes nothing.

    Raises
    ------
    NotKnown   there is no such package from them to us.
    """
    _package_to(by, thread, writer_id=to_id)
    if not Letter.objects.filter(thread=thread, kind=kind).exists():
        _write(by, to_id, thread, kind, words)


def envelopes(*, by: Actor) -> list[Envelope]:
    """Packages that were written to us, the newest first. Nothing in them is opened. One query."""
    rows = Letter.post.filter(recipient_id=by.organisation_id, kind=LetterKind.PACKAGE).order_by("-written_at", "-pk")
    names = ("pk", "thread", "organisation_id", "organisation__name", "written_at")
    return [Envelope(*row) for row in rows.values_list(*names)]


def open_envelope(*, by: Actor, letter_id: int) -> tuple[Envelope, str]:
    """A package that was written to us, with its JSON. Raises `NotKnown`."""
    rows = Letter.post.filter(recipient_id=by.organisation_id, kind=LetterKind.PACKAGE).select_related("organisation")
    found = rows.filter(pk=letter_id).first()
    if found is None:
        raise NotKnown
    envelope = Envelope(found.pk, found.thread, found.organisation_id, found.organisation.name, found.written_at)
    return envelope, decrypt(bytes(found.sealed))


def replies(*, by: Actor, partners: dict[UUID, int]) -> dict[UUID, list[Reply]]:
    """What was answered, by thread, in order; ``partners`` says of which organisation an answer counts. One query."""
    rows = Letter.post.filter(recipient_id=by.organisation_id, thread__in=list(partners))
    rows = rows.exclude(kind=LetterKind.PACKAGE).order_by("written_at", "pk")
    found: dict[UUID, list[Reply]] = defaultdict(list)
    for letter in rows:
        if letter.organisation_id == partners[letter.thread]:
            words = decrypt(bytes(letter.sealed)) if letter.kind == LetterKind.RETURNED else ""
            found[letter.thread].append(Reply(letter.kind, letter.written_at, words))
    return found


def partners_of(*, by: Actor) -> Iterable[tuple[int, str]]:
    """The other organisations of this installation, by name. One query."""
    return list(Organisation.objects.exclude(pk=by.organisation_id).order_by("name").values_list("pk", "name"))


def _package_to(by: Actor, thread: UUID, *, writer_id: int) -> None:
    rows = Letter.post.filter(
        recipient_id=by.organisation_id, thread=thread, kind=LetterKind.PACKAGE, organisation_id=writer_id
    )
    if not rows.exists():
        raise NotKnown


def _write(by: Actor, recipient_id: int, thread: UUID, kind: LetterKind, text: str) -> None:
    Letter.objects.create(
        organisation_id=by.organisation_id, recipient_id=recipient_id, thread=thread, kind=kind, sealed=encrypt(text)
    )
