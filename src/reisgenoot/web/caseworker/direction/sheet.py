"""What stands on the sheet "who helps me": plain Dutch, nothing about health, steps or money."""

from collections.abc import Sequence
from typing import Any

from reisgenoot.guidance.selectors import HelperFact, QuestionFact
from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.clock import today
from reisgenoot.organisations.selectors import own_organisation
from reisgenoot.web.access import StaffRequest
from reisgenoot.web.caseworker.direction.words import approach_of_journey
from reisgenoot.web.components import words


def sheet_of(
    request: StaffRequest, journey: Journey, *, helpers: Sequence[HelperFact], questions: Sequence[QuestionFact]
) -> dict[str, Any]:
    """The data of the template ``tasks``. The sheet is in Dutch whatever the reader's language; one query."""
    approach = approach_of_journey(journey)
    codes = approach.code_lists["helping_party"].codes
    director = journey.standing.director if hasattr(journey, "standing") else None
    lines = []
    for area in sorted(approach.help_areas.values(), key=lambda one: one.order):
        named = [one for one in helpers if one.area == area.key]
        people = [
            {
                "party": codes[one.party].label.nl if one.party in codes else one.party,
                "name": one.name,
                "phone": one.phone,
            }
            for one in named
        ]
        usual = [{"party": codes[area.party].label.nl, "name": "", "phone": ""}]
        lines.append({"area": area.title.nl, "people": people or usual, "agreed": bool(named)})
    return {
        "title": "Wie helpt mij waarmee?",
        "sender": own_organisation(by=request.actor).name,
        "on": words.day_in_words(today()),
        "name": journey.person.display_name,
        "director": {"name": director.name, "phone": director.phone} if director else None,
        "lines": lines,
        "questions": [
            {"question": one.question, "owner": one.owner, "by": words.day_in_words(one.answer_by)}
            for one in questions
            if one.answered_on is None
        ],
    }
