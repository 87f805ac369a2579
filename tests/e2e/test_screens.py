"""Every screen in a real browser: accessible, nothing blocked or broken, fits a phone."""

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.people import SCREENS, Screen, enter, open_screen
from tests.e2e.serving import ROOT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()

STILL = "document.getAnimations().filter(a => a.effect.getTiming().iterations !== Infinity).forEach(a => a.finish())"
"""Ends what fades in: half-faded text has no contrast yet."""


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_screen_when_opened_then_accessible_and_whole(
    chromium: Browser, demo_address: str, screen: Screen, phone: bool
) -> None:
    context = enter(chromium, demo_address, screen.role, phone=phone)
    page = open_screen(context, demo_address, screen)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.reload()
    assert page.locator("h1").count() == 1
    assert complaints == []
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0, f"{width} px te breed"
    page.evaluate(STILL)
    page.evaluate(AXE)
    found = page.evaluate(
        "axe.run().then(result => result.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target).join(' | ')))"
    )
    assert found == []
    context.close()


RUNNING_OVER = """subs => subs.filter(sub => {
  const [own, cell] = [sub, sub.closest('td')].map(part => part.getBoundingClientRect());
  const before = sub.previousElementSibling?.getBoundingClientRect();
  return own.right > cell.right + 1 || (before && own.top < before.bottom - 2);
}).length"""
"""How many second lines run out of their cell or over the words before them."""


def test_list_when_on_a_phone_then_no_words_run_over_others(chromium: Browser, demo_address: str) -> None:
    context = enter(chromium, demo_address, "klantmanager", phone=True)
    page = context.new_page()
    page.goto(f"{demo_address}/caseload/")
    past = page.eval_on_selector_all("td .rg-table__sub", RUNNING_OVER)
    assert past == 0
    context.close()


def test_places_when_the_page_is_short_then_keep_their_height(chromium: Browser, demo_address: str) -> None:
    context = enter(chromium, demo_address, "functioneel beheerder", phone=True)
    page = context.new_page()
    page.goto(f"{demo_address}/leveringen/")
    assert page.locator(".rg-places").first.evaluate("places => places.getBoundingClientRect().height") < 90
    context.close()


def test_tab_when_far_along_on_a_phone_then_in_view(chromium: Browser, demo_address: str) -> None:
    context = enter(chromium, demo_address, "klantmanager", phone=True)
    page = open_screen(context, demo_address, next(one for one in SCREENS if one.name == "dossier-overdracht"))
    expect(page.locator(".rg-tabs [aria-current]")).to_be_in_viewport(ratio=1)
    context.close()
