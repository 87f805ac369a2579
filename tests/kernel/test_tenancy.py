"""Tenant isolation, proved with raw SQL over all models."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import DataError, ProgrammingError

from reisgenoot.kernel import database
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NoTenant
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation, Team

pytestmark = pytest.mark.django_db


def test_application_role_when_inspected_then_cannot_bypass() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user")
        assert cursor.fetchone() == (False, False, False)
        cursor.execute("select count(*) from pg_tables where tableowner = current_user and schemaname = 'public'")
        assert cursor.fetchone() == (0,)


def test_every_model_when_listed_then_is_tenant_owned_or_shared_with_a_reason() -> None:
    loose = [
        model._meta.label
        for model in database.secured_models()
        if not database.is_tenant_owned(model)
        and model._meta.label_lower not in database.SHARED
        and model._meta.app_label not in database.SHARED_APPS
    ]
    assert loose == []


@pytest.mark.parametrize(
    "model", [m for m in database.secured_models() if database.is_tenant_owned(m)], ids=lambda m: m._meta.label
)
def test_tenant_table_when_raw_sql_without_tenant_then_shows_nothing(model) -> None:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("select relrowsecurity from pg_class where relname = %s", [table])
        assert cursor.fetchone() == (True,)
        cursor.execute(f'select count(*) from "{table}"')
        assert cursor.fetchone() == (0,)


def test_rows_when_seen_by_other_organisation_then_absent_and_unwritable() -> None:
    ours = Organisation.objects.create(key="ours", name="Onze", approach_key="wi2021")
    theirs = Organisation.objects.create(key="theirs", name="Hun", approach_key="wi2021")
    with acting_as(Actor(organisation_id=ours.pk)):
        Team.objects.create(name="Oost")
    with acting_as(Actor(organisation_id=theirs.pk)):
        assert not Team.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from organisations_team")
            assert cursor.fetchone() == (0,)
            cursor.execute("update organisations_team set name = 'West'")
            assert cursor.rowcount == 0
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                cursor.execute("insert into organisations_team (name, organisation_id) values ('x', %s)", [ours.pk])


def test_query_when_no_tenant_then_raises() -> None:
    with pytest.raises(NoTenant):
        list(Team.objects.all())


def _left_behind(*, fails: bool) -> Any:
    """What a connection of its own still knows after a request: the settings, outside and in a next transaction."""
    asked = (
        "select current_setting('reisgenoot.organisation', true), current_setting('pghistory.context_metadata', true)"
    )
    try:
        with connection.cursor() as cursor:
            try:
                with acting_as(Actor(organisation_id=7, user_id=8)):
                    cursor.execute("select current_setting('reisgenoot.organisation')")
                    during = cursor.fetchone()
                    if fails:
                        cursor.execute("select 1 / 0")
            except DataError:
                pass
            cursor.execute(asked)
            outside = cursor.fetchone()
            with transaction.atomic():
                cursor.execute(asked)
                return during, outside, cursor.fetchone()
    finally:
        connection.close()


@pytest.mark.parametrize("fails", [False, True])
def test_connection_when_used_for_the_next_request_then_forgot_for_whom_it_worked(fails: bool) -> None:
    with ThreadPoolExecutor(max_workers=1) as worker:  # a thread has a connection of its own, as in the web server
        during, outside, after = worker.submit(_left_behind, fails=fails).result()
    assert during == ("7",)
    assert not any(outside)
    assert not any(after)


def test_acting_for_another_when_inside_fails_then_the_first_is_acted_for_again() -> None:
    asked = "select current_setting('reisgenoot.organisation'), current_setting('reisgenoot.user')"
    with acting_as(Actor(organisation_id=7, user_id=8)), connection.cursor() as cursor:
        with pytest.raises(DataError), acting_as(Actor(organisation_id=9)):
            cursor.execute("select 1 / 0")
        cursor.execute(asked)
        assert cursor.fetchone() == ("7", "8")
        with acting_as(Actor(organisation_id=9)):
            pass
        cursor.execute(asked)
        assert cursor.fetchone() == ("7", "8")
