"""Planning an appointment, changing it, calling it off, inviting people; warns before it clashes and proposes free moments."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reisgenoot.agenda.enums import AppointmentKind, PartyKind
from reisgenoot.agenda.invitations import Sender, calendar_file
from reisgenoot.agenda.models import Appointment
from reisgenoot.agenda.selectors import Room, get_appointment, last_address, look_for_room
from reisgenoot.agenda.services import cancel_appointment, change_appointment, invite, plan_appointment
from reisgenoot.agenda.times import day_of, time_of
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.scope import possible_directors
from reisgenoot.journeys.selectors import get_journey
from reisgenoot.kernel.clock import HOME_ZONE, now, today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.organisations.selectors import own_organisation
from reisgenoot.people.selectors import household_of
from reisgenoot.web import drafts
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.agenda.forms import OUTSIDERS, CancelForm, PlanForm
from reisgenoot.web.caseworker.agenda.weeks import clash_lines, slot_words, when_in_words
from reisgenoot.web.caseworker.answers import go_on, show_form
from reisgenoot.web.components.toasts import undoable

SLOT, LOOK, ANYWAY = "moment", "zoek", "toch"
DRAFT = "appointment"
USUAL = timedelta(hours=1)


@page(Permission.AGENDA_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def appointment_new(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Plan an appointment with somebody; the first free moment of both stands there already."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.AGENDA_WRITE)
    log_read(by=by, person_id=journey.person_id, part="appointment")
    if request.method != "POST":
        form = _form(request, journey, initial=_guess(request, journey))
        return _show(request, journey, form, title=_("Afspraak plannen"))
    form = _form(request, journey, data=_with_slot(request))
    room = None
    if form.is_valid():
        room = _room(request, form, [journey_id], without=None)
        if not _asks_back(request, room):
            try:
                made = plan_appointment(by=by, journey_id=journey_id, plan=form.plan(), send=form.cleaned_data["send"])
            except InvalidInput as error:
                form.add_error(error.field if error.field in form.fields else None, str(error))
            else:
                drafts.forget(request, DRAFT, journey_id)
                messages.success(request, _("Afspraak gepland."))
                return go_on(request, reverse("appointment", args=[made.pk]))
    return _show(request, journey, form, title=_("Afspraak plannen"), room=room)


@page(Permission.AGENDA_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def appointment_change(request: StaffRequest, appointment_id: int) -> HttpResponse:
    """Another time, place or company; who was invited hears of it."""
    by = request.actor
    appointment = get_appointment(by=by, appointment_id=appointment_id, permission=Permission.AGENDA_WRITE)
    journey = get_journey(by=by, journey_id=appointment.journey_id, permission=Permission.AGENDA_WRITE)
    log_read(by=by, person_id=journey.person_id, part="appointment")
    title = _("Afspraak wijzigen")
    if request.method != "POST":
        form = _form(request, journey, initial=_as_planned(appointment), known=True)
        return _show(request, journey, form, title=title, appointment=appointment)
    form = _form(request, journey, data=_with_slot(request), known=True)
    room = None
    if form.is_valid():
        room = _room(request, form, [journey.pk], without=appointment_id)
        if not _asks_back(request, room):
            try:
                change_appointment(by=by, appointment_id=appointment_id, plan=form.plan())
            except InvalidInput as error:
                form.add_error(error.field if error.field in form.fields else None, str(error))
            else:
                messages.success(request, _("Afspraak gewijzigd. Wie een uitnodiging had, krijgt bericht."))
                return go_on(request, reverse("appointment", args=[appointment_id]))
    return _show(request, journey, form, title=title, room=room, appointment=appointment)


@page(Permission.AGENDA_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def appointment_cancel(request: StaffRequest, appointment_id: int) -> HttpResponse:
    """Call an appointment off: by whom and why. Can be undone."""
    by = request.actor
    appointment = get_appointment(by=by, appointment_id=appointment_id, permission=Permission.AGENDA_WRITE)
    log_read(by=by, person_id=appointment.journey.person_id, part="appointment")
    form = CancelForm(request.POST or None, initial={"cancelled_by": PartyKind.NEWCOMER.value})
    if request.method == "POST" and form.is_valid():
        try:
            cancel_appointment(by=by, appointment_id=appointment_id, **form.cleaned_data)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            undo_url = reverse("appointment_reopen", args=[appointment_id])
            undoable(request, _("De afspraak is afgezegd."), undo_url=undo_url)
            return go_on(request, reverse("appointment", args=[appointment_id]))
    context = {
        "title": _("Afspraak afzeggen"),
        "lead": f"{appointment.journey.person.display_name}, {when_in_words(appointment)}",
        "form": form,
        "form_url": request.path,
        "save_label": _("Zeg af"),
    }
    return show_form(request, "caseworker/_plain_form.html", context, invalid=form.is_bound)


@page(Permission.AGENDA_WRITE)
@require_POST
def appointment_invite(request: StaffRequest, appointment_id: int) -> HttpResponse:
    """Mail the invitation to everybody with an address."""
    address = reverse("appointment", args=[appointment_id])
    try:
        number = invite(by=request.actor, appointment_id=appointment_id)
    except InvalidInput as error:
        messages.error(request, str(error))
    else:
        said = ngettext("De uitnodiging gaat naar %(n)d adres.", "De uitnodiging gaat naar %(n)d adressen.", number)
        messages.success(request, said % {"n": number})
    return go_on(request, address)


@page(Permission.AGENDA_READ)
@require_safe
def appointment_calendar(request: StaffRequest, appointment_id: int) -> HttpResponse:
    """The appointment as a file for one's own agenda. No name and no reason in it."""
    by = request.actor
    appointment = get_appointment(by=by, appointment_id=appointment_id)
    log_read(by=by, person_id=appointment.journey.person_id, part="appointment")
    sender = Sender(own_organisation(by=by).name, settings.DEFAULT_FROM_EMAIL)
    file = calendar_file(appointment, sender=sender, method="PUBLISH", at=now())
    return HttpResponse(
        file,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="afspraak.ics"', "Cache-Control": "no-store"},
    )


