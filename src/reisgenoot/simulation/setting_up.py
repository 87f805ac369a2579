"""Preparing an organisation to receive a population: staff, version of the approach, keys of what rows refer to."""

from math import ceil

from reisgenoot.approach import Approach
from reisgenoot.journeys.versions import keep_version
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation, Provider, RoleAssignment, ServiceArea
from reisgenoot.organisations.services import hire
from reisgenoot.simulation.chance import one_of, source
from reisgenoot.simulation.ground import Calendar, Ground, towns_of
from reisgenoot.simulation.names import NAMING, words

CASELOAD = 60
"""Journeys per client manager, unless the organisation already has its people."""
_FIRST = words(
    "Anouk Bas Carla Daan Esra Femke Gijs Hanneke Ilse Jeroen Karima Lotte Maarten Nadia Olaf Petra Quirine Ruben "
    "Sanne Thijs Ursula Vera Wouter Yara Zoë"
)
_LAST = (
    *words(
        "Jansen Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Dekker Brouwer Kok Schouten Hoekstra Postma"
    ),
    *("de Vries", "van Dijk", "de Boer", "van Leeuwen", "Yıldız", "El Amrani"),
)


def ground_of(
    organisation: Organisation, approach: Approach, *, by: Actor, seed: int, staff_ids: tuple[int, ...]
) -> Ground:
    """What rows of this organisation refer to. Runs on its own; ``staff_ids`` become directors."""
    version = keep_version(approach)
    with acting_as(by):
        areas = dict(ServiceArea.objects.values_list("municipality__code", "municipality_id"))
        providers = dict(Provider.objects.values_list("key", "pk"))
    return Ground(
        approach=approach,
        version_id=version.pk,
        organisation_id=organisation.pk,
        towns=tuple(towns_of(approach, areas)),
        staff_ids=staff_ids,
        providers=providers,
        calendar=Calendar(today()),
        seed=seed,
        label=organisation.key,
    )


def ensure_client_managers(
    organisation: Organisation, *, by: Actor, journeys: int, wanted: int | None = None
) -> tuple[int, ...]:
    """The client managers of the organisation; hires made-up ones up to the number wanted.

    Without ``wanted`` those who are there do the work; when there is nobody, one per `CASELOAD` journeys is hired.
    """
    with acting_as(by):
        present = list(client_managers())
        number = wanted or (0 if present else max(3, ceil(journeys / CASELOAD)))
        for position in range(len(present), number):
            chance = source("staff", organisation.key, position)
            staff = hire(
                by=by,
                code=f"SIM{position + 1:03d}",
                name=f"{one_of(chance, _FIRST)} {one_of(chance, _LAST)}",
                roles=["client_manager"],
                languages=["nl", *one_of(chance, tuple(NAMING.values())).languages[:1]],
            )
            present.append(staff.pk)
    return tuple(sorted(present))


def client_managers() -> tuple[int, ...]:
    """Keys of those who are client manager today in the organisation that is acted for, oldest first."""
    holding = RoleAssignment.objects.filter(role="client_manager", valid_from__lte=today(), valid_until=None)
    return tuple(holding.filter(staff__left_on=None).order_by("staff_id").values_list("staff_id", flat=True))
