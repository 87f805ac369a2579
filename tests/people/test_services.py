"""Registering and changing people."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.models import ReadEntry
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.people.enums import NameKind
from reisgenoot.people.models import NameVariant, Person, PersonIdentifier
from reisgenoot.people.services import (
    NewPerson,
    add_identifiers,
    add_spellings,
    register_people,
    register_person,
    show_bsn,
    update_person,
)
from tests.factories.organisations import Cast
from tests.factories.people import a_bsn, a_person


def words_of(person: Person) -> dict[str, str]:
    return dict(NameVariant.objects.filter(person=person).values_list("word", "kind"))


def test_person_when_registered_then_found_by_every_word_of_every_spelling(bram: Actor) -> None:
    person = a_person(
        bram,
        family_name=" Al-Hassan ",
        given_name="Nour",
        called="Noor",
        spellings=["Elhasan"],
        identifiers=[("x", "1")],
    )
    assert (person.family_name, person.name_key) == ("Al-Hassan", "al hassan nour")
    assert words_of(person) == {
        "al": NameKind.REGISTERED,
        "hassan": NameKind.REGISTERED,
        "alhassan": NameKind.REGISTERED,
        "nour": NameKind.REGISTERED,
        "noor": NameKind.CALLED,
        "elhasan": NameKind.DELIVERED,
    }
    assert PersonIdentifier.objects.get(person=person).value == "1"


def test_bsn_when_registered_then_sealed_in_the_table_and_its_history(bram: Actor) -> None:
    bsn = a_bsn()
    person = a_person(bram, bsn=bsn)
    with connection.cursor() as cursor:
        for table in ("people_person", "people_personevent"):
            cursor.execute(f"select row_to_json(t)::text from {table} t where id = %s", [person.pk])
            (text,) = cursor.fetchone()
            assert bsn not in text
            assert bsn.encode().hex() not in text


def test_many_when_registered_then_ids_in_order_and_few_queries(bram: Actor) -> None:
    new = [NewPerson(family_name=f"Naam{number}", identifiers=[("x", str(number))]) for number in range(50)]
    with CaptureQueriesContext(connection) as queries:
        ids = register_people(by=bram, people=new)
    assert len([one for one in queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]) == 4
    names = dict(Person.objects.values_list("pk", "family_name"))
    assert [names[person_id] for person_id in ids] == [one.family_name for one in new]


def test_nobody_when_registered_then_nothing_happens(bram: Actor) -> None:
    assert register_people(by=bram, people=[]) == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"family_name": "  "}, "family_name"),
        ({"birth_date": date(2126, 1, 1)}, "birth_date"),
        ({"sex": "z"}, "sex"),
        ({"arrived_on": date(1980, 1, 1)}, "arrived_on"),
        ({"bsn": "123456789"}, "bsn"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_person_when_impossible_then_refused_with_the_field(bram: Actor, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        a_person(bram, **fields)
    assert caught.value.field == field


def test_bsn_when_taken_then_refused_also_within_one_batch(bram: Actor) -> None:
    bsn = a_bsn()
    a_person(bram, bsn=bsn)
    with pytest.raises(InvalidInput, match="iemand anders"):
        a_person(bram, bsn=bsn)
    twice = NewPerson(family_name="Girmay", bsn=a_bsn())
    with pytest.raises(InvalidInput, match="iemand anders"):
        register_people(by=bram, people=[twice, twice])


def test_bsn_when_taken_in_another_organisation_then_registered(cast: Cast) -> None:
    bsn = a_bsn()
    with acting_as(cast.dirk):
        a_person(cast.dirk, bsn=bsn)
    with acting_as(cast.bram):
        assert a_person(cast.bram, bsn=bsn).bsn_hash


def test_bsn_when_written_past_the_service_then_the_database_refuses(bram: Actor) -> None:
    person = a_person(bram, bsn=a_bsn())
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(family_name="Girmay", name_key="girmay", bsn_hash=person.bsn_hash)


def test_name_when_changed_then_the_old_one_still_finds(bram: Actor) -> None:
    person = update_person(by=bram, person_id=a_person(bram).pk, family_name="Jansen", called="Mira")
    assert person.name_key == "jansen amira"
    assert {"haddad", "jansen", "amira", "mira"} == set(words_of(person))


def test_bsn_when_changed_then_checked_and_free(bram: Actor) -> None:
    amira, other = a_person(bram, bsn=a_bsn()), a_person(bram)
    bsn = a_bsn()
    changed = update_person(by=bram, person_id=other.pk, bsn=f" {bsn} ")
    assert show_bsn(by=bram, person_id=changed.pk) == bsn
    with pytest.raises(InvalidInput):
        update_person(by=bram, person_id=amira.pk, bsn=bsn)
    assert update_person(by=bram, person_id=changed.pk, bsn=None).bsn_hash is None


def test_field_when_not_changeable_then_refused(bram: Actor) -> None:
    person = a_person(bram)
    with pytest.raises(InvalidInput):
        update_person(by=bram, person_id=person.pk, name_key="x")


def test_bsn_when_shown_then_the_log_remembers(bram: Actor) -> None:
    bsn = a_bsn()
    person = a_person(bram, bsn=bsn)
    assert show_bsn(by=bram, person_id=person.pk) == bsn
    entry = ReadEntry.objects.get(person_id=person.pk)
    assert (entry.part, entry.staff_id) == ("bsn", bram.staff_id)
    assert show_bsn(by=bram, person_id=a_person(bram).pk) is None


def test_spelling_when_added_twice_then_once(bram: Actor) -> None:
    person = a_person(bram)
    for _again in range(2):
        add_spellings(by=bram, spellings=[(person.pk, "Hadad Emira")])
    assert {"haddad", "amira", "hadad", "emira"} == set(words_of(person))


def test_identifier_when_added_twice_then_once_and_never_to_another(bram: Actor) -> None:
    amira, other = a_person(bram), a_person(bram)
    for _again in range(2):
        add_identifiers(by=bram, identifiers=[(amira.pk, "fith.clientnr", "20390")])
    with pytest.raises(InvalidInput):
        add_identifiers(by=bram, identifiers=[(other.pk, "fith.clientnr", "20390")])
    add_identifiers(by=bram, identifiers=[(other.pk, "thobs.klantnummer", "20390")])
    assert PersonIdentifier.objects.count() == 2


def test_identifier_when_of_two_new_people_or_of_somebody_known_then_refused(bram: Actor) -> None:
    number = ("fith.clientnr", "20390")
    amira = NewPerson(family_name="Haddad", identifiers=[number])
    yonas = NewPerson(family_name="Girmay", identifiers=[number, number])
    with pytest.raises(InvalidInput, match="nummer"), transaction.atomic():
        register_people(by=bram, people=[amira, yonas])
    register_people(by=bram, people=[yonas])
    with pytest.raises(InvalidInput, match="nummer"), transaction.atomic():
        register_people(by=bram, people=[amira])
    assert Person.objects.count() == 1


def test_person_when_of_another_organisation_then_not_known(cast: Cast) -> None:
    with acting_as(cast.dirk):
        theirs = a_person(cast.dirk, bsn=a_bsn())
    with acting_as(cast.bram):
        for attempt in (
            lambda: show_bsn(by=cast.bram, person_id=theirs.pk),
            lambda: update_person(by=cast.bram, person_id=theirs.pk, called="Mira"),
            lambda: add_spellings(by=cast.bram, spellings=[(theirs.pk, "Mira")]),
            lambda: add_identifiers(by=cast.bram, identifiers=[(theirs.pk, "x", "1")]),
        ):
            with pytest.raises(NotKnown):
                attempt()


@pytest.mark.parametrize("who", ["gerard", "privacy_officer"])
def test_role_without_files_when_writing_people_then_not_allowed(cast: Cast, who: str) -> None:
    actor = getattr(cast, who)
    with acting_as(actor):
        for attempt in (
            lambda: register_person(by=actor, person=NewPerson(family_name="Haddad")),
            lambda: update_person(by=actor, person_id=1, called="Mira"),
            lambda: show_bsn(by=actor, person_id=1),
        ):
            with pytest.raises(NotAllowed):
                attempt()


def test_administrator_when_delivering_then_may_register_but_not_see_a_bsn(cast: Cast) -> None:
    with acting_as(cast.administrator):
        person = register_person(by=cast.administrator, person=NewPerson(family_name="Haddad", bsn=a_bsn()))
        with pytest.raises(NotAllowed):
            show_bsn(by=cast.administrator, person_id=person.pk)
