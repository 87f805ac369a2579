"""Finding the same person again, for many at once with a constant number of queries.

"Same" needs proof: a BSN that fits, a number of another system, or the exact name with the birth date when no BSN was
given and one person fits. Everything that only looks alike is "near": a person decides. Nothing is merged here.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.tenancy import current_actor
from reisgenoot.people.likeness import COMPATIBLE, SURELY_COMPATIBLE, SpelledName, compatible, likeness
from reisgenoot.people.models import Person, PersonIdentifier
from reisgenoot.people.perms import require_finding

MOST_CANDIDATES = 5
_ALIKE_WITH_DATE = 0.6
_ALIKE_WITHOUT_DATE = 0.8


class Reason(models.TextChoices):
    """Why somebody is, or may be, the one who is looked for."""

    BSN = "bsn", _("zelfde BSN")
    IDENTIFIER = "identifier", _("zelfde nummer in het andere systeem")
    NAME_AND_BIRTH_DATE = "name_and_birth_date", _("zelfde naam en geboortedatum")
    SAME_BSN_OTHER_PERSON = "same_bsn_other_person", _("zelfde BSN, andere persoon")
    SAME_NUMBER_OTHER_PERSON = "same_number_other_person", _("zelfde nummer, andere persoon")
    OTHER_BSN = "other_bsn", _("ander BSN")
    SAME_NAME = "same_name", _("zelfde naam")
    ALIKE_NAME = "alike_name", _("naam lijkt erop")
    SAME_BIRTH_DATE = "same_birth_date", _("zelfde geboortedatum")
    SWAPPED_BIRTH_DATE = "swapped_birth_date", _("dag en maand van de geboortedatum verwisseld")
    OTHER_BIRTH_DATE = "other_birth_date", _("andere geboortedatum")


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """Somebody to look for. ``key`` is the asker's own.

    ``bsn_given`` is true whenever something stood where the BSN belongs, also when it failed the eleven test and
    ``bsn_hash`` is therefore missing.
    """

    key: str
    bsn_hash: str | None = None
    bsn_given: bool = False
    identifiers: Sequence[tuple[str, str]] = ()
    family_name: str = ""
    given_name: str = ""
    birth_date: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant: how alike from 0 to 1, and why."""

    person_id: int
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The answer for one probe: the same person and how that is known, or candidates (best first), or nobody."""

    kind: Literal["same", "near", "none"]
    person_id: int | None = None
    how: Reason | None = None
    candidates: tuple[Candidate, ...] = ()


NOBODY = Match("none")


@dataclass(frozen=True, slots=True)
class _Known:
    person_id: int
    name: SpelledName
    birth_date: date | None
    bsn_hash: str | None


@dataclass(slots=True)
class _Register:
    """The people of the organisation that any of the probes may mean."""

    people: dict[int, _Known] = field(default_factory=dict)
    by_bsn: dict[str, int] = field(default_factory=dict)
    by_identifier: dict[tuple[str, str], int] = field(default_factory=dict)
    by_birth_date: dict[date, list[int]] = field(default_factory=lambda: defaultdict(list))
    sounding: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def find_people(*, by: Actor, probes: Sequence[Probe]) -> dict[str, Match]:
    """Who each probe is, by its key. At most three queries, however many probes.

    A given BSN that fails the eleven test or is nobody's never makes "same" by name. A BSN of somebody with another
    name and another birth date is "near" with the reason `SAME_BSN_OTHER_PERSON`.

    Raises
    ------
    NotAllowed   the actor may neither read files nor bring in deliveries nor decide in the review queue.
    """
    require_finding(by)
    if not probes:
        return {}
    register = _read_register(probes)
    return {probe.key: _settle(probe, register) for probe in probes}


def _settle(probe: Probe, register: _Register) -> Match:
    """By proof first, by likeness only then."""
    name = SpelledName(probe.family_name, probe.given_name)
    return _by_number(probe, name, register) or _by_name(probe, name, register)


def _by_number(probe: Probe, name: SpelledName, register: _Register) -> Match | None:
    by_bsn = register.by_bsn.get(probe.bsn_hash or "")
    owners = {register.by_identifier[one] for one in map(tuple, probe.identifiers) if one in register.by_identifier}
    if by_bsn is not None:
        if owners - {by_bsn}:
            return _contested(probe, name, register, {by_bsn, *owners})
        if _fits(probe, name, register.people[by_bsn]):
            return Match("same", by_bsn, Reason.BSN)
        return _near(probe, name, register, {by_bsn: Reason.SAME_BSN_OTHER_PERSON})
    if not owners:
        return None
    if len(owners) > 1:
        return _contested(probe, name, register, owners)
    (owner,) = owners
    known = register.people[owner]
    if probe.bsn_hash and known.bsn_hash:
        return _near(probe, name, register, {owner: Reason.OTHER_BSN})
    if _fits(probe, name, known):
        return Match("same", owner, Reason.IDENTIFIER)
    return _near(probe, name, register, {owner: Reason.SAME_NUMBER_OTHER_PERSON})


def _contested(probe: Probe, name: SpelledName, register: _Register, owners: set[int]) -> Match:
    """The numbers of one probe point at different people."""
    by_bsn = register.by_bsn.get(probe.bsn_hash or "")
    first = {owner: Reason.BSN if owner == by_bsn else Reason.IDENTIFIER for owner in owners}
    return _near(probe, name, register, first)


def _fits(probe: Probe, name: SpelledName, known: _Known) -> bool:
    """Whether what is told beside the number fits the person: nothing speaks against, or something speaks for."""
    date_known = probe.birth_date is not None and known.birth_date is not None
    if date_known and probe.birth_date == known.birth_date:
        return True
    if name.is_empty or known.name.is_empty:
        return not date_known
    return compatible(name, known.name, at_least=SURELY_COMPATIBLE if date_known else COMPATIBLE)


def _by_name(probe: Probe, name: SpelledName, register: _Register) -> Match:
    if name.is_empty:
        return NOBODY
    if not probe.bsn_given and probe.birth_date:
        exact = [
            person_id
            for person_id in register.by_birth_date.get(probe.birth_date, ())
            if name.is_same_as(register.people[person_id].name)
        ]
        if len(exact) == 1:
            return Match("same", exact[0], Reason.NAME_AND_BIRTH_DATE)
    return _near(probe, name, register, {})


def _near(probe: Probe, name: SpelledName, register: _Register, told: dict[int, Reason]) -> Match:
    """Everybody who may be meant, those whom a number points at first."""
    found = {*told, *_dated(probe, register), *register.sounding.get(probe.key, ())}
    candidates = [
        candidate
        for person_id in found
        if (candidate := _weigh(probe, name, register.people[person_id], told.get(person_id)))
    ]
    candidates.sort(key=lambda one: (one.person_id not in told, -one.score, one.person_id))
    return Match("near", candidates=tuple(candidates[:MOST_CANDIDATES])) if candidates else NOBODY


def _dated(probe: Probe, register: _Register) -> Iterable[int]:
    for day in _birth_dates(probe):
        yield from register.by_birth_date.get(day, ())


def _weigh(probe: Probe, name: SpelledName, known: _Known, told: Reason | None) -> Candidate | None:
    """How alike, and why; None when it is not worth a person's attention."""
    alike = likeness(name, known.name)
    dated, date_reason = _compare_dates(probe.birth_date, known.birth_date)
    other_bsn = bool(probe.bsn_hash and known.bsn_hash and probe.bsn_hash != known.bsn_hash)
    if told is None:
        if alike < (_ALIKE_WITH_DATE if dated > 0 else _ALIKE_WITHOUT_DATE):
            return None
        if other_bsn and dated < 0:
            return None
    reasons = [told] if told else []
    if not name.is_empty and alike >= _ALIKE_WITH_DATE:
        reasons.append(Reason.SAME_NAME if name.is_same_as(known.name) else Reason.ALIKE_NAME)
    if date_reason:
        reasons.append(date_reason)
    if other_bsn and told not in {Reason.OTHER_BSN}:
        reasons.append(Reason.OTHER_BSN)
    score = 0.7 * alike + 0.3 * (0.5 + dated / 2) - (0.1 if other_bsn else 0)
    return Candidate(known.person_id, round(max(0.0, score), 3), tuple(reasons))


