"""What was filled in so far of an open sitting: answers by path with their giver and language, sealed in the database."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from reisgenoot.kernel.clock import HOME_ZONE, now
from reisgenoot.kernel.crypto import decrypt, encrypt
from reisgenoot.questionnaires.filled import Filled
from reisgenoot.questionnaires.models import Filling, Sitting
from reisgenoot.questionnaires.versions import form_of


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it was typed: its value (empty = emptied on purpose), from whom, in which language."""

    value: str
    by: str
    language: str


@dataclass(slots=True)
class Kept:
    """The whole of what was filled in: answers by path, and how many there are of each repeat by its path."""

    given: dict[str, Given] = field(default_factory=dict)
    repeats: dict[str, int] = field(default_factory=dict)

    def values(self) -> dict[str, str]:
        """The answers alone, by path."""
        return {path: given.value for path, given in self.given.items()}


def unseal(filling: Filling) -> Kept:
    """What a filling holds."""
    stored = json.loads(decrypt(bytes(filling.sealed)))
    given = {path: Given(*values) for path, values in stored["given"].items()}
    return Kept(given, {path: int(number) for path, number in stored["repeats"].items()})


def seal(kept: Kept) -> bytes:
    """What was filled in, encrypted."""
    given = {path: [one.value, one.by, one.language] for path, one in kept.given.items()}
    return encrypt(json.dumps({"given": given, "repeats": kept.repeats}))


def filled_of(sitting: Sitting, kept: Kept, *, language: str = "") -> Filled:
    """The form as it is filled in so far, in a language (else the sitting's)."""
    chosen = language or sitting.language
    return fill(sitting, kept.values(), repeats=kept.repeats, language=chosen)


def fill(sitting: Sitting, values: Mapping[str, str], *, repeats: Mapping[str, int], language: str = "") -> Filled:
    """The sitting's form with these answers, as of now on a Dutch wall."""
    moment = now().astimezone(HOME_ZONE).replace(tzinfo=None)
    return Filled(form_of(sitting.version), values, repeats=repeats, moment=moment, language=language)
