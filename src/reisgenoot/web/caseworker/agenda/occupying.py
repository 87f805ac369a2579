"""Weekly hours of somebody, and how much somebody can carry."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reisgenoot.agenda.enums import OccupationKind
from reisgenoot.agenda.selectors import capacity_of, get_occupation
from reisgenoot.agenda.services import (
    NewOccupation,
    add_occupations,
    change_occupation,
    remove_occupation,
    set_capacity,
)
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.selectors import approaches_by_version, get_journey
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.offers.selectors import enrolments_of
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.agenda.forms import CapacityForm, OccupationForm
from reisgenoot.web.caseworker.answers import go_on, show_form
from reisgenoot.web.caseworker.wording import Wording

_ONE = timedelta(days=1)


@page(Permission.AGENDA_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def occupation_new(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Hours that come back every week, on several days at once."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.AGENDA_WRITE)
    initial = {"kind": OccupationKind.LESSON.value, "valid_from": today()}
    form = OccupationForm(request.POST or None, initial=initial, enrolments=_enrolments(by, journey))
    if request.method == "POST" and form.is_valid():
        given = _given(form)
        days = given.pop("weekdays")
        try:
            add_occupations(
                by=by, occupations=[NewOccupation(journey_id=journey_id, weekday=day, **given) for day in days]
            )
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Staat in de week."))
            return _back(request, journey_id)
    return _show(request, journey, form, _("Vaste uren"))


@page(Permission.AGENDA_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def occupation_change(request: StaffRequest, occupation_id: int) -> HttpResponse:
    """Other hours, or a last day."""
    by = request.actor
    occupation = get_occupation(by=by, occupation_id=occupation_id, permission=Permission.AGENDA_WRITE)
    journey = get_journey(by=by, journey_id=occupation.journey_id, permission=Permission.AGENDA_WRITE)
    names = ("kind", "title", "starts", "ends", "valid_from", "enrolment_id")
    initial = {name: getattr(occupation, name) for name in names} | {"weekdays": occupation.weekday}
    if occupation.valid_until:
        initial["last_day"] = occupation.valid_until - _ONE
    enrolments = _enrolments(by, journey)
    form = OccupationForm(request.POST or None, initial=initial, enrolments=enrolments, one_day=True)
    if request.method == "POST" and form.is_valid():
        given = _given(form)
        try:
            change_occupation(by=by, occupation_id=occupation_id, weekday=given.pop("weekdays"), **given)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Vaste uren gewijzigd."))
            return _back(request, journey.pk)
    return _show(request, journey, form, _("Vaste uren wijzigen"))


@page(Permission.AGENDA_WRITE)
@require_POST
def occupation_remove(request: StaffRequest, occupation_id: int) -> HttpResponse:
    """Hours that never were: they go out of the week, and stay in what was known."""
    occupation = get_occupation(by=request.actor, occupation_id=occupation_id, permission=Permission.AGENDA_WRITE)
    remove_occupation(by=request.actor, occupation_id=occupation_id)
    messages.success(request, _("De vaste uren zijn weg."))
    return _back(request, occupation.journey_id)


@page(Permission.AGENDA_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def capacity_set(request: StaffRequest, journey_id: int) -> HttpResponse:
    """How many hours a week somebody can carry, as agreed with the person."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.AGENDA_WRITE)
    known = capacity_of(by=by, journey_id=journey_id, on=today() + _ONE)
    form = CapacityForm(request.POST or None, initial={"hours": known, "valid_from": today()})
    if request.method == "POST" and form.is_valid():
        try:
            set_capacity(by=by, journey_id=journey_id, **form.cleaned_data)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Belastbaarheid vastgelegd."))
            return _back(request, journey_id)
    return _show(request, journey, form, _("Belastbaarheid"))


def _given(form: OccupationForm) -> dict[str, Any]:
    """What was filled in, with the first day after as the services count it."""
    given = dict(form.cleaned_data)
    last_day = given.pop("last_day")
    return given | {"valid_until": last_day + _ONE if last_day else None}


def _enrolments(by: Actor, journey: Journey) -> list[tuple[int, str]]:
    """What runs or is to come, by name."""
    wording = Wording(approaches_by_version([journey.approach_version_id])[journey.approach_version_id])
    day = today()
    return [
        (one.id, f"{wording.offer(one.offer)}, {one.provider}")
        for one in enrolments_of(by=by, journey_id=journey.pk)
        if not one.dropped_out_on and (one.ended_on is None or one.ended_on >= day)
    ]


def _back(request: StaffRequest, journey_id: int) -> HttpResponse:
    return go_on(request, reverse("dossier_agenda", args=[journey_id]))


def _show(request: StaffRequest, journey: Journey, form: Any, title: str) -> HttpResponse:
    log_read(by=request.actor, person_id=journey.person_id, part="agenda")
    context = {"title": title, "lead": journey.person.display_name, "form": form, "form_url": request.path}
    return show_form(request, "caseworker/_plain_form.html", context, invalid=form.is_bound)
