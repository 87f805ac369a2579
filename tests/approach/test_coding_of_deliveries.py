"""What people and suppliers really write is coded, and the counts come out as published.

``data/`` holds the texts of the sample deliveries with how often they occur: the 178 kept support plans of Meerinzicht
and the supplier lists of Alkmaar at the end of 2019Q3.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from reisgenoot.approach import load_approach

DATA = Path(__file__).parent / "data"
MEERINZICHT, ALKMAAR = load_approach("meerinzicht"), load_approach("alkmaar")

PLAN_COUNTS = {
    "main_goal": {"werk": 108, "werk & opleiding": 34, "overig": 15, "opleiding": 21},
    "subgoal1": {"overig": 22, "werk": 21, "taal/opleiding/inburgering": 121, "gezin/gezondheid": 14},
    "subgoal2": {
        "overig": 2,
        "taal/opleiding/inburgering": 62,
        "participatie": 29,
        "werk": 54,
        "gezin/gezondheid": 13,
    },
    "instrument1": {"Intervens": 34, "overig": 50, "voltijdroute": 41, "eigen inzet": 8, "taallessen": 45},
    "instrument2": {"overig": 67, "taallessen": 30, "eigen inzet": 7, "Intervens": 56},
}
CODED_BY = {
    "main_goal": ("main_goals", "group", "main_goal_group"),
    "subgoal1": ("goals", "group_first", "subgoal_group"),
    "subgoal2": ("goals", "group_second", "subgoal_group"),
    "instrument1": ("instruments", "group", "instrument_group"),
    "instrument2": ("instruments", "group", "instrument_group"),
}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("field", PLAN_COUNTS)
def test_plan_texts_when_grouped_then_as_published(field: str) -> None:
    section, attribute, groups = CODED_BY[field]
    counted: Counter[str] = Counter()
    for row in rows("meerinzicht_texts.csv"):
        if row["field"] == field:
            entry = MEERINZICHT.catalogue(section).find(row["text"])
            assert entry is not None, row["text"]
            counted[MEERINZICHT.code_lists[groups].codes[getattr(entry, attribute)].label.nl] += int(row["count"])
    assert counted == PLAN_COUNTS[field]


@pytest.mark.parametrize(("field", "section"), [("other_subgoals", "goals"), ("other_instruments", "instruments")])
def test_plan_texts_when_later_in_the_plan_then_coded_too(field: str, section: str) -> None:
    texts = [row["text"] for row in rows("meerinzicht_texts.csv") if row["field"] == field]
    assert texts
    assert [text for text in texts if MEERINZICHT.catalogue(section).find(text) is None] == []


@pytest.mark.parametrize(
    ("section", "text", "key"),
    [
        ("main_goals", "Uitstroom naar betaalde arbeid.", "paid_work"),
        ("main_goals", "opleiding, daarna werk", "work_and_education"),
        ("main_goals", "MBO niveau 3", "mbo_diploma"),
        ("main_goals", "ZZP'er", "own_business"),
        ("goals", "Nederlands leren", "learn_dutch"),
        ("goals", "Diplomawaardering", "diploma_recognition"),
        ("goals", "opleiding MBO niveau 4", "vocational_education"),
        ("goals", "VCA", "employee_skills"),
        ("goals", "Werk in de techniek", "work_in_sector"),
        ("goals", "GGZ-behandeling", "mental_health"),
        ("instruments", "taallessen 4 dagdelen", "lessons_three_day_parts"),
        ("instruments", "VWN voltijd 20 weken", "vwn"),
        ("instruments", "Voltijdtraject Landstede", "landstede"),
        ("instruments", "Ga! Op weg", "toptaal"),
        ("instruments", "Taalcoach VluchtelingenWerk", "language_buddy"),
        ("instruments", "taalcoach Intervens", "job_language_coach"),
    ],
)
def test_plan_texts_when_worded_otherwise_then_coded(section: str, text: str, key: str) -> None:
    found = MEERINZICHT.catalogue(section).find(text)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    "text", ["werk of opleiding?", "zie vorig plan", "wrek", "taal en schulden", "overleg met partner"]
)
def test_plan_texts_when_not_surely_known_then_not_coded(text: str) -> None:
    assert MEERINZICHT.catalogue("goals").find(text) is None
    assert MEERINZICHT.catalogue("main_goals").find(text) is None


def test_suggestions_when_misspelt_then_the_meant_goal_comes_first() -> None:
    assert MEERINZICHT.catalogue("goals").suggest("inburgerings exaam halen")[0][0].key == "integration_exam"
    assert MEERINZICHT.catalogue("goals").suggest("vrijwiligerswerk doen")[0][0].key == "voluntary_work"


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("country", "Syrië Anders Iran Afghanistan Ethiopië Irak Jemen Sudan Somalië Eritrea SYRIE soedan"),
        ("sex", "Man Vrouw m V"),
        ("yes_no", "J Ja N Nee nee JA n.v.t."),
        ("profiles", "A1 A2 B1 B2 C D"),
        ("dutch_at_diagnosis", "Niet Beperkt Gemiddeld Vloeiend"),
        ("questionnaire_language", "Arabisch Engels Tigrinya Nederlands Farsi"),
    ],
)
def test_intake_words_when_as_exported_then_coded(name: str, texts: str) -> None:
    assert [text for text in texts.split() if MEERINZICHT.catalogue(name).find(text) is None] == []


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        (
            "residence_permit",
            [
                "bepaalde tijd asiel (Type III)",
                "bepaalde tijd regulier (Type I)",
                "onbepaalde tijd asiel (Type II)",
                "onbepaalde tijd regulier (Type IV)",
            ],
        ),
        ("household", ["Met partner en kinderen", "Alleen", "Alleenstaand met kinderen", "Anders"]),
        (
            "integration_status",
            [
                "Doet momenteel inburgering",
                "Inburgering afgerond",
                "Inburgering afgerond (zonder succes)",
                "Inburgering staat gepland",
                "Geen inburgering gedaan of gepland",
            ],
        ),
        ("work_status", ["Heeft al gewerkt in NL", "Werkt momenteel", "Heeft nog niet gewerkt in NL"]),
        ("motivation", ["Is gemotiveerd", "Is niet gemotiveerd", "Niet te beoordelen"]),
        ("availability", ["Fulltime beschikbaar", "Parttime beschikbaar", "Niet beschikbaar"]),
        (
            "primary_goal",
            [
                "Taal en inburgering",
                "Welzijn familie/vrienden",
                "Werk",
                "Opleiding",
                "Gezondheid en beperkingen",
                "Overig",
            ],
        ),
        (
            "advice",
            [
                "Voltijdroute",
                "Participatiehuis Intervens",
                "Regulier taalonderwijs",
                "Taalcoach Intervens",
                "Sociale activering",
                "Directe bemiddeling Intervens",
                "Geen",
                "Schuldhulpverlening",
            ],
        ),
    ],
)
def test_intake_labels_when_as_exported_then_the_label_itself(name: str, labels: list[str]) -> None:
    assert [MEERINZICHT.catalogue(name).find(label).label.nl for label in labels] == labels


def test_permit_when_named_by_the_other_number_then_the_name_decides() -> None:
    """The export has the numbers of permanent asylum and permanent regular the wrong way round."""
    permits = MEERINZICHT.catalogue("residence_permit")
    assert permits.find("onbepaalde tijd asiel (Type IV)") is permits.find("onbepaalde tijd asiel (Type II)")


# --- Alkmaar ---------------------------------------------------------------------------------------------------------

HIGHEST = {
    "closed": {"paid": 244, "education": 86, "unpaid": 140, "none": 104},
    "ongoing": {"paid": 48, "education": 36, "unpaid": 44, "none": 145},
}
PARTICIPATING = {
    ("closed", "Fith"): (143, 203),
    ("closed", "Thobs"): (222, 250),
    ("closed", "Werkmeester"): (105, 121),
    ("closed", "HAL"): (300, 351),
    ("closed", "BUCH"): (170, 223),
    ("closed", "Alkmaar"): (169, 197),
    ("closed", "Heerhugowaard"): (79, 97),
    ("closed", "Langedijk"): (52, 57),
    ("closed", "Bergen"): (62, 78),
    ("closed", "Uitgeest"): (15, 21),
    ("closed", "Castricum"): (75, 96),
    ("closed", "Heiloo"): (18, 28),
    ("ongoing", "Fith"): (17, 64),
    ("ongoing", "Thobs"): (97, 185),
    ("ongoing", "Werkmeester"): (14, 24),
    ("ongoing", "HAL"): (90, 206),
    ("ongoing", "BUCH"): (38, 67),
    ("ongoing", "Alkmaar"): (49, 108),
    ("ongoing", "Heerhugowaard"): (31, 68),
    ("ongoing", "Langedijk"): (10, 30),
    ("ongoing", "Bergen"): (18, 30),
    ("ongoing", "Uitgeest"): (2, 3),
    ("ongoing", "Castricum"): (15, 30),
    ("ongoing", "Heiloo"): (3, 4),
}


def outcomes(supplier: str, written: str) -> set[str]:
    """The rungs of the ladder that a supplier's coding stands for."""
    if supplier == "fith":
        return {ALKMAAR.catalogue("fith_status").find(written).group}
    if supplier == "werkmeester":
        found = ALKMAAR.catalogue("werkmeester_situation").find_all(written)
        assert found, written
        return {code.group for code in found}
    hours, education, unpaid = written.split("|")
    said_yes = [
        name for name, answer in (("opleiding", education), ("vrijwilligerswerk_of_stage", unpaid)) if answer == "ja"
    ]
    columns = [*(["betaald_werk_uren"] if hours else []), *said_yes]
    return {ALKMAAR.catalogue("thobs_outcome").find(column).group for column in columns} or {"none"}


