"""The command that reads a delivery: only JSON on stdout, problems elsewhere, a refusal is exit code 1."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reisgenoot.approach import load_approach
from reisgenoot.cli.deliver import deliver
from reisgenoot.kernel.actor import job
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation
from reisgenoot.organisations.services import ensure_organisation
from reisgenoot.people.models import Person

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
COUNTS = ["diagnoses", "new_in_second_export", "plans_received", "plans_kept", "plans_linked"]


@pytest.fixture
def run(db, monkeypatch):
    monkeypatch.setattr("reisgenoot.cli.deliver.ready", lambda: None)
    return lambda *arguments: CliRunner().invoke(deliver, [str(one) for one in arguments], catch_exceptions=False)


def test_deliver_when_json_then_only_json_on_stdout(run):
    result = run("meerinzicht", EXAMPLES / "meerinzicht", "--format", "json")
    assert result.exit_code == 0
    said = json.loads(result.stdout)
    assert list(said)[:4] == ["recipe", "files", "counts", "review"]
    assert said["recipe"] == "meerinzicht"
    assert [said["counts"][name] for name in COUNTS] == [331, 46, 202, 178, 168]
    assert {"name", "sha256", "rows"} <= set(said["files"][0])
    assert Organisation.objects.get().key == "meerinzicht"


def test_deliver_when_text_then_counts_and_what_waits(run):
    result = run("meerinzicht", EXAMPLES / "meerinzicht")
    assert "Ingelezen bij Meerinzicht" in result.stdout
    assert "plan_person" in result.stdout
    assert "support-plans.xlsx, rij" in result.stdout
    assert "al ingelezen" in run("meerinzicht", EXAMPLES / "meerinzicht").stdout


def test_deliver_when_dry_run_then_nothing_is_kept(run):
    result = run("meerinzicht", EXAMPLES / "meerinzicht", "--dry-run", "--organisation", "proef")
    assert result.exit_code == 0
    assert "niets is bewaard" in result.stdout
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("format_", ["text", "json"])
def test_deliver_when_refused_then_exit_code_1_and_the_problems(run, tmp_path, format_):
    (tmp_path / "diagnoses-2020-01-15.xlsx").write_bytes(b"PK\x03\x04")
    result = run("meerinzicht", tmp_path, "--format", format_)
    assert result.exit_code == 1
    if format_ == "json":
        (problem,) = json.loads(result.stdout)["problems"]
        assert (problem["code"], problem["file"]) == ("unreadable", "diagnoses-2020-01-15.xlsx")
        assert result.stderr == ""
    else:
        assert result.stdout == ""
        assert "diagnoses-2020-01-15.xlsx" in result.stderr
    assert not Organisation.objects.exists()


def test_deliver_when_recipe_is_unknown_then_names_those_there_are(run):
    result = run("nergens", EXAMPLES / "meerinzicht")
    assert result.exit_code == 1
    assert "meerinzicht" in result.stderr


def test_deliver_when_organisation_is_named_then_for_that_one_only(run):
    run("meerinzicht", EXAMPLES / "meerinzicht")
    result = run("meerinzicht", EXAMPLES / "meerinzicht", "--organisation", "proefstad")
    assert "Nieuwe organisatie 'proefstad'" in result.stderr
    for key in ("meerinzicht", "proefstad"):
        with acting_as(job("test", Organisation.objects.get(key=key).pk)):
            assert Person.objects.count() == 331


def test_deliver_when_organisation_looks_like_a_typing_error_then_refused(run):
    run("meerinzicht", EXAMPLES / "meerinzicht")
    result = run("meerinzicht", EXAMPLES / "meerinzicht", "--organisation", "meerinzcht")
    assert result.exit_code == 1
    assert "'meerinzicht'" in result.stderr


def test_deliver_when_organisations_differ_by_number_or_letter_then_both_are_made(run):
    for key in ("regio-1", "regio-2", "regio-a", "regio-b"):
        assert run("meerinzicht", EXAMPLES / "meerinzicht", "--dry-run", "--organisation", key).exit_code == 0
        ensure_organisation(approach=load_approach("meerinzicht"), key=key)
