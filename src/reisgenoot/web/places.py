"""The left column: the places somebody may go, in the order of the working day."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from reisgenoot.kernel.permissions import ROLES, Permission, has_permission
from reisgenoot.web.access import NAMES


@dataclass(frozen=True, slots=True)
class Place:
    """One entry: route name, label, icon of the sprite, and the permission that shows it."""

    route: str
    label: StrOrPromise
    icon: str
    permission: Permission


PLACES = (
    Place("today", _("Vandaag"), "today", Permission.WORKLIST_READ),
    Place("caseload", _("Caseload"), "caseload", Permission.CASELOAD_READ),
    Place("arrivals", _("Aankomst"), "household", Permission.CASELOAD_READ),
    Place("housing", _("Woningmeldingen"), "household", Permission.HOUSING_WRITE),
    Place("handovers", _("Overdrachten"), "handover", Permission.HANDOVER_READ),
    Place("agenda", _("Agenda"), "calendar", Permission.AGENDA_READ),
    Place("team", _("Team"), "director", Permission.TEAM_READ),
    Place("review", _("Controle"), "review", Permission.REVIEW_DECIDE),
    Place("tables", _("Tabellen"), "tables", Permission.TABLE_READ),
    Place("approach", _("Aanpak"), "approach", Permission.APPROACH_READ),
    Place("questionnaires", _("Vragenlijsten"), "intake", Permission.QUESTIONNAIRE_WRITE),
    Place("deliveries", _("Leveringen"), "deliveries", Permission.DELIVERY_READ),
    Place("reading_log", _("Inzage"), "inspection", Permission.READING_LOG_READ),
    Place("staff", _("Medewerkers"), "team", Permission.STAFF_READ),
)


def first_place(request: Any) -> str | None:
    """Where somebody starts: the team for who steers one without guiding people, else the first place one may open."""
    if has_permission(request.actor, Permission.TEAM_READ) and "client_manager" not in request.actor.roles:
        return reverse("team")
    for place in PLACES:
        if has_permission(request.actor, place.permission):
            return reverse(place.route)
    return None


def places(request: HttpRequest) -> dict[str, Any]:
    """Context for the layout: who works for whom, and the places of this actor with the current one marked."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"places": [], "is_demo": settings.DEMO}
    items = [
        {
            "url": reverse(place.route),
            "label": place.label,
            "icon": place.icon,
            "current": request.path.startswith(reverse(place.route)),
        }
        for place in PLACES
        if has_permission(actor, place.permission)
    ]
    names = request.session.get(NAMES, {})
    return {
        "places": items,
        "actor": actor,
        "actor_name": names.get("staff", ""),
        "actor_role": ", ".join(str(ROLES[key].name) for key in ROLES if key in actor.roles),
        "organisation_name": names.get("organisation", ""),
        "has_several_organisations": names.get("several", False),
        "may_choose": has_permission(actor, Permission.WORKLIST_READ),
        "search_url": reverse("caseload_search") if has_permission(actor, Permission.CASELOAD_READ) else "",
        "contact_url": reverse("contact_new") if has_permission(actor, Permission.CONTACT_WRITE) else "",
        "is_demo": settings.DEMO,
    }
