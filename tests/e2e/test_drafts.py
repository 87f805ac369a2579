"""Half-filled forms survive a lost connection and an ended session; two people in one plan get a clear choice."""

import re

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.people import enter

TEXT = "Rana belt morgen over de opvang"


def _new_contact(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(f"{address}/vandaag/")
    page.keyboard.press("n")
    page.get_by_role("dialog").get_by_label("Wat is er besproken?").wait_for()
    return page


def test_form_when_the_connection_is_lost_then_says_so_and_keeps_what_was_typed(
    chromium: Browser, demo_address: str
) -> None:
    context = enter(chromium, demo_address, "klantmanager")
    page = _new_contact(context, demo_address)
    dialog = page.get_by_role("dialog")
    context.set_offline(True)
    dialog.get_by_label("Wat is er besproken?").fill(TEXT)
    expect(dialog.get_by_text("Geen verbinding")).to_be_visible()
    dialog.get_by_role("button", name="Opslaan").click()
    expect(dialog.get_by_label("Wat is er besproken?")).to_have_value(TEXT)
    context.set_offline(False)
    expect(dialog.get_by_text("Concept bewaard")).to_be_visible(timeout=15_000)
    page.close()
    again = _new_contact(context, demo_address)
    expect(again.get_by_role("dialog").get_by_label("Wat is er besproken?")).to_have_value(TEXT)
    again.get_by_role("dialog").get_by_role("button", name="Begin opnieuw").click()
    expect(again.get_by_role("dialog").get_by_label("Wat is er besproken?")).to_have_value("")
    context.close()


def test_form_when_the_session_ended_then_keeps_what_was_typed_until_one_is_back(
    chromium: Browser, demo_address: str
) -> None:
    context = enter(chromium, demo_address, "klantmanager")
    page = _new_contact(context, demo_address)
    dialog = page.get_by_role("dialog")
    context.clear_cookies()
    dialog.get_by_label("Wat is er besproken?").fill(TEXT)
    expect(dialog.get_by_text("Je bent uitgelogd")).to_be_visible()
    dialog.get_by_role("button", name="Opslaan").click()
    expect(dialog.get_by_label("Wat is er besproken?")).to_have_value(TEXT)
    other = context.new_page()
    other.goto(f"{demo_address}/demo/")
    other.locator("form", has_text="klantmanager").first.get_by_role("button").first.click()
    other.wait_for_url(lambda url: "/demo/" not in url)
    expect(dialog.get_by_text("Concept bewaard")).to_be_visible(timeout=15_000)
    dialog.get_by_role("button", name="Begin opnieuw").or_(dialog.get_by_role("button", name="Sluiten")).first.click()
    context.close()


def test_plan_when_two_people_change_the_same_then_both_values_stand_side_by_side(
    chromium: Browser, demo_address: str
) -> None:
    first = enter(chromium, demo_address, "klantmanager")
    page = first.new_page()
    page.goto(f"{demo_address}/vandaag/")
    page.keyboard.press("/")
    page.keyboard.type("kidane yon")
    page.keyboard.press("Enter")
    page.wait_for_url("**/caseload/?zoek=*")
    page.get_by_role("link", name=re.compile("Yonas Kidane")).first.click()
    page.wait_for_url("**/dossier/*/")
    editor = page.url.split("?")[0] + "plan/schrijven/"
    second = enter(chromium, demo_address, "teammanager")
    colleague = second.new_page()
    page.goto(editor)
    colleague.goto(editor)
    colleague.get_by_label("Hoe gaat het nu?").fill("Hij werkt nu twee dagen in de bakkerij.")
    colleague.get_by_role("button", name="Bewaar concept").last.click()
    expect(colleague.get_by_text("Concept bewaard").first).to_be_visible()
    page.get_by_label("Hoe gaat het nu?").fill("Hij zoekt werk in de techniek.")
    page.get_by_role("button", name="Bewaar concept").last.click()
    expect(page.get_by_text("Jullie schreven allebei").first).to_be_visible()
    expect(page.get_by_text("twee dagen in de bakkerij").first).to_be_visible()
    expect(page.get_by_text("werk in de techniek").first).to_be_visible()
    first.close()
    second.close()
