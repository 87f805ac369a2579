"""Points, bands and exceptions of a proposed profile, and what a definition may never count."""

from pathlib import Path

import pytest

from reisgenoot.approach import load_approach
from reisgenoot.approach.scoring import Proposal, propose
from reisgenoot.approach.scoring_checks import NEVER_COUNTED
from tests.approach.definitions import BASE, problems_of, write

READY = {
    "work_status": "works_now",
    "worked_in_origin": "yes",
    "secondary_school": "yes",
    "dutch_at_diagnosis": "fluent",
    "self_reliant": "yes",
    "motivation": "motivated",
    "availability": "full_time",
    "took_action": "yes",
}
"""Every answer that gives points, and none that takes them away."""


def proposed(**answers: str) -> Proposal:
    return propose(load_approach("meerinzicht").scoring["distance_to_work"], {**READY, **answers})


def test_proposal_when_answered_then_total_and_every_line() -> None:
    proposal = proposed()
    assert (proposal.profile, proposal.total) == ("A1", 14)
    assert {line.question: line.points for line in proposal.lines} == {
        "work_status": 3,
        "worked_in_origin": 1,
        "secondary_school": 1,
        "dutch_at_diagnosis": 3,
        "self_reliant": 2,
        "motivation": 1,
        "availability": 2,
        "took_action": 1,
    }
    assert set(proposal.missing) >= {"physical", "debts", "childcare"}


@pytest.mark.parametrize(
    ("answers", "profile"),
    [
        ({"work_status": "never_worked"}, "A1"),
        ({"work_status": "never_worked", "dutch_at_diagnosis": "limited"}, "B1"),
        ({"work_status": "never_worked", "dutch_at_diagnosis": "none", "availability": "not_available"}, "B1"),
        (
            {"work_status": "never_worked", "dutch_at_diagnosis": "none", "self_reliant": "no", "took_action": "no"},
            "B2",
        ),
    ],
)
def test_proposal_when_on_either_side_of_a_limit_then_the_right_band(answers: dict[str, str], profile: str) -> None:
    assert proposed(**answers).profile == profile


def test_proposal_when_ready_with_a_limitation_then_turned_and_says_why() -> None:
    proposal = proposed(physical="yes")
    assert proposal.profile == "A2"
    assert proposal.turned_by is not None
    assert "banenafspraak" in proposal.turned_by.why.nl


def test_proposal_when_not_ready_with_a_limitation_then_not_turned() -> None:
    proposal = proposed(work_status="never_worked", dutch_at_diagnosis="none", physical="yes")
    assert (proposal.profile, proposal.turned_by) == ("B1", None)


def test_proposal_when_too_little_is_answered_then_none_and_says_how_many_are_needed() -> None:
    scoring = load_approach("meerinzicht").scoring["distance_to_work"]
    proposal = propose(scoring, {"work_status": "works_now", "debts": ""})
    assert (proposal.profile, proposal.still_needed, proposal.turned_by) == ("", 7, None)
    assert "debts" in proposal.missing


def test_proposal_when_questions_are_open_then_says_what_else_it_could_be() -> None:
    assert proposed(work_status="never_worked").could_be == ("A1", "B1", "B2")
    everything = dict.fromkeys(
        ("physical", "psychological", "intellectual", "debts", "addiction", "family_problems", "childcare"), "no"
    )
    assert proposed(**everything).could_be == ("A1",)


@pytest.mark.parametrize("never", ["country", "sex", "residence_permit", "religion"])
def test_proposal_when_origin_is_given_then_nothing_changes(never: str) -> None:
    assert proposed(**{never: "syria"}) == proposed()


def test_shipped_scores_when_read_then_none_counts_origin_and_none_gives_d() -> None:
    scoring = load_approach("meerinzicht").scoring["distance_to_work"]
    assert not NEVER_COUNTED & set(scoring.questions)
    assert "D" not in {band.profile for band in scoring.bands} | {turn.profile for turn in scoring.turns}
    assert scoring.verify


PROVENANCE = "source: 'Wet, art. 1', valid_from: 2024-01-01"
TEXT = "{nl: a, en: b}"
SCORING = f"""\
code_lists:
  profile_group:
    title: {TEXT}
    source: Wet, art. 1
    valid_from: 2024-01-01
    codes:
      all: {{label: {TEXT}}}
  motivation:
    title: {TEXT}
    source: Wet, art. 1
    valid_from: 2024-01-01
    codes:
      high: {{label: {{nl: hoog, en: high}}}}
      low: {{label: {{nl: laag, en: low}}}}
  country:
    title: {TEXT}
    source: Wet, art. 1
    valid_from: 2024-01-01
    codes:
      syria: {{label: {{nl: Syrië, en: Syria}}}}
      eritrea: {{label: {{nl: Eritrea, en: Eritrea}}}}
      yemen: {{label: {{nl: Jemen, en: Yemen}}}}
  where_from:
    title: {TEXT}
    source: Wet, art. 1
    valid_from: 2024-01-01
    codes:
      syria: {{label: {{nl: Syrië, en: Syria}}}}
      eritrea: {{label: {{nl: Eritrea, en: Eritrea}}}}
      yemen: {{label: {{nl: Jemen, en: Yemen}}}}
profiles:
  near: {{order: 1, group: all, label: {{nl: dichtbij, en: near}}, meaning: {TEXT}, {PROVENANCE}}}
  far: {{order: 2, group: all, label: {{nl: ver, en: far}}, meaning: {TEXT}, {PROVENANCE}}}
scoring:
  distance:
    title: {TEXT}
    source: Wet, art. 1
    valid_from: 2024-01-01
    questions:
      motivation: {{points: {{high: 2}}, why: {TEXT}}}
    bands:
      - {{profile: near, at_least: 2}}
      - {{profile: far}}
"""


def test_scoring_when_in_order_then_no_problem(tmp_path: Path) -> None:
    assert problems_of(write(tmp_path / "base", approach=BASE, more=SCORING)) == ()


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("motivation: {points: {high: 2}", "country: {points: {syria: 2}", "'country' mag nooit meetellen"),
        ("motivation: {points: {high: 2}", "where_from: {points: {syria: 2}", "'where_from' mag nooit meetellen"),
        ("motivation: {points: {high: 2}", "mood: {points: {high: 2}", "vraagt niet naar 'mood'"),
        ("points: {high: 2}", "points: {highest: 2}", "'highest' is geen antwoord"),
        ("{profile: far}", "{profile: moon}", "profiel 'moon' bestaat niet"),
        ("{profile: far}", "{profile: far, at_least: 3}", "niet van hoog naar laag"),
        ("    bands:\n", "    never: near\n    bands:\n", "'near' wordt wel voorgesteld"),
        (
            "    bands:\n",
            f"    turns:\n      - {{instead_of: near, profile: far, when: {{country: syria}}, why: {TEXT}}}\n    bands:\n",
            "'country' mag nooit meetellen",
        ),
    ],
)
def test_scoring_when_it_counts_what_it_may_not_then_refused(
    tmp_path: Path, right: str, wrong: str, message: str
) -> None:
    assert SCORING.count(right) == 1
    problems = problems_of(write(tmp_path / "base", approach=BASE, more=SCORING.replace(right, wrong)))
    assert [message for problem in problems if message in str(problem)] == [message]
