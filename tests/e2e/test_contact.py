"""The main job of the day by keyboard alone: see who needs me, write down what was said, take it back, find somebody."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.people import enter

SAVE = "dialog button[type=submit]:not([name])"


@pytest.fixture
def today(chromium: Browser, demo_address: str) -> Iterator[Page]:
    """Vandaag of the first client manager."""
    context = enter(chromium, demo_address, "klantmanager")
    page = context.new_page()
    page.goto(f"{demo_address}/vandaag/")
    yield page
    context.close()


def test_contact_when_written_by_keyboard_then_saved_and_undone(today: Page) -> None:
    today.keyboard.press("n")
    today.locator("#contact-name").wait_for(state="visible")
    today.keyboard.type("yonas kid")
    today.locator("#contact-people input").first.wait_for(state="visible")
    for key in ("Tab", "Tab", "Space", "Tab"):
        today.keyboard.press(key)
    assert today.evaluate("document.activeElement.name") == "text"
    today.keyboard.type("Gebeld over de taalles")
    _tab_to(today, SAVE)
    today.keyboard.press("Enter")
    undo = today.locator(".rg-toast__undo")
    undo.wait_for(state="visible")
    assert today.url.endswith("/vandaag/")
    undo.press("Enter")
    today.locator("text=Het contact is ingetrokken").wait_for(state="visible")


def test_contact_when_nobody_is_chosen_then_the_mistake_has_the_focus_and_the_text_stays(today: Page) -> None:
    today.keyboard.press("n")
    today.locator("dialog textarea").fill("Gebeld over de opvang")
    today.locator(SAVE).click()
    today.locator("dialog [role=alert]").wait_for(state="visible")
    assert today.evaluate("document.activeElement.getAttribute('role')") == "alert"
    assert today.locator("dialog textarea").input_value() == "Gebeld over de opvang"


def test_rows_when_walked_then_file_opens_and_back_returns(today: Page) -> None:
    today.keyboard.press("j")
    name = today.evaluate("document.activeElement.textContent")
    today.keyboard.press("Enter")
    today.wait_for_url("**/dossier/*/")
    assert today.locator("h1").inner_text() == name
    today.go_back()
    assert today.url.endswith("/vandaag/")


def test_search_when_slash_then_found_and_opened(today: Page) -> None:
    today.keyboard.press("/")
    today.keyboard.type("kidane yon")
    today.keyboard.press("Enter")
    today.wait_for_url("**/caseload/?zoek=*")
    today.keyboard.press("j")
    today.keyboard.press("Enter")
    today.wait_for_url("**/dossier/*/")
    assert today.locator("h1").inner_text() == "Yonas Kidane"


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until this control has the focus."""
    for _step in range(40):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab")
