"""Reading the agenda: one appointment, the week of somebody who is guided, the week of a colleague."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from django.db.models import Prefetch

from reisgenoot.agenda.enums import AppointmentState, PartyKind
from reisgenoot.agenda.models import (
    Agreement,
    Appointment,
    InterpreterBooking,
    Participant,
    WeeklyCapacity,
    WeeklyOccupation,
)
from reisgenoot.agenda.occasions import GOES_ON, appointments_between, block_of, blocks_of, busy, occupations_of
from reisgenoot.agenda.times import day_of, midnight, minutes
from reisgenoot.agenda.week import Block, conflicts, free_slots, load, overlaps
from reisgenoot.journeys.models import Contact
from reisgenoot.journeys.protection import may_read, readable
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.organisations.models import StaffMember

DAYS = 7
LOOK_AHEAD = 14
MOST_APPOINTMENTS = 40


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday.

    ``clashes`` are by source, id and day the blocks that overlap with that one; ``hours`` the hours per kind of what goes
    on, ``capacity`` what the person can carry (missing = not known, or a colleague's week).
    """

    monday: date
    appointments: Sequence[Appointment]
    blocks: Sequence[Block]
    clashes: Mapping[tuple[str, int, date], Sequence[Block]]
    hours: Mapping[str, float]
    occupations: Sequence[WeeklyOccupation] = ()
    capacity: Decimal | None = None

    @property
    def total_hours(self) -> float:
        """Hours in this week over all kinds."""
        return sum(self.hours.values())


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was written down about an appointment; empty and not ``readable`` where it is protected from the reader."""

    contact_id: int | None
    text: str
    readable: bool
    agreements: Sequence[Agreement]


def get_appointment(*, by: Actor, appointment_id: int, permission: Permission = Permission.AGENDA_READ) -> Appointment:
    """An appointment with who takes part, interpreters and the person of its journey. Four queries.

    Raises
    ------
    NotAllowed   the role of ``by`` may not do this with any appointment (403).
    NotKnown     there is no such appointment in this organisation (404).
    """
    require(by, permission)
    there = Participant.objects.filter(left=False).select_related("staff__user", "journey__person", "contact")
    found = (
        Appointment.objects.select_related("owner", "created_by", "journey__person")
        .defer("journey__person__bsn_sealed", "journey__person__bsn_hash")
        .prefetch_related(Prefetch("participants", queryset=there.order_by("kind", "pk")), "bookings__person")
        .filter(pk=appointment_id)
        .first()
    )
    if found is None:
        raise NotKnown
    return found


def get_occupation(*, by: Actor, occupation_id: int, permission: Permission) -> WeeklyOccupation:
    """Weekly hours with the person of their journey; also those that were replaced. Raises as `get_appointment`."""
    require(by, permission)
    found = WeeklyOccupation.objects.select_related("journey__person").filter(pk=occupation_id).first()
    if found is None:
        raise NotKnown
    return found


def get_agreement(*, by: Actor, agreement_id: int, permission: Permission) -> Agreement:
    """An agreement of a talk with its appointment. Raises as `get_appointment`."""
    require(by, permission)
    found = Agreement.objects.select_related("appointment__journey").filter(pk=agreement_id).first()
    if found is None:
        raise NotKnown
    return found


def get_booking(*, by: Actor, booking_id: int, permission: Permission) -> InterpreterBooking:
    """The booking of an interpreter with its appointment and person. Raises as `get_appointment`."""
    require(by, permission)
    found = InterpreterBooking.objects.select_related("appointment__journey__person").filter(pk=booking_id).first()
    if found is None:
        raise NotKnown
    return found


def minutes_of(*, by: Actor, appointment: Appointment) -> Minutes:
    """What was written down about an appointment. Three queries at most."""
    require(by, Permission.AGENDA_READ)
    ids = [one.contact_id for one in appointment.participants.all() if one.contact_id]
    contacts = list(Contact.objects.filter(pk__in=ids).order_by("pk"))
    if not may_read(by, *contacts):
        return Minutes(ids[0], "", False, ())
    agreed = appointment.agreements.select_related("participant__staff", "participant__journey__person")
    first = contacts[0] if contacts else None
    return Minutes(
        first.pk if first else None, first.text if first else "", True, list(agreed.order_by("due_on", "pk"))
    )


def appointments_of(*, by: Actor, journey_id: int, limit: int = MOST_APPOINTMENTS) -> Sequence[Appointment]:
    """The appointments of somebody, the latest first, with who takes part and interpreters. Three queries."""
    require(by, Permission.AGENDA_READ)
    mine = Participant.objects.filter(journey_id=journey_id, left=False).values("appointment_id")
    there = Participant.objects.filter(left=False).select_related("staff", "journey__person").order_by("kind", "pk")
    rows = Appointment.objects.filter(pk__in=mine).select_related("owner", "journey__person")
    rows = rows.defer("journey__person__bsn_sealed", "journey__person__bsn_hash")
    return list(
        rows.prefetch_related(Prefetch("participants", queryset=there), "bookings").order_by("-starts_at")[:limit]
    )


def open_agreements(*, by: Actor, journey_id: int) -> Sequence[Agreement]:
    """What was agreed at talks with somebody and is not done, the first due first; protected ones left out. Two queries."""
    require(by, Permission.AGENDA_READ)
    rows = Agreement.objects.filter(appointment__journey_id=journey_id, done_on__isnull=True).select_related(
        "appointment", "participant__staff", "participant__journey__person"
    )
    agreed = list(rows.order_by("due_on", "pk"))
    if not agreed:
        return []
    written = Participant.objects.filter(appointment_id__in={one.appointment_id for one in agreed})
    secret = Contact.objects.exclude(pk__in=Contact.objects.filter(readable(by)).values("pk"))
    hidden = set(written.filter(contact__in=secret).values_list("appointment_id", flat=True))
    return [one for one in agreed if one.appointment_id not in hidden]


def week_of_journey(*, by: Actor, journey_id: int, monday: date, latest: Sequence[Appointment] | None = None) -> Week:
    """The week of somebody who is guided. Five queries, two when ``latest`` (from `appointments_of`) reaches back to it."""
    require(by, Permission.AGENDA_READ)
    until = monday + timedelta(days=DAYS)
    if latest is not None and (len(latest) < MOST_APPOINTMENTS or latest[-1].starts_at < midnight(monday)):
        in_week = [one for one in latest if midnight(monday) <= one.starts_at < midnight(until)]
        appointments: Sequence[Appointment] = in_week[::-1]
    else:
        appointments = appointments_between(monday, until, journey_ids=[journey_id])
    occupations = occupations_of([journey_id], start=monday, until=until)
    blocks = [block_of(one) for one in appointments if one.state in GOES_ON]
    blocks += blocks_of(occupations, start=monday, until=until)
    me = frozenset({("journey", journey_id)})
    mine = [block for block in blocks if block.who & me]
    return Week(
        monday=monday,
        appointments=appointments,
        blocks=_in_order(mine),
        clashes=conflicts(mine),
        hours=load(mine),
        occupations=occupations,
        capacity=capacity_of(by=by, journey_id=journey_id, on=until),
    )


def week_of_staff(*, by: Actor, staff_id: int, monday: date) -> Week:
    """The week of a colleague, with what clashes in it for the colleague or for somebody they meet. Four queries.

    Raises
    ------
    NotKnown   the colleague is not the organisation's.
    """
    require(by, Permission.AGENDA_READ)
    if staff_id != by.staff_id and not StaffMember.objects.filter(pk=staff_id).exists():
        raise NotKnown
    until = monday + timedelta(days=DAYS)
    appointments = appointments_between(monday, until, staff_ids=[staff_id])
    going_on = [block_of(one) for one in appointments if one.state in GOES_ON]
    journeys = {number for block in going_on for kind, number in block.who if kind == "journey"}
    others = blocks_of(occupations_of(journeys, start=monday, until=until), start=monday, until=until)
    return Week(
        monday=monday,
        appointments=appointments,
        blocks=_in_order(going_on),
        clashes=conflicts([*going_on, *others]),
        hours=load(going_on),
    )


def capacity_of(*, by: Actor, journey_id: int, on: date) -> Decimal | None:
    """How many hours a week somebody could carry before a day; missing = never talked about. One query."""
    require(by, Permission.AGENDA_READ)
    rows = WeeklyCapacity.objects.filter(journey_id=journey_id, superseded_at__isnull=True, valid_from__lt=on)
    return rows.order_by("-valid_from", "-pk").values_list("hours", flat=True).first()


@dataclass(frozen=True, slots=True)
class Coming:
    """The first appointment to come: its row, day, and kind as a code of `AppointmentKind`."""

    id: int
    on: date
    kind: str


def next_appointment(*, by: Actor, journey_id: int, after: date) -> Coming | None:
    """The first planned appointment of somebody from a day on. One query."""
    require(by, Permission.AGENDA_READ)
    mine = Participant.objects.filter(journey_id=journey_id, left=False).values("appointment_id")
    rows = Appointment.objects.filter(
        pk__in=mine, state=AppointmentState.PLANNED, starts_at__gte=midnight(after)
    ).order_by("starts_at")
    found = rows.values_list("pk", "starts_at", "kind").first()
    return Coming(found[0], day_of(found[1]), found[2]) if found else None


@dataclass(frozen=True, slots=True)
class Room:
    """What a moment would clash with, and when there is room."""

    clashes: Sequence[Block]
    slots: Sequence[tuple[date, time]]


def look_for_room(
    *,
    by: Actor,
    journey_ids: Iterable[int],
    staff_ids: Iterable[int],
    day: date,
    starts: time,
    ends: time,
    not_before: time | None = None,
    without: int | None = None,
) -> Room:
    """What an appointment at this moment would clash with, and free moments of the same length from that day on. Four queries.

    Parameters
    ----------
    not_before   on the first day no earlier than this.
    without      an appointment that is being moved itself.
    """
    require(by, Permission.AGENDA_READ)
    journeys, staff = list(journey_ids), list(staff_ids)
    taken = busy(journey_ids=journeys, staff_ids=staff, start=day, days=LOOK_AHEAD, without=without)
    who = frozenset({*(("journey", one) for one in journeys), *(("staff", one) for one in staff)})
    wanted = Block(day, starts, ends, "proposal", 0, "", who=who)
    length = minutes(ends) - minutes(starts)
    return Room(
        clashes=[block for block in taken if overlaps(wanted, block)],
        slots=free_slots(taken, who=who, start=day, length=length, not_before=not_before, days=LOOK_AHEAD),
    )


def last_address(*, by: Actor, journey_id: int) -> str:
    """Where somebody was invited the last time; empty when never. One query."""
    require(by, Permission.AGENDA_READ)
    rows = Participant.objects.filter(journey_id=journey_id, kind=PartyKind.NEWCOMER).exclude(email="")
    return rows.order_by("-pk").values_list("email", flat=True).first() or ""


def _in_order(blocks: Iterable[Block]) -> list[Block]:
    return sorted(blocks, key=lambda block: (block.day, block.starts, block.ends, block.id))
