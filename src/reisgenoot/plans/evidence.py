"""What the choice of a learning route can lean on: the learnability test and what was measured of the language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reisgenoot.approach import Approach
from reisgenoot.intake.selectors import route_evidence
from reisgenoot.kernel.actor import Actor
from reisgenoot.plans.enums import Leerroute

RESULT, LANGUAGE = "learnability_result", "cefr"
"""The code list of the outcome of the test, and the scale of the language."""
_ADVISES = {"b1_feasible": Leerroute.B1.value, "b1_not_feasible": Leerroute.Z.value}


@dataclass(frozen=True, slots=True)
class RouteEvidence:
    """The outcome of the learnability test (a code, empty = none) with its day, and language levels by skill.

    ``advises`` is the route that the outcome points to, empty when it points nowhere. A person decides.
    """

    result: str = ""
    result_on: date | None = None
    levels: Sequence[tuple[str, str, date]] = ()

    @property
    def advises(self) -> str:
        """The route that the test points to."""
        return _ADVISES.get(self.result, "")

    def in_words(self, approach: Approach, language: str = "nl") -> str:
        """One line, such as ``B1-route haalbaar (4-3-2026); spreken A1 (1-3-2026)``; empty without evidence."""
        said = []
        results = approach.code_lists[RESULT].codes if RESULT in approach.code_lists else {}
        if self.result in results:
            said.append(f"{results[self.result].label.in_language(language)} ({_figures(self.result_on)})")
        scale = approach.scales.get(LANGUAGE)
        for item, value, on in self.levels if scale else ():
            skill = scale.items[item].label.in_language(language) if scale and item in scale.items else ""
            level = scale.levels[value].label.in_language(language) if scale and value in scale.levels else value
            said.append(f"{skill} {level} ({_figures(on)})".strip())
        return "; ".join(said)


def route_evidence_of(*, by: Actor, journey_id: int) -> RouteEvidence:
    """What is known for the choice of the route. Three queries."""
    known = route_evidence(by=by, journey_id=journey_id)
    test = known.learnability
    levels = tuple((item, one.value, one.on) for item, one in known.levels.items())
    if test is None or not test.result:
        return RouteEvidence(levels=levels)
    return RouteEvidence(test.result, test.received_on or test.ordered_on, levels)


def _figures(day: date | None) -> str:
    return f"{day.day}-{day.month}-{day.year}" if day else ""
