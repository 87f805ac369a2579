"""Taking part in an offer, ending, correcting."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reisgenoot.journeys.models import Journey, Milestone, Standing
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.offers.models import Enrolment, OutcomeObservation
from reisgenoot.offers.services import (
    EnrolmentEnd,
    NewOutcome,
    end_enrolment,
    end_enrolments,
    record_enrolment,
    record_enrolments,
    record_outcome,
    retract_enrolment,
)
from tests.factories.journeys import a_journey, journeys
from tests.factories.offers import BEGUN, ENDED, new_enrolment, provider_id
from tests.factories.organisations import Cast

DAY = timedelta(days=1)


def in_alkmaar(by: Actor) -> Journey:
    return a_journey(by, approach="alkmaar")


def held(journey_id: int) -> set[tuple[str, date]]:
    rows = Milestone.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    return set(rows.values_list("key", "occurred_on"))


def test_enrolment_when_recorded_then_its_milestone_moves_the_standing(bram: Actor) -> None:
    journey = in_alkmaar(bram)
    enrolment = record_enrolment(by=bram, enrolment=new_enrolment(journey.pk))
    assert (enrolment.ended_on, enrolment.recorded_by_id) == (None, bram.staff_id)
    assert held(journey.pk) == {("base_started", BEGUN)}
    assert Standing.objects.get(journey=journey).phase == "base_programme"


def test_enrolment_when_ended_then_the_same_row_and_the_milestone(bram: Actor) -> None:
    journey = in_alkmaar(bram)
    enrolment = record_enrolment(by=bram, enrolment=new_enrolment(journey.pk))
    ended = end_enrolment(by=bram, enrolment_id=enrolment.pk, ended_on=ENDED)
    assert (ended.pk, ended.ended_on, ended.dropped_out_on) == (enrolment.pk, ENDED, None)
    assert held(journey.pk) == {("base_started", BEGUN), ("base_ended", ENDED)}


def test_enrolment_when_dropped_out_then_that_milestone(bram: Actor) -> None:
    journey = in_alkmaar(bram)
    enrolment = record_enrolment(by=bram, enrolment=new_enrolment(journey.pk))
    ended = end_enrolment(by=bram, enrolment_id=enrolment.pk, ended_on=ENDED, dropped_out=True)
    assert ended.dropped_out_on == ENDED
    assert held(journey.pk) == {("base_started", BEGUN), ("base_dropped_out", ENDED)}


def test_enrolment_when_dropping_out_of_an_offer_without_such_milestone_then_its_end(bram: Actor) -> None:
    journey = in_alkmaar(bram)
    record_enrolments(by=bram, enrolments=[new_enrolment(journey.pk, base=False, dropped_out_on=ENDED)])
    assert held(journey.pk) == {("follow_up_started", BEGUN), ("follow_up_ended", ENDED)}


def test_enrolments_when_ended_again_then_the_same_changes_nothing_and_another_day_supersedes(bram: Actor) -> None:
    journey = in_alkmaar(bram)
    (first,) = record_enrolments(by=bram, enrolments=[new_enrolment(journey.pk)])
    outcome = record_outcome(
        by=bram, outcome=NewOutcome(journey_id=journey.pk, enrolment_id=first, observed_on=ENDED, outcomes=["paid"])
    )
    end = EnrolmentEnd(enrolment_id=first, ended_on=ENDED)
    assert end_enrolments(by=bram, ends=[end]) == end_enrolments(by=bram, ends=[end]) == [first]
    (second,) = end_enrolments(by=bram, ends=[EnrolmentEnd(enrolment_id=first, ended_on=ENDED + DAY)])
    assert Enrolment.objects.get(superseded_at__isnull=True).pk == second
    assert OutcomeObservation.objects.get(pk=outcome.pk).enrolment_id == second
    assert held(journey.pk) == {("base_started", BEGUN), ("base_ended", ENDED + DAY)}


def test_enrolments_when_many_then_in_order_with_a_constant_number_of_queries(bram: Actor) -> None:
    counts = []
    for number in (3, 30):
        new = [new_enrolment(journey_id) for journey_id in journeys(bram, number, approach="alkmaar")]
        with CaptureQueriesContext(connection) as queries:
            ids = record_enrolments(by=bram, enrolments=new)
            ended = end_enrolments(by=bram, ends=[EnrolmentEnd(enrolment_id=one, ended_on=ENDED) for one in ids])
        counts.append(len(queries))
        found = dict(Enrolment.objects.values_list("pk", "journey_id"))
        assert [found[enrolment_id] for enrolment_id in ids] == [one.journey_id for one in new]
        assert ended == ids
    assert counts[0] == counts[1]


def test_enrolment_when_corrected_then_milestones_and_outcomes_go_along(bram: Actor) -> None:
    journey = in_alkmaar(bram)
    (old,) = record_enrolments(by=bram, enrolments=[new_enrolment(journey.pk)])
    (new,) = record_enrolments(by=bram, enrolments=[new_enrolment(journey.pk, started_on=BEGUN + DAY, replaces=old)])
    assert Enrolment.objects.get(superseded_at__isnull=True).pk == new
    assert held(journey.pk) == {("base_started", BEGUN + DAY)}


def test_enrolment_when_retracted_then_its_milestones_go_unless_outcomes_hang_on_it(bram: Actor) -> None:
    journey = in_alkmaar(bram)
    one = record_enrolment(by=bram, enrolment=new_enrolment(journey.pk))
    retract_enrolment(by=bram, enrolment_id=one.pk)
    assert held(journey.pk) == set()
    other = record_enrolment(by=bram, enrolment=new_enrolment(journey.pk))
    record_outcome(by=bram, outcome=NewOutcome(journey_id=journey.pk, enrolment_id=other.pk, observed_on=ENDED))
    with pytest.raises(InvalidInput, match="uitkomsten"):
        retract_enrolment(by=bram, enrolment_id=other.pk)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"offer": "holiday"}, "offer"),
        ({"started_on": date(2126, 1, 1)}, "started_on"),
        ({"ended_on": BEGUN - DAY}, "ended_on"),
        ({"ended_on": date(2126, 1, 1)}, "ended_on"),
        ({"dropped_out_on": BEGUN - DAY}, "ended_on"),
    ],
)
def test_enrolment_when_impossible_then_refused_with_the_field(bram: Actor, fields: dict[str, Any], field: str) -> None:
    journey = in_alkmaar(bram)
    with pytest.raises(InvalidInput) as caught:
        record_enrolment(by=bram, enrolment=new_enrolment(journey.pk, **fields))
    assert caught.value.field == field


def test_enrolment_when_of_another_organisation_then_not_known(cast: Cast) -> None:
    with acting_as(cast.dirk):
        theirs = record_enrolment(by=cast.dirk, enrolment=new_enrolment(in_alkmaar(cast.dirk).pk))
        their_provider = provider_id("fith")
    with acting_as(cast.bram):
        by, own = cast.bram, in_alkmaar(cast.bram)
        for attempt in (
            lambda: record_enrolment(by=by, enrolment=new_enrolment(theirs.journey_id)),
            lambda: record_enrolment(by=by, enrolment=new_enrolment(own.pk, provider_id=their_provider)),
            lambda: record_enrolment(by=by, enrolment=new_enrolment(own.pk, replaces=theirs.pk)),
            lambda: end_enrolment(by=by, enrolment_id=theirs.pk, ended_on=ENDED),
            lambda: retract_enrolment(by=by, enrolment_id=theirs.pk),
        ):
            with pytest.raises(NotKnown):
                attempt()


@pytest.mark.parametrize("who", ["gerard", "privacy_officer"])
def test_role_without_files_when_enrolling_then_not_allowed(cast: Cast, who: str) -> None:
    actor = getattr(cast, who)
    with acting_as(actor):
        with pytest.raises(NotAllowed):
            record_enrolments(by=actor, enrolments=[])
        with pytest.raises(NotAllowed):
            end_enrolment(by=actor, enrolment_id=1, ended_on=ENDED)
