"""Who may see a page. Every view declares its permission with `page`; one without fails a system check.

`page` opens the transaction for the organisation the user works for, builds the `Actor`, checks the permission and turns
"not known" into 404 and "not allowed" into 403.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotAllowed, NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import StaffMember
from reisgenoot.organisations.selectors import own_memberships, roles_of
from reisgenoot.web.second_factor import lacks_second_factor

View = Callable[..., HttpResponse]
ORGANISATION = "organisation_id"
STAFF = "staff_id"
NAMES = "names"


class StaffRequest(HttpRequest):
    """A request of somebody who works for an organisation; ``actor`` is set by `page`."""

    actor: Actor


def page(permission: Permission | None, *, purpose: str = "guiding") -> Callable[[View], View]:
    """Declare who may open a view. ``None`` means: anybody who works for the organisation.

    ``purpose`` is written in the reading log when the view reads a person's file.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_log_in(request)
            if lacks_second_factor(request):
                return redirect("mfa_activate_totp")
            if not choose_organisation(request):
                return redirect("choose_organisation")
            actor = Actor(
                organisation_id=request.session[ORGANISATION],
                staff_id=request.session[STAFF],
                user_id=request.user.pk,
                reason=purpose,
            )
            return _run(view, request, actor, permission, args, kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return declare


def _to_log_in(request: Any) -> HttpResponse:
    """The log-in page; from within a dialog the whole page goes there, not the dialog."""
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": reverse(settings.LOGIN_URL)})
    return redirect_to_login(request.get_full_path())


def _run(
    view: View, request: Any, actor: Actor, permission: Permission | None, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponse:
    try:
        with acting_as(actor):
            roles = roles_of(staff_id=request.session[STAFF], user_id=request.user.pk)
            if roles is None:
                request.session.flush()
                return redirect(settings.LOGIN_URL)
            request.actor = replace(actor, roles=roles)
            if permission is not None:
                require(request.actor, permission)
            return view(request, *args, **kwargs)
    except NotKnown as error:
        raise Http404 from error
    except NotAllowed as error:
        raise PermissionDenied from error


def choose_organisation(request: HttpRequest) -> bool:
    """Whether it is known for which organisation the user works in this session; chooses when there is only one.

    Raises PermissionDenied for an account that works for no organisation.
    """
    if ORGANISATION in request.session:
        return True
    memberships = own_memberships(user_id=request.user.pk)
    if not memberships:
        raise PermissionDenied("no organisation")
    if len(memberships) > 1:
        return False
    remember_organisation(request, memberships[0])
    return True


def remember_organisation(request: HttpRequest, member: StaffMember, *, is_one_of_several: bool = False) -> None:
    """From now on this session works for this organisation, as this member of its staff.

    The two names are kept as well, so that the frame of a page needs no query, also where something went wrong.
    """
    request.session[ORGANISATION] = member.organisation_id
    request.session[STAFF] = member.pk
    names = {"organisation": member.organisation.name, "staff": member.name}
    request.session[NAMES] = {**names, "several": is_one_of_several}
