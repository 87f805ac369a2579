"""Due dates: which day is the first, which the last, and what a due date is."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reisgenoot.approach import load_approach
from reisgenoot.approach.journey import Cadence, Term
from reisgenoot.approach.terms import due_date, first_day, is_late, last_day, next_due, sql_due_date, visible_from

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))
TEXT = {"nl": "x", "en": "x"}


def a_term(**values: Any) -> Term:
    given_values = {"within": "P10W", "starts": "day_after", "end": "inclusive", "kind": "deadline", **values}
    action = {"label": TEXT, "kind": "make_plan"}
    rest = {"key": "t", "title": TEXT, "from": "a", "to": "b", "acts": "c", "action": action, "source": "Wet, art. 1"}
    return Term.model_validate({**rest, "valid_from": "2022-01-01", **given_values})


@pytest.mark.parametrize(
    ("starts", "end", "due", "last"),
    [
        ("same_day", "inclusive", date(2024, 1, 10), date(2024, 1, 10)),
        ("same_day", "exclusive", date(2024, 1, 11), date(2024, 1, 10)),
        ("day_after", "inclusive", date(2024, 1, 11), date(2024, 1, 11)),
        ("day_after", "exclusive", date(2024, 1, 12), date(2024, 1, 11)),
    ],
)
def test_due_date_when_ten_days_from_new_year_then_counts_as_stated(
    starts: str, end: str, due: date, last: date
) -> None:
    term = a_term(within="P10D", starts=starts, end=end)
    assert due_date(term, date(2024, 1, 1)) == due
    assert last_day(term, date(2024, 1, 1)) == last


def test_pip_when_notice_on_monday_then_ten_weeks_later_on_monday() -> None:
    pip = load_approach("wi2021").terms["pip"]
    assert due_date(pip, date(2024, 1, 1)) == date(2024, 3, 11)


@pytest.mark.parametrize(
    ("dated", "first", "end"),
    [
        (date(2022, 3, 14), date(2022, 3, 15), date(2025, 3, 15)),
        (date(2024, 2, 28), date(2024, 2, 29), date(2027, 2, 28)),
        (date(2023, 2, 28), date(2023, 3, 1), date(2026, 3, 1)),
        (date(2022, 12, 31), date(2023, 1, 1), date(2026, 1, 1)),
    ],
)
def test_integration_when_pip_dated_then_starts_day_after_and_ends_exclusive(
    dated: date, first: date, end: date
) -> None:
    term = load_approach("wi2021").terms["integration"]
    assert first_day(term, dated) == first
    assert due_date(term, dated) == end
    assert not is_late(term, dated, end - timedelta(days=1))
    assert is_late(term, dated, end)


def test_unburdening_when_benefit_starts_on_last_of_august_then_ends_with_february() -> None:
    term = load_approach("wi2021").terms["unburdening"]
    assert due_date(term, date(2023, 8, 31)) == date(2024, 2, 29)


def test_is_late_when_duration_or_window_then_never() -> None:
    wi2021 = load_approach("wi2021")
    assert not is_late(wi2021.terms["unburdening"], date(2020, 1, 1), date(2030, 1, 1))
    assert not is_late(wi2021.terms["route_change"], date(2020, 1, 1), date(2030, 1, 1))


@given(start=DAYS, within=st.sampled_from(["P10W", "P3M", "P3Y", "P18M", "P6M", "P10D", "P1Y6M"]))
def test_due_date_when_exclusive_then_day_after_inclusive(start: date, within: str) -> None:
    inclusive, exclusive = a_term(within=within, end="inclusive"), a_term(within=within, end="exclusive")
    assert due_date(exclusive, start) == due_date(inclusive, start) + timedelta(days=1)
    assert last_day(exclusive, start) == last_day(inclusive, start) == due_date(inclusive, start)


@given(start=DAYS)
def test_due_date_when_start_is_later_then_never_earlier(start: date) -> None:
    for term in load_approach("wi2021").terms.values():
        assert due_date(term, start) <= due_date(term, start + timedelta(days=1))


@given(start=DAYS)
def test_is_late_when_on_last_day_then_not_and_day_after_then_late(start: date) -> None:
    term = a_term(within="P3M")
    last = last_day(term, start)
    assert not is_late(term, start, last)
    assert is_late(term, start, last + timedelta(days=1))


def test_next_due_when_contact_at_month_end_then_clamped() -> None:
    contact = load_approach("meerinzicht").cadences["contact"]
    assert next_due(contact, date(2023, 11, 30)) == date(2024, 2, 29)


def test_visible_from_when_warned_then_that_long_before() -> None:
    contact: Cadence = load_approach("meerinzicht").cadences["contact"]
    assert visible_from(contact, date(2024, 3, 15)) == date(2024, 3, 1)
    assert visible_from(a_term(), date(2024, 3, 15)) == date(2024, 3, 15)


def test_sql_due_date_when_written_then_same_steps_as_python() -> None:
    assert sql_due_date(a_term(), "m.on") == "(((m.on + 1) + interval '10 weeks')::date - 1)"
    same_day = a_term(within="P3Y", starts="same_day", end="exclusive")
    assert sql_due_date(same_day, "m.on") == "(((m.on) + interval '3 years')::date)"
