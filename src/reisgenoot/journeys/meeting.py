"""Getting to know somebody before there is a home: any talk that came about in that time reaches the milestone."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from reisgenoot.journeys.enums import ContactKind, ContactOutcome
from reisgenoot.journeys.facts import Moment
from reisgenoot.journeys.models import Milestone

AZC_CONTACT = "azc_contact"
"""The milestone that a talk before the arrival reaches, where the approach has it."""
LINKED, SIGNALLED, SETTLED = "linked", "housing_signal", "settled"


class Spoken(Protocol):
    """A contact, kept or new."""

    @property
    def journey_id(self) -> int:
        """Whose contact it is."""
        ...

    @property
    def occurred_on(self) -> date:
        """On which day."""
        ...

    @property
    def kind(self) -> str:
        """How people spoke."""
        ...

    @property
    def outcome(self) -> str:
        """Whether it came about."""
        ...

    @property
    def source_row_id(self) -> int | None:
        """The delivered row it came from, if it did."""
        ...


def meetings(contacts: Sequence[Spoken]) -> list[Moment]:
    """The milestone of getting to know somebody, for every talk before the home.

    Before the home is: the municipality knew that somebody comes, and nobody moved in by that day. A message is no talk.
    One query, none when nobody was spoken.
    """
    held = [one for one in contacts if one.outcome == ContactOutcome.HELD and one.kind != ContactKind.MESSAGE]
    announced, settled = _known({one.journey_id for one in held}) if held else ({}, {})
    return [
        Moment(one.journey_id, AZC_CONTACT, one.occurred_on, one.source_row_id)
        for one in held
        if announced.get(one.journey_id, date.max) <= one.occurred_on < settled.get(one.journey_id, date.max)
    ]


def _known(journey_ids: set[int]) -> tuple[dict[int, date], dict[int, date]]:
    """For each journey the first day that somebody was announced, and the first day in the home."""
    announced: dict[int, date] = {}
    settled: dict[int, date] = {}
    rows = Milestone.objects.filter(
        journey_id__in=journey_ids, key__in=(LINKED, SIGNALLED, SETTLED), superseded_at__isnull=True
    )
    for journey_id, key, day in rows.values_list("journey_id", "key", "occurred_on"):
        found = settled if key == SETTLED else announced
        found[journey_id] = min(day, found.get(journey_id, day))
    return announced, settled
