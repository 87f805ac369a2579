"""The cast works by the programme of the Alkmaar region here."""

from collections.abc import Iterator

import pytest

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.tenancy import acting_as
from tests.factories.organisations import Cast, a_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return a_cast("alkmaar")


@pytest.fixture
def bram(cast: Cast) -> Iterator[Actor]:
    with acting_as(cast.bram) as actor:
        yield actor
