"""Versions read back typed, once per process and content."""

from reisgenoot.journeys.enums import Protection
from reisgenoot.questionnaires.definition import Form, Question
from reisgenoot.questionnaires.models import QuestionnaireVersion

_BY_DIGEST: dict[str, Form] = {}


def form_of(version: QuestionnaireVersion) -> Form:
    """The typed form of a version. Read once per process and workbook."""
    if version.digest not in _BY_DIGEST:
        _BY_DIGEST[version.digest] = Form.from_json(version.definition)
    return _BY_DIGEST[version.digest]


def is_health(version: QuestionnaireVersion, question: Question | None) -> bool:
    """Whether an answer is readable only for who may read health: the question says so, or the whole questionnaire."""
    asked_so = question is not None and question.protection == "health"
    return asked_so or version.protection == Protection.HEALTH


def in_language(words: dict[str, str], language: str) -> str:
    """A text in a language such as ``en-gb``; Dutch where it has none, else any."""
    code = language.split("-", maxsplit=1)[0]
    return words.get(language) or words.get(code) or words.get("nl") or next(iter(words.values()), "")
