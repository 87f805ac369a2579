"""What changed between two versions of an approach, part by part."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reisgenoot.approach import Approach, Keyed

_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Change:
    """One part that is new, gone or different. ``was`` and ``became`` are empty where there was or is nothing."""

    section: str
    key: str
    title: str
    kind: str
    field: str = ""
    was: str = ""
    became: str = ""


def differences(old: Approach, new: Approach) -> list[Change]:
    """Every change from one version to another, in the order of the definition."""
    return [change for section in type(new).model_fields for change in _in_section(section, old, new)]


def _in_section(section: str, old: Approach, new: Approach) -> Iterator[Change]:
    before, after = getattr(old, section), getattr(new, section)
    if not isinstance(after, Keyed):
        if before != after:
            yield from _changed_fields("", section, section, {section: _plain(before)}, {section: _plain(after)})
        return
    for key in dict.fromkeys([*after, *before]):
        if key not in before:
            yield Change(section, key, _title(after[key]), "added")
        elif key not in after:
            yield Change(section, key, _title(before[key]), "removed")
        elif before[key] != after[key]:
            yield from _changed_fields(
                section,
                key,
                _title(after[key]),
                before[key].model_dump(mode="json"),
                after[key].model_dump(mode="json"),
            )


def _changed_fields(
    section: str, key: str, title: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Change]:
    for field in dict.fromkeys([*after, *before]):
        if before.get(field) != after.get(field):
            yield Change(section, key, title, "changed", field, in_words(before.get(field)), in_words(after.get(field)))


def _title(entry: Any) -> str:
    text = getattr(entry, "title", None) or getattr(entry, "label", None)
    return text.in_language(get_language() or "nl") if text else str(entry.key)


def _plain(value: Any) -> Any:
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else value


def in_words(value: Any) -> str:
    """A value of a definition as a person reads it: texts in the reader's language, lists joined, nothing as empty."""
    text = _in_words(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _in_words(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, Mapping):
        language = (get_language() or "nl").split("-")[0]
        if "nl" in value and "en" in value:
            return str(value.get(language) or value["nl"])
        return "; ".join(f"{key}: {_in_words(part)}" for key, part in value.items() if part not in (None, "", [], {}))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_in_words(part) for part in value)
    return str(value)
