"""Every rule about a PIP by name: a PIP that keeps it, and one that breaks it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from reisgenoot.plans.pip_facts import Circumstances, EarlierPip, WantedPip
from reisgenoot.plans.pip_rules import RULES, findings, is_route_change, route_change_until

DAY = date(2026, 3, 2)
GOOD = WantedPip(
    dagtekening=DAY,
    leerroute="b1",
    niveau="b1",
    intensity_hours=600,
    pvt_planned_on=date(2026, 6, 1),
    pvt_hours=12,
    map_planned_on=date(2027, 6, 1),
    map_hours=40,
)
KNOWN = Circumstances(
    today=date(2026, 3, 10),
    group="asylum",
    duty_from=date(2026, 1, 5),
    settled_on=date(2026, 1, 12),
    test_advises="b1",
)
GOOD_Z = replace(GOOD, leerroute="z", niveau="", intensity_hours=None, z_lesson_hours=800, z_participation_hours=800)
GOOD_O = replace(GOOD, leerroute="education", intensity_hours=None, map_planned_on=None, map_hours=None)
FIRST = EarlierPip(date(2025, 3, 3), "b1", "b1")
LATER = replace(KNOWN, earlier=[FIRST])
DOWN = replace(GOOD, niveau="a2", route_change_reason="lukt niet op B1", lesson_hours_done=600, has_shown_effort=True)


def broken(pip: WantedPip, known: Circumstances) -> set[str]:
    return {one.rule for one in findings(pip, known)}


@pytest.mark.parametrize(
    ("pip", "known"),
    [
        (GOOD, KNOWN),
        (replace(GOOD, niveau=""), KNOWN),
        (GOOD_Z, replace(KNOWN, test_advises="z")),
        (replace(GOOD_Z, niveau="a2"), replace(KNOWN, test_advises="z")),
        (replace(GOOD_Z, z_participation_hours=None), replace(KNOWN, test_advises="z", group="family")),
        (GOOD_O, KNOWN),
        (replace(GOOD, dagtekening=KNOWN.settled_on), KNOWN),
        (GOOD, LATER),
        (DOWN, LATER),
        (replace(DOWN, route_change_reason=""), replace(KNOWN, earlier=[FIRST, EarlierPip(DAY, "b1", "a2")])),
        (GOOD, replace(KNOWN, duty_from=None, settled_on=None)),
    ],
)
def test_pip_when_in_order_then_nothing_found(pip: WantedPip, known: Circumstances) -> None:
    assert broken(pip, known) == set()


BROKEN: list[tuple[str, str, dict[str, Any], Circumstances]] = [
    ("route_is_known", "leerroute", {"leerroute": ""}, KNOWN),
    ("route_is_known", "leerroute", {"leerroute": "b2"}, KNOWN),
    ("has_a_date", "dagtekening", {"dagtekening": None}, KNOWN),
    ("not_in_the_future", "dagtekening", {"dagtekening": date(2026, 3, 11)}, KNOWN),
    ("not_before_duty", "dagtekening", {"dagtekening": date(2026, 1, 4)}, KNOWN),
    ("not_before_settling", "dagtekening", {"dagtekening": date(2026, 1, 11)}, KNOWN),
    ("not_before_earlier", "dagtekening", {"dagtekening": date(2025, 3, 2)}, LATER),
    ("first_is_not_a2", "niveau", {"niveau": "a2"}, KNOWN),
    ("intensity_only_b1_asylum", "intensity_hours", {}, replace(KNOWN, group="family")),
    ("intensity_only_b1_asylum", "intensity_hours", {"intensity_hours": 0}, KNOWN),
    ("intensity_only_b1_asylum", "intensity_hours", {"intensity_hours": 10_000}, KNOWN),
    ("intensity_is_estimated", "intensity_hours", {"intensity_hours": None}, KNOWN),
    ("literacy_is_known", "literacy", {"literacy": "B"}, KNOWN),
    ("map_is_planned", "map_planned_on", {"map_planned_on": None}, KNOWN),
    ("map_has_enough_hours", "map_hours", {"map_hours": 39}, KNOWN),
    ("pvt_is_planned", "pvt_planned_on", {"pvt_planned_on": None}, KNOWN),
    ("pvt_has_enough_hours", "pvt_hours", {"pvt_hours": 11}, KNOWN),
    ("planned_after_decision", "pvt_planned_on", {"pvt_planned_on": date(2026, 3, 1)}, KNOWN),
    ("planned_within_term", "map_planned_on", {"map_planned_on": date(2029, 3, 3)}, KNOWN),
    ("z_hours_only_in_z", "z_lesson_hours", {"z_lesson_hours": 800}, KNOWN),
    ("test_deviation_has_a_reason", "test_deviation_reason", {}, replace(KNOWN, test_advises="z")),
    ("test_is_known", "leerroute", {}, replace(KNOWN, test_advises="")),
    ("route_change_reason", "route_change_reason", {}, replace(KNOWN, earlier=[EarlierPip(DAY, "z")])),
]
BROKEN_Z: list[tuple[str, str, dict[str, Any], Circumstances]] = [
    ("z_is_not_b1", "niveau", {"niveau": "b1"}, KNOWN),
    ("z_hours_are_set", "z_lesson_hours", {"z_lesson_hours": None}, KNOWN),
    ("z_hours_are_set", "z_participation_hours", {"z_participation_hours": None}, KNOWN),
    ("z_deviation_has_a_reason", "z_reason", {"z_lesson_hours": 799}, KNOWN),
    ("z_deviation_has_a_reason", "z_reason", {"z_participation_hours": 400}, KNOWN),
    ("z_participation_only_asylum", "z_participation_hours", {}, replace(KNOWN, group="family")),
    ("test_deviation_has_a_reason", "test_deviation_reason", {}, KNOWN),
    ("intensity_only_b1_asylum", "intensity_hours", {"intensity_hours": 600}, KNOWN),
]
BROKEN_O: list[tuple[str, str, dict[str, Any], Circumstances]] = [
    ("education_is_not_a2", "niveau", {"niveau": "a2"}, KNOWN),
    ("no_map_in_education", "map_planned_on", {"map_planned_on": date(2027, 1, 1)}, KNOWN),
    ("no_map_in_education", "map_hours", {"map_hours": 40}, KNOWN),
    ("test_deviation_has_a_reason", "test_deviation_reason", {}, replace(KNOWN, test_advises="z")),
]
BROKEN_DOWN: list[tuple[str, str, dict[str, Any], Circumstances]] = [
    ("downscale_hours", "lesson_hours_done", {"lesson_hours_done": 599}, LATER),
    ("downscale_hours", "lesson_hours_done", {"lesson_hours_done": None}, LATER),
    ("downscale_effort", "has_shown_effort", {"has_shown_effort": False}, LATER),
    ("downscale_only_from_b1", "niveau", {}, replace(KNOWN, earlier=[EarlierPip(DAY, "z")])),
    ("downscale_only_from_b1", "niveau", {}, replace(KNOWN, earlier=[EarlierPip(DAY, "education")])),
    ("route_change_reason", "route_change_reason", {"route_change_reason": " "}, LATER),
]
CASES = [
    *((GOOD, *case) for case in BROKEN),
    *((GOOD_Z, *case) for case in BROKEN_Z),
    *((GOOD_O, *case) for case in BROKEN_O),
    *((DOWN, *case) for case in BROKEN_DOWN),
]


@pytest.mark.parametrize(("good", "rule", "field", "changes", "known"), CASES)
def test_pip_when_a_rule_is_broken_then_found_where_it_is_mended(
    good: WantedPip, rule: str, field: str, changes: dict[str, Any], known: Circumstances
) -> None:
    found = [one for one in findings(replace(good, **changes), known) if one.rule == rule]
    assert [one.field for one in found] == [field]
    assert found[0].message
    assert found[0].article


def test_rules_when_listed_then_each_has_a_case_and_a_name_of_its_own() -> None:
    assert {rule.key for rule in RULES} == {case[1] for case in CASES}
    assert len({rule.key for rule in RULES}) == len(RULES)


def test_findings_when_several_then_what_stands_in_the_way_comes_first() -> None:
    found = findings(replace(GOOD, map_planned_on=None, niveau="a2"), KNOWN)
    assert [one.is_hard for one in found] == [True, False]


def test_route_change_when_after_a_year_and_a_half_then_the_exception_is_asked_for() -> None:
    assert route_change_until(date(2025, 3, 3)) == date(2026, 9, 4)
    change = replace(GOOD_Z, niveau="", dagtekening=date(2026, 9, 4), test_deviation_reason="gesprek")
    known = replace(LATER, today=date(2026, 12, 1))
    (late,) = [one for one in findings(change, known) if one.rule == "route_change_reason"]
    assert "uitzondering" in late.message
    (early,) = [
        one
        for one in findings(replace(change, dagtekening=date(2026, 9, 3)), known)
        if one.rule == "route_change_reason"
    ]
    assert "uitzondering" not in early.message
    assert "route_change_reason" not in broken(replace(change, route_change_reason="ziekte"), known)


def test_route_when_the_level_differs_then_a_change_and_b1_is_taken_for_granted() -> None:
    assert not is_route_change(replace(GOOD, niveau=""), LATER)
    assert is_route_change(DOWN, LATER)
    assert not is_route_change(GOOD, KNOWN)


def test_norms_when_the_approach_sets_others_then_those_count() -> None:
    known = replace(KNOWN, norms=replace(KNOWN.norms, pvt=20))
    assert broken(GOOD, known) == {"pvt_has_enough_hours"}
