"""Signals of housing."""

from datetime import timedelta
from typing import Any

from reisgenoot.arrivals.services import NewSignal, Reported
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.organisations.selectors import served_municipalities


def a_reported(**fields: Any) -> Reported:
    """Somebody as reported: Luwam Kidane unless told otherwise."""
    known = {"family_name": "Kidane", "given_name": "Luwam", "language": "ti", "needs_interpreter": True}
    return Reported(**{**known, **fields})


def a_signal(by: Actor, *people: Reported, **fields: Any) -> NewSignal:
    """A signal about Luwam Kidane in an azc far away, linked ten days ago, unless told otherwise."""
    known: dict[str, Any] = {
        "people": people or (a_reported(),),
        "municipality_id": served_municipalities(by=by)[0][0],
        "linked_on": today() - timedelta(days=10),
        "whereabouts": "far",
        "place": "azc Musselkanaal",
        "home_expected_on": today() + timedelta(days=40),
    }
    return NewSignal(**{**known, **fields})
