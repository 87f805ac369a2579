"""Objects that the routes of agenda are about."""

from datetime import time, timedelta

from reisgenoot.agenda.models import Agreement, Participant
from reisgenoot.agenda.services import (
    NewAgreement,
    NewOccupation,
    Outsider,
    Plan,
    add_occupations,
    book_interpreter,
    plan_appointment,
    record_outcome,
)
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today


def make(by: Actor, objects: dict[str, int]) -> dict[str, int]:
    """Ids by name; ``objects`` are those made before, such as ``journey`` and ``staff``."""
    outsider = Outsider(name="Docent", party="Taalschool", email="docent@taalschool.invalid")
    known = {"starts": time(9), "ends": time(10), "kind": "three_way", "outsiders": [outsider]}
    ahead = plan_appointment(by=by, journey_id=objects["journey"], plan=Plan(day=today() + timedelta(days=3), **known))
    held = plan_appointment(by=by, journey_id=objects["journey"], plan=Plan(day=today() - timedelta(days=3), **known))
    doer = Participant.objects.get(appointment=held, kind="outside")
    agreed = NewAgreement(text="Stuurt het rooster", participant_id=doer.pk, due_on=today())
    record_outcome(by=by, appointment_id=held.pk, text="Gaat goed", agreements=[agreed])
    booking = book_interpreter(by=by, appointment_id=ahead.pk, language="ti", kind="phone")
    lessons = NewOccupation(
        journey_id=objects["journey"], kind="lesson", weekday=1, starts=time(9), ends=time(12), valid_from=today()
    )
    return {
        "appointment": ahead.pk,
        "held_appointment": held.pk,
        "talk_agreement": Agreement.objects.get(appointment=held).pk,
        "booking": booking.pk,
        "occupation": add_occupations(by=by, occupations=[lessons])[0],
    }
