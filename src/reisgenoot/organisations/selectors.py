"""Reading who works where."""

from collections.abc import Sequence

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, Value

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.tenancy import seeing_own_memberships
from reisgenoot.organisations.models import Organisation, RoleAssignment, ServiceArea, StaffMember


def own_memberships(*, user_id: int) -> Sequence[StaffMember]:
    """The staff rows of one account over all organisations, for log-in. People who left are not in it."""
    with seeing_own_memberships(user_id):
        rows = StaffMember._base_manager.filter(user_id=user_id).filter(
            Q(left_on__isnull=True) | Q(left_on__gt=today())
        )
        return list(rows.select_related("organisation").order_by("organisation__name"))


def roles_of(*, staff_id: int, user_id: int) -> frozenset[str] | None:
    """The roles somebody holds today in the organisation that is acted for; None when not (or no longer) staff there."""
    day = today()
    holds = Q(role_assignments__valid_from__lte=day) & (
        Q(role_assignments__valid_until__isnull=True) | Q(role_assignments__valid_until__gt=day)
    )
    working = StaffMember.objects.filter(pk=staff_id, user_id=user_id).filter(
        Q(left_on__isnull=True) | Q(left_on__gt=day)
    )
    found = working.annotate(roles=ArrayAgg("role_assignments__role", filter=holds, default=Value([]))).values_list(
        "roles"
    )
    row = found.first()
    return None if row is None else frozenset(role for role in row[0] if role)


def own_organisation(*, by: Actor) -> Organisation:
    """The organisation that is acted for."""
    return Organisation.objects.get(pk=by.organisation_id)


def client_managers(*, by: Actor) -> Sequence[tuple[int, str]]:
    """Id and name of everybody who works as client manager today, by name. One query."""
    day = today()
    rows = RoleAssignment.objects.filter(role="client_manager", valid_from__lte=day).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    )
    working = Q(left_on__isnull=True) | Q(left_on__gt=day)
    found = StaffMember.objects.filter(working, pk__in=rows.values("staff_id"), organisation_id=by.organisation_id)
    return list(found.order_by("name", "pk").values_list("pk", "name"))


def served_municipalities(*, by: Actor) -> Sequence[tuple[int, str]]:
    """Id and name of the municipalities the organisation serves, by name. One query."""
    areas = ServiceArea.objects.filter(organisation_id=by.organisation_id)
    return list(areas.order_by("municipality__name").distinct().values_list("municipality_id", "municipality__name"))
