"""Bringing in files through the screen: chosen, checked in the background, shown, confirmed; and a file that is refused."""

import re
from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, Page, expect

from tests.e2e.people import enter
from tests.e2e.serving import ROOT

SAMPLES = sorted((ROOT / "examples" / "meerinzicht").glob("*.xlsx"))
PATIENCE = 90_000


def upload(page: Page, address: str, files: list[Path]) -> None:
    page.goto(f"{address}/leveringen/")
    page.get_by_role("link", name=re.compile("aanleveren")).first.click()
    page.locator("input[type=file]").set_input_files([str(file) for file in files])
    page.get_by_role("button", name=re.compile("Controleer")).click()


def test_files_when_sent_again_then_checked_in_the_background_and_nothing_would_change(
    chromium: Browser, demo_address: str
) -> None:
    context = enter(chromium, demo_address, "functioneel beheerder")
    page = context.new_page()
    upload(page, demo_address, SAMPLES)
    expect(page.get_by_text("Er verandert niets").first).to_be_visible(timeout=PATIENCE)
    context.close()


def test_file_when_a_column_is_gone_then_refused_with_what_to_do(
    chromium: Browser, demo_address: str, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(SAMPLES[0])
    sheet = book.active
    assert sheet is not None
    sheet.cell(1, 3).value = "Achternamen (oud)"
    broken = tmp_path / SAMPLES[0].name
    book.save(broken)
    context = enter(chromium, demo_address, "functioneel beheerder")
    page = context.new_page()
    upload(page, demo_address, [broken])
    expect(page.get_by_text("Achternaam").first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text(broken.name).first).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Lees in|Inlezen"))).to_have_count(0)
    context.close()
