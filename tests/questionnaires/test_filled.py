"""What is asked, calculated and wrong, given the answers."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reisgenoot.questionnaires.definition import Form
from reisgenoot.questionnaires.filled import CONSTRAINT, MISSING, UNKNOWN_CHOICE, WRONG_KIND, Filled, tidied
from reisgenoot.questionnaires.reading import read_workbook
from tests.questionnaires.workbooks import NL, YES_NO, family, workbook

MOMENT = datetime.fromisoformat("2026-03-02T09:30")
FORM = read_workbook(family()).form


def filled(
    answers: dict[str, str], form: Form = FORM, repeats: dict[str, int] | None = None, language: str = "nl"
) -> Filled:
    return Filled(form, answers, repeats=repeats, moment=MOMENT, language=language)


def value_of(calculation: str, answers: dict[str, str] | None = None) -> str:
    rows = [
        {"type": "text", "name": "a", NL: "a"},
        {"type": "integer", "name": "n", NL: "n"},
        {"type": "date", "name": "d", NL: "d"},
        {"type": "select_multiple yes_no", "name": "m", NL: "m"},
        {"type": "calculate", "name": "c", "calculation": calculation},
    ]
    form = read_workbook(workbook(rows, YES_NO)).form
    return filled(answers or {}, form).calculations()["c"]


@pytest.mark.parametrize(
    ("calculation", "answers", "expected"),
    [
        ("${n} + 1", {"n": "4"}, "5"),
        ("${n} + 1", {}, ""),
        ("7 div 2", {}, "3.5"),
        ("7 mod 2", {}, "1"),
        ("if(${n} > 3, 'much', 'little')", {"n": "4"}, "much"),
        ("if(${n} > 3, 'much', 'little')", {}, "little"),
        ("coalesce(${a}, 'none')", {}, "none"),
        ("selected(${m}, 'yes')", {"m": "no yes"}, "true"),
        ("count-selected(${m})", {"m": "no yes"}, "2"),
        ("jr:choice-name(selected-at(${m}, 0), '${m}')", {"m": "no"}, "Nee"),
        ("regex(${a}, '[0-9]{4} ?[A-Z]{2}')", {"a": "1234 AB"}, "true"),
        ("regex(${a}, '[0-9]{4}')", {"a": "1234 AB"}, "false"),
        ("string-length(${a})", {"a": "سلام"}, "4"),
        ("today() - ${d}", {"d": "2026-02-28"}, "2"),
        ("date(today() + 7)", {}, "2026-03-09"),
        ("format-date(${d}, '%d-%m-%Y')", {"d": "2026-02-28"}, "28-02-2026"),
        ("${d} < today()", {"d": "2026-02-28"}, "true"),
        ("round(2.5)", {}, "3"),
        ("concat(${a}, '!')", {"a": "x"}, "x!"),
        ("substr('hello', 1, 3)", {}, "el"),
        ("not(${a} = '')", {"a": "x"}, "true"),
        ("number('abc')", {}, ""),
        ("pow(2, 3)", {}, "8"),
    ],
)
def test_calculation_when_evaluated_then_as_odk_has_it(
    calculation: str, answers: dict[str, str], expected: str
) -> None:
    assert value_of(calculation, answers) == expected


def test_repeat_when_not_relevant_then_not_asked_and_no_answer() -> None:
    answers = {"family/has_children": "no", "family/child[1]/name": "Abel"}
    assert filled(answers).answers() == {"family/has_children": "no"}


def test_repeats_when_added_then_each_has_its_own_skip_logic() -> None:
    answers = {"family/has_children": "yes", "family/child[1]/name": "Abel"}
    form = filled(answers, repeats={"family/child": 2})
    assert form.by_path["family/child[1]/age"].is_asked
    assert not form.by_path["family/child[2]/age"].is_asked


def test_label_when_it_refers_then_to_the_same_repeat_in_the_language_asked() -> None:
    answers = {"family/has_children": "yes", "family/child[1]/name": "Abel", "family/child[2]/name": "Sara"}
    form = filled(answers, repeats={"family/child": 2}, language="ar")
    node = form.by_path["family/child[2]/age"]
    assert form.say(node.item.label, node) == "كم عمر Sara؟"


def test_wrong_when_missing_outside_bounds_or_of_another_kind() -> None:
    assert [one.what for one in filled({}).wrong()] == [MISSING]
    assert [one.what for one in filled({"family/has_children": "perhaps"}).wrong()] == [UNKNOWN_CHOICE]
    asked = {"family/has_children": "yes", "family/child[1]/name": "Abel"}
    (bounds,) = filled({**asked, "family/child[1]/age": "25"}).wrong()
    assert (bounds.what, bounds.said) == (CONSTRAINT, "Vul een leeftijd onder de 20 in.")
    assert [one.what for one in filled({**asked, "family/child[1]/age": "ten"}).wrong()] == [WRONG_KIND]


def test_digits_when_written_in_arabic_then_kept_as_numbers() -> None:
    question = next(one for one in FORM.questions if one.name == "age")
    assert tidied(question, " ١٢ ") == "12"


def test_repeat_count_when_it_follows_an_answer_then_as_many() -> None:
    rows = [
        {"type": "integer", "name": "n", NL: "n"},
        {"type": "begin_repeat", "name": "r", NL: "r", "repeat_count": "${n}"},
        {"type": "text", "name": "t", NL: "t"},
        {"type": "end_repeat"},
    ]
    form = read_workbook(workbook(rows)).form
    assert filled({"n": "3"}, form).how_many("r") == 3
    assert filled({}, form).how_many("r") == 0
    assert filled({"n": "100000"}, form).how_many("r") == 30


def test_choices_when_filtered_then_only_those_that_fit() -> None:
    choices = [
        {"list_name": "p", "name": "nh", NL: "NH"},
        {"list_name": "p", "name": "gl", NL: "GL"},
        {"list_name": "c", "name": "alkmaar", NL: "Alkmaar", "province": "nh"},
        {"list_name": "c", "name": "ermelo", NL: "Ermelo", "province": "gl"},
    ]
    rows = [
        {"type": "select_one p", "name": "province", NL: "P"},
        {"type": "select_one c", "name": "city", NL: "C", "choice_filter": "province = ${province}"},
    ]
    form = filled({"province": "gl", "city": "alkmaar"}, read_workbook(workbook(rows, choices)).form)
    assert [choice.name for choice in form.choices(form.by_path["city"])] == ["ermelo"]
    assert [one.what for one in form.wrong()] == [UNKNOWN_CHOICE]


_NAMES = st.text(alphabet="abc ", max_size=3).map(str.strip)


@given(st.sampled_from(["yes", "no", ""]), st.lists(st.tuples(_NAMES, st.integers(-5, 30)), max_size=4))
def test_answers_when_whatever_is_typed_then_only_what_is_asked_counts(
    has: str, children: list[tuple[str, int]]
) -> None:
    answers = {"family/has_children": has}
    for at, (name, age) in enumerate(children, 1):
        answers |= {f"family/child[{at}]/name": name, f"family/child[{at}]/age": str(age)}
    form = filled(answers, repeats={"family/child": len(children)})
    kept = form.answers()
    named = [at for at, (name, _age) in enumerate(children, 1) if name]
    expected = {f"family/child[{at}]/age" for at in named} if has == "yes" else set()
    assert {path for path in kept if path.endswith("/age")} == expected
    ages = [children[at - 1][1] for at in named] if has == "yes" else []
    assert form.calculations()["health/oldest"] == (str(max(ages)) if ages else "")
    again = filled(kept, repeats={"family/child": len(children)})
    assert again.answers() == kept


@given(st.dictionaries(st.sampled_from(["family/has_children", "health/tired", "health/why"]), st.text(max_size=8)))
def test_form_when_any_text_is_typed_then_never_fails(answers: dict[str, str]) -> None:
    form = filled(answers)
    assert set(form.answers()) <= set(answers)
    assert all(one.path in form.by_path for one in form.wrong())
