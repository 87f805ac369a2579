"""Tiny workbooks in XLSForm, made for a test."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO

import openpyxl

Rows = Sequence[dict[str, str]]
NL, AR = "label::Nederlands (nl)", "label::العربية (ar)"


def workbook(survey: Rows, choices: Rows = (), **settings: str) -> bytes:
    """A workbook with these rows; headings are the keys in the order they first appear."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    known = {"form_id": "test", "version": "1", "form_title": "Test", "default_language": "Nederlands (nl)"}
    for name, rows in (("survey", survey), ("choices", choices), ("settings", [{**known, **settings}])):
        if rows:
            sheet = book.create_sheet(name)
            headings = list(dict.fromkeys(heading for row in rows for heading in row))
            sheet.append(headings)
            for row in rows:
                sheet.append([row.get(heading) for heading in headings])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


YES_NO: Rows = (
    {"list_name": "yes_no", "name": "yes", NL: "Ja", AR: "نعم"},
    {"list_name": "yes_no", "name": "no", NL: "Nee", AR: "لا"},
)
FAMILY: Rows = (
    {"type": "begin_group", "name": "family", NL: "Gezin", AR: "العائلة"},
    {
        "type": "select_one yes_no",
        "name": "has_children",
        NL: "Hebt u kinderen?",
        AR: "هل لديك أطفال؟",
        "required": "yes",
    },
    {"type": "begin_repeat", "name": "child", NL: "Kind", AR: "طفل", "relevant": "${has_children} = 'yes'"},
    {"type": "text", "name": "name", NL: "Naam", AR: "الاسم"},
    {
        "type": "integer",
        "name": "age",
        NL: "Hoe oud is ${name}?",
        AR: "كم عمر ${name}؟",
        "constraint": ". >= 0 and . < 20",
        "constraint_message::Nederlands (nl)": "Vul een leeftijd onder de 20 in.",
        "relevant": "${name} != ''",
    },
    {"type": "end_repeat"},
    {"type": "end_group"},
    {"type": "begin_group", "name": "health", NL: "Gezondheid", AR: "الصحة", "rg_protection": "health"},
    {"type": "select_one yes_no", "name": "tired", NL: "Bent u moe?", AR: "هل أنت متعب؟"},
    {"type": "text", "name": "why", NL: "Waardoor?", AR: "لماذا؟", "relevant": "${tired} = 'yes'"},
    {"type": "calculate", "name": "oldest", "calculation": "max(${age})"},
    {"type": "end_group"},
)
"""Two pages: a family with a repeat, and health that is protected."""


@cache
def family(**settings: str) -> bytes:
    """The workbook of the small family form; the same bytes each time, for a workbook holds when it was made."""
    return workbook(FAMILY, YES_NO, **settings)
