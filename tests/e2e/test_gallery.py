"""The gallery in a real browser: every component accessible in both directions, and everything by keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.people import DESKTOP, PHONE
from tests.e2e.serving import ROOT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()


@pytest.fixture
def gallery(chromium: Browser, demo_address: str) -> Iterator[Page]:
    """The gallery on a desk, in Dutch."""
    context = chromium.new_context(viewport=DESKTOP, locale="nl-NL")  # type: ignore[arg-type]  # a plain dict is what the browser takes
    page = context.new_page()
    page.goto(f"{demo_address}/bouwstenen/")
    yield page
    context.close()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE, {"width": 360, "height": 640}], ids=lambda size: str(size["width"]))
def test_every_component_is_accessible_and_fits(
    chromium: Browser, demo_address: str, size: dict[str, int], direction: str
) -> None:
    context = chromium.new_context(viewport=size, locale="nl-NL")  # type: ignore[arg-type]
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{demo_address}/bouwstenen/?dir={direction}")
    assert page.locator("html").get_attribute("dir") == direction
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.evaluate(AXE)
    assert page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))") == []
    assert complaints == []
    context.close()


def test_slash_searches(gallery: Page) -> None:
    gallery.keyboard.press("/")
    assert gallery.evaluate("document.activeElement.name") == "q"


def test_j_and_k_walk_through_rows_and_the_reason_opens_and_closes(gallery: Page) -> None:
    for key in ("j", "j", "k"):
        gallery.keyboard.press(key)
    assert gallery.evaluate("document.activeElement.textContent") == "Omar Haddad"
    gallery.keyboard.press("Tab")
    reason = gallery.locator("[role=tooltip]").first
    assert reason.is_visible()
    gallery.keyboard.press("Escape")
    assert not reason.is_visible()


def test_n_writes_with_the_cursor_in_the_text_and_escape_loses_nothing(gallery: Page) -> None:
    gallery.keyboard.press("n")
    text = gallery.locator("dialog textarea")
    text.wait_for(state="visible")
    gallery.keyboard.type("Gebeld over de opvang")
    gallery.keyboard.press("Escape")
    assert not text.is_visible()
    gallery.keyboard.press("n")
    text.wait_for(state="visible")
    assert text.input_value() == "Gebeld over de opvang"


def test_single_keys_can_be_switched_off(gallery: Page) -> None:
    gallery.locator("[data-rg-menu] summary").click()
    gallery.locator("[data-rg-keys-toggle]").click()
    gallery.keyboard.press("Escape")
    gallery.keyboard.press("/")
    assert gallery.evaluate("document.activeElement.name") != "q"


def test_without_scripts_the_form_is_a_page_and_filters_have_a_button(chromium: Browser, demo_address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    page.goto(f"{demo_address}/bouwstenen/")
    assert page.get_by_role("button", name="Toon").is_visible()
    page.locator(".rg-header__action").click()
    assert page.locator("textarea").is_visible()
    context.close()
