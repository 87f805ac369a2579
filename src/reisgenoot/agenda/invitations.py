"""Invitations as every agenda understands them (iCalendar, RFC 5545 and 5546).

They say that there is an appointment with the municipality, where and when. Nothing of what it is about, and no name of a
newcomer: an invitation lies in mailboxes and on screens of others.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils import formats
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from reisgenoot.agenda.models import Appointment
from reisgenoot.agenda.times import day_of, time_of
from reisgenoot.kernel.clock import HOME_ZONE

Method = Literal["REQUEST", "CANCEL", "PUBLISH"]
PRODUCT = "-//Reisgenoot//Afspraken//NL"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who invites: the organisation by name, and the address replies go to."""

    name: str
    email: str


def calendar_file(
    appointment: Appointment, *, sender: Sender, method: Method, at: datetime, attendee: str = ""
) -> bytes:
    """The appointment as a calendar file. ``at`` is when it is written; ``attendee`` the address of who is invited."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    event = Event()
    event.add("uid", f"{appointment.uid}@reisgenoot")
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", at)
    event.add("dtstart", appointment.starts_at.astimezone(HOME_ZONE))
    event.add("dtend", appointment.ends_at.astimezone(HOME_ZONE))
    event.add("summary", _("Afspraak gemeente"))
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    event.add("class", "PRIVATE")
    if where(appointment):
        event.add("location", where(appointment))
    if sender.email:
        event.add("organizer", _address(sender.email, sender.name))
    if attendee:
        event.add("attendee", _address(attendee, ""))
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _address(email: str, name: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    if name:
        address.params["cn"] = vText(name)
    else:
        address.params["partstat"] = vText("NEEDS-ACTION")
        address.params["rsvp"] = vText("TRUE")
    return address


def where(appointment: Appointment) -> str:
    """Where one has to be: the place, else the address for a talk on screen."""
    return appointment.place or appointment.video_url


def subject_of(method: Method, *, again: bool) -> str:
    """The subject of the message: no name, no reason."""
    if method == "CANCEL":
        return _("Afspraak gemeente gaat niet door")
    return _("Afspraak gemeente gewijzigd") if again else _("Afspraak gemeente")


def words_of(appointment: Appointment, *, method: Method, sender: Sender, again: bool) -> str:
    """The message itself in short sentences."""
    day = formats.date_format(day_of(appointment.starts_at), "l j F Y")
    begin, end = time_of(appointment.starts_at), time_of(appointment.ends_at)
    lines = [_("Goedendag,"), ""]
    if method == "CANCEL":
        lines += [_("Deze afspraak gaat niet door:")]
    else:
        lines += [
            _("Uw afspraak is veranderd. Dit is de nieuwe tijd en plaats:") if again else _("U hebt een afspraak:")
        ]
    lines += ["", _("Dag: %(day)s") % {"day": day}]
    lines += [_("Tijd: %(begin)s tot %(end)s uur") % {"begin": f"{begin:%H:%M}", "end": f"{end:%H:%M}"}]
    if appointment.place:
        lines.append(_("Plaats: %(place)s") % {"place": appointment.place})
    if appointment.video_url and method != "CANCEL":
        lines.append(_("Beeldbellen: %(link)s") % {"link": appointment.video_url})
    lines += ["", _ask(appointment, method), "", _("Met vriendelijke groet,"), appointment.owner.name, sender.name]
    return "\n".join(lines)


def _ask(appointment: Appointment, method: Method) -> str:
    phone = appointment.owner.phone
    if method == "CANCEL":
        called = _("Hebt u vragen? Bel %(name)s, %(phone)s.") if phone else _("Hebt u vragen? Vraag het aan %(name)s.")
    else:
        called = _("Kunt u niet? Bel %(name)s, %(phone)s.") if phone else _("Kunt u niet? Laat het weten aan %(name)s.")
    return called % {"name": appointment.owner.name, "phone": phone}
