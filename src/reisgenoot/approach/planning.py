"""The part of a definition about plans: which change of a plan asks for a new signature."""

from typing import Literal

from reisgenoot.approach.base import Sourced, Titled

PlanPart = Literal[
    "goal_added",
    "goal_removed",
    "goal_changed",
    "goal_order",
    "main_goal",
    "instruments",
    "agreements_newcomer",
    "agreements_municipality",
    "agreements_other",
    "path",
    "route",
    "pip",
    "summary",
]
"""What a change of a plan can be about."""


class SigningRule(Titled, Sourced):
    """A change in ``part`` of a plan asks both to sign again; with ``asks`` false it no longer does (an override)."""

    part: PlanPart
    asks: bool = True
