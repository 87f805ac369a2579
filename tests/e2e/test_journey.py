"""One whole journey in the browser: from the signal of the housing department to closing, through the screens alone."""

import re
from datetime import date, timedelta

from playwright.sync_api import Browser, Page, expect

from reisgenoot.kernel.clock import today
from tests.e2e.people import enter

FAMILY, GIVEN = "Proefpersoon", "Hanan"
BORN = date(1994, 5, 17)


def test_journey_when_followed_from_housing_to_closing_then_every_step_is_there(
    chromium: Browser, demo_address: str
) -> None:
    _report(chromium, demo_address)
    context = enter(chromium, demo_address, "klantmanager")
    page = context.new_page()
    file = _find(page, demo_address)
    _meet(page, file)
    _move_in(chromium, demo_address)
    _ask_and_check(page, file)
    _measure(page, file)
    _diagnose(page, file)
    _plan(page, file)
    _plan_a_talk(page, file)
    _close(page, file)
    context.close()


def _report(chromium: Browser, address: str) -> None:
    """The housing department says who comes."""
    context = enter(chromium, address, "medewerker huisvesting")
    page = context.new_page()
    page.goto(f"{address}/woningmelding/nieuw/")
    page.get_by_label("Voornaam").first.fill(GIVEN)
    page.get_by_label("Achternaam").first.fill(FAMILY)
    page.get_by_label("Geboortedatum").first.fill(BORN.isoformat())
    page.get_by_label("Taal", exact=False).first.select_option("ar")
    page.get_by_label("azc dichtbij").check()
    page.get_by_label("Plaats of naam van het azc").fill("Harderwijk")
    page.locator("[name=municipality]").select_option(label="Harderwijk")
    page.get_by_label("Gekoppeld aan de gemeente op").fill((today() - timedelta(days=20)).isoformat())
    page.get_by_role("button", name="Meld", exact=True).click()
    expect(page.get_by_role("heading", name=f"{GIVEN} {FAMILY}")).to_be_visible()
    expect(page.get_by_text("is klantmanager en maakt kennis")).to_be_visible()
    context.close()


def _move_in(chromium: Browser, address: str) -> None:
    """Home offered and moved in, recorded by the housing department."""
    context = enter(chromium, address, "medewerker huisvesting")
    page = context.new_page()
    for step, days, said in (("Woning aangeboden", 5, "aangeboden"), ("Verhuisd", 2, "verhuisd")):
        page.goto(f"{address}/woningmelding/")
        page.get_by_role("link", name=f"{GIVEN} {FAMILY}", exact=True).click()
        page.get_by_role("main").get_by_role("link", name=step).click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Op welke dag?").fill((today() - timedelta(days=days)).isoformat())
        dialog.get_by_role("button", name="Opslaan").click()
        expect(page.get_by_text(f"Vastgelegd: {'de woning is ' if days == 5 else ''}{said}").first).to_be_visible()
    context.close()


def _find(page: Page, address: str) -> str:
    """Find the person by name; the address of the file."""
    page.goto(f"{address}/vandaag/")
    page.keyboard.press("/")
    page.keyboard.type(f"{FAMILY.lower()} {GIVEN.lower()[:3]}")
    page.keyboard.press("Enter")
    page.wait_for_url("**/caseload/?zoek=*")
    assert FAMILY.lower() not in page.url.lower()
    page.get_by_role("link", name=f"{GIVEN} {FAMILY}").first.click()
    page.wait_for_url("**/dossier/*/")
    return page.url.split("?")[0]


def _meet(page: Page, file: str) -> None:
    """Get to know somebody in the reception centre: that meets the term of the first contact."""
    page.goto(file)
    page.keyboard.press("n")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Wat is er besproken?").fill("Kennisgemaakt in het azc. Wil graag weer in een keuken werken.")
    dialog.get_by_label("bezoek in het azc").check()
    dialog.get_by_label("Datum", exact=True).fill((today() - timedelta(days=8)).isoformat())
    dialog.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Kennisgemaakt in het azc").first).to_be_visible()


