"""Making people: who they are, how their name is written, and with whom they live."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from reisgenoot.people.bsn import bsn_hash, seal
from reisgenoot.people.enums import HouseholdRole, NameKind, Sex
from reisgenoot.people.models import Household, Person
from reisgenoot.people.names import name_key, name_words, sound_of
from reisgenoot.simulation.bsn import test_bsn
from reisgenoot.simulation.chance import Draw, days, one_of
from reisgenoot.simulation.ground import LONGEST, Ground, Town
from reisgenoot.simulation.names import COUNTRIES, NAMING, RESPELT, Naming
from reisgenoot.simulation.targets import HOUSEHOLD, MEMBER, NAME_WORD, PERSON, Sheet
from reisgenoot.simulation.writing import Ids

HOUSEHOLDS = Draw({"partner_and_children": 60.0, "alone": 25.0, "single_with_children": 9.0, "other": 6.0})
SHARE_PARTNER_GUIDED = 0.45
"""Share of partners who have a journey of their own; of the others only the name is known."""

_COUNTRY = Draw(COUNTRIES)
_CHILDREN = Draw({1: 35.0, 2: 30.0, 3: 20.0, 4: 10.0, 5: 5.0})
_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Traveller:
    """Somebody who gets a journey, with what the journey depends on. ``starts`` is a day counted from today."""

    person_id: int
    sex: str
    country: str
    language: str
    needs_interpreter: bool
    household: str
    town: Town
    starts: int


@dataclass
class Maker:
    """Makes households of one chunk into a sheet; test numbers come from ``bsn_from`` up to ``bsn_until``, without those
    whose hash is ``taken``."""

    ground: Ground
    chance: Random
    sheet: Sheet
    ids: Ids
    bsn_from: int
    bsn_until: int
    taken: frozenset[str] = field(default_factory=frozenset)

    def households(self) -> Iterator[list[Traveller]]:
        """One household after another, for ever: those of its members who get a journey."""
        while True:
            yield self._household()

    def _household(self) -> list[Traveller]:
        chance = self.chance
        kind, country = HOUSEHOLDS(chance), _COUNTRY(chance)
        naming, town = NAMING[country], one_of(chance, self.ground.towns)
        starts = self.ground.calendar.on_weekday(-1 - int(chance.random() * (LONGEST - 60)))
        family = one_of(chance, naming.family or naming.men)
        sex = Sex.MAN if chance.random() < (0.7 if kind == "alone" else 0.55) else Sex.WOMAN
        if kind == "single_with_children":
            sex = Sex.WOMAN if chance.random() < 0.85 else Sex.MAN
        first = _Start(naming, country, town, kind, starts)
        age = days(chance, 19, 34, 64)
        household_id = self.ids.take(Household)
        self.sheet.add(HOUSEHOLD, household_id, self.ground.calendar.recorded(starts, chance))
        given = self._given(naming, sex)
        found = [self._adult(first, given, family, sex, age, household_id, HouseholdRole.ADULT)]
        if kind == "partner_and_children" or (kind == "other" and chance.random() < 0.6):
            found += self._partner(first, sex, age, household_id)
        if kind in {"partner_and_children", "single_with_children"}:
            father = given if sex == Sex.MAN else self._given(naming, Sex.MAN)
            for _ in range(_CHILDREN(chance)):
                self._child(first, family if naming.family else father, age, household_id)
        return found

    def _partner(self, first: "_Start", sex: str, age: int, household_id: int) -> list[Traveller]:
        """The partner: with an own journey, somewhat later for who came through family reunification, or only known."""
        chance = self.chance
        other = Sex.WOMAN if sex == Sex.MAN else Sex.MAN
        family = one_of(chance, first.naming.family or first.naming.men)
        age = max(19, age + int(chance.triangular(-6, 4, -2)))
        given = self._given(first.naming, other)
        if chance.random() >= SHARE_PARTNER_GUIDED:
            self._person(first, given, family, other, age, household_id, HouseholdRole.PARTNER)
            return []
        later = int(chance.random() * 200) if chance.random() < 0.4 else 0
        starts = self.ground.calendar.on_weekday(min(first.starts + later, -1))
        later_start = _Start(first.naming, first.country, first.town, first.kind, starts)
        return [self._adult(later_start, given, family, other, age, household_id, HouseholdRole.PARTNER)]

    def _adult(
        self, start: "_Start", given: str, family: str, sex: str, age: int, household_id: int, role: str
    ) -> Traveller:
        person_id, language, interpreter = self._person(
            start, given, family, sex, age, household_id, role, bsn=self._next_bsn()
        )
        return Traveller(person_id, sex, start.country, language, interpreter, start.kind, start.town, start.starts)

    def _child(self, start: "_Start", family: str, parents_age: int, household_id: int) -> None:
        sex = Sex.WOMAN if self.chance.random() < 0.5 else Sex.MAN
        age = int(self.chance.random() * min(18, max(parents_age - 19, 1)))
        self._person(start, self._given(start.naming, sex), family, sex, age, household_id, HouseholdRole.CHILD)

    def _given(self, naming: Naming, sex: str) -> str:
        return one_of(self.chance, naming.women if sex == Sex.WOMAN else naming.men)

    def _next_bsn(self) -> str | None:
        position, self.bsn_from = self.bsn_from, self.bsn_from + 1
        known = self.chance.random() < 0.97 and position < self.bsn_until
        return test_bsn(position) if known else None

    def _person(
        self,
        start: "_Start",
        given: str,
        family: str,
        sex: str,
        age: int,
        household_id: int,
        role: str,
        bsn: str | None = None,
    ) -> tuple[int, str, bool]:
        """One row of a person with name words and membership; returns key, language and whether an interpreter is needed."""
        chance, calendar = self.chance, self.ground.calendar
        person_id = self.ids.take(Person)
        language = one_of(chance, start.naming.languages) if chance.random() < 0.2 else start.naming.languages[0]
        interpreter = chance.random() < 0.55
        adult = role != HouseholdRole.CHILD
        hashed = bsn_hash(bsn) if bsn else None
        if hashed in self.taken:
            bsn = hashed = None
        self.sheet.add(
            PERSON,
            *(person_id, family, given, ""),
            *(_key(family, given), self._birthday(age), sex, seal(bsn) if bsn else None, hashed, start.country),
            *(calendar.on(start.starts - days(chance, 60, 400, 900)) if adult else None, language),
            *(interpreter if adult else None, f"06 {int(chance.random() * 1e8):08d}" if adult else ""),
            *(start.town.municipality_id, one_of(chance, start.town.places) if start.town.places else ""),
            calendar.recorded(start.starts, chance),
        )
        self._words(person_id, given, family, respelt=adult and chance.random() < 0.1)
        self.sheet.add(MEMBER, household_id, person_id, role, calendar.on(start.starts))
        return person_id, language, interpreter

    def _words(self, person_id: int, given: str, family: str, *, respelt: bool) -> None:
        words = _name_words(family, given)
        for word in words:
            self.sheet.add(NAME_WORD, person_id, word, sound_of(word), NameKind.REGISTERED)
        if respelt:
            for word in _name_words(RESPELT.get(family, family), RESPELT.get(given, given)):
                if word not in words:
                    self.sheet.add(NAME_WORD, person_id, word, sound_of(word), NameKind.DELIVERED)

    def _birthday(self, age: int) -> date:
        """A date of birth; 1 January for one in ten, as in registers where the day was not known."""
        born = self.ground.calendar.today - timedelta(days=int((age + self.chance.random()) * _YEAR))
        return born.replace(month=1, day=1) if self.chance.random() < 0.1 else born


@dataclass(frozen=True, slots=True)
class _Start:
    """What the members of one household share."""

    naming: Naming
    country: str
    town: Town
    kind: str
    starts: int


@lru_cache(maxsize=50_000)
def _key(family: str, given: str) -> str:
    return name_key(family_name=family, given_name=given)


@lru_cache(maxsize=50_000)
def _name_words(family: str, given: str) -> tuple[str, ...]:
    return tuple(name_words(family, given))
