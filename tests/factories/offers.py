"""Enrolments, of people in the base and follow-up programme."""

from datetime import date
from typing import Any

from reisgenoot.offers.services import NewEnrolment
from reisgenoot.organisations.models import Provider

BEGUN, ENDED = date(2024, 2, 5), date(2024, 8, 5)


def provider_id(key: str) -> int:
    """The organisation's provider with this key."""
    return Provider.objects.get(key=key).pk


def new_enrolment(journey_id: int, *, base: bool = True, **fields: Any) -> NewEnrolment:
    """Somebody in the base programme, or else in a follow-up programme; it runs."""
    offer, provider = ("base_programme", "vluchtelingenwerk") if base else ("fith_follow_up", "fith")
    known = {"offer": offer, "provider_id": provider_id(provider), "started_on": BEGUN}
    return NewEnrolment(journey_id=journey_id, **{**known, **fields})
