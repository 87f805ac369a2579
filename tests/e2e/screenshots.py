"""Pictures of every screen at desktop and phone width, for docs/screenshots: `make screenshots`."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser

from tests.e2e.people import SCREENS, enter, open_screen
from tests.e2e.serving import ROOT, browser, served_demo

WHOLE = {"dossier", "dossier-plan", "dossier-diagnose", "tabel"}
"""Screens of which the whole page is shown; of the others what fits the window."""


def main(folder: Path) -> None:
    """Make a fresh demo, and a picture of each screen."""
    home = ROOT / "var" / "screenshots"
    shutil.rmtree(home, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    with served_demo(home) as address, browser() as running:
        for phone in (False, True):
            _take_all(running, address, folder, phone=phone)


def _take_all(running: Browser, address: str, folder: Path, *, phone: bool) -> None:
    for role in dict.fromkeys(screen.role for screen in SCREENS):
        context = enter(running, address, role, phone=phone)
        for screen in (one for one in SCREENS if one.role == role):
            page = open_screen(context, address, screen)
            path = folder / f"{screen.name}{'-telefoon' if phone else ''}.png"
            page.screenshot(path=path, full_page=not phone and screen.name in WHOLE)
            sys.stdout.write(f"{path.name}\n")
            page.close()
        context.close()


if __name__ == "__main__":
    main(ROOT / "docs" / "screenshots")
