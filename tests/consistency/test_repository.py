"""The repository keeps its own rules: decisions are numbered once, every definition has a source, words are one."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "reisgenoot"
LONGEST_FILE = 500


def test_decisions_when_listed_then_numbers_are_unique() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs" / "adr").glob("[0-9]*.md")]
    assert len(numbers) == len(set(numbers)) > 0


@pytest.mark.parametrize("suffix", ["py", "html", "css", "js"])
def test_source_when_measured_then_no_file_is_too_long(suffix: str) -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in SOURCE.rglob(f"*.{suffix}")
        if "migrations" not in path.parts and "vendor" not in path.parts
        if (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_templates_when_read_then_have_no_inline_script_or_style() -> None:
    found = [
        f"{path.name}: {word}"
        for path in SOURCE.rglob("templates/**/*.html")
        for word in (" style=", "onclick=", "onchange=", "onsubmit=", "<style", "javascript:")
        if word in path.read_text()
    ]
    assert found == []


@pytest.mark.parametrize("app", ["organisations", "people", "journeys", "intake", "plans", "offers"])
def test_domain_when_read_then_knows_no_http(app: str) -> None:
    found = [
        f"{path.name}: {word}"
        for path in (SOURCE / app).rglob("*.py")
        for word in ("django.http", "django.shortcuts", "django.views", "django.template")
        if word in path.read_text()
    ]
    assert found == []


def test_package_lock_when_read_then_names_no_registry() -> None:
    assert "resolved" not in (ROOT / "package-lock.json").read_text()


def test_readme_when_it_shows_a_picture_then_the_picture_is_there() -> None:
    assert (ROOT / "docs" / "screenshots" / "vandaag.png").exists()
