"""Finding the same person: proof makes "same", likeness only "near"."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotAllowed
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.people.bsn import bsn_hash
from reisgenoot.people.matching import Match, Probe, Reason, find_people
from tests.factories.organisations import Cast
from tests.factories.people import a_bsn, a_person

BORN = date(1990, 4, 12)


def look_for(by: Actor, bsn: str | None = None, **told: Any) -> Match:
    """The answer for one probe; Amira's name and birth date unless told otherwise."""
    if bsn:
        told |= {"bsn_hash": bsn_hash(bsn), "bsn_given": True}
    known = {"family_name": "Haddad", "given_name": "Amira", "birth_date": BORN}
    return find_people(by=by, probes=[Probe(key="x", **{**known, **told})])["x"]


def test_bsn_when_name_and_date_fit_then_same(bram: Actor) -> None:
    bsn = a_bsn()
    amira = a_person(bram, bsn=bsn)
    assert look_for(bram, bsn) == Match("same", amira.pk, Reason.BSN)


@pytest.mark.parametrize(
    "told",
    [
        {"family_name": "HADDAD ", "given_name": ""},
        {"family_name": "Hadad", "given_name": ""},
        {"birth_date": date(1991, 4, 12)},
        {"birth_date": None},
        {"family_name": "Jansen", "given_name": ""},
        {"family_name": "", "given_name": "", "birth_date": None},
    ],
    ids=["capitals", "typing error", "other date", "no date", "married name", "only the number"],
)
def test_bsn_when_nothing_or_only_one_thing_differs_then_same(bram: Actor, told: dict[str, Any]) -> None:
    bsn = a_bsn()
    amira = a_person(bram, bsn=bsn)
    assert look_for(bram, bsn, **told).person_id == amira.pk


@pytest.mark.parametrize("birth_date", [date(1969, 6, 28), None], ids=["other date", "no date"])
def test_bsn_when_of_somebody_else_then_near_and_says_so(bram: Actor, birth_date: date | None) -> None:
    bsn = a_bsn()
    amira = a_person(bram, bsn=bsn)
    match = look_for(bram, bsn, family_name="Fessehaye", given_name="", birth_date=birth_date)
    assert (match.kind, match.person_id) == ("near", None)
    assert [one.person_id for one in match.candidates] == [amira.pk]
    assert match.candidates[0].reasons[0] is Reason.SAME_BSN_OTHER_PERSON


def test_bsn_when_of_hussein_but_hassan_on_another_date_then_near(bram: Actor) -> None:
    bsn = a_bsn()
    a_person(bram, bsn=bsn, family_name="Hussein", given_name="")
    assert look_for(bram, bsn, family_name="Hassan", given_name="", birth_date=date(1970, 1, 1)).kind == "near"


@pytest.mark.parametrize("told", [{"bsn_given": True}, {"bsn": "999918011"}], ids=["fails the test", "nobody's"])
def test_bsn_when_it_leads_nowhere_then_exact_name_and_date_are_only_near(bram: Actor, told: dict[str, Any]) -> None:
    amira = a_person(bram)
    match = look_for(bram, **told)
    assert match.kind == "near"
    assert match.candidates[0].person_id == amira.pk
    assert match.candidates[0].reasons == (Reason.SAME_NAME, Reason.SAME_BIRTH_DATE)
    assert match.candidates[0].score == 1.0


def test_name_and_date_when_no_bsn_given_and_one_fits_then_same(bram: Actor) -> None:
    amira = a_person(bram, bsn=a_bsn())
    assert look_for(bram, family_name="haddad") == Match("same", amira.pk, Reason.NAME_AND_BIRTH_DATE)


def test_family_name_and_date_when_no_given_name_told_and_one_fits_then_same(bram: Actor) -> None:
    amira = a_person(bram)
    assert look_for(bram, given_name="").person_id == amira.pk


def test_family_name_and_date_when_two_fit_then_near(bram: Actor) -> None:
    amira, twin = a_person(bram), a_person(bram, given_name="Samira")
    match = look_for(bram, given_name="")
    assert match.kind == "near"
    assert {one.person_id for one in match.candidates} == {amira.pk, twin.pk}


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({"family_name": "Al-Hassan", "given_name": "Mohammed"}, {"family_name": "Hassan", "given_name": "Mohammed"}),
        ({"family_name": "Hassan", "given_name": "Mohammed"}, {"family_name": "Hasan", "given_name": "Muhamad"}),
        ({"family_name": "Youssef", "given_name": "Layla"}, {"family_name": "Joesoef", "given_name": "Leila"}),
        ({"family_name": "Haddad", "given_name": "Amira"}, {"family_name": "Amira", "given_name": "Haddad"}),
        ({"family_name": "Tesfaye", "given_name": "Selam"}, {"family_name": "Tesfay", "given_name": ""}),
    ],
    ids=["article", "transliteration", "dutch spelling", "swapped names", "without given name"],
)
def test_name_when_alike_on_the_same_date_then_near(bram: Actor, known: dict[str, str], told: dict[str, str]) -> None:
    person = a_person(bram, **known)
    match = look_for(bram, **told)
    assert match.kind == "near"
    assert match.candidates[0].person_id == person.pk
    assert Reason.ALIKE_NAME in match.candidates[0].reasons


def test_name_when_alike_without_date_then_near(bram: Actor) -> None:
    person = a_person(bram, family_name="Hassan", given_name="Mohammed")
    match = look_for(bram, family_name="Hasan", given_name="Muhammad", birth_date=None)
    assert [one.person_id for one in match.candidates] == [person.pk]


