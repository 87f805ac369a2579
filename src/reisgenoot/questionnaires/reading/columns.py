"""Which sheets, columns and types a workbook may have, and the languages its headings name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reisgenoot.questionnaires.definition import Language
from reisgenoot.questionnaires.reading.problems import FormProblem
from reisgenoot.questionnaires.reading.sheets import Row, Sheet

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
_IN_LANGUAGES = {
    SURVEY: {"label", "hint", "guidance_hint", "constraint_message", "required_message", "rg_purpose"},
    CHOICES: {"label"},
    SETTINGS: {"rg_title"},
}
_PLAIN = {
    SURVEY: {"type", "name", "relevant", "constraint", "required", "default", "calculation", "appearance"}
    | {"choice_filter", "repeat_count", "parameters", "rg_domain", "rg_protection", "rg_code_list"},
    CHOICES: {"list_name", "name"},
    SETTINGS: {"form_title", "form_id", "version", "default_language"},
}
_NEEDED = {SURVEY: ("type", "name"), CHOICES: ("list_name", "name"), SETTINGS: ("form_id", "version")}
_LANGUAGE = re.compile(r"^(?P<name>.+?)\s*\((?P<code>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)$")
_EXTRA_CHOICE_COLUMN = re.compile(r"^[A-Za-z_][A-Za-z0-9_]*$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: what it holds and, for a text, in which language (empty = the form's own)."""

    written: str
    column: str
    language: str


def split(written: str) -> Heading:
    """A heading such as ``label::العربية (ar)`` in its parts; the language as written, not yet as a code."""
    column, _, language = written.partition("::")
    return Heading(written, column.strip(), language.strip())


def code_of(language: str) -> str:
    """The code in ``Nederlands (nl)``; empty when there is none."""
    found = _LANGUAGE.match(language)
    return found["code"] if found else ""


def languages_of(sheets: dict[str, Sheet], default: str) -> tuple[Language, ...]:
    """The languages of the headings in their order, the form's own first."""
    found: dict[str, str] = {}
    for name in (SURVEY, CHOICES, SETTINGS):
        for written in sheets[name].headings if name in sheets else ():
            language = _LANGUAGE.match(split(written).language)
            if language:
                found.setdefault(language["code"], language["name"])
    own = default_code(default)
    names = {own: found.pop(own, default if not code_of(default) else _name(default)), **found}
    return tuple(Language(code=code, name=name) for code, name in names.items())


def _name(language: str) -> str:
    found = _LANGUAGE.match(language)
    return found["name"] if found else language


def default_code(default: str) -> str:
    """The code of the form's own language as the settings name it: ``Nederlands (nl)`` or ``nl``."""
    return code_of(default) or default


def check_headings(sheets: dict[str, Sheet]) -> Iterator[FormProblem]:
    """Missing sheets and columns, columns that are not known, languages without a code."""
    for name in (SURVEY, SETTINGS):
        if name not in sheets:
            yield FormProblem(name, 0, "", "dit blad ontbreekt.", "Voeg het toe.")
    for name, sheet in sheets.items():
        if name in _PLAIN:
            yield from _check_sheet(name, sheet)
        elif sheet.rows and name in ("entities", "external_choices", "osm"):
            yield FormProblem(name, 0, "", "dit blad wordt niet ondersteund.", "Haal het weg.")


def _check_sheet(name: str, sheet: Sheet) -> Iterator[FormProblem]:
    columns = [split(written) for written in sheet.headings]
    for needed in _NEEDED[name]:
        if needed not in {heading.column for heading in columns}:
            yield FormProblem(name, 1, needed, "deze kolom ontbreekt.", "Voeg hem toe in rij 1.")
    seen: set[str] = set()
    for heading in columns:
        if heading.written in seen:
            yield FormProblem(name, 1, heading.written, "deze kolom staat er twee keer.", "Haal er een weg.")
        seen.add(heading.written)
        yield from _check_heading(name, heading)


def _check_heading(name: str, heading: Heading) -> Iterator[FormProblem]:
    is_text = heading.column in _IN_LANGUAGES[name]
    if heading.language and is_text and not code_of(heading.language):
        advice = "Zet de code tussen haakjes, zoals Nederlands (nl)."
        yield FormProblem(name, 1, heading.written, "deze taal heeft geen code.", advice)
    elif heading.language and not is_text and heading.column in _PLAIN[name]:
        yield FormProblem(name, 1, heading.written, "deze kolom heeft geen taal.", "Haal '::' en de taal weg.")
    elif not is_text and heading.column not in _PLAIN[name] and not _is_extra(name, heading):
        known = ", ".join(sorted(_PLAIN[name] | _IN_LANGUAGES[name]))
        yield FormProblem(name, 1, heading.written, "deze kolom is niet bekend.", f"Bekend zijn: {known}.")


def _is_extra(name: str, heading: Heading) -> bool:
    """Choices may have columns of their own, for a filter to look at."""
    return name == CHOICES and not heading.language and bool(_EXTRA_CHOICE_COLUMN.match(heading.column))


def texts(row: Row, column: str, default: str) -> dict[str, str]:
    """A text in all languages the row has it in, by code."""
    found: dict[str, str] = {}
    for written, text in row.cells.items():
        heading = split(written)
        if heading.column == column:
            found[code_of(heading.language) if heading.language else default] = text
    return found


def extras(row: Row) -> dict[str, str]:
    """The columns of a choice that are its own."""
    known = _PLAIN[CHOICES] | _IN_LANGUAGES[CHOICES]
    return {written: text for written, text in row.cells.items() if split(written).column not in known}
