"""Recipes are data: another supplier is another file, and a mistake in one names file and line."""

import shutil
from datetime import date
from decimal import Decimal

import pytest

from reisgenoot.approach import DefinitionError, load_approach
from reisgenoot.approach.loader import approaches_folder
from reisgenoot.deliveries.opening import kind_by_name
from reisgenoot.deliveries.problems import DeliveryRefused
from reisgenoot.deliveries.recipe_loader import UnknownRecipe, load_recipe, read_recipe, recipe_keys
from reisgenoot.kernel.actor import job
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.offers.models import Enrolment, OutcomeObservation
from reisgenoot.organisations.services import ensure_organisation
from reisgenoot.people.models import PersonIdentifier

NIEUWE_WEG = """
recipe: nieuwe-weg
title: {nl: Lijst van De Nieuwe Weg, en: List of De Nieuwe Weg}
approach: alkmaar
counts: [journeys_closed, journeys_ongoing]
files:
  nieuwe_weg:
    title: {nl: Lijst van De Nieuwe Weg, en: List of De Nieuwe Weg}
    files: ["nieuwe*weg*.csv"]
    reader: follow_up
    period: quarter
    row_key: client_number
    scheme: nieuwe-weg.code
    supplier: {key: nieuwe-weg, name: De Nieuwe Weg}
    offer: new_road_follow_up
    columns:
      client_number: {names: [Kandidaat], required: true, filled: true}
      place: {names: [Waar], type: place}
      started_on: {names: [Sinds], type: date, formats: ["%m/%d/%y"], required: true, filled: true}
      ended_on: {names: [Tot], type: date, formats: ["%m/%d/%y"], not_before: started_on}
      outcome: {names: [Doet nu], type: outcomes, codes: {W: paid, S: education, V: unpaid, "-": none}}
      hours_per_week: {names: [Uur], type: number, minimum: 0, maximum: 80}
"""
OFFER = """
defaults: {valid_from: 2019-01-01, source: "Evaluatie regio Alkmaar 2020, r. 224"}
providers:
  new_road: {label: {nl: De Nieuwe Weg, en: The New Road}}
offers:
  new_road_follow_up:
    title: {nl: Vervolgprogramma De Nieuwe Weg, en: Follow-up programme of The New Road}
    provider: new_road
    target_group: {nl: Iedereen, en: Everybody}
    funding: {nl: Gemeente, en: Municipality}
    begins_with: follow_up_started
    ends_with: follow_up_ended
"""


@pytest.fixture
def another_supplier(tmp_path, monkeypatch):
    """A fourth reintegration company: its recipe and its offer, both only data."""
    shutil.copytree(approaches_folder(), tmp_path / "approaches")
    (tmp_path / "approaches" / "alkmaar" / "new_road.yaml").write_text(OFFER)
    (tmp_path / "recipes").mkdir()
    (tmp_path / "recipes" / "nieuwe-weg.yaml").write_text(NIEUWE_WEG)
    monkeypatch.setenv("REISGENOOT_APPROACHES", str(tmp_path / "approaches"))
    monkeypatch.setenv("REISGENOOT_RECIPES", str(tmp_path / "recipes"))


def test_recipe_when_added_for_another_supplier_then_read_without_code(db, another_supplier, send, tmp_path):
    organisation = ensure_organisation(approach=load_approach("alkmaar"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "De Nieuwe Weg K3 2019.csv").write_text("niets")
    (tmp_path / "in" / "De Nieuwe Weg K3 2019.csv").unlink()
    (tmp_path / "in" / "nieuwe-weg-2019K3.csv").write_text(
        "Kandidaat\tWaar\tSinds\tTot\tDoet nu\tUur\nNW-1\tSchoorl\t03/24/18\t\tW\t24,5\nNW-2\tAlkmaar\t04/02/18\t06/30/19\t-\t\n"
    )
    result = send(organisation, tmp_path / "in", recipe="nieuwe-weg")
    assert result.review == []
    assert (result.counts["journeys_closed"], result.counts["journeys_ongoing"]) == (1, 1)
    with acting_as(job("test", organisation.pk)):
        running = Enrolment.objects.get(ended_on=None)
        assert (running.started_on, running.municipality.name) == (date(2018, 3, 24), "Bergen")
        assert running.provider.name == "De Nieuwe Weg"
        seen = OutcomeObservation.objects.get(enrolment=running)
        assert (seen.outcomes, seen.hours_per_week) == (["paid"], Decimal("24.5"))
        assert PersonIdentifier.objects.filter(scheme="nieuwe-weg.code").count() == 2


@pytest.mark.parametrize("key", ["meerinzicht", "alkmaar"])
def test_recipe_when_shipped_then_in_order(key):
    assert key in recipe_keys()
    assert load_recipe(key).approach == key


def test_recipe_when_unknown_then_names_those_there_are():
    with pytest.raises(UnknownRecipe, match="meerinzicht"):
        load_recipe("nergens")


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        pytest.param("reader: follow_up", "reader: vervolg", 10, "geen lezer", id="unknown reader"),
        pytest.param("type: place", "type: dorp", 18, "kan hier niet", id="unknown type"),
        pytest.param("type: place", "type: number", 18, "kan hier niet", id="type that does not fit"),
        pytest.param("place: {names: [Waar]", "dorp: {names: [Waar]", 18, "kan hier niet", id="unknown column"),
        pytest.param("not_before: started_on", "not_before: begin", 20, "geen kolom", id="unknown other column"),
        pytest.param("scheme: nieuwe-weg.code", "schema: x", 13, "geen bekende sleutel", id="unknown key"),
        pytest.param("row_key: client_number", "row_key: nummer", 12, "geen kolom", id="unknown row key"),
        pytest.param("recipe: nieuwe-weg", "recipe: oude-weg", 2, "naam van het bestand", id="other name"),
        pytest.param(
            'codes: {W: paid, S: education, V: unpaid, "-": none}', "past: true", 21, "uitkomsten", id="no codes"
        ),
    ],
)
def test_recipe_when_wrong_then_names_file_and_line(tmp_path, old, new, line, message):
    assert old in NIEUWE_WEG
    file = tmp_path / "nieuwe-weg.yaml"
    file.write_text(NIEUWE_WEG.replace(old, new))
    with pytest.raises(DefinitionError) as caught:
        read_recipe(file)
    found = [problem for problem in caught.value.problems if message in problem.message]
    assert found, str(caught.value)
    assert str(found[0]).startswith(f"{file}:{line}:")


