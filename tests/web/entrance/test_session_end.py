"""Whoever works stays in; whoever left, or worked a whole day, logs in again. The second factor holds outside the demo."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from reisgenoot.config import urls  # noqa: F401  the routes of the demo are made before a test turns it off
from reisgenoot.web import sessions
from tests.web.at_work import Workplace, workplace

pytestmark = pytest.mark.django_db
MINUTE = 60
PASSWORD = "x" * 16


class Clock:
    """A clock that a test moves on; what the database kept of a session moves with it."""

    def __init__(self) -> None:
        self.moment = time.time()

    def time(self) -> float:
        return self.moment


@pytest.fixture
def ours() -> Workplace:
    return workplace("meerinzicht")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(sessions, "time", clock)
    return clock


def at_tables(ours: Workplace) -> Client:
    client = Client()
    client.force_login(ours.at_work("policy_officer").user)
    assert client.get(reverse("tables")).status_code == 200
    return client


def test_session_when_working_then_lasts_longer_than_half_an_hour(ours: Workplace, clock: Clock) -> None:
    client = at_tables(ours)
    for _page in range(4):
        clock.moment += 20 * MINUTE
        before = client.session["session_seen"]
        assert client.get(reverse("tables")).status_code == 200
        assert client.session["session_seen"] > before, "kept anew, so that the database keeps it as well"


def test_session_when_nobody_was_there_for_half_an_hour_then_ended(ours: Workplace, clock: Clock) -> None:
    client = at_tables(ours)
    clock.moment += 30 * MINUTE
    response = client.get(reverse("tables"))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


def test_session_when_a_working_day_has_passed_then_ended(ours: Workplace, clock: Clock) -> None:
    client = at_tables(ours)
    statuses = []
    for _page in range(31):
        clock.moment += 20 * MINUTE
        statuses.append(client.get(reverse("tables")).status_code)
    assert statuses[:29] == [200] * 29
    assert statuses[-1] == 302


def test_page_when_opened_twice_within_a_minute_then_session_is_not_written_again(
    ours: Workplace, clock: Clock
) -> None:
    client = at_tables(ours)
    seen = client.session["session_seen"]
    clock.moment += 10
    client.get(reverse("tables"))
    assert client.session["session_seen"] == seen


def test_file_when_outside_the_demo_without_second_factor_then_must_set_one_up(
    ours: Workplace, settings: object
) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    client = Client()
    user = ours.at_work("client_manager").user
    client.force_login(user)
    assert client.get(reverse("today"))["Location"] == reverse("mfa_activate_totp")
    assert client.get(reverse("demo_entrance")).status_code == 403
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert client.get(reverse("today")).status_code == 302, "recovery codes alone are no second factor"


def test_second_factor_when_taken_away_then_asked_for_at_the_next_page(ours: Workplace, settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    client = Client()
    user = ours.at_work("client_manager").user
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(user)
    assert client.get(reverse("today")).status_code == 200
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get(reverse("today"))["Location"] == reverse("mfa_activate_totp")
