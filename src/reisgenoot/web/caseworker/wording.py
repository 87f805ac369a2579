"""The words an approach has for its keys, in the reader's language; the key itself where it has none."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

from reisgenoot.approach import Approach
from reisgenoot.approach.base import Titled
from reisgenoot.approach.coding import Worded


class Wording:
    """Keys to words for one page."""

    def __init__(self, approach: Approach) -> None:
        self.approach = approach
        self.language = get_language() or "nl"

    def phase(self, key: str) -> str:
        """A phase by name."""
        return self._title(self.approach.phases, key)

    def milestone(self, key: str) -> str:
        """A milestone by name."""
        return self._title(self.approach.milestones, key)

    def offer(self, key: str) -> str:
        """An offer by name."""
        return self._title(self.approach.offers, key)

    def profile(self, key: str) -> str:
        """A profile as ``A1, Werkfit regulier``."""
        label = self._label(self.approach.profiles, key)
        return label if label == key else f"{key}, {label}"

    def main_goal(self, key: str) -> str:
        """A main goal in words."""
        return self._label(self.approach.main_goals, key)

    def goal(self, key: str) -> str:
        """A sub-goal in words."""
        return self._label(self.approach.goals, key)

    def instrument(self, key: str) -> str:
        """An instrument in words."""
        return self._label(self.approach.instruments, key)

    def outcome(self, key: str) -> str:
        """A rung of the outcome ladder in words."""
        return self._label(self.approach.outcomes, key)

    def list_title(self, code_list: str) -> str:
        """A code list by name."""
        return self._title(self.approach.code_lists, code_list)

    def code(self, code_list: str, code: str) -> str:
        """A value of a code list in words."""
        known = self.approach.code_lists.get(code_list)
        return self._label(known.codes, code) if known else code

    def answer(self, code_list: str, given: Any) -> str:
        """What somebody answered: one code, several, or a number."""
        if isinstance(given, list):
            return ", ".join(self.code(code_list, str(one)) for one in given)
        if isinstance(given, bool):
            return self.code("yes_no", "yes" if given else "no")
        return self.code(code_list, str(given))

    def _title(self, entries: Mapping[str, Titled], key: str) -> str:
        found = entries.get(key)
        return found.title.in_language(self.language) if found else key

    def _label(self, entries: Mapping[str, Worded], key: str) -> str:
        found = entries.get(key)
        return found.label.in_language(self.language) if found else key


@lru_cache(maxsize=512)
def language_name(code: str, reader: str) -> str:
    """A language by its name in the reader's language: ``ti`` is Tigrinya. The code itself when nobody knows it."""
    try:
        return str(Locale.parse(reader.replace("-", "_")).languages.get(code, code))
    except (UnknownLocaleError, ValueError):
        return code
