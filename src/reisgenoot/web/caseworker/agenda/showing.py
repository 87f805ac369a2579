"""One appointment, the agenda of a colleague, and the appointments of somebody who is guided."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reisgenoot.agenda.enums import AppointmentState, BookingState, PartyKind
from reisgenoot.agenda.models import Appointment, InterpreterBooking, Participant, WeeklyOccupation
from reisgenoot.agenda.occasions import occupations_of
from reisgenoot.agenda.selectors import (
    Minutes,
    appointments_of,
    get_appointment,
    minutes_of,
    open_agreements,
    week_of_journey,
    week_of_staff,
)
from reisgenoot.agenda.times import day_of
from reisgenoot.journeys.scope import possible_directors
from reisgenoot.journeys.worklist import signals_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.permissions import Permission, has_permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.agenda.rhythm import rhythm_facts
from reisgenoot.web.caseworker.agenda.rows import agreement_row, appointment_row, hours_row
from reisgenoot.web.caseworker.agenda.weeks import (
    WEEK,
    asked_monday,
    badges_of,
    booking_of,
    days_of,
    hours_in_words,
    load_of,
    name_of,
    needs_interpreter,
    week_nav,
    when_in_words,
)
from reisgenoot.web.caseworker.dossier.frame import show_file
from reisgenoot.web.caseworker.dossier.opened import open_file
from reisgenoot.web.caseworker.wording import language_name
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Empty, Fact
from reisgenoot.web.components.filters import FilterBar, FilterField, Option

WHOSE = "wie"
MOST_COLLEAGUES = 50


@page(Permission.AGENDA_READ)
@require_safe
def agenda(request: StaffRequest) -> HttpResponse:
    """The week of a colleague, one's own to begin with."""
    by, day = request.actor, today()
    colleagues = dict(possible_directors(by=by))
    value = request.GET.get(WHOSE, "")
    staff_id = int(value) if value.isdecimal() else by.staff_id
    if value == "" and staff_id not in colleagues:
        staff_id = next(iter(colleagues), by.staff_id)
    monday = asked_monday(request.GET.get(WEEK, ""), day)
    week = week_of_staff(by=by, staff_id=staff_id or 0, monday=monday)
    chosen = str(staff_id)
    context = {
        "today": day,
        "title": _("Agenda"),
        "whose": "" if staff_id == by.staff_id else colleagues.get(staff_id or 0, ""),
        "days": days_of(week, today=day, of_staff=staff_id),
        "nav": week_nav(reverse("agenda"), monday, day, **{WHOSE: value}),
        "is_empty": not week.blocks,
        "bar": _colleague_filter(colleagues, chosen, by, monday.isoformat()),
        "summary": _("%(hours)s aan afspraken") % {"hours": hours_in_words(week.total_hours)},
    }
    return render(request, "caseworker/agenda/agenda.html", context)


def _colleague_filter(colleagues: dict[int, str], chosen: str, by: Actor, monday: str) -> FilterBar | None:
    others = {pk: name for pk, name in colleagues.items() if str(pk) == chosen or len(colleagues) <= MOST_COLLEAGUES}
    if len(others) < 2:
        return None
    options = [Option(str(pk), name) for pk, name in others.items() if pk != by.staff_id]
    mine = _("Ik") if by.staff_id in colleagues else next(iter(colleagues.values()))
    value = "" if chosen == str(by.staff_id) else chosen
    field = FilterField(WHOSE, _("Collega"), options, value, all_label=mine)
    return FilterBar(reverse("agenda"), [field], keep=[(WEEK, monday)])


@page(Permission.AGENDA_READ)
@require_safe
def dossier_agenda(request: StaffRequest, journey_id: int) -> HttpResponse:
    """The week of somebody, what was and what comes, what was agreed, weekly hours and the rhythm of contact."""
    opened = open_file(request, journey_id, part="agenda")
    by, day = request.actor, opened.today
    monday = asked_monday(request.GET.get(WEEK, ""), day)
    appointments = appointments_of(by=by, journey_id=journey_id)
    week = week_of_journey(by=by, journey_id=journey_id, monday=monday, latest=appointments)
    ahead = [one for one in appointments if one.state == AppointmentState.PLANNED]
    may_write = opened.may(Permission.AGENDA_WRITE)
    context = {
        "days": days_of(week, today=day),
        "nav": week_nav(reverse("dossier_agenda", args=[journey_id]), monday, day),
        "week_load": load_of(week),
        "ahead": [appointment_row(one, day) for one in reversed(ahead)],
        "before": [appointment_row(one, day) for one in appointments if one.state != AppointmentState.PLANNED],
        "agreements": [agreement_row(one, by) for one in open_agreements(by=by, journey_id=journey_id)],
        "hours": [hours_row(one, by) for one in _all_hours(journey_id, week.occupations)],
        "rhythm": rhythm_facts(opened, signals_of(by=by, journey_id=journey_id)),
        "nothing": _nothing_planned(journey_id, may_write),
        "may_write": may_write,
        "may_set_rhythm": opened.may(Permission.JOURNEY_WRITE),
    }
    return show_file(opened, "caseworker/agenda/dossier_agenda.html", "dossier_agenda", context)


def _all_hours(journey_id: int, shown: Sequence[WeeklyOccupation]) -> Sequence[WeeklyOccupation]:
    """Weekly hours that hold today or later, also when the week on screen is another one."""
    day = today()
    coming = occupations_of([journey_id], start=day, until=day.replace(year=day.year + 3, day=1))
    known = {one.pk for one in coming}
    return [*coming, *(one for one in shown if one.pk not in known)]