def _with_slot(request: StaffRequest) -> Any:
    """What was sent, at the proposed moment when one was chosen."""
    sent = request.POST.copy()
    slot = request.POST.get(SLOT, "")
    if slot:
        try:
            begin = datetime.fromisoformat(slot)
            length = _length(sent.get("starts", ""), sent.get("ends", ""))
        except ValueError:
            return sent
        sent["day"], sent["starts"] = begin.date().isoformat(), f"{begin:%H:%M}"
        sent["ends"] = f"{begin + length:%H:%M}"
    return sent


def _length(starts: str, ends: str) -> timedelta:
    first, last = (datetime.combine(date.min, time.fromisoformat(each)) for each in (starts, ends))
    return last - first if last > first else USUAL


def _asks_back(request: StaffRequest, room: Room) -> bool:
    """Whether the form comes back with a warning or with proposals instead of being saved."""
    return LOOK in request.POST or (bool(room.clashes) and ANYWAY not in request.POST)


def _room(request: StaffRequest, form: PlanForm, journey_ids: Sequence[int], *, without: int | None) -> Room:
    plan = form.plan()
    if plan.ends <= plan.starts:
        return Room((), ())
    is_today = plan.day == today()
    return look_for_room(
        by=request.actor,
        journey_ids={*journey_ids, *plan.also_journey_ids},
        staff_ids={plan.owner_id or request.actor.staff_id or 0, *plan.staff_ids},
        day=max(plan.day, today()),
        starts=plan.starts,
        ends=plan.ends,
        not_before=now().astimezone(HOME_ZONE).time() if is_today else None,
        without=without,
    )


def _form(
    request: StaffRequest,
    journey: Journey,
    *,
    data: Any = None,
    initial: dict[str, Any] | None = None,
    known: bool = False,
) -> PlanForm:
    by = request.actor
    mates = household_of(by=by, person_id=journey.person_id)
    housemates = [(one.journey_id, one.name) for one in mates if one.journey_id and not one.is_self]
    colleagues = list(possible_directors(by=by))
    if by.staff_id not in [pk for pk, _name in colleagues] and by.staff_id is not None:
        colleagues = [(by.staff_id, _("ik zelf")), *colleagues]
    form = PlanForm(data, initial=initial, colleagues=colleagues, housemates=housemates)
    if known:
        del form.fields["send"]
    return form


def _guess(request: StaffRequest, journey: Journey) -> dict[str, Any]:
    """The first free hour from tomorrow on; what was typed before goes first."""
    by = request.actor
    tomorrow = today() + timedelta(days=1)
    staff = [by.staff_id] if by.staff_id is not None else []
    room = look_for_room(by=by, journey_ids=[journey.pk], staff_ids=staff, day=tomorrow, starts=time(9), ends=time(10))
    day, at = room.slots[0] if room.slots else (tomorrow, time(9))
    guess = {
        "kind": AppointmentKind.TALK.value,
        "day": day,
        "starts": at,
        "ends": (datetime.combine(day, at) + USUAL).time(),
        "owner_id": by.staff_id,
        "email": last_address(by=by, journey_id=journey.pk),
    }
    kind = request.GET.get("soort", "")
    if kind in AppointmentKind.values:
        guess["kind"] = kind
    typed = drafts.typed(request, DRAFT, journey.pk)
    return guess | (
        {name: typed[name] for name in typed if name not in ("staff_ids", "also_journey_ids")} if typed else {}
    )


def _as_planned(appointment: Appointment) -> dict[str, Any]:
    people = list(appointment.participants.all())
    outside = [one for one in people if one.kind == PartyKind.OUTSIDE]
    main = next((one for one in people if one.journey_id == appointment.journey_id), None)
    known = {
        "kind": appointment.kind,
        "day": day_of(appointment.starts_at),
        "starts": time_of(appointment.starts_at),
        "ends": time_of(appointment.ends_at),
        "place": appointment.place,
        "video_url": appointment.video_url,
        "purpose": appointment.purpose,
        "owner_id": appointment.owner_id,
        "staff_ids": [one.staff_id for one in people if one.staff_id and one.staff_id != appointment.owner_id],
        "also_journey_ids": [
            one.journey_id for one in people if one.journey_id and one.journey_id != appointment.journey_id
        ],
        "email": main.email if main else "",
    }
    for number, one in zip(OUTSIDERS, outside, strict=False):
        known |= {f"outside_{number}": one.name, f"party_{number}": one.party, f"mail_{number}": one.email}
    return known


def _show(
    request: StaffRequest,
    journey: Journey,
    form: PlanForm,
    *,
    title: str,
    room: Room | None = None,
    appointment: Appointment | None = None,
) -> HttpResponse:
    context = {
        "title": title,
        "lead": journey.person.display_name,
        "journey": journey,
        "form": form,
        "form_url": request.get_full_path(),
        "clashes": clash_lines(room.clashes) if room else [],
        "slots": slot_words(room.slots) if room else [],
        "asked": LOOK in request.POST,
        "draft_of": journey.pk if appointment is None else 0,
        "needs_interpreter": bool(journey.person.needs_interpreter),
        "contact_url": "",
    }
    return show_form(request, "caseworker/agenda/_plan_form.html", context, invalid=form.is_bound)
