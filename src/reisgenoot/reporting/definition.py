"""What an approach adds to the tables: groups of goals, programmes of offers, the outcome ladder, labels."""

import json
from collections.abc import Mapping

from reisgenoot.approach import Approach
from reisgenoot.approach.base import LocalisedText
from reisgenoot.approach.coding import Worded
from reisgenoot.monitor.labels import CodeBook
from reisgenoot.monitor.language import Text


def as_parameter(approach: Approach) -> str:
    """The part of a definition that the queries of `sources` look things up in, as JSON."""
    phase_of = {milestone: phase.key for phase in approach.phases.values() for milestone in phase.begins_with}
    content = {
        "main_goals": {key: goal.group for key, goal in approach.main_goals.items()},
        "first_goals": {key: goal.group_first for key, goal in approach.goals.items()},
        "further_goals": {key: goal.group_second for key, goal in approach.goals.items()},
        "instruments": {key: instrument.group for key, instrument in approach.instruments.items()},
        "programmes": {
            key: phase_of[offer.begins_with] for key, offer in approach.offers.items() if offer.begins_with in phase_of
        },
        "outcomes": {
            key: {"rank": rung.rank, "participating": rung.participating} for key, rung in approach.outcomes.items()
        },
    }
    return json.dumps(content, sort_keys=True)


def code_book(*approaches: Approach) -> CodeBook:
    """Labels of all code lists, scales and ladders; where two approaches share a list, the last one counts."""
    lists: dict[str, dict[str, Text]] = {}
    for approach in approaches:
        lists |= {key: _texts(found.codes) for key, found in approach.code_lists.items()}
        lists |= {key: _texts(scale.levels) for key, scale in approach.scales.items()}
        if approach.outcomes:
            lists["outcome"] = {rung.key: _text(rung.label) for rung in approach.outcome_ladder}
    return CodeBook(lists)


def _texts(entries: Mapping[str, Worded]) -> dict[str, Text]:
    return {key: _text(entry.label) for key, entry in entries.items()}


def _text(label: LocalisedText) -> Text:
    return Text(label.nl, label.en)
