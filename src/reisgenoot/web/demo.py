"""The demo log-in page: pick a demo person. Exists only in demo mode."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.permissions import ROLES, Role
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.selectors import own_memberships, roles_of

DEMO_DOMAIN = "@demo.invalid"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody one can be in the demo: the account, the name, for whom they work and as what."""

    user_id: int
    name: str
    organisation: str
    roles: Sequence[Role]


@require_http_methods(["GET", "POST"])
def entrance(request: HttpRequest) -> HttpResponse:
    """List the demo persons; log in as the one that is picked."""
    if not settings.DEMO:
        raise PermissionDenied
    users = get_user_model().objects.filter(email__endswith=DEMO_DOMAIN, is_active=True)
    if request.method == "POST":
        user = get_object_or_404(users, pk=request.POST.get("user"))
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        return redirect("start")
    people = _people(users.order_by("pk").values_list("pk", flat=True))
    groups = [(name, list(members)) for name, members in groupby(people, key=lambda person: person.organisation)]
    return render(request, "layout/demo_entrance.html", {"groups": groups})


def _people(user_ids: Sequence[int]) -> list[DemoPerson]:
    """The demo persons by organisation, then in the order they were made. A handful: one look-up each is enough."""
    found = [_person(user_id) for user_id in user_ids]
    return sorted((person for person in found if person), key=lambda person: person.organisation)


def _person(user_id: int) -> DemoPerson | None:
    memberships = own_memberships(user_id=user_id)
    if not memberships:
        return None
    member = memberships[0]
    with acting_as(Actor(organisation_id=member.organisation_id, user_id=user_id)):
        held = roles_of(staff_id=member.pk, user_id=user_id) or frozenset()
    organisation = ", ".join(each.organisation.name for each in memberships)
    return DemoPerson(user_id, member.name, organisation, [role for key, role in ROLES.items() if key in held])
