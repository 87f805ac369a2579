"""Mailing what people at an appointment still have to hear: an invitation, a change, or that it does not go on."""

import smtplib
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import translation

from reisgenoot.agenda.enums import AppointmentState
from reisgenoot.agenda.invitations import Method, Sender, calendar_file, subject_of, words_of
from reisgenoot.agenda.models import Appointment, Participant
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import ReisgenootError
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.selectors import own_organisation


class MailNotSent(ReisgenootError):
    """The mail server did not take the message; it is tried again later."""

    code = "mail-not-sent"


@dataclass(frozen=True, slots=True)
class Due:
    """One message that has to go out."""

    participant_id: int
    email: str
    method: Method
    again: bool
    language: str


def send_due(*, by: Actor, appointment_id: int) -> int:
    """Send every message that is due for one appointment; how many went out.

    Each is noted as sent in a transaction of its own, so that a failure halfway mails nobody twice.

    Raises
    ------
    MailNotSent   the mail server refused or did not answer.
    """
    with acting_as(by):
        due = list(_due(appointment_id))
    sent = 0
    for one in due:
        with acting_as(by):
            sent += _send(by, one)
    return sent


def _due(appointment_id: int) -> Iterable[Due]:
    appointment = Appointment.objects.filter(pk=appointment_id).first()
    if appointment is None:
        return
    called_off = appointment.state == AppointmentState.CANCELLED
    if not called_off and appointment.state != AppointmentState.PLANNED:
        return
    there = appointment.participants.select_related("staff__user", "journey__person")
    for one in there.defer("journey__person__bsn_sealed", "journey__person__bsn_hash").order_by("pk"):
        email = address_of(one)
        if email and (method := _method(one, appointment, called_off=called_off)):
            yield Due(one.pk, email, method, one.invited_sequence is not None, _language(one))


def address_of(one: Participant) -> str:
    """Where somebody is invited: the address that was given, of a colleague that of the account."""
    if one.email:
        return one.email
    return one.staff.user.email if one.staff is not None and one.staff.user is not None else ""


def _method(one: Participant, appointment: Appointment, *, called_off: bool) -> Method | None:
    """What somebody still has to hear; None when nothing."""
    knows = one.invited_sequence is not None
    up_to_date = knows and one.invited_sequence == appointment.sequence
    if one.left or called_off:
        return "CANCEL" if knows and not (up_to_date and called_off) else None
    return None if up_to_date else "REQUEST"


def _language(one: Participant) -> str:
    return "en" if one.journey is not None and one.journey.person.language == "en" else "nl"


def _send(by: Actor, due: Due) -> int:
    participant = Participant.objects.select_for_update().filter(pk=due.participant_id).first()
    if participant is None:
        return 0
    appointment = Appointment.objects.select_related("owner").get(pk=participant.appointment_id)
    sender = Sender(own_organisation(by=by).name, settings.DEFAULT_FROM_EMAIL)
    with translation.override(due.language):
        message = EmailMultiAlternatives(
            subject=subject_of(due.method, again=due.again),
            body=words_of(appointment, method=due.method, sender=sender, again=due.again),
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[due.email],
        )
        file = calendar_file(appointment, sender=sender, method=due.method, at=now(), attendee=due.email)
    message.attach_alternative(file.decode(), f"text/calendar; method={due.method}")
    message.attach("afspraak.ics", file, "application/ics")
    try:
        message.send()
    except (smtplib.SMTPException, OSError) as error:
        # The text of such an error repeats addresses; only its kind may be told.
        raise MailNotSent(type(error).__name__) from None
    participant.invited_sequence = None if participant.left else appointment.sequence
    participant.invited_at = now()
    participant.save(update_fields=["invited_sequence", "invited_at"])
    return 1
