"""Every fault in a definition is told with its file and line, and all faults at once."""

from pathlib import Path

import pytest

from reisgenoot.approach import (
    DefinitionError,
    UnknownApproachError,
    approaches_folder,
    keys_in,
    load_all,
    load_approach,
    read_approach,
)
from tests.approach.definitions import BASE, TERM, problems_of, said, write


def with_terms(folder: Path, terms: str) -> Path:
    return write(folder / "base", approach=BASE, terms=terms)


def test_read_when_in_order_then_no_problem(tmp_path: Path) -> None:
    folder = with_terms(tmp_path, TERM)
    assert problems_of(folder) == ()
    assert list(read_approach(folder).terms) == ["plan"]


@pytest.mark.parametrize(
    ("right", "wrong", "line", "path", "message"),
    [
        ("within: P10W", "within: 10 weken", 6, "terms.plan.within", "geen ISO-duur"),
        ("within: P10W", "within: P0D", 6, "terms.plan.within", "duurt niets"),
        ("from: settled", "from: setled", 4, "terms.plan.from", "'setled' bestaat niet in milestones"),
        ("to: plan_made", "to: [plan_made, gone]", 5, "terms.plan.to[2]", "'gone' bestaat niet in milestones"),
        ("acts: client_manager", "acts: boss", 9, "terms.plan.acts", "'boss' bestaat niet in roles"),
        ("    acts:", "    strats: x\n    acts:", 9, "terms.plan.strats", "geen bekende sleutel"),
        ("starts: day_after", "starts: tomorrow", 7, "terms.plan.starts", "'tomorrow' kan hier niet"),
        ("    end: inclusive\n", "", 2, "terms.plan.end", "'end' ontbreekt"),
        ("    source: Wet, art. 4\n", "", 2, "terms.plan.source", "de bron ontbreekt"),
        ("    valid_from: 2024-01-01\n", "", 2, "terms.plan.valid_from", "de dag vanaf wanneer"),
        ("source: Wet, art. 4", "source: Krant van gisteren", 11, "terms.plan.source", "begint niet met de naam"),
        ("valid_from: 2024-01-01", "valid_from: 2024-02-31", 12, "terms.plan.valid_from", "past niet"),
        (
            "title: {nl: Plan op tijd, en: Plan in time}",
            "title: {nl: Plan op tijd}",
            3,
            "terms.plan.title.en",
            "Engelse",
        ),
        ("title: {nl: Plan op tijd, en: Plan in time}", "title: {en: Plan}", 3, "terms.plan.title.nl", "Nederlandse"),
        ("title: {nl: Plan op tijd, en: Plan in time}", "title: {nl: a, b, en: c}", 3, "terms.plan.title.b", "komma"),
        ("    to: plan_made\n", "", 2, "terms.plan", "mijlpaal waarmee hij gehaald is"),
        ("    from: settled\n", "    from: settled\n    from: settled\n", 5, "terms.plan.from", "twee keer"),
        ("from: settled", "from: settled\n    applies_to: martians", 5, "terms.plan.applies_to", "target_groups"),
        ("from: settled", "from: settled\n    clusters: [ZUID]", 5, "terms.plan.clusters[1]", "clusters"),
        ("from: settled", "from: settled\n    stopped_by: [lost]", 5, "terms.plan.stopped_by[1]", "milestones"),
    ],
)
def test_read_when_term_is_wrong_then_says_where(
    tmp_path: Path, right: str, wrong: str, line: int, path: str, message: str
) -> None:
    assert right in TERM
    folder = with_terms(tmp_path, TERM.replace(right, wrong, 1))
    problems = problems_of(folder)
    assert [(p.file, p.line, p.path) for p in problems] == [(folder / "terms.yaml", line, path)]
    assert message in str(problems[0])
    assert str(problems[0]).startswith(f"{folder / 'terms.yaml'}:{line}: {path}: ")


def test_read_when_many_faults_then_all_are_told(tmp_path: Path) -> None:
    term = TERM.replace("P10W", "soon").replace("acts: client_manager", "acts: boss")
    other = TERM.removeprefix("terms:\n").replace("  plan:", "  other:").replace("from: settled", "from: nowhere")
    approach = BASE.replace("kind: plan,", "kind: planning,").replace("en: Base", "fr: Base")
    folder = write(tmp_path / "base", approach=approach, terms=term + other)
    assert said(folder) == [
        ("approach.yaml", 3, "title.en"),
        ("approach.yaml", 13, "milestones.plan_made.kind"),
        ("terms.yaml", 6, "terms.plan.within"),
        ("terms.yaml", 9, "terms.plan.acts"),
        ("terms.yaml", 15, "terms.other.from"),
    ]


def test_read_when_milestone_has_a_fault_then_not_also_missing(tmp_path: Path) -> None:
    approach = BASE.replace("kind: plan,", "kind: planning,")
    folder = write(tmp_path / "base", approach=approach, terms=TERM)
    assert said(folder) == [("approach.yaml", 13, "milestones.plan_made.kind")]


def test_read_when_section_is_in_two_files_then_joined(tmp_path: Path) -> None:
    other = TERM.replace("  plan:", "  other:")
    folder = write(tmp_path / "base", approach=BASE, terms=TERM, more=other)
    assert list(read_approach(folder).terms) == ["other", "plan"]


