"""What the tests of the deliveries share: two organisations, and small files made on the spot."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reisgenoot.approach import load_approach
from reisgenoot.deliveries.engine import deliver
from reisgenoot.deliveries.results import DeliveryResult
from reisgenoot.kernel.actor import Actor, job
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation
from reisgenoot.organisations.services import ensure_organisation, hire

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture
def meerinzicht(db: None) -> Organisation:
    return ensure_organisation(approach=load_approach("meerinzicht"))


@pytest.fixture
def alkmaar(db: None) -> Organisation:
    return ensure_organisation(approach=load_approach("alkmaar"))


@pytest.fixture
def bram(meerinzicht: Organisation) -> Iterator[Actor]:
    """A client manager of the organisation, acting."""
    with acting_as(job("set-up", meerinzicht.pk)) as by:
        staff = hire(by=by, code="BRAM", name="Bram", roles=["client_manager"])
    actor = Actor(organisation_id=meerinzicht.pk, roles=frozenset({"client_manager"}), staff_id=staff.pk)
    with acting_as(actor):
        yield actor


@pytest.fixture
def dirk(db: None) -> Actor:
    """A client manager of another organisation with the same approach: the nearest miss."""
    other = ensure_organisation(approach=load_approach("meerinzicht"), key="elders", name="Elders")
    with acting_as(job("set-up", other.pk)) as by:
        staff = hire(by=by, code="DIRK", name="Dirk", roles=["client_manager"])
    return Actor(organisation_id=other.pk, roles=frozenset({"client_manager"}), staff_id=staff.pk)


Send = Callable[..., DeliveryResult]


@pytest.fixture
def send() -> Send:
    """Deliver a folder for an organisation, as the command does."""

    def sent(organisation: Organisation, folder: Path, **options: Any) -> DeliveryResult:
        recipe = options.pop("recipe", organisation.approach_key)
        return deliver(by=job("deliver", organisation.pk), recipe=recipe, folder=folder, **options)

    return sent


def workbook(path: Path, *rows: list[Any], sheet: str = "Export") -> Path:
    """A workbook with one sheet."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


DIAGNOSIS = {
    "Klantnummer": "1",
    "BSN": "999918011",
    "Achternaam": "Jaber",
    "Voornaam": "Omar",
    "Geslacht": "Man",
    "Geboortedatum": "27-05-1992",
    "Gemeente": "Harderwijk",
    "Profiel": "B1",
    "Primair doel": "Werk",
    "Datum diagnose": "06-07-2019",
    "Klantmanager": "KM02",
}
PLAN = {
    "Plannr": "5001",
    "Meting": 1,
    "BSN": "999918011",
    "Achternaam": "Jaber",
    "Geboortedatum": "27-05-1992",
    "Klantmanager": "KM02",
    "Datum gesprek": "01-08-2019",
    "Hoofddoel": "Betaald werk",
    "Subdoel 1": "Taal leren",
    "Instrument 1": "NT2 les ROC",
    "Ondertekend klant": "J",
    "Ondertekend klantmanager": "J",
}


def diagnoses(folder: Path, *changes: dict[str, Any], name: str = "diagnoses-2020-01-15.xlsx") -> Path:
    """An export of the intake with a row per set of changes to `DIAGNOSIS`."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [DIAGNOSIS | change for change in changes]
    return workbook(folder / name, list(rows[0]), *(list(row.values()) for row in rows))


def plans(folder: Path, *changes: dict[str, Any], name: str = "support-plans.xlsx") -> Path:
    """A file of plans with a row per set of changes to `PLAN`."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [PLAN | change for change in changes]
    return workbook(folder / name, list(rows[0]), *(list(row.values()) for row in rows))
