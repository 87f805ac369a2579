"""The whole of a definition: stored and read back the same, found by words, asked for its ladder and phases."""

import copy
import json
import pickle

import pytest
from pydantic import ValidationError

from reisgenoot.approach import Approach, Keyed, LocalisedText, load_all, load_approach

APPROACHES = list(load_all().values())
by_key = pytest.mark.parametrize("approach", APPROACHES, ids=[approach.key for approach in APPROACHES])


@by_key
def test_json_when_stored_and_read_then_same_with_same_digest(approach: Approach) -> None:
    stored = json.loads(json.dumps(approach.as_json()))
    again = Approach.from_json(stored)
    assert again == approach
    assert again.digest == approach.digest
    assert Approach.from_json(json.dumps(stored)) == approach


@by_key
def test_json_when_objects_lose_their_order_then_entries_do_not(approach: Approach) -> None:
    """PostgreSQL's jsonb keeps no order of the keys of an object."""
    shuffled = json.loads(json.dumps(approach.as_json(), sort_keys=True))
    again = Approach.from_json(shuffled)
    for section in ("milestones", "goals", "code_lists", "outcomes"):
        assert list(getattr(again, section)) == list(getattr(approach, section))


def test_digest_when_anything_differs_then_differs() -> None:
    wi2021 = load_approach("wi2021")
    stored = wi2021.as_json()
    stored["terms"][0]["within"] = "P11W"
    assert Approach.from_json(stored).digest != wi2021.digest
    assert len(wi2021.digest) == 64


def test_approach_when_changed_then_refuses() -> None:
    wi2021 = load_approach("wi2021")
    with pytest.raises(ValidationError):
        wi2021.version = "2027.1"  # type: ignore[misc]
    with pytest.raises(TypeError):
        wi2021.terms["pip"] = wi2021.terms["map"]  # type: ignore[index]


def test_approach_when_copied_then_equal_and_same_hash() -> None:
    wi2021 = load_approach("wi2021")
    for twin in (copy.deepcopy(wi2021), pickle.loads(pickle.dumps(wi2021))):
        assert twin == wi2021
        assert hash(twin) == hash(wi2021)


def test_in_language_when_translated_then_that_else_dutch() -> None:
    text = LocalisedText(nl="Plan", en="The plan", ar="خطة")
    assert [text.in_language(code) for code in ("nl", "en-gb", "ar", "ti", "xx", "EN_us")] == [
        "Plan",
        "The plan",
        "خطة",
        "Plan",
        "Plan",
        "The plan",
    ]


def test_keyed_when_empty_then_false_and_of_length_zero() -> None:
    assert not Keyed[str]()
    assert list(Keyed({"a": 1, "b": 2}).items()) == [("a", 1), ("b", 2)]


def test_phases_when_in_order_then_five_steps_of_the_client_journey() -> None:
    phases = [phase.key for phase in load_approach("meerinzicht").phases_in_order]
    assert phases == ["outreach", "broad_intake", "goals_and_plan", "tracks", "direction"]


@pytest.mark.parametrize(
    ("outcomes", "highest"),
    [({"unpaid", "paid"}, "paid"), ({"unpaid", "education"}, "education"), ({"none"}, "none"), (set(), None)],
)
def test_highest_outcome_when_several_then_first_of_the_ladder(outcomes: set[str], highest: str | None) -> None:
    rung = load_approach("alkmaar").highest_outcome(outcomes)
    assert (rung.key if rung else None) == highest


def test_activities_when_contact_is_asked_then_any_contact_with_the_person() -> None:
    meerinzicht, wi2021 = load_approach("meerinzicht"), load_approach("wi2021")
    met_by = meerinzicht.activities_that_meet(meerinzicht.cadences["contact"])
    assert {"contact", "home_visit", "progress_talk"} <= met_by
    assert not {"status_report", "handover"} & met_by
    assert wi2021.activities_that_meet(wi2021.cadences["progress_asylum"]) == {"progress_talk"}


def test_to_verify_when_listed_then_what_the_law_leaves_open() -> None:
    open_points = set(load_approach("wi2021").to_verify)
    assert {("terms", "route_change"), ("cadences", "progress_asylum"), ("norms", "fine_plan")} <= open_points
    assert ("terms", "integration") not in open_points


def test_catalogue_when_unknown_then_key_error() -> None:
    with pytest.raises(KeyError):
        load_approach("wi2021").catalogue("planets")