def test_outcomes_when_counted_then_as_published() -> None:
    highest: dict[str, Counter[str]] = {"closed": Counter(), "ongoing": Counter()}
    taking_part: Counter[tuple[str, str]] = Counter()
    everybody: Counter[tuple[str, str]] = Counter()
    for row in rows("alkmaar_outcomes.csv"):
        rung = ALKMAAR.highest_outcome(outcomes(row["supplier"], row["written"]))
        municipality = ALKMAAR.find_municipality(row["place"])
        assert rung is not None, row
        assert municipality is not None, row
        highest[row["state"]][rung.key] += int(row["count"])
        supplier = ALKMAAR.providers[row["supplier"]].label.nl
        for group in (supplier, municipality.name, municipality.cluster):
            everybody[row["state"], str(group)] += int(row["count"])
            taking_part[row["state"], str(group)] += int(row["count"]) * rung.participating
    assert highest == HIGHEST
    assert {key: (taking_part[key], total) for key, total in everybody.items()} == PARTICIPATING


@pytest.mark.parametrize(
    ("written", "groups"),
    [
        ("contract voor 12 maanden", {"paid"}),
        ("werkt 32 uur via uitzendbureau + vrijwilligerswerk", {"paid", "unpaid"}),
        ("MBO 3 gestart", {"education"}),
        ("mbo-2 gestart + werkt 12 uur", {"education", "paid"}),
        ("vrijwilligerswerk bibliotheek", {"unpaid"}),
        ("Thuis", {"none"}),
        ("", {"none"}),
    ],
)
def test_situation_when_worded_otherwise_then_coded(written: str, groups: set[str]) -> None:
    assert outcomes("werkmeester", written) == groups


