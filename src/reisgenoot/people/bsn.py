"""The citizen service number: reading it as people and spreadsheets write it, and keeping it out of sight.

Source
------
Eleven test: Logisch Ontwerp BSN, 9 digits with weights 9 8 7 6 5 4 3 2 -1, sum divisible by 11.
"""

import re

from django.utils.translation import gettext as _

from reisgenoot.kernel.crypto import decrypt, encrypt, keyed_hash
from reisgenoot.kernel.errors import InvalidInput

_LENGTH = 9
_SHORTEST = 7  # a spreadsheet eats leading zeros; a BSN with three of them does not exist
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_BETWEEN = re.compile(r"[\s.\-]")
_WHOLE_FLOAT = re.compile(r"^(\d+)\.0+$")


class InvalidBsn(InvalidInput):
    """What was given is not a citizen service number; the message says why and never repeats it."""

    code = "invalid-bsn"

    def __init__(self, message: str) -> None:
        super().__init__(message, field="bsn")


def parse_bsn(value: str | int | float) -> str:
    """The nine digits of a BSN, its leading zeros restored.

    Reads a number, a number with decimals ``.0`` as spreadsheets keep it, and digits with blanks, dots or hyphens
    between them.

    Raises
    ------
    InvalidBsn   not digits, too short or too long, or it fails the eleven test.
    """
    digits = _digits(value)
    if not digits.isascii() or not digits.isdigit():
        raise InvalidBsn(_("Een BSN bestaat alleen uit cijfers. Kijk het na op het identiteitsbewijs."))
    if not _SHORTEST <= len(digits) <= _LENGTH:
        raise InvalidBsn(_("Een BSN heeft negen cijfers. Kijk het na op het identiteitsbewijs."))
    bsn = digits.zfill(_LENGTH)
    if not passes_eleven_test(bsn):
        raise InvalidBsn(_("Dit BSN bestaat niet (elfproef). Controleer of er een cijfer verkeerd staat."))
    return bsn


def passes_eleven_test(bsn: str) -> bool:
    """Whether nine digits can be a BSN."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, bsn, strict=True))
    return total % 11 == 0 and total != 0


def bsn_hash(bsn: str) -> str:
    """The keyed hash by which a BSN is found, of nine checked digits."""
    return keyed_hash(bsn)


def seal(bsn: str) -> bytes:
    """A BSN encrypted for keeping."""
    return encrypt(bsn)


def unseal(sealed: bytes) -> str:
    """The BSN that was sealed. Raises `kernel.crypto.WrongKey`."""
    return decrypt(sealed)


def _digits(value: str | int | float) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else "?"
    text = str(value).strip()
    whole = _WHOLE_FLOAT.match(text)
    return whole.group(1) if whole else _BETWEEN.sub("", text)
