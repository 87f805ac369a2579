"""What only the whole form shows: formulas that cannot be read, questions that wait for each other, words missing."""

import re
from collections.abc import Iterator, Mapping

from reisgenoot.questionnaires.definition import Form, Question, Text
from reisgenoot.questionnaires.reading.columns import CHOICES, SURVEY
from reisgenoot.questionnaires.reading.problems import FormProblem
from reisgenoot.questionnaires.reading.rows import Laid
from reisgenoot.questionnaires.reading.sheets import Sheet
from reisgenoot.questionnaires.xpath import ExpressionError, read_expression

_COLUMN_OF = {
    "relevant": "relevant",
    "required": "required",
    "constraint": "constraint",
    "calculation": "calculation",
    "default_expression": "default",
    "choice_filter": "choice_filter",
    "count": "repeat_count",
}
_REFERENCE = re.compile(r"\$\{\s*([^}\s]+)\s*\}")


def check_rows(laid: list[Laid], choices: Sheet | None) -> Iterator[FormProblem]:
    """Lists that do not exist, names that stand twice, choices without a name or twice in a list."""
    lists = {row.get("list_name") for row in choices.rows} if choices else set()
    keys: set[str] = set()
    for one in laid:
        if one.choices and one.choices not in lists:
            advice = "Voeg de lijst toe op blad choices."
            yield FormProblem(SURVEY, one.row.number, "type", f"de lijst '{one.choices}' bestaat niet.", advice)
        if one.key in keys:
            yield FormProblem(SURVEY, one.row.number, "name", f"'{one.key}' bestaat al.", "Kies een andere naam.")
        keys.add(one.key)
        if one.kind == "range":
            yield from _check_range(one)
    seen: set[tuple[str, str]] = set()
    for row in choices.rows if choices else ():
        pair = row.get("list_name"), row.get("name")
        if not all(pair) or re.search(r"\s", row.get("name")):
            advice = "Vul list_name en name in, zonder spaties."
            yield FormProblem(CHOICES, row.number, "name", "deze keuze heeft geen bruikbare naam.", advice)
        elif pair in seen:
            yield FormProblem(
                CHOICES, row.number, "name", f"'{pair[1]}' staat al in deze lijst.", "Kies een andere naam."
            )
        seen.add(pair)


def _check_range(one: Laid) -> Iterator[FormProblem]:
    parameters = one.row.get("parameters")
    if parameters and not re.fullmatch(r"(\s*(start|end|step)=-?\d+(\.\d+)?\s*,?)+", parameters):
        advice = "Schrijf: start=0 end=10 step=1."
        yield FormProblem(SURVEY, one.row.number, "parameters", "dit zijn geen grenzen.", advice)


def check_form(form: Form) -> Iterator[FormProblem]:
    """Formulas that this software cannot evaluate, with the cell they stand in."""
    for item in form.by_key.values():
        for field, column in _COLUMN_OF.items():
            written = getattr(item, field, "")
            if not written:
                continue
            try:
                read_expression(written)
            except ExpressionError as error:
                advice = "Zie docs/how-to/questionnaire.md voor wat er kan."
                yield FormProblem(SURVEY, item.row, column, str(error), advice)


def check_circles(laid: list[Laid]) -> Iterator[FormProblem]:
    """Questions that are asked or calculated depending on themselves, straight or through others."""
    needs = {one.row.get("name"): _needed(one) for one in laid}
    for one in laid:
        if _leads_back(one.row.get("name"), needs):
            column = "calculation" if one.kind == "calculate" else "relevant"
            yield FormProblem(
                SURVEY, one.row.number, column, "deze vraag hangt van zichzelf af.", "Doorbreek de kring."
            )


def _needed(one: Laid) -> set[str]:
    return {name for column in ("relevant", "calculation") for name in _REFERENCE.findall(one.row.get(column))}


def _leads_back(name: str, needs: Mapping[str, set[str]]) -> bool:
    pending, seen = list(needs[name]), set()
    while pending:
        other = pending.pop()
        if other == name:
            return True
        if other not in seen:
            seen.add(other)
            pending.extend(needs.get(other, ()))
    return False


def missing_words(form: Form) -> Iterator[str]:
    """Per language of the workbook the questions and choices that have no words in it, as warnings."""
    for language in form.languages:
        missing = [item.key for item in form.by_key.values() if _lacks(item.label, item, language.code)]
        missing += [
            f"{name}.{choice.name}"
            for name, choices in form.choices.items()
            for choice in choices
            if language.code not in choice.label
        ]
        if missing:
            shown = ", ".join(missing[:8]) + (", …" if len(missing) > 8 else "")
            yield f"{language.name} ({language.code}): {len(missing)} teksten ontbreken: {shown}"


def _lacks(words: Text, item: object, code: str) -> bool:
    return not (isinstance(item, Question) and item.kind == "calculate") and code not in words
