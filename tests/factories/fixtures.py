"""Fixtures that the domain's tests share; a test package takes them over in its conftest."""

from collections.abc import Iterator

import pytest

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.tenancy import acting_as
from tests.factories.organisations import Cast, a_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, working by the approach of the client journey."""
    return a_cast()


@pytest.fixture
def bram(cast: Cast) -> Iterator[Actor]:
    """Bram, client manager, in whose transaction the test runs."""
    with acting_as(cast.bram) as actor:
        yield actor
