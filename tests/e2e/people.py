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
    Screen("dossier-intake", "klantmanager", "/vandaag/", follow=STORY, part="intake/"),
    Screen("dossier-afspraken", "klantmanager", "/vandaag/", follow=STORY, part="afspraken/"),
    Screen("dossier-begeleiding", "klantmanager", "/vandaag/", follow=STORY, part="begeleiding/"),
    Screen("dossier-ontzorgen", "klantmanager", "/vandaag/", follow=STORY, part="ontzorgen/"),
    Screen("dossier-hulp", "klantmanager", "/vandaag/", follow=STORY, part="hulp/"),
    Screen("dossier-stappen", "klantmanager", "/vandaag/", follow=STORY, part="stappen/"),
    Screen("dossier-terugkijken", "klantmanager", "/vandaag/", follow=STORY, part="terugkijken/"),
    Screen("dossier-overdracht", "klantmanager", "/vandaag/", follow=STORY, part="overdracht/"),
    Screen("plan-schrijven", "klantmanager", "/vandaag/", follow=STORY, part="plan/schrijven/"),
    Screen("plan-versies", "klantmanager", "/vandaag/", follow=STORY, part="plan/versies/"),
    Screen("meten", "klantmanager", "/vandaag/", follow=STORY, part="meten/"),
    Screen("diagnose-nieuw", "klantmanager", "/vandaag/", follow=STORY, part="diagnose/nieuw/"),
    Screen("overdracht-nieuw", "klantmanager", "/vandaag/", follow=STORY, part="overdracht/nieuw/"),
    Screen("afspraak-nieuw", "klantmanager", "/vandaag/", follow=STORY, part="afspraken/nieuw/"),
    Screen("aankomst", "klantmanager", "/aankomst/"),
    Screen("agenda", "klantmanager", "/agenda/"),
    Screen("overdrachten", "klantmanager", "/overdracht/"),
    Screen("overdrachten-ontvangen", "klantmanager", "/overdracht/ontvangen/"),
    Screen("delen", "klantmanager", "/overdracht/afspraken/"),
    Screen("terugkijken", "klantmanager", "/terugkijken/"),
    Screen("instellingen", "klantmanager", "/mijn-instellingen/"),
    Screen("handleidingen", "klantmanager", "/handleiding/"),
    Screen("handleiding", "klantmanager", "/handleiding/klantmanager/"),
    Screen("woningmeldingen", "medewerker huisvesting", "/woningmelding/"),
    Screen("woningmelding-nieuw", "medewerker huisvesting", "/woningmelding/nieuw/"),
    Screen("team", "teammanager", "/team/"),
    Screen("wat-als", "teammanager", "/team/wat-als/"),
    Screen("wie-blijft-achter", "teammanager", "/team/wie-blijft-achter/"),
    Screen("caseload-overdragen", "teammanager", "/team/", follow="main a[href^='/team/overdragen/']"),
    Screen("overeenstemming", "teammanager", "/metingen/overeenstemming/"),
    Screen("vragenlijsten", "functioneel beheerder", "/vragenlijsten/"),
    Screen(
        "vragenlijst",
        "functioneel beheerder",
        "/vragenlijsten/",
        follow="main a[href^='/vragenlijsten/']:not([href*='nieuw'])",
    ),
    Screen("medewerker", "functioneel beheerder", "/medewerkers/", follow="main table a[href^='/medewerkers/']"),
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