def test_recipe_when_it_names_a_list_that_the_approach_lacks_then_refused(alkmaar, tmp_path, monkeypatch, send):
    (tmp_path / "nieuwe-weg.yaml").write_text(NIEUWE_WEG.replace("codes: {W: paid", "list: nergens, codes: {W: paid"))
    monkeypatch.setenv("REISGENOOT_RECIPES", str(tmp_path))
    (tmp_path / "nieuwe-weg-2019K3.csv").write_text("Kandidaat;Sinds\nNW-1;03/24/18\n")
    with pytest.raises(DeliveryRefused, match="nergens"):
        send(alkmaar, tmp_path, recipe="nieuwe-weg")


def test_recipe_when_for_another_approach_than_the_organisation_then_refused(meerinzicht, tmp_path, send):
    (tmp_path / "pvt-oproepen.csv").write_text(
        "inburgeraar;gemeente;oproep_nr;datum_oproep;respons\nP1;Alkmaar;1;2019-01-05;\n"
    )
    with pytest.raises(InvalidInput, match="alkmaar"):
        send(meerinzicht, tmp_path, recipe="alkmaar")


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("fith-2018Q4.csv", date(2018, 12, 31)),
        ("Fith_2019-q1.csv", date(2019, 3, 31)),
        ("fith 2019 K2.xlsx", date(2019, 6, 30)),
        ("fith.csv", None),
    ],
)
def test_period_when_in_the_name_then_the_last_day_of_the_quarter(name, day):
    kind = kind_by_name(load_recipe("alkmaar"), name)
    assert kind is not None
    assert kind.period_of(name) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("diagnoses-2020-01-15.xlsx", date(2020, 1, 15)),
        ("diagnoses_20200316.xlsx", date(2020, 3, 16)),
        ("diagnoses-2020-13-45.xlsx", None),
    ],
)
def test_period_when_a_day_in_the_name_then_that_day(name, day):
    assert load_recipe("meerinzicht").files["diagnoses"].period_of(name) == day


LOOSE = """
recipe: losse-lijst
title: {nl: Losse lijst, en: Loose list}
approach: alkmaar
files:
  loose:
    title: {nl: Losse lijst, en: Loose list}
    files: ["lijst*.csv"]
    reader: follow_up
    period: quarter
    row_key: client_number
    scheme: los.nummer
    supplier: {key: fith, name: Fith}
    offer: fith_follow_up
    columns:
      client_number: {names: [Nr]}
      family_name: {names: [Naam]}
      birth_date: {names: [Geboren], type: date}
      started_on: {names: [Van], type: date}
      ended_on: {names: [Tot], type: date}
      outcome: {names: [Wat], type: outcomes, list: fith_status}
      hours_per_week: {names: [Uur], type: number}
"""


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        pytest.param("1;Taha;;01-01-2031;;1;", "date", id="start in the future"),
        pytest.param("1;Taha;;01-01-2018;01-01-2031;1;", "date", id="end in the future"),
        pytest.param("1;Taha;;01-01-2018;01-01-2017;1;", "date", id="end before start"),
        pytest.param("1;Taha;01-01-2031;01-01-2018;;1;", "date", id="birth in the future"),
        pytest.param("1;Taha;;01-01-2018;;1;168", "number", id="hours in a week"),
        pytest.param(f"{'1' * 70};Taha;;01-01-2018;;1;", "missing", id="endless number"),
        pytest.param(f"1;{'x' * 200};;01-01-2018;;1;", "missing", id="endless name"),
        pytest.param(";Taha;;01-01-2018;;1;", "missing", id="no number"),
    ],
)
def test_recipe_when_it_asks_for_nothing_then_the_rules_of_the_house_still_hold(
    alkmaar, tmp_path, monkeypatch, send, cells, kind
):
    (tmp_path / "losse-lijst.yaml").write_text(LOOSE)
    monkeypatch.setenv("REISGENOOT_RECIPES", str(tmp_path))
    (tmp_path / "lijst-2019Q1.csv").write_text(f"Nr;Naam;Geboren;Van;Tot;Wat;Uur\n{cells}\n")
    result = send(alkmaar, tmp_path, recipe="losse-lijst")
    assert [one["kind"] for one in result.review] == [kind]


def test_file_when_of_a_far_period_then_refused(alkmaar, tmp_path, send):
    (tmp_path / "fith-2097Q1.csv").write_text(
        "Clientnr;Woonplaats;Startdatum;Einddatum;Status\n1;Alkmaar;01-01-2018;;1\n"
    )
    with pytest.raises(DeliveryRefused, match="moet komen"):
        send(alkmaar, tmp_path)
