"""A later export adds what is new and corrects what changed; history stays, and so does what people put right here."""

from datetime import date

import pytest
from tests.deliveries.conftest import diagnoses

from reisgenoot.deliveries.enums import ReviewState
from reisgenoot.deliveries.models import Delivery, ReviewItem
from reisgenoot.deliveries.services import decide
from reisgenoot.intake.models import Diagnosis
from reisgenoot.intake.services import correct_diagnosis
from reisgenoot.journeys.models import DirectorAssignment, Journey, Signal, Standing
from reisgenoot.journeys.services import assign_director
from reisgenoot.kernel.actor import job
from reisgenoot.kernel.models import SourceRow
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.offers.models import CallUp, Enrolment, OutcomeObservation
from reisgenoot.organisations.services import ensure_staff
from reisgenoot.people.models import Person
from reisgenoot.people.services import update_person

SECOND = {"Klantnummer": "2", "BSN": "999853065", "Achternaam": "Tesfay", "Geboortedatum": "01-01-1980"}
FITH = "Clientnr;Naam;Woonplaats;Startdatum;Einddatum;Status\n"


@pytest.fixture
def export(meerinzicht, send, tmp_path):
    """An export of a day, with these rows."""

    def sent(day, *changes):
        diagnoses(tmp_path / day, *changes, name=f"diagnoses-{day}.xlsx")
        return send(meerinzicht, tmp_path / day)

    return sent


@pytest.fixture
def quarter(alkmaar, send, tmp_path):
    """A quarterly list of Fith with these lines."""

    def sent(period, *lines, encoding="utf-8", folder=""):
        (tmp_path / (folder or period)).mkdir()
        file = tmp_path / (folder or period) / f"fith-{period}.csv"
        file.write_bytes((FITH + "\n".join(lines) + "\n").encode(encoding))
        return send(alkmaar, file.parent)

    return sent


@pytest.fixture
def by(meerinzicht):
    with acting_as(job("test", meerinzicht.pk)) as actor:
        yield actor


def _held(model):
    return model.objects.filter(superseded_at=None)


def test_export_when_later_then_adds_only_the_new(export, by):
    export("2020-01-15", {})
    result = export("2020-03-16", {}, SECOND)
    assert (result.counts["rows_read"], result.counts["rows_unchanged"], result.counts["new_facts"]) == (1, 1, 1)
    assert result.counts["new_in_second_export"] == 1
    assert list(Diagnosis.objects.order_by("pk").values_list("batch", flat=True)) == [1, 2]
    assert SourceRow.objects.count() == 2


def test_export_when_a_value_changed_then_supersedes_and_keeps_history(export, by):
    export("2020-01-15", {})
    result = export("2020-03-16", {"Profiel": "C"})
    assert result.counts["changed_facts"] == 1
    assert _held(Diagnosis).get().profile == "C"
    assert _held(Diagnosis).get().batch == 1
    assert Diagnosis.objects.exclude(superseded_at=None).get().profile == "B1"


def test_export_when_written_otherwise_but_the_same_then_nothing_changes(export, by):
    export("2020-01-15", {})
    same = {"BSN": 999918011, "Achternaam": "JABER ", "Geboortedatum": "1992-05-27", "Geslacht": "M"}
    result = export("2020-03-16", same)
    assert result.counts["rows_unchanged"] == 1
    assert Diagnosis.objects.count() == 1


def test_export_when_older_arrives_late_then_corrects_nothing(export, by):
    export("2020-03-16", {"Profiel": "C"})
    export("2020-01-15", {"Profiel": "B1"})
    assert _held(Diagnosis).get().profile == "C"


def test_export_when_it_goes_back_to_an_earlier_value_then_follows(export, by):
    for day, profile in (("2020-01-15", "B1"), ("2020-02-15", "C"), ("2020-03-15", "B1")):
        export(day, {"Profiel": profile})
    assert _held(Diagnosis).get().profile == "B1"
    assert Diagnosis.objects.count() == 3


def test_diagnosis_when_corrected_here_then_the_next_export_asks(export, by, bram):
    export("2020-01-15", {})
    correct_diagnosis(by=bram, diagnosis_id=Diagnosis.objects.get().pk, profile="B2")
    assert export("2020-02-15", {}).review == []
    result = export("2020-03-16", {"Profiel": "C"})
    assert result.review == [{"kind": "corrected_here", "count": 1}]
    assert _held(Diagnosis).get().profile == "B2"
    decide(by=bram, item_id=ReviewItem.objects.get().pk, decision={"value": "delivered"})
    assert _held(Diagnosis).get().profile == "C"


def test_person_when_the_export_says_another_birth_date_then_asks(export, by):
    export("2020-01-15", {})
    result = export("2020-03-16", {"Geboortedatum": "28-05-1992", "Gemeente": "Ermelo"})
    assert result.review == [{"kind": "person_differs", "count": 1}]
    person = Person.objects.get()
    assert (person.birth_date, person.municipality.name) == (date(1992, 5, 27), "Ermelo")
    decide(by=by, item_id=ReviewItem.objects.get().pk, decision={"value": "delivered"})
    person.refresh_from_db()
    assert person.birth_date == date(1992, 5, 28)


