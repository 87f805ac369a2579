"""One served demo and one browser for all browser tests."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.serving import ROOT, browser, served_demo


@pytest.fixture(scope="session")
def demo_address() -> Iterator[str]:
    """Address of a freshly made demo."""
    home = ROOT / "var" / "e2e"
    shutil.rmtree(home, ignore_errors=True)
    with served_demo(home) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running browser."""
    with browser() as running:
        yield running


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/e2e" in str(item.path):
            item.add_marker(pytest.mark.e2e)
