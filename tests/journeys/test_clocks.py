"""The clocks on screen tell the same as the signals in the database: two ways to the same dates."""

from datetime import date, timedelta

import pytest

from reisgenoot.approach import load_approach
from reisgenoot.journeys.clocks import clocks_of, in_group
from reisgenoot.journeys.models import Journey, Signal
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.services import NewMilestone, note_codes, record_milestones
from reisgenoot.journeys.story import milestones_of, reached_in
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import standing_on
from tests.factories.journeys import a_journey

TODAY = date(2026, 3, 2)
STORIES: dict[str, dict[str, list[int]]] = {
    "just linked": {"linked": [20]},
    "moved in": {"linked": [120], "home_offered": [60], "settled": [40], "brp_registered": [38]},
    "notice later than registration": {"settled": [60], "brp_registered": [58], "duo_notice": [30]},
    "plan not signed": {"settled": [300], "diagnosed": [250], "plan_made": [200, 100]},
    "plan made twice and signed between": {"diagnosed": [250], "plan_made": [200, 100], "plan_signed": [150]},
    "integrating": {"duo_notice": [500], "pip_established": [450], "benefit_started": [100]},
    "unburdened": {"benefit_started": [300], "unburdening_ended": [110]},
    "finished": {"pip_established": [1100], "integration_finished": [20]},
    "moved away": {"settled": [300], "duo_notice": [290], "moved_away": [10]},
}
CODES = [
    {},
    {"duo_group": "asylum", "learning_route": "b1", "residence_permit": "asylum_fixed_term"},
    {"learning_route": "z"},
]

WITHOUT_CLOCK = {
    f"term:{key}"
    for key, term in load_approach("meerinzicht").terms.items()
    if term.kind == "window" and term.to_milestones
}
"""A window in which something can be done makes a signal, and no clock runs in the file."""


@pytest.mark.parametrize("codes", CODES, ids=["nothing known", "asylum", "z-route"])
@pytest.mark.parametrize("story", STORIES)
def test_clocks_when_compared_with_signals_then_the_same_terms_and_dates(
    bram: Actor, story: str, codes: dict[str, str]
) -> None:
    with standing_on(TODAY):
        journey = _live(bram, STORIES[story], codes)
        shown = {
            f"term:{clock.key}": clock.due_on
            for clock in _clocks(bram, journey, codes)
            if clock.met_on is None and (clock.is_deadline or clock.due_on >= TODAY)
        }
        signals = Signal.objects.filter(journey=journey, kind="term", state="open").values_list("rule", "due_on")
        assert shown == {rule: due_on for rule, due_on in signals if rule not in WITHOUT_CLOCK}


def test_share_when_term_runs_then_grows_from_nothing_to_all(bram: Actor) -> None:
    with standing_on(TODAY):
        journey = _live(bram, {"duo_notice": [35]}, {})
        (clock,) = [clock for clock in _clocks(bram, journey, {}) if clock.key == "pip"]
    assert clock.share(TODAY) == pytest.approx(0.5, abs=0.01)
    assert clock.share(clock.first_day - timedelta(days=9)) == 0
    assert clock.share(clock.last_day + timedelta(days=9)) == 1


def test_group_when_it_needs_another_group_then_both_must_hold() -> None:
    approach = load_approach("wi2021")
    assert in_group(approach, "route_z_asylum", {"learning_route": "z", "duo_group": "asylum"})
    assert not in_group(approach, "route_z_asylum", {"learning_route": "z", "duo_group": "family"})
    assert not in_group(approach, "route_z_asylum", {"learning_route": "z"})


def _live(by: Actor, story: dict[str, list[int]], codes: dict[str, str]) -> Journey:
    journey = a_journey(by)
    if codes:
        note_codes(by=by, codes={journey.pk: codes})
    record_milestones(
        by=by,
        facts=[
            NewMilestone(journey_id=journey.pk, key=key, occurred_on=TODAY - timedelta(days=ago))
            for key, days in story.items()
            for ago in days
        ],
    )
    refresh(organisation_id=by.organisation_id, journey_ids=[journey.pk], today=TODAY)
    return journey


def _clocks(by: Actor, journey: Journey, codes: dict[str, str]) -> list:  # type: ignore[type-arg]
    reached = reached_in(milestones_of(by=by, journey_id=journey.pk))
    return clocks_of(load_approach("meerinzicht"), reached, codes=codes)
