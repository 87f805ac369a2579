"""What usually happens in a journey, in which order and how long after each other.

A step follows the latest of the milestones it names. Its delay is drawn between low and high days, most often near
the mode; the terms of law and policy lie just above the usual delay, so that some are late, and a step that does not
happen leaves a term open. Only steps that the approach knows as milestones are taken.
"""

from dataclasses import dataclass
from random import Random

from reisgenoot.simulation.chance import days


@dataclass(frozen=True, slots=True)
class Step:
    """One milestone: after which others, after how many days, and in which share of journeys it happens.

    What does not happen in its time mostly happens later; what is ``optional`` then does not happen at all.
    ``routes`` limits it to some learning routes. ``offered`` says that beginning an offer records it: then the delay
    is the wait for that offer.
    """

    key: str
    after: tuple[str, ...]
    low: int
    mode: int
    high: int
    share: float = 1.0
    routes: frozenset[str] = frozenset()
    offered: bool = False
    optional: bool = False

    def delay(self, chance: Random) -> int:
        """Days after the milestones it follows."""
        return days(chance, self.low, self.mode, self.high)


def _step(key: str, after: str, low: int, mode: int, high: int, share: float = 1.0, **more: object) -> Step:
    return Step(key, tuple(after.split()), low, mode, high, share, **more)  # type: ignore[arg-type]


START = "linked"
SETTLED = "settled"
STEPS = (
    _step("housing_signal", "linked", 1, 8, 25, 0.75, optional=True),
    _step("azc_contact", "linked", 6, 20, 50, 0.45, optional=True),
    _step("home_offered", "linked", 14, 45, 72, 0.97),
    _step("settled", "home_offered azc_contact", 3, 9, 17),
    _step("brp_registered", "settled", 1, 4, 12, 0.99),
    _step("duo_notice", "settled", 5, 24, 55, 0.96),
    _step("benefit_started", "settled", 0, 3, 9, 0.9),
    _step("unburdening_started", "benefit_started", 0, 0, 1, 0.9, optional=True),
    _step("unburdening_ended", "benefit_started", 178, 183, 200, 0.96),
    _step("support_started", "settled", 0, 4, 14, 0.92, optional=True),
    _step("support_ended", "support_started", 300, 420, 600, 0.8),
    _step("intake_started", "settled", 4, 12, 30),
    _step("language_test", "intake_started", 5, 12, 30, 0.86, optional=True),
    _step("questionnaire_filled", "intake_started", 3, 10, 28, 0.7, optional=True),
    _step("diagnosed", "intake_started language_test questionnaire_filled", 6, 18, 55, 0.95),
    _step("intake_finished", "diagnosed", 0, 1, 4, 0.97),
    _step("plan_made", "diagnosed", 3, 12, 60, 0.93),
    _step("plan_signed", "plan_made", 0, 4, 30, 0.95),
    _step("pip_established", "duo_notice diagnosed", 3, 11, 30, 0.95),
    _step("offer_made", "pip_established", 3, 14, 40, 0.93),
    _step("route_changed", "pip_established", 120, 300, 500, 0.06, optional=True),
    _step("pvt_called", "pip_established", 30, 90, 220, 0.9),
    _step("pvt_signed", "pvt_called", 20, 60, 200, 0.88),
    _step("map_finished", "pip_established", 300, 520, 820, 0.85, routes=frozenset({"b1", "z"})),
    _step("z_route_finished", "pip_established", 560, 780, 980, 0.85, routes=frozenset({"z"})),
    _step("integration_finished", "pip_established", 560, 800, 1040, 0.88),
)

TRACK_STEPS = (
    _step("base_started", "settled", 0, 10, 40, 0.94, offered=True),
    _step("base_scored", "base_started", 160, 176, 192, 0.92),
    _step("base_advice", "base_started", 158, 174, 192, 0.92),
    _step("follow_up_ordered", "base_ended", 4, 18, 60, 0.8),
    _step("follow_up_started", "follow_up_ordered", 5, 16, 45, 0.97, offered=True),
    _step("track_started", "plan_made pip_established", 14, 45, 130, 0.85, offered=True),
)
"""Steps that belong to taking part in an offer; they come after the others are known."""

RESIDENTS_BEGIN = SETTLED
"""People who already lived in the municipality begin here instead of at ``linked``."""
