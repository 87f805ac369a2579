"""Who lives with whom: forming households, joining and leaving. A person is in one household at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.bulk import insert
from reisgenoot.kernel.clock import now, today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.people.enums import HouseholdRole
from reisgenoot.people.models import Household, HouseholdMember, Person
from reisgenoot.people.perms import require_bulk_write


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Somebody in a household, and what he or she is in it, since a day (missing = not known since when)."""

    person_id: int
    role: str
    since: date | None = None


@transaction.atomic
def form_households(*, by: Actor, households: Sequence[Sequence[Membership]]) -> list[int]:
    """Form households, each of its members; their ids in the order given. Three queries per batch.

    For people who are in no household yet: whoever moves is for `join_household`.

    Raises
    ------
    NotKnown       a person is not the organisation's.
    InvalidInput   somebody is in a household already, or a role is not in the list.
    """
    require_bulk_write(by)
    everybody = [one for members in households for one in members]
    _check(everybody)
    person_ids = [one.person_id for one in everybody]
    if len(set(person_ids)) < len(person_ids) or _running(person_ids).exists():
        raise InvalidInput(_("Iemand hoort al bij een huishouden. Laat die persoon eerst verhuizen."), field="person")
    same = {"organisation_id": by.organisation_id}
    ids = insert(Household, [{"created_at": now()} for _each in households], same=same)
    rows = [
        {"household_id": household_id, "person_id": one.person_id, "role": one.role, "valid_from": one.since}
        for household_id, members in zip(ids, households, strict=True)
        for one in members
    ]
    insert(HouseholdMember, rows, same=same)
    return ids


@transaction.atomic
def form_household(*, by: Actor, members: Sequence[Membership]) -> Household:
    """Form one household. Raises as `form_households` does."""
    (household_id,) = form_households(by=by, households=[members])
    return Household.objects.get(pk=household_id)


@transaction.atomic
def join_household(
    *, by: Actor, household_id: int, person_id: int, role: str, from_on: date | None = None
) -> HouseholdMember:
    """Let somebody join a household from a day on (today when missing); the earlier household is left that day.

    Raises
    ------
    NotKnown       no such household or person in the organisation.
    InvalidInput   the role is not in the list, or the person is in this household already.
    """
    require(by, Permission.JOURNEY_WRITE)
    day = from_on or today()
    require_own(Household, [household_id])
    _check([Membership(person_id=person_id, role=role)])
    if _running([person_id]).filter(household_id=household_id).exists():
        raise InvalidInput(_("Deze persoon hoort al bij dit huishouden."), field="person")
    _leave(person_id, day)
    return HouseholdMember.objects.create(household_id=household_id, person_id=person_id, role=role, valid_from=day)


@transaction.atomic
def leave_household(*, by: Actor, person_id: int, on: date | None = None) -> None:
    """Let somebody leave the household: ``on`` (today when missing) is the first day outside it.

    Raises
    ------
    NotKnown   the person is in no household here.
    """
    require(by, Permission.JOURNEY_WRITE)
    if not _leave(person_id, on or today()):
        raise NotKnown


def _leave(person_id: int, day: date) -> bool:
    """End the membership that runs; one that would end before it began was never so. Whether there was one."""
    running = _running([person_id])
    never, _counts = running.filter(valid_from__gte=day).delete()
    return bool(running.update(valid_until=day) + never)


def _running(person_ids: Iterable[int]) -> QuerySet[HouseholdMember]:
    return HouseholdMember.objects.filter(person_id__in=list(person_ids), valid_until__isnull=True)


def _check(members: Sequence[Membership]) -> None:
    require_own(Person, (one.person_id for one in members))
    if any(one.role not in HouseholdRole.values for one in members):
        raise InvalidInput(_("Kies een rol in het huishouden uit de lijst."), field="role")
