"""The digest by e-mail: chosen, sent through a real mail server on the machine itself, once a day, without a name."""

import email
import email.policy
import logging
import socket
from collections.abc import Iterator
from datetime import date, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.urls import reverse

from reisgenoot.journeys.models import DigestChoice, DigestSent
from reisgenoot.journeys.noted import DigestState
from reisgenoot.journeys.services.digests import choose_digest, claim_digest, staff_to_tell
from reisgenoot.kernel.clock import standing_on
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.web.digest import due_today, send_digest
from tests.web.at_work import workplace
from tests.web.caseworker.conftest import TODAY, Office
from tests.web.caseworker.html import assert_well_made, read

pytestmark = pytest.mark.django_db


class Inbox:
    """Takes every message, or refuses every address."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.refuses = False

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        if self.refuses:
            return "550 no such box"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        message = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 OK"


@pytest.fixture
def inbox(settings: Any) -> Iterator[Inbox]:
    box = Inbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    settings.PUBLIC_ADDRESS = "https://reisgenoot.example"
    try:
        yield box
    finally:
        controller.stop()


@pytest.fixture(autouse=True)
def _on_a_monday(db: None) -> Iterator[None]:
    with standing_on(TODAY):
        yield


@pytest.fixture
def ours() -> Office:
    return Office(workplace("meerinzicht", "ours"))


def choose(office: Office, often: str, language: str = "nl") -> int:
    with acting_as(office.manager) as by:
        choose_digest(by=by, often=often, language=language)
        assert by.staff_id is not None
        return by.staff_id


def send(office: Office, staff_id: int, day: date = TODAY) -> DigestState | None:
    return send_digest(organisation_id=office.place.organisation.pk, staff_id=staff_id, day=day)


def test_digest_when_people_wait_then_numbers_and_a_link_and_no_name(ours: Office, inbox: Inbox) -> None:
    ours.journey(family_name="Tesfay", given_name="Selam", milestones={"settled": 150})
    assert send(ours, choose(ours, "daily")) == DigestState.SENT
    (message,) = inbox.messages
    text, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[union-attr]
    assert message["Subject"] == "Reisgenoot: te laat (1)"
    for part in (text, html):
        assert "Te laat" in part
        assert "https://reisgenoot.example/vandaag/" in part
        assert "Tesfay" not in part
        assert "Selam" not in part


def test_digest_when_run_twice_then_sent_once(ours: Office, inbox: Inbox) -> None:
    ours.journey(milestones={"settled": 150})
    staff_id = choose(ours, "daily")
    assert [send(ours, staff_id), send(ours, staff_id)] == [DigestState.SENT, None]
    assert len(inbox.messages) == 1
    with acting_as(ours.manager):
        assert not claim_digest(staff_id=staff_id, day=TODAY)


def test_digest_when_nothing_waits_then_no_mail(ours: Office, inbox: Inbox) -> None:
    assert send(ours, choose(ours, "daily")) == DigestState.EMPTY
    assert inbox.messages == []


def test_digest_when_the_address_is_refused_then_noted_and_logged_without_it(
    ours: Office, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    ours.journey(milestones={"settled": 150})
    inbox.refuses, staff_id = True, choose(ours, "daily")
    with caplog.at_level(logging.WARNING):
        assert send(ours, staff_id) == DigestState.FAILED
    assert "refused" in caplog.text
    assert "@" not in caplog.text
    with acting_as(ours.manager):
        assert DigestSent.objects.get().failure == "refused"
    page = read(ours.browser("administrator").get(reverse("staff_one", args=[staff_id])))
    assert "niet bezorgd" in page.text


def test_digest_when_no_mail_server_then_noted(ours: Office, settings: Any) -> None:
    ours.journey(milestones={"settled": 150})
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert send(ours, choose(ours, "daily")) == DigestState.FAILED


def test_digest_when_english_is_chosen_then_in_that_language(ours: Office, inbox: Inbox) -> None:
    ours.journey(milestones={"settled": 150})
    assert send(ours, choose(ours, "daily", "en")) == DigestState.SENT
    assert inbox.messages[0]["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("often", "days_on", "is_due"),
    [("never", 0, False), ("daily", 0, True), ("daily", 1, True), ("daily", 5, False), ("weekly", 0, True),
     ("weekly", 3, True), ("weekly", 6, False)],
)  # fmt: skip
def test_due_when_chosen_then_on_these_days(ours: Office, often: str, days_on: int, is_due: bool) -> None:
    staff_id = choose(ours, often)
    due = due_today(organisation_id=ours.place.organisation.pk, day=TODAY + timedelta(days=days_on))
    assert due == ([staff_id] if is_due else [])


def test_due_when_the_weekly_one_went_on_monday_then_not_again_this_week(ours: Office, inbox: Inbox) -> None:
    ours.journey(milestones={"settled": 150})
    staff_id = choose(ours, "weekly")
    send(ours, staff_id)
    with acting_as(ours.manager):
        due = [staff_to_tell(day=TODAY + timedelta(days=days)) for days in (1, 4, 7)]
    assert due == [[], [], [staff_id]]


def test_due_when_somebody_left_then_not(ours: Office) -> None:
    choose(ours, "daily")
    member = ours.place.at_work("client_manager")
    with acting_as(ours.place.job):
        type(member).objects.filter(pk=member.pk).update(left_on=TODAY)
    assert due_today(organisation_id=ours.place.organisation.pk, day=TODAY) == []


def test_settings_when_chosen_then_kept_and_only_for_oneself(ours: Office) -> None:
    browser, url = ours.browser(), reverse("my_settings")
    assert_well_made(browser.get(url))
    assert browser.post(url, {"often": "weekly", "language": "en"}).status_code == 302
    with acting_as(ours.manager) as by:
        choice = DigestChoice.objects.get()
        assert (choice.staff_id, choice.often, choice.language) == (by.staff_id, "weekly", "en")
    assert browser.post(url, {"often": "hourly", "language": "en"}).status_code == 422


def test_choice_when_not_in_the_list_then_refused(ours: Office) -> None:
    with acting_as(ours.manager) as by:
        with pytest.raises(InvalidInput):
            choose_digest(by=by, often="hourly", language="nl")
        with pytest.raises(InvalidInput):
            choose_digest(by=by, often="daily", language="ar")
