"""A small made-up population for tests: one organisation, a few client managers, the same people every time."""

from datetime import date

from reisgenoot.approach import load_approach
from reisgenoot.kernel.actor import Actor, job
from reisgenoot.organisations.models import Organisation
from reisgenoot.organisations.services import ensure_organisation
from reisgenoot.simulation.population import write_chunk
from reisgenoot.simulation.run import derive
from reisgenoot.simulation.setting_up import ensure_client_managers, ground_of

DAY = date(2026, 3, 4)
"""The day on which the small populations stand; a Wednesday."""


def populate(
    approach_key: str = "meerinzicht", *, journeys: int, seed: int = 7, key: str | None = None, staff: int = 2
) -> tuple[Organisation, Actor]:
    """Make journeys for an organisation; returns it with a job that may read everything there."""
    approach = load_approach(approach_key)
    organisation = ensure_organisation(approach=approach, key=key, name=key)
    by = job("test", organisation.pk)
    staff_ids = ensure_client_managers(organisation, by=by, journeys=journeys, wanted=staff)
    ground = ground_of(organisation, approach, by=by, seed=seed, staff_ids=staff_ids)
    write_chunk(ground, range(journeys), by=by, bsn_from=0)
    derive(organisation.pk)
    return organisation, by
