"""Guessing passwords is stopped, counted in the database; one guesser does not lock everybody out."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.at_work import Workplace, workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Workplace:
    return workplace("meerinzicht")


def guess(client: Client, email: str, password: str, address: str) -> bool:
    """Whether this guess came in."""
    client.post(
        reverse("account_login"),
        {"login": email, "password": password},
        headers={"X-Forwarded-For": address},
        REMOTE_ADDR="127.0.0.1",
    )
    return "_auth_user_id" in client.session


def test_password_when_guessed_too_often_then_the_right_one_waits_too(ours: Workplace) -> None:
    email = ours.at_work("policy_officer").user.email
    for _guess in range(5):
        assert not guess(Client(), email, "wrong", "192.0.2.1")
    assert not guess(Client(), email, "x" * 16, "192.0.2.1")


def test_password_when_somebody_elsewhere_guesses_then_others_still_come_in(ours: Workplace, settings: object) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1  # type: ignore[attr-defined]  # as in production, behind the proxy
    email = ours.at_work("policy_officer").user.email
    for number in range(11):
        guess(Client(), f"nobody{number}@example.org", "wrong", "192.0.2.1")
    assert not guess(Client(), email, "x" * 16, "192.0.2.1")
    assert guess(Client(), email, "x" * 16, "192.0.2.2")
