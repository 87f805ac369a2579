"""Parts and values of a plan in words, and what differs between two versions as sentences."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reisgenoot.plans.content import Doc
from reisgenoot.plans.differences import Difference
from reisgenoot.plans.enums import Horizon, Importance, Leerroute, Literacy, Niveau, Party, Proposer, StepKind, Variant
from reisgenoot.web.caseworker.wording import Wording
from reisgenoot.web.components import words

FIELDS: Mapping[str, Any] = {
    "talk_on": gettext_lazy("datum van het gesprek"),
    "summary": gettext_lazy("hoe het nu gaat"),
    "main_goal": gettext_lazy("hoofddoel"),
    "main_goal_text": gettext_lazy("hoofddoel in eigen woorden"),
    "main_goal_reason": gettext_lazy("waarom dit hoofddoel"),
    "is_ranked": gettext_lazy("volgorde van belang"),
    "prior_occupation": gettext_lazy("eerder beroep"),
    "sector": gettext_lazy("sector"),
    "diploma": gettext_lazy("diploma"),
    "diploma_value": gettext_lazy("waarde van het diploma"),
    "dream_job": gettext_lazy("wens of droombaan"),
    "job_talk": gettext_lazy("wat haalbaar is"),
    "change_reason": gettext_lazy("waarom het plan verandert"),
    "change_reaction": gettext_lazy("reactie van de inwoner"),
    "horizon": gettext_lazy("eerst of later"),
    "variant": gettext_lazy("plan A of B"),
    "domain": gettext_lazy("leefgebied"),
    "key": gettext_lazy("doel uit de lijst"),
    "text": gettext_lazy("eigen woorden"),
    "proposed_by": gettext_lazy("wie het voorstelde"),
    "importance": gettext_lazy("hoe belangrijk"),
    "target_on": gettext_lazy("streefdatum"),
    "is_own_effort": gettext_lazy("eigen inzet"),
    "who": gettext_lazy("wie het doet"),
    "who_name": gettext_lazy("naam"),
    "what": gettext_lazy("wat er gebeurt"),
    "due_on": gettext_lazy("uiterlijk"),
    "kind": gettext_lazy("soort stap"),
    "dagtekening": gettext_lazy("dagtekening"),
    "leerroute": gettext_lazy("leerroute"),
    "niveau": gettext_lazy("niveau"),
    "intensity_hours": gettext_lazy("geschatte intensiteit in uren"),
    "literacy": gettext_lazy("alfabetisering"),
    "may_finish_education": gettext_lazy("mag opleiding afmaken"),
    "pvt_planned_on": gettext_lazy("PVT gepland"),
    "pvt_hours": gettext_lazy("uren PVT"),
    "map_planned_on": gettext_lazy("MAP gepland"),
    "map_hours": gettext_lazy("praktijkuren MAP"),
    "knm_planned_on": gettext_lazy("KNM gepland"),
    "z_lesson_hours": gettext_lazy("lesuren Z-route"),
    "z_participation_hours": gettext_lazy("participatie-uren Z-route"),
    "z_reason": gettext_lazy("reden van lagere uren"),
    "support": gettext_lazy("ondersteuning en begeleiding"),
    "test_deviation_reason": gettext_lazy("reden van afwijken van de toets"),
    "route_change_reason": gettext_lazy("reden van wijzigen van de route"),
    "lesson_hours_done": gettext_lazy("gevolgde lesuren"),
    "has_shown_effort": gettext_lazy("genoeg inspanning"),
}
_CHOICES: Mapping[str, Any] = {
    "horizon": Horizon,
    "variant": Variant,
    "proposed_by": Proposer,
    "who": Party,
    "kind": StepKind,
    "leerroute": Leerroute,
    "niveau": Niveau,
    "literacy": Literacy,
}
_OWN_WORDS = {"text", "main_goal_text"}
_OF_A_NEW_PIP = {"dagtekening", "leerroute", "niveau"}
"""What is told of a PIP that is new as a whole."""
_DAYS = {name for name in FIELDS if name.endswith("_on") or name == "dagtekening"}


def field_words(name: str) -> str:
    """A field of a plan by name."""
    return str(FIELDS.get(name, name))


def value_words(name: str, value: Any, wording: Wording) -> str:
    """A value as its reader says it; ``niets`` where nothing stands."""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if value in ("", None):
        return _("niets")
    if name in _DAYS:
        return words.day_in_words(date.fromisoformat(value))
    if name in _CHOICES:
        return str(_CHOICES[name](value).label)
    if name == "importance":
        return str(Importance(int(value)).label)
    if name == "main_goal":
        return wording.main_goal(value)
    if name == "domain":
        return wording.code("life_domain", value)
    if name == "key":
        return wording.goal(value) if value in wording.approach.goals else wording.instrument(value)
    return str(value)


def goal_words(goal: Doc | None, wording: Wording) -> str:
    """A goal in words."""
    if goal is None:
        return ""
    return goal["text"] or (wording.goal(goal["key"]) if goal["key"] else _("doel zonder woorden"))


def part_words(part: Doc, wording: Wording) -> str:
    """An agreement, an instrument or a step in words."""
    if "what" in part:
        who = part["who_name"] or str(Party(part["who"]).label)
        until = (
            _(", uiterlijk %(day)s") % {"day": value_words("due_on", part["due_on"], wording)} if part["due_on"] else ""
        )
        return f"{who}: {part['what']}{until}"
    if "kind" in part:
        return ": ".join(one for one in (str(StepKind(part["kind"]).label), part["text"]) if one)
    return part["text"] or (wording.instrument(part["key"]) if part["key"] else "")


def sentences(found: Sequence[Difference], wording: Wording) -> list[tuple[str, str, str]]:
    """Differences as group (a goal, or what it is about), sign (``added``, ``removed``, ``changed``) and sentence."""
    told = [one for one in found if not _says_the_same(one, wording)]
    if any(one.part == "pip" and one.field == "leerroute" and not one.old for one in told):
        told = [one for one in told if one.part != "pip" or one.field in _OF_A_NEW_PIP]
    return [(_group(one, wording), one.change, _sentence(one, wording)) for one in told]


def _says_the_same(one: Difference, wording: Wording) -> bool:
    """Own words that were those of the catalogue, left out or put in: nobody reads a difference."""
    known: set[str] = {""}
    if one.field == "text" and one.goal is not None:
        known |= {wording.goal(one.goal["key"]), *_label(wording.approach.goals, one.goal["key"])}
    elif one.field == "main_goal_text":
        known |= {label for key in wording.approach.main_goals for label in _label(wording.approach.main_goals, key)}
    return one.change == "changed" and {one.old, one.new} <= known if one.field in _OWN_WORDS else False


def _label(entries: Mapping[str, Any], key: str) -> set[str]:
    found = entries.get(key)
    return {found.label.nl, found.label.en} if found else set()


def _group(one: Difference, wording: Wording) -> str:
    if one.goal is not None:
        return _("Doel: %(goal)s") % {"goal": goal_words(one.goal, wording)}
    groups = {
        "pip": _("PIP"),
        "step": _("Pad naar de droombaan"),
        "agreement": _("Afspraken over het hele plan"),
        "goal": _("Doelen"),
    }
    return groups.get(one.part, _("Het plan"))


def _sentence(one: Difference, wording: Wording) -> str:
    if one.change == "moved":
        return _("De doelen staan in een andere volgorde.")
    if one.part == "goal" and one.change in ("added", "removed"):
        return _("Dit doel is erbij gekomen.") if one.change == "added" else _("Dit doel is eruit gegaan.")
    if one.change == "added":
        return _("Erbij: %(what)s") % {"what": part_words(one.new, wording)}
    if one.change == "removed":
        return _("Eruit: %(what)s") % {"what": part_words(one.old, wording)}
    about = f"{part_words(one.whole, wording)} — " if one.whole is not None and one.field != "what" else ""
    return _("%(about)s%(field)s: van “%(old)s” naar “%(new)s”") % {
        "about": about,
        "field": field_words(one.field),
        "old": value_words(one.field, one.old, wording),
        "new": value_words(one.field, one.new, wording),
    }
