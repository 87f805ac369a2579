"""The sender's codes with their labels in Dutch, so that a receiver with another approach can read them."""

from collections.abc import Mapping

from reisgenoot.approach import Approach
from reisgenoot.approach.base import Titled
from reisgenoot.approach.coding import Worded
from reisgenoot.handover.package import Coded

DUTCH = "nl"


class Labels:
    """Keys of one approach to codes with labels; the label is the key where the approach does not know it."""

    def __init__(self, approach: Approach) -> None:
        self.approach = approach

    def title(self, entries: Mapping[str, Titled], key: str) -> Coded:
        """An entry with a title, such as a milestone."""
        found = entries.get(key)
        return Coded(code=key, label=found.title.in_language(DUTCH) if found else key)

    def word(self, entries: Mapping[str, Worded], key: str, text: str = "") -> Coded:
        """An entry with words, such as a goal; ``text`` is what was written where there is no code."""
        if not key:
            return Coded(label=text[:300])
        found = entries.get(key)
        return Coded(code=key, label=(found.label.in_language(DUTCH) if found else text or key)[:300])

    def code(self, code_list: str, code: str) -> Coded:
        """A code of a code list."""
        known = self.approach.code_lists.get(code_list)
        return self.word(known.codes, code) if known and code else Coded(code=code, label=code)

    def question(self, code_list: str) -> Coded:
        """The question that a code list answers."""
        return self.title(self.approach.code_lists, code_list)

    def answer(self, code_list: str, given: object) -> str:
        """What somebody answered in words."""
        if isinstance(given, list):
            return ", ".join(self.code(code_list, str(one)).label for one in given)[:300]
        if isinstance(given, bool):
            return self.code("yes_no", "yes" if given else "no").label
        return self.code(code_list, str(given)).label[:300]
