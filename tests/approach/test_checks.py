"""Faults that only show when the parts are seen together."""

from pathlib import Path

import pytest

from tests.approach.definitions import BASE, problems_of, said, write

PROVENANCE = "source: 'Wet, art. 1', valid_from: 2024-01-01"
TEXT = "{nl: a, en: b}"

GOALS = """\
code_lists:
  life_domain:
    title: {nl: a, en: b}
    source: Wet, art. 1
    valid_from: 2024-01-01
    codes:
      language: {label: {nl: Taal, en: Language}}
  subgoal_group:
    title: {nl: a, en: b}
    source: Wet, art. 1
    valid_from: 2024-01-01
    codes:
      all: {label: {nl: Alles, en: All}}
goals:
  dutch:
    domain: language
    group_first: all
    group_second: all
    label: {nl: Nederlands leren, en: Learn Dutch}
    words: [taal, taal leren]
    source: Wet, art. 2
    valid_from: 2024-01-01
  exam:
    domain: language
    group_first: all
    group_second: all
    label: {nl: Examen halen, en: Pass the exam}
    words: [examen]
    source: Wet, art. 3
    valid_from: 2024-01-01
"""


def definition(folder: Path, more: str) -> Path:
    return write(folder / "base", approach=BASE, more=more)


def test_goals_when_in_order_then_no_problem(tmp_path: Path) -> None:
    assert problems_of(definition(tmp_path, GOALS)) == ()


EXAM, DUTCH, GROUPS = "words: [examen]", "    group_second: all\n    label: {nl: Ned", "  subgoal_group:\n"
GOALS_LIST = f"  goals: {{title: {TEXT}, codes: {{}}, {PROVENANCE}}}\n  life_domain:\n"


@pytest.mark.parametrize(
    ("right", "wrong", "line", "path", "message"),
    [
        (EXAM, "words: [Taal  Leren]", 23, "goals.exam", "'Taal  Leren' staat ook bij 'dutch'"),
        (EXAM, "words: [nederlands léren]", 23, "goals.exam", "staat ook bij 'dutch'"),
        (EXAM, "words: ['--']", 23, "goals.exam", "geen letter en geen cijfer"),
        (DUTCH, DUTCH.replace("all", "some"), 18, "goals.dutch.group_second", "bestaat niet in code_lists.subgoal"),
        ("domain: language", "domain: moon", 16, "goals.dutch.domain", "code_lists.life_domain"),
        (GROUPS, f"{GROUPS}    blank: nothing\n", 9, "code_lists.subgoal_group.blank", "'nothing'"),
        (GROUPS, f"{GROUPS}    grouped_by: x\n", 14, "code_lists.subgoal_group.codes.all.group", "groep ontbreekt"),
        ("  life_domain:\n", GOALS_LIST, 2, "code_lists.goals", "zo heet ook al"),
    ],
)
def test_check_when_parts_disagree_then_says_where(
    tmp_path: Path, right: str, wrong: str, line: int, path: str, message: str
) -> None:
    assert right in GOALS
    problems = problems_of(definition(tmp_path, GOALS.replace(right, wrong, 1)))
    assert [(p.file.name, p.line, p.path) for p in problems] == [("more.yaml", line, path)]
    assert message in str(problems[0])


def test_group_when_it_does_not_exist_then_problem(tmp_path: Path) -> None:
    text = GOALS.replace("  subgoal_group:\n", "  subgoal_group:\n    grouped_by: life_domain\n")
    text = text.replace("all: {label", "all: {group: mars, label")
    assert said(definition(tmp_path, text)) == [("more.yaml", 14, "code_lists.subgoal_group.codes.all.group")]


def test_order_when_two_phases_have_one_number_then_problem(tmp_path: Path) -> None:
    phase = f"{{order: 1, title: {TEXT}, begins_with: settled, {PROVENANCE}}}"
    assert said(definition(tmp_path, f"phases:\n  one: {phase}\n  two: {phase}\n")) == [
        ("more.yaml", 3, "phases.two.order")
    ]


def test_target_group_when_code_is_unknown_then_problem(tmp_path: Path) -> None:
    group = f"{{title: {TEXT}, code_list: life_domain, codes: [language, moon], {PROVENANCE}}}"
    folder = definition(tmp_path, GOALS + f"target_groups:\n  some: {group}\n")
    assert said(folder) == [("more.yaml", 32, "target_groups.some.codes[2]")]


def test_target_group_when_codes_without_list_then_problem(tmp_path: Path) -> None:
    group = f"{{title: {TEXT}, codes: [language], {PROVENANCE}}}"
    problems = problems_of(definition(tmp_path, GOALS + f"target_groups:\n  some: {group}\n"))
    assert any("noemt een codelijst met codes" in str(problem) for problem in problems)


def municipalities(second: str) -> str:
    return (
        f"organisation:\n  key: us\n  name: Us\n  {PROVENANCE.replace(', valid', chr(10) + '  valid')}\n"
        "  clusters: {NORTH: {name: North}}\n  municipalities:\n"
        "    one: {name: Een, code: '0001', cluster: NORTH, places: [Dorp]}\n"
        f"    two: {second}\n"
    )


@pytest.mark.parametrize(
    ("second", "path", "message"),
    [
        ("{name: Twee, code: '0002', places: [dorp]}", "organisation.municipalities.two", "staat ook bij 'one'"),
        ("{name: Twee, code: '0001'}", "organisation.municipalities.two", "'0001' staat ook bij 'one'"),
        ("{name: Twee, code: '0002', cluster: SOUTH}", "organisation.municipalities.two.cluster", "bestaat niet"),
        ("{name: Twee, code: '2'}", "organisation.municipalities.two.code", "past niet"),
    ],
)
def test_municipality_when_wrong_then_problem(tmp_path: Path, second: str, path: str, message: str) -> None:
    (problem,) = problems_of(definition(tmp_path, municipalities(second)))
    assert (problem.line, problem.path) == (9, path)
    assert message in str(problem)


def test_offer_when_level_of_a_block_is_unknown_then_problem(tmp_path: Path) -> None:
    offer = (
        f"offers:\n  course:\n    title: {TEXT}\n    target_group: {TEXT}\n    funding: {TEXT}\n"
        f"    source: Wet, art. 1\n    valid_from: 2024-01-01\n    blocks:\n      - label: {TEXT}\n        exit_level: a9\n"
    )
    assert said(definition(tmp_path, offer)) == [("more.yaml", 10, "offers.course.blocks[1].exit_level")]


def test_document_when_faulty_then_its_sources_are_not_blamed(tmp_path: Path) -> None:
    approach = BASE.replace("wet: {name: Wet,", "wet: {name: Wet, colour: red,")
    assert said(write(tmp_path / "base", approach=approach)) == [("approach.yaml", 8, "documents.wet.colour")]
