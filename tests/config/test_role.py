"""The application's role: made once, then only its password is set, by an owner who is no superuser."""

import secrets
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connections

from reisgenoot.config.database import DatabaseProblem, make_role

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def owner() -> Iterator[psycopg.Connection]:
    """A connection of somebody who may make roles and is no superuser; what it makes is undone."""
    django = connections["owner"]
    django.ensure_connection()
    known = django.connection.info
    raw = psycopg.connect(known.dsn, password=known.password)
    name = f"maker_{secrets.token_hex(4)}"
    raw.execute(f"create role {name} createrole")
    raw.execute(f"grant {name} to current_user")
    raw.execute(f"set role {name}")
    yield raw
    raw.rollback()
    raw.close()


def test_role_when_there_already_then_only_its_password_is_set(owner: psycopg.Connection) -> None:
    database = owner.info.dbname
    for password in ("first", "second"):
        make_role(owner, "city_app", password, database=database)
    found = owner.execute("select rolsuper, rolbypassrls, rolcanlogin from pg_roles where rolname = 'city_app'")
    assert found.fetchone() == (False, False, True)


def test_role_when_it_may_bypass_then_refused(owner: psycopg.Connection) -> None:
    owner.execute("reset role")
    if owner.execute("select rolsuper from pg_roles where rolname = current_user").fetchone() != (True,):
        return  # only a superuser can make such a role
    owner.execute("create role city_app bypassrls")
    with pytest.raises(DatabaseProblem, match="afscherming"):
        make_role(owner, "city_app", "first", database=owner.info.dbname)
