"""The database itself refuses that an open journey loses its director."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from reisgenoot.journeys.models import DirectorAssignment, Journey
from reisgenoot.journeys.services import assign_director, end_journey, reopen_journey
from reisgenoot.kernel.tenancy import acting_as
from tests.factories.journeys import STARTED, a_journey, journeys
from tests.factories.organisations import Cast

LATER = STARTED + timedelta(days=30)


@contextmanager
def committed() -> Iterator[None]:
    """A block after which the database looks at what it otherwise looks at when a transaction commits."""
    with transaction.atomic():
        yield
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")


def follow_late(journey_id: int, cast: Cast) -> None:
    """Chantal follows Bram, a day after he stopped."""
    DirectorAssignment.objects.filter(journey_id=journey_id).update(valid_until=LATER)
    DirectorAssignment.objects.create(
        journey_id=journey_id, staff_id=cast.chantal.staff_id, valid_from=LATER + timedelta(days=1)
    )


def execute(statement: str, *values: object) -> None:
    """Run a statement past every service."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))


@pytest.mark.parametrize(
    "statement",
    [
        "update journeys_directorassignment set valid_until = '2024-06-03' where journey_id = %s",
        "delete from journeys_directorassignment where journey_id = %s",
    ],
    ids=["closed", "removed"],
)
def test_director_when_taken_away_from_an_open_journey_then_refused(cast: Cast, statement: str) -> None:
    with acting_as(cast.manager):
        journey = a_journey(cast.manager, director_id=cast.bram.staff_id)
        with pytest.raises(IntegrityError, match="keeps a director"), committed():
            execute(statement, journey.pk)
        assert DirectorAssignment.objects.filter(journey=journey, valid_until__isnull=True).exists()


def test_director_when_the_commit_comes_after_the_organisation_was_told_off_then_still_refused(cast: Cast) -> None:
    with acting_as(cast.manager):
        journey = a_journey(cast.manager, director_id=cast.bram.staff_id)
    with pytest.raises(IntegrityError, match="keeps a director"), committed(), acting_as(cast.manager):
        execute("delete from journeys_directorassignment where journey_id = %s", journey.pk)


def test_director_when_followed_with_a_gap_then_refused(cast: Cast) -> None:
    with acting_as(cast.manager):
        journey = a_journey(cast.manager, director_id=cast.bram.staff_id)
        with pytest.raises(IntegrityError, match="without a gap"), committed():
            follow_late(journey.pk, cast)


def test_director_when_followed_then_allowed(cast: Cast) -> None:
    with acting_as(cast.manager), committed():
        journey = a_journey(cast.manager, director_id=cast.bram.staff_id)
        assign_director(by=cast.manager, journey_ids=[journey.pk], staff_id=cast.chantal.staff_id, from_on=LATER)


def test_journey_when_it_began_without_director_then_allowed(cast: Cast) -> None:
    with acting_as(cast.manager), committed():
        ids = journeys(cast.manager, 2)
        assert not DirectorAssignment.objects.filter(journey_id__in=ids).exists()


def test_journey_when_ended_and_reopened_then_the_director_is_back(cast: Cast) -> None:
    with acting_as(cast.manager), committed():
        journey = a_journey(cast.manager, director_id=cast.bram.staff_id)
        end_journey(by=cast.manager, journey_id=journey.pk, ended_on=date(2024, 9, 2), reason="finished")
        reopen_journey(by=cast.manager, journey_id=journey.pk)
        assert DirectorAssignment.objects.get(journey=journey).valid_until is None


def test_journey_when_reopened_past_the_service_then_refused(cast: Cast) -> None:
    with acting_as(cast.manager):
        journey = a_journey(cast.manager, director_id=cast.bram.staff_id)
        with committed():
            end_journey(by=cast.manager, journey_id=journey.pk, ended_on=date(2024, 9, 2), reason="finished")
        with pytest.raises(IntegrityError, match="runs on keeps its director"), committed():
            Journey.objects.filter(pk=journey.pk).update(ended_on=None, end_reason="")
