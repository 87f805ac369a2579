"""The cast meets here, on a Monday."""

from collections.abc import Iterator
from datetime import date

import pytest

from reisgenoot.kernel.clock import standing_on
from tests.factories.fixtures import bram, cast

__all__ = ["bram", "cast"]
MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _on_a_monday() -> Iterator[None]:
    with standing_on(MONDAY):
        yield
