"""The left column: the places somebody may go, in the order of the working day."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from reisgenoot.kernel.permissions import Permission, has_permission


@dataclass(frozen=True, slots=True)
class Place:
    """One entry: route name, label, icon of the sprite, and the permission that shows it."""

    route: str
    label: StrOrPromise
    icon: str
    permission: Permission


PLACES = (
    Place("today", _("Vandaag"), "sun", Permission.WORKLIST_READ),
    Place("caseload", _("Caseload"), "users", Permission.CASELOAD_READ),
    Place("review", _("Controle"), "list-checks", Permission.REVIEW_DECIDE),
    Place("tables", _("Tabellen"), "chart", Permission.TABLE_READ),
    Place("approach", _("Aanpak"), "map", Permission.APPROACH_READ),
    Place("deliveries", _("Leveringen"), "inbox", Permission.DELIVERY_READ),
    Place("reading_log", _("Inzage"), "eye", Permission.READING_LOG_READ),
    Place("staff", _("Medewerkers"), "id-card", Permission.STAFF_READ),
)


def first_place(request: Any) -> str | None:
    """Where somebody starts: the first place the actor may open."""
    for place in PLACES:
        if has_permission(request.actor, place.permission):
            return reverse(place.route)
    return None


def places(request: HttpRequest) -> dict[str, Any]:
    """Context for the layout: the places of this actor, with the current one marked."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"places": []}
    current = request.resolver_match.url_name if request.resolver_match else ""
    items = [
        {
            "url": reverse(place.route),
            "label": place.label,
            "icon": place.icon,
            "current": str(current).split("_")[0] == place.route.split("_")[0],
        }
        for place in PLACES
        if has_permission(actor, place.permission)
    ]
    return {"places": items, "actor": actor}
