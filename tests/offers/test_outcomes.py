"""Outcomes on a day and calls to come."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from reisgenoot.journeys.models import Milestone
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.offers.models import CallUp, OutcomeObservation
from reisgenoot.offers.services import (
    NewCallUp,
    NewOutcome,
    note_response,
    record_call_up,
    record_call_ups,
    record_enrolment,
    record_outcome,
    record_outcomes,
    retract_call_up,
    retract_outcome,
)
from tests.factories.journeys import a_journey, journeys
from tests.factories.offers import new_enrolment
from tests.factories.organisations import Cast

SEEN, CALLED = date(2024, 9, 30), date(2024, 3, 4)


def new_outcome(journey_id: int, **fields: Any) -> NewOutcome:
    return NewOutcome(**{"journey_id": journey_id, "observed_on": SEEN, "outcomes": ["paid"], **fields})


def new_call(journey_id: int, **fields: Any) -> NewCallUp:
    return NewCallUp(**{"journey_id": journey_id, "activity": "pvt", "number": 1, "called_on": CALLED, **fields})


def called(journey_id: int) -> set[date]:
    rows = Milestone.objects.filter(journey_id=journey_id, key="pvt_called", superseded_at__isnull=True)
    return set(rows.values_list("occurred_on", flat=True))


def test_outcome_when_recorded_then_all_at_once_with_hours(bram: Actor) -> None:
    journey = a_journey(bram, approach="alkmaar")
    outcome = record_outcome(
        by=bram, outcome=new_outcome(journey.pk, outcomes=("paid", "unpaid"), hours_per_week=Decimal("23.5"))
    )
    assert (outcome.outcomes, outcome.hours_per_week) == (["paid", "unpaid"], Decimal("23.5"))


def test_outcome_when_none_of_them_then_kept_as_an_observation(bram: Actor) -> None:
    journey = a_journey(bram, approach="alkmaar")
    assert record_outcome(by=bram, outcome=new_outcome(journey.pk, outcomes=[])).outcomes == []


def test_outcomes_when_replaced_and_retracted_then_as_known(bram: Actor) -> None:
    ids = journeys(bram, 2, approach="alkmaar")
    first, _other = record_outcomes(by=bram, outcomes=[new_outcome(one) for one in ids])
    (second,) = record_outcomes(by=bram, outcomes=[new_outcome(ids[0], outcomes=["education"], replaces=first)])
    held = OutcomeObservation.objects.filter(journey_id=ids[0], superseded_at__isnull=True)
    assert held.get().pk == second
    retract_outcome(by=bram, outcome_id=second)
    assert not held.exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"outcomes": ["fame"]}, "outcomes"),
        ({"observed_on": date(2126, 1, 1)}, "observed_on"),
        ({"hours_per_week": 0}, "hours_per_week"),
        ({"hours_per_week": 81}, "hours_per_week"),
    ],
)
def test_outcome_when_impossible_then_refused_with_the_field(bram: Actor, fields: dict[str, Any], field: str) -> None:
    journey = a_journey(bram, approach="alkmaar")
    with pytest.raises(InvalidInput) as caught:
        record_outcome(by=bram, outcome=new_outcome(journey.pk, **fields))
    assert caught.value.field == field


def test_calls_when_recorded_then_a_milestone_for_each(bram: Actor) -> None:
    journey = a_journey(bram, approach="alkmaar")
    later = CALLED + timedelta(days=30)
    record_call_ups(by=bram, call_ups=[new_call(journey.pk), new_call(journey.pk, number=2, called_on=later)])
    assert called(journey.pk) == {CALLED, later}


def test_call_when_replaced_or_retracted_then_the_milestone_follows(bram: Actor) -> None:
    journey = a_journey(bram, approach="alkmaar")
    first = record_call_up(by=bram, call_up=new_call(journey.pk))
    second = record_call_up(by=bram, call_up=new_call(journey.pk, called_on=SEEN, replaces=first.pk))
    assert called(journey.pk) == {SEEN}
    retract_call_up(by=bram, call_up_id=second.pk)
    assert called(journey.pk) == set()


def test_response_when_noted_then_filled_and_a_change_supersedes(bram: Actor) -> None:
    journey = a_journey(bram, approach="alkmaar")
    call = record_call_up(by=bram, call_up=new_call(journey.pk))
    assert note_response(by=bram, call_up_id=call.pk, response="no_show").pk == call.pk
    changed = note_response(by=bram, call_up_id=call.pk, response="success")
    assert (changed.pk == call.pk, changed.response) == (False, "success")
    assert CallUp.objects.get(superseded_at__isnull=True).pk == changed.pk
    assert called(journey.pk) == {CALLED}


@pytest.mark.parametrize(("fields", "field"), [({"number": 0}, "number"), ({"response": "shrug"}, "response")])
def test_call_when_impossible_then_refused_with_the_field(bram: Actor, fields: dict[str, Any], field: str) -> None:
    journey = a_journey(bram, approach="alkmaar")
    with pytest.raises(InvalidInput) as caught:
        record_call_up(by=bram, call_up=new_call(journey.pk, **fields))
    assert caught.value.field == field


def test_facts_when_of_another_organisation_then_not_known(cast: Cast) -> None:
    with acting_as(cast.dirk):
        journey = a_journey(cast.dirk, approach="alkmaar")
        enrolment = record_enrolment(by=cast.dirk, enrolment=new_enrolment(journey.pk))
        outcome = record_outcome(by=cast.dirk, outcome=new_outcome(journey.pk))
        call = record_call_up(by=cast.dirk, call_up=new_call(journey.pk))
    with acting_as(cast.bram):
        by, own = cast.bram, a_journey(cast.bram, approach="alkmaar")
        for attempt in (
            lambda: record_outcome(by=by, outcome=new_outcome(journey.pk)),
            lambda: record_outcome(by=by, outcome=new_outcome(own.pk, enrolment_id=enrolment.pk)),
            lambda: record_outcome(by=by, outcome=new_outcome(own.pk, replaces=outcome.pk)),
            lambda: retract_outcome(by=by, outcome_id=outcome.pk),
            lambda: record_call_up(by=by, call_up=new_call(journey.pk)),
            lambda: record_call_up(by=by, call_up=new_call(own.pk, replaces=call.pk)),
            lambda: note_response(by=by, call_up_id=call.pk, response="success"),
            lambda: retract_call_up(by=by, call_up_id=call.pk),
        ):
            with pytest.raises(NotKnown):
                attempt()


@pytest.mark.parametrize("who", ["gerard", "privacy_officer"])
def test_role_without_files_when_recording_outcomes_then_not_allowed(cast: Cast, who: str) -> None:
    actor = getattr(cast, who)
    with acting_as(actor):
        for attempt in (
            lambda: record_outcomes(by=actor, outcomes=[]),
            lambda: record_call_ups(by=actor, call_ups=[]),
            lambda: note_response(by=actor, call_up_id=1, response=""),
        ):
            with pytest.raises(NotAllowed):
                attempt()
