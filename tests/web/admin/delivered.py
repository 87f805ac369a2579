"""Small deliveries that leave questions, made on the spot."""

from pathlib import Path
from typing import Any

import openpyxl

from reisgenoot.deliveries.engine import deliver
from reisgenoot.deliveries.models import ReviewItem
from reisgenoot.kernel.tenancy import acting_as
from tests.web.at_work import Workplace

DIAGNOSIS: dict[str, Any] = {
    "Klantnummer": "100",
    "BSN": "999918011",
    "Achternaam": "Jaber",
    "Voornaam": "Omar",
    "Geslacht": "Man",
    "Geboortedatum": "27-05-1992",
    "Gemeente": "Harderwijk",
    "Schuldenproblematiek": "Ja",
    "Profiel": "A1",
    "Datum diagnose": "06-07-2019",
}
PLAN: dict[str, Any] = {
    "Plannr": "7001",
    "BSN": "123456789",
    "Achternaam": "Jaber",
    "Geboortedatum": "27-05-1992",
    "Datum gesprek": "25-08-2019",
    "Hoofddoel": "betaald werk",
    "Subdoel 1": "zwemdiploma halen",
    "Instrument 1": "taallessen",
}


def workbook(path: Path, *rows: dict[str, Any]) -> Path:
    """A workbook with one sheet; the first row says the columns."""
    book = openpyxl.Workbook()
    book.active.title = "Export"
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    book.save(path)
    return path


def deliver_with_questions(place: Workplace, folder: Path) -> dict[str, ReviewItem]:
    """A person, somebody who looks like him, an unknown word and date, and a plan under a wrong BSN; the questions by kind."""
    alike = DIAGNOSIS | {"Klantnummer": "101", "BSN": "", "Achternaam": "Jabber"}
    unknown = DIAGNOSIS | {"Klantnummer": "102", "BSN": "999874500", "Achternaam": "Tesfay", "Profiel": "Z9"}
    wrong_day = DIAGNOSIS | {"Klantnummer": "103", "BSN": "", "Achternaam": "Haddad", "Geboortedatum": "31-02-1980"}
    folder.mkdir(exist_ok=True)
    workbook(folder / "diagnoses-2020-01-15.xlsx", DIAGNOSIS, alike, unknown, wrong_day)
    workbook(folder / "support-plans.xlsx", PLAN)
    deliver(by=place.job, recipe="meerinzicht", folder=folder)
    with acting_as(place.job):
        return {item.kind: item for item in ReviewItem.objects.select_related("source_row")}
