"""The same tables for deliveries that nobody counted before: made up here, counted here, delivered, compared."""

import csv
import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from .delivering import counts, delivered

pytestmark = pytest.mark.django_db
AS_OF = date(2021, 3, 31)
PLACES = {
    "Limmen": "Castricum",
    "De Rijp": "Alkmaar",
    "Schoorl": "Bergen",
    "Heiloo": "Heiloo",
    "De Noord": "Heerhugowaard",
}
CLUSTER = {"Alkmaar": "HAL", "Heerhugowaard": "HAL", "Castricum": "BUCH", "Bergen": "BUCH", "Heiloo": "BUCH"}


def _fith(folder: Path, *, seed: int) -> Counter[tuple[bool, str, bool]]:
    """A quarterly list of Fith; returns how many are closed or not, by municipality, participating or not."""
    chance = random.Random(seed)
    counted: Counter[tuple[bool, str, bool]] = Counter()
    with (folder / "fith-2021Q1.csv").open("w", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Clientnr", "Naam", "Woonplaats", "Startdatum", "Einddatum", "Status"])
        for number in range(61):
            place, status = chance.choice(list(PLACES)), chance.choice("0123")
            started = date(2019, 1, 1) + timedelta(days=chance.randrange(600))
            ended = started + timedelta(days=chance.randrange(100)) if chance.random() < 0.6 else None
            days = [day.strftime("%d-%m-%Y") if day else "" for day in (started, ended)]
            writer.writerow([30000 + number, f"Naam{number}", place, *days, status])
            counted[ended is not None, PLACES[place], status != "0"] += 1
    return counted


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_participation_when_another_delivery_then_its_own_counts(tmp_path: Path, seed: int) -> None:
    made = _fith(tmp_path, seed=seed)
    found = delivered("alkmaar", tmp_path, as_of=AS_OF, protect=False)
    for key, is_closed in (("participation-closed", True), ("participation-ongoing", False)):
        by_place: dict[str, list[int]] = {}
        for (closed, municipality, takes_part), n in made.items():
            if closed == is_closed:
                for label in (municipality, CLUSTER[municipality], ""):
                    pair = by_place.setdefault(label, [0, 0])
                    pair[0] += n * takes_part
                    pair[1] += n
        table = found[key]
        read = counts(table) | counts(table, "cluster") | counts(table, "municipality")
        assert read == {label: tuple(pair) for label, pair in by_place.items()}
        assert counts(table, "supplier")["Fith"] == tuple(by_place[""])


def test_diagnoses_when_another_delivery_then_its_own_counts(tmp_path: Path) -> None:
    chance = random.Random(7)
    profiles: Counter[str] = Counter()
    ages: Counter[str] = Counter()
    with (tmp_path / "diagnoses-2021-02-01.csv").open("w", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Klantnummer", "BSN", "Achternaam", "Voornaam", "Geboortedatum", "Profiel", "Datum diagnose"])
        for number in range(47):
            profile, age = chance.choice(["A1", "B1", "C"]), chance.randrange(18, 70)
            writer.writerow([number, "", f"Naam{number}", "Voor", f"01-02-{2021 - age}", profile, "01-02-2021"])
            profiles[profile] += 1
            ages["<=25" if age <= 25 else "26-55" if age <= 55 else ">=56"] += 1
    found = delivered("meerinzicht", tmp_path, as_of=AS_OF, protect=False)
    assert {label: n for label, (n, _) in counts(found["profiles"], "profile").items()} == profiles
    assert {label: n for label, (_, n) in counts(found["plan-coverage"], "age").items()} == ages
    assert counts(found["plan-coverage"]) == {"": (0, 47)}
    assert counts(found["background"], "characteristic", "value")["Schuldenproblematiek/Onbekend"] == (47, 47)
