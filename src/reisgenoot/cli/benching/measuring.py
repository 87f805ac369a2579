"""One round of measuring at one size: make the population, then measure pages and work. Results travel as JSON."""

import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from reisgenoot.approach import load_approach
from reisgenoot.cli.benching import work
from reisgenoot.cli.benching.visits import PAGES, measure, visitors_of
from reisgenoot.cli.benching.work import Job
from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.actor import job
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation
from reisgenoot.simulation.run import simulate

APPROACH = "meerinzicht"
SEED = 50
MADE = "population.json"
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Round:
    """What to measure: journeys over organisations, and how many requests per page."""

    journeys: int
    organisations: int
    requests: int
    workers: int


def run(wanted: Round, progress: Progress) -> dict[str, Any]:
    """Measure everything once. The result holds figures only: no names, no keys."""
    organisations, making = _populate(wanted, progress)
    progress("pagina's meten")
    Path(str(settings.STATIC_ROOT)).mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    visitors = visitors_of(organisations, number=wanted.requests + 1)
    pages = {}
    for page in PAGES:
        found = measure(page, visitors)
        pages[page.key] = {
            "title": page.title,
            "most_ms": page.most_ms,
            "most_queries": page.most_queries,
            "p50": found.percentile(0.5),
            "p95": found.percentile(0.95),
            "queries": found.queries,
        }
    progress("signalen, tabellen en levering meten")
    jobs = [*making, *work.measure_signals(organisations), *work.measure_tables(organisations), work.measure_delivery()]
    return {
        "day": today().isoformat(),
        "journeys": wanted.journeys,
        "organisations": wanted.organisations,
        "requests": wanted.requests,
        "postgresql": _version(),
        "has_priority": _has_priority(),
        "pages": pages,
        "jobs": [asdict(each) for each in jobs],
    }


def _populate(wanted: Round, progress: Progress) -> tuple[list[Organisation], list[Job]]:
    """The organisations with as many journeys as wanted: what is there already counts, with the time it took then."""
    present = _count()
    missing = wanted.journeys - present
    made = Path(settings.HOME) / MADE
    if missing <= 0:
        return _organisations(), [Job(**each) for each in json.loads(made.read_text())] if made.exists() else []
    began = time.perf_counter()
    simulate(
        approach=load_approach(APPROACH),
        journeys=missing,
        seed=SEED + present,
        organisations=wanted.organisations,
        workers=wanted.workers,
        progress=progress,
    )
    seconds = time.perf_counter() - began
    jobs = [Job(f"Simulation of {missing:,} journeys", 300, seconds)]
    made.write_text(json.dumps([asdict(each) for each in jobs]))
    return _organisations(), jobs


def _organisations() -> list[Organisation]:
    return [each for each in Organisation.objects.filter(key__regex=r"^sim-\d+$").order_by("key") if _has_people(each)]


def _has_people(organisation: Organisation) -> bool:
    with acting_as(job("bench", organisation.pk)):
        return Journey.objects.exists()


def _count() -> int:
    """Journeys in the organisations of a population."""
    total = 0
    for organisation in _organisations():
        with acting_as(job("bench", organisation.pk)):
            total += Journey.objects.count()
    return total


def _has_priority() -> bool:
    """Whether this process goes before all ordinary ones."""
    return hasattr(os, "sched_getscheduler") and os.sched_getscheduler(0) in {os.SCHED_FIFO, os.SCHED_RR}


def _version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        return str(cursor.fetchone()[0]).split()[0]
