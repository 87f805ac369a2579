"""How a form of this audience answers: over the page where scripts run, as a page of its own elsewhere."""

from typing import Any
from urllib.parse import urlsplit

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

UNPROCESSABLE = 422


def show_form(request: HttpRequest, template: str, context: dict[str, Any], *, invalid: bool = False) -> HttpResponse:
    """A form: alone as a fragment when htmx asks, else inside a page. ``template`` is the fragment's name."""
    status = UNPROCESSABLE if invalid else 200
    context["back_url"] = back_url(request)
    if context["form"].is_bound:
        _leave_focus_to_the_errors(context["form"])
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "caseworker/_dialog.html", {**context, "form_template": template}, status=status)
    return render(request, "caseworker/form_page.html", {**context, "form_template": template}, status=status)


def _leave_focus_to_the_errors(form: BaseForm) -> None:
    for field in form.fields.values():
        field.widget.attrs.pop("autofocus", None)


def go_on(request: HttpRequest, fallback: str) -> HttpResponse:
    """After saving: back to the page where the form was opened."""
    target = back_url(request) or fallback
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"HX-Redirect": target, "HX-Trigger": "rg:close"})
    return redirect(target)


def back_url(request: HttpRequest) -> str:
    """The page behind the form, when it is one of ours; empty when it is not known."""
    asked = request.POST.get("terug", "")
    if not asked and request.htmx:  # type: ignore[attr-defined]
        asked = request.htmx.current_url_abs_path or ""  # type: ignore[attr-defined]
    if not asked:
        came_from = urlsplit(request.headers.get("Referer", ""))
        if came_from.netloc == request.get_host() and came_from.path != request.path:
            asked = came_from._replace(scheme="", netloc="").geturl()
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if safe and asked.startswith("/") else ""


def dossier_url(journey_id: int) -> str:
    """The address of somebody's file."""
    return reverse("dossier", args=[journey_id])
