"""A week in words: days with what happens on them, what clashes, how heavy it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from reisgenoot.agenda.enums import AppointmentState, BookingState, OccupationKind, PartyKind, Weekday
from reisgenoot.agenda.models import Appointment, InterpreterBooking, Participant
from reisgenoot.agenda.occasions import GOES_ON, block_of
from reisgenoot.agenda.selectors import Week
from reisgenoot.agenda.times import day_of, monday_of, time_of
from reisgenoot.agenda.week import Block, days_from, key_of
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Badge
from reisgenoot.web.components.weeks import Day, Occasion, WeekLoad, load_bar

WEEK = "week"


@dataclass(frozen=True, slots=True)
class WeekNav:
    """Where one is, and the weeks around it."""

    words: str
    previous_url: str
    next_url: str
    this_url: str


def asked_monday(value: str, today: date) -> date:
    """The Monday in the address (a day of that week), else the one of the week one works in."""
    try:
        return monday_of(date.fromisoformat(value))
    except ValueError:
        return current_monday(today)


def current_monday(today: date) -> date:
    """The Monday of this week; in the weekend that of the week to come."""
    return monday_of(today + timedelta(days=2) if today.isoweekday() > Weekday.FRIDAY else today)


def week_nav(address: str, monday: date, today: date, **keep: str) -> WeekNav:
    """The way to other weeks. ``keep`` are other parts of the address."""

    def to(day: date) -> str:
        return f"{address}?{urlencode({**{k: v for k, v in keep.items() if v}, WEEK: day.isoformat()})}"

    sunday = monday + timedelta(days=6)
    said = _("Week %(number)d, %(first)s tot en met %(last)s") % {
        "number": monday.isocalendar().week,
        "first": words.day_of_month_in_words(monday),
        "last": words.day_in_words(sunday),
    }
    here = current_monday(today)
    return WeekNav(
        words=said,
        previous_url=to(monday - timedelta(days=7)),
        next_url=to(monday + timedelta(days=7)),
        this_url=to(here) if monday != here else "",
    )


def days_of(week: Week, *, today: date, of_staff: int | None = None) -> list[Day]:
    """The days of a week. ``of_staff`` says whose it is when it is a colleague's: then names stand with the appointments."""
    by_id = {one.pk: one for one in week.appointments}
    written = [(block.day, block.starts, _occasion(block, week, by_id, today, of_staff)) for block in week.blocks]
    written += [
        (day_of(one.starts_at), time_of(one.starts_at), _gone(one, of_staff))
        for one in week.appointments
        if one.state not in GOES_ON
    ]
    written.sort(key=lambda each: each[:2])
    return [
        Day(
            on=day,
            name=str(Weekday(day.isoweekday()).label),
            occasions=[occasion for on, _at, occasion in written if on == day],
            is_today=day == today,
            is_weekend=day.isoweekday() > Weekday.FRIDAY,
        )
        for day in days_from(week.monday, 7)
    ]


def _occasion(block: Block, week: Week, by_id: dict[int, Appointment], today: date, of_staff: int | None) -> Occasion:
    clashes = [_clash(other) for other in week.clashes.get(key_of(block), ())]
    times = f"{block.starts:%H:%M}–{block.ends:%H:%M}"
    if block.source == "occupation":
        kind = str(OccupationKind(block.kind).label)
        text = kind if block.title.lower() != kind.lower() else ""
        return Occasion(times, str(capfirst(block.title)), "occupation", text, clashes=clashes)
    one = by_id[block.id]
    return Occasion(
        times=times,
        title=title_of(one, of_staff),
        text=" · ".join(part for part in (with_whom(one, of_staff), one.place or _screen(one)) if part),
        url=reverse("appointment", args=[one.pk]),
        badges=badges_of(one, today),
        clashes=clashes,
    )


def _gone(one: Appointment, of_staff: int | None) -> Occasion:
    block = block_of(one)
    return Occasion(
        times=f"{block.starts:%H:%M}–{block.ends:%H:%M}",
        title=title_of(one, of_staff),
        look="gone",
        url=reverse("appointment", args=[one.pk]),
        badges=[Badge(str(AppointmentState(one.state).label))],
    )


def _clash(other: Block) -> str:
    title = other.title.lower() if other.source == "appointment" else other.title
    told = {"what": title, "from": f"{other.starts:%H:%M}", "until": f"{other.ends:%H:%M}"}
    return _("Botst met %(what)s, %(from)s–%(until)s") % told


def _screen(one: Appointment) -> str:
    return _("op beeld") if one.video_url else ""


