"""The guides with pictures of the screens as they are now, on the web and as PDF: `make guides`.

Takes every picture that a guide names from a fresh demo, then writes for each guide a page that stands on its own and an
accessible PDF in ``build/guides``. Stops with what is wrong when a guide names a picture that no screen gives.
"""

import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser

from reisgenoot.web.help.guides import Guide, all_guides, guides_folder
from tests.e2e.people import SCREENS, enter, open_screen
from tests.e2e.serving import ROOT, browser, served_demo

_NAMED = re.compile(r"\(images/([a-z0-9-]+)\.png\)")
PHONE = "-telefoon"
PAGE = """<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Reisgenoot</title><link rel="stylesheet" href="guide.css"></head>
<body><main><h1>{title}</h1><p>{about}</p><article class="rg-guide">{html}</article></main></body>
</html>
"""
PAPER = {"prefer_css_page_size": True, "print_background": True, "tagged": True, "outline": True}


def main(target: Path) -> None:
    """Make everything anew."""
    shutil.rmtree(target, ignore_errors=True)
    (target / "images").mkdir(parents=True)
    home = ROOT / "var" / "guides"
    shutil.rmtree(home, ignore_errors=True)
    with served_demo(home) as address, browser() as running:
        for phone in (False, True):
            _take_pictures(running, address, phone=phone)
        for picture in (guides_folder() / "images").glob("*.png"):
            shutil.copyfile(picture, target / "images" / picture.name)
        _write_style(target)
        for guide in all_guides("images/"):
            _write_page(guide, target)
            _print(running, guide, target)


def names_of_pictures() -> set[str]:
    """The pictures that the guides name, without ``.png``."""
    texts = [file.read_text(encoding="utf-8") for file in guides_folder().glob("*.md")]
    return {name for text in texts for name in _NAMED.findall(text)}


def unknown_pictures() -> set[str]:
    """Pictures that the guides name and no screen gives."""
    return {name for name in names_of_pictures() if name.removesuffix(PHONE) not in {one.name for one in SCREENS}}


def _take_pictures(running: Browser, address: str, *, phone: bool) -> None:
    if unknown := unknown_pictures():
        raise SystemExit(f"De handleidingen noemen beelden die er niet zijn: {', '.join(sorted(unknown))}")
    folder = guides_folder() / "images"
    folder.mkdir(exist_ok=True)
    wanted = {name.removesuffix(PHONE) for name in names_of_pictures() if name.endswith(PHONE) is phone}
    for role in dict.fromkeys(screen.role for screen in SCREENS if screen.name in wanted):
        context = enter(running, address, role, phone=phone)
        for screen in (one for one in SCREENS if one.role == role and one.name in wanted):
            page = open_screen(context, address, screen)
            path = folder / f"{screen.name}{PHONE if phone else ''}.png"
            page.screenshot(path=path)
            sys.stdout.write(f"{path.name}\n")
            page.close()
        context.close()


def _write_style(target: Path) -> None:
    of_the_product = ROOT / "src" / "reisgenoot" / "web" / "static" / "css" / "guide.css"
    parts = (guides_folder() / "page.css", of_the_product)
    (target / "guide.css").write_text("\n".join(one.read_text(encoding="utf-8") for one in parts), encoding="utf-8")


def _write_page(guide: Guide, target: Path) -> None:
    text = PAGE.format(title=guide.title, about=guide.about, html=guide.html)
    (target / f"{guide.slug}.html").write_text(text, encoding="utf-8")


def _print(running: Browser, guide: Guide, target: Path) -> None:
    page = running.new_page()
    page.goto((target / f"{guide.slug}.html").as_uri())
    page.evaluate("document.querySelectorAll('img').forEach((image) => { image.loading = 'eager' })")
    page.wait_for_function("[...document.images].every((image) => image.complete && image.naturalWidth > 0)")
    page.pdf(path=target / f"{guide.slug}.pdf", **PAPER)
    sys.stdout.write(f"{guide.slug}.html, {guide.slug}.pdf\n")
    page.close()


if __name__ == "__main__":
    main(ROOT / "build" / "guides")
