"""A form as somebody filled it in: which questions are asked, what is calculated, what is wrong.

Answers are kept by path (``family/child[2]/name``), so that they survive a change of language or of page. What is not
asked any more stays known until handing in, and then goes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reisgenoot.questionnaires.definition import ROOT, Choice, Form, Item, Page, Question, Repeat
from reisgenoot.questionnaires.xpath import Context, Node, boolean_of, text_of

MAX_REPEATS = 30
MAX_LETTERS = 10_000
_MAX_ROUNDS = 60
_WHOLE = re.compile(r"[+-]?\d{1,15}$")
_BROKEN = re.compile(r"[+-]?\d{1,15}([.,]\d{1,10})?$")
_REFERENCE = re.compile(r"\$\{\s*([^}\s]+)\s*\}")
_INDEX = re.compile(r"\[\d+\]")

MISSING, WRONG_KIND, UNKNOWN_CHOICE, TOO_LONG, CONSTRAINT = "missing", "kind", "choice", "long", "constraint"
"""What can be wrong with an answer."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """An answer that cannot stay so: at which path, what is wrong, and the form's own words where it has them."""

    path: str
    question: Question
    what: str
    said: str = ""


def key_of(path: str) -> str:
    """The key of the question a path leads to: without the numbers of repeats."""
    return _INDEX.sub("", path)


