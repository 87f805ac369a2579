"""Reading workbooks: a whole form, or every problem with its cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reisgenoot.approach import load_approach
from reisgenoot.questionnaires.definition import Form, Question, Repeat
from reisgenoot.questionnaires.differences import differences
from reisgenoot.questionnaires.reading import FormError, read_workbook, to_xform
from reisgenoot.questionnaires.services.versions import workbook_of
from tests.questionnaires.workbooks import FAMILY, NL, YES_NO, family, workbook


def problem_of(survey: object, choices: object = YES_NO) -> tuple[str, int, str, str]:
    with pytest.raises(FormError) as caught:
        read_workbook(workbook(survey, choices))  # type: ignore[arg-type]
    first = caught.value.problems[0]
    return first.sheet, first.row, first.column, first.message


def test_workbook_when_read_then_pages_languages_and_protection() -> None:
    form = read_workbook(family()).form
    assert [page.key for page in form.pages] == ["family", "health"]
    assert [one.code for one in form.languages] == ["nl", "ar"]
    assert isinstance(form.by_key["family/child"], Repeat)
    assert {item.key for item in form.by_key.values() if item.protection == "health"} >= {"health/tired", "health/why"}


def test_form_when_stored_then_comes_back_the_same() -> None:
    form = read_workbook(family()).form
    assert Form.from_json(form.as_json()) == form


def test_xform_when_made_then_is_one_of_odk() -> None:
    assert "<h:html" in to_xform(family())


@pytest.mark.parametrize("key", ["broad_intake", "health_conversation", "coa_profile"])
def test_shipped_workbooks_when_read_then_complete_in_every_language(key: str) -> None:
    found = read_workbook(workbook_of(load_approach("wi2021"), key).read_bytes())
    assert found.warnings == ()
    assert {one.code for one in found.form.languages} >= {"nl", "en", "ar", "ti"}
    assert found.form.key == key


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ({"type": "geopoint", "name": "where", NL: "Waar"}, "type", "geopoint"),
        ({"type": "text", NL: "Naam"}, "name", "ontbreekt"),
        ({"type": "text", "name": "x", NL: "x", "relevant": "pulldata('a', 'b')"}, "relevant", "pulldata()"),
        ({"type": "text", "name": "x", NL: "x", "constraint": "count-selected(.) >"}, "constraint", "formule"),
        ({"type": "select_one nowhere", "name": "x", NL: "x"}, "type", "nowhere"),
        ({"type": "note", "name": "x", NL: "x", "required": "yes"}, "required", "betekenis"),
        ({"type": "text", "name": "x", NL: "x", "appearance": "signature"}, "appearance", "signature"),
        ({"type": "text", "name": "x", NL: "x", "rg_protection": "secret"}, "rg_protection", "bescherming"),
        ({"type": "text", "name": "x", NL: "x", "relevant": "${x} = 'a'"}, "relevant", "zichzelf"),
    ],
)
def test_row_when_not_supported_then_names_sheet_row_and_column(row: dict[str, str], column: str, words: str) -> None:
    sheet, number, where, message = problem_of([{"type": "note", "name": "hello", NL: "Hallo"}, row])
    assert (sheet, number, where) == ("survey", 3, column)
    assert words in message


def test_reference_when_unknown_then_says_the_row() -> None:
    sheet, number, _column, message = problem_of([{"type": "text", "name": "x", NL: "x", "relevant": "${gone} = 'a'"}])
    assert (sheet, number) == ("survey", 2)
    assert "gone" in message


def test_group_when_not_closed_then_says_so() -> None:
    _sheet, number, column, message = problem_of([{"type": "begin_group", "name": "g", NL: "G"}])
    assert (number, column) == (2, "type")
    assert "gesloten" in message


def test_column_when_unknown_then_says_so() -> None:
    _sheet, number, column, _message = problem_of([{"type": "text", "name": "x", NL: "x", "media::image": "a.png"}])
    assert (number, column) == (1, "media::image")


def test_language_when_it_has_no_code_then_says_so() -> None:
    _sheet, _number, column, _message = problem_of([{"type": "text", "name": "x", "label::Arabisch": "x"}])
    assert column == "label::Arabisch"


def test_two_questions_when_they_wait_for_each_other_then_refused() -> None:
    rows = [
        {"type": "text", "name": "a", NL: "a", "relevant": "${b} = 'x'"},
        {"type": "text", "name": "b", NL: "b", "relevant": "${a} = 'x'"},
    ]
    assert "zichzelf" in problem_of(rows)[3]


@given(st.binary(max_size=200))
def test_file_when_it_is_no_workbook_then_a_problem(content: bytes) -> None:
    with pytest.raises(FormError):
        read_workbook(content)


def test_or_other_when_asked_then_a_choice_and_a_question_more() -> None:
    form = read_workbook(workbook([{"type": "select_one yes_no or_other", "name": "x", NL: "x"}], YES_NO)).form
    assert [choice.name for choice in form.choices["yes_no"]] == ["yes", "no", "other"]
    other = form.by_key["x_other"]
    assert isinstance(other, Question)
    assert "selected" in other.relevant


def test_versions_when_compared_then_what_came_went_and_changed() -> None:
    before = read_workbook(family()).form
    rows = [{**row, NL: "Moe?"} if row.get("name") == "tired" else row for row in FAMILY if row.get("name") != "why"]
    rows.insert(-1, {"type": "text", "name": "new", NL: "Nieuw"})
    after = read_workbook(workbook(rows, YES_NO, version="2")).form
    found = {(one.key, one.change) for one in differences(before, after)}
    assert found == {("health/tired", "changed"), ("health/new", "added"), ("health/why", "gone")}