def test_birth_date_when_day_and_month_swapped_then_near_and_says_so(bram: Actor) -> None:
    amira = a_person(bram)
    match = look_for(bram, birth_date=date(1990, 12, 4))
    assert match.candidates[0].person_id == amira.pk
    assert match.candidates[0].reasons == (Reason.SAME_NAME, Reason.SWAPPED_BIRTH_DATE)


def test_name_when_only_the_family_name_is_told_then_none(bram: Actor) -> None:
    a_person(bram)
    assert look_for(bram, given_name="", birth_date=None) == Match("none")


def test_name_when_different_on_the_same_date_then_none(bram: Actor) -> None:
    a_person(bram)
    assert look_for(bram, family_name="Girmay", given_name="Yonas").kind == "none"


def test_homonym_when_other_bsn_and_other_date_then_none(bram: Actor) -> None:
    a_person(bram, bsn=a_bsn())
    assert look_for(bram, a_bsn(), birth_date=date(1975, 2, 3)).kind == "none"


def test_identifier_when_known_then_same(bram: Actor) -> None:
    amira = a_person(bram, identifiers=[("fith.clientnr", "20390")])
    match = look_for(bram, identifiers=[("fith.clientnr", "20390")], given_name="", birth_date=None)
    assert match == Match("same", amira.pk, Reason.IDENTIFIER)


def test_identifier_when_same_value_in_another_scheme_then_none(bram: Actor) -> None:
    a_person(bram, identifiers=[("fith.clientnr", "20390")], birth_date=None)
    match = look_for(bram, identifiers=[("thobs.klantnummer", "20390")], given_name="", birth_date=None)
    assert match.kind == "none"


@pytest.mark.parametrize("name", ["Girmay"])
def test_identifier_when_of_somebody_with_another_name_then_near(bram: Actor, name: str) -> None:
    amira = a_person(bram, identifiers=[("fith.clientnr", "20390")])
    match = look_for(bram, identifiers=[("fith.clientnr", "20390")], family_name=name, given_name="", birth_date=None)
    assert match.kind == "near"
    assert match.candidates[0].person_id == amira.pk
    assert match.candidates[0].reasons == (Reason.SAME_NUMBER_OTHER_PERSON,)


def test_identifier_when_its_owner_has_another_bsn_then_near(bram: Actor) -> None:
    a_person(bram, bsn=a_bsn(), identifiers=[("fith.clientnr", "1")])
    match = look_for(bram, a_bsn(), identifiers=[("fith.clientnr", "1")])
    assert match.kind == "near"
    assert match.candidates[0].reasons[0] is Reason.OTHER_BSN


def test_numbers_when_they_point_at_two_people_then_near_with_both(bram: Actor) -> None:
    bsn = a_bsn()
    amira = a_person(bram, bsn=bsn)
    other = a_person(bram, family_name="Girmay", identifiers=[("fith.clientnr", "2")])
    match = look_for(bram, bsn, identifiers=[("fith.clientnr", "2")])
    assert match.kind == "near"
    assert {one.person_id for one in match.candidates} == {amira.pk, other.pk}


def test_person_when_of_another_organisation_then_not_found(cast: Cast) -> None:
    bsn = a_bsn()
    with acting_as(cast.dirk):
        a_person(cast.dirk, bsn=bsn, identifiers=[("fith.clientnr", "3")])
    with acting_as(cast.bram):
        assert look_for(cast.bram, bsn, identifiers=[("fith.clientnr", "3")]).kind == "none"


def test_many_when_looked_for_then_five_queries(bram: Actor) -> None:
    known = [a_person(bram, family_name=f"Familie{letter}", bsn=a_bsn()) for letter in "abcdefgh"]
    probes = [
        Probe(key=str(one.pk), bsn_hash=one.bsn_hash, bsn_given=True, identifiers=[("x", str(one.pk))]) for one in known
    ]
    probes += [
        Probe(key=f"name {one.pk}", family_name=one.family_name, given_name="Emira", birth_date=BORN)
        for one in known[:4]
    ]
    strangers = [a_person(bram, family_name=f"Vreemd{letter}", birth_date=None) for letter in "abc"]
    probes += [Probe(key=f"no date {one.pk}", family_name=one.family_name, given_name="Amira") for one in strangers]
    with CaptureQueriesContext(connection) as queries:
        matches = find_people(by=bram, probes=probes)
    assert len(queries) == 5
    assert all(matches[str(one.pk)].person_id == one.pk for one in known)


def test_many_when_all_proved_by_number_then_nobody_else_is_read(bram: Actor) -> None:
    known = [a_person(bram, bsn=a_bsn()) for _each in range(3)]
    probes = [Probe(key=str(one.pk), bsn_hash=one.bsn_hash, bsn_given=True, birth_date=BORN) for one in known]
    with CaptureQueriesContext(connection) as queries:
        find_people(by=bram, probes=probes)
    assert len(queries) == 1


def test_nobody_when_looked_for_then_no_queries(bram: Actor) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert find_people(by=bram, probes=[]) == {}
    assert len(queries) == 0


def test_policy_officer_when_looking_then_not_allowed(cast: Cast) -> None:
    with acting_as(cast.gerard), pytest.raises(NotAllowed):
        find_people(by=cast.gerard, probes=[])