def _compare_dates(given: date | None, known: date | None) -> tuple[float, Reason | None]:
    """From -1 (another date) by 0 (one is not known) to 1 (the same)."""
    if given is None or known is None:
        return 0.0, None
    if given == known:
        return 1.0, Reason.SAME_BIRTH_DATE
    if _swapped(given) == known:
        return 0.6, Reason.SWAPPED_BIRTH_DATE
    return -1.0, Reason.OTHER_BIRTH_DATE


def _swapped(day: date) -> date | None:
    """The date with day and month changed places, when that is a date."""
    return date(day.year, day.day, day.month) if day.day <= 12 else None


def _birth_dates(probe: Probe) -> Iterable[date]:
    if probe.birth_date:
        yield probe.birth_date
        swapped = _swapped(probe.birth_date)
        if swapped and swapped != probe.birth_date:
            yield swapped


def _read_register(probes: Sequence[Probe]) -> _Register:
    """One query for the numbers, one for the sounds, one for the people of those, of the BSNs and of the birth dates."""
    register = _Register()
    hashes = {probe.bsn_hash for probe in probes if probe.bsn_hash}
    wanted = {(scheme, value) for probe in probes for scheme, value in probe.identifiers}
    if wanted:
        rows = PersonIdentifier.objects.filter(
            scheme__in={scheme for scheme, _value in wanted}, value__in={value for _scheme, value in wanted}
        ).values_list("scheme", "value", "person_id")
        register.by_identifier = {(scheme, value): owner for scheme, value, owner in rows if (scheme, value) in wanted}
    for key, person_id in _sounding(probes):
        register.sounding[key].append(person_id)
    ids = {*register.by_identifier.values(), *(one for found in register.sounding.values() for one in found)}
    dates = {day for probe in probes for day in _birth_dates(probe)}
    _read_people(register, models.Q(bsn_hash__in=hashes) | models.Q(birth_date__in=dates) | models.Q(pk__in=ids))
    return register


