"""One approach over another: by key, and an override says that it is one."""

from pathlib import Path

import pytest

from reisgenoot.approach import read_approach
from tests.approach.definitions import BASE, TERM, problems_of, said, write

CHILD = """\
key: child
version: "2024.1"
extends: base
title: {nl: Kind, en: Child}
description: {nl: Bouwt voort., en: Builds on.}
source: Wet, geheel
valid_from: 2024-01-01
"""


@pytest.fixture
def parent(tmp_path: Path) -> Path:
    return write(tmp_path / "base", approach=BASE, terms=TERM)


def child(parent: Path, text: str = "") -> Path:
    return write(parent.parent / "child", approach=CHILD + text)


def test_extends_when_nothing_said_then_all_is_taken_over(parent: Path) -> None:
    found = read_approach(child(parent))
    assert (found.key, found.extends, list(found.terms)) == ("child", "base", ["plan"])
    assert len(found.milestones) == 3


def test_extends_when_new_entry_then_added_after(parent: Path) -> None:
    entry = "milestones:\n  extra: {kind: plan, title: {nl: a, en: b}, source: 'Wet, art. 5', valid_from: 2024-01-01}\n"
    assert list(read_approach(child(parent, entry)).milestones)[-1] == "extra"


def test_override_when_explicit_then_rest_stays(parent: Path) -> None:
    found = read_approach(child(parent, "terms:\n  plan: {override: true, within: P5W, source: 'Wet, art. 8'}\n"))
    term = found.terms["plan"]
    assert (str(term.within), term.source, term.to_milestones) == ("P5W", "Wet, art. 8", ("plan_made",))
    assert str(read_approach(parent).terms["plan"].within) == "P10W"


def test_override_when_not_said_then_problem_names_both_places(parent: Path) -> None:
    (problem,) = problems_of(child(parent, "terms:\n  plan: {within: P5W}\n"))
    assert (problem.file.parent.name, problem.line, problem.path) == ("child", 9, "terms.plan")
    assert f"{parent / 'terms.yaml'}:2" in str(problem)
    assert "override: true" in str(problem)


def test_override_when_nothing_to_override_then_problem(parent: Path) -> None:
    term = TERM.replace("  plan:\n", "  other:\n    override: true\n")
    assert said(child(parent, term)) == [("approach.yaml", 9, "terms.other")]


def test_override_when_value_is_wrong_then_line_of_the_child(parent: Path) -> None:
    folder = child(parent, "terms:\n  plan:\n    override: true\n    within: soon\n")
    assert [(p.file, p.line, p.path) for p in problems_of(folder)] == [
        (folder / "approach.yaml", 11, "terms.plan.within")
    ]


def test_extends_when_parent_is_faulty_then_line_of_the_parent(parent: Path) -> None:
    write(parent, terms=TERM.replace("P10W", "soon"))
    assert [(p.file, p.line) for p in problems_of(child(parent))] == [(parent / "terms.yaml", 6)]


def test_replaces_when_section_is_named_then_not_taken_over(parent: Path) -> None:
    assert len(read_approach(child(parent, "replaces: [terms]\n")).terms) == 0


def test_replaces_when_no_such_section_then_problem(parent: Path) -> None:
    assert said(child(parent, "replaces: [termen]\n")) == [("approach.yaml", 8, "replaces")]


def test_extends_when_parent_is_unknown_then_problem(tmp_path: Path) -> None:
    folder = write(tmp_path / "child", approach=CHILD.replace("extends: base", "extends: nowhere"))
    assert ("approach.yaml", 3, "extends") in said(folder)


def test_extends_when_in_a_circle_then_problem(tmp_path: Path) -> None:
    write(tmp_path / "base", approach=BASE + "extends: child\n")
    folder = write(tmp_path / "child", approach=CHILD)
    assert [(p.file.parent.name, p.path) for p in problems_of(folder)] == [("base", "extends")]
