"""The demo persons of the browser tests, and the pages each of them has."""

from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True, slots=True)
class Screen:
    """A page to look at: a name for its picture, who looks, the address, a link to follow from there, a part of that."""

    name: str
    role: str
    path: str
    follow: str = ""
    part: str = ""


STORY = "a[href^='/dossier/']:has-text('Yonas Kidane')"
"""A demo person with a rich file, of the first client manager."""

SCREENS = (
    Screen("vandaag", "klantmanager", "/vandaag/"),
    Screen("caseload", "klantmanager", "/caseload/"),
    Screen("dossier", "klantmanager", "/vandaag/", follow=STORY),
    Screen("dossier-tijdlijn", "klantmanager", "/vandaag/", follow=STORY, part="tijdlijn/"),
    Screen("dossier-plan", "klantmanager", "/vandaag/", follow=STORY, part="plan/"),
    Screen("dossier-metingen", "klantmanager", "/vandaag/", follow=STORY, part="metingen/"),
    Screen("dossier-diagnose", "klantmanager", "/vandaag/", follow=STORY, part="diagnose/"),
    Screen("dossier-persoon", "klantmanager", "/vandaag/", follow=STORY, part="persoon/"),
    Screen("contact", "klantmanager", "/contact/nieuw/"),
    Screen("controle", "klantmanager", "/controle/"),
    Screen(
        "controle-besluit",
        "klantmanager",
        "/controle/",
        follow="main a[href^='/controle/']:not([href='/controle/']):not([href*='?'])",
    ),
    Screen("tabellen", "beleidsadviseur", "/tabellen/"),
    Screen("tabel", "beleidsadviseur", "/tabellen/plan-coverage/"),
    Screen("aanpakken", "beleidsadviseur", "/aanpak/"),
    Screen("aanpak", "beleidsadviseur", "/aanpak/meerinzicht/"),
    Screen("leveringen", "functioneel beheerder", "/leveringen/"),
    Screen("levering-nieuw", "functioneel beheerder", "/leveringen/nieuw/"),
    Screen("medewerkers", "functioneel beheerder", "/medewerkers/"),
    Screen("inzage", "privacy officer", "/inzage/"),
    Screen("bouwstenen", "klantmanager", "/bouwstenen/"),
)


def enter(browser: Browser, address: str, role: str, *, phone: bool = False, **options: object) -> BrowserContext:
    """A browser context logged in as the first demo person with this role."""
    context = browser.new_context(viewport=PHONE if phone else DESKTOP, locale="nl-NL", **options)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/demo/")
    page.locator("form", has_text=role).first.get_by_role("button").first.click()
    page.wait_for_url(lambda url: "/demo/" not in url)
    page.close()
    return context


def open_screen(context: BrowserContext, address: str, screen: Screen) -> Page:
    """Open a page, following its link when it has one."""
    page = context.new_page()
    page.goto(address + screen.path)
    if screen.follow:
        page.locator(screen.follow).first.click()
        page.wait_for_load_state("load")
    if screen.part:
        page.goto(page.url.split("?")[0].rstrip("/") + "/" + screen.part)
    return page
