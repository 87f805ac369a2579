"""Dates and spans as a person would say them."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from reisgenoot.web.components import words

TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def dutch() -> None:
    translation.activate("nl")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "vandaag"),
        (1, "morgen"),
        (-1, "1 dag te laat"),
        (3, "over 3 dagen"),
        (13, "over 13 dagen"),
        (14, "over 2 weken"),
        (-15, "2 weken te laat"),
        (-31, "4 weken te laat"),
        (61, "over 2 maanden"),
        (365, "over 12 maanden"),
        (731, "over 2 jaar"),
        (1050, "over 2 jaar 10 mnd"),
    ],
)
def test_due_is_said_in_the_largest_sensible_unit(days: int, said: str) -> None:
    assert words.due_in_words(TODAY + timedelta(days), TODAY) == said


@pytest.mark.parametrize(
    ("days", "said"), [(0, "vandaag"), (1, "gisteren"), (12, "12 dagen geleden"), (-3, "over 3 dagen")]
)
def test_since_looks_back_and_forward_when_the_day_is_to_come(days: int, said: str) -> None:
    assert words.since_in_words(TODAY - timedelta(days), TODAY) == said


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (date(2025, 7, 21), "1 jaar 4 mnd"),
        (date(2025, 7, 22), "1 jaar 3 mnd"),
        (date(2024, 11, 21), "2 jaar"),
        (date(2026, 9, 1), "2 mnd"),
        (date(2026, 11, 1), "2 weken"),
        (date(2026, 11, 20), "1 dag"),
    ],
)
def test_duration_counts_whole_calendar_months(start: date, said: str) -> None:
    assert words.duration_in_words(start, TODAY) == said


@pytest.mark.parametrize(
    ("born_on", "years"),
    [(date(1992, 11, 21), 34), (date(1992, 11, 22), 33), (date(2004, 2, 29), 22), (TODAY, 0)],
)
def test_age_counts_completed_years(born_on: date, years: int) -> None:
    assert words.age_in_years(born_on, TODAY) == years


def test_someone_born_on_leap_day_has_a_birthday_on_the_first_of_march() -> None:
    assert words.age_in_years(date(2004, 2, 29), date(2026, 2, 28)) == 21
    assert words.age_in_years(date(2004, 2, 29), date(2026, 3, 1)) == 22


def test_a_month_is_written_small_in_dutch_and_with_a_capital_in_english() -> None:
    assert words.day_in_words(date(2026, 3, 4)) == "4 mrt 2026"
    with translation.override("en"):
        assert words.day_in_words(date(2026, 11, 14)) == "14 Nov 2026"


@given(st.integers(-4000, 4000))
def test_what_is_late_says_so_and_what_is_not_does_not(days: int) -> None:
    said = words.due_in_words(TODAY + timedelta(days), TODAY)
    assert said.endswith("te laat") == (days < 0)
    assert (words.urgency(TODAY + timedelta(days), TODAY) == "late") == (days < 0)
