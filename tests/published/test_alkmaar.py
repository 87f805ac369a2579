"""The tables of the Alkmaar region, from the sample delivery: every figure known, and every percentage printed."""

from datetime import date
from typing import Any

import pytest

from reisgenoot.monitor.result import TableResult

from .delivering import EXAMPLES, Tables, counts, delivered, expected, numerators, percentage, tables

pytestmark = pytest.mark.django_db
AS_OF = date(2019, 9, 30)
SCORED = date(2019, 12, 31)
TITLES = {
    "kennis_en_inzicht": "Kennis en inzicht",
    "participatie": "Participatie",
    "taalontwikkeling": "Taalontwikkeling",
    "zelfredzaamheid": "Zelfredzaamheid",
}
OUTCOMES = {
    "paid": "betaald werk",
    "education": "opleiding",
    "unpaid": "onbetaald werk, stage of vrijwilligerswerk",
    "none": "geen van deze",
}
PRINTED = {
    "participation-closed": {
        "HAL": 85.5,
        "BUCH": 76.2,
        "Fith": 70.4,
        "Fith/HAL": 74.6,
        "Fith/BUCH": 64.7,
        "Thobs": 88.8,
        "Thobs/HAL": 93.0,
        "Thobs/BUCH": 76.9,
        "Werkmeester": 86.8,
    },
    "participation-ongoing": {"": 46.9, "HAL": 43.7, "BUCH": 56.7, "Fith": 26.6, "Thobs": 52.4, "Werkmeester": 58.3},
}


@pytest.fixture
def found() -> Tables:
    return delivered("alkmaar", EXAMPLES / "alkmaar", as_of=AS_OF, protect=False)


def test_tables_when_the_sample_is_delivered_then_every_known_figure(found: Tables) -> None:
    known = expected("alkmaar")
    check_participation(found["participation-closed"], known["closed"])
    check_participation(found["participation-ongoing"], known["ongoing"])
    check_printed(found)
    for state, of in (("Afgesloten", "closed"), ("Lopend", "ongoing")):
        wanted = {OUTCOMES[key]: n for key, n in known[of]["highest_outcome"].items()}
        assert numerators(found["highest-outcome"], "outcome", state=state) == wanted
    at_the_end_of_the_year = tables("alkmaar", as_of=SCORED, protect=False)
    check_base_programme(at_the_end_of_the_year["base-indicators"], known["base_programme"])
    check_calls(at_the_end_of_the_year["pvt-first-call"], known["pvt_first_call"])
    check_protected(at_the_end_of_the_year)


def check_participation(table: TableResult, known: dict[str, Any]) -> None:
    def pairs(values: dict[str, Any]) -> dict[str, tuple[int, int]]:
        return {label: (value["participating"], value["n"]) for label, value in values.items()}

    assert counts(table) == pairs({"": known["all"]})
    assert counts(table, "supplier") == pairs(known["by_supplier"])
    assert counts(table, "cluster") == pairs(known["by_cluster"])
    assert counts(table, "municipality") == pairs(known["by_municipality"])
    assert counts(table, "supplier", "cluster") == pairs(known["by_supplier_cluster"])


def check_printed(found: Tables) -> None:
    for key, printed in PRINTED.items():
        table = found[key]
        values = counts(table) | counts(table, "supplier") | counts(table, "cluster")
        values |= counts(table, "supplier", "cluster")
        assert {label: percentage(values[label]) for label in printed} == printed
    fith = next(row for row in found["participation-closed"].rows if row.group == {"supplier": "Fith"})
    assert fith.low is not None
    assert fith.high is not None
    assert (round(100 * fith.low, 1), round(100 * fith.high, 1)) == (63.8, 76.3)


def check_base_programme(table: TableResult, known: dict[str, Any]) -> None:
    passed = counts(table, "indicator")
    for key, title in TITLES.items():
        assert percentage(passed[title]) == known["pass_pct_of_started"][key]
        assert passed[title][1] == known["started"]
        extremes = [
            percentage((row.numerator, row.denominator))
            for row in table.rows
            if row.extreme and row.group["indicator"] == title
        ]
        assert extremes == known["min_max_over_municipalities"][key]
    assert percentage(passed["Alle vier"]) == known["pass_all_pct_of_started"]
    cells = counts(table, "indicator", "municipality", "sex")
    for cell, shares in known["cells"].items():
        municipality, sex = cell.split("/")
        for key, share in shares.items():
            label = "/".join((TITLES[key], municipality, {"v": "Vrouw", "m": "Man"}[sex]))
            assert percentage(cells[label]) == share, label


def check_calls(table: TableResult, known: dict[str, Any]) -> None:
    assert counts(table) == {"": (known["succeeded"], known["persons"])}
    by_municipality = counts(table, "municipality")
    assert {label: percentage(pair) for label, pair in by_municipality.items()} == known["by_municipality"]
    assert percentage(counts(table)[""], 0) == 66


def check_protected(found: Tables) -> None:
    protected = tables("alkmaar", as_of=SCORED, protect=True)
    for key, table in protected.items():
        bare = {tuple(row.group.items()): row for row in found[key].rows}
        for row in table.rows:
            full = bare.get(tuple(row.group.items()))
            if full is None:  # another municipality is the lowest or highest when a small one is hidden
                assert row.extreme
                continue
            small = 0 < (full.denominator or 0) < 5 or 0 < (full.numerator or 0) < 5
            assert row.suppressed or not small, (key, row.group)
            assert row.suppressed or row == full


def test_participation_when_a_quarter_earlier_then_as_the_lists_then_said(found: Tables) -> None:
    earlier = tables("alkmaar", as_of=date(2019, 6, 30), protect=False)
    closed, ongoing = (counts(earlier[f"participation-{state}"])[""][1] for state in ("closed", "ongoing"))
    assert closed is not None
    assert ongoing is not None
    assert closed < 574
    assert closed + ongoing < 847
