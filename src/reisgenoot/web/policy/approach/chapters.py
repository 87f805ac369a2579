"""What a chapter of an approach is made of, and the words that all chapters share. Pure presentation: no queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reisgenoot.approach import Approach, LocalisedText
from reisgenoot.approach.base import Sourced
from reisgenoot.approach.periods import Period
from reisgenoot.web.components.actions import Badge, Fact
from reisgenoot.web.components.tables import Cell, Table


@dataclass(frozen=True, slots=True)
class Passage:
    """One rule or value told in a sentence, with what belongs to it and where it comes from."""

    key: str
    title: str
    sentence: str = ""
    text: str = ""
    facts: Sequence[Fact] = ()
    source: str = ""
    to_verify: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One phase in the picture: its name, what it is, and the milestones with which it begins."""

    key: str
    title: str
    text: str
    milestones: Sequence[str]
    source: str = ""
    to_verify: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: a title, a line about what it holds, and its content in one or more of three forms."""

    key: str
    title: str
    lead: str = ""
    steps: Sequence[Step] = ()
    passages: Sequence[Passage] = ()
    tables: Sequence[Table] = ()

    @property
    def count(self) -> int:
        """How many things the chapter tells about."""
        return len(self.steps) + len(self.passages) + sum(len(table.rows) for table in self.tables)


class Teller:
    """Tells parts of one approach in the language of the reader."""

    def __init__(self, approach: Approach) -> None:
        self.approach = approach
        self.language = get_language() or "nl"

    def text(self, text: LocalisedText | None) -> str:
        """A text of the definition; empty when there is none."""
        return text.in_language(self.language) if text else ""

    def period(self, period: Period) -> str:
        """A period in words."""
        return period.in_words(self.language)

    def number(self, value: float) -> str:
        """A number with the marks of the reader's language, without needless decimals."""
        return formats.number_format(value, None if value % 1 else 0, use_l10n=True, force_grouping=True)

    def titles(self, section: str, keys: Iterable[str]) -> list[str]:
        """The titles of entries of a section, in the order of the keys."""
        entries: Mapping[str, Any] = getattr(self.approach, section)
        return [self.title(entries[key]) if key in entries else key for key in keys]

    def title(self, entry: Any) -> str:
        """The title or label of an entry."""
        return self.text(getattr(entry, "title", None) or entry.label)

    def label(self, code_list: str, code: str) -> str:
        """The label of a code in a list; the code itself when the list does not know it."""
        found = self.approach.code_lists.get(code_list)
        return self.text(found.codes[code].label) if found and code in found.codes else code

    def label_of_level(self, scale: str, level: str) -> str:
        """The label of a step of a scale; the step itself when the scale does not know it."""
        found = self.approach.scales.get(scale)
        return self.text(found.levels[level].label) if found and level in found.levels else level

    def one_of(self, names: Sequence[str]) -> str:
        """Names in quotation marks, joined by the word for "or"."""
        quoted = [f"“{name}”" for name in names]
        if len(quoted) < 2:
            return "".join(quoted)
        return _("%(first)s of %(last)s") % {"first": ", ".join(quoted[:-1]), "last": quoted[-1]}

    def source_cell(self, entry: Sourced) -> Cell:
        """The source of a value, with a mark while nobody has checked it."""
        return Cell(entry.source, badge=to_verify() if entry.verify else None)


def to_verify() -> Badge:
    """The mark of a value that nobody has checked at its source yet."""
    return Badge(_("nog na te kijken"), "warning")


def known(facts: Iterable[Fact]) -> list[Fact]:
    """Only the facts that say something: in a definition, what is not said holds for everybody."""
    return [fact for fact in facts if fact.value]
