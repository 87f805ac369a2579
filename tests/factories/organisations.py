"""Organisations and the people who work there. Two organisations with the same roles: the nearest miss is at hand."""

from dataclasses import dataclass
from itertools import count

from reisgenoot.approach import load_approach
from reisgenoot.kernel.actor import Actor, job
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation
from reisgenoot.organisations.services import ensure_organisation, hire

_numbers = count(1)


@dataclass(frozen=True)
class Cast:
    """Who plays in the tests.

    Bram is client manager at ours; Chantal has the same role and organisation; Dirk has the same role at theirs.
    """

    ours: Organisation
    theirs: Organisation
    bram: Actor
    chantal: Actor
    dirk: Actor
    manager: Actor
    administrator: Actor
    gerard: Actor
    privacy_officer: Actor


def an_organisation(approach: str = "meerinzicht", key: str | None = None) -> Organisation:
    """An executing organisation with everything its approach defines."""
    number = next(_numbers)
    return ensure_organisation(
        approach=load_approach(approach), key=key or f"organisation-{number}", name=f"Organisatie {number}"
    )


def an_actor(organisation: Organisation, *roles: str, name: str = "Iemand") -> Actor:
    """Somebody with these roles, taken on long ago."""
    with acting_as(job("test", organisation.pk)) as by:
        staff = hire(by=by, code=f"KM{next(_numbers):03d}", name=name, roles=roles)
    return Actor(organisation_id=organisation.pk, roles=frozenset(roles), staff_id=staff.pk)


def a_cast(approach: str = "meerinzicht") -> Cast:
    """The whole cast, both organisations working by one approach."""
    ours, theirs = an_organisation(approach), an_organisation(approach)
    return Cast(
        ours=ours,
        theirs=theirs,
        bram=an_actor(ours, "client_manager", name="Bram"),
        chantal=an_actor(ours, "client_manager", name="Chantal"),
        dirk=an_actor(theirs, "client_manager", name="Dirk"),
        manager=an_actor(ours, "team_manager", name="Mirjam"),
        administrator=an_actor(ours, "administrator", name="Ada"),
        gerard=an_actor(ours, "policy_officer", name="Gerard"),
        privacy_officer=an_actor(ours, "privacy_officer", name="Petra"),
    )
