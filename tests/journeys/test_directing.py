"""Directors and signals that wait."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reisgenoot.journeys.models import DirectorAssignment, Signal
from reisgenoot.journeys.services import assign_director, record_contact, snooze_signal, wake_signal
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import StaffMember
from tests.factories.journeys import STARTED, a_journey, journeys
from tests.factories.organisations import Cast

DAY = timedelta(days=1)
FROM = date(2024, 9, 2)


def test_director_when_changed_then_the_earlier_one_until_that_day(cast: Cast) -> None:
    by = cast.manager
    with acting_as(by):
        journey = a_journey(by, director_id=cast.bram.staff_id)
        changed = assign_director(
            by=by, journey_ids=[journey.pk], staff_id=cast.chantal.staff_id, from_on=FROM, reason="Verlof"
        )
        assert changed == [journey.pk]
        held = DirectorAssignment.objects.order_by("valid_from").values_list("staff_id", "valid_from", "valid_until")
        assert list(held) == [
            (cast.bram.staff_id, STARTED, FROM),
            (cast.chantal.staff_id, FROM, None),
        ]


def test_director_when_the_same_then_nothing_changes(cast: Cast) -> None:
    by = cast.manager
    with acting_as(by):
        journey = a_journey(by, director_id=cast.bram.staff_id)
        assert assign_director(by=by, journey_ids=[journey.pk], staff_id=cast.bram.staff_id, from_on=FROM) == []
        assert DirectorAssignment.objects.count() == 1


def test_directors_when_many_then_a_constant_number_of_queries(cast: Cast) -> None:
    by = cast.manager
    counts = []
    with acting_as(by):
        for number in (3, 30):
            ids = journeys(by, number)
            with CaptureQueriesContext(connection) as queries:
                assign_director(by=by, journey_ids=ids, staff_id=cast.bram.staff_id, from_on=FROM)
            counts.append(len(queries))
    assert counts[0] == counts[1]


def test_director_when_the_present_one_began_later_then_refused(cast: Cast) -> None:
    by = cast.manager
    with acting_as(by):
        journey = a_journey(by, director_id=cast.bram.staff_id)
        with pytest.raises(InvalidInput, match="later"):
            assign_director(by=by, journey_ids=[journey.pk], staff_id=cast.chantal.staff_id, from_on=STARTED - DAY)


def test_director_when_gone_by_then_then_refused(cast: Cast) -> None:
    by = cast.manager
    with acting_as(by):
        journey = a_journey(by, director_id=cast.bram.staff_id)
        StaffMember.objects.filter(pk=cast.chantal.staff_id).update(left_on=FROM)
        with pytest.raises(InvalidInput, match="uit dienst"):
            assign_director(by=by, journey_ids=[journey.pk], staff_id=cast.chantal.staff_id, from_on=FROM)


def test_director_when_of_another_organisation_then_not_known(cast: Cast) -> None:
    by = cast.manager
    with acting_as(cast.dirk):
        theirs = a_journey(cast.dirk)
    with acting_as(by):
        ours = a_journey(by, director_id=cast.bram.staff_id)
        for journey_id, staff_id in ((theirs.pk, cast.bram.staff_id), (ours.pk, cast.dirk.staff_id)):
            with pytest.raises(NotKnown):
                assign_director(by=by, journey_ids=[journey_id], staff_id=staff_id, from_on=FROM)


def test_client_manager_when_assigning_then_not_allowed(bram: Actor) -> None:
    journey = a_journey(bram)
    with pytest.raises(NotAllowed):
        assign_director(by=bram, journey_ids=[journey.pk], staff_id=bram.staff_id, from_on=FROM)


def a_signal(by: Actor) -> Signal:
    """The signal of a promise."""
    contact = record_contact(
        by=by, journey_id=a_journey(by).pk, occurred_on=FROM, promise="Bellen", promise_until=FROM + DAY
    )
    return Signal.objects.get(cause_id=contact.pk)


def test_signal_when_snoozed_and_woken_then_as_before(bram: Actor) -> None:
    signal = a_signal(bram)
    snoozed = snooze_signal(by=bram, signal_id=signal.pk, until=today() + DAY, reason=" School is dicht ")
    assert (snoozed.snooze_reason, snoozed.snoozed_by_id) == ("School is dicht", bram.staff_id)
    woken = wake_signal(by=bram, signal_id=signal.pk)
    assert (woken.snoozed_until, woken.snooze_reason, woken.snoozed_by_id) == (None, "", None)
    assert Signal.objects.get(pk=signal.pk).state == "open"


@pytest.mark.parametrize(("days", "reason"), [(0, "School is dicht"), (1, "  ")], ids=["today", "no reason"])
def test_signal_when_wrongly_snoozed_then_refused(bram: Actor, days: int, reason: str) -> None:
    signal = a_signal(bram)
    with pytest.raises(InvalidInput):
        snooze_signal(by=bram, signal_id=signal.pk, until=today() + days * DAY, reason=reason)


def test_signal_when_of_another_organisation_then_not_known(cast: Cast) -> None:
    with acting_as(cast.dirk):
        signal = a_signal(cast.dirk)
    with acting_as(cast.bram):
        with pytest.raises(NotKnown):
            snooze_signal(by=cast.bram, signal_id=signal.pk, until=today() + DAY, reason="Straks")
        with pytest.raises(NotKnown):
            wake_signal(by=cast.bram, signal_id=signal.pk)
