"""How a written word is compared: one function for definitions, recipes and the review queue."""

import re
import unicodedata

_NOT_A_WORD = re.compile(r"[^0-9a-z#+&]+")
_NUMBER = re.compile(r"\d+")


def normalise(text: str) -> str:
    """The comparable form of a text that a person typed.

    Lower case, accents and other marks gone, everything that is neither letter nor digit collapsed to one blank.
    ``+`` and ``&`` stay, because they join two statements; ``#`` stays, because definitions use it for "any whole
    number".

    Examples
    --------
    >>> normalise("  Opleiding  MBO-niveau 2 ")
    'opleiding mbo niveau 2'
    >>> normalise("Syrië")
    'syrie'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _NOT_A_WORD.sub(" ", bare).strip()


def with_any_number(normalised: str) -> str:
    """A normalised text with every whole number written as ``#``.

    Examples
    --------
    >>> with_any_number("contract voor 7 maanden")
    'contract voor # maanden'
    """
    return _NUMBER.sub("#", normalised)
