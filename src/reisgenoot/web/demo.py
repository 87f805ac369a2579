"""The demo log-in page: pick a demo person. Exists only in demo mode."""

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

DEMO_DOMAIN = "@demo.invalid"


@require_http_methods(["GET", "POST"])
def entrance(request: HttpRequest) -> HttpResponse:
    """List the demo persons; log in as the one that is picked."""
    if not settings.DEMO:
        raise PermissionDenied
    people = get_user_model().objects.filter(email__endswith=DEMO_DOMAIN, is_active=True).order_by("last_name", "pk")
    if request.method == "POST":
        user = get_object_or_404(people, pk=request.POST.get("user"))
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        return redirect("start")
    return render(request, "layout/demo_entrance.html", {"people": people})
