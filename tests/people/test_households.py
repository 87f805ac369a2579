"""Forming, joining and leaving households."""

from datetime import date

import pytest

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.people.enums import HouseholdRole
from reisgenoot.people.households import (
    Membership,
    form_household,
    form_households,
    join_household,
    leave_household,
)
from reisgenoot.people.models import HouseholdMember
from tests.factories.organisations import Cast
from tests.factories.people import a_person, people

MOVED = date(2024, 6, 1)


def adult(person_id: int) -> Membership:
    return Membership(person_id=person_id, role=HouseholdRole.ADULT)


def periods(person_id: int) -> list[tuple[int, date | None, date | None]]:
    rows = HouseholdMember.objects.filter(person_id=person_id).order_by("pk")
    return list(rows.values_list("household_id", "valid_from", "valid_until"))


def test_households_when_formed_then_each_with_its_members(bram: Actor) -> None:
    one, two, three = people(bram, 3)
    child = Membership(person_id=two, role=HouseholdRole.CHILD, since=MOVED)
    first, second = form_households(by=bram, households=[[adult(one), child], [adult(three)]])
    assert periods(one) == [(first, None, None)]
    assert periods(two) == [(first, MOVED, None)]
    assert periods(three) == [(second, None, None)]


def test_person_when_joining_another_household_then_leaves_the_earlier_one_that_day(bram: Actor) -> None:
    one, two = people(bram, 2)
    first, second = form_households(by=bram, households=[[adult(one)], [adult(two)]])
    join_household(by=bram, household_id=second, person_id=one, role=HouseholdRole.PARTNER, from_on=MOVED)
    assert periods(one) == [(first, None, MOVED), (second, MOVED, None)]
    with pytest.raises(InvalidInput, match="al bij dit"):
        join_household(by=bram, household_id=second, person_id=one, role=HouseholdRole.PARTNER)


def test_person_when_leaving_then_alone_again(bram: Actor) -> None:
    (one,) = people(bram, 1)
    household = form_household(by=bram, members=[adult(one)])
    leave_household(by=bram, person_id=one, on=MOVED)
    assert periods(one) == [(household.pk, None, MOVED)]
    with pytest.raises(NotKnown):
        leave_household(by=bram, person_id=one)


def test_person_when_leaving_on_the_day_of_joining_then_was_never_in_it(bram: Actor) -> None:
    one, two = people(bram, 2)
    household = form_household(by=bram, members=[adult(two)])
    join_household(by=bram, household_id=household.pk, person_id=one, role=HouseholdRole.OTHER, from_on=MOVED)
    leave_household(by=bram, person_id=one, on=MOVED)
    assert periods(one) == []


def test_household_when_impossible_then_refused(bram: Actor) -> None:
    one, two = people(bram, 2)
    form_household(by=bram, members=[adult(one)])
    for members in ([adult(one)], [adult(two), adult(two)], [Membership(person_id=two, role="boss")]):
        with pytest.raises(InvalidInput):
            form_household(by=bram, members=members)


def test_household_when_of_another_organisation_then_not_known(cast: Cast) -> None:
    with acting_as(cast.dirk):
        theirs = a_person(cast.dirk)
        household = form_household(by=cast.dirk, members=[adult(theirs.pk)])
    with acting_as(cast.bram):
        by, own = cast.bram, a_person(cast.bram)
        for attempt in (
            lambda: form_household(by=by, members=[adult(theirs.pk)]),
            lambda: join_household(by=by, household_id=household.pk, person_id=own.pk, role="adult"),
            lambda: leave_household(by=by, person_id=theirs.pk),
        ):
            with pytest.raises(NotKnown):
                attempt()


def test_policy_officer_when_forming_a_household_then_not_allowed(cast: Cast) -> None:
    with acting_as(cast.gerard):
        with pytest.raises(NotAllowed):
            form_households(by=cast.gerard, households=[])
        with pytest.raises(NotAllowed):
            leave_household(by=cast.gerard, person_id=1)
