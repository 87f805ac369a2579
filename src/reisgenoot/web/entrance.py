"""Coming in: the first screen per role, choosing an organisation, language, and the pages when something is not there."""

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods
from django.views.i18n import set_language as django_set_language

from reisgenoot.organisations.selectors import own_memberships
from reisgenoot.web.access import StaffRequest, page, remember_organisation
from reisgenoot.web.places import first_place

set_language = django_set_language


@page(None)
def start(request: StaffRequest) -> HttpResponse:
    """Send somebody to the first place of the role."""
    place = first_place(request)
    return redirect(place) if place else render(request, "layout/no_places.html")


@login_required
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Choose for which organisation to work, for accounts that work for several."""
    memberships = own_memberships(user_id=request.user.pk or 0)
    if request.method == "POST":
        chosen = [member for member in memberships if str(member.pk) == request.POST.get("staff")]
        if not chosen:
            return HttpResponseBadRequest()
        remember_organisation(request, chosen[0], is_one_of_several=len(memberships) > 1)
        return redirect("start")
    return render(request, "layout/choose_organisation.html", {"memberships": memberships})


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Whether the application and its database answer; for monitoring. Holds no data."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("ok", content_type="text/plain")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: not there, or not for you to know."""
    return render(request, "layout/404.html", status=404)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: there, but not for your role."""
    return render(request, "layout/403.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault; nothing of the request is shown."""
    return render(request, "layout/500.html", status=500)