class Filled:
    """One form with its answers, settled: every question knows whether it is asked.

    ``answers`` maps paths to answers; an empty text was emptied on purpose, a path that is missing gets the default.
    ``repeats`` maps the path of a repeat (``family/child``) to how many there are; 1 where it is missing.
    """

    def __init__(
        self,
        form: Form,
        answers: Mapping[str, str],
        *,
        repeats: Mapping[str, int] | None = None,
        moment: datetime,
        language: str = "",
    ) -> None:
        self.form = form
        self.language = language or form.default_language
        self._answers = answers
        self._repeats = repeats or {}
        self._moment = moment
        self.root = Node(ROOT)
        self._hang(self.root, form.items)
        self._settle()
        self.by_path = {node.path: node for node in self.root.walk() if node.parent is not None}

    def node(self, path: str) -> Node | None:
        """The place with this path; None when the form, as it is filled in, has none."""
        return self.by_path.get(path)

    def value(self, path: str) -> str:
        """The answer at a path; empty when there is none or it is not asked."""
        node = self.by_path.get(path)
        return node.value if node is not None and node.is_asked else ""

    def answers(self) -> dict[str, str]:
        """The answers to what is asked, by path, in the order of the form; calculations are no answers."""
        return {path: node.value for path, node in self._asked() if node.item.is_answered and node.value}

    def calculations(self) -> dict[str, str]:
        """What the calculations come to, by path."""
        return {path: node.value for path, node in self._asked() if node.item.kind == "calculate"}

    def _asked(self) -> Iterator[tuple[str, Node]]:
        for path, node in self.by_path.items():
            if isinstance(node.item, Question) and node.is_asked:
                yield path, node

    def how_many(self, path: str) -> int:
        """How many there are of the repeat at a path."""
        parent_path, _, name = path.rpartition("/")
        parent = self.by_path.get(parent_path) if parent_path else self.root
        return len(parent.named(name)) if parent is not None else 0

    def pages(self) -> Sequence[Page]:
        """The pages on which something is asked now."""
        return [page for page in self.form.pages if any(self._shows(node) for node in self.on_page(page))]

    def on_page(self, page: Page) -> Iterator[Node]:
        """The top places of a page, in order; of a repeat each that was added."""
        for item in page.items:
            yield from self.root.named(item.name)

    def _shows(self, node: Node) -> bool:
        """Whether somebody sees anything of it; an emptied repeat can still be added to."""
        if not node.is_relevant:
            return False
        if isinstance(node.item, Question):
            return node.item.kind != "calculate"
        return isinstance(node.item, Repeat) or any(self._shows(child) for child in node.children)

    def choices(self, node: Node) -> Sequence[Choice]:
        """The choices a question offers here, its filter applied."""
        question: Question = node.item
        offered = self.form.choices.get(question.choices, ())
        if not question.choice_filter:
            return offered
        return [choice for choice in offered if boolean_of(question.choice_filter, self._in_list(node, choice))]

    def _in_list(self, node: Node, choice: Choice) -> Context:
        listed = Node("item")
        for name, value in {"name": choice.name, **choice.values}.items():
            listed.add(Node(name, value))
        return self._context(listed, current=node)

    def offers(self, item: Repeat, parent: Node | None) -> bool:
        """Whether one may be added to this repeat here: it is asked, and there are not too many yet."""
        inside = parent or self.root
        stand_in = Node(item.name, item=item)
        stand_in.parent = inside
        is_asked = not item.relevant or boolean_of(item.relevant, self._context(stand_in))
        return is_asked and inside.is_asked and len(inside.named(item.name)) < MAX_REPEATS

    def is_required(self, node: Node) -> bool:
        """Whether an answer is needed here."""
        return bool(node.item.required) and boolean_of(node.item.required, self._context(node))

    def say(self, words: Mapping[str, str], node: Node | None = None) -> str:
        """A text in the language of the asker, with the answers it refers to (``${name}``) filled in."""
        text = self.form.say(dict(words), self.language)
        if "${" not in text:
            return text
        return _REFERENCE.sub(lambda found: self._answer_called(found.group(1), node), text)

    def words_of(self, node: Node, value: str | None = None) -> str:
        """An answer as a person reads it: choices in words."""
        said = node.value if value is None else value
        question: Question = node.item
        if question.choices:
            return ", ".join(self.form.choice_label(question, name, self.language) for name in said.split())
        return said

    def _answer_called(self, name: str, node: Node | None) -> str:
        """The answer to the question of this name that lies nearest: in the same repeat before anywhere else."""
        around = [*node.ancestors] if node is not None else [self.root]
        for outer in around:
            found = next((one for one in outer.walk() if one.name == name and isinstance(one.item, Question)), None)
            if found is not None:
                return self.words_of(found) if found.is_asked else ""
        return ""

    def wrong(self, nodes: Sequence[Node] | None = None) -> list[Wrong]:
        """Everything that is wrong with the answers at these places and below; in the whole form when none are named."""
        found = []
        for top in nodes if nodes is not None else [self.root]:
            for node in top.walk():
                if isinstance(node.item, Question) and node.item.is_answered and node.is_asked:
                    problem = self._wrong_with(node)
                    if problem is not None:
                        found.append(problem)
        return found

    def _wrong_with(self, node: Node) -> Wrong | None:
        question: Question = node.item
        if not node.value:
            if self.is_required(node):
                return Wrong(node.path, question, MISSING, self.say(question.required_message, node))
            return None
        what = self._wrong_kind(node)
        if what:
            return Wrong(node.path, question, what)
        if question.constraint and not boolean_of(question.constraint, self._context(node)):
            return Wrong(node.path, question, CONSTRAINT, self.say(question.constraint_message, node))
        return None

    def _wrong_kind(self, node: Node) -> str:
        question: Question = node.item
        if len(node.value) > MAX_LETTERS:
            return TOO_LONG
        if question.choices:
            offered = {choice.name for choice in self.choices(node)}
            chosen = node.value.split()
            is_one = question.kind == "select_multiple" or len(chosen) == 1
            return "" if is_one and set(chosen) <= offered else UNKNOWN_CHOICE
        return "" if is_of_kind(question, node.value) else WRONG_KIND

    def _context(self, node: Node, *, current: Node | None = None) -> Context:
        return Context(node, self._moment, current or node, label=self._label)

    def _label(self, node: Node, name: str) -> str:
        return self.form.choice_label(node.item, name, self.language) if isinstance(node.item, Question) else name

    def _hang(self, parent: Node, items: Sequence[Item]) -> None:
        for item in items:
            if isinstance(item, Question):
                self._hang_question(parent, item)
            elif isinstance(item, Repeat):
                path = f"{parent.path}/{item.name}" if parent.parent is not None else item.name
                wanted = 0 if item.count else min(self._repeats.get(path, 1), MAX_REPEATS)
                for _each in range(wanted):
                    self._add_repeat(parent, item)
            else:
                self._hang(parent.add(Node(item.name, item=item)), item.items)

    def _add_repeat(self, parent: Node, item: Repeat) -> None:
        node = parent.add(Node(item.name, item=item, index=len(parent.named(item.name)) + 1))
        self._hang(node, item.items)

    def _hang_question(self, parent: Node, question: Question) -> None:
        node = parent.add(Node(question.name, item=question, is_number=question.kind in _NUMBERS))
        known = self._answers.get(node.path)
        if known is not None or question.kind == "calculate":
            node.value = (known or "") if question.is_answered else ""
        elif question.default_expression:
            node.value = text_of(question.default_expression, self._context(node))
        else:
            node.value = question.default

    def _settle(self) -> None:
        """Work out what is asked and calculated until nothing changes any more; reading refuses circles."""
        for _round in range(_MAX_ROUNDS):
            changes = [self._work_out(node) for node in list(self.root.walk()) if node.item is not None]
            if not any([*changes, self._count_repeats(self.root, self.form.items)]):
                return

    def _work_out(self, node: Node) -> bool:
        before = node.is_relevant, node.value
        relevant = node.item.relevant
        node.is_relevant = not relevant or boolean_of(relevant, self._context(node))
        if isinstance(node.item, Question) and node.item.kind == "calculate":
            node.value = text_of(node.item.calculation, self._context(node))
        return before != (node.is_relevant, node.value)

    def _count_repeats(self, parent: Node, items: Sequence[Item]) -> bool:
        """Add or take away repeats whose number follows from other answers; whether any changed."""
        has_changed = False
        for item in items:
            if isinstance(item, Repeat) and item.count:
                has_changed |= self._count(parent, item)
            if not isinstance(item, Question):
                for node in parent.named(item.name):
                    has_changed |= self._count_repeats(node, item.items)
        return has_changed

    def _count(self, parent: Node, item: Repeat) -> bool:
        stand_in = Node(item.name, item=item)
        stand_in.parent = parent
        said = text_of(item.count, self._context(stand_in))
        wanted = max(0, min(int(float(said)), MAX_REPEATS)) if said and _BROKEN.match(said) else 0
        here = parent.named(item.name)
        for node in here[wanted:]:
            parent.children.remove(node)
        for _each in range(len(here), wanted):
            self._add_repeat(parent, item)
        return len(here) != wanted


_NUMBERS = frozenset({"integer", "decimal", "range"})


def is_of_kind(question: Question, value: str) -> bool:
    """Whether an answer is of the kind the question asks; choices are not looked at."""
    if question.kind == "integer":
        return bool(_WHOLE.match(value))
    if question.kind == "decimal":
        return bool(_BROKEN.match(value)) and "," not in value
    if question.kind == "range":
        return bool(_BROKEN.match(value)) and "," not in value and _on_range(question, float(value))
    if question.kind == "date":
        return _is_day(value)
    return True


def tidied(question: Question, written: str) -> str:
    """An answer as it is kept: no blanks around it, a point in numbers, western digits."""
    value = written.strip()
    if question.kind in _NUMBERS or question.kind == "date":
        value = "".join(str(int(letter)) if letter.isdigit() and not letter.isascii() else letter for letter in value)
    if question.kind in ("decimal", "range"):
        value = value.replace(",", ".").replace("٫", ".")
    return value


def _on_range(question: Question, value: float) -> bool:
    steps = (value - question.start) / question.step if question.step else 0
    return question.start <= value <= question.end and abs(steps - round(steps)) < 1e-9


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
