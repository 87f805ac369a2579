"""History and reading log: always written, never changed by the application's role."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from reisgenoot.kernel import database
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.models import ReadEntry
from reisgenoot.kernel.reading import log_read
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation, Team

pytestmark = pytest.mark.django_db
LOGS = [model for model in database.secured_models() if database.is_append_only(model)]
TRACKED_APPS = {"organisations", "people", "journeys", "intake", "plans", "offers", "deliveries", "guidance"}
DERIVED = {"journeys.signal", "journeys.standing", "journeys.approachversion"}
NOTES = {"journeys.signalnote", "journeys.digestsent", "plans.draftrevision"}
"""Only ever added to: each row is a piece of history itself."""
PRIVATE = {"guidance.reflection"}
"""Its author may throw it away for good: docs/adr/0012."""
REFERENCE = {"organisations.organisation", "organisations.municipality", "organisations.place"}


@pytest.fixture
def organisation() -> Organisation:
    return Organisation.objects.create(key="ours", name="Onze", approach_key="wi2021")


@pytest.mark.parametrize("model", LOGS, ids=lambda model: model._meta.label)
@pytest.mark.parametrize("verb", ["update {} set organisation_id = organisation_id", "delete from {}", "truncate {}"])
def test_log_when_application_changes_it_then_refused(model: type, verb: str) -> None:
    with (
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        cursor.execute(verb.format(model._meta.db_table))


def test_tables_when_listed_then_all_but_derived_and_reference_keep_history() -> None:
    tracked = {model.pgh_tracked_model for model in LOGS if hasattr(model, "pgh_tracked_model")}
    without = {
        model._meta.label_lower
        for model in database.secured_models()
        if model._meta.app_label in TRACKED_APPS and model not in tracked and model not in LOGS
    }
    assert without == DERIVED | REFERENCE | PRIVATE | NOTES


def test_raw_sql_when_it_writes_then_history_has_before_after_and_who(organisation: Organisation) -> None:
    with acting_as(Actor(organisation_id=organisation.pk, staff_id=7, label="test")), connection.cursor() as cursor:
        team = Team.objects.create(name="Oost")
        cursor.execute("update organisations_team set name = 'West' where id = %s", [team.pk])
        cursor.execute("delete from organisations_team where id = %s", [team.pk])
        cursor.execute(
            "select pgh_label, name, pgh_context ->> 'staff' from organisations_teamevent where pgh_obj_id = %s order by 1",
            [team.pk],
        )
        events = cursor.fetchall()
    assert {label for label, _, _ in events} == {"insert", "update", "delete"}
    assert {name for _, name, _ in events} == {"Oost", "West"}
    assert {staff for _, _, staff in events} == {"7"}


def test_read_when_logged_then_says_who_whose_what_and_why(organisation: Organisation) -> None:
    actor = Actor(organisation_id=organisation.pk, label="KM01", reason="guiding")
    with acting_as(actor):
        log_read(by=actor, person_id=12, part="dossier")
        entry = ReadEntry.objects.get()
    assert (entry.person_id, entry.part, entry.purpose, entry.actor_label) == (12, "dossier", "guiding", "KM01")
