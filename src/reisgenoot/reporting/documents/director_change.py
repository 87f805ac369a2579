"""The letter about a new director: in Dutch, and beside it in the language of the newcomer where there is a text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from reisgenoot.reporting.documents.engine import render

TEXTS = Path(__file__).resolve().parent / "director_change.yaml"
DUTCH = "nl"


class LetterText(BaseModel):
    """The letter in one language; ``approved`` once a native reader has read it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    approved: bool
    title: str
    greeting: str
    lines: tuple[str, ...]
    call: str
    ask: str
    closing: str


@dataclass(frozen=True, slots=True)
class DirectorChange:
    """What the letter tells. ``phone`` may be empty; ``language`` is the newcomer's."""

    name: str
    old: str
    new: str
    phone: str
    organisation: str
    from_on: date
    written_on: date
    language: str


@lru_cache(maxsize=1)
def texts() -> Mapping[str, LetterText]:
    """The letter by language."""
    written = YAML(typ="safe").load(TEXTS.read_text(encoding="utf-8"))
    return {language: LetterText.model_validate(text) for language, text in written.items()}


def is_draft(language: str) -> bool:
    """Whether nobody approved the text in this language yet."""
    found = texts().get(language)
    return found is not None and not found.approved


def letter_pdf(change: DirectorChange) -> bytes:
    """The letter as an accessible PDF: Dutch, and the newcomer's language after it where we have a text."""
    languages = [DUTCH, *([change.language] if change.language in texts() and change.language != DUTCH else [])]
    data = {
        "sender": change.organisation,
        "on": _day(change.written_on, DUTCH),
        "parts": [_part(change, language) for language in languages],
        "signed": change.new,
    }
    return render("director_change", data, title=texts()[DUTCH].title, language=DUTCH)


def _part(change: DirectorChange, language: str) -> dict[str, object]:
    text = texts()[language]
    told = {
        "name": change.name,
        "old": change.old,
        "new": change.new,
        "phone": change.phone,
        "organisation": change.organisation,
        "day": _day(change.from_on, language),
    }
    return {
        "language": language,
        "title": text.title,
        "greeting": text.greeting.format_map(told),
        "lines": [line.format_map(told) for line in text.lines],
        "question": (text.call if change.phone else text.ask).format_map(told),
        "closing": text.closing,
    }


def _day(day: date, language: str) -> str:
    """A day in words; in figures where the calendar of the language has other months by default."""
    if language in {"fa", "ti", "ar"}:
        return f"{day.day}-{day.month}-{day.year}"
    return format_date(day, "d MMMM y", Locale.parse(language))
