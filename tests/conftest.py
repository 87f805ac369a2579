"""Guards and the ground of the tests: a database made anew on a real PostgreSQL, reached as the application's role."""

from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from reisgenoot.config.database import app_role, make_database, make_role
from reisgenoot.config.home import keys


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Make the test database as owner; the tests themselves log in as the application's role."""
    with django_db_blocker.unblock():
        name = f"test_{settings.DATABASES['owner']['NAME']}"
        _make_anew(name)
        _point_at(name)
        from reisgenoot.config.migrating import migrate

        migrate()
        yield
        for connection in connections.all(initialized_only=True):
            connection.close()


def _make_anew(name: str) -> None:
    owner = connections["owner"]
    owner.ensure_connection()
    with psycopg.connect(owner.connection.info.dsn, password=owner.connection.info.password, autocommit=True) as raw:
        raw.execute(psycopg.sql.SQL("drop database if exists {} with (force)").format(psycopg.sql.Identifier(name)))
        make_database(raw, name)
        make_role(raw, app_role(name), keys(settings.HOME).database_password, database=name)
    owner.close()


def _point_at(name: str) -> None:
    for alias, user in (("owner", None), ("default", app_role(name))):
        connections[alias].close()
        parameters = connections[alias].settings_dict
        parameters["NAME"] = name
        if user:
            parameters["USER"] = user
            parameters["PASSWORD"] = keys(settings.HOME).database_password


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: the browser keeps an event loop, in which the framework refuses the database."""
    items.sort(key=lambda item: "tests/e2e" in item.path.as_posix())
