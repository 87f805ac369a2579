"""The weeks of the client managers: appointments, interpreters, weekly hours, minutes, protected notes, own rhythms."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from reisgenoot.agenda.enums import PartyKind
from reisgenoot.agenda.models import Appointment, Participant
from reisgenoot.agenda.services import (
    NewAgreement,
    NewOccupation,
    Outsider,
    Plan,
    add_occupations,
    book_interpreter,
    note_booking,
    plan_appointment,
    record_outcome,
    set_capacity,
)
from reisgenoot.journeys.models import DirectorAssignment, Journey
from reisgenoot.journeys.services import record_contact, set_contact_rhythm
from reisgenoot.kernel.clock import now, today
from reisgenoot.offers.models import Enrolment
from reisgenoot.simulation.story.parts.told import Told

SINCE = timedelta(days=60)
_SATURDAY = 5


def tell(told: Told) -> None:
    """Write the agenda of this organisation; each appointment as the colleague whose it is."""
    written = _written().get(told.organisation, {})
    add_occupations(by=told.by, occupations=[hours for one in written.get("hours", ()) for hours in _hours(told, one)])
    for one in written.get("capacity", ()):
        set_capacity(
            by=told.by,
            journey_id=told.journeys[one["who"]],
            hours=Decimal(one["hours"]),
            valid_from=today() - SINCE,
            note=one["note"],
        )
    for one in written.get("rhythm", ()):
        set_contact_rhythm(by=told.by, journey_id=told.journeys[one["who"]], every=one["every"], reason=one["reason"])
    for one in written.get("appointments", ()):
        _appointment(told, one)
    for one in written.get("notes", ()):
        _note(told, one)


def _hours(told: Told, one: dict[str, Any]) -> list[NewOccupation]:
    journey_id = told.journeys[one["who"]]
    days = one.get("on") or [working_day(number).isoweekday() for number in one["with"]]
    enrolment = None
    if one.get("from_enrolment"):
        enrolment = Enrolment.objects.filter(journey_id=journey_id, ended_on__isnull=True).values_list("pk", flat=True)
    return [
        NewOccupation(
            journey_id=journey_id,
            kind=one["kind"],
            title=one["title"],
            weekday=day,
            starts=time.fromisoformat(one["starts"]),
            ends=time.fromisoformat(one["ends"]),
            valid_from=today() - SINCE,
            enrolment_id=enrolment.first() if enrolment is not None else None,
        )
        for day in days
    ]


def _appointment(told: Told, one: dict[str, Any]) -> None:
    by = told.as_staff(one["by"])
    journey_id = told.journeys.get(one["who"]) if isinstance(one["who"], str) else _own(told, one["by"], one["who"])
    if journey_id is None:
        return
    day, starts = working_day(one["day"]), time.fromisoformat(one["at"])
    ends = (datetime.combine(day, starts) + timedelta(minutes=one["minutes"])).time()
    plan = Plan(
        day=day,
        starts=starts,
        ends=ends,
        kind=one["kind"],
        place=one.get("place", ""),
        video_url=one.get("video", ""),
        purpose=one.get("purpose", ""),
        outsiders=[Outsider(**outsider) for outsider in one.get("outside", ())],
    )
    made = plan_appointment(by=by, journey_id=journey_id, plan=plan)
    if "interpreter" in one:
        _interpreter(told, one, made)
    if made.starts_at > now():
        return
    if "no_show" in one:
        record_outcome(by=by, appointment_id=made.pk, outcome="no_show", text=one["no_show"])
    elif "held" in one:
        agreed = [_agreement(made, day, each) for each in one.get("agreements", ())]
        record_outcome(by=by, appointment_id=made.pk, text=one["held"], agreements=agreed)


def _interpreter(told: Told, one: dict[str, Any], made: Appointment) -> None:
    asked = one["interpreter"]
    booking = book_interpreter(
        by=told.as_staff(one["by"]),
        appointment_id=made.pk,
        language=made.journey.person.language,
        kind=asked["kind"],
        agency=asked["agency"],
    )
    note_booking(by=told.by, booking_id=booking.pk, state=asked["state"], reason=asked.get("reason", ""))


def _agreement(made: Appointment, day: date, one: dict[str, Any]) -> NewAgreement:
    there = Participant.objects.filter(appointment=made)
    doer = there.filter(kind=one["who"]) if one["who"] in PartyKind.values else there.filter(name=one["who"])
    return NewAgreement(text=one["text"], participant_id=doer[0].pk, due_on=day + timedelta(days=one["in"]))


def _note(told: Told, one: dict[str, Any]) -> None:
    promise = {}
    if "promise" in one:
        promise = {
            "promise": one["promise"],
            "promise_until": today() + timedelta(days=one["until"]),
            "promise_owner_id": told.staff[one["owner"]],
        }
    record_contact(
        by=told.as_staff(one["by"]),
        journey_id=told.journeys[one["who"]],
        occurred_on=today() + timedelta(days=one["day"]),
        kind=one["kind"],
        text=one["text"],
        protection=one["protection"],
        language=one.get("language", ""),
        interpreter=one.get("interpreter", ""),
        with_interpreter="interpreter" in one,
        **promise,
    )


def _own(told: Told, colleague: str, number: int) -> int | None:
    """The how-manieth of a colleague's own people who is not in the story; the same one every time."""
    directed = DirectorAssignment.objects.filter(staff_id=told.staff[colleague], valid_until__isnull=True)
    rows = Journey.objects.filter(directors__in=directed, ended_on__isnull=True, started_on__lt=today())
    found = rows.exclude(pk__in=told.journeys.values()).order_by("-started_on", "pk").values_list("pk", flat=True)
    return next(iter(found[number - 1 : number]), None)


def working_day(number: int) -> date:
    """The how-manieth working day from today: 0 is today or the next one, -1 the one before today."""
    day = today()
    if number < 0:
        for _each in range(-number):
            day = _step(day, -1)
        return day
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    for _each in range(number):
        day = _step(day, 1)
    return day


def _step(day: date, by: int) -> date:
    day += timedelta(days=by)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=by)
    return day


@cache
def _written() -> dict[str, Any]:
    text = files(__package__).joinpath("agenda.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = YAML(typ="safe").load(text)
    return read
