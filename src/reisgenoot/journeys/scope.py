"""Whose people: one's own, everybody's, nobody's, or those of a colleague."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q

from reisgenoot.journeys.models import DirectorAssignment
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.organisations.models import RoleAssignment, StaffMember

ACTS_FOR_HOUSING, ACTS_FOR_THE_TEAM = "housing_officer", "team_manager"
"""Roles that have a list of their own: the screen of housing, and that of everybody's people."""


class Whose(StrEnum):
    """Which people a list is about."""

    MINE = "mine"
    EVERYBODY = "everybody"
    NOBODY = "nobody"
    COLLEAGUE = "colleague"


@dataclass(frozen=True, slots=True)
class Scope:
    """A selection by director. ``staff_id`` is whose for MINE and COLLEAGUE; an actor without a staff row has nobody."""

    whose: Whose
    staff_id: int | None = None

    def signals(self) -> Q:
        """The signals on which somebody has to act.

        Where newcomer or provider acts it stands with the director, who waits for them. What housing has to do stands
        on their own screen, what the team manager has to do not with the director, unless it was given to somebody.
        """
        for_others = Q(acts=ACTS_FOR_HOUSING)
        if self.whose in (Whose.MINE, Whose.COLLEAGUE):
            for_others |= Q(acts=ACTS_FOR_THE_TEAM)
            return self._by("staff") & (~for_others | Q(delegated_to_id=self.staff_id or 0))
        return self._by("staff") & ~for_others

    def standings(self) -> Q:
        """The journeys somebody is director of."""
        return self._by("director")

    def _by(self, field: str) -> Q:
        if self.whose is Whose.EVERYBODY:
            return Q()
        if self.whose is Whose.NOBODY:
            return Q(**{f"{field}__isnull": True})
        return Q(**{f"{field}_id": self.staff_id or 0})


def possible_directors(*, by: Actor) -> Sequence[tuple[int, str]]:
    """Id and name of who can be director today: client managers, and who directs already. By name; one query."""
    day = today()
    role = RoleAssignment.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=day),
        staff_id=OuterRef("pk"),
        role="client_manager",
        valid_from__lte=day,
    )
    directing = DirectorAssignment.objects.filter(staff_id=OuterRef("pk"), valid_until__isnull=True)
    working = Q(left_on__isnull=True) | Q(left_on__gt=day)
    staff = StaffMember.objects.filter(working, Exists(role) | Exists(directing), organisation_id=by.organisation_id)
    return list(staff.order_by("name", "pk").values_list("pk", "name"))


def colleagues(*, by: Actor) -> Sequence[tuple[int, str]]:
    """Id and name of everybody else who guides people or leads the team today, by name. One query."""
    day = today()
    roles = RoleAssignment.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=day),
        staff_id=OuterRef("pk"),
        role__in=("client_manager", "team_manager"),
        valid_from__lte=day,
    )
    working = Q(left_on__isnull=True) | Q(left_on__gt=day)
    staff = StaffMember.objects.filter(working, Exists(roles)).exclude(pk=by.staff_id or 0)
    return list(staff.order_by("name", "pk").values_list("pk", "name"))
