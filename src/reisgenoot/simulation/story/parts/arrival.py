"""Who is expected: reported by housing, from an azc near and far, or straight to the family; some nobody met yet."""

from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from reisgenoot.arrivals.enums import Matching
from reisgenoot.arrivals.models import HousingSignal
from reisgenoot.arrivals.services import NewSignal, Reported, decide_person, record_home, report_arrival
from reisgenoot.arrivals.services.homes import OFFERED, SETTLED, journeys_of_signal
from reisgenoot.journeys.services import assign_director, record_contact
from reisgenoot.kernel.clock import today
from reisgenoot.organisations.selectors import served_municipalities
from reisgenoot.simulation.story.parts.told import Told


def tell(told: Told) -> None:
    """Report everybody of this organisation, and what happened since."""
    written = _written().get(told.organisation)
    if written is None:
        return
    for one in written["signals"]:
        signal = report_arrival(by=told.as_staff(written["officer"]), signal=_signal(told, one))
        if "director" in one:
            _recognise(told, one["director"], signal)
        _since(told, written["officer"], one, signal)


def _recognise(told: Told, director: str, signal: HousingSignal) -> None:
    """Who looks like somebody of the made-up caseload is somebody else; the one without a director stays undecided."""
    for reported_id in list(signal.people.filter(matching=Matching.OPEN).values_list("pk", flat=True)):
        if signal.people.filter(pk=reported_id, matching=Matching.OPEN).exists():
            decide_person(by=told.as_staff(director), reported_id=reported_id, person_id=None)


def _since(told: Told, officer: str, one: dict[str, Any], signal: HousingSignal) -> None:
    journey_ids = journeys_of_signal(signal)
    if director := one.get("director"):
        assign_director(
            by=told.by,
            journey_ids=journey_ids,
            staff_id=told.staff[director],
            from_on=_on(one["linked"] + 1),
            reason="verdeeld in het teamoverleg",
        )
    for contact in one.get("contacts", ()):
        record_contact(
            by=told.as_staff(one["director"]),
            journey_id=journey_ids[0],
            occurred_on=_on(contact["day"]),
            kind=contact["kind"],
            text=contact["text"],
            with_interpreter=contact.get("interpreter", False),
            with_whom=contact.get("whom", ""),
        )
    for key, name in ((OFFERED, "offered"), (SETTLED, "settled")):
        if name in one:
            record_home(by=told.as_staff(officer), signal_id=signal.pk, key=key, occurred_on=_on(one[name]))


def _signal(told: Told, one: dict[str, Any]) -> NewSignal:
    towns = {name: pk for pk, name in served_municipalities(by=told.by)}
    return NewSignal(
        people=[_reported(person, number) for number, person in enumerate(one["people"])],
        municipality_id=towns.get(one["town"]) or next(iter(towns.values())),
        linked_on=_on(one["linked"]),
        reported_on=_on(one["reported"]),
        whereabouts=one["whereabouts"],
        place=one.get("place", ""),
        home_expected_on=_on(one["home"]) if "home" in one else None,
        phone=one.get("phone", ""),
        remarks=one.get("remarks", ""),
    )


def _reported(person: dict[str, Any], number: int) -> Reported:
    return Reported(
        family_name=person["family"],
        given_name=person["given"],
        birth_date=today() - timedelta(days=int(person["age"] * 365.25) + 50 + number * 61)
        if "age" in person
        else None,
        role=person.get("role", "adult"),
        v_number=person.get("v_number", ""),
        language=person.get("language", ""),
        needs_interpreter=person.get("interpreter"),
    )


def _on(day: int) -> date:
    return today() + timedelta(days=day)


@cache
def _written() -> dict[str, Any]:
    text = files(__package__).joinpath("arrival.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = YAML(typ="safe").load(text)
    return found
