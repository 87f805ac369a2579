"""Help: the guides for whoever works here."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.help.guides import all_guides, find_image


def _image_address() -> str:
    return reverse("help_image", args=["x.png"]).removesuffix("x.png")


@page(None)
@require_safe
def help_list(request: StaffRequest) -> HttpResponse:
    """The guides; those for one's own roles first."""
    guides = sorted(all_guides(_image_address()), key=lambda one: one.role not in request.actor.roles)
    own = [guide for guide in guides if guide.role in request.actor.roles]
    return render(request, "help/help_list.html", {"own": own, "others": [one for one in guides if one not in own]})


@page(None)
@require_safe
def help_guide(request: StaffRequest, slug: str) -> HttpResponse:
    """One guide."""
    guide = next((one for one in all_guides(_image_address()) if one.slug == slug), None)
    if guide is None:
        raise Http404
    return render(request, "help/help_guide.html", {"guide": guide})


@page(None)
@require_safe
def help_image(request: StaffRequest, name: str) -> HttpResponse:
    """A picture of a guide."""
    file = find_image(name)
    if file is None:
        raise Http404
    return HttpResponse(
        file.read_bytes(), content_type="image/png", headers={"Cache-Control": "private, max-age=86400"}
    )
