"""Encryption at rest and keyed look-up of the BSN.

The value is encrypted with AES-256-GCM under a random nonce; equality is found through an HMAC-SHA-256 under another
key. Keys come from the settings, never from the database.
"""

import base64
import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from reisgenoot.kernel.errors import ReisgenootError

_NONCE_BYTES = 12


class WrongKey(ReisgenootError):
    """A stored value cannot be decrypted with the configured key; restore the key file that belongs to this database."""

    code = "wrong-key"


def encrypt(text: str) -> bytes:
    """Ciphertext of a text: nonce followed by the sealed bytes."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + _cipher().encrypt(nonce, text.encode(), None)


def decrypt(sealed: bytes) -> str:
    """The text that was sealed. Raises `WrongKey`."""
    try:
        return _cipher().decrypt(bytes(sealed[:_NONCE_BYTES]), bytes(sealed[_NONCE_BYTES:]), None).decode()
    except InvalidTag as error:
        raise WrongKey(WrongKey.__doc__) from error


def keyed_hash(text: str) -> str:
    """64 hexadecimal digits that are equal for equal texts and say nothing without the key."""
    return hmac.new(settings.BSN_HASH_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def _cipher() -> AESGCM:
    return AESGCM(base64.urlsafe_b64decode(settings.BSN_ENCRYPTION_KEY))
