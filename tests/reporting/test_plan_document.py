"""The plan and its letter on paper, in every language of the newcomers."""

from datetime import date

import pytest

from reisgenoot.approach import load_approach
from reisgenoot.plans.detail import AgreementFact, EffortFact, GoalDetail, PlanDetail, SignatureFact, StepFact
from reisgenoot.plans.models import Pip, Plan
from reisgenoot.reporting.documents.plan import (
    DUTCH,
    PlanPrint,
    is_draft,
    labels,
    letter_data,
    letter_document,
    plan_data,
    plan_document,
)

LANGUAGES = ("nl", "en", "ar", "fa", "ti", "tr", "fr", "uk")
DAY = date(2026, 3, 2)


def a_print(language: str) -> PlanPrint:
    oefenen = AgreementFact(1, "taal", "newcomer", "", "Elke dag oefenen", date(2026, 5, 1), None)
    wandelen = AgreementFact(2, "taal", "other", "Taalmaatje Ineke", "Samen wandelen", None, DAY)
    first = GoalDetail(
        *(1, "taal", 1, "learn_dutch", "", "open", None, "first", "a", "language", "together", 5, DAY, "", "", ""),
        instruments=(EffortFact("regular_course", "", False), EffortFact("", "Thuis oefenen", True)),
        agreements=(oefenen, wandelen),
    )
    far = GoalDetail(2, "werk", 2, "", "Een kapsalon", "open", None, "far", "b", "", "", None, None, "", "", "")
    pip = Pip(dagtekening=DAY, initial_on=DAY, leerroute="b1", pvt_planned_on=DAY, pvt_hours=12, support="Maatje")
    detail = PlanDetail(
        plan=Plan(
            agreed_on=DAY,
            summary="Gaat goed.\nمرحبا",
            main_goal="paid_work",
            dream_job="kapster",
            signed_by_person_on=DAY,
        ),
        goals=[first, far],
        agreements=[oefenen],
        steps=[StepFact(1, 1, "bread_job", "Knippen", DAY, DAY)],
        signatures=[SignatureFact(1, "person", "typed", "Amira", DAY, "", None)],
        pip=pip,
    )
    return PlanPrint(detail, load_approach("meerinzicht"), "Amira", "Meerinzicht", "Bram", language, DAY)


def test_labels_when_read_then_every_language_has_the_same_words() -> None:
    known = labels()
    assert set(known) == set(LANGUAGES)
    words = {language: set(one.model_extra or {}) for language, one in known.items()}
    assert all(each == words[DUTCH] for each in words.values())
    assert all(len(one.importance) == 5 for one in known.values())
    assert all(set(one.steps) == set(known[DUTCH].steps) for one in known.values())
    assert [language for language in LANGUAGES if not is_draft(language)] == ["nl", "en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_documents_when_made_then_accessible_pdfs_in_the_language(language: str) -> None:
    for made in (plan_document(a_print(language)), letter_document(a_print(language))):
        assert made.startswith(b"%PDF")
        assert b"/StructTreeRoot" in made


def test_plan_when_in_two_languages_then_fixed_words_in_both_and_own_words_once() -> None:
    data = plan_data(a_print("tr"))
    assert data["title"] == {"nl": "Mijn plan", "other": "Planım"}
    assert data["goals"][1]["goals"][0]["title"] == {"nl": "Een kapsalon", "other": None}
    assert data["situation"]["text"] == "Gaat goed.\nمرحبا"


def test_letter_when_the_language_is_not_known_then_dutch_only() -> None:
    parts = letter_data(a_print("so"))["parts"]
    assert [part["language"] for part in parts] == ["nl"]
    assert "2 maart 2026" in parts[0]["lines"][0]
