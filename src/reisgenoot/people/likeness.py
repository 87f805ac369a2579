"""How alike two names are, for proposals only: spelling and sound, order of the words and articles of no weight."""

from functools import cached_property

from rapidfuzz import fuzz

from reisgenoot.people.names import ARTICLES, normalise_name, sounds_of

COMPATIBLE = 0.75
"""From here two names may be spellings of one, when nothing else speaks against it."""
SURELY_COMPATIBLE = 0.88
"""From here they are, even when something else speaks against it: ``Hassan`` and ``Hussein`` stay below."""


class SpelledName:
    """A name as it was written, made comparable. Either part may be empty."""

    def __init__(self, family_name: str, given_name: str = "") -> None:
        self.family = normalise_name(family_name)
        self.given = normalise_name(given_name)

    @property
    def is_empty(self) -> bool:
        """Whether no name was written."""
        return not (self.family or self.given)

    @cached_property
    def sounds(self) -> list[str]:
        """The sounds of its words."""
        return sounds_of(f"{self.family} {self.given}")

    def is_same_as(self, known: "SpelledName") -> bool:
        """Whether this is exactly the known name; a name written without given name is compared by family name."""
        if not self.given:
            return bool(self.family) and self.family == known.family
        return (self.family, self.given) == (known.family, known.given)


def likeness(one: SpelledName, other: SpelledName) -> float:
    """From 0 (nothing alike, or no name) to 1 (the same words); a part that one of them lacks is not counted."""
    first, second = _comparable(one, other)
    if not first or not second:
        return 0.0
    spelling = fuzz.token_sort_ratio(first, second) / 100
    sound = fuzz.token_sort_ratio(" ".join(sounds_of(first)), " ".join(sounds_of(second))) / 100
    return float(spelling + sound) / 2


def compatible(one: SpelledName, other: SpelledName, *, at_least: float = COMPATIBLE) -> bool:
    """Whether two names may belong to one person: alike as a whole, or one of them holds all words of the other."""
    first, second = (set(text.split()) for text in _comparable(one, other))
    contained = bool(first and second) and (first <= second or second <= first)
    return contained or likeness(one, other) >= at_least


def _comparable(one: SpelledName, other: SpelledName) -> tuple[str, str]:
    if one.given and other.given:
        return _bare(f"{one.family} {one.given}"), _bare(f"{other.family} {other.given}")
    return _bare(one.family or one.given), _bare(other.family or other.given)


def _bare(name: str) -> str:
    """Without articles, unless there is nothing else."""
    words = name.split()
    return " ".join(word for word in words if word not in ARTICLES) or name
