"""Every route x every role x own and other organisation."""

from itertools import product
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from reisgenoot.config import urls
from reisgenoot.kernel.actor import job
from reisgenoot.kernel.models import ReadEntry
from reisgenoot.kernel.permissions import ROLES
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.web.checks import own_patterns
from tests.permissions.matrix import PUBLIC, ROWS, Row
from tests.permissions.world import World, make_world

pytestmark = pytest.mark.django_db
OPENED = {200, 204, 302, 303, 400, 422}
"""The page did its work, or asked for better input: either way the door was open."""


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


def test_routes_when_listed_then_each_has_a_row() -> None:
    routes = {pattern.name for pattern in own_patterns(urls.urlpatterns)}
    assert routes - PUBLIC == {row.route for row in ROWS}


def test_views_when_asked_then_declare_what_the_matrix_says() -> None:
    declared = {
        pattern.name: getattr(pattern.callback, "permission", None) for pattern in own_patterns(urls.urlpatterns)
    }
    assert {row.route: row.permission for row in ROWS} == {row.route: declared[row.route] for row in ROWS}


def test_own_organisation_when_opened_then_only_with_the_permission(world: World) -> None:
    """One world for all roles: making it takes longer than knocking on all its doors."""
    wrong = {}
    for role, row in product(ROLES, ROWS):
        status = knock(world, row, world.own[role])
        if status not in (OPENED if may(role, row) else {403}):
            wrong[f"{row.route} {role}"] = status
    assert listed(wrong) == ""


def test_other_organisation_when_opened_then_does_not_exist(world: World) -> None:
    wrong = {}
    for role, row in product(ROLES, [row for row in ROWS if row.about]):
        status = knock(world, row, world.other[role])
        if status != (404 if may(role, row) else 403):
            wrong[f"{row.route} {role}"] = status
    assert listed(wrong) == ""


def test_page_when_it_shows_somebody_then_the_reading_log_knows(world: World) -> None:
    wrong = {}
    for row in ROWS:
        role = next((key for key in ROLES if may(key, row)), None)
        if role is None:
            continue
        logged, status = reads_of(world, row, world.own[role])
        if status == 200 and bool(logged) is not row.is_reading:
            wrong[row.route] = logged
    assert listed(wrong) == ""


def test_nobody_when_not_logged_in_then_sent_to_log_in(world: World) -> None:
    wrong = {}
    for row in ROWS:
        response = getattr(Client(), row.method)(address(world, row), row.data)
        if response.status_code != 302 or not response["Location"].startswith(reverse("account_login")):
            wrong[row.route] = response.status_code
    assert listed(wrong) == ""


def test_somebody_when_no_longer_staff_then_out(world: World) -> None:
    client = Client()
    client.force_login(world.own["client_manager"])
    assert client.get(reverse("today")).status_code == 200
    world.let_go("client_manager")
    assert client.get(reverse("today")).status_code in {302, 403}


def listed(wrong: dict[str, int]) -> str:
    """What is wrong, on one line: the report of a failing test cuts longer ones off."""
    return ", ".join(f"{door} {found}" for door, found in wrong.items())


def may(role: str, row: Row) -> bool:
    return row.permission is None or row.permission in ROLES[role].permissions


def knock(world: World, row: Row, user: object) -> int:
    """Status of one request; what it changed is undone, so that rows do not depend on each other."""
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    before = transaction.savepoint()
    response = getattr(client, row.method)(address(world, row), row.data)
    transaction.savepoint_rollback(before)
    return int(response.status_code)


def reads_of(world: World, row: Row, user: object) -> tuple[int, int]:
    """How many lines one request leaves in the reading log, and its status; undone afterwards."""
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    known = _reads_by(world, user)
    before = transaction.savepoint()
    response = getattr(client, row.method)(address(world, row), row.data)
    logged = _reads_by(world, user) - known
    transaction.savepoint_rollback(before)
    return logged, int(response.status_code)


def _reads_by(world: World, user: object) -> int:
    """Lines of this user in the reading log, those of making the world included."""
    with acting_as(job("test", world.organisation.pk)):
        return ReadEntry.objects.filter(staff__user=user).count()


def address(world: World, row: Row) -> str:
    found = {argument: world.objects[name] for argument, name in row.objects.items()}
    return reverse(row.route, kwargs={**found, **row.fixed})


def test_dialog_when_the_session_ended_then_the_whole_page_goes_to_log_in() -> None:
    response = Client().get(reverse("contact_new"), headers={"HX-Request": "true"})
    assert response.status_code == 204
    assert response["HX-Redirect"] == reverse("account_login")
