"""What overlaps in a week, how heavy it is, and where there is room."""

from datetime import date, time, timedelta
from typing import Any

from reisgenoot.agenda.week import Block, conflicts, free_slots, key_of, load, overlaps

MONDAY = date(2026, 3, 2)
ME = ("journey", 1)


def block(starts: int, ends: int, *, number: int = 1, day: date = MONDAY, who: Any = (ME,), **more: Any) -> Block:
    known = {"source": "occupation", "kind": "lesson", **more}
    return Block(day, time(starts), time(ends), id=number, who=frozenset(who), **known)


def test_overlap_when_one_ends_where_the_other_begins_then_none() -> None:
    assert not overlaps(block(9, 10), block(10, 11))
    assert overlaps(block(9, 11), block(10, 12))
    assert overlaps(block(9, 12), block(10, 11))


def test_overlap_when_other_person_or_other_day_then_none() -> None:
    assert not overlaps(block(9, 12), block(9, 12, who=[("journey", 2)]))
    assert not overlaps(block(9, 12), block(9, 12, day=MONDAY + timedelta(days=1)))
    assert overlaps(block(9, 12), block(9, 12, who=[("staff", 1), ME]))
    assert not overlaps(block(9, 12), block(9, 12, who=[("staff", 1)]))


def test_conflicts_when_three_overlap_in_a_row_then_each_knows_its_own() -> None:
    first, second, third = block(9, 11), block(10, 13, number=2), block(12, 14, number=3)
    found = conflicts([first, second, third])
    assert [one.id for one in found[key_of(first)]] == [2]
    assert [one.id for one in found[key_of(second)]] == [1, 3]
    assert [one.id for one in found[key_of(third)]] == [2]


def test_load_when_added_then_hours_per_kind_and_appointments_together() -> None:
    talk = block(9, 10, source="appointment", kind="talk")
    visit = block(13, 15, source="appointment", kind="home_visit")
    assert load([block(9, 12), block(13, 14, kind="work"), talk, visit]) == {"lesson": 3, "work": 1, "appointment": 3}


def test_room_when_the_morning_is_taken_then_after_it_and_on_the_next_day() -> None:
    slots = free_slots([block(9, 13)], who=[ME], start=MONDAY, length=60, most=3)
    assert slots == [(MONDAY, time(13)), (MONDAY, time(14)), (MONDAY + timedelta(days=1), time(9))]


def test_room_when_weekend_then_from_monday() -> None:
    slots = free_slots([], who=[ME], start=MONDAY - timedelta(days=2), length=30, most=1)
    assert slots == [(MONDAY, time(9))]


def test_room_when_it_does_not_fit_before_the_evening_then_not_that_day() -> None:
    slots = free_slots([block(9, 16)], who=[ME], start=MONDAY, length=90, most=1)
    assert slots == [(MONDAY + timedelta(days=1), time(9))]


def test_room_when_part_of_the_day_has_passed_then_later() -> None:
    slots = free_slots([], who=[ME], start=MONDAY, length=60, not_before=time(15, 10), most=1)
    assert slots == [(MONDAY, time(15, 30))]


def test_room_when_somebody_else_is_taken_then_it_is_free() -> None:
    slots = free_slots([block(9, 17, who=[("journey", 2)])], who=[ME], start=MONDAY, length=60, most=1)
    assert slots == [(MONDAY, time(9))]
