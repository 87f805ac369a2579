"""Starting, ending and reopening journeys, their codes, version and rhythm."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from reisgenoot.approach import Approach, load_approach
from reisgenoot.journeys.enums import EndReason
from reisgenoot.journeys.models import DirectorAssignment, Journey, Milestone, Standing
from reisgenoot.journeys.services import (
    NewJourney,
    end_journey,
    move_to_version,
    note_codes,
    reopen_journey,
    set_contact_rhythm,
    start_journey,
    start_journeys,
    update_traveller,
)
from reisgenoot.journeys.versions import approach_of, approaches_of, keep_version
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Municipality
from reisgenoot.people.models import Person
from tests.factories.journeys import STARTED, a_journey, a_version, journeys
from tests.factories.organisations import Cast
from tests.factories.people import a_person, people

DAY = timedelta(days=1)


def new_version() -> Any:
    """The same approach with another number: another content, so another version."""
    defined = load_approach("meerinzicht").as_json() | {"version": "2031.1"}
    return keep_version(Approach.from_json(defined))


@pytest.mark.django_db
def test_version_when_kept_twice_then_once_and_read_back_the_same() -> None:
    approach = load_approach("wi2021")
    first, again = keep_version(approach), keep_version(approach)
    assert first.pk == again.pk
    assert approach_of(first) == approach


def test_journey_when_started_then_with_director_municipality_and_standing(bram: Actor) -> None:
    ermelo = Municipality.objects.get(name="Ermelo")
    journey = a_journey(bram, person_id=a_person(bram, municipality_id=ermelo.pk).pk)
    assert journey.municipality == ermelo
    director = journey.directors.get()
    assert (director.staff_id, director.valid_from, director.valid_until) == (bram.staff_id, STARTED, None)
    assert Standing.objects.get(journey=journey).director_id == bram.staff_id


def test_journeys_when_started_then_ids_in_order_and_a_constant_number_of_queries(bram: Actor) -> None:
    version = a_version()
    counts = []
    for number in (3, 30):
        new = [
            NewJourney(
                person_id=person_id, approach_version_id=version.pk, started_on=STARTED, director_id=bram.staff_id
            )
            for person_id in people(bram, number)
        ]
        with CaptureQueriesContext(connection) as queries:
            ids = start_journeys(by=bram, journeys=new)
        counts.append(len(queries))
        found = dict(Journey.objects.values_list("pk", "person_id"))
        assert [found[journey_id] for journey_id in ids] == [one.person_id for one in new]
    assert counts[0] == counts[1]


def test_journey_when_started_closed_then_milestone_and_no_director_now(bram: Actor) -> None:
    ended = STARTED + 100 * DAY
    journey = a_journey(bram, ended_on=ended, end_reason=EndReason.FINISHED)
    assert journey.directors.get().valid_until == ended + DAY
    assert Milestone.objects.get(journey=journey, key="journey_closed").occurred_on == ended


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"ended_on": STARTED - DAY, "end_reason": "finished"}, "ended_on"),
        ({"ended_on": STARTED + DAY}, "end_reason"),
        ({"ended_on": date(2126, 1, 1), "end_reason": "finished"}, "ended_on"),
        ({"codes": {"duo_group": "martian"}}, "duo_group"),
        ({"codes": {"planet": "mars"}}, "planet"),
    ],
)
def test_journey_when_impossible_then_refused_with_the_field(bram: Actor, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        a_journey(bram, **fields)
    assert caught.value.field == field


def test_journey_when_one_runs_already_then_refused(bram: Actor) -> None:
    journey = a_journey(bram)
    with pytest.raises(InvalidInput, match="lopend"):
        a_journey(bram, person_id=journey.person_id)
    new = NewJourney(person_id=a_person(bram).pk, approach_version_id=a_version().pk, started_on=STARTED)
    with pytest.raises(InvalidInput, match="lopend"):
        start_journeys(by=bram, journeys=[new, new])
    with pytest.raises(IntegrityError), transaction.atomic():
        Journey.objects.create(
            person_id=journey.person_id, approach_version_id=journey.approach_version_id, started_on=STARTED
        )


def test_journey_when_ended_and_reopened_then_as_before(bram: Actor) -> None:
    journey = a_journey(bram)
    end_journey(by=bram, journey_id=journey.pk, ended_on=today(), reason=EndReason.MOVED)
    assert Standing.objects.get(journey=journey).is_open is False
    assert journey.directors.get().valid_until == today() + DAY
    reopened = reopen_journey(by=bram, journey_id=journey.pk)
    assert (reopened.ended_on, reopened.end_reason) == (None, "")
    assert Standing.objects.get(journey=journey).is_open is True
    assert journey.directors.get().valid_until is None
    assert not Milestone.objects.filter(journey=journey, superseded_at__isnull=True).exists()


@pytest.mark.parametrize(
    ("ended_on", "reason"), [(date(2126, 1, 1), "moved"), (STARTED - DAY, "moved"), (STARTED, "bored")]
)
def test_journey_when_wrongly_ended_then_refused(bram: Actor, ended_on: date, reason: str) -> None:
    journey = a_journey(bram)
    with pytest.raises(InvalidInput):
        end_journey(by=bram, journey_id=journey.pk, ended_on=ended_on, reason=reason)


def test_journey_when_ended_twice_or_reopened_while_it_runs_then_refused(bram: Actor) -> None:
    journey = a_journey(bram)
    with pytest.raises(InvalidInput):
        reopen_journey(by=bram, journey_id=journey.pk)
    end_journey(by=bram, journey_id=journey.pk, ended_on=today(), reason=EndReason.MOVED)
    with pytest.raises(InvalidInput):
        end_journey(by=bram, journey_id=journey.pk, ended_on=today(), reason=EndReason.MOVED)


def test_journey_when_another_runs_then_not_reopened(bram: Actor) -> None:
    first = a_journey(bram, ended_on=STARTED + DAY, end_reason=EndReason.MOVED)
    a_journey(bram, person_id=first.person_id)
    with pytest.raises(InvalidInput, match="lopend"):
        reopen_journey(by=bram, journey_id=first.pk)


def test_codes_when_noted_then_added_changed_and_taken_away(bram: Actor) -> None:
    journey = a_journey(bram, codes={"duo_group": "asylum", "learning_route": "b1"})
    note_codes(by=bram, codes={journey.pk: {"learning_route": "z", "duo_group": "", "sex": ""}})
    assert Journey.objects.get(pk=journey.pk).codes == {"learning_route": "z"}
    with pytest.raises(InvalidInput):
        note_codes(by=bram, codes={journey.pk: {"learning_route": "moon"}})


def test_journeys_when_moved_to_another_version_then_follow_it(bram: Actor) -> None:
    ids = journeys(bram, 3)
    version = new_version()
    assert move_to_version(by=bram, journey_ids=ids, approach_version_id=version.pk) == 3
    assert move_to_version(by=bram, journey_ids=ids, approach_version_id=version.pk) == 0
    assert {approach.version for approach in approaches_of(ids).values()} == {"2031.1"}
    with pytest.raises(InvalidInput, match="andere aanpak"):
        move_to_version(by=bram, journey_ids=ids, approach_version_id=a_version("alkmaar").pk)


def test_rhythm_when_agreed_then_kept_and_taken_back(bram: Actor) -> None:
    journey = a_journey(bram)
    agreed = set_contact_rhythm(by=bram, journey_id=journey.pk, every="P1M", reason="Net verhuisd")
    assert (agreed.contact_every, agreed.contact_every_reason) == ("P1M", "Net verhuisd")
    assert set_contact_rhythm(by=bram, journey_id=journey.pk, every="", reason="").contact_every_reason == ""
    for every, reason in (("P1M", " "), ("maandelijks", "omdat")):
        with pytest.raises(InvalidInput):
            set_contact_rhythm(by=bram, journey_id=journey.pk, every=every, reason=reason)


def test_name_when_changed_then_the_standing_follows(bram: Actor) -> None:
    journey = a_journey(bram)
    update_traveller(by=bram, journey_id=journey.pk, family_name="Zand")
    assert Standing.objects.get(journey=journey).name_key == "zand amira"


def test_journey_when_of_another_organisation_then_not_known(cast: Cast) -> None:
    with acting_as(cast.dirk):
        theirs = a_journey(cast.dirk)
        person_id = theirs.person_id
    with acting_as(cast.bram):
        by = cast.bram
        for attempt in (
            lambda: a_journey(by, person_id=person_id),
            lambda: a_journey(by, director_id=cast.dirk.staff_id),
            lambda: end_journey(by=by, journey_id=theirs.pk, ended_on=today(), reason="moved"),
            lambda: reopen_journey(by=by, journey_id=theirs.pk),
            lambda: note_codes(by=by, codes={theirs.pk: {}}),
            lambda: move_to_version(by=by, journey_ids=[theirs.pk], approach_version_id=a_version().pk),
            lambda: set_contact_rhythm(by=by, journey_id=theirs.pk, every="P1M", reason="omdat"),
            lambda: update_traveller(by=by, journey_id=theirs.pk, called="Mira"),
        ):
            with pytest.raises(NotKnown):
                attempt()
    with acting_as(cast.dirk):
        assert Journey.objects.get(pk=theirs.pk).ended_on is None
        assert Person.objects.get(pk=person_id).called == ""


def test_policy_officer_when_writing_journeys_then_not_allowed(cast: Cast) -> None:
    by = cast.gerard
    new = NewJourney(person_id=1, approach_version_id=1, started_on=STARTED)
    with acting_as(by):
        for attempt in (
            lambda: start_journey(by=by, journey=new),
            lambda: end_journey(by=by, journey_id=1, ended_on=today(), reason="moved"),
            lambda: note_codes(by=by, codes={}),
            lambda: update_traveller(by=by, journey_id=1),
        ):
            with pytest.raises(NotAllowed):
                attempt()
    assert not DirectorAssignment._base_manager.exists()
