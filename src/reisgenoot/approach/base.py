"""The ground of every definition: frozen models, texts in two languages, values that name their source."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Generic, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import core_schema

T = TypeVar("T")

KEY_PATTERN = r"^[A-Za-z][A-Za-z0-9_]*$"


def _listed(written: Any) -> Any:
    return [written] if isinstance(written, str) else written


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]
"""Keys of other parts; one may be written without a list."""


class Definition(BaseModel):
    """A part of a definition: unknown keys are errors, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, str_strip_whitespace=True)


class LocalisedText(Definition):
    """A text in Dutch and English, and where the newcomer reads it also in other languages."""

    nl: str = Field(min_length=1)
    en: str = Field(min_length=1)
    ar: str | None = None
    fa: str | None = None
    fr: str | None = None
    ti: str | None = None
    tr: str | None = None
    uk: str | None = None

    def in_language(self, code: str) -> str:
        """The text in a language such as ``nl``, ``en-gb`` or ``ar``; Dutch where it is not translated."""
        language = code.lower().replace("_", "-").split("-")[0]
        translation: str | None = getattr(self, language) if language in type(self).model_fields else None
        return translation or self.nl

    def __str__(self) -> str:
        return self.nl


class Entry(Definition):
    """A part with a key of its own; the key comes from where it stands in the file."""

    key: str = Field(min_length=1)


class Titled(Entry):
    """An entry that a person reads by its title."""

    title: LocalisedText
    description: LocalisedText | None = None


class Sourced(Definition):
    """A value that law, policy or a report sets.

    ``source`` names the document and the article or the line of the report; ``valid_from`` is the first day it holds,
    ``valid_until`` the first day it no longer does; ``verify`` is true while nobody has checked it at the source.
    """

    source: str = Field(min_length=1)
    valid_from: date
    valid_until: date | None = None
    verify: bool = False


class Keyed(Mapping[str, T], Generic[T]):
    """Entries by key in the order of the file; cannot be changed.

    Written in YAML as a mapping from key to entry, in stored JSON as a list (a JSON object keeps no order).
    """

    __slots__ = ("_entries",)

    def __init__(self, entries: Mapping[str, T] | None = None) -> None:
        self._entries = dict(entries or {})

    def __getitem__(self, key: str) -> T:
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        return f"Keyed({self._entries!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        (entry_type,) = get_args(source)
        entries = core_schema.dict_schema(core_schema.str_schema(pattern=KEY_PATTERN), handler(entry_type))
        by_key = core_schema.no_info_before_validator_function(_with_keys, entries)
        return core_schema.no_info_after_validator_function(
            cls,
            by_key,
            serialization=core_schema.plain_serializer_function_ser_schema(_as_list),
        )


def _with_keys(written: Any) -> Any:
    """Both written forms as a mapping whose entries carry their own key."""
    if isinstance(written, Keyed):
        return dict(written)
    if isinstance(written, list):
        return {str(entry.get("key")): entry for entry in written if isinstance(entry, dict)}
    if isinstance(written, dict):
        return {key: {**entry, "key": key} if isinstance(entry, dict) else entry for key, entry in written.items()}
    return written


def _as_list(entries: Keyed[Any]) -> list[Any]:
    """The entries as JSON-ready dictionaries, in order."""
    return [
        entry.model_dump(mode="json", by_alias=True, exclude_none=True) if isinstance(entry, BaseModel) else entry
        for entry in entries.values()
    ]
