"""The people that some probes may mean, read with at most five queries however many probes there are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, models

from reisgenoot.kernel.tenancy import current_actor
from reisgenoot.people.likeness import SpelledName
from reisgenoot.people.models import Person, PersonIdentifier
from reisgenoot.people.probes import Probe


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who is registered, made comparable."""

    person_id: int
    name: SpelledName
    birth_date: date | None
    bsn_hash: str | None


@dataclass(slots=True)
class Register:
    """The people of the organisation that any of the probes may mean."""

    people: dict[int, Known] = field(default_factory=dict)
    by_bsn: dict[str, int] = field(default_factory=dict)
    by_identifier: dict[tuple[str, str], int] = field(default_factory=dict)
    by_birth_date: dict[date, list[int]] = field(default_factory=lambda: defaultdict(list))
    sounding: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def swapped(day: date) -> date | None:
    """The date with day and month changed places, when that is a date."""
    return date(day.year, day.day, day.month) if day.day <= 12 else None


def birth_dates(probe: Probe) -> Iterable[date]:
    """The birth date of a probe, and with day and month changed places when that is another date."""
    if probe.birth_date:
        yield probe.birth_date
        other = swapped(probe.birth_date)
        if other and other != probe.birth_date:
            yield other


def read_owners(probes: Sequence[Probe]) -> Register:
    """The people of the numbers in the probes: two queries."""
    register = Register()
    wanted = {(scheme, value) for probe in probes for scheme, value in probe.identifiers}
    if wanted:
        rows = PersonIdentifier.objects.filter(
            scheme__in={scheme for scheme, _value in wanted}, value__in={value for _scheme, value in wanted}
        ).values_list("scheme", "value", "person_id")
        register.by_identifier = {(scheme, value): owner for scheme, value, owner in rows if (scheme, value) in wanted}
    hashes = {probe.bsn_hash for probe in probes if probe.bsn_hash}
    if hashes or register.by_identifier:
        _read_people(register, models.Q(bsn_hash__in=hashes) | models.Q(pk__in=register.by_identifier.values()))
    return register


def read_born(register: Register, probes: Sequence[Probe]) -> None:
    """Add the people who were born on a day of these probes: one query."""
    if dates := {day for probe in probes for day in birth_dates(probe)}:
        _read_people(register, models.Q(birth_date__in=dates))


def read_sounding(register: Register, probes: Sequence[Probe]) -> None:
    """Add the people whose name sounds like that of one of these probes: two queries."""
    for key, person_id in _sounding(probes):
        register.sounding[key].append(person_id)
    ids = {one for found in register.sounding.values() for one in found}
    if unread := ids - set(register.people):
        _read_people(register, models.Q(pk__in=unread))


def _read_people(register: Register, which: models.Q) -> None:
    rows = Person.objects.filter(which).values_list("pk", "family_name", "given_name", "birth_date", "bsn_hash")
    for person_id, family_name, given_name, birth_date, bsn_hash in rows.iterator(chunk_size=5_000):
        if person_id in register.people:
            continue
        name = SpelledName(family_name, given_name)
        register.people[person_id] = Known(person_id, name, birth_date, bsn_hash)
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
    parameters: dict[str, Any] = {
        "keys": [key for key, _sound, _needed in rows],
        "sounds": [sound for _key, sound, _needed in rows],
        "needed": [needed for _key, _sound, needed in rows],
        "organisation": current_actor().organisation_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SOUNDING, parameters)
        return [(key, person_id) for key, person_id in cursor.fetchall()]