def _nothing_planned(journey_id: int, may_write: bool) -> Empty:
    action = None
    if may_write:
        url = reverse("appointment_new", args=[journey_id])
        action = Action(_("Plan een afspraak"), url, icon="calendar", dialog=True)
    text = _("Wat je hier plant staat ook in de agenda van je collega's en kan als uitnodiging de deur uit.")
    return Empty(_("Nog geen afspraak gepland"), text, action, icon="calendar")


@page(Permission.AGENDA_READ)
@require_safe
def appointment(request: StaffRequest, appointment_id: int) -> HttpResponse:
    """One appointment: when, who, interpreter, invitation, and afterwards what was said and agreed."""
    by = request.actor
    found = get_appointment(by=by, appointment_id=appointment_id)
    log_read(by=by, person_id=found.journey.person_id, part="appointment")
    minutes = minutes_of(by=by, appointment=found)
    may_write = has_permission(by, Permission.AGENDA_WRITE)
    booking = booking_of(found)
    needed = needs_interpreter(found)
    planned = found.state == AppointmentState.PLANNED
    context = {
        "today": today(),
        "title": f"{capfirst(found.get_kind_display())}, {found.journey.person.display_name}",
        "lead": when_in_words(found),
        "back_url": reverse("dossier_agenda", args=[found.journey_id]),
        "back_label": found.journey.person.display_name,
        "badges": badges_of(found, today()),
        "actions": _actions(found) if may_write else [_calendar(found)],
        "facts": _facts(found),
        "people": [_person(one, planned=planned) for one in found.participants.all()],
        "minutes": minutes if not planned else None,
        "minutes_url": _minutes_url(found, minutes),
        "agreements": [agreement_row(one, by, linked=False) for one in minutes.agreements],
        "booking": _booking(booking) if booking else [],
        "booking_failed": booking is not None and booking.state == BookingState.FAILED,
        "interpreter_missing": planned
        and day_of(found.starts_at) >= today()
        and needed
        and (booking is None or booking.state == BookingState.FAILED),
        "needs_interpreter": needed,
        "book_url": reverse("interpreter_book", args=[found.pk]) if may_write and planned else "",
        "note_url": reverse("booking_note", args=[booking.pk]) if booking and may_write and planned else "",
    }
    return render(request, "caseworker/agenda/appointment.html", context)


def _actions(found: Appointment) -> list[Action]:
    if found.state != AppointmentState.PLANNED:
        url = reverse("appointment_reopen", args=[found.pk])
        return [Action(_("Draai terug"), url, icon="undo", method="post", kind="subtle")]
    begun = day_of(found.starts_at) <= today()
    actions = []
    if begun:
        url = reverse("appointment_record", args=[found.pk])
        actions.append(Action(_("Leg vast"), url, icon="contact-add", kind="primary", dialog=True))
    invited = any(one.invited_sequence is not None for one in found.participants.all())
    if not begun:
        label = _("Stuur uitnodiging opnieuw") if invited else _("Stuur uitnodiging")
        actions.append(Action(label, reverse("appointment_invite", args=[found.pk]), icon="mail", method="post"))
    return [
        *actions,
        _calendar(found),
        Action(_("Wijzig"), reverse("appointment_change", args=[found.pk]), icon="edit", dialog=True),
        Action(_("Zeg af"), reverse("appointment_cancel", args=[found.pk]), icon="close", kind="subtle", dialog=True),
    ]


def _calendar(found: Appointment) -> Action:
    return Action(_("In mijn agenda"), reverse("appointment_calendar", args=[found.pk]), icon="download")


def _facts(found: Appointment) -> list[Fact]:
    lines = [
        Fact(_("Wanneer"), when_in_words(found)),
        Fact(_("Plaats"), found.place or (_("op beeld") if found.video_url else "")),
    ]
    if found.video_url:
        lines.append(Fact(_("Beeldbellen"), found.video_url, url=found.video_url))
    lines += [Fact(_("Wie regelt dit"), found.owner.name, note=found.owner.phone)]
    if found.purpose:
        lines.append(Fact(_("Waarover"), found.purpose))
    if found.state == AppointmentState.CANCELLED:
        who = str(PartyKind(found.cancelled_by).label) if found.cancelled_by else ""
        lines.append(Fact(_("Afgezegd door"), who, note=found.cancel_reason))
    return lines


def _person(one: Participant, *, planned: bool) -> Fact:
    invited = ""
    if one.invited_at is not None and one.invited_sequence is not None:
        invited = _("uitgenodigd op %(moment)s") % {"moment": words.moment_in_words(one.invited_at)}
    elif one.email and planned:
        invited = _("nog niet uitgenodigd")
    url = reverse("dossier", args=[one.journey_id]) if one.journey_id else ""
    note = " · ".join(part for part in (one.email, invited) if part)
    return Fact(str(capfirst(PartyKind(one.kind).label)), name_of(one), url=url, note=note)


def _booking(one: InterpreterBooking) -> list[Fact]:
    language = language_name(one.language, get_language() or "nl")
    who = one.person.display_name if one.person is not None else one.name
    lines = [
        Fact(_("Stand"), str(BookingState(one.state).label), note=one.fail_reason),
        Fact(_("Soort tolk"), str(one.get_kind_display())),
        Fact(_("Taal"), ", ".join(part for part in (language, one.dialect) if part)),
    ]
    if one.agency:
        lines.append(Fact(_("Tolkbureau"), one.agency))
    if who:
        lines.append(Fact(_("Wie tolkt"), who))
    return lines


def _minutes_url(found: Appointment, minutes: Minutes) -> str:
    if minutes.contact_id is None:
        return ""
    return reverse("dossier_fact", args=[found.journey_id, "contact", minutes.contact_id])
