"""Texts on the screens: each has its English, says the same with the same placeholders, and the file is stable."""

import gettext
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from reisgenoot.cli import messages

_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%")
_MARKUP = re.compile(r"</?[a-z][^>]*>")


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The English texts in a folder of their own, where the commands write."""
    shutil.copytree(messages.LOCALE / "en", tmp_path / "en")
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    return tmp_path / "en" / "LC_MESSAGES" / "django.po"


def test_every_text_has_its_english() -> None:
    assert messages.untranslated() == []


def test_no_translation_is_uncertain() -> None:
    assert [message.id for message in messages.stored("en") if message.id and message.fuzzy] == []


def test_a_translation_keeps_placeholders_and_markup() -> None:
    different = [
        (source, english)
        for source, english in _pairs()
        if _kept(_PLACEHOLDER, source) != _kept(_PLACEHOLDER, english)
        or _kept(_MARKUP, source) != _kept(_MARKUP, english)
    ]
    assert different == []


ALWAYS_CAPITAL = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "I", "PVT", "MAP"}
"""English words with a capital wherever they stand."""


def test_a_translation_begins_and_ends_as_the_text_does() -> None:
    """Texts are joined to others: a space or a capital that goes missing shows on the screen."""
    different = [
        (source, english)
        for source, english in _pairs()
        if _spaces_around(source) != _spaces_around(english) or _differ_in_capital(source, english)
    ]
    assert different == []


def test_update_changes_nothing_the_second_time(copied: Path) -> None:
    first, second = (_updated(copied) for _ in range(2))
    assert first == second


def test_the_header_names_the_project_and_no_dates(copied: Path) -> None:
    copied.unlink()
    header = _updated(copied).split("\n\n", 1)[0]
    assert '"Project-Id-Version: Reisgenoot\\n"' in header
    assert not re.search(r"fuzzy|Date|AUTHOR|EMAIL|YEAR", header)


def test_the_compiled_texts_are_those_of_the_file(copied: Path) -> None:
    assert CliRunner().invoke(messages.compile_all).exit_code == 0
    with copied.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert compiled.gettext("Vandaag") == "Today"
    assert compiled.ngettext("%(n)d dag", "%(n)d dagen", 2) == "%(n)d days"


def _updated(path: Path) -> str:
    assert CliRunner().invoke(messages.update).exit_code == 0
    return path.read_text()


def _pairs() -> Iterator[tuple[str, str]]:
    """Each Dutch text that has its English, with it; of a plural both forms."""
    for message in messages.stored("en"):
        if message.id and all(_forms(message.string)):
            yield from zip(_forms(message.id), _forms(message.string), strict=True)


def _forms(text: object) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (str(text),)


def _kept(pattern: re.Pattern[str], text: str) -> list[str]:
    return sorted(pattern.findall(text))


def _spaces_around(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _differ_in_capital(source: str, english: str) -> bool:
    first, other = source[:1], english[:1]
    if re.split(r"\W", english, maxsplit=1)[0] in ALWAYS_CAPITAL:
        return False
    return first.isalpha() and other.isalpha() and first.isupper() != other.isupper()
