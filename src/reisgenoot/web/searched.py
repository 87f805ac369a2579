"""A name somebody searched for, as it may stand in an address: sealed, so that no log or history holds a name.

The address can still be kept, shared with a colleague and gone back to.
"""

import base64
import binascii

from reisgenoot.kernel.crypto import WrongKey, decrypt, encrypt

MOST_LETTERS = 80


def seal(query: str) -> str:
    """The query as letters and digits that say nothing; empty for an empty query."""
    words = query.strip()[:MOST_LETTERS]
    return base64.urlsafe_b64encode(encrypt(words)).decode().rstrip("=") if words else ""


def opened(sealed: str) -> str:
    """The query that was sealed; empty for what was never sealed here (an old address, a typing mistake)."""
    try:
        return decrypt(base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))) if sealed else ""
    except (binascii.Error, ValueError, WrongKey):
        return ""
