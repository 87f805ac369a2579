"""Journeys."""

from datetime import date
from typing import Any

from reisgenoot.approach import load_approach
from reisgenoot.journeys.models import ApproachVersion, Journey
from reisgenoot.journeys.services import NewJourney, start_journey, start_journeys
from reisgenoot.journeys.versions import keep_version
from reisgenoot.kernel.actor import Actor
from tests.factories.people import a_person, people

STARTED = date(2024, 1, 8)


def a_version(approach: str = "meerinzicht") -> ApproachVersion:
    """The kept version of an approach."""
    return keep_version(load_approach(approach))


def a_journey(by: Actor, *, approach: str = "meerinzicht", **fields: Any) -> Journey:
    """A journey that runs; of Amira unless told whose."""
    fields.setdefault("person_id", None)
    person_id = fields.pop("person_id") or a_person(by).pk
    known = {"started_on": STARTED, "approach_version_id": a_version(approach).pk, "director_id": by.staff_id}
    return start_journey(by=by, journey=NewJourney(person_id=person_id, **{**known, **fields}))


def journeys(by: Actor, number: int, *, approach: str = "meerinzicht") -> list[int]:
    """Ids of journeys of this many different people."""
    version = a_version(approach)
    new = [
        NewJourney(person_id=person_id, approach_version_id=version.pk, started_on=STARTED)
        for person_id in people(by, number)
    ]
    return start_journeys(by=by, journeys=new)
