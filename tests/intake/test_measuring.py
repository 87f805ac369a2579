"""Whole sets of values, second raters, agreement and conflicts."""

from datetime import date, timedelta
from typing import Any

import pytest

from reisgenoot.intake.agreement import agreement, by_item, rated_pairs
from reisgenoot.intake.conflicts import conflicts_in
from reisgenoot.intake.facts import MeasurementFact
from reisgenoot.intake.models import Measurement
from reisgenoot.intake.selectors import measurements_of
from reisgenoot.intake.services import NewSet, correct_measurement, record_set, retract_set
from reisgenoot.journeys.models import Signal
from reisgenoot.journeys.services import NewMilestone, record_milestones
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now, standing_on
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from tests.factories.journeys import a_journey
from tests.factories.organisations import Cast

TODAY = date(2026, 3, 2)
STEPS = [1, 2, 3, 4, 5]


def a_set(journey_id: int, **fields: Any) -> NewSet:
    known = {"scale": "self_sufficiency", "measured_on": TODAY, "moment": "baseline"}
    values = {"finances": "limited", "housing": "full", "justice": ""}
    return NewSet(journey_id=journey_id, **{**known, "values": values, **fields})


def open_checks(journey_id: int) -> set[str]:
    rows = Signal.objects.filter(journey_id=journey_id, state="open", rule__startswith="check:")
    return set(rows.values_list("rule", flat=True))


def test_set_when_recorded_then_empty_stays_empty_and_one_undo_takes_all_back(bram: Actor) -> None:
    journey = a_journey(bram)
    with standing_on(TODAY):
        first, _second = record_set(by=bram, measured=a_set(journey.pk))
        held = Measurement.objects.filter(superseded_at__isnull=True)
        assert set(held.values_list("item", "value", "rater")) == {
            ("finances", "limited", "professional"),
            ("housing", "full", "professional"),
        }
        other, *_more = record_set(by=bram, measured=a_set(journey.pk, rater="person", values={"housing": "not"}))
        assert Measurement.objects.get(pk=other).origin == "person"
        assert retract_set(by=bram, measurement_id=first) == 2
    assert list(held.values_list("pk", flat=True)) == [other]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"values": {"finances": ""}}, "values"),
        ({"values": {"finances": "superb"}}, "value"),
        ({"values": {"singing": "full"}}, "item"),
        ({"rater": "neighbour"}, "rater"),
        ({"moment": "sometimes"}, "moment"),
    ],
)
def test_set_when_not_in_the_approach_then_refused_with_the_field(
    bram: Actor, fields: dict[str, Any], field: str
) -> None:
    journey = a_journey(bram)
    with standing_on(TODAY), pytest.raises(InvalidInput) as caught:
        record_set(by=bram, measured=a_set(journey.pk, **fields))
    assert caught.value.field == field


def test_second_rater_when_the_first_one_then_refused_and_a_colleague_may(cast: Cast) -> None:
    with acting_as(cast.bram), standing_on(TODAY):
        journey = a_journey(cast.bram)
        record_set(by=cast.bram, measured=a_set(journey.pk))
        with pytest.raises(InvalidInput, match="collega"):
            record_set(by=cast.bram, measured=a_set(journey.pk, rater="second"))
        second = {"finances": "adequate", "housing": "full"}
        record_set(by=cast.chantal, measured=a_set(journey.pk, rater="second", values=second))
    with acting_as(cast.manager):
        assert set(rated_pairs(by=cast.manager)) == {
            ("self_sufficiency", "finances", "limited", "adequate"),
            ("self_sufficiency", "housing", "full", "full"),
        }
    with acting_as(cast.bram), pytest.raises(NotAllowed):
        rated_pairs(by=cast.bram)


def test_pairs_when_of_another_organisation_then_not_counted(cast: Cast) -> None:
    with acting_as(cast.dirk), standing_on(TODAY):
        journey = a_journey(cast.dirk)
        record_set(by=cast.dirk, measured=a_set(journey.pk))
        record_set(by=cast.dirk, measured=a_set(journey.pk, rater="person"))
    with acting_as(cast.manager):
        assert rated_pairs(by=cast.manager) == []


def test_measurement_when_corrected_then_the_old_one_stays_known(bram: Actor) -> None:
    journey = a_journey(bram)
    with standing_on(TODAY):
        (first,) = record_set(by=bram, measured=a_set(journey.pk, values={"housing": "not"}))
        new = correct_measurement(by=bram, measurement_id=first, value="full")
    old = Measurement.objects.get(pk=first)
    assert (old.value, old.superseded_at, new.value, new.item) == ("not", new.recorded_at, "full", "housing")
    with pytest.raises(NotKnown):
        correct_measurement(by=bram, measurement_id=first, value="full")


