"""Checks over a whole definition that no single part can make: references, words, sources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reisgenoot.approach.base import Keyed, Sourced
from reisgenoot.approach.catalogue import words_of
from reisgenoot.approach.model import Approach
from reisgenoot.approach.scoring_checks import wrong_measuring
from reisgenoot.approach.words import normalise
from reisgenoot.approach.written import Steps


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a part of the definition, and what to do."""

    steps: Steps
    message: str
    advice: str = ""


_RULES = {
    "from": "milestones",
    "stopped_by": "milestones",
    "applies_to": "target_groups",
    "clusters": "clusters",
    "acts": "roles",
}
REFERENCES: dict[str, dict[str, str]] = {
    "phases": {"begins_with": "milestones"},
    "terms": {**_RULES, "to": "milestones", "extends": "terms"},
    "cadences": {**_RULES, "until": "milestones", "activity": "code_lists.activity|milestones"},
    "checks": {**_RULES, "basics": "basics", "scales": "scales", "after": "milestones"},
    "norms": {"applies_to": "target_groups", "clusters": "clusters", "milestone": "milestones"},
    "profiles": {"group": "code_lists.profile_group"},
    "main_goals": {"group": "code_lists.main_goal_group"},
    "goals": {
        "domain": "code_lists.life_domain",
        "group_first": "code_lists.subgoal_group",
        "group_second": "code_lists.subgoal_group",
    },
    "instruments": {"group": "code_lists.instrument_group", "provider": "providers", "offer": "offers"},
    "target_groups": {"code_list": "code_lists", "also": "target_groups"},
    "scales": {"measure_at": "milestones"},
    "questionnaires": {"moments": "milestones", "reaches": "milestones"},
    "offers": {
        "provider": "providers",
        "target_groups": "target_groups",
        "entry_levels": "scales.cefr",
        "exit_level": "scales.cefr",
        "begins_with": "milestones",
        "ends_with": "milestones",
    },
    "basics": {"helper": "code_lists.helping_party", "applies_to": "target_groups"},
    "ladder": {"before": "ladder", "starts_after": "milestones"},
    "ladder_grounds": {"measures": "ladder_measures"},
    "ladder_measures": {"norm": "norms", "never_for": "target_groups"},
    "help_areas": {"party": "code_lists.helping_party"},
}
"""Per section: the field that names keys, and where these keys must exist."""


def check_references(written: Mapping[str, Any]) -> Iterator[Finding]:
    """Names of other parts that do not exist; looks at what was written, so that other faults do not hide these."""
    yield from _check_keys(written)
    yield from _check_levels_of_blocks(written)
    yield from _check_groups(written)
    yield from _check_phase_weights(written)


def check_whole(approach: Approach, written: Mapping[str, Any]) -> Iterator[Finding]:
    """What is wrong with the parts together: words, names, sources, numbers, places."""
    yield from _check_words(approach)
    yield from _check_names(approach)
    yield from _check_sources(approach, written)
    yield from _check_order(approach)
    yield from (Finding(*wrong) for wrong in wrong_measuring(approach))
    yield from _check_municipalities(approach)


def known_keys(written: Mapping[str, Any], where: str) -> set[str]:
    """The keys that exist in a section, a code list (``code_lists.x``) or a scale (``scales.x``), or in either (``a|b``)."""
    if "|" in where:
        return {key for each in where.split("|") for key in known_keys(written, each)}
    if where == "clusters":
        return set(_mapping(_mapping(written.get("organisation")).get("clusters")))
    section, _, name = where.partition(".")
    entries = _mapping(written.get(section))
    if not name:
        return set(entries)
    return set(_mapping(_mapping(entries.get(name)).get("levels" if section == "scales" else "codes")))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _check_keys(written: Mapping[str, Any]) -> Iterator[Finding]:
    for section, fields in REFERENCES.items():
        for key, entry in _mapping(written.get(section)).items():
            for field, where in fields.items():
                yield from _check_names_in(_mapping(entry).get(field), (section, key, field), where, written)


def _check_names_in(value: Any, steps: Steps, where: str, written: Mapping[str, Any]) -> Iterator[Finding]:
    """Findings about one name, or about each name of a list."""
    if isinstance(value, list):
        for position, name in enumerate(value):
            yield from _check_names_in(name, (*steps, position), where, written)
    elif isinstance(value, str) and value not in known_keys(written, where):
        yield Finding(steps, f"'{value}' bestaat niet in {where}.", "Voeg het daar toe of verbeter de spelling.")


def _check_levels_of_blocks(written: Mapping[str, Any]) -> Iterator[Finding]:
    for key, offer in _mapping(written.get("offers")).items():
        blocks = _mapping(offer).get("blocks")
        for position, block in enumerate(blocks if isinstance(blocks, list) else []):
            for field in ("entry_level", "exit_level"):
                steps = ("offers", key, "blocks", position, field)
                yield from _check_names_in(_mapping(block).get(field), steps, "scales.cefr", written)