def test_person_when_filled_in_later_then_what_was_empty_is_filled(export, by):
    export("2020-01-15", {"Voornaam": None, "BSN": None})
    export("2020-03-16", {})
    person = Person.objects.get()
    assert person.given_name == "Omar"
    assert person.bsn_hash


def test_director_when_the_export_changed_then_followed(export, by):
    export("2020-01-15", {})
    export("2020-03-16", {"Klantmanager": "KM05"})
    assert DirectorAssignment.objects.get(valid_until=None).staff.code == "KM05"
    assert DirectorAssignment.objects.exclude(valid_until=None).get().valid_until == date(2020, 3, 16)


def test_director_when_assigned_here_then_the_export_does_not_take_over(export, by):
    export("2020-01-15", {})
    staff = ensure_staff(by=by, codes=["KM09"])["KM09"]
    journey_id = Journey.objects.get().pk
    assign_director(by=by, journey_ids=[journey_id], staff_id=staff.pk, from_on=date(2020, 2, 1), reason="verdeling")
    export("2020-03-16", {"Klantmanager": "KM05", "Profiel": "C"})
    assert DirectorAssignment.objects.get(valid_until=None).staff.code == "KM09"


def test_delivery_when_read_then_standing_and_signals_are_there(export, by):
    export("2020-01-15", {})
    assert Standing.objects.get().profile == "B1"
    assert Signal.objects.exists()
    assert Delivery.objects.get().state == "done"


def test_quarter_when_it_goes_on_then_observed_every_quarter(alkmaar, quarter):
    for period, status in (("2018Q4", "0"), ("2019Q1", "0"), ("2019Q2", "1")):
        quarter(period, f"7;Taha;Schoorl;01-03-2018;;{status}")
    with acting_as(job("test", alkmaar.pk)):
        seen = OutcomeObservation.objects.order_by("observed_on").values_list("observed_on", "outcomes")
        assert list(seen) == [(date(2018, 12, 31), []), (date(2019, 3, 31), []), (date(2019, 6, 30), ["paid"])]
        assert Enrolment.objects.get().municipality.name == "Bergen"


def test_quarter_when_it_ended_then_closed_with_its_journey(alkmaar, quarter):
    quarter("2018Q4", "7;Taha;Schoorl;01-03-2018;;0")
    quarter("2019Q1", "7;Taha;Schoorl;01-03-2018;15-02-2019;2")
    result = quarter("2019Q2", "7;Taha;Schoorl;01-03-2018;15-02-2019;2")
    assert (result.counts["journeys_closed"], result.counts["journeys_ongoing"]) == (1, 0)
    with acting_as(job("test", alkmaar.pk)):
        enrolment = _held(Enrolment).get()
        assert enrolment.ended_on == Journey.objects.get().ended_on == date(2019, 2, 15)
        assert _held(OutcomeObservation).filter(enrolment=enrolment).count() == 2
        assert _held(OutcomeObservation).latest("observed_on").observed_on == date(2019, 2, 15)


def test_quarter_when_the_end_is_taken_back_then_runs_again(alkmaar, quarter):
    quarter("2018Q4", "7;Taha;Schoorl;01-03-2018;01-12-2018;1")
    quarter("2019Q1", "7;Taha;Schoorl;01-03-2018;;0")
    with acting_as(job("test", alkmaar.pk)):
        assert Journey.objects.get().ended_on is None
        assert _held(Enrolment).get().ended_on is None


def test_quarter_when_older_arrives_late_then_only_adds_what_was_seen_then(alkmaar, quarter):
    quarter("2019Q1", "7;Taha;Schoorl;01-03-2018;15-02-2019;2")
    quarter("2018Q4", "7;Taha;Schoorl;01-03-2018;;1", "8;Zein;Alkmaar;01-03-2018;;1")
    with acting_as(job("test", alkmaar.pk)):
        mine = _held(Enrolment).get(source_row__natural_key="fith.clientnr:7")
        assert mine.ended_on == date(2019, 2, 15)
        assert list(mine.outcomes.order_by("observed_on").values_list("outcomes", flat=True)) == [
            ["paid"],
            ["education"],
        ]


def test_quarter_when_status_is_not_known_then_waits_and_decides_for_all_quarters(alkmaar, quarter):
    assert quarter("2018Q4", "7;Taha;Schoorl;01-03-2018;;9").review == [{"kind": "code", "count": 1}]
    with acting_as(job("test", alkmaar.pk)) as by:
        assert not OutcomeObservation.objects.exists()
        decide(by=by, item_id=ReviewItem.objects.get().pk, decision={"value": ["unpaid"]})
        assert OutcomeObservation.objects.get().outcomes == ["unpaid"]
    assert quarter("2019Q1", "7;Taha;Schoorl;01-03-2018;;9").review == []
    with acting_as(job("test", alkmaar.pk)):
        assert OutcomeObservation.objects.count() == 2
        assert not ReviewItem.objects.filter(state=ReviewState.OPEN).exists()


