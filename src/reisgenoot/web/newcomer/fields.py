"""Questions as a screen draws them: fields, groups, repeats, with every word in the language of the asker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reisgenoot.questionnaires.definition import Group, Item, Question, Repeat, Text
from reisgenoot.questionnaires.filled import CONSTRAINT, MISSING, TOO_LONG, UNKNOWN_CHOICE, Filled, Wrong
from reisgenoot.questionnaires.xpath import Node
from reisgenoot.web.newcomer.words import say

MANY = 10
"""More choices than this come as one list to open, unless the workbook says otherwise."""
_INPUT = {"integer": "number", "decimal": "decimal", "date": "date", "text": "text"}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a field."""

    name: str
    label: str
    is_chosen: bool
    id: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One question. ``control``: text, lines, number, decimal, date, radios, likert, list, checks, range or note.

    ``beside`` is the question in Dutch, for who sits beside somebody who reads another language.
    """

    path: str
    id: str
    control: str
    label: str
    hint: str = ""
    guidance: str = ""
    purpose: str = ""
    value: str = ""
    is_required: bool = False
    is_protected: bool = False
    options: Sequence[Option] = ()
    low: float = 0
    high: float = 0
    step: float = 1
    error: str = ""
    beside: str = ""
    is_field: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """A group, or one of a repeat, with what is in it. ``number`` is the how-manieth of a repeat, 0 for a group."""

    path: str
    title: str
    number: int = 0
    hint: str = ""
    purpose: str = ""
    parts: list["Part"] = field(default_factory=list)
    remove: str = ""
    is_section: bool = True


@dataclass(frozen=True, slots=True)
class Adding:
    """The button that adds one to a repeat."""

    path: str
    label: str
    is_adding: bool = True


Part = Field | Section | Adding


class Drawer:
    """Draws the questions of one filled-in form; ``wrong`` are the mistakes to show, by path."""

    def __init__(self, filled: Filled, wrong: Mapping[str, Wrong], *, with_dutch: bool = False) -> None:
        self._filled = filled
        self._with_dutch = with_dutch and filled.language != "nl"
        self._wrong = wrong
        self._language = filled.language

    def parts(self, nodes: Sequence[Node], items: Sequence[Item], parent: Node | None = None) -> list[Part]:
        """What somebody sees of these places and below, in order, with a button behind each repeat one may add to.

        ``items`` are the parts of the form the places are of, ``parent`` the place they lie in (None at the top).
        """
        found: list[Part] = []
        for item in items:
            here = [node for node in nodes if node.item is item]
            for node in here:
                found += self._part(node)
            if isinstance(item, Repeat) and not item.count and self._filled.offers(item, parent):
                inside = f"{parent.path}/" if parent is not None and parent.parent is not None else ""
                found.append(Adding(f"{inside}{item.name}", self._filled.say(item.label, parent)))
        return found

    def _part(self, node: Node) -> list[Part]:
        item = node.item
        if not node.is_asked or (isinstance(item, Question) and item.kind == "calculate"):
            return []
        if isinstance(item, Question):
            return [self.field(node)]
        section = self._section(node, item)
        return [section] if section.parts or section.number else []

    def _section(self, node: Node, item: Group | Repeat) -> Section:
        base = node.path.rpartition("[")[0]
        removable = isinstance(item, Repeat) and not item.count
        return Section(
            path=node.path,
            title=self._filled.say(item.label, node),
            number=node.index,
            hint=self._filled.say(item.hint, node),
            purpose=self._filled.say(item.purpose, node),
            parts=self.parts(node.children, item.items, node),
            remove=f"{base}:{node.index}" if removable else "",
        )

    def field(self, node: Node) -> Field:
        """One question."""
        question: Question = node.item
        wrong = self._wrong.get(node.path)
        options = self._options(node)
        return Field(
            path=node.path,
            id=html_id(node.path),
            control=_control(question, len(options)),
            label=self._filled.say(question.label, node),
            hint=self._filled.say(question.hint, node),
            guidance=self._filled.say(question.guidance, node),
            purpose=self._filled.say(question.purpose, node),
            value=node.value,
            is_required=question.is_answered and self._filled.is_required(node),
            is_protected=question.protection == "health",
            options=options,
            low=question.start,
            high=question.end,
            step=question.step,
            error=said(self._language, wrong) if wrong else "",
            beside=self._beside(question.label),
        )

    def _beside(self, text: Text) -> str:
        return text.get("nl", "") if self._with_dutch else ""

    def _options(self, node: Node) -> list[Option]:
        question: Question = node.item
        if question.kind == "range":
            return _range_options(node, question)
        chosen = node.value.split()
        return [
            Option(
                choice.name,
                self._filled.say(choice.label, node) or choice.name,
                choice.name in chosen,
                f"{html_id(node.path)}-{choice.name}",
                self._beside(choice.label),
            )
            for choice in (self._filled.choices(node) if question.choices else ())
        ]


def _range_options(node: Node, question: Question) -> list[Option]:
    """The steps of a short range as choices; none for a long one, which is a number to type."""
    count = round((question.end - question.start) / question.step) + 1 if question.step else 0
    if not 1 < count <= 11:
        return []
    values = [f"{question.start + at * question.step:g}" for at in range(count)]
    return [Option(one, one, one == node.value, f"{html_id(node.path)}-{one}") for one in values]


def _control(question: Question, options: int) -> str:
    if question.kind == "note":
        return "note"
    if question.kind == "select_multiple":
        return "checks"
    if question.kind == "select_one":
        if "likert" in question.appearance:
            return "likert"
        return "list" if "minimal" in question.appearance or options > MANY else "radios"
    if question.kind == "range":
        return "range" if options else "decimal"
    if question.kind == "text" and "multiline" in question.appearance:
        return "lines"
    return _INPUT[question.kind]


def html_id(path: str) -> str:
    """An id for the page from a path."""
    return "q-" + path.replace("/", "-").replace("[", "_").replace("]", "")


def said(language: str, wrong: Wrong) -> str:
    """What is wrong, in the form's own words where it has them."""
    if wrong.said:
        return wrong.said
    if wrong.what in (MISSING, CONSTRAINT):
        return say(language, "missing" if wrong.what == MISSING else "constraint")
    if wrong.what in (UNKNOWN_CHOICE, TOO_LONG):
        return say(language, "choice" if wrong.what == UNKNOWN_CHOICE else "long")
    return say(language, "kind_date" if wrong.question.kind == "date" else "kind_number")
