"""The Dutch clock, also in the two nights it is set."""

from datetime import UTC, date, datetime, time

import pytest

from reisgenoot.agenda.times import day_of, moment_at, monday_of, time_of
from reisgenoot.kernel.errors import InvalidInput

FORWARD, BACK = date(2026, 3, 29), date(2026, 10, 25)


def test_moment_when_winter_and_summer_then_one_and_two_hours_ahead() -> None:
    assert moment_at(date(2026, 1, 12), time(9)).astimezone(UTC) == datetime(2026, 1, 12, 8, tzinfo=UTC)
    assert moment_at(date(2026, 7, 13), time(9)).astimezone(UTC) == datetime(2026, 7, 13, 7, tzinfo=UTC)


def test_moment_when_the_clock_skips_it_then_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        moment_at(FORWARD, time(2, 30))
    assert refused.value.field == "starts"
    assert time_of(moment_at(FORWARD, time(3))) == time(3)
    assert moment_at(FORWARD, time(3)).astimezone(UTC) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_moment_when_the_hour_comes_twice_then_the_first() -> None:
    twice = moment_at(BACK, time(2, 30))
    assert twice.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert (day_of(twice), time_of(twice)) == (BACK, time(2, 30))


def test_monday_when_sunday_then_six_days_before() -> None:
    assert monday_of(date(2026, 3, 8)) == date(2026, 3, 2)
    assert monday_of(date(2026, 3, 2)) == date(2026, 3, 2)