def test_place_when_decided_then_on_the_trajectory_and_the_person(alkmaar, quarter):
    quarter("2018Q4", "7;Taha;Schoorlse Duinen;01-03-2018;;1")
    with acting_as(job("test", alkmaar.pk)) as by:
        item = ReviewItem.objects.get(kind="place")
        assert item.suggestions[0]["label"] == "Bergen"
        decide(by=by, item_id=item.pk, decision={"value": item.suggestions[0]["value"]})
        assert _held(Enrolment).get().municipality.name == "Bergen"
        assert Journey.objects.get().municipality.name == "Bergen"


def test_surname_when_the_same_at_two_suppliers_then_two_people(alkmaar, send, tmp_path):
    (tmp_path / "fith-2018Q4.csv").write_text(FITH + "7;Taha;Alkmaar;01-03-2018;;1\n")
    (tmp_path / "werkmeester-2018Q4.csv").write_text(
        "Nr;Deelnemer;Plaats;Instroom;Uitstroom;Situatie\n7;Taha;Alkmaar;1/3/2018;;thuis\n"
    )
    assert send(alkmaar, tmp_path).review == []
    with acting_as(job("test", alkmaar.pk)):
        assert Person.objects.count() == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
def test_csv_when_in_any_usual_encoding_then_read(alkmaar, quarter, encoding):
    quarter("2018Q4", "7;Müller;Alkmaar;01-03-2018;;1", encoding=encoding)
    with acting_as(job("test", alkmaar.pk)):
        assert Person.objects.get().family_name == "Müller"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_when_separated_otherwise_then_read(alkmaar, send, tmp_path, separator):
    text = (FITH + '7;"Taha";Alkmaar;01-03-2018;;1\n').replace(";", separator)
    (tmp_path / "fith-2018Q4.csv").write_text(text)
    assert send(alkmaar, tmp_path).counts["journeys_ongoing"] == 1


def test_call_ups_when_a_second_call_comes_later_then_same_person(alkmaar, send, tmp_path):
    header = "inburgeraar;gemeente;oproep_nr;datum_oproep;respons\n"
    for folder, lines in (
        ("a", "P1;Alkmaar;1;2019-01-05;\n"),
        ("b", "P1;Alkmaar;1;2019-01-05;succesvol\nP1;Alkmaar;2;2019-02-05;\n"),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "pvt-oproepen.csv").write_text(header + lines)
        result = send(alkmaar, tmp_path / folder)
    assert result.counts["pvt_called"] == 1
    with acting_as(job("test", alkmaar.pk)):
        assert list(_held(CallUp).order_by("number").values_list("number", "response")) == [(1, "success"), (2, "")]
        assert Person.objects.count() == 1


def test_person_when_renamed_here_then_later_plans_still_find_them(export, by):
    export("2020-01-15", {})
    update_person(by=by, person_id=Person.objects.get().pk, family_name="Al-Jaber")
    result = export("2020-03-16", {"Profiel": "C"})
    assert {one["kind"] for one in result.review} <= {"person_differs"}
    assert _held(Diagnosis).get().profile == "C"


def test_person_when_the_supplier_gives_another_number_then_still_one_diagnosis(export, by):
    export("2020-01-15", {})
    result = export("2020-03-16", {"Klantnummer": "1001"})
    assert result.review == []
    assert Person.objects.count() == 1
    assert Diagnosis.objects.count() == 1


def test_person_when_the_name_was_missing_and_is_decided_then_filled(export, by):
    export("2020-01-15", {"Achternaam": None})
    assert Person.objects.get().family_name == "1"
    decide(by=by, item_id=ReviewItem.objects.get().pk, decision={"value": "Jaber"})
    assert Person.objects.get().family_name == "Jaber"


def test_person_when_the_same_name_but_another_birth_date_then_somebody_else(export, by):
    export("2020-01-15", {"BSN": None})
    result = export("2020-03-16", {"Klantnummer": "2", "BSN": None, "Geboortedatum": "01-02-1971"})
    assert result.review == []
    assert Person.objects.count() == 2


def test_question_when_its_key_happens_to_hold_a_bsn_then_still_answered(export, by, monkeypatch):
    monkeypatch.setattr("reisgenoot.deliveries.mapping.diagnoses.keyed_hash", lambda _text: "ab999918011cd")
    export("2020-01-15", {})
    export("2020-03-16", {"Geboortedatum": "28-05-1992"})
    decide(by=by, item_id=ReviewItem.objects.get().pk, decision={"value": "delivered"})
    assert Person.objects.get().birth_date == date(1992, 5, 28)
    assert not ReviewItem.objects.filter(state=ReviewState.OPEN).exists()


def test_export_when_a_column_is_left_out_then_what_it_said_stays(export, bram):
    export("2020-01-15", {"Beschikbaarheid": "Niet beschikbaar", "Vervolgadvies": "Voltijdroute"})
    export("2020-03-16", {"Profiel": "C"})
    held = Diagnosis.objects.get(superseded_at__isnull=True)
    assert (held.profile, held.answers["availability"], bool(held.advice)) == ("C", "not_available", True)
