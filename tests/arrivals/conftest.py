"""The cast plays here too, with a housing officer in each organisation."""

from collections.abc import Iterator

import pytest

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.tenancy import acting_as
from tests.factories.fixtures import bram, cast
from tests.factories.organisations import Cast, an_actor

__all__ = ["bram", "cast", "wilma"]


@pytest.fixture
def wilma(cast: Cast) -> Iterator[Actor]:
    """Wilma, housing officer at ours, in whose transaction the test runs."""
    with acting_as(an_actor(cast.ours, "housing_officer", name="Wilma")) as actor:
        yield actor
