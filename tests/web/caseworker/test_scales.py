"""Which moments of measuring an approach asks, how they stand, and what somebody works towards."""

from datetime import date, datetime

import pytest

from reisgenoot.approach import load_approach
from reisgenoot.intake.enums import Moment
from reisgenoot.intake.facts import MeasurementFact
from reisgenoot.kernel.clock import HOME_ZONE
from reisgenoot.web.caseworker.intake.picturing import pairs_of
from reisgenoot.web.caseworker.intake.scales import level_word, likely_moment, moment_states, short_word, target_of

APPROACH = load_approach("wi2021")
LADDER, ZRM, CEFR = (APPROACH.scales[key] for key in ("participation_ladder", "self_sufficiency", "cefr"))
INTAKE = date(2026, 1, 12)
KNOWN = datetime(2026, 3, 1, tzinfo=HOME_ZONE)


def fact(moment: str, on: date, *, rater: str = "professional", by: int = 1, item: str = "") -> MeasurementFact:
    return MeasurementFact(
        1, "participation_ladder", item, "unpaid_work", moment, on, "professional", "", rater, by, KNOWN
    )


def test_moments_when_the_intake_is_done_then_due_within_their_period() -> None:
    states = {state.moment: state for state in moment_states(LADDER, [], {"intake_finished": [INTAKE]})}
    assert states[Moment.BASELINE].due_on == date(2026, 2, 12)
    assert states[Moment.INTERIM].due_on == date(2026, 7, 12)
    assert states[Moment.CLOSING].due_on is None


def test_moments_when_measured_then_done_and_the_next_counts_from_there() -> None:
    taken = [fact("baseline", INTAKE), fact("interim", date(2026, 3, 1))]
    states = {state.moment: state for state in moment_states(LADDER, taken, {"intake_finished": [INTAKE]})}
    assert states[Moment.BASELINE].done_on == INTAKE
    assert (states[Moment.INTERIM].done_on, states[Moment.INTERIM].due_on) == (date(2026, 3, 1), date(2026, 9, 1))


@pytest.mark.parametrize(
    ("taken", "closed", "moment"),
    [
        ([], False, Moment.BASELINE),
        ([fact("interim", INTAKE)], False, Moment.BASELINE),
        ([fact("baseline", INTAKE)], False, Moment.INTERIM),
        ([fact("baseline", INTAKE)], True, Moment.CLOSING),
        ([fact("baseline", INTAKE), fact("closing", INTAKE)], True, Moment.INTERIM),
    ],
)
def test_moment_when_guessed_then_the_first_that_is_open(
    taken: list[MeasurementFact], closed: bool, moment: Moment
) -> None:
    reached = {"intake_finished": [INTAKE]} | ({"journey_closed": [INTAKE]} if closed else {})
    assert likely_moment(taken, moment_states(LADDER, taken, reached)) == moment


@pytest.mark.parametrize(("route", "level"), [("b1", "b1"), ("education", "b1"), ("z", None)])
def test_target_when_on_a_route_then_its_level(route: str, level: str | None) -> None:
    target = target_of(APPROACH, CEFR, {"learning_route": route})
    assert (target.level if target else None) == level


def test_words_when_people_number_the_steps_then_with_the_number() -> None:
    assert level_word(ZRM, "limited", "nl") == "3 Beperkt zelfredzaam"
    assert short_word(ZRM.levels["limited"], "nl") == "3 beperkt"
    assert level_word(CEFR, "a2", "nl") == "A2"


def test_pairs_when_two_judged_then_the_nearest_of_another_person() -> None:
    first, near = fact("interim", date(2026, 2, 1)), fact("interim", date(2026, 2, 20))
    second = fact("interim", date(2026, 2, 25), rater="second", by=2)
    assert pairs_of([first, near, second]) == [(near, second)]
    assert pairs_of([first, fact("interim", date(2026, 2, 2), rater="second")]) == []
    assert pairs_of([first, fact("interim", date(2026, 6, 2), rater="second", by=2)]) == []
