"""Appointments for tests."""

from datetime import date, time
from typing import Any

from reisgenoot.agenda.models import Appointment
from reisgenoot.agenda.services import Outsider, Plan, plan_appointment
from reisgenoot.kernel.actor import Actor

TUESDAY = date(2026, 3, 3)
TEACHER = Outsider(name="Joke", party="Landstede", email="joke@landstede.invalid")


def a_plan(**fields: Any) -> Plan:
    """A talk on Tuesday morning at the town hall, unless told otherwise."""
    usual = {"day": TUESDAY, "starts": time(9), "ends": time(10), "place": "Gemeentehuis, kamer 3"}
    return Plan(**{**usual, **fields})


def an_appointment(by: Actor, journey_id: int, *, send: bool = False, **fields: Any) -> Appointment:
    """An appointment that is planned."""
    return plan_appointment(by=by, journey_id=journey_id, plan=a_plan(**fields), send=send)
