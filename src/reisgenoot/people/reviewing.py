"""Reading just enough of people to say whether a delivered row is about them: no file, no BSN.

For whoever decides in the review queue, also where they may not open files. The caller logs what was read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.people import lookups  # noqa: F401  registers the prefix look-up
from reisgenoot.people.models import NameVariant, Person
from reisgenoot.people.search import search_words


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody who is known, as far as needed to recognise them. ``numbers`` are those of other systems."""

    person_id: int
    family_name: str
    given_name: str
    birth_date: date | None
    sex: str
    place: str
    municipality: str
    numbers: Sequence[str]

    @property
    def name(self) -> str:
        """Given and family name, as registered."""
        return f"{self.given_name} {self.family_name}".strip()


def known_people(*, by: Actor, person_ids: Iterable[int]) -> dict[int, KnownPerson]:
    """These people, by id; who is not of the organisation is left out. One query."""
    require(by, Permission.REVIEW_DECIDE)
    return {one.person_id: one for one in _read(Person.objects.filter(pk__in=set(person_ids)))}


def people_like(*, by: Actor, text: str, limit: int = 8) -> list[KnownPerson]:
    """People one of whose names has, for each word of the text, a word that begins with it; by name. One query."""
    require(by, Permission.REVIEW_DECIDE)
    words = search_words(text)
    if not words:
        return []
    named = Q()
    for word in words:
        named &= Q(pk__in=NameVariant.objects.filter(word__prefix=word).values("person_id"))
    return _read(Person.objects.filter(named).order_by("name_key", "pk")[:limit])


def _read(people: QuerySet[Person]) -> list[KnownPerson]:
    rows = people.select_related("municipality").annotate(numbers=ArrayAgg("identifiers__value", default=None))
    return [
        KnownPerson(
            person_id=person.pk,
            family_name=person.family_name,
            given_name=person.given_name,
            birth_date=person.birth_date,
            sex=person.sex,
            place=person.place,
            municipality=person.municipality.name if person.municipality else "",
            numbers=[number for number in person.numbers or [] if number],
        )
        for person in rows
    ]
