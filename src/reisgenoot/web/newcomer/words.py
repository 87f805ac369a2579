"""The words around a questionnaire in every language a newcomer may choose; what lacks stands in Dutch."""

from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur", "ps", "he", "ckb", "prs"})


@cache
def _all() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = YAML(typ="safe").load(Path(__file__).with_name("words.yaml"))
    return found


def words_in(language: str) -> dict[str, str]:
    """Every word in a language, by key; Dutch for a language that has none."""
    return {**_all()["nl"], **_all().get(language.split("-", maxsplit=1)[0], {})}


def say(language: str, key: str, **values: Any) -> str:
    """One sentence in a language, with its values filled in."""
    return words_in(language)[key].format(**values)


def direction(language: str) -> str:
    """``rtl`` or ``ltr``."""
    return "rtl" if language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"


def languages() -> dict[str, str]:
    """The languages that have words, with their names in themselves."""
    return {code: words["name"] for code, words in _all().items()}