def _ask_and_check(page: Page, file: str) -> None:
    """The broad intake filled in together, and gone through in the talk."""
    page.goto(f"{file}intake/")
    page.get_by_role("link", name="Vragenlijst vragen").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Nu samen", exact=True).check()
    dialog.get_by_label("Taal (mag leeg").select_option(label="Nederlands")
    dialog.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/invullen/*/")
    page.get_by_label("Arabisch").first.check()
    for _page in range(20):
        heading = page.locator("h1").first.inner_text()
        last = page.get_by_role("button", name="Inleveren")
        if last.is_visible():
            break
        page.get_by_role("button", name="Verder", exact=True).last.click()
        expect(page.locator("h1").first).not_to_have_text(heading)
    last.click()
    page.wait_for_url("**/antwoorden/*/")
    page.get_by_role("button", name=re.compile("Alles hier klopt")).first.click()
    page.get_by_role("button", name="Nakijken afronden").click()
    page.wait_for_url("**/intake/")
    expect(page.get_by_text("nagekeken").first).to_be_visible()


def _measure(page: Page, file: str) -> None:
    """Where somebody stands at the beginning."""
    page.goto(f"{file}meten/participation_ladder/")
    page.get_by_label("2 Sociale contacten buitenshuis").check()
    page.get_by_role("button", name="Opslaan").click()
    page.wait_for_url("**/metingen/")
    expect(page.get_by_text("Sociale contacten buitenshuis").first).to_be_visible()


def _diagnose(page: Page, file: str) -> None:
    """The professional decides on the profile, with a reason where there is no proposal yet."""
    page.goto(f"{file}diagnose/nieuw/")
    page.get_by_label("B1, Op weg naar werk, kansrijk").check()
    page.get_by_label("Waarom wijk je af").fill("Nog weinig bekend; kansrijk in de keuken.")
    page.get_by_role("button", name="Opslaan").click()
    page.wait_for_url("**/diagnose/")


def _plan(page: Page, file: str) -> None:
    """A plan with a goal and what the resident does, agreed and signed by both."""
    page.goto(f"{file}plan/schrijven/")
    page.get_by_label("Hoofddoel in eigen woorden").fill("Werken in een keuken")
    page.get_by_label("Nog een eerste doel").fill("Nederlands leren tot A2")
    page.get_by_role("button", name="Erbij Nog een eerste doel").click()
    goal = page.get_by_role("group", name="1. Nederlands leren tot A2")
    goal.get_by_label("Doet wat?").fill("Gaat drie dagen per week naar les")
    goal.get_by_label("Uiterlijk").fill((today() + timedelta(days=90)).isoformat())
    page.get_by_role("button", name="Bewaren en afspreken").click()
    page.get_by_role("button", name="Zo spreken we het af").click()
    page.wait_for_url("**/plan/")
    expect(page.get_by_text("Gaat drie dagen per week naar les").first).to_be_visible()
    for name in (GIVEN, "Anja Vermeer"):
        page.get_by_role("main").get_by_role("link", name="Tekenen").first.click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Typ je naam").fill(name)
        dialog.get_by_label("Ik heb het plan gelezen").check()
        dialog.get_by_role("button", name="Teken", exact=True).click()
        expect(page.get_by_role("listitem").filter(has_text=f"{name}").filter(has_text="naam getypt")).to_be_visible()


def _plan_a_talk(page: Page, file: str) -> None:
    """An appointment that goes into the agenda of everybody."""
    page.goto(f"{file}afspraken/nieuw/")
    page.get_by_role("button", name="Opslaan").click()
    page.wait_for_url("**/afspraak/*/")
    expect(page.get_by_role("heading", name=re.compile(FAMILY))).to_be_visible()


def _close(page: Page, file: str) -> None:
    """A closing measurement, then the end; it can be taken back."""
    page.goto(f"{file}meten/participation_ladder/")
    page.get_by_label("eind", exact=True).check()
    page.get_by_label("3 Deelname aan georganiseerde activiteiten").check()
    page.get_by_role("button", name="Opslaan").click()
    page.wait_for_url("**/metingen/")
    page.goto(f"{file}afsluiten/")
    page.get_by_label("afgerond").check()
    page.get_by_role("button", name="Sluit af").click()
    expect(page.get_by_text("Het traject is afgesloten.")).to_be_visible()
