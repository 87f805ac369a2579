"""The tables of the client journey, from the sample delivery: every figure known, and every percentage printed."""

from datetime import date
from typing import Any

import pytest

from .delivering import EXAMPLES, Tables, counts, delivered, denominators, expected, numerators, percentage, tables

pytestmark = pytest.mark.django_db
AS_OF = date(2020, 7, 1)

CHARACTERISTIC = {
    "land": "Land van herkomst",
    "geslacht": "Geslacht",
    "agegrp": "Leeftijd",
    "verblijf": "Type verblijfsvergunning",
    "huishouden": "Huishoudsituatie",
    "verblijfsduur": "Tijd in Nederland (jaren)",
    "taal": "Beheersing Nederlands",
    "inburgering": "Status inburgering",
    "werk": "Werk in Nederland",
    "motivatie": "Arbeidsmotivatie",
    "beschikbaar": "Beschikbaarheid",
}
YES_OR_NO = {
    "lichamelijk": "Lichamelijke beperking",
    "psychisch": "Psychische beperking",
    "verstandelijk": "Verstandelijke beperking",
    "schulden": "Schuldenproblematiek",
    "verslaving": "Verslavingsproblematiek",
    "gezin": "Gezinsproblematiek belemmering",
    "kinderopvang": "Kinderopvang belemmering",
    "zorg": "Ontvangt zorg of ondersteuning",
    "zelfredzaam": "Maatschappelijk zelfredzaam",
    "basisonderwijs": "Basisonderwijs gevolgd",
    "voortgezet": "Voortgezet onderwijs gevolgd",
    "werk_herkomst": "Gewerkt in land van herkomst",
    "vrijwilliger": "Vrijwilligerswerk in Nederland",
    "actie": "Actie ondernomen naar werk",
}
BANDS = {"le25": "<=25", "ge56": ">=56"}
PRINTED_BACKGROUND = {
    ("Leeftijd", "26-55"): 81,
    ("Land van herkomst", "Syrië"): 68,
    ("Land van herkomst", "Anders"): 21,
    ("Tijd in Nederland (jaren)", "2-5"): 60,
    ("Type verblijfsvergunning", "bepaalde tijd asiel (Type III)"): 83,
    ("Huishoudsituatie", "Met partner en kinderen"): 60,
    ("Huishoudsituatie", "Alleen"): 25,
    ("Huishoudsituatie", "Alleenstaand met kinderen"): 9,
    ("Lichamelijke beperking", "Ja"): 40,
    ("Psychische beperking", "Ja"): 22,
    ("Verstandelijke beperking", "Ja"): 1,
    ("Schuldenproblematiek", "Ja"): 10,
    ("Verslavingsproblematiek", "Ja"): 2,
    ("Gezinsproblematiek belemmering", "Ja"): 10,
    ("Kinderopvang belemmering", "Ja"): 22,
    ("Ontvangt zorg of ondersteuning", "Ja"): 15,
    ("Maatschappelijk zelfredzaam", "Ja"): 71,
    ("Beheersing Nederlands", "Niet"): 14,
    ("Beheersing Nederlands", "Vloeiend"): 5,
    ("Status inburgering", "Doet momenteel inburgering"): 33,
    ("Basisonderwijs gevolgd", "Ja"): 92,
    ("Voortgezet onderwijs gevolgd", "Ja"): 61,
    ("Werk in Nederland", "Heeft al gewerkt in NL"): 10,
    ("Werk in Nederland", "Werkt momenteel"): 7,
    ("Gewerkt in land van herkomst", "Ja"): 71,
    ("Vrijwilligerswerk in Nederland", "Ja"): 24,
    ("Actie ondernomen naar werk", "Ja"): 23,
    ("Beschikbaarheid", "Niet beschikbaar"): 20,
}


@pytest.fixture(scope="module")
def known() -> dict[str, Any]:
    return expected("meerinzicht")


