"""Where scans of signed plans lie: encrypted among the home's files, one folder per organisation, named by digest."""

import base64
import hashlib
import os
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from reisgenoot.kernel.crypto import decrypt, encrypt
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.plans.enums import ScanKind

MOST_BYTES = 10 * 1024 * 1024
CONTENT_TYPES = {ScanKind.PDF: "application/pdf", ScanKind.JPEG: "image/jpeg", ScanKind.PNG: "image/png"}
_PNG = b"\x89PNG\r\n\x1a\n"
_TAIL = 1024


def kind_of(content: bytes) -> ScanKind:
    """What a file is, by what stands in it; its name and what the browser says are not asked.

    Raises
    ------
    InvalidInput   it is empty, too large, cut off, or neither PDF, JPEG nor PNG.
    """
    if not content:
        raise InvalidInput(_("Dit bestand is leeg."), field="scan")
    if len(content) > MOST_BYTES:
        raise InvalidInput(_("Dit bestand is te groot: hooguit 10 MB."), field="scan")
    tail = content[-_TAIL:].rstrip(b"\r\n\x00 ")
    if content.startswith(b"%PDF-") and b"%%EOF" in tail:
        return ScanKind.PDF
    if content.startswith(b"\xff\xd8\xff") and tail.endswith(b"\xff\xd9"):
        return ScanKind.JPEG
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and b"IEND" in tail:
        return ScanKind.PNG
    raise InvalidInput(
        _("Kies een scan als PDF, JPEG of PNG. Dit bestand is iets anders of niet volledig."), field="scan"
    )


def keep(content: bytes, *, organisation_id: int) -> str:
    """Keep a file encrypted; returns its digest (SHA-256 of what was sent). The same file twice is kept once."""
    digest = hashlib.sha256(content).hexdigest()
    path = _path(digest, organisation_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    sealed = encrypt(base64.b64encode(content).decode())
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_bytes(sealed)
    draft.replace(path)
    return digest


def fetch(digest: str, *, organisation_id: int) -> bytes:
    """The file as it was sent.

    Raises
    ------
    NotKnown   it is not there, or it is no longer what was sent.
    """
    path = _path(digest, organisation_id)
    if not path.is_file():
        raise NotKnown
    content = base64.b64decode(decrypt(path.read_bytes()))
    if hashlib.sha256(content).hexdigest() != digest:
        raise NotKnown
    return content


def _path(digest: str, organisation_id: int) -> Path:
    return Path(settings.HOME) / "plans" / str(organisation_id) / digest
