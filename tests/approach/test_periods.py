"""Periods: what they read, and what a month is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reisgenoot.approach.periods import Period

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))


@pytest.mark.parametrize("text", ["P10W", "P3M", "P3Y", "P18M", "P6M", "P10D", "P1Y6M", "P1Y2M3W4D"])
def test_period_when_written_then_reads_back(text: str) -> None:
    assert str(Period.parse(text)) == text


@pytest.mark.parametrize("text", ["", "P", "10W", "P0D", "P0M", "P-3M", "PT5H", "P3", "P1.5M", "P3M ", "p3m", "P3D2W"])
def test_period_when_no_duration_then_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"ISO-duur|duurt niets"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        (date(2023, 1, 31), "P1M", date(2023, 2, 28)),
        (date(2024, 1, 31), "P1M", date(2024, 2, 29)),
        (date(2023, 1, 30), "P1M", date(2023, 2, 28)),
        (date(2023, 11, 30), "P3M", date(2024, 2, 29)),
        (date(2024, 2, 29), "P1Y", date(2025, 2, 28)),
        (date(2024, 2, 29), "P3Y", date(2027, 2, 28)),
        (date(2024, 2, 29), "P4Y", date(2028, 2, 29)),
        (date(2023, 10, 15), "P18M", date(2025, 4, 15)),
        (date(2023, 12, 31), "P6M", date(2024, 6, 30)),
        (date(2022, 1, 1), "P10W", date(2022, 3, 12)),
        (date(2024, 1, 31), "P1M1D", date(2024, 3, 1)),
        (date(2023, 12, 25), "P10D", date(2024, 1, 4)),
    ],
)
def test_after_when_month_ends_then_last_day_of_month(start: date, period: str, end: date) -> None:
    assert Period.parse(period).after(start) == end


@pytest.mark.parametrize(
    ("end", "period", "start"),
    [
        (date(2024, 3, 31), "P1M", date(2024, 2, 29)),
        (date(2024, 1, 15), "P2M", date(2023, 11, 15)),
        (date(2024, 1, 1), "P2W", date(2023, 12, 18)),
        (date(2024, 2, 29), "P1Y", date(2023, 2, 28)),
    ],
)
def test_before_when_month_ends_then_last_day_of_month(end: date, period: str, start: date) -> None:
    assert Period.parse(period).before(end) == start


@given(start=DAYS, months=st.integers(1, 60))
def test_after_when_months_then_in_that_month_and_never_later_in_it(start: date, months: int) -> None:
    end = Period(months=months).after(start)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)


@given(start=DAYS, weeks=st.integers(0, 100), days=st.integers(1, 100))
def test_after_when_weeks_and_days_then_plain_days(start: date, weeks: int, days: int) -> None:
    assert Period(weeks=weeks, days=days).after(start) - start == timedelta(weeks=weeks, days=days)


@given(start=DAYS, years=st.integers(1, 8))
def test_years_when_compared_then_equal_twelve_months(start: date, years: int) -> None:
    assert Period(years=years).after(start) == Period(months=12 * years).after(start)


def test_sql_interval_when_several_units_then_all_named() -> None:
    assert Period.parse("P1Y6M2W3D").sql_interval == "interval '1 years 6 months 2 weeks 3 days'"


def test_in_words_when_said_then_singular_and_plural() -> None:
    assert Period.parse("P1Y6M").in_words("nl") == "1 jaar 6 maanden"
    assert Period.parse("P1W1D").in_words("en-gb") == "1 week 1 day"
    assert Period.parse("P10W").in_words() == "10 weken"
