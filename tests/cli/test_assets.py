"""Front-end files: only what is used is served, and nothing that is asked for is missing."""

import re
from pathlib import Path

import pytest

from reisgenoot.cli import assets
from reisgenoot.web.icons import ICONS

TEMPLATES = assets.static_folder().parent / "templates"
SOURCES = assets.static_folder().parent


def test_only_tokens_in_use_are_kept_also_through_others() -> None:
    theme = ":root {\n  --a: var(--b);\n  --b: 4px;\n  --c: red;\n}\n"
    assert assets.used_tokens(theme, ".x { margin: var(--a, 0) }") == {"--a": "var(--b)", "--b": "4px"}


def test_without_npm_the_message_names_the_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"index\.css"):
        assets.build(tmp_path, assets.static_folder())


def test_every_icon_a_template_names_exists() -> None:
    named = {
        name
        for template in TEMPLATES.rglob("*.html")
        for name in re.findall(r'{% icon "([\w-]+)"|icon_name="([\w-]+)"', template.read_text())
    }
    assert {first or second for first, second in named} <= set(ICONS)


def test_no_template_carries_styles_or_scripts_of_its_own() -> None:
    for template in TEMPLATES.rglob("*.html"):
        text = template.read_text()
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|javascript:", text), template
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text)), template


def test_our_styles_know_no_left_and_right() -> None:
    physical = re.compile(
        r"(margin|padding|border)-(left|right)|[^-\w](left|right|width|height)\s*:|text-align:\s*(left|right)"
    )
    for sheet in (assets.static_folder() / "css").rglob("*.css"):
        assert not physical.search(sheet.read_text()), sheet


def test_the_lock_file_names_no_registry() -> None:
    assert '"resolved"' not in (assets.project_root() / "package-lock.json").read_text()
