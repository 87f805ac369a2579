"""An error in a log line says what and where, never whose."""

import logging
import os
import sys
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client
from django.urls import reverse

from reisgenoot.config.database import app_role
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.bulk import insert
from reisgenoot.kernel.errors import NoTenant
from reisgenoot.kernel.logs import SafeFormatter, tell_unexpected, told_safely
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation
from reisgenoot.people.models import NameVariant, Person
from reisgenoot.web import entrance

NAME = "Gebremedhin"


def _same_word_twice() -> None:
    organisation = Organisation.objects.create(key="ours", name="Onze", approach_key="wi2021")
    with acting_as(Actor(organisation_id=organisation.pk)):
        person = Person.objects.create(family_name=NAME)
        for _each in range(2):
            NameVariant.objects.create(person=person, word=NAME, kind="registered")


def _no_date() -> None:
    organisation = Organisation.objects.create(key="ours", name="Onze", approach_key="wi2021")
    with acting_as(Actor(organisation_id=organisation.pk)):
        insert(Person, [{"family_name": NAME, "birth_date": f"{NAME} 1990"}], same={"organisation_id": organisation.pk})


def _no_value() -> None:
    organisation = Organisation.objects.create(key="ours", name="Onze", approach_key="wi2021")
    with acting_as(Actor(organisation_id=organisation.pk)):
        insert(Person, [{"family_name": NAME}], same={"organisation_id": organisation.pk})


def caught(broken: Callable[[], None]) -> BaseException:
    with pytest.raises(DatabaseError) as raised, transaction.atomic():
        broken()
    return raised.value


@pytest.mark.django_db
@pytest.mark.parametrize("broken", [_same_word_twice, _no_date, _no_value])
def test_database_error_when_logged_then_no_value_of_the_row(broken: Callable[[], None]) -> None:
    error = caught(broken)
    if broken is _no_date:  # of the other two PostgreSQL itself keeps silent: these tables have row-level security
        assert NAME in str(error), "the error itself must hold the name, else this proves nothing"
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "went wrong: %s", (error,), None)
    record.exc_info = (type(error), error, error.__traceback__)
    record.exc_text = str(error)
    line = SafeFormatter("{message}", style="{").format(record)
    assert NAME not in line
    assert "Traceback" in line
    assert type(error).__name__ in line
    assert broken.__name__ in line


@pytest.mark.django_db
def test_constraint_when_broken_then_the_log_names_it() -> None:
    assert "constraint=name_word_once" in told_safely(caught(_same_word_twice).__cause__ or ValueError())


def test_value_error_when_logged_then_only_its_kind() -> None:
    assert told_safely(ValueError(NAME)) == "ValueError"


def test_own_error_when_logged_then_whole() -> None:
    assert "acting_as" in told_safely(NoTenant(NoTenant.__doc__))


def test_command_when_it_stops_unexpectedly_then_prints_no_values(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        int(NAME)
    except ValueError as error:
        tell_unexpected(type(error), error, error.__traceback__)
    assert NAME not in capsys.readouterr().err


def test_every_handler_when_configured_then_formats_safely() -> None:
    assert {handler.get("formatter") for handler in settings.LOGGING["handlers"].values()} == {"line"}
    handlers = [*logging.getLogger("django").handlers, *logging.getLogger("django.request").handlers]
    assert handlers == []


@pytest.mark.django_db
def test_page_when_broken_then_neither_page_nor_log_tells_whose(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(entrance, "connection", None)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(SafeFormatter("{message}", style="{"))
    logging.getLogger("django.request").addHandler(handler)
    try:
        response = Client(raise_request_exception=False).get(reverse("health"))
    finally:
        logging.getLogger("django.request").removeHandler(handler)
    assert response.status_code == 500
    assert "NoneType" not in response.content.decode()
    assert "Content-Security-Policy" in response
    assert "AttributeError" in capsys.readouterr().err


@pytest.mark.django_db
def test_server_log_when_embedded_then_keeps_no_statements() -> None:
    """The test database has a role of its own; what counts is the role of the home."""
    role = app_role(settings.DATABASES["owner"]["NAME"].removeprefix("test_"))
    with connection.cursor() as cursor:
        cursor.execute(
            "select setconfig from pg_db_role_setting join pg_roles on setrole = oid where rolname = %s", [role]
        )
        found = cursor.fetchone()
    if os.environ.get("DATABASE_URL"):
        return  # a server of one's own: its log is its owner's, who may set this (docs/how-to/run.md)
    assert found is not None
    assert set(found[0]) == {"log_min_error_statement=panic", "log_error_verbosity=terse"}