@pytest.fixture
def found() -> Tables:
    return delivered("meerinzicht", EXAMPLES / "meerinzicht", as_of=AS_OF, protect=False)


def test_tables_when_the_sample_is_delivered_then_every_known_figure(found: Tables, known: dict[str, Any]) -> None:
    check_background(found, known)
    check_diagnosis(found, known)
    check_plans(found, known)
    check_funnel(found, known)
    check_coverage(found, known)
    check_printed(found)


def check_background(found: Tables, known: dict[str, Any]) -> None:
    table = found["background"]
    values = counts(table, "characteristic", "value")
    for key, title in CHARACTERISTIC.items():
        mine = {label.split("/", 1)[1]: n for label, (n, _) in values.items() if label.startswith(f"{title}/")}
        assert mine == {BANDS.get(value, value): n for value, n in known["single_choice"][key].items()}, title
    for key, title in YES_OR_NO.items():
        assert values[f"{title}/Ja"] == (known["yes_counts"][key], known["diagnoses"]), title
        assert values[f"{title}/Nee"] == (known["diagnoses"] - known["yes_counts"][key], known["diagnoses"]), title
    assert len({label.split("/")[0] for label in values}) == len(CHARACTERISTIC) + len(YES_OR_NO)
    age, years = table.summaries
    assert (round(age.mean, 2), age.lowest, age.highest) == (known["mean_age"], 19, 66)
    assert round(years.mean) == 4
    assert years.lowest is not None
    assert years.highest is not None
    assert (round(12 * years.lowest), round(years.highest)) == (3, 18)


def check_diagnosis(found: Tables, known: dict[str, Any]) -> None:
    single = known["single_choice"]
    assert numerators(found["profiles"], "profile") == single["profiel"]
    assert numerators(found["primary-goals"], "primary_goal") == single["doel"]
    assert numerators(found["advice"], "advice") == single["advies"]
    new = counts(found["profiles-new"], "profile")
    assert new["C"] == (known["profile_C_in_new"], known["new_in_second_export"])
    assert denominators(new.values()) == {known["new_in_second_export"]}


def check_plans(found: Tables, known: dict[str, Any]) -> None:
    for table, of, counted, base in (
        ("main-goals", "goal", "main_goal", "plans_usable"),
        ("subgoals-1", "goal", "subgoal1", "plans_usable"),
        ("subgoals-2", "goal", "subgoal2", "subgoal2_base"),
        ("instruments-1", "instrument", "instrument1", "plans_usable"),
        ("instruments-2", "instrument", "instrument2", "subgoal2_base"),
    ):
        assert counts(found[table], of) == {label: (n, known[base]) for label, n in known[counted].items()}, table
    work = known["main_goal"]["werk"]
    assert counts(found["goal-in-both"]) == {"": (known["work_plan_other_goal_in_diagnosis"], work)}
    spread = numerators(found["goal-in-both"], "primary_goal")
    assert spread["Werk"] == work - known["work_plan_other_goal_in_diagnosis"]
    assert sum(n or 0 for n in spread.values()) == work


def check_funnel(found: Tables, known: dict[str, Any]) -> None:
    people, received, kept = known["diagnoses"], known["plans_received"], known["plans_usable"]
    new, linked = known["new_in_second_export"], known["plans_linked"]
    assert counts(found["data-funnel"], "stage") == {
        "Diagnoses": (people, people),
        "Diagnoses in eerdere levering": (people - new, people),
        "Nieuw in laatste levering": (new, people),
        "Diagnoses met gekoppeld plan": (linked, people),
        "Plannen ontvangen": (received, received),
        "Plannen bruikbaar": (kept, received),
        "Plannen niet bruikbaar": (known["sent_twice"] + known["same_bsn_other_person"] + known["empty"], received),
        "Plannen gekoppeld": (linked, kept),
        "Plannen niet gekoppeld": (known["plans_unlinked"], kept),
    }


