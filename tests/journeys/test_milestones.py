"""Recording milestones: the same fact once, corrections supersede, undo takes back."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reisgenoot.journeys.models import Milestone, Standing
from reisgenoot.journeys.services import (
    NewMilestone,
    correct_milestone,
    record_milestone,
    record_milestones,
    retract_milestone,
)
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import standing_on, today
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from tests.factories.journeys import a_journey, journeys
from tests.factories.organisations import Cast

ONE, TWO = date(2024, 2, 1), date(2024, 2, 2)
ONCE, AGAIN = "settled", "diagnosed"


def held(journey_id: int) -> set[tuple[str, date]]:
    rows = Milestone.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    return set(rows.values_list("key", "occurred_on"))


def test_milestone_when_recorded_then_the_standing_moves(bram: Actor) -> None:
    journey = a_journey(bram)
    milestone = record_milestone(by=bram, journey_id=journey.pk, key=ONCE, occurred_on=ONE, note="Met de trein")
    assert (milestone.recorded_by_id, milestone.note, milestone.superseded_at) == (bram.staff_id, "Met de trein", None)
    assert Standing.objects.get(journey=journey).phase == "broad_intake"


def test_milestones_when_recorded_again_then_the_same_ids(bram: Actor) -> None:
    facts = [
        NewMilestone(journey_id=one, key=key, occurred_on=ONE) for one in journeys(bram, 3) for key in (ONCE, AGAIN)
    ]
    first = record_milestones(by=bram, facts=facts)
    assert record_milestones(by=bram, facts=facts) == first
    assert record_milestones(by=bram, facts=[facts[0], facts[0]]) == [first[0], first[0]]
    assert Milestone.objects.count() == 6


def test_milestones_when_many_then_a_constant_number_of_queries(bram: Actor) -> None:
    counts = []
    for number in (3, 30):
        facts = [NewMilestone(journey_id=one, key=ONCE, occurred_on=ONE) for one in journeys(bram, number)]
        with CaptureQueriesContext(connection) as queries:
            record_milestones(by=bram, facts=facts)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_milestone_when_it_happens_once_and_comes_with_another_date_then_supersedes(bram: Actor) -> None:
    journey = a_journey(bram)
    (old,) = record_milestones(by=bram, facts=[NewMilestone(journey_id=journey.pk, key=ONCE, occurred_on=ONE)])
    (new,) = record_milestones(by=bram, facts=[NewMilestone(journey_id=journey.pk, key=ONCE, occurred_on=TWO)])
    assert held(journey.pk) == {(ONCE, TWO)}
    known_then, known_now = Milestone.objects.get(pk=old), Milestone.objects.get(pk=new)
    assert known_then.superseded_at == known_now.recorded_at


def test_milestone_when_repeatable_then_both_held(bram: Actor) -> None:
    journey = a_journey(bram)
    for day in (ONE, TWO):
        record_milestone(by=bram, journey_id=journey.pk, key=AGAIN, occurred_on=day)
    assert held(journey.pk) == {(AGAIN, ONE), (AGAIN, TWO)}


def test_milestone_when_once_and_typed_again_with_another_date_then_asked_to_correct(bram: Actor) -> None:
    journey = a_journey(bram)
    record_milestone(by=bram, journey_id=journey.pk, key=ONCE, occurred_on=ONE)
    with pytest.raises(InvalidInput, match="andere datum"):
        record_milestone(by=bram, journey_id=journey.pk, key=ONCE, occurred_on=TWO)


@pytest.mark.parametrize(("key", "day", "field"), [("flown", ONE, "key"), (ONCE, date(2126, 1, 1), "occurred_on")])
def test_milestone_when_impossible_then_refused_with_the_field(bram: Actor, key: str, day: date, field: str) -> None:
    journey = a_journey(bram)
    with pytest.raises(InvalidInput) as caught:
        record_milestone(by=bram, journey_id=journey.pk, key=key, occurred_on=day)
    assert caught.value.field == field


def test_milestone_when_corrected_then_both_times_can_be_asked(bram: Actor) -> None:
    journey = a_journey(bram)
    with standing_on(date(2024, 3, 1)):
        old = record_milestone(by=bram, journey_id=journey.pk, key=ONCE, occurred_on=ONE)
    with standing_on(date(2024, 4, 1)):
        new = correct_milestone(by=bram, milestone_id=old.pk, occurred_on=TWO)
    old.refresh_from_db()
    assert (old.occurred_on, new.occurred_on) == (ONE, TWO)
    assert (old.superseded_at.date(), new.recorded_at.date()) == (date(2024, 4, 1), date(2024, 4, 1))
    with pytest.raises(NotKnown):
        correct_milestone(by=bram, milestone_id=old.pk, note="te laat")
    with pytest.raises(InvalidInput):
        correct_milestone(by=bram, milestone_id=new.pk, occurred_on=today() + timedelta(days=1))


def test_milestone_when_retracted_then_the_standing_goes_back(bram: Actor) -> None:
    journey = a_journey(bram)
    milestone = record_milestone(by=bram, journey_id=journey.pk, key=ONCE, occurred_on=ONE)
    retract_milestone(by=bram, milestone_id=milestone.pk)
    assert held(journey.pk) == set()
    assert Standing.objects.get(journey=journey).phase == ""


def test_milestone_when_of_another_organisation_then_not_known(cast: Cast) -> None:
    with acting_as(cast.dirk):
        journey = a_journey(cast.dirk)
        milestone = record_milestone(by=cast.dirk, journey_id=journey.pk, key=ONCE, occurred_on=ONE)
    with acting_as(cast.bram):
        for attempt in (
            lambda: record_milestone(by=cast.bram, journey_id=journey.pk, key=AGAIN, occurred_on=ONE),
            lambda: correct_milestone(by=cast.bram, milestone_id=milestone.pk, occurred_on=TWO),
            lambda: retract_milestone(by=cast.bram, milestone_id=milestone.pk),
        ):
            with pytest.raises(NotKnown):
                attempt()


@pytest.mark.parametrize("who", ["gerard", "privacy_officer", "administrator"])
def test_role_without_files_when_recording_one_then_not_allowed(cast: Cast, who: str) -> None:
    actor = getattr(cast, who)
    with acting_as(actor), pytest.raises(NotAllowed):
        record_milestone(by=actor, journey_id=1, key=ONCE, occurred_on=ONE)
