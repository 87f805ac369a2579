"""Tables are secured before anybody works with them, also when an earlier start was cut off half-way."""

import pytest
from django.db import OperationalError, connections
from psycopg.errors import DeadlockDetected

from reisgenoot.config import migrating
from reisgenoot.kernel import database

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def test_tables_when_migrated_but_not_secured_then_secured_at_the_next_start() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("comment on table django_migrations is null")
        cursor.execute("drop policy tenant_write on people_person")
        assert migrating.migrate_when_needed()
        cursor.execute("select count(*) from pg_policies where tablename = 'people_person'")
        assert cursor.fetchone() == (2,)
    assert not migrating.migrate_when_needed()


def test_tables_when_the_rules_changed_then_secured_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not migrating.migrate_when_needed()
    monkeypatch.setattr(migrating.inspect, "getsource", lambda module: "other rules")
    assert migrating.migrate_when_needed()


def test_tables_when_the_server_is_at_one_of_them_then_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def step_back_once(*arguments: object, **named: object) -> None:
        tried.append(1)
        if len(tried) == 1:
            raise OperationalError("deadlock detected") from DeadlockDetected("deadlock detected")

    monkeypatch.setattr(migrating.database, "apply_security", step_back_once)
    monkeypatch.setattr(migrating, "_PAUSE_SECONDS", 0)
    migrating.secure()
    assert len(tried) == 2


def test_shared_tables_when_application_changes_them_then_only_where_it_must() -> None:
    """What the framework's tables hold is shared; the list of migrations and the reference lists are not its to change."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            """
            select relname from pg_class join pg_namespace on pg_namespace.oid = relnamespace
            where nspname = 'public' and relkind in ('r', 'p', 'v', 'm') and not relrowsecurity
              and has_table_privilege(current_user, pg_class.oid, 'update')
            """
        )
        changeable = {name for (name,) in cursor.fetchall()}
    assert database.MIGRATIONS not in changeable
    assert not {name for name in changeable if name.startswith(("people", "journeys", "intake", "plans", "offers"))}
