"""Values that cannot be read surely: the row is kept as far as it is sure, the rest waits with reason and suggestions."""

import json
from datetime import date

import pytest
from tests.deliveries.conftest import diagnoses

from reisgenoot.deliveries.enums import ReviewState
from reisgenoot.deliveries.models import ReviewItem
from reisgenoot.deliveries.rows import hide_bsn
from reisgenoot.deliveries.services import decide
from reisgenoot.intake.models import Diagnosis
from reisgenoot.kernel.actor import job
from reisgenoot.kernel.crypto import decrypt
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.people.models import Person


@pytest.fixture
def by(meerinzicht):
    with acting_as(job("test", meerinzicht.pk)) as actor:
        yield actor


def _item(**which):
    return ReviewItem.objects.get(state=ReviewState.OPEN, **which)


@pytest.mark.parametrize(
    ("column", "given", "kind", "reason"),
    [
        pytest.param("Datum diagnose", "31-02-2020", "date", "bestaat niet", id="no such day"),
        pytest.param("Geboortedatum", "01-01-2031", "date", "toekomst", id="birth in the future"),
        pytest.param("Geboortedatum", "01-01-1831", "date", "te lang geleden", id="birth long ago"),
        pytest.param("Geboortedatum", 33751, "date", "getal", id="number instead of a date"),
        pytest.param("BSN", "123456789", "bsn", "elfproef", id="eleven test"),
        pytest.param("Profiel", "Q7", "code", "kennen we hier niet", id="unknown code"),
        pytest.param("Geslacht", "?", "code", "kennen we hier niet", id="unknown sex"),
        pytest.param("Gemeente", "Atlantis", "place", "plaats", id="unknown place"),
        pytest.param("Achternaam", "", "missing", "niet ingevuld", id="missing name"),
        pytest.param("Klantnummer", "", "missing", "niet ingevuld", id="missing key"),
    ],
)
def test_value_when_not_sure_then_waits_with_its_row(meerinzicht, send, tmp_path, by, column, given, kind, reason):
    diagnoses(tmp_path, {column: given})
    result = send(meerinzicht, tmp_path)
    assert result.review == [{"kind": kind, "count": 1}]
    item = _item()
    assert (item.kind, item.column) == (kind, column)
    assert reason in item.reason
    assert (item.source_row.file.name, item.source_row.number) == ("diagnoses-2020-01-15.xlsx", 2)
    sealed = json.loads(decrypt(bytes(item.given_sealed)))
    assert sealed["cells"]["Voornaam"] == "Omar"
    assert "BSN" not in item.given


def test_date_when_31_february_then_suggests_the_last_day(meerinzicht, send, tmp_path, by):
    diagnoses(tmp_path, {"Datum diagnose": "31-02-2020"})
    send(meerinzicht, tmp_path)
    assert _item().suggestions[0]["value"] == "2020-02-29"
    assert Person.objects.count() == 1
    assert not Diagnosis.objects.exists()


def test_date_when_decided_then_the_diagnosis_is_there(meerinzicht, send, tmp_path, by):
    diagnoses(tmp_path, {"Datum diagnose": "31-02-2020"})
    send(meerinzicht, tmp_path)
    decide(by=by, item_id=_item().pk, decision={"value": "2020-02-29"})
    assert Diagnosis.objects.get().diagnosed_on == date(2020, 2, 29)
    assert not ReviewItem.objects.filter(state=ReviewState.OPEN).exists()


def test_end_when_before_start_then_waits(alkmaar, send, tmp_path):
    (tmp_path / "fith-2019Q1.csv").write_text(
        "Clientnr;Naam;Woonplaats;Startdatum;Einddatum;Status\n7;Taha;Alkmaar;01-03-2019;01-02-2019;1\n"
    )
    assert send(alkmaar, tmp_path).review == [{"kind": "date", "count": 1}]


