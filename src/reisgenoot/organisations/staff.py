"""Reading the staff of an organisation, for who manages it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, Q

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.organisations.models import RoleAssignment, StaffMember, Team

MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One colleague in the list: name, team, the roles held today. ``left_on`` is the first day of being away."""

    id: int
    code: str
    name: str
    team: str
    fte: Decimal
    roles: Sequence[str]
    left_on: date | None
    has_account: bool


def list_staff(*, by: Actor, query: str = "", role: str = "", with_left: bool = False) -> list[StaffLine]:
    """Colleagues by name, at most `MOST_LINES`; those who left only when asked for. Two queries."""
    require(by, Permission.STAFF_READ)
    day = today()
    found = StaffMember.objects.select_related("team")
    if query:
        found = found.filter(Q(name__icontains=query) | Q(code__icontains=query) | Q(team__name__icontains=query))
    if not with_left:
        found = found.filter(Q(left_on__isnull=True) | Q(left_on__gt=day))
    held = RoleAssignment.objects.filter(valid_from__lte=day).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    )
    if role:
        found = found.filter(pk__in=held.filter(role=role).values("staff_id"))
    rows = found.prefetch_related(Prefetch("role_assignments", held.order_by("role"), to_attr="held"))
    return [_line(staff) for staff in rows.order_by("name", "pk")[:MOST_LINES]]


def _line(staff: StaffMember) -> StaffLine:
    held: list[RoleAssignment] = staff.held  # type: ignore[attr-defined]  # set by the prefetch
    return StaffLine(
        id=staff.pk,
        code=staff.code,
        name=staff.name,
        team=staff.team.name if staff.team else "",
        fte=staff.fte,
        roles=[assignment.role for assignment in held],
        left_on=staff.left_on,
        has_account=staff.user_id is not None,
    )


def get_staff(*, by: Actor, staff_id: int) -> StaffMember:
    """One colleague with team. Raises `NotKnown` for somebody of another organisation."""
    require(by, Permission.STAFF_READ)
    staff = StaffMember.objects.select_related("team", "user").filter(pk=staff_id).first()
    if staff is None:
        raise NotKnown
    return staff


def role_history(*, by: Actor, staff_id: int) -> Sequence[RoleAssignment]:
    """Every role somebody holds, held or will hold; those that run first, then the newest."""
    require(by, Permission.STAFF_READ)
    rows = RoleAssignment.objects.filter(staff_id=staff_id).order_by("-valid_from", "role")
    return sorted(rows, key=lambda assignment: assignment.valid_until is not None)


def list_teams(*, by: Actor) -> Sequence[Team]:
    """The teams of the organisation by name."""
    require(by, Permission.STAFF_READ)
    return list(Team.objects.order_by("name"))
