"""Every indicator by its key."""

from collections.abc import Mapping

from reisgenoot.monitor.definitions import alkmaar, arrival, meerinzicht
from reisgenoot.monitor.language import Indicator

INDICATORS: Mapping[str, Indicator] = {
    indicator.key: indicator for indicator in (*meerinzicht.INDICATORS, *arrival.INDICATORS, *alkmaar.INDICATORS)
}


def of_approach(approach: str | None = None) -> list[Indicator]:
    """The indicators of one approach, or all, in reading order."""
    return [indicator for indicator in INDICATORS.values() if approach in (None, indicator.approach)]
