"""The database computes the same dates as Python, for every period and both ways of counting."""

from datetime import date

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reisgenoot.approach import load_all
from reisgenoot.approach.terms import due_date, sql_due_date, visible_from

pytestmark = pytest.mark.django_db
TERMS = [(key, term) for approach in load_all().values() for key, term in approach.terms.items()]
DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2032, 12, 31))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=DAYS)
def test_due_date_when_computed_in_sql_then_equals_python(start: date) -> None:
    expressions = [sql_due_date(term, "s.start") for _, term in TERMS]
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(expressions)} from (select %s::date as start) s", [start])
        assert list(cursor.fetchone()) == [due_date(term, start) for _, term in TERMS]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(due=DAYS)
def test_visible_from_when_computed_in_sql_then_equals_python(due: date) -> None:
    warned = [term for _, term in TERMS if term.warn_before]
    expressions = [f"(s.due - {term.warn_before.sql_interval})::date" for term in warned if term.warn_before]
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(expressions)} from (select %s::date as due) s", [due])
        assert list(cursor.fetchone()) == [visible_from(term, due) for term in warned]
