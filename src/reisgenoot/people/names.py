"""How a name is compared: without accents, capitals, hyphens and apostrophes, and by its sound across transliterations.

Pure text functions. Two names that sound alike here are only ever proposed to a person, never taken as the same.
"""

import re
import unicodedata
from functools import lru_cache

_NOT_A_LETTER = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile("['’‘ʼʿʾ`´]")
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ə": "e", "ħ": "h"}
)
ARTICLES = frozenset({"al", "el", "ul", "ad", "an", "ar", "as", "at", "az", "ash"})
"""The Arabic article as it is written before a name; of no weight when names are compared."""

_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^d[jzh](?=[aeiou])", "j"),
        (r"^(?:y|i(?=[aeou]))", "j"),
        (r"sch|tsch|tch|sh|sj|^ch(?=a[hr]|e[rh])", "s"),
        (r"kh|ch|ck|gh(?=a)|q|c", "k"),
        (r"gh", "g"),
        (r"ph|v", "f"),
        (r"th|dh(?=$)|dt", "t"),
        (r"dh", "d"),
        (r"dj|zj", "j"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"(?<=[a-z])[aeiouwy]+", ""),
        (r"^[aeiou]+", "a"),
        (r"(?<=[a-z])h$", ""),
        (r"(.)\1+", r"\1"),
    )
)


def normalise_name(text: str) -> str:
    """The comparable form of a name: small letters without marks, words parted by one blank.

    Letters of other scripts stay as they are. An apostrophe joins (``Ma'moun``), a hyphen parts (``al-Hassan``).

    Examples
    --------
    >>> normalise_name("  AL-HASSAN ")
    'al hassan'
    >>> normalise_name("Gülşah O'Neill")
    'gulsah oneill'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(_PLAIN)
    return _NOT_A_LETTER.sub(" ", _APOSTROPHES.sub("", bare)).strip()


def name_key(*, family_name: str, given_name: str = "") -> str:
    """What people are ordered and compared by: normalised family name, then given name."""
    return f"{normalise_name(family_name)} {normalise_name(given_name)}".strip()


def name_words(*names: str) -> list[str]:
    """Each word of these spellings once, normalised, in order; an article also joined to what follows it.

    Examples
    --------
    >>> name_words("al-Hassan", "Nour")
    ['al', 'hassan', 'alhassan', 'nour']
    """
    found: dict[str, None] = {}
    for name in names:
        words = normalise_name(name).split()
        for position, word in enumerate(words):
            found[word] = None
            if position and words[position - 1] in ARTICLES:
                found[words[position - 1] + word] = None
    return list(found)


@lru_cache(maxsize=50_000)
def sound_of(word: str) -> str:
    """The consonants a normalised word is heard by, equal for most transliterations of one name.

    Examples
    --------
    >>> sound_of("mohammed") == sound_of("muhamad")
    True
    >>> sound_of("yousef") == sound_of("joesoef")
    True
    """
    sound = word
    for pattern, replacement in _SOUNDS:
        sound = pattern.sub(replacement, sound)
    return sound or word


def sounds_of(name: str) -> list[str]:
    """The sounds of the words of a name, without articles, each once and in order."""
    words = [word for word in normalise_name(name).split() if word not in ARTICLES]
    return list(dict.fromkeys(sound_of(word) for word in words))
