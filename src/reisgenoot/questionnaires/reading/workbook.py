"""A workbook as a whole: read, checked, built, or every problem at once."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from reisgenoot.questionnaires.definition import Form, Text
from reisgenoot.questionnaires.reading.building import build_choices, build_items
from reisgenoot.questionnaires.reading.checking import check_circles, check_form, check_rows, missing_words
from reisgenoot.questionnaires.reading.columns import (
    CHOICES,
    SETTINGS,
    SURVEY,
    check_headings,
    default_code,
    languages_of,
    texts,
)
from reisgenoot.questionnaires.reading.problems import FormError, FormProblem
from reisgenoot.questionnaires.reading.rows import lay_out
from reisgenoot.questionnaires.reading.sheets import Row, Sheet, read_sheets
from reisgenoot.questionnaires.reading.xform import read_logic, to_xform


@dataclass(frozen=True, slots=True)
class FormRead:
    """A form, the digest of the workbook it was read from, and what its author may want to know."""

    form: Form
    digest: str
    warnings: tuple[str, ...]


@lru_cache(maxsize=32)
def read_workbook(content: bytes) -> FormRead:
    """The form that a workbook holds.

    Raises
    ------
    FormError   with every problem found, each with sheet, row and column; nothing is half read.
    """
    sheets = read_sheets(content)
    _stop_at(list(check_headings(sheets)))
    survey, settings = sheets[SURVEY], _settings(sheets[SETTINGS])
    layout = lay_out(survey.rows)
    rows = list(layout.walk())
    problems = [
        *layout.problems,
        *check_rows(rows, sheets.get(CHOICES)),
        *check_circles(rows),
        *_check_settings(settings),
    ]
    if not rows:
        problems.append(FormProblem(SURVEY, 0, "", "er staan geen vragen in.", "Voeg vragen toe."))
    _stop_at(problems)
    default = default_code(settings.get("default_language") or "nl")
    form = Form(
        key=settings.get("form_id"),
        version=settings.get("version"),
        title=_title(settings, default),
        languages=languages_of(sheets, settings.get("default_language") or "Nederlands (nl)"),
        default_language=default,
        choices=build_choices(sheets.get(CHOICES), rows, default),
        items=tuple(build_items(layout.items, read_logic(to_xform(content)), default)),
    )
    _stop_at(list(check_form(form)))
    return FormRead(form, hashlib.sha256(content).hexdigest(), tuple(missing_words(form)))


def _settings(sheet: Sheet) -> Row:
    return sheet.rows[0] if sheet.rows else Row(2, {})


def _check_settings(settings: Row) -> list[FormProblem]:
    return [
        FormProblem(SETTINGS, settings.number, name, "dit is niet ingevuld.", "Vul het in op rij 2.")
        for name in ("form_id", "version")
        if not settings.get(name)
    ]


def _title(settings: Row, default: str) -> Text:
    return texts(settings, "rg_title", default) or {default: settings.get("form_title") or settings.get("form_id")}


def _stop_at(problems: list[FormProblem]) -> None:
    if problems:
        raise FormError(problems)
