"""From rows to blocks: the appointments of a stretch of days, and weekly occupations on each of those days."""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta

from django.db.models import Prefetch, Q

from reisgenoot.agenda.enums import AppointmentState, PartyKind
from reisgenoot.agenda.models import Appointment, Participant, WeeklyOccupation
from reisgenoot.agenda.times import day_of, midnight, time_of
from reisgenoot.agenda.week import Block, days_from

GOES_ON = (AppointmentState.PLANNED, AppointmentState.HELD, AppointmentState.NO_SHOW)
"""Appointments that took or take somebody's time; one that was cancelled does not."""
_END_OF_DAY = time(23, 59)


def appointments_between(
    start: date, until: date, *, journey_ids: Iterable[int] = (), staff_ids: Iterable[int] = ()
) -> Sequence[Appointment]:
    """Appointments from a day until another (exclusive) in which one of these takes part or that one of these arranges.

    With participants, journey and person. Two queries.
    """
    taking_part = Participant.objects.filter(Q(journey_id__in=list(journey_ids)) | Q(staff_id__in=list(staff_ids)))
    rows = Appointment.objects.filter(
        Q(pk__in=taking_part.filter(left=False).values("appointment_id")) | Q(owner_id__in=list(staff_ids)),
        starts_at__gte=midnight(start),
        starts_at__lt=midnight(until),
    )
    there = Participant.objects.filter(left=False).select_related("staff", "journey__person").order_by("kind", "pk")
    return list(
        rows.select_related("owner", "journey__person")
        .defer("journey__person__bsn_sealed", "journey__person__bsn_hash")
        .prefetch_related(Prefetch("participants", queryset=there), "bookings")
        .order_by("starts_at", "pk")
    )


def block_of(appointment: Appointment) -> Block:
    """An appointment as a block on the day it begins; one past midnight is cut off there."""
    day = day_of(appointment.starts_at)
    ends = time_of(appointment.ends_at) if day_of(appointment.ends_at) == day else _END_OF_DAY
    return Block(
        day=day,
        starts=time_of(appointment.starts_at),
        ends=ends,
        source="appointment",
        id=appointment.pk,
        kind=appointment.kind,
        title=str(appointment.get_kind_display()),
        place=appointment.place,
        state=appointment.state,
        who=people_in(appointment),
    )


def people_in(appointment: Appointment) -> frozenset[tuple[str, int]]:
    """Whose time it takes: the newcomers, the colleagues, and whoever arranges it."""
    people = {("staff", appointment.owner_id)}
    for one in appointment.participants.all():
        if one.kind == PartyKind.NEWCOMER and one.journey_id:
            people.add(("journey", one.journey_id))
        elif one.kind == PartyKind.STAFF and one.staff_id:
            people.add(("staff", one.staff_id))
    return frozenset(people)


def occupations_of(journey_ids: Iterable[int], *, start: date, until: date) -> Sequence[WeeklyOccupation]:
    """Weekly occupations that hold on some day from ``start`` until ``until`` (exclusive), by day and time. One query."""
    rows = WeeklyOccupation.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=start),
        journey_id__in=list(journey_ids),
        superseded_at__isnull=True,
        valid_from__lt=until,
    )
    return list(rows.order_by("weekday", "starts", "pk"))


def blocks_of(occupations: Iterable[WeeklyOccupation], *, start: date, until: date) -> list[Block]:
    """Each occupation on each day that it holds."""
    blocks = []
    for day in days_from(start, (until - start).days):
        for one in occupations:
            if one.weekday == day.isoweekday() and holds_on(one, day):
                blocks.append(_occupation_on(one, day))
    return blocks


def holds_on(occupation: WeeklyOccupation, day: date) -> bool:
    """Whether a weekly occupation holds on a day."""
    return occupation.valid_from <= day and (occupation.valid_until is None or day < occupation.valid_until)


def _occupation_on(one: WeeklyOccupation, day: date) -> Block:
    return Block(
        day=day,
        starts=one.starts,
        ends=one.ends,
        source="occupation",
        id=one.pk,
        kind=one.kind,
        title=one.title or str(one.get_kind_display()),
        who=frozenset({("journey", one.journey_id)}),
    )


def busy(
    *, journey_ids: Iterable[int], staff_ids: Iterable[int], start: date, days: int, without: int | None = None
) -> list[Block]:
    """Everything that takes the time of these people; ``without`` leaves out one appointment. Four queries."""
    until = start + timedelta(days=days)
    journeys = list(journey_ids)
    planned = appointments_between(start, until, journey_ids=journeys, staff_ids=staff_ids)
    blocks = [block_of(one) for one in planned if one.state in GOES_ON and one.pk != without]
    return blocks + blocks_of(occupations_of(journeys, start=start, until=until), start=start, until=until)
