"""How many people one fte guides well, and how much a person in each phase asks."""

from pydantic import Field

from reisgenoot.approach.base import Definition, Names, Sourced, Titled


class PhaseWeight(Definition):
    """How heavily a file in these phases counts; 1 is an ordinary file."""

    phases: Names
    weight: float = Field(gt=0, le=5)


class CaseloadNorm(Titled, Sourced):
    """Files per fte: from ``low`` on there is enough work, above ``high`` there is too much.

    ``weights`` hold where somebody asks to weigh by phase; a phase that is not named counts as 1.
    """

    low: float = Field(gt=0)
    high: float = Field(gt=0)
    weights: tuple[PhaseWeight, ...] = ()

    def weight_of(self, phase: str) -> float:
        """How heavily a file in this phase counts."""
        return next((one.weight for one in self.weights if phase in one.phases), 1.0)
