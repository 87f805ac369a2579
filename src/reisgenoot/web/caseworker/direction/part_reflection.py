"""The own cards about the talks with one person, and the talks without one."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reisgenoot.guidance.reflections import own_reflections
from reisgenoot.journeys.enums import ContactOutcome
from reisgenoot.journeys.story import contacts_of
from reisgenoot.kernel.permissions import Permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.direction.parts import show_part
from reisgenoot.web.caseworker.direction.reflecting import CONTACT, card_view
from reisgenoot.web.caseworker.dossier.happenings import contact_title
from reisgenoot.web.caseworker.dossier.opened import open_file
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Empty

MOST_CONTACTS = 3


@page(Permission.REFLECTION_WRITE)
@never_cache
@require_safe
def dossier_reflection(request: StaffRequest, journey_id: int) -> HttpResponse:
    """What only the reader wrote, and what can still be looked back at."""
    opened = open_file(request, journey_id, part="guidance")
    cards = own_reflections(by=request.actor, journey_id=journey_id)
    about = {card.contact_id for card in cards}
    contacts = contacts_of(by=request.actor, journey_id=journey_id)
    mine = [one for one in contacts if one.outcome == ContactOutcome.HELD and one.id not in about]
    address = reverse("reflection", args=[journey_id])
    context = {
        "cards": [card_view(card, opened.wording.approach) for card in cards],
        "talks": [
            Action(
                f"{contact_title(one)}, {words.day_in_words(one.on)}",
                f"{address}?{CONTACT}={one.id}",
                icon="contact",
                dialog=True,
            )
            for one in mine[:MOST_CONTACTS]
        ],
        "write": Action(_("Nieuwe kaart"), address, icon="add", dialog=True),
        "nothing": Empty(_("Nog geen kaart over dit traject"), icon="contact"),
    }
    return show_part(opened, "reflection.html", "dossier_reflection", context)
