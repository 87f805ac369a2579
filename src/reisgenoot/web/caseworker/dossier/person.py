"""Who somebody is: names, household, who is involved; and the BSN, only when it is asked for."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reisgenoot.journeys.story import Directing, directing_of
from reisgenoot.kernel.permissions import Permission
from reisgenoot.people.enums import HouseholdRole
from reisgenoot.people.selectors import Housemate, spellings_of
from reisgenoot.people.services import show_bsn
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.dossier.frame import show_file
from reisgenoot.web.caseworker.dossier.opened import Opened, open_file
from reisgenoot.web.caseworker.wording import language_name
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Fact


@page(Permission.JOURNEY_READ)
@require_safe
def dossier_person(request: StaffRequest, journey_id: int) -> HttpResponse:
    """What is known of the person, without the BSN."""
    opened = open_file(request, journey_id, part="person")
    return _show(opened, {})


@page(Permission.BSN_READ)
@require_POST
def dossier_bsn(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Show the BSN once; the reading log remembers who asked."""
    opened = open_file(request, journey_id, part="person")
    shown = {"bsn": show_bsn(by=request.actor, person_id=opened.person.pk), "bsn_asked": True}
    if request.htmx:  # type: ignore[attr-defined]
        response = render(request, "caseworker/_bsn.html", {"journey": opened.journey, **shown})
    else:
        response = _show(opened, shown)
    response["Cache-Control"] = "no-store"
    return response


def _show(opened: Opened, extra: dict[str, Any]) -> HttpResponse:
    directing = directing_of(by=opened.request.actor, journey_id=opened.journey.pk)
    spellings = spellings_of(by=opened.request.actor, person_id=opened.person.pk)
    context = {
        "facts": _facts(opened, spellings),
        "codes": _codes(opened),
        "household": [_mate(opened, mate) for mate in opened.household],
        "directors": [_director(one) for one in directing],
        "may_see_bsn": opened.may(Permission.BSN_READ),
        **extra,
    }
    return show_file(opened, "caseworker/dossier_person.html", "dossier_person", context)


def _facts(opened: Opened, spellings: list[str]) -> list[Fact]:
    person, language = opened.person, opened.wording.language
    country = opened.wording.code("country", person.country) if person.country else ""
    also = [Fact(_("Ook geschreven als"), ", ".join(spellings))] if spellings else []
    return [
        Fact(_("Achternaam"), person.family_name),
        Fact(_("Voornaam"), person.given_name),
        Fact(_("Wil genoemd worden"), person.called),
        *also,
        Fact(_("Geboren op"), words.day_in_words(person.birth_date) if person.birth_date else ""),
        Fact(_("Geslacht"), person.get_sex_display() if person.sex else ""),
        Fact(_("Land van herkomst"), country),
        Fact(_("In Nederland sinds"), words.day_in_words(person.arrived_on) if person.arrived_on else ""),
        Fact(_("Voorkeurstaal"), language_name(person.language, language) if person.language else ""),
        Fact(_("Telefoon"), person.phone),
        Fact(_("Woonplaats"), person.place),
        Fact(_("Gemeente van het traject"), opened.journey.municipality.name if opened.journey.municipality else ""),
    ]


def _codes(opened: Opened) -> list[Fact]:
    """What decides which rules hold for this journey."""
    approach = opened.wording.approach
    lines = [Fact(_("Aanpak"), approach.title.in_language(opened.wording.language), note=approach.version)]
    for key, code in opened.journey.codes.items():
        if key in approach.code_lists:
            lines.append(Fact(opened.wording.list_title(key), opened.wording.code(key, code)))
    return lines


def _mate(opened: Opened, mate: Housemate) -> Fact:
    url = reverse("dossier", args=[mate.journey_id]) if mate.journey_id and not mate.is_self else ""
    age = words.years_in_words(words.age_in_years(mate.birth_date, opened.today)) if mate.birth_date else ""
    return Fact(str(capfirst(HouseholdRole(mate.role).label)), mate.name, url=url, note=age)


def _director(one: Directing) -> Fact:
    since = words.day_in_words(one.since)
    period = _("sinds %(start)s") % {"start": since}
    if one.until:
        until = words.day_in_words(one.until)
        period = _("van %(start)s tot %(end)s") % {"start": since, "end": until}
    return Fact(_("Regisseur"), one.name, note=" · ".join(part for part in (period, one.phone, one.reason) if part))
