"""Persons."""

from datetime import date
from itertools import count
from typing import Any

from reisgenoot.kernel.actor import Actor
from reisgenoot.people.bsn import passes_eleven_test
from reisgenoot.people.models import Person
from reisgenoot.people.services import NewPerson, register_people, register_person

_candidates = count(999_900_000)


def a_bsn() -> str:
    """A made-up BSN that passes the eleven test, another one each time."""
    return next(text for number in _candidates if passes_eleven_test(text := str(number)))


def a_person(by: Actor, **fields: Any) -> Person:
    """Somebody who is registered: Amira Haddad unless told otherwise."""
    known = {"family_name": "Haddad", "given_name": "Amira", "birth_date": date(1990, 4, 12)}
    return register_person(by=by, person=NewPerson(**{**known, **fields}))


def people(by: Actor, number: int) -> list[int]:
    """Ids of this many different people."""
    return register_people(
        by=by, people=[NewPerson(family_name=f"Naam{chr(97 + index % 26)}{index}") for index in range(number)]
    )