def test_code_when_unknown_then_the_rest_of_the_row_is_kept(meerinzicht, send, tmp_path, by):
    diagnoses(tmp_path, {"Primair doel": "Werkk"})
    send(meerinzicht, tmp_path)
    diagnosis = Diagnosis.objects.get()
    assert (diagnosis.profile, diagnosis.primary_goal) == ("B1", "")
    item = _item()
    assert (item.subject_type, item.subject_id) == ("intake.diagnosis", diagnosis.pk)
    assert item.suggestions[0]["value"] == "work"


def test_bsn_when_two_people_share_it_then_nobody_gets_it(meerinzicht, send, tmp_path, by):
    diagnoses(
        tmp_path,
        {"Klantnummer": "1"},
        {"Klantnummer": "2", "Achternaam": "Tesfay", "Geboortedatum": "01-01-1980"},
    )
    result = send(meerinzicht, tmp_path)
    assert result.review == [{"kind": "same_bsn", "count": 2}]
    assert list(Person.objects.values_list("bsn_hash", flat=True)) == [None, None]
    assert Diagnosis.objects.count() == 2
    item = ReviewItem.objects.order_by("pk").first()
    decide(by=by, item_id=item.pk, decision={"value": "this"})
    assert Person.objects.exclude(bsn_hash=None).get().family_name == "Jaber"


def test_bsn_when_one_person_has_two_numbers_then_one_person(meerinzicht, send, tmp_path, by):
    diagnoses(tmp_path, {"Klantnummer": "1"}, {"Klantnummer": "2", "Datum diagnose": "01-01-2020"})
    assert send(meerinzicht, tmp_path).review == []
    assert Person.objects.count() == 1
    assert Diagnosis.objects.count() == 2


def test_bsn_when_corrected_by_somebody_then_only_in_the_persons_file(meerinzicht, send, tmp_path, by):
    diagnoses(tmp_path, {"BSN": "123456789"})
    send(meerinzicht, tmp_path)
    item = _item()
    decide(by=by, item_id=item.pk, decision={"bsn": "999918011"})
    assert Person.objects.get().bsn_hash
    item.refresh_from_db()
    assert "999918011" not in json.dumps(item.decision)


def test_bsn_when_its_leading_zero_was_eaten_then_read(meerinzicht, send, tmp_path, by):
    diagnoses(tmp_path, {"BSN": 99947213})
    assert send(meerinzicht, tmp_path).review == []


def test_key_when_twice_in_one_file_and_different_then_asks_which(meerinzicht, send, tmp_path, by):
    diagnoses(tmp_path, {"Profiel": "B1"}, {"Profiel": "C"})
    result = send(meerinzicht, tmp_path)
    assert result.review == [{"kind": "row_twice_differs", "count": 2}]
    assert not Diagnosis.objects.exists()
    first, second = ReviewItem.objects.order_by("pk")
    decide(by=by, item_id=second.pk, decision={"value": "drop"})
    assert not Diagnosis.objects.exists()
    decide(by=by, item_id=first.pk, decision={"value": "this"})
    assert Diagnosis.objects.get().profile == "B1"


def test_key_when_twice_in_one_file_and_the_same_then_once(meerinzicht, send, tmp_path, by):
    diagnoses(tmp_path, {}, {})
    assert send(meerinzicht, tmp_path).review == []
    assert Diagnosis.objects.count() == 1


def test_text_when_it_holds_a_bsn_then_hidden():
    assert hide_bsn("dossier 999918011 van 12345678") == "dossier ••• van 12345678"


@pytest.mark.parametrize(
    "given",
    [
        "25-8-2019",
        "25/8/2019",
        "25.08.2019",
        "2019-08-25",
        "2019-08-25 00:00:00",
        "2019-08-25T00:00:00",
        " 25-08-2019 ",
    ],
)
def test_date_when_written_otherwise_but_surely_then_read(meerinzicht, send, tmp_path, by, given):
    diagnoses(tmp_path, {"Datum diagnose": given})
    assert send(meerinzicht, tmp_path).review == []
    assert Diagnosis.objects.get().diagnosed_on == date(2019, 8, 25)