def check_coverage(found: Tables, known: dict[str, Any]) -> None:
    table = found["plan-coverage"]
    single = known["single_choice"]
    for key, of in (("profile", "profiel"), ("sex", "geslacht"), ("household", "huishouden")):
        assert {label: n for label, (_, n) in counts(table, key).items()} == single[of]
    assert sum(n or 0 for n in numerators(table, "age").values()) == known["plans_linked"]
    assert counts(table) == {"": (known["plans_linked"], known["diagnoses"])}
    p_values = {tuple(test.group.items()): test.p_value for test in table.tests}
    assert p_values[(("profile", "C"),)] == pytest.approx(known["p_value_plan_by_profile_C"], rel=1e-9)
    assert all(p > 0.05 for group, p in p_values.items() if group[0][0] in {"sex", "age", "household", "years_in_nl"})


def check_printed(found: Tables) -> None:
    background = counts(found["background"], "characteristic", "value")
    for (title, value), printed in PRINTED_BACKGROUND.items():
        assert percentage(background[f"{title}/{value}"], 0) == printed, (title, value)
    finished = [background[f"Status inburgering/Inburgering afgerond{rest}"] for rest in ("", " (zonder succes)")]
    assert percentage((sum(n or 0 for n, _ in finished), 331), 0) == 39
    profiles = counts(found["profiles"], "profile")
    assert percentage(((profiles["B1"][0] or 0) + (profiles["B2"][0] or 0), 331), 0) == 63
    goals = counts(found["primary-goals"], "primary_goal")
    assert percentage(goals["Taal en inburgering"], 0) == 26
    assert percentage(goals["Welzijn familie/vrienden"], 0) == 25
    assert percentage(goals["Werk"], 0) == 14
    assert percentage(counts(found["advice"], "advice")["Voltijdroute"], 0) == 31
    for table, key, printed in (
        ("subgoals-1", "goal", {"taal/opleiding/inburgering": 68, "werk": 12, "gezin/gezondheid": 8}),
        (
            "subgoals-2",
            "goal",
            {"taal/opleiding/inburgering": 39, "werk": 34, "participatie": 18, "gezin/gezondheid": 8},
        ),
        ("instruments-1", "instrument", {"taallessen": 25, "voltijdroute": 23, "Intervens": 19}),
        ("instruments-2", "instrument", {"Intervens": 35}),
    ):
        values = counts(found[table], key)
        assert {label: percentage(values[label], 0) for label in printed} == printed, table


def test_tables_when_protected_then_no_small_number_and_the_rest_as_it_is(found: Tables) -> None:
    protected = tables("meerinzicht", as_of=AS_OF, protect=True)
    for key, table in protected.items():
        if table.threshold == 0:
            continue
        for row, bare in zip(table.rows, found[key].rows, strict=True):
            assert row.group == bare.group
            small = 0 < (bare.denominator or 0) < 5 or 0 < (bare.numerator or 0) < 5
            assert row.suppressed or not small, (key, row.group)
            if row.suppressed:
                assert (row.numerator, row.denominator, row.share, row.low, row.high) == (None,) * 5
            else:
                assert row == bare
    hidden = {row.group["value"] for row in protected["background"].rows if row.suppressed}
    assert hidden == {"Irak", "Jemen", "Sudan", "Somalië", "Ja", "Nee"}
    assert "laagste" not in protected["background"].definition


def test_tables_when_only_the_first_export_came_then_nobody_is_new(tmp_path: Any) -> None:
    first = "diagnoses-2020-01-15.xlsx"
    (tmp_path / first).write_bytes((EXAMPLES / "meerinzicht" / first).read_bytes())
    found = delivered("meerinzicht", tmp_path, as_of=AS_OF, protect=False)
    assert counts(found["data-funnel"], "stage")["Nieuw in laatste levering"] == (0, 285)
    assert found["profiles-new"].rows == ()
