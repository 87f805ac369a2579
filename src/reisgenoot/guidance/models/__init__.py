"""Tables of the daily guidance."""

from reisgenoot.guidance.models.helping import CentralQuestion, Helper
from reisgenoot.guidance.models.ladder import LadderStep
from reisgenoot.guidance.models.obstacles import Basic, Obstacle, ObstacleAction
from reisgenoot.guidance.models.reflection import Reflection
from reisgenoot.guidance.models.unburdening import FixedCost, Unburdening

__all__ = [
    "Basic",
    "CentralQuestion",
    "FixedCost",
    "Helper",
    "LadderStep",
    "Obstacle",
    "ObstacleAction",
    "Reflection",
    "Unburdening",
]
