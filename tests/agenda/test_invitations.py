"""Invitations: what stands in them, what not, and that a real mail server gets them."""

import email
import socket
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from icalendar import Calendar
from procrastinate.contrib.django.models import ProcrastinateJob

from reisgenoot.agenda.invitations import Sender, calendar_file
from reisgenoot.agenda.mailing import MailNotSent, send_due
from reisgenoot.agenda.models import Appointment, Participant
from reisgenoot.agenda.services import cancel_appointment, change_appointment, invite
from reisgenoot.agenda.tasks import send_invitations
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.tenancy import acting_as
from tests.agenda.planning import TEACHER, TUESDAY, a_plan, an_appointment
from tests.factories.journeys import a_journey
from tests.factories.organisations import Cast
from tests.factories.people import a_person

SENDER = Sender("Gemeente Harderwijk", "afspraken@gemeente.invalid")
SECRETS = ("Selam", "Tesfay", "Schulden", "Intervens", "kwetsbaar")


class Inbox:
    """A mail server that keeps what it gets, or refuses who it is told to."""

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self.refuse = ""

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        """Take a recipient, or not."""
        if address == self.refuse:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keep a letter."""
        self.letters.append(email.message_from_bytes(envelope.content))
        return "250 OK"

    def to(self, address: str) -> list[Message]:
        """What went to one address."""
        return [letter for letter in self.letters if letter["To"] == address]


@pytest.fixture
def inbox(settings: Any) -> Iterator[Inbox]:
    """A real server on the loopback, to which the framework really sends."""
    kept = Inbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_USE_TLS = False
    settings.DEFAULT_FROM_EMAIL = SENDER.email
    yield kept
    server.stop()


def event_of(letter: Message) -> tuple[str, Any]:
    """Method and event of the invitation in a letter."""
    (part,) = [one for one in letter.walk() if one.get_content_type() == "text/calendar"]
    assert part.get_param("method")
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    calendar = Calendar.from_ical(payload)
    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == part.get_param("method")
    return str(calendar["METHOD"]), event


def words_of(letter: Message) -> str:
    (part,) = [one for one in letter.walk() if one.get_content_type() == "text/plain"]
    found = part.get_payload(decode=True)
    assert isinstance(found, bytes)
    return found.decode()


def a_delicate_appointment(bram: Actor, **fields: Any) -> Appointment:
    """One of which little may leave the house."""
    person = a_person(bram, family_name="Tesfay", given_name="Selam")
    known = {"purpose": "Schulden, kwetsbaar", "email": "selam@post.invalid", "outsiders": [TEACHER], **fields}
    return an_appointment(bram, a_journey(bram, person_id=person.pk).pk, kind="three_way", **known)


def job_of(by: Actor) -> Actor:
    return Actor(organisation_id=by.organisation_id, roles=frozenset({"team_manager"}), label="invitations")


@pytest.mark.parametrize(("day", "utc_hour"), [(date(2026, 3, 27), 8), (date(2026, 3, 30), 7), (date(2026, 10, 26), 8)])
def test_calendar_when_read_back_then_the_moment_on_both_sides_of_the_clock_change(
    bram: Actor, day: date, utc_hour: int
) -> None:
    made = an_appointment(bram, a_journey(bram).pk, day=day)
    file = calendar_file(made, sender=SENDER, method="REQUEST", at=now(), attendee="x@y.invalid")
    calendar = Calendar.from_ical(file)
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtstart").astimezone(UTC) == datetime(day.year, day.month, day.day, utc_hour, tzinfo=UTC)
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=1)
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == ("Afspraak gemeente", "Gemeentehuis, kamer 3")
    assert str(event["ORGANIZER"]) == f"mailto:{SENDER.email}"
    assert (event["SEQUENCE"], str(event["UID"])) == (0, f"{made.uid}@reisgenoot")
    assert b"\r\n" in file


def test_calendar_when_delicate_then_nothing_of_it_inside(bram: Actor) -> None:
    made = a_delicate_appointment(bram)
    file = calendar_file(made, sender=SENDER, method="REQUEST", at=now()).decode()
    assert [secret for secret in SECRETS if secret in file] == []


@pytest.mark.django_db
def test_invitation_when_sent_changed_and_cancelled_then_each_letter_in_turn(cast: Cast, inbox: Inbox) -> None:
    with acting_as(cast.bram) as bram:
        made = a_delicate_appointment(bram)
        invite(by=bram, appointment_id=made.pk)
    assert send_due(by=job_of(bram), appointment_id=made.pk) == 2
    assert send_due(by=job_of(bram), appointment_id=made.pk) == 0
    first = inbox.to("selam@post.invalid")[0]
    assert first["Subject"] == "Afspraak gemeente"
    method, event = event_of(first)
    assert (method, event["SEQUENCE"], str(event["ATTENDEE"])) == ("REQUEST", 0, "mailto:selam@post.invalid")
    assert "09:00 tot 10:00" in words_of(first)
    with acting_as(cast.bram):
        outsiders = [TEACHER]
        moved = a_plan(
            day=TUESDAY,
            starts=time(11),
            ends=time(12),
            kind="three_way",
            email="selam@post.invalid",
            outsiders=outsiders,
        )
        change_appointment(by=bram, appointment_id=made.pk, plan=moved)
    assert send_due(by=job_of(bram), appointment_id=made.pk) == 2
    changed = inbox.to("selam@post.invalid")[1]
    method, event = event_of(changed)
    assert (changed["Subject"], method, event["SEQUENCE"]) == ("Afspraak gemeente gewijzigd", "REQUEST", 1)
    assert "11:00 tot 12:00" in words_of(changed)
    with acting_as(cast.bram):
        cancel_appointment(by=bram, appointment_id=made.pk, cancelled_by="staff", reason="Schulden")
    assert send_due(by=job_of(bram), appointment_id=made.pk) == 2
    assert send_due(by=job_of(bram), appointment_id=made.pk) == 0
    last = inbox.to("joke@landstede.invalid")[2]
    method, event = event_of(last)
    assert (method, event["SEQUENCE"], str(event["STATUS"])) == ("CANCEL", 2, "CANCELLED")
    sent = "".join(letter.as_string() + words_of(letter) for letter in inbox.letters)
    assert [secret for secret in SECRETS if secret in sent.replace("selam@", "").replace("Selam@", "")] == []


@pytest.mark.django_db
def test_invitation_when_somebody_left_then_only_that_one_gets_a_cancellation(cast: Cast, inbox: Inbox) -> None:
    with acting_as(cast.bram) as bram:
        made = a_delicate_appointment(bram)
    send_due(by=job_of(bram), appointment_id=made.pk)
    with acting_as(cast.bram):
        change_appointment(by=bram, appointment_id=made.pk, plan=a_plan(email="selam@post.invalid"))
    send_due(by=job_of(bram), appointment_id=made.pk)
    assert [event_of(one)[0] for one in inbox.to("joke@landstede.invalid")] == ["REQUEST", "CANCEL"]
    assert [event_of(one)[0] for one in inbox.to("selam@post.invalid")] == ["REQUEST", "REQUEST"]
    assert send_due(by=job_of(bram), appointment_id=made.pk) == 0


@pytest.mark.django_db
def test_invitation_when_one_address_is_refused_then_the_first_is_not_mailed_twice(cast: Cast, inbox: Inbox) -> None:
    with acting_as(cast.bram) as bram:
        made = a_delicate_appointment(bram)
    inbox.refuse = "joke@landstede.invalid"
    with pytest.raises(MailNotSent) as failed:
        send_due(by=job_of(bram), appointment_id=made.pk)
    assert "joke" not in str(failed.value)
    inbox.refuse = ""
    assert send_due(by=job_of(bram), appointment_id=made.pk) == 1
    assert len(inbox.to("selam@post.invalid")) == 1


@pytest.mark.django_db
def test_invitation_when_the_server_is_away_then_a_safe_error(cast: Cast, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with acting_as(cast.bram) as bram:
        made = a_delicate_appointment(bram)
    with pytest.raises(MailNotSent):
        send_due(by=job_of(bram), appointment_id=made.pk)
    with acting_as(cast.bram):
        assert not Participant.objects.filter(invited_sequence__isnull=False).exists()


@pytest.mark.django_db
def test_invitation_when_english_speaker_then_in_english_only_where_it_is_translated(cast: Cast, inbox: Inbox) -> None:
    with acting_as(cast.bram) as bram:
        person = a_person(bram, language="en")
        made = an_appointment(bram, a_journey(bram, person_id=person.pk).pk, email="amira@post.invalid")
    send_due(by=job_of(bram), appointment_id=made.pk)
    (letter,) = inbox.to("amira@post.invalid")
    assert "09:00" in words_of(letter)
    assert "March" in words_of(letter)


def test_invite_when_nobody_has_an_address_then_says_so(bram: Actor) -> None:
    made = an_appointment(bram, a_journey(bram).pk)
    with pytest.raises(InvalidInput) as refused:
        invite(by=bram, appointment_id=made.pk)
    assert refused.value.field == "email"


def test_invite_when_asked_then_the_task_knows_ids_only(bram: Actor) -> None:
    made = a_delicate_appointment(bram)
    before = ProcrastinateJob.objects.count()
    assert invite(by=bram, appointment_id=made.pk) == 2
    task = ProcrastinateJob.objects.latest("id")
    assert ProcrastinateJob.objects.count() == before + 1
    assert (task.task_name, task.args) == (
        "agenda.send_invitations",
        {"appointment_id": made.pk, "organisation_id": bram.organisation_id},
    )


@pytest.mark.django_db
def test_task_when_run_then_mails(cast: Cast, inbox: Inbox) -> None:
    with acting_as(cast.bram) as bram:
        made = a_delicate_appointment(bram)
    send_invitations(appointment_id=made.pk, organisation_id=bram.organisation_id)
    assert len(inbox.letters) == 2
    assert settings.DEFAULT_FROM_EMAIL in inbox.letters[0]["From"]


@pytest.mark.django_db
def test_task_when_for_another_organisation_then_mails_nobody(cast: Cast, inbox: Inbox) -> None:
    with acting_as(cast.bram) as bram:
        made = a_delicate_appointment(bram)
    send_invitations(appointment_id=made.pk, organisation_id=cast.theirs.pk)
    assert inbox.letters == []
    assert bram.organisation_id != cast.theirs.pk