def test_situation_when_half_of_it_is_unknown_then_not_coded() -> None:
    assert ALKMAAR.catalogue("werkmeester_situation").find_all("betaald werk 36u + iets anders") == ()


@pytest.mark.parametrize(
    ("place", "municipality"),
    [
        ("Koedijk", "Alkmaar"),
        ("De Rijp", "Alkmaar"),
        ("Oudorp", "Alkmaar"),
        ("De Noord", "Heerhugowaard"),
        ("Schoorl", "Bergen"),
        ("Egmond aan Zee", "Bergen"),
        ("BERGEN (NH)", "Bergen"),
        ("Egmond a/d Hoef", "Bergen"),
        ("Limmen", "Castricum"),
        ("Akersloot", "Castricum"),
        ("Broek op Langedijk", "Langedijk"),
        ("St. Pancras", "Langedijk"),
        ("0399", "Heiloo"),
    ],
)
def test_place_when_a_village_then_its_municipality(place: str, municipality: str) -> None:
    found = ALKMAAR.find_municipality(place)
    assert found is not None
    assert found.name == municipality


def test_place_when_elsewhere_then_none() -> None:
    assert ALKMAAR.find_municipality("Utrecht") is None
    assert load_approach("wi2021").find_municipality("Alkmaar") is None


def test_indicators_when_scored_by_letter_then_pass_or_fail() -> None:
    levels = ALKMAAR.catalogue("base_indicators")
    assert [levels.find(letter).key for letter in "VO"] == ["pass", "fail"]
    assert len(ALKMAAR.scales["base_indicators"].items) == 4


def test_response_to_a_call_when_as_delivered_then_coded() -> None:
    responses = ALKMAAR.catalogue("pvt_response")
    written = ["succesvol", "geen reactie", "niet verschenen", "verplaatst"]
    assert [responses.find(text).key for text in written] == ["success", "no_answer", "no_show", "moved"]
