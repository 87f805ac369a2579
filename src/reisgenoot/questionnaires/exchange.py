"""Answers as files: our own JSON, an ODK submission (XML), a workbook. Reading and writing, no database."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from openpyxl import Workbook

from reisgenoot.questionnaires.definition import Form, Item, Question, Repeat

FORMAT = "reisgenoot-answers/1"
MAX_BYTES = 2_000_000


class UnreadableAnswers(ValueError):
    """A file that holds no answers to this questionnaire; the text says why."""


def read_answers(form: Form, content: bytes) -> tuple[dict[str, str], str]:
    """Answers by path, and the id of the submission (empty when it has none), of JSON or ODK XML.

    Raises
    ------
    UnreadableAnswers   it is neither, is of another questionnaire, or names questions this one does not have.
    """
    if len(content) > MAX_BYTES:
        raise UnreadableAnswers("het bestand is te groot")
    text = content.lstrip()
    if text.startswith(b"<"):
        return _from_odk(form, content)
    return _from_json(form, content)


def _from_json(form: Form, content: bytes) -> tuple[dict[str, str], str]:
    try:
        stored = json.loads(content)
    except (ValueError, UnicodeDecodeError) as error:
        raise UnreadableAnswers("dit is geen JSON en geen XML") from error
    if not isinstance(stored, Mapping) or stored.get("format") != FORMAT:
        raise UnreadableAnswers(f"dit is geen bestand in het formaat {FORMAT}")
    if stored.get("questionnaire") != form.key:
        raise UnreadableAnswers("dit zijn antwoorden op een andere vragenlijst")
    answers = stored.get("answers")
    if not isinstance(answers, list) or not all(isinstance(one, Mapping) for one in answers):
        raise UnreadableAnswers("er staat geen lijst van antwoorden in")
    found = {str(one.get("path", "")): str(one.get("value", "")) for one in answers}
    _refuse_unknown(form, found)
    return {path: value for path, value in found.items() if value}, str(stored.get("id", ""))[:80]


def _refuse_unknown(form: Form, found: Mapping[str, str]) -> None:
    known = {question.key for question in form.questions}
    unknown = sorted({path for path in found if "".join(_plain(path)) not in known})
    if unknown:
        raise UnreadableAnswers(f"deze vragen zijn niet bekend: {', '.join(unknown[:5])}")


def _plain(path: str) -> list[str]:
    return [step if "]" not in step else step.partition("]")[2] for step in path.split("[")]


def _from_odk(form: Form, content: bytes) -> tuple[dict[str, str], str]:
    try:
        root = fromstring(content)
    except (ParseError, DefusedXmlException) as error:
        raise UnreadableAnswers("dit is geen leesbare XML") from error
    if root.get("id") != form.key:
        raise UnreadableAnswers("dit is een inzending van een andere vragenlijst")
    found: dict[str, str] = {}
    _collect(form.items, root, "", found)
    instance = next((node.text or "" for node in root.iter() if _local(node) == "instanceID"), "")
    return found, instance[:80]


def _collect(items: Sequence[Item], parent: Element, at: str, found: dict[str, str]) -> None:
    for item in items:
        nodes = [node for node in parent if _local(node) == item.name]
        if isinstance(item, Question):
            value = (nodes[0].text or "").strip() if nodes else ""
            if value and item.is_answered:
                found[f"{at}{item.name}"] = value
        elif isinstance(item, Repeat):
            for number, node in enumerate(nodes, 1):
                _collect(item.items, node, f"{at}{item.name}[{number}]/", found)
        elif nodes:
            _collect(item.items, nodes[0], f"{at}{item.name}/", found)


def _local(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]


def as_json(form: Form, rows: Sequence[Mapping[str, Any]], about: Mapping[str, Any]) -> bytes:
    """Answers as our own JSON, which `read_answers` reads back."""
    whole = {"format": FORMAT, "questionnaire": form.key, "version": form.version, **about, "answers": list(rows)}
    return json.dumps(whole, ensure_ascii=False, indent=2, default=_as_text).encode()


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def as_workbook(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Rows under headings as a workbook; nothing a person typed becomes a formula."""
    book = Workbook()
    sheet = book.active
    for number, values in enumerate([headings, *rows], 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row=number, column=column, value=value)
            cell.data_type = "s"
    content = BytesIO()
    book.save(content)
    return content.getvalue()
