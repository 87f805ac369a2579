"""The client manager's main job by keyboard alone: find somebody, read the file, record a contact, undo it."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.e2e.people import enter


def focused(page: Page) -> str:
    """Tag and name of the element that has the focus."""
    return str(page.evaluate("(document.activeElement.tagName + ' ' + (document.activeElement.name || '')).trim()"))


def test_contact_when_recorded_by_keyboard_then_in_the_timeline_and_undone(
    chromium: Browser, demo_address: str
) -> None:
    context = enter(chromium, demo_address, "klantmanager")
    page = context.new_page()
    page.goto(f"{demo_address}/vandaag/")

    page.keyboard.press("/")
    page.keyboard.type("kida")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/caseload/"))
    person = page.get_by_role("link", name=re.compile("Kidane")).first
    person.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/dossier/\d+/"))

    page.keyboard.press("n")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(page.locator("textarea:focus")).to_be_visible()
    page.keyboard.type("Gebeld over het rooster, hij komt donderdag langs.")
    save = dialog.get_by_role("button", name="Opslaan")
    for _ in range(40):
        if save.evaluate("button => button === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Gebeld over het rooster").first).to_be_visible()
    page.get_by_role("button", name=re.compile("Ongedaan|Terugdraaien|Herstel")).first.press("Enter")
    page.wait_for_load_state("load")
    page.goto(re.sub(r"(/dossier/\d+/).*", r"\1tijdlijn/", page.url))
    expect(page.get_by_text("Gebeld over het rooster")).to_have_count(0)
    context.close()


def test_page_when_entered_by_keyboard_then_skip_link_leads_to_the_content(
    chromium: Browser, demo_address: str
) -> None:
    context = enter(chromium, demo_address, "klantmanager")
    page = context.new_page()
    page.goto(f"{demo_address}/caseload/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main" or focused(page).startswith("A")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") != ""
    context.close()


def test_list_when_walked_with_j_and_k_then_the_row_has_the_focus(chromium: Browser, demo_address: str) -> None:
    context = enter(chromium, demo_address, "klantmanager")
    page = context.new_page()
    page.goto(f"{demo_address}/caseload/")
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.textContent.trim()")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent.trim()") != first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.textContent.trim()") == first
    context.close()


def test_filter_when_chosen_then_stands_in_the_address_and_survives_back(chromium: Browser, demo_address: str) -> None:
    context = enter(chromium, demo_address, "klantmanager")
    page = context.new_page()
    page.goto(f"{demo_address}/caseload/")
    page.locator("#filter-q").fill("al")
    page.keyboard.press("Enter")
    page.wait_for_url("**/caseload/?*zoek=*")
    shown = page.locator("main").inner_text()
    page.get_by_role("link", name=re.compile("^[A-Z]")).locator("visible=true").filter(has_text="al-").first.click()
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?.*zoek="))
    assert page.locator("main").inner_text() == shown
    context.close()
