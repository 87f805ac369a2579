"""Laying an approach over the one it extends: by key, and an override says that it is one."""

from collections.abc import Mapping
from typing import Any, get_args

from reisgenoot.approach.base import Keyed, Sourced
from reisgenoot.approach.model import Approach
from reisgenoot.approach.written import Steps, Written, copy_places, part_of

DEFAULTS = "defaults"
OVERRIDE = "override"
REPLACES = "replaces"


def _entry_types() -> dict[str, type[Any]]:
    """The sections of a definition that hold entries by key, with the type of an entry."""
    annotations = {name: field.annotation for name, field in Approach.model_fields.items()}
    return {name: get_args(kind)[0] for name, kind in annotations.items() if getattr(kind, "__origin__", None) is Keyed}


ENTRY_TYPES = _entry_types()


def fill_defaults(file: Written) -> Written:
    """Give the entries of a file the source and validity that the file states once under ``defaults``."""
    defaults = file.data.pop(DEFAULTS, None)
    if defaults is None:
        return file
    if not isinstance(defaults, Mapping) or not set(defaults) <= {"source", "valid_from", "verify"}:
        file.complain((DEFAULTS,), "hier kunnen alleen source, valid_from en verify staan.")
        return file
    for section, entries in file.data.items():
        if isinstance(entries, Mapping) and issubclass(ENTRY_TYPES.get(section, object), Sourced):
            for entry in entries.values():
                if isinstance(entry, dict):
                    entry.update({name: value for name, value in defaults.items() if name not in entry})
    return file


def inherit(parent: Written | None, own: Written) -> Written:
    """The definition complete: the parent's sections with the approach's own entries laid over them.

    An entry that exists in the parent must say ``override: true``; what it does not name stays. A section named under
    ``replaces`` is not taken over at all.
    """
    replaced = own.data.pop(REPLACES, None) or []
    if not isinstance(replaced, list):
        own.complain((REPLACES,), "hier hoort een lijst van onderdelen te staan.")
        replaced = []
    for section in set(replaced) - set(ENTRY_TYPES):
        own.complain(
            (REPLACES,), f"'{section}' is geen onderdeel van een aanpak.", f"Kies uit {', '.join(ENTRY_TYPES)}."
        )
    whole = Written(places={(): own.place_of(())})
    if parent is not None:
        for section in ENTRY_TYPES:
            if section in parent.data and section not in replaced:
                whole.data[section] = parent.data[section]
                copy_places(parent, whole, (section,))
    for section, value in own.data.items():
        if section in ENTRY_TYPES and isinstance(value, Mapping):
            whole.data.setdefault(section, {})
            whole.places.setdefault((section,), own.place_of((section,)))
            for key, entry in value.items():
                _lay(whole, own, (section, key), entry)
        else:
            whole.data[section] = value
            copy_places(own, whole, (section,))
    whole.problems = [*(parent.problems if parent else ()), *own.problems]
    whole.is_partial = own.is_partial or (parent is not None and parent.is_partial)
    return whole


def _lay(whole: Written, own: Written, steps: Steps, entry: Any) -> None:
    """Put one entry of the approach itself into the whole."""
    there = whole.data[str(steps[0])]
    says_override = bool(entry.pop(OVERRIDE, False)) if isinstance(entry, dict) else False
    exists = isinstance(there, Mapping) and steps[1] in there
    if exists and not says_override:
        advice = f"Schrijf '{OVERRIDE}: true' als dat de bedoeling is (het staat al in {whole.place_of(steps)})."
        own.complain(steps, "dit staat al in de aanpak die deze uitbreidt.", advice)
    elif says_override and not exists:
        own.complain(steps, "er is niets om te vervangen.", f"Haal '{OVERRIDE}: true' weg of verbeter de sleutel.")
    _merge(whole, own, steps, entry)


def _merge(whole: Written, own: Written, steps: Steps, value: Any) -> None:
    """Lay a value over what is there: mappings are joined, everything else takes the place."""
    target = part_of(whole.data, steps[:-1])
    there = target.get(steps[-1])
    if isinstance(value, Mapping) and isinstance(there, Mapping):
        whole.places[steps] = own.place_of(steps)
        for key, item in value.items():
            _merge(whole, own, (*steps, key), item)
        return
    target[steps[-1]] = value
    copy_places(own, whole, steps)