def test_read_when_key_is_in_two_files_then_both_named(tmp_path: Path) -> None:
    folder = write(tmp_path / "base", approach=BASE, terms=TERM, zz=TERM)
    (problem,) = problems_of(folder)
    assert (problem.file.name, problem.line, problem.path) == ("zz.yaml", 2, "terms.plan")
    assert f"{folder / 'terms.yaml'}:2" in str(problem)


def test_read_when_defaults_then_given_to_entries_without(tmp_path: Path) -> None:
    bare = TERM.replace("    source: Wet, art. 4\n", "").replace("    valid_from: 2024-01-01\n", "")
    folder = with_terms(tmp_path, "defaults: {source: 'Wet, art. 9', valid_from: 2024-05-01}\n" + bare)
    term = read_approach(folder).terms["plan"]
    assert (term.source, term.valid_from.month) == ("Wet, art. 9", 5)


def test_read_when_defaults_name_something_else_then_refused(tmp_path: Path) -> None:
    folder = with_terms(tmp_path, "defaults: {within: P3M}\n" + TERM)
    assert said(folder) == [("terms.yaml", 1, "defaults")]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("terms:\n  plan: {nl: a\n", 3, "geen YAML"),
        ("- een\n- lijst\n", 1, "lijst van sleutels"),
        ("a: 'b\n", 2, "geen YAML"),
        ("terms:\n\tplan: 1\n", 2, "geen YAML"),
    ],
)
def test_read_when_not_yaml_then_says_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    folder = write(tmp_path / "base", approach=BASE)
    (folder / "terms.yaml").write_text(text)
    (problem,) = problems_of(folder)
    assert (problem.file.name, problem.line) == ("terms.yaml", line)
    assert message in str(problem)


def test_read_when_one_file_is_no_yaml_then_the_others_are_not_blamed(tmp_path: Path) -> None:
    folder = write(tmp_path / "base", approach=BASE, terms=TERM, milestones="milestones: {\n")
    assert [name for name, _, _ in said(folder)] == ["milestones.yaml"]


@pytest.mark.parametrize(
    "wrong", ["extends: [a, b]", "extends: 5", "terms: [1]", "terms: 5", "milestones: {settled: 5}"]
)
def test_read_when_a_part_has_another_shape_then_problem_and_no_crash(tmp_path: Path, wrong: str) -> None:
    assert problems_of(write(tmp_path / "base", approach=BASE, terms=TERM, more=wrong + "\n"))


def test_read_when_not_utf8_then_says_so(tmp_path: Path) -> None:
    folder = write(tmp_path / "base", approach=BASE)
    (folder / "terms.yaml").write_bytes("terms: {é: 1}".encode("latin-1"))
    assert "UTF-8" in str(problems_of(folder)[0])


def test_read_when_file_is_empty_then_nothing_wrong(tmp_path: Path) -> None:
    assert problems_of(write(tmp_path / "base", approach=BASE, terms="")) == ()


def test_read_when_main_file_is_missing_then_says_so(tmp_path: Path) -> None:
    folder = write(tmp_path / "base", terms=TERM)
    assert "ontbreekt" in str(problems_of(folder)[0])


def test_read_when_key_is_not_the_folder_then_says_so(tmp_path: Path) -> None:
    assert said(write(tmp_path / "elsewhere", approach=BASE)) == [("approach.yaml", 1, "key")]


def test_read_when_unknown_section_then_says_so(tmp_path: Path) -> None:
    assert said(write(tmp_path / "base", approach=BASE, more="termen: {}\n")) == [("more.yaml", 1, "termen")]


@pytest.mark.parametrize("word", ["no", "yes", "on", "0361", "1e3", "2024-13-01"])
def test_read_when_word_looks_like_something_else_then_stays_a_word(tmp_path: Path, word: str) -> None:
    lists = (
        "code_lists:\n  answer:\n    title: {nl: a, en: b}\n    source: Wet, art. 1\n    valid_from: 2024-01-01\n"
        f"    codes:\n      one: {{label: {{nl: a, en: b}}, words: ['{word}']}}\n"
    )
    folder = write(tmp_path / "base", approach=BASE, lists=lists)
    assert read_approach(folder).code_lists["answer"].codes["one"].words == (word,)


def test_load_when_folder_is_chosen_then_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "base", approach=BASE)
    monkeypatch.setenv("REISGENOOT_APPROACHES", str(tmp_path))
    assert approaches_folder() == tmp_path
    assert keys_in(tmp_path) == list(load_all()) == ["base"]
    assert load_approach("base") is load_approach("base")


def test_load_when_unknown_then_names_the_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "base", approach=BASE)
    monkeypatch.setenv("REISGENOOT_APPROACHES", str(tmp_path))
    with pytest.raises(UnknownApproachError, match=r"geen aanpak 'other'.*bekend zijn: base"):
        load_approach("other")


def test_load_when_faulty_then_raises_with_problems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "base", approach=BASE + "colour: red\n")
    monkeypatch.setenv("REISGENOOT_APPROACHES", str(tmp_path))
    with pytest.raises(DefinitionError) as caught:
        load_approach("base")
    assert caught.value.problems[0].path == "colour"
    assert "regel" not in caught.value.problems[0].message
