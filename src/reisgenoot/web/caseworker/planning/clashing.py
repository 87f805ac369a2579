"""Two people who changed the same place of a plan: both values side by side, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from reisgenoot.plans.content import PARTS, Doc
from reisgenoot.plans.merging import GONE, ORDER, Clash, Merged, Path
from reisgenoot.web.caseworker.planning.saying import field_words, goal_words, part_words, value_words
from reisgenoot.web.caseworker.wording import Wording


@dataclass(frozen=True, slots=True)
class Question:
    """A place that both changed. ``name`` is that of the choice in the form."""

    name: str
    about: str
    mine: str
    theirs: str


def clash_questions(merged: Merged, wording: Wording) -> list[Question]:
    """The clashes as questions a person can answer."""
    return [
        Question(
            f"kies.{clash.name}",
            place_words(clash.path, merged.content, wording),
            _said(clash, clash.mine, merged.content, wording),
            _said(clash, clash.theirs, merged.content, wording),
        )
        for clash in merged.clashes
    ]


def merged_words(merged: Merged, wording: Wording) -> list[str]:
    """What was taken over of the other, each place once."""
    return list(dict.fromkeys(place_words(path, merged.content, wording) for path in merged.taken))


def place_words(path: Path, content: Doc, wording: Wording) -> str:
    """A place in a plan: ``Doel “Werk vinden”, streefdatum``."""
    said: list[str] = []
    here: Any = content
    for name in path:
        if isinstance(here, list):
            here = next((part for part in here if part["ref"] == name), None)
            if here is not None:
                said.append(f"“{_part(here, wording)}”")
        elif name == ORDER:
            said.append(_("volgorde"))
        else:
            said.append(_part_name(name))
            here = here[name] if isinstance(here, dict) else None
    return " ".join(said[:2]) + "".join(f", {one}" for one in said[2:])


def _part_name(name: str) -> str:
    lists = {
        "goals": _("Doel"),
        "agreements": _("afspraak"),
        "instruments": _("inzet"),
        "steps": _("stap"),
        "pip": _("PIP"),
    }
    return lists[name] if name in PARTS or name == "pip" else field_words(name)


def _part(part: Doc, wording: Wording) -> str:
    return goal_words(part, wording) if "horizon" in part else part_words(part, wording)


def _said(clash: Clash, value: Any, content: Doc, wording: Wording) -> str:
    if value == GONE:
        return _("eruit gehaald")
    if isinstance(value, dict):
        return _("houden: %(what)s") % {"what": _part(value, wording)}
    if isinstance(value, list):
        return _order(clash.path, value, content, wording)
    return value_words(clash.path[-1], value, wording)


def _order(path: Path, refs: Sequence[str], content: Doc, wording: Wording) -> str:
    here: Any = content
    for name in path[:-1]:
        here = next((one for one in here if one["ref"] == name), {}) if isinstance(here, list) else here[name]
    known = {part["ref"]: part for part in here}
    return ", ".join(_part(known[ref], wording) for ref in refs if ref in known)
