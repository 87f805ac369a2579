"""`reisgenoot approach`: reads and checks definitions without a database or a framework."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from reisgenoot.approach import Approach, approaches_folder, load_approach
from reisgenoot.cli.approach import approach
from tests.approach.definitions import BASE, TERM, write


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(approach, words)
    assert result.exit_code == code, result.output
    return result.output


def test_list_when_asked_then_key_title_version_and_counts() -> None:
    text = run("list")
    for key in ("alkmaar", "meerinzicht", "wi2021"):
        found = load_approach(key)
        assert f"{key} " in text
        assert f"{found.version} " in text
        assert found.title.nl in text
        assert f"mijlpalen {len(found.milestones)}" in text
    assert "milestones" in run("list", "--language", "en")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("key", ["alkmaar", "meerinzicht", "wi2021"])
def test_show_when_read_then_every_title_and_source_of_a_rule_is_there(key: str, language: str) -> None:
    found, text = load_approach(key), run("show", key, "--language", language)
    for section in (found.phases, found.milestones, found.terms, found.cadences, found.norms, found.offers):
        for entry in section.values():
            assert entry.title.in_language(language) in text
    for rule in (*found.terms.values(), *found.cadences.values()):
        assert rule.source in text


def test_show_when_json_then_reads_back_as_the_same_approach() -> None:
    assert Approach.from_json(json.loads(run("show", "alkmaar", "--format", "json"))) == load_approach("alkmaar")


def test_show_when_unknown_then_says_which_there_are() -> None:
    assert "bekend zijn: alkmaar, meerinzicht, wi2021" in run("show", "atlantis", code=1)


def test_check_when_in_order_then_says_so() -> None:
    assert run("check", str(approaches_folder())) == "in orde\n"
    assert run("check", str(approaches_folder() / "alkmaar")) == "in orde\n"


def test_check_when_faulty_then_every_problem_with_file_and_line(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "base",
        approach=BASE,
        terms=TERM.replace("P10W", "soon").replace("acts: client_manager", "acts: boss"),
    )
    text = run("check", str(tmp_path), code=1)
    assert text.splitlines()[0].startswith(f"{folder / 'terms.yaml'}:6: terms.plan.within: ")
    assert text.splitlines()[1].startswith(f"{folder / 'terms.yaml'}:9: terms.plan.acts: ")
    assert text.splitlines()[2:] == ["2 problemen"]
    assert run("check", str(folder), code=1) == text


def test_check_when_no_definition_there_then_says_what_is_missing(tmp_path: Path) -> None:
    assert "approach.yaml" in run("check", str(tmp_path), code=1)


def test_command_when_imported_then_no_framework_with_it() -> None:
    code = "import sys, reisgenoot.cli.approach; print(sorted(m for m in sys.modules if m.startswith(('django', 'psycopg'))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
