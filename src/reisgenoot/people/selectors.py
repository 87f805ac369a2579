"""Reading people: how they want to be called, and who lives with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.people.enums import NameKind
from reisgenoot.people.models import HouseholdMember, NameVariant

CALLED = ("person__called", "person__given_name", "person__family_name")
"""The columns that a name on a screen is made of, seen from a row with a person."""


def name_of(called: str, given_name: str, family_name: str) -> str:
    """The name as the person wants to be called, else given and family name."""
    return called or f"{given_name} {family_name}".strip()


@dataclass(frozen=True, slots=True)
class Housemate:
    """Somebody in the same household. ``role`` is a code of `people.enums.HouseholdRole`."""

    person_id: int
    name: str
    role: str
    birth_date: date | None
    is_self: bool
    since: date | None
    journey_id: int | None


def household_of(*, by: Actor, person_id: int) -> Sequence[Housemate]:
    """The people in the household of a person today, the person included, the eldest first. One query."""
    require(by, Permission.JOURNEY_READ)
    day = today()
    current = (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (
        Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    )
    own = HouseholdMember.objects.filter(current, person_id=person_id).values("household_id")
    rows = (
        HouseholdMember.objects.filter(current, household_id__in=own)
        .order_by("person__birth_date", "person_id", F("person__journeys__ended_on").desc(nulls_first=True))
        .values_list("person_id", *CALLED, "role", "person__birth_date", "valid_from", "person__journeys__id")
    )
    found: dict[int, Housemate] = {}
    for housemate_id, called, given, family, role, born, since, journey_id in rows:
        mate = Housemate(
            housemate_id, name_of(called, given, family), role, born, housemate_id == person_id, since, journey_id
        )
        found.setdefault(housemate_id, mate)
    return list(found.values())


def spellings_of(*, by: Actor, person_id: int) -> list[str]:
    """The words of other spellings that find this person: those that files brought and that are not in the name now."""
    require(by, Permission.JOURNEY_READ)
    rows = NameVariant.objects.filter(person_id=person_id, kind=NameKind.DELIVERED)
    return list(rows.order_by("word").values_list("word", flat=True).distinct())
