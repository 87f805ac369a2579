"""The commands: which tables there are, and one of them in each format."""

import json

import pytest
from click.testing import CliRunner

from reisgenoot.cli.tables import table, tables

from .situations import add_people, add_programmes, organisation_of

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def test_tables_when_listed_then_key_title_and_question() -> None:
    shown = CliRunner().invoke(tables, ["--approach", "alkmaar"]).output
    assert "participation-closed" in shown
    assert "profiles" not in shown
    assert CliRunner().invoke(tables, ["--approach", "nowhere"]).exit_code == 1


def test_table_when_no_organisation_is_named_then_the_one_of_its_approach() -> None:
    organisation, by = organisation_of("alkmaar")
    add_programmes(add_people(organisation, by, number=12), by)
    run = CliRunner().invoke(table, ["pvt-first-call", "--as-of", "2020-01-01", "--format", "json"])
    assert run.exit_code == 0, run.output
    found = json.loads(run.output)
    assert found["as_of"] == "2020-01-01"
    assert found["rows"][0] | {"low": 0, "high": 0} == {
        "group": {},
        "numerator": 9,
        "denominator": 12,
        "share": 0.75,
        "low": 0,
        "high": 0,
        "suppressed": False,
    }


@pytest.mark.parametrize("format_", ["text", "csv", "xlsx"])
def test_table_when_nothing_was_delivered_then_it_still_comes(format_: str) -> None:
    run = CliRunner().invoke(table, ["background", "--format", format_])
    assert run.exit_code == 0, run.output
    assert run.stdout_bytes


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["nothing"], "Er is geen tabel"), (["profiles", "--organisation", "nowhere"], "Er is geen organisatie")],
    ids=["unknown table", "unknown organisation"],
)
def test_table_when_it_is_not_there_then_a_clear_message(arguments: list[str], says: str) -> None:
    run = CliRunner().invoke(table, arguments)
    assert run.exit_code == 1
    assert says in run.output