def _check_groups(written: Mapping[str, Any]) -> Iterator[Finding]:
    """The codes of target groups, the blank and the groups of code lists."""
    for key, group in _mapping(written.get("target_groups")).items():
        where = f"code_lists.{_mapping(group).get('code_list')}"
        yield from _check_names_in(_mapping(group).get("codes"), ("target_groups", key, "codes"), where, written)
    for key, code_list in _mapping(written.get("code_lists")).items():
        steps, said = ("code_lists", key), _mapping(code_list)
        yield from _check_names_in(said.get("blank"), (*steps, "blank"), f"code_lists.{key}", written)
        grouped_by = said.get("grouped_by")
        where = "outcomes" if grouped_by == "outcomes" else f"code_lists.{grouped_by}"
        for name, code in _mapping(said.get("codes")).items() if grouped_by else ():
            way = (*steps, "codes", name, "group")
            if "group" not in _mapping(code):
                yield Finding(way, "de groep ontbreekt.", f"Deze lijst wordt gegroepeerd met {where}.")
            yield from _check_names_in(_mapping(code).get("group"), way, where, written)


def _check_phase_weights(written: Mapping[str, Any]) -> Iterator[Finding]:
    """The phases that a caseload norm weighs."""
    for key, norm in _mapping(written.get("caseload_norms")).items():
        weights = _mapping(norm).get("weights")
        for position, weight in enumerate(weights if isinstance(weights, list) else []):
            steps = ("caseload_norms", key, "weights", position, "phases")
            yield from _check_names_in(_mapping(weight).get("phases"), steps, "phases", written)


def _check_words(approach: Approach) -> Iterator[Finding]:
    """No word may stand for two entries of one catalogue."""
    for steps, entries in _catalogues(approach):
        owner: dict[str, str] = {}
        for entry in entries.values():
            for word in words_of(entry):
                if not normalise(word):
                    yield Finding((*steps, entry.key), f"'{word}' bevat geen letter en geen cijfer.", "Haal het weg.")
                first = owner.setdefault(normalise(word), entry.key)
                if first != entry.key:
                    message = f"het woord '{word}' staat ook bij '{first}'."
                    yield Finding((*steps, entry.key), message, "Een woord kan maar één ding betekenen.")


def _check_names(approach: Approach) -> Iterator[Finding]:
    """A code list, a scale and a section are asked for by name in the same way, so they need different names."""
    for key in approach.code_lists:
        if key in approach.scales or key in type(approach).model_fields:
            yield Finding(
                ("code_lists", key), "zo heet ook al een schaal of een onderdeel.", "Kies een andere sleutel."
            )
    for key in approach.scales:
        if key in type(approach).model_fields:
            yield Finding(("scales", key), "zo heet ook al een onderdeel.", "Kies een andere sleutel.")


def _catalogues(approach: Approach) -> Iterator[tuple[Steps, Mapping[str, Any]]]:
    for section in ("main_goals", "goals", "instruments", "profiles", "providers", "outcomes"):
        yield (section,), getattr(approach, section)
    for key, code_list in approach.code_lists.items():
        yield ("code_lists", key, "codes"), code_list.codes
    for key, scale in approach.scales.items():
        yield ("scales", key, "levels"), scale.levels
        yield ("scales", key, "items"), scale.items


def _check_sources(approach: Approach, written: Mapping[str, Any]) -> Iterator[Finding]:
    """A source begins with the name of a document that the definition lists, followed by a place in it."""
    documents = _mapping(written.get("documents")).values()
    names = tuple(str(_mapping(document).get("name")) for document in documents)
    parts: list[tuple[Steps, Any]] = [(("organisation",), approach.organisation)]
    if approach.source == written.get("source"):
        parts.append(((), approach))
    for section in type(approach).model_fields:
        entries = getattr(approach, section)
        if isinstance(entries, Keyed):
            parts.extend(((section, key), entry) for key, entry in entries.items())
    for steps, part in parts:
        if isinstance(part, Sourced) and not part.source.startswith(names):
            message = f"de bron '{part.source}' begint niet met de naam van een document."
            yield Finding((*steps, "source"), message, "Zet het document onder 'documents' of verbeter de naam.")


_IN_ORDER = (("basics", "order"), ("ladder", "order"), ("help_areas", "order"))


def _check_order(approach: Approach) -> Iterator[Finding]:
    for section, field in (("phases", "order"), ("profiles", "order"), ("outcomes", "rank"), *_IN_ORDER):
        owner: dict[int, str] = {}
        for key, entry in getattr(approach, section).items():
            first = owner.setdefault(getattr(entry, field), key)
            if first != key:
                yield Finding((section, key, field), f"'{first}' heeft hetzelfde nummer.", "Geef elk een eigen nummer.")


def _check_municipalities(approach: Approach) -> Iterator[Finding]:
    """A place lies in one municipality, a code is of one, a cluster exists."""
    organisation = approach.organisation
    if organisation is None:
        return
    owner: dict[str, str] = {}
    for key, municipality in organisation.municipalities.items():
        steps = ("organisation", "municipalities", key)
        if municipality.cluster and municipality.cluster not in organisation.clusters:
            yield Finding((*steps, "cluster"), f"cluster '{municipality.cluster}' bestaat niet.", "Voeg het toe.")
        for name in municipality.all_words:
            first = owner.setdefault(normalise(name), key)
            if first != key:
                yield Finding(steps, f"'{name}' staat ook bij '{first}'.", "Een plaats ligt in één gemeente.")
