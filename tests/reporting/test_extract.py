"""Extracts: pseudonymous, typed, of one organisation, renewed when the data changed."""

import os
from datetime import date

import pyarrow.parquet as pq
import pytest

from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.monitor.tables import REGISTRY
from reisgenoot.people.models import Person
from reisgenoot.reporting.extract import files_of

from .situations import BORN, NAME, add_people, add_programmes, organisation_of

pytestmark = pytest.mark.django_db


def test_extract_when_made_then_has_the_declared_columns_and_no_name_or_birth_date() -> None:
    organisation, by = organisation_of("alkmaar")
    add_programmes(add_people(organisation, by, number=7), by)
    with acting_as(by):
        files = files_of(organisation, REGISTRY)
    for name, path in files.items():
        table = pq.read_table(path)
        assert table.schema.names == list(REGISTRY[name].columns)
        assert table.num_rows > 0, name
        values = {value for column in table.to_pydict().values() for value in column}
        assert not values & {NAME, NAME.lower(), BORN, BORN.isoformat()}


def test_extract_when_made_then_only_the_application_can_read_it() -> None:
    organisation, by = organisation_of("alkmaar")
    with acting_as(by):
        path = files_of(organisation, [next(iter(REGISTRY))]).popitem()[1]
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.parent.name == str(organisation.pk)


def test_extract_when_rows_have_a_grain_then_it_holds() -> None:
    organisation, by = organisation_of("alkmaar")
    add_programmes(add_people(organisation, by, number=7), by)
    with acting_as(by):
        files = files_of(organisation, REGISTRY)
    for name, path in files.items():
        rows = pq.read_table(path).to_pylist()
        grains = [tuple(row[key] for key in REGISTRY[name].grain) for row in rows if row["superseded_at"] is None]
        assert len(grains) == len(set(grains)), name


def test_extract_when_nothing_changed_then_kept_and_when_something_did_then_renewed() -> None:
    organisation, by = organisation_of("meerinzicht")
    add_people(organisation, by, number=3)
    with acting_as(by):
        first = files_of(organisation, ["diagnoses", "plans"])
        assert files_of(organisation, ["diagnoses", "plans"]) == first
        os.utime(first["diagnoses"], (0, 0))
        Person.objects.filter(pk=Person.objects.order_by("pk")[0].pk).update(birth_date=date(1950, 1, 1))
        later = files_of(organisation, ["diagnoses", "plans"])
    assert later["plans"] == first["plans"]
    assert later["diagnoses"] != first["diagnoses"]
    assert not first["diagnoses"].exists()
    assert pq.read_table(later["diagnoses"]).column("age_years").to_pylist().count(69) == 1


def test_extract_when_two_organisations_then_each_only_its_own_journeys() -> None:
    ours, by_us = organisation_of("meerinzicht")
    theirs, by_them = organisation_of("meerinzicht", "elders")
    add_people(ours, by_us, number=2)
    add_people(theirs, by_them, number=3)
    with acting_as(by_us):
        journeys = set(Journey.objects.values_list("pk", flat=True))
        files = files_of(ours, ["journeys"])
    assert set(pq.read_table(files["journeys"]).column("journey").to_pylist()) == journeys


def test_age_and_years_when_at_the_diagnosis_then_whole_years() -> None:
    organisation, by = organisation_of("meerinzicht")
    add_people(organisation, by, number=2)
    with acting_as(by):
        rows = pq.read_table(files_of(organisation, ["diagnoses"])["diagnoses"]).to_pylist()
    by_day = {row["diagnosed_on"]: row for row in rows}
    assert by_day[date(2019, 6, 4)]["age_years"] == 31
    assert by_day[date(2019, 6, 5)]["age_years"] == 32
    assert {row["days_in_nl"] for row in rows} == {1250, 1251}
    assert {row["sex"] for row in rows} == {"man", "woman"}