def title_of(one: Appointment, of_staff: int | None) -> str:
    """What an appointment is called: with the person's name in a colleague's week."""
    kind = str(capfirst(one.get_kind_display()))
    return f"{kind}, {one.journey.person.display_name}" if of_staff is not None else kind


def with_whom(one: Appointment, of_staff: int | None) -> str:
    """Who else is there, in a line."""
    return ", ".join(
        name_of(each)
        for each in one.participants.all()
        if not (each.kind == PartyKind.NEWCOMER and each.journey_id == one.journey_id)
        and not (each.kind == PartyKind.STAFF and each.staff_id == of_staff)
    )


def name_of(one: Participant) -> str:
    """Somebody at an appointment by name."""
    if one.kind == PartyKind.NEWCOMER and one.journey is not None:
        return one.journey.person.display_name
    if one.kind == PartyKind.STAFF and one.staff is not None:
        return one.staff.name
    return f"{one.name} ({one.party})" if one.name and one.party else one.name or one.party


def needs_interpreter(one: Appointment) -> bool:
    """Whether somebody who is guided needs an interpreter at it."""
    return any(each.journey is not None and each.journey.person.needs_interpreter for each in one.participants.all())


def booking_of(one: Appointment) -> InterpreterBooking | None:
    """The last booking of an interpreter, also one that failed."""
    return max(one.bookings.all(), key=lambda booking: booking.pk, default=None)


def badges_of(one: Appointment, today: date) -> list[Badge]:
    """What is the matter with an appointment, in a word each."""
    found = []
    if one.state != AppointmentState.PLANNED:
        kind = "ok" if one.state == AppointmentState.HELD else "warning"
        found.append(Badge(str(AppointmentState(one.state).label), kind=kind))
    elif day_of(one.starts_at) < today:
        found.append(Badge(_("nog vastleggen"), kind="warning"))
    booking = booking_of(one)
    if one.state == AppointmentState.PLANNED and day_of(one.starts_at) >= today:
        if needs_interpreter(one) and (booking is None or booking.state == BookingState.FAILED):
            found.append(Badge(_("tolk ontbreekt"), kind="warning"))
        elif booking is not None and booking.state != BookingState.FAILED:
            word = _("tolk komt") if booking.state == BookingState.CONFIRMED else _("tolk aangevraagd")
            found.append(Badge(word, kind="info", icon="interpreter"))
    return found


def load_of(week: Week) -> WeekLoad:
    """How heavy a week is: hours per kind, against what the person can carry."""
    labels: dict[str, Any] = dict(OccupationKind.choices)
    labels["appointment"] = _("afspraken")
    order = [*OccupationKind.values, "appointment"]
    hours = [
        (str(capfirst(labels[kind])), week.hours[kind], hours_in_words(week.hours[kind]))
        for kind in order
        if week.hours.get(kind)
    ]
    total, can = week.total_hours, float(week.capacity) if week.capacity is not None else None
    said = _("Deze week %(hours)s.") % {"hours": hours_in_words(total)}
    warning, mark = "", ""
    if can is not None:
        mark = _("kan %(hours)s per week dragen") % {"hours": hours_in_words(can)}
        if total > can:
            warning = _("Dit is %(hours)s meer dan deze persoon kan dragen.") % {"hours": hours_in_words(total - can)}
    return load_bar(hours, capacity=can, words=said, mark_words=mark, warning=warning)


def hours_in_words(hours: float) -> str:
    """Hours as ``7,5 uur``."""
    places = 0 if abs(hours - round(hours)) < 0.05 else 1
    return _("%(n)s uur") % {"n": number_format(hours, places, use_l10n=True)}


def clash_lines(clashes: Iterable[Block]) -> list[str]:
    """What a moment clashes with, a line each."""
    return [_clash(one) for one in clashes]


def when_in_words(one: Appointment) -> str:
    """Day and time of an appointment: ``ma 24 nov 2026, 09:00–10:00``."""
    day = day_of(one.starts_at)
    name = str(Weekday(day.isoweekday()).label)
    return f"{name} {words.day_in_words(day)}, {time_of(one.starts_at):%H:%M}–{time_of(one.ends_at):%H:%M}"


def slot_words(slots: Sequence[tuple[date, Any]]) -> list[tuple[str, str]]:
    """Proposed moments: the value a button sends, and its words."""
    return [
        (
            f"{day.isoformat()}T{at:%H:%M}",
            f"{Weekday(day.isoweekday()).label} {words.day_of_month_in_words(day)}, {at:%H:%M}",
        )
        for day, at in slots
    ]
