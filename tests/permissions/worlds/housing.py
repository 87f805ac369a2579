"""Objects that the routes of housing are about."""

from dataclasses import replace

from reisgenoot.arrivals.services import report_arrival
from reisgenoot.kernel.actor import Actor
from tests.factories.arrivals import a_signal


def make(by: Actor, objects: dict[str, int]) -> dict[str, int]:
    """Ids by name; ``objects`` are those made before, such as ``journey`` and ``staff``."""
    officer = replace(by, roles=frozenset({"housing_officer"}))
    return {"housing_signal": report_arrival(by=officer, signal=a_signal(by)).pk}
