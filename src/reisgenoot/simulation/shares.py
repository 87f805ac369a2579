"""How often which code occurs: the shares of the report on the client journey, where it gives them.

Keys are code lists (or scales) of an approach and their codes. What an approach has and is not listed here is drawn
evenly; what is listed here and an approach does not have is left out.

Source
------
Klantreis Meerinzicht 2020, tables T2 to T20; Evaluatie regio Alkmaar 2020, figures 3.4 to 3.6. Numbers the reports do
not give are made up.
"""

from collections.abc import Iterable, Mapping

from reisgenoot.simulation.chance import Draw

ANSWERS: dict[str, dict[str, float]] = {
    "residence_permit": {
        "asylum_fixed_term": 83,
        "asylum_permanent": 8,
        "regular_fixed_term": 5,
        "regular_permanent": 4,
    },
    "integration_status": {"doing": 33, "finished": 28, "finished_without_success": 11, "planned": 12, "none": 16},
    "work_status": {"worked_before": 10, "works_now": 7, "never_worked": 83},
    "motivation": {"motivated": 88, "not_motivated": 4, "cannot_tell": 8},
    "availability": {"full_time": 27, "part_time": 53, "not_available": 20},
    "dutch_at_diagnosis": {"none": 14, "limited": 36, "average": 45, "fluent": 5},
    "primary_goal": {
        "language_integration": 26,
        "wellbeing_family": 25,
        "work": 14,
        "education": 12,
        "health": 14,
        "other": 9,
    },
    "advice": {
        "full_time_route": 31,
        "participation_house": 18,
        "regular_language": 15,
        "language_coach": 12,
        "social_activation": 9,
        "direct_mediation": 8,
        "none": 4,
        "debt_help": 3,
    },
    "learning_route": {"b1": 62, "z": 30, "education": 8},
    "profiles": {"A1": 7, "A2": 3, "B1": 27, "B2": 36, "C": 25, "D": 2},
    "main_goals": {
        "paid_work": 60,
        "work_and_education": 19,
        "mbo_diploma": 5,
        "education": 5,
        "higher_education": 2,
        "social_activation": 4,
        "own_business": 2,
        "wellbeing": 1,
        "integration": 1,
        "independent_life": 1,
    },
    "outcomes": {"paid": 42, "education": 21, "unpaid": 27, "none": 10},
}

YES: dict[str, float] = {
    "physical": 0.40,
    "psychological": 0.22,
    "intellectual": 0.01,
    "debts": 0.10,
    "addiction": 0.02,
    "family_problems": 0.10,
    "childcare": 0.22,
    "receives_care": 0.15,
    "self_reliant": 0.71,
    "primary_school": 0.92,
    "secondary_school": 0.61,
    "worked_in_origin": 0.71,
    "volunteers": 0.24,
    "took_action": 0.23,
}
"""Share that answers yes, by code of the list ``characteristic``."""

FIRST_GOALS = {"language_education": 68, "work": 12, "family_health": 8, "other": 12, "participation": 4}
LATER_GOALS = {"language_education": 39, "work": 34, "participation": 18, "family_health": 8, "other": 1}
"""Weights by group of the first and the later sub-goals (T18 and T19)."""

INSTRUMENTS: dict[str, dict[str, float]] = {
    "language_education": {"language_lessons": 50, "full_time_route": 38, "own_effort": 6, "other": 6},
    "work": {"intervens": 76, "own_effort": 6, "other": 18},
    "participation": {"other": 70, "own_effort": 15, "intervens": 15},
    "family_health": {"other": 90, "own_effort": 10},
    "other": {"other": 85, "own_effort": 15},
}
"""Weights of instrument groups by group of the goal; together about those of T20."""


def draw_of(name: str, codes: Iterable[str]) -> Draw[str]:
    """A draw over the codes of a list with the shares known for it, evenly where none are."""
    known = ANSWERS.get(name, {})
    weights = {code: known[code] for code in codes if code in known} or dict.fromkeys(codes, 1.0)
    return Draw(weights or {"": 1.0})


def draw_by_group(groups: Mapping[str, str], weights: Mapping[str, float]) -> Draw[str]:
    """A draw over entries where every group has its weight, shared evenly by the entries in it.

    ``groups`` maps the key of an entry to its group; entries of a group without a weight are not drawn, unless no group
    has one: then all are as likely.
    """
    sizes: dict[str, int] = {}
    for group in groups.values():
        sizes[group] = sizes.get(group, 0) + 1
    if not set(sizes) & set(weights):
        return Draw(dict.fromkeys(groups, 1.0) or {"": 1.0})
    return Draw({key: weights.get(group, 0.0) / sizes[group] for key, group in groups.items()} or {"": 1.0})
