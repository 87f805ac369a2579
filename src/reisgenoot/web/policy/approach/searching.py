"""For which value of the catalogue does a written word stand?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reisgenoot.web.policy.approach.chapters import Teller

_SECTIONS = ("main_goals", "goals", "instruments", "profiles", "outcomes", "providers")


@dataclass(frozen=True, slots=True)
class Hit:
    """A value whose words are the searched one (``is_exact``) or look like it, and the chapter where it stands."""

    label: str
    where: str
    chapter: str
    is_exact: bool
    words: str


def find_word(tell: Teller, text: str, *, limit: int = 2) -> list[Hit]:
    """The values a word stands for, surest first; near ones are only suggestions."""
    names = {
        "main_goals": _("Hoofddoelen"),
        "goals": _("Doelen"),
        "instruments": _("Instrumenten"),
        "profiles": _("Profielen"),
        "outcomes": _("Uitkomstenladder"),
        "providers": _("Aanbieders"),
    }
    chapters = {"main_goals": "goals", "providers": "organisation"}
    hits: list[Hit] = []
    for section in _SECTIONS:
        hits += _in_catalogue(tell, section, text, names[section], chapters.get(section, section), limit)
    for key, code_list in tell.approach.code_lists.items():
        hits += _in_catalogue(tell, key, text, tell.text(code_list.title), "code_lists", limit)
    return sorted(hits, key=lambda hit: not hit.is_exact)


def _in_catalogue(tell: Teller, name: str, text: str, where: str, chapter: str, limit: int) -> Sequence[Hit]:
    catalogue = tell.approach.catalogue(name)
    exact = {entry.key for entry in catalogue.find_all(text)}
    found = [*catalogue.find_all(text), *(entry for entry, _likeness in catalogue.suggest(text, limit, 0.75))]
    return [
        Hit(tell.text(entry.label), where, chapter, entry.key in exact, " · ".join(entry.words))
        for entry in {entry.key: entry for entry in found}.values()
    ]