def test_baseline_when_missing_after_the_intake_then_a_signal_until_it_is_there(bram: Actor) -> None:
    journey = a_journey(bram)
    with standing_on(TODAY):
        fact = NewMilestone(journey_id=journey.pk, key="intake_finished", occurred_on=TODAY - timedelta(days=40))
        record_milestones(by=bram, facts=[fact])
        interim = a_set(journey.pk, scale="participation_ladder", values={"": "unpaid_work"}, moment="interim")
        record_set(by=bram, measured=interim)
        assert "check:baseline_ladder" in open_checks(journey.pk)
        signal = Signal.objects.get(journey_id=journey.pk, rule="check:baseline_ladder")
        assert (signal.cause_on, signal.due_on) == (date(2026, 1, 21), date(2026, 2, 21))
        record_set(by=bram, measured=a_set(journey.pk, scale="participation_ladder", values={"": "isolated"}))
        assert "check:baseline_ladder" not in open_checks(journey.pk)


def test_closing_when_without_a_baseline_then_a_signal_until_that_is_there(bram: Actor) -> None:
    journey = a_journey(bram)
    with standing_on(TODAY):
        closing = a_set(journey.pk, moment="closing")
        record_set(by=bram, measured=closing)
        assert open_checks(journey.pk) == {"check:closing_ladder"}
        before = a_set(journey.pk, measured_on=TODAY - timedelta(days=90))
        record_set(by=bram, measured=before)
        assert open_checks(journey.pk) == set()


def test_agreement_when_counted_then_shares_and_weighted_kappa() -> None:
    found = agreement("zrm", "housing", [(1, 1), (2, 3), (4, 4), (5, 3), (2, 2)], STEPS)
    assert (found.pairs, found.exact, found.within_one, found.is_few) == (5, 0.6, 0.8, True)
    # Linear weights: sum |i-j| observed = 3; expected from the margins = 43/5. Kappa = 1 - 3 / 8.6.
    rows, columns = [1, 2, 4, 5, 2], [1, 3, 4, 3, 2]
    expected = sum(abs(row - column) for row in rows for column in columns) / 5
    assert found.kappa == pytest.approx(1 - 3 / expected)


@pytest.mark.parametrize("pairs", [[(3, 3)], [(3, 3), (3, 3)]])
def test_agreement_when_there_is_nothing_to_compare_then_no_kappa(pairs: list[tuple[int, int]]) -> None:
    found = agreement("zrm", "housing", pairs, STEPS)
    assert (found.exact, found.kappa) == (1, None)


def test_pairs_when_grouped_then_by_scale_and_item() -> None:
    pairs = [("a", "x", "1", "2"), ("a", "y", "1", "1"), ("a", "x", "3", "3")]
    assert by_item(pairs) == {("a", "x"): [("1", "2"), ("3", "3")], ("a", "y"): [("1", "1")]}


def fact(value: str, rater: str, *, ago: int = 0, item: str = "speaking") -> MeasurementFact:
    day = TODAY - timedelta(days=ago)
    return MeasurementFact(1, "cefr", item, value, "interim", day, "professional", "Bram", rater, 1, now())


def test_conflict_when_a_test_and_a_judgement_differ_then_found() -> None:
    (conflict,) = conflicts_in([fact("a1", "professional", ago=10), fact("a2", "test"), fact("b1", "person", ago=90)])
    assert (conflict.test.value, conflict.judged.value) == ("a2", "a1")


@pytest.mark.parametrize(
    "measured",
    [
        [fact("a2", "professional"), fact("a2", "test")],
        [fact("a1", "professional", ago=200), fact("a2", "test")],
        [fact("a1", "professional", item="reading"), fact("a2", "test")],
        [fact("a1", "professional"), fact("a2", "person")],
    ],
)
def test_conflict_when_the_same_long_ago_elsewhere_or_no_test_then_none(measured: list[MeasurementFact]) -> None:
    assert conflicts_in(measured) == ()


def test_measurements_when_of_another_organisation_then_not_known(cast: Cast) -> None:
    with acting_as(cast.dirk), standing_on(TODAY):
        journey = a_journey(cast.dirk)
        (first,) = record_set(by=cast.dirk, measured=a_set(journey.pk, values={"housing": "not"}))
    with acting_as(cast.bram), standing_on(TODAY):
        for attempt in (
            lambda: record_set(by=cast.bram, measured=a_set(journey.pk)),
            lambda: retract_set(by=cast.bram, measurement_id=first),
            lambda: correct_measurement(by=cast.bram, measurement_id=first, value="full"),
        ):
            with pytest.raises(NotKnown):
                attempt()
        assert measurements_of(by=cast.bram, journey_id=journey.pk) == []
