"""The definitions that come with the software are complete: sources, both languages, the milestones others count on."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from reisgenoot.approach import Approach, Keyed, LocalisedText, approaches_folder, keys_in, load_all
from reisgenoot.approach.base import Sourced
from reisgenoot.approach.periods import Period

APPROACHES = list(load_all().values())
by_key = pytest.mark.parametrize("approach", APPROACHES, ids=[approach.key for approach in APPROACHES])

MILESTONES = {
    *("linked", "housing_signal", "azc_contact", "settled", "duo_notice", "brp_registered", "intake_started"),
    *("language_test", "questionnaire_filled", "diagnosed", "plan_made", "plan_signed", "pip_established"),
    *("offer_made", "track_started", "track_ended", "pvt_signed", "map_finished", "integration_finished"),
    *("benefit_started", "benefit_ended", "journey_closed"),
}


def parts(thing: Any) -> Iterator[Any]:
    """A model and everything in it."""
    yield thing
    if isinstance(thing, Keyed):
        inside = list(thing.values())
    elif isinstance(thing, BaseModel):
        inside = [getattr(thing, name) for name in type(thing).model_fields]
    else:
        inside = list(thing) if isinstance(thing, tuple) else []
    for each in inside:
        yield from parts(each)


def test_shipped_when_listed_then_these_three() -> None:
    assert keys_in(approaches_folder()) == ["alkmaar", "meerinzicht", "wi2021"]


@by_key
def test_values_when_set_by_somebody_then_all_have_a_source_with_a_place(approach: Approach) -> None:
    names = [document.name for document in approach.documents.values()]
    sourced = [part for part in parts(approach) if isinstance(part, Sourced)]
    assert len(sourced) > 50
    for part in sourced:
        document = next(name for name in names if part.source.startswith(name))
        assert part.source.removeprefix(document).strip(" ,"), f"{part.source}: where in the document?"
        assert part.valid_from.year >= 2014


@by_key
def test_texts_when_read_then_dutch_and_english_and_no_blanks_around(approach: Approach) -> None:
    for text in (part for part in parts(approach) if isinstance(part, LocalisedText)):
        assert text.nl.strip() == text.nl != ""
        assert text.en.strip() == text.en != ""
        assert "  " not in text.nl + text.en


@by_key
def test_milestones_when_others_count_on_them_then_there(approach: Approach) -> None:
    assert set(approach.milestones) >= MILESTONES


def test_milestones_when_alkmaar_then_also_both_programmes() -> None:
    alkmaar = next(approach for approach in APPROACHES if approach.key == "alkmaar")
    assert {"base_started", "base_ended", "follow_up_started", "follow_up_ended"} <= set(alkmaar.milestones)


@by_key
def test_rules_when_a_milestone_repeats_then_the_rule_says_which_counts(approach: Approach) -> None:
    """The integration term counts from the first PIP, whatever comes after it (Wet inburgering 2021, art. 11 lid 3)."""
    assert approach.terms["integration"].occurrence == "first"
    assert approach.milestones["pip_established"].repeatable


def test_law_when_read_then_the_figures_of_the_law() -> None:
    wi2021 = next(approach for approach in APPROACHES if approach.key == "wi2021")
    within = {key: (str(term.within), term.starts, term.end) for key, term in wi2021.terms.items()}
    assert within["pip"] == ("P10W", "day_after", "inclusive")
    assert within["pip_after_information"] == ("P2W", "day_after", "inclusive")
    assert within["integration"] == ("P3Y", "day_after", "exclusive")
    assert within["route_change"] == ("P18M", "day_after", "exclusive")
    assert within["unburdening"] == ("P6M", "same_day", "exclusive")
    hours = {key: norm.value for key, norm in wi2021.norms.items() if norm.unit == "hours"}
    assert (hours["pvt_hours"], hours["map_hours"]) == (12, 40)
    assert (hours["z_lesson_hours"], hours["z_participation_hours"], hours["downscale_hours"]) == (800, 800, 600)


def test_meerinzicht_when_read_then_the_figures_of_the_report() -> None:
    meerinzicht = next(approach for approach in APPROACHES if approach.key == "meerinzicht")
    assert list(meerinzicht.profiles) == ["A1", "A2", "B1", "B2", "C", "D"]
    assert meerinzicht.cadences["contact"].every == Period(months=3)
    weeks = {key: offer.weeks for key, offer in meerinzicht.offers.items() if offer.weeks}
    assert weeks == {
        "vwn_full_time": 20,
        "taalschool_veluwe_full_time": 40,
        "landstede_full_time": 40,
        "ecn_full_time": 48,
    }
    assert sum(offer.full_time for offer in meerinzicht.offers.values()) == 5
    assert {key: target.share for key, target in meerinzicht.targets.items()}["full_time_new"] == 0.8
    for offer in meerinzicht.offers.values():
        block_weeks = [block.weeks for block in offer.blocks if block.weeks]
        assert not block_weeks or sum(block_weeks) == offer.weeks


def test_alkmaar_when_read_then_the_figures_of_the_report() -> None:
    alkmaar = next(approach for approach in APPROACHES if approach.key == "alkmaar")
    assert alkmaar.organisation is not None
    assert len(alkmaar.organisation.municipalities) == 7
    prices = {offer.provider: offer.price_euro for offer in alkmaar.offers.values()}
    assert prices == {"vluchtelingenwerk": None, "fith": 3000, "thobs": 4000, "werkmeester": 6000}
    assert [rung.key for rung in alkmaar.outcome_ladder] == ["paid", "education", "unpaid", "none"]
    assert [rung.participating for rung in alkmaar.outcome_ladder] == [True, True, True, False]


@by_key
def test_profiles_and_levels_when_alike_then_not_the_same_code(approach: Approach) -> None:
    """Profile B1, language level B1 and the B1 route are three different things."""
    assert approach.catalogue("cefr").find("B1").key == "b1"
    if approach.profiles:
        assert approach.catalogue("profiles").find("B1").group == "B"
