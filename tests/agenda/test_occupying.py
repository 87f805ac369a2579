"""Weekly hours and how much somebody can carry."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from reisgenoot.agenda.models import WeeklyOccupation
from reisgenoot.agenda.selectors import capacity_of, week_of_journey, week_of_staff
from reisgenoot.agenda.services import (
    NewOccupation,
    add_occupations,
    change_occupation,
    remove_occupation,
    set_capacity,
)
from reisgenoot.agenda.week import key_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from tests.agenda.conftest import MONDAY
from tests.agenda.planning import an_appointment
from tests.factories.journeys import a_journey
from tests.factories.organisations import Cast


def lessons(journey_id: int, **fields: Any) -> NewOccupation:
    """Lessons on Tuesday morning."""
    usual = {"kind": "lesson", "weekday": 2, "starts": time(9), "ends": time(12), "valid_from": date(2026, 1, 5)}
    return NewOccupation(journey_id=journey_id, **{**usual, **fields})


def test_week_when_lesson_and_talk_overlap_then_both_say_so(bram: Actor) -> None:
    journey = a_journey(bram)
    add_occupations(by=bram, occupations=[lessons(journey.pk), lessons(journey.pk, weekday=3, kind="childcare")])
    made = an_appointment(bram, journey.pk)
    week = week_of_journey(by=bram, journey_id=journey.pk, monday=MONDAY)
    talk, lesson = (
        next(one for one in week.blocks if one.source == source) for source in ("appointment", "occupation")
    )
    assert [one.kind for one in week.clashes[key_of(talk)]] == ["lesson"]
    assert [one.id for one in week.clashes[key_of(lesson)]] == [made.pk]
    assert week.hours == {"lesson": 3, "childcare": 3, "appointment": 1}
    own = week_of_staff(by=bram, staff_id=bram.staff_id or 0, monday=MONDAY)
    assert [one.kind for one in own.clashes[("appointment", made.pk, MONDAY + timedelta(days=1))]] == ["lesson"]
    assert len(own.blocks) == 1


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "number"),
    [
        (date(2026, 3, 4), None, 0),
        (date(2026, 3, 3), None, 1),
        (date(2026, 1, 1), date(2026, 3, 3), 0),
        (date(2026, 1, 1), date(2026, 3, 4), 1),
    ],
)
def test_week_when_hours_begin_or_end_in_it_then_only_the_days_that_hold(
    bram: Actor, valid_from: date, valid_until: date | None, number: int
) -> None:
    journey = a_journey(bram)
    add_occupations(by=bram, occupations=[lessons(journey.pk, valid_from=valid_from, valid_until=valid_until)])
    assert len(week_of_journey(by=bram, journey_id=journey.pk, monday=MONDAY).blocks) == number


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"ends": time(9)}, "ends"),
        ({"weekday": 8}, "weekday"),
        ({"kind": "sleep"}, "kind"),
        ({"valid_until": date(2026, 1, 5)}, "valid_until"),
    ],
)
def test_hours_when_impossible_then_refused(bram: Actor, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        add_occupations(by=bram, occupations=[lessons(a_journey(bram).pk, **fields)])
    assert refused.value.field == field


def test_hours_when_changed_and_removed_then_what_was_known_stays(bram: Actor) -> None:
    journey = a_journey(bram)
    (first,) = add_occupations(by=bram, occupations=[lessons(journey.pk, title="Taalles")])
    second = change_occupation(by=bram, occupation_id=first, ends=time(11))
    remove_occupation(by=bram, occupation_id=second)
    rows = WeeklyOccupation.objects.order_by("pk")
    assert [(one.title, one.ends, one.superseded_at is None) for one in rows] == [
        ("Taalles", time(12), False),
        ("Taalles", time(11), False),
    ]
    with pytest.raises(NotKnown):
        change_occupation(by=bram, occupation_id=first, ends=time(10))


def test_capacity_when_set_then_holds_from_its_day_and_a_correction_replaces(bram: Actor) -> None:
    journey = a_journey(bram)
    assert capacity_of(by=bram, journey_id=journey.pk, on=MONDAY) is None
    set_capacity(by=bram, journey_id=journey.pk, hours=Decimal(16), valid_from=MONDAY)
    set_capacity(by=bram, journey_id=journey.pk, hours=Decimal("12.5"), valid_from=MONDAY)
    set_capacity(by=bram, journey_id=journey.pk, hours=Decimal(30), valid_from=MONDAY + timedelta(days=30))
    assert capacity_of(by=bram, journey_id=journey.pk, on=MONDAY) is None
    assert capacity_of(by=bram, journey_id=journey.pk, on=MONDAY + timedelta(days=1)) == Decimal("12.5")
    with pytest.raises(InvalidInput):
        set_capacity(by=bram, journey_id=journey.pk, hours=Decimal(81), valid_from=MONDAY)


def test_hours_when_of_another_organisation_then_not_known(cast: Cast) -> None:
    with acting_as(cast.bram) as bram:
        journey = a_journey(bram)
        (held,) = add_occupations(by=bram, occupations=[lessons(journey.pk)])
    with acting_as(cast.dirk) as dirk:
        for attempt in (
            lambda: add_occupations(by=dirk, occupations=[lessons(journey.pk)]),
            lambda: change_occupation(by=dirk, occupation_id=held, ends=time(11)),
            lambda: remove_occupation(by=dirk, occupation_id=held),
            lambda: set_capacity(by=dirk, journey_id=journey.pk, hours=Decimal(8), valid_from=MONDAY),
        ):
            with pytest.raises(NotKnown):
                attempt()
        assert week_of_journey(by=dirk, journey_id=journey.pk, monday=MONDAY).blocks == []
    with acting_as(cast.gerard) as gerard, pytest.raises(NotAllowed):
        add_occupations(by=gerard, occupations=[lessons(journey.pk)])
