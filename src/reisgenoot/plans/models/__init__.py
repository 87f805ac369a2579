"""Tables of the plan."""

from reisgenoot.plans.models.drafts import DraftRevision, PlanDraft
from reisgenoot.plans.models.pip import Pip
from reisgenoot.plans.models.plan import Agreement, Goal, PathStep, Plan, PlannedInstrument, UnplannedResult
from reisgenoot.plans.models.signing import PlanScan, PlanSignature

__all__ = [
    "Agreement",
    "DraftRevision",
    "Goal",
    "PathStep",
    "Pip",
    "Plan",
    "PlanDraft",
    "PlanScan",
    "PlanSignature",
    "PlannedInstrument",
    "UnplannedResult",
]
