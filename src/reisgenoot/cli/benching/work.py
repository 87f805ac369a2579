"""The heavy work behind the pages: signals, tables, deliveries."""

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from openpyxl import Workbook

from reisgenoot.approach import Approach, load_approach
from reisgenoot.deliveries.engine import deliver
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.refresh import refresh
from reisgenoot.kernel.actor import job
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation
from reisgenoot.organisations.services import ensure_organisation
from reisgenoot.reporting.runs import Question, list_tables, run_everywhere, run_tables
from reisgenoot.simulation.bsn import test_bsn
from reisgenoot.simulation.chance import one_of, source
from reisgenoot.simulation.names import NAMING
from reisgenoot.simulation.run import derive

DELIVERED_ROWS = 10_000
ONE_BY_ONE = 60


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work: what it is, the most seconds it may take, and how many it took."""

    title: str
    most_seconds: float | None
    seconds: float


def seconds_of(work: Callable[[], object]) -> float:
    """How long something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measure_signals(organisations: Sequence[Organisation]) -> list[Job]:
    """All signals over all organisations, one organisation after another; then single journeys, the 95th of a hundred."""

    def derive_all() -> None:
        for organisation in organisations:
            derive(organisation.pk)

    everything = seconds_of(derive_all)
    singles = []
    for position in range(ONE_BY_ONE):
        organisation = organisations[position % len(organisations)]
        with acting_as(job("bench", organisation.pk)):
            journey_id = (
                Journey.objects.filter(ended_on=None)
                .order_by("pk")
                .values_list("pk", flat=True)[position // len(organisations)]
            )
            singles.append(
                seconds_of(lambda o=organisation.pk, j=journey_id: refresh(organisation_id=o, journey_ids=[j]))  # type: ignore[misc]
            )
    late = sorted(singles)[int(len(singles) * 0.95)]
    return [
        Job("All signals of all organisations", 20, everything),
        Job("Signals of one journey after a change (p95)", 0.02, late),
    ]


def measure_tables(organisations: Sequence[Organisation]) -> list[Job]:
    """Every table for one organisation and for all, each on a fresh extract and again on one that is up to date."""
    approach_key, day = organisations[0].approach_key, today()
    keys = [indicator.key for indicator in list_tables(approach=approach_key)]
    question = Question(as_of=day)
    one = organisations[0]
    by = job("bench", one.pk)

    def for_one(wanted: Sequence[str]) -> float:
        return seconds_of(lambda: run_tables(wanted, organisation=one, by=by, question=question))

    def for_all(wanted: Sequence[str]) -> float:
        return seconds_of(lambda: run_everywhere(wanted, job_name="bench", question=question))

    first = for_one(keys)
    slowest_one = max(for_one([key]) for key in keys)
    extracts = for_all(keys)
    slowest_all = max(for_all([key]) for key in keys)
    return [
        Job(f"All {len(keys)} tables of one organisation, extract included", None, first),
        Job("Slowest table of one organisation", 1, slowest_one),
        Job(f"All {len(keys)} tables over all organisations, extracts included", None, extracts),
        Job("Slowest table over all organisations", 5, slowest_all),
    ]


def measure_delivery() -> Job:
    """An export of 10,000 people, delivered to an organisation that has nobody yet."""
    approach = load_approach("meerinzicht")
    number = Organisation.objects.filter(key__startswith="delivery-").count() + 1
    organisation = ensure_organisation(approach=approach, key=f"delivery-{number}", name=f"Levering {number}")
    by = job("bench", organisation.pk)
    with tempfile.TemporaryDirectory() as folder:
        write_export(Path(folder) / f"diagnoses-{today().isoformat()}.xlsx", approach, rows=DELIVERED_ROWS)
        with acting_as(by):
            seconds = seconds_of(lambda: deliver(by=by, recipe="meerinzicht", folder=Path(folder)))
    return Job(f"Delivery of a workbook of {DELIVERED_ROWS:,} rows", 30, seconds)


_YES_NO = (
    *("Lichamelijke beperking", "Psychische beperking", "Verstandelijke beperking", "Schuldenproblematiek"),
    *("Verslavingsproblematiek", "Gezinsproblematiek belemmering", "Kinderopvang belemmering"),
    *("Ontvangt zorg of ondersteuning", "Maatschappelijk zelfredzaam", "Basisonderwijs gevolgd"),
    *("Voortgezet onderwijs gevolgd", "Gewerkt in land van herkomst", "Vrijwilligerswerk in Nederland"),
    "Actie ondernomen naar werk",
)
_LISTS = {
    "Type verblijfsvergunning": "residence_permit",
    "Huishoudsituatie": "household",
    "Status inburgering": "integration_status",
    "Werk in Nederland": "work_status",
    "Arbeidsmotivatie": "motivation",
    "Beschikbaarheid": "availability",
    "Primair doel": "primary_goal",
    "Vervolgadvies": "advice",
}


def write_export(path: Path, approach: Approach, *, rows: int) -> None:
    """A workbook such as the intake tool exports, about people who do not exist."""
    chance, day = source("export", rows), today()
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Export")
    known = ("Klantnummer", "BSN", "Achternaam", "Voornaam", "Geslacht", "Geboortedatum", "Land van herkomst")
    sheet.append(
        [*known, "In Nederland sinds", "Gemeente", *_LISTS, *_YES_NO, "Profiel", "Datum diagnose", "Klantmanager"]
    )
    naming = NAMING["syria"]
    towns = [town.name for town in approach.organisation.municipalities.values()] if approach.organisation else [""]
    labels = {
        title: [code.label.nl for code in approach.code_lists[key].codes.values()] for title, key in _LISTS.items()
    }
    for number in range(rows):
        man = chance.random() < 0.5
        sheet.append(
            [
                *(500_000 + number, test_bsn(number), one_of(chance, naming.family)),
                *(one_of(chance, naming.men if man else naming.women), "Man" if man else "Vrouw"),
                *(day - timedelta(days=8_000 + int(chance.random() * 14_000)), "Syrië"),
                *(day - timedelta(days=400 + int(chance.random() * 1_500)), one_of(chance, towns)),
                *(one_of(chance, labels[title]) for title in _LISTS),
                *("J" if chance.random() < 0.3 else "N" for _ in _YES_NO),
                *(one_of(chance, tuple(approach.profiles)), day - timedelta(days=1 + int(chance.random() * 300))),
                f"KM{1 + number % 40:02d}",
            ]
        )
    book.save(path)
