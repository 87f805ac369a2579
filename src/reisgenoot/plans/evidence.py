"""What the choice of a learning route can lean on: the learnability test and what was measured of the language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reisgenoot.approach import Approach
from reisgenoot.intake.models import Diagnosis, Measurement
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
        """One line, such as ``B1-route haalbaar (2026-03-04); spreken A1 (2026-03-01)``; empty without evidence."""
        said = []
        if self.result and RESULT in approach.code_lists:
            label = approach.code_lists[RESULT].codes[self.result].label.in_language(language)
            said.append(f"{label} ({self.result_on})")
        scale = approach.scales.get(LANGUAGE)
        for item, value, on in self.levels if scale else ():
            skill = scale.items[item].label.in_language(language) if scale and item in scale.items else ""
            level = scale.levels[value].label.in_language(language) if scale and value in scale.levels else value
            said.append(f"{skill} {level} ({on})".strip())
        return "; ".join(said)


def route_evidence_of(journey_id: int) -> RouteEvidence:
    """What is known for the choice of the route. Two queries."""
    diagnoses = Diagnosis.objects.filter(
        journey_id=journey_id, superseded_at__isnull=True, **{f"answers__{RESULT}__isnull": False}
    )
    latest = diagnoses.order_by("-diagnosed_on", "-pk").values_list("answers", "diagnosed_on").first()
    rows = Measurement.objects.filter(journey_id=journey_id, scale=LANGUAGE, superseded_at__isnull=True)
    newest = rows.order_by("item", "-measured_on", "-pk").distinct("item").values_list("item", "value", "measured_on")
    result, on = (latest[0].get(RESULT, ""), latest[1]) if latest else ("", None)
    return RouteEvidence(result, on, tuple(newest))
