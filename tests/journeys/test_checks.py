"""Checks of the definitions: somebody finds each, and no two rules ask the same of the same person."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from django.core.checks.registry import registry

from reisgenoot.approach import Approach, load_all
from reisgenoot.approach.journey import Rule, Term
from reisgenoot.journeys import checks
from reisgenoot.journeys.checks import every_check_is_found_by_somebody, finder_of, register, unknown_kinds

APPROACHES = list(load_all().values())
by_key = pytest.mark.parametrize("approach", APPROACHES, ids=[approach.key for approach in APPROACHES])
ENDS = {"integration_exempted", "integration_finished", "base_dropped_out", "moved_away", "journey_closed", "settled"}
"""Milestones that end many things at once; sharing one of these is no duplicate."""


@by_key
def test_check_when_shipped_then_somebody_finds_it(approach: Approach) -> None:
    for check in approach.checks.values():
        assert callable(finder_of(check.kind))
    assert list(unknown_kinds()) == []


def test_check_when_nobody_finds_it_then_an_error_at_start_up(monkeypatch: pytest.MonkeyPatch) -> None:
    left = {kind: finder for kind, finder in checks._finders.items() if kind != "contract_ending"}
    monkeypatch.setattr(checks, "_finders", left)
    found = every_check_is_found_by_somebody(None)
    assert {error.id for error in found} == {"journeys.E001"}
    assert len(found) == len(APPROACHES)
    assert all("contract_ending" in error.msg for error in found)
    assert every_check_is_found_by_somebody in registry.registered_checks


def test_finder_when_two_claim_a_kind_then_refused() -> None:
    with pytest.raises(ValueError, match="contract_ending"):
        register("contract_ending", finder_of("absence_unanswered"))


@by_key
def test_rules_when_they_begin_alike_then_never_the_same_matter_twice(approach: Approach) -> None:
    """Two terms from one start that are met by the same, or two rules with the same words for the same role and start."""
    twice = [
        (first_key, second_key)
        for (first_key, first), (second_key, second) in combinations(_rules(approach), 2)
        if first.acts == second.acts and _is_the_same(first, second)
    ]
    assert twice == []


def _rules(approach: Approach) -> Iterator[tuple[str, Rule]]:
    for section in (approach.terms, approach.cadences, approach.checks):
        yield from section.items()


def _is_the_same(first: Rule, second: Rule) -> bool:
    if isinstance(first, Term) and isinstance(second, Term):
        if first.extends or second.extends:
            return False
        starts = set(first.from_milestones) & set(second.from_milestones)
        meets = set(first.to_milestones) & set(second.to_milestones) - ENDS
        if starts and meets and first.action.kind == second.action.kind:
            return True
    if set(first.applies_to) and set(second.applies_to) and not set(first.applies_to) & set(second.applies_to):
        return False
    return type(first) is type(second) and first.action == second.action and first.title == second.title
