"""Simulating: prepare organisations, make and write their journeys, then derive signals and standings.

With more than one worker the chunks are spread over processes; each chunk is one transaction, so what is written is
always whole journeys.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from typing import TypeVar

import django
from django.db import connections

from reisgenoot.approach import Approach, load_approach
from reisgenoot.intake.standing import refresh_profiles
from reisgenoot.journeys.refresh import refresh
from reisgenoot.kernel.actor import Actor, job
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation
from reisgenoot.organisations.services import ensure_organisation
from reisgenoot.people.models import Person
from reisgenoot.simulation.ground import Ground
from reisgenoot.simulation.population import chunks, write_chunk
from reisgenoot.simulation.setting_up import client_managers, ensure_client_managers, ground_of

STAFF_OF_MANY = 40
"""Client managers of each organisation when a population is spread over several."""
Progress = Callable[[str], None]
_T = TypeVar("_T")
_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class Chunk:
    """The journeys of one organisation that are written together. Travels between processes: keys and numbers only."""

    organisation_id: int
    approach_key: str
    seed: int
    first: int
    until: int
    bsn_from: int


def simulate(
    *,
    approach: Approach,
    journeys: int,
    seed: int,
    organisation: str | None = None,
    organisations: int = 0,
    workers: int = 1,
    progress: Progress = lambda _line: None,
) -> list[Organisation]:
    """Add a made-up population to one organisation, or spread over several (``sim-01``, ``sim-02``, ...).

    Parameters
    ----------
    journeys        how many in all; organisations get an equal part.
    organisation    key of the organisation; missing means the approach's own.
    organisations   how many organisations to spread over; 0 means only the one.
    workers         processes to work with; 1 means this one.
    """
    targets = _targets(approach, organisation, organisations)
    parts = _parts(journeys, len(targets))
    work = [
        chunk
        for target, part in zip(targets, parts, strict=True)
        for chunk in _prepare(target, approach, part, seed, STAFF_OF_MANY if organisations else None)
    ]
    with _mapping(min(workers, len(work))) as each:
        done = 0
        for chunk, rows in zip(work, each(write_one, work), strict=True):
            done += chunk.until - chunk.first
            progress(f"{done} van {journeys} trajecten ({rows} rijen in dit deel)")
        tidy()
        progress("signalen en standen bijwerken")
        for _ in each(derive, [target.pk for target in targets]):
            pass
        tidy()
    return targets


def write_one(chunk: Chunk) -> int:
    """Make and write one chunk; returns the number of rows."""
    ground = _ground(chunk.organisation_id, chunk.approach_key, chunk.seed)
    return write_chunk(
        ground, range(chunk.first, chunk.until), by=_actor(chunk.organisation_id), bsn_from=chunk.bsn_from
    )


def derive(organisation_id: int) -> None:
    """Bring signals, standings and profiles of an organisation up to date."""
    with acting_as(_actor(organisation_id)):
        refresh(organisation_id=organisation_id)
        refresh_profiles(organisation_id=organisation_id)


def tidy() -> None:
    """Tell the planner what the tables hold now; only where this process has the owner's rights."""
    if "owner" in connections:
        with connections["owner"].cursor() as cursor:
            cursor.execute("vacuum (analyze)")


def _targets(approach: Approach, organisation: str | None, organisations: int) -> list[Organisation]:
    if not organisations:
        name = organisation.replace("-", " ").capitalize() if organisation else None
        return [ensure_organisation(approach=approach, key=organisation, name=name)]
    return [
        ensure_organisation(approach=approach, key=f"sim-{number:02d}", name=f"Simulatie {number:02d}")
        for number in range(1, organisations + 1)
    ]


def _parts(journeys: int, among: int) -> list[int]:
    """Journeys divided as evenly as can be."""
    each, over = divmod(journeys, among)
    return [each + (number < over) for number in range(among)]


def _prepare(
    organisation: Organisation, approach: Approach, journeys: int, seed: int, staff: int | None
) -> Iterator[Chunk]:
    by = _actor(organisation.pk)
    ensure_client_managers(organisation, by=by, journeys=journeys, wanted=staff)
    with acting_as(by):
        bsn_from = Person.objects.filter(bsn_hash__isnull=False).count()
    for numbers in chunks(journeys):
        yield Chunk(organisation.pk, approach.key, seed, numbers.start, numbers.stop, bsn_from)


@lru_cache(maxsize=4)
def _ground(organisation_id: int, approach_key: str, seed: int) -> Ground:
    organisation, by = Organisation.objects.get(pk=organisation_id), _actor(organisation_id)
    with acting_as(by):
        staff_ids = client_managers()
    return ground_of(organisation, load_approach(approach_key), by=by, seed=seed, staff_ids=staff_ids)


def _actor(organisation_id: int) -> Actor:
    return job("simulation", organisation_id)


@contextmanager
def _mapping(workers: int) -> Iterator[Callable[[Callable[[_T], _R], Iterable[_T]], Iterable[_R]]]:
    """A way to do something for each of many, in this process or spread over several."""
    if workers <= 1:
        yield map
        return
    for connection in connections.all(initialized_only=True):
        connection.close()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=django.setup) as pool:
        yield pool.map
