"""What a questionnaire is: typed, frozen, read from a workbook once and kept as JSON with its version."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

Text = dict[str, str]
"""A text per language code, as far as the workbook has it."""

QuestionKind = Literal[
    "text", "integer", "decimal", "date", "select_one", "select_multiple", "range", "note", "calculate"
]
Protection = Literal["normal", "health"]
ROOT = "data"
"""What expressions call the whole form (``/data/...``)."""
OTHER = "other"
"""The choice that ``or_other`` adds; the question ``<name>_other`` asks what."""


class Part(BaseModel):
    """Unknown keys are errors, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Language(Part):
    """A language of the workbook: its code (``ar``) and its name in itself."""

    code: str
    name: str


class Choice(Part):
    """One answer to choose; ``values`` are the extra columns that a filter looks at."""

    name: str
    label: Text
    values: dict[str, str] = {}


class Asked(Part):
    """What questions and groups share.

    Attributes
    ----------
    key        path in the form without repeats (``family/child/name``); stable, answers are kept by it.
    relevant   when it is asked; empty = always.
    protection `health` is readable only for who may read health.
    domain     life domain of the approach's code list, or empty.
    purpose    why we ask, for the newcomer to read.
    row        row of the sheet it was read from.
    """

    key: str
    label: Text = {}
    relevant: str = ""
    domain: str = ""
    protection: Protection = "normal"
    purpose: Text = {}
    row: int = 0

    @property
    def name(self) -> str:
        """The last step of the key."""
        return self.key.rpartition("/")[2]


class Question(Asked):
    """One question, note or calculation. Expressions are XPath, empty when there is none."""

    kind: QuestionKind
    hint: Text = {}
    guidance: Text = {}
    required: str = ""
    required_message: Text = {}
    constraint: str = ""
    constraint_message: Text = {}
    calculation: str = ""
    default: str = ""
    default_expression: str = ""
    choices: str = ""
    choice_filter: str = ""
    or_other: bool = False
    appearance: str = ""
    start: float = 0
    end: float = 0
    step: float = 1
    code_list: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether a person gives an answer; a note and a calculation have none."""
        return self.kind not in ("note", "calculate")


class Group(Asked):
    """Questions that belong together; at the top of the form it is one page."""

    kind: Literal["group"] = "group"
    hint: Text = {}
    items: tuple["Item", ...] = ()


class Repeat(Asked):
    """Questions that are asked several times. ``count`` is how often, an expression; empty = as often as one adds."""

    kind: Literal["repeat"] = "repeat"
    hint: Text = {}
    count: str = ""
    items: tuple["Item", ...] = ()


Item = Annotated[Question | Group | Repeat, Field(discriminator="kind")]
Group.model_rebuild()
Repeat.model_rebuild()


class Page(Part):
    """What stands together on one screen: a group or repeat at the top of the form, or the questions between them."""

    key: str
    title: Text
    items: tuple[Item, ...]


class Form(Part):
    """A questionnaire as one version of its workbook says it."""

    key: str
    version: str
    title: Text
    languages: tuple[Language, ...]
    default_language: str
    choices: dict[str, tuple[Choice, ...]]
    items: tuple[Item, ...]

    def as_json(self) -> dict[str, Any]:
        """JSON-ready data, to be stored."""
        return self.model_dump(mode="json", exclude_defaults=False)

    @classmethod
    def from_json(cls, stored: Any) -> Self:
        """The form back from what ``as_json`` gave."""
        return cls.model_validate(stored)

    @cached_property
    def by_key(self) -> dict[str, Question | Group | Repeat]:
        """Every question, group and repeat by its key, in the order of the form."""
        return {item.key: item for item in walk(self.items)}

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions, in order."""
        return tuple(item for item in self.by_key.values() if isinstance(item, Question))

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages, in order."""
        return tuple(_pages(self.items))

    def say(self, words: Text, language: str) -> str:
        """The text in this language; else in the form's own, else in any it has."""
        return words.get(language) or words.get(self.default_language) or next(iter(words.values()), "")

    def choice_label(self, question: Question, name: str, language: str) -> str:
        """The words of a chosen name; the name itself when the list does not have it."""
        found = next((choice for choice in self.choices.get(question.choices, ()) if choice.name == name), None)
        return self.say(found.label, language) or name if found else name


def walk(items: tuple[Item, ...]) -> Iterator[Question | Group | Repeat]:
    """Everything below, in the order of the form."""
    for item in items:
        yield item
        if not isinstance(item, Question):
            yield from walk(item.items)


def _pages(items: tuple[Item, ...]) -> Iterator[Page]:
    loose: list[Item] = []
    for item in items:
        if isinstance(item, Question):
            loose.append(item)
            continue
        yield from _loose_page(loose)
        loose = []
        yield Page(key=item.key, title=item.label, items=(item,))
    yield from _loose_page(loose)


def _loose_page(items: list[Item]) -> Iterator[Page]:
    """Loose questions as one page; none when they are calculations only."""
    if any(not isinstance(item, Question) or item.kind != "calculate" for item in items):
        yield Page(key=items[0].key, title={}, items=tuple(items))
