"""A delivery nobody here has seen: other people, other counts, words that are in no list."""

import json
import random
from datetime import date, timedelta
from itertools import count

import pytest
from tests.deliveries.conftest import diagnoses, plans

from reisgenoot.deliveries.enums import ReviewState
from reisgenoot.deliveries.models import ReviewItem
from reisgenoot.kernel.actor import job
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.people.bsn import passes_eleven_test
from reisgenoot.plans.models import Plan

NAMES = ["Haile", "Öztürk", "van der Berg", "Al-Masri", "Nguyễn", "Kidane", "Zein", "Osman", "Habte", "Sayegh"]


def _bsns(start: int):
    return (f"{number:09d}" for number in count(start) if passes_eleven_test(f"{number:09d}"))


def _failing(start: int):
    return (f"{number:09d}" for number in count(start, 7) if not passes_eleven_test(f"{number:09d}"))


@pytest.fixture
def made(tmp_path):
    """Two exports and a file of plans with known counts; every number differs from the sample delivery."""
    chance = random.Random(20200101)
    numbers, unknown, failing = _bsns(700_000_000), _bsns(800_000_000), _failing(600_000_001)
    people = [
        {
            "Klantnummer": str(900 + n),
            "BSN": next(numbers),
            "Achternaam": chance.choice(NAMES) + chance.choice(["", " ", "i"]),
            "Voornaam": f"Naam{n}",
            "Geboortedatum": (date(1960, 1, 1) + timedelta(days=97 * n)).isoformat(),
            "Profiel": chance.choice(["A1", "b2", "C "]),
            "Primair doel": chance.choice(["werk", "Opleiding"]),
        }
        for n in range(60)
    ]
    diagnoses(tmp_path, *people[:41], name="diagnoses-2021-02-01.xlsx")
    diagnoses(tmp_path, *people, name="diagnoses-2021-05-01.xlsx")

    def plan(n, **changes):
        person = people[n]
        copied = {name: person[name] for name in ("BSN", "Achternaam", "Geboortedatum")}
        return copied | {"Plannr": str(100 + n), "Datum gesprek": f"{1 + n % 28:02d}-03-2021"} | changes

    rows = [plan(n) for n in range(30)]
    rows += [plan(n, Plannr=str(300 + n), Meting=2) for n in range(5)]
    rows += [plan(n, Plannr=str(400 + n), Achternaam="Anders", Geboortedatum="31-12-1999") for n in range(2)]
    rows += [plan(30, Hoofddoel=None, **{"Subdoel 1": None, "Instrument 1": None})]
    rows += [plan(31 + n, BSN=next(failing)) for n in range(3)]
    rows += [plan(34 + n, BSN=next(unknown), Achternaam="Niemand", Geboortedatum="30-12-1999") for n in range(2)]
    rows += [plan(40, **{"Subdoel 1": "leren zwemmen", "Hoofddoel": "de wereld rond"})]
    chance.shuffle(rows)
    plans(tmp_path, *rows)
    return tmp_path


def test_other_delivery_when_read_then_its_own_counts_and_questions(meerinzicht, send, made):
    result = send(meerinzicht, made)
    assert {name: result.counts[name] for name in list(result.counts)[:5]} == {
        "diagnoses": 60,
        "new_in_second_export": 19,
        "plans_received": 44,
        "plans_kept": 30 + 3 + 2 + 1,
        "plans_linked": 31,
    }
    assert {one["kind"]: one["count"] for one in result.review} == {
        "goal_text": 1,
        "main_goal_text": 1,
        "plan_empty": 1,
        "plan_person": 7,
    }


def test_other_delivery_when_read_then_nothing_is_lost(meerinzicht, send, made):
    send(meerinzicht, made)
    with acting_as(job("test", meerinzicht.pk)):
        assert Plan.objects.filter(main_goal="", main_goal_text="de wereld rond").count() == 1
        assert ReviewItem.objects.filter(state=ReviewState.OPEN, given_sealed=None).count() == 0


def test_other_delivery_when_read_then_no_bsn_in_plain(meerinzicht, send, made):
    send(meerinzicht, made)
    with acting_as(job("test", meerinzicht.pk)):
        kept = json.dumps(list(ReviewItem.objects.values_list("given", "suggestions", "match_key", "reason", "column")))
    assert not any(prefix in kept for prefix in ("70000", "80000", "60000"))
