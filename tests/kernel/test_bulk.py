"""Inserting many rows in one statement, under the same guards as one row."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from reisgenoot.kernel import bulk
from reisgenoot.kernel.actor import job
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation, Team
from reisgenoot.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Organisation:
    return Organisation.objects.create(key="ours", name="Onze", approach_key="wi2021")


@pytest.fixture
def theirs() -> Organisation:
    return Organisation.objects.create(key="theirs", name="Hun", approach_key="wi2021")


def a_row(name: str = "Haddad", **columns: object) -> dict[str, object]:
    texts = dict.fromkeys(("given_name", "called", "sex", "country", "language", "phone", "place"), "")
    return {**texts, "family_name": name, "name_key": name.lower(), **columns}


def test_rows_when_inserted_then_ids_in_order_over_batches(ours: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "BATCH", 3)
    with acting_as(job("test", ours.pk)):
        names = [f"Naam {number}" for number in range(10)]
        same = {"organisation_id": ours.pk, "created_at": now()}
        ids = bulk.insert(Person, (a_row(name) for name in names), same=same)
        found = dict(Person.objects.values_list("pk", "family_name"))
        assert [found[row_id] for row_id in ids] == names


def test_values_when_inserted_then_the_same_come_back(ours: Organisation) -> None:
    with acting_as(job("test", ours.pk)):
        row = a_row('O\'Neill "ሰላም" %s', birth_date=date(1990, 4, 12), bsn_sealed=b"\x00\xff", needs_interpreter=True)
        (row_id,) = bulk.insert(Person, [row], same={"organisation_id": ours.pk, "created_at": now()})
        person = Person.objects.get(pk=row_id)
        assert (person.family_name, person.birth_date) == ('O\'Neill "ሰላም" %s', date(1990, 4, 12))
        assert (bytes(person.bsn_sealed), person.needs_interpreter) == (b"\x00\xff", True)


def test_rows_when_inserted_then_each_leaves_an_event(ours: Organisation) -> None:
    with acting_as(job("test", ours.pk)), connection.cursor() as cursor:
        bulk.insert(Team, [{"name": "Oost"}, {"name": "West"}], same={"organisation_id": ours.pk})
        cursor.execute("select count(*) from organisations_teamevent where pgh_label = 'insert'")
        assert cursor.fetchone() == (2,)


def test_rows_when_known_then_passed_over_if_told(ours: Organisation) -> None:
    same = {"organisation_id": ours.pk}
    with acting_as(job("test", ours.pk)):
        bulk.insert(Team, [{"name": "Oost"}], same=same)
        new = bulk.insert(Team, [{"name": "Oost"}, {"name": "West"}], same=same, skip_known=True)
        assert [team.name for team in Team.objects.filter(pk__in=new)] == ["West"]


def test_nothing_when_inserted_then_no_ids() -> None:
    assert bulk.insert(Team, []) == []


def test_rows_when_of_another_organisation_then_the_database_refuses(ours: Organisation, theirs: Organisation) -> None:
    with (
        acting_as(job("test", ours.pk)),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        bulk.insert(Team, [{"name": "Oost"}], same={"organisation_id": theirs.pk})


@pytest.mark.parametrize(("name", "words"), [("O" * 101, "hoogstens 100"), ("Oo\x00st", "teken")])
def test_text_when_it_cannot_be_kept_then_refused_with_the_field(ours: Organisation, name: str, words: str) -> None:
    with acting_as(job("test", ours.pk)), pytest.raises(InvalidInput, match=words) as caught:
        bulk.insert(Team, [{"name": name}], same={"organisation_id": ours.pk})
    assert caught.value.field == "name"


def test_ids_when_own_then_passed_and_when_anothers_then_not_known(ours: Organisation, theirs: Organisation) -> None:
    with acting_as(job("test", theirs.pk)):
        their_team = Team.objects.create(name="Oost")
    with acting_as(job("test", ours.pk)):
        team = Team.objects.create(name="Oost")
        require_own(Team, [team.pk, team.pk, None])
        require_own(Team, [])
        with pytest.raises(NotKnown):
            require_own(Team, [team.pk, their_team.pk])