def _read_people(register: _Register, which: models.Q) -> None:
    rows = Person.objects.filter(which).values_list("pk", "family_name", "given_name", "birth_date", "bsn_hash")
    for person_id, family_name, given_name, birth_date, bsn_hash in rows.iterator(chunk_size=5_000):
        name = SpelledName(family_name, given_name)
        register.people[person_id] = _Known(person_id, name, birth_date, bsn_hash)
        if bsn_hash:
            register.by_bsn[bsn_hash] = person_id
        if birth_date:
            register.by_birth_date[birth_date].append(person_id)


_SOUNDING = """
    select key, person_id
    from (
        select probe.key, word.person_id,
               row_number() over (partition by probe.key order by count(distinct word.sound) desc, word.person_id) as place
        from unnest(%(keys)s::text[], %(sounds)s::text[], %(needed)s::int[]) as probe (key, sound, needed)
        join people_namevariant word on word.organisation_id = %(organisation)s and word.sound = probe.sound
        group by probe.key, probe.needed, word.person_id
        having count(distinct word.sound) >= probe.needed
    ) meant
    where place <= 20
"""


def _sounding(probes: Sequence[Probe]) -> list[tuple[str, int]]:
    """Probe key and person, for people of whom at least two words sound like the name.

    One word is enough where a BSN was given: then somebody who is known is meant, and a person looks at it anyway.
    """
    rows = [
        (probe.key, sound, 1 if len(sounds) == 1 else 2)
        for probe in probes
        if len(sounds := SpelledName(probe.family_name, probe.given_name).sounds) > 1 or (sounds and probe.bsn_given)
        for sound in sounds
    ]
    if not rows:
        return []
    keys, sounds, needed = zip(*rows, strict=True)
    parameters = {"keys": list(keys), "sounds": list(sounds), "needed": list(needed)}
    with connection.cursor() as cursor:
        cursor.execute(_SOUNDING, {**parameters, "organisation": current_actor().organisation_id})
        return cursor.fetchall()
