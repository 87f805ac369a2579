"""Appointments, agreements and weekly hours as rows, with every word already chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from reisgenoot.agenda.enums import OccupationKind, Weekday
from reisgenoot.agenda.models import Agreement, Appointment, WeeklyOccupation
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.permissions import Permission, has_permission
from reisgenoot.web.caseworker.agenda.weeks import badges_of, name_of, when_in_words, with_whom
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Badge


@dataclass(frozen=True, slots=True)
class AppointmentLine:
    """An appointment as a row of a list."""

    when: str
    what: str
    url: str
    who: str
    place: str
    badges: Sequence[Badge]


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement as a row: what, who, by when; and the button that says it was done, or not after all."""

    text: str
    who: str
    due: str
    is_late: bool
    is_done: bool
    action: Action | None
    url: str = ""


@dataclass(frozen=True, slots=True)
class HoursLine:
    """Weekly hours as a row."""

    when: str
    what: str
    until: str
    actions: Sequence[Action]


def appointment_row(one: Appointment, day: date) -> AppointmentLine:
    """An appointment in words."""
    return AppointmentLine(
        when=when_in_words(one),
        what=str(capfirst(one.get_kind_display())),
        url=reverse("appointment", args=[one.pk]),
        who=with_whom(one, None),
        place=one.place or (_("op beeld") if one.video_url else ""),
        badges=badges_of(one, day),
    )


def agreement_row(one: Agreement, by: Actor, *, linked: bool = True) -> AgreementLine:
    """An agreement of a talk in words; ``linked`` leads to the appointment it was made at."""
    done = one.done_on is not None
    action = None
    if has_permission(by, Permission.AGENDA_WRITE):
        url = reverse("talk_agreement_done", args=[one.pk])
        label = _("Toch niet") if done else _("Gedaan")
        action = Action(label, url, icon="undo" if done else "done", method="post", kind="subtle", about=one.text)
    when = words.day_in_words(one.done_on) if one.done_on else words.due_in_words(one.due_on, today())
    return AgreementLine(
        text=one.text,
        who=name_of(one.participant),
        due=_("gedaan op %(day)s") % {"day": when} if done else f"{words.day_in_words(one.due_on)}, {when}",
        is_late=not done and one.due_on < today(),
        is_done=done,
        action=action,
        url=reverse("appointment", args=[one.appointment_id]) if linked else "",
    )


def hours_row(one: WeeklyOccupation, by: Actor) -> HoursLine:
    """Weekly hours in words, with what one may do about them."""
    actions = []
    if has_permission(by, Permission.AGENDA_WRITE):
        actions = [
            Action(_("Wijzig"), reverse("occupation_change", args=[one.pk]), icon="edit", kind="subtle", dialog=True),
            Action(
                _("Haal weg"),
                reverse("occupation_remove", args=[one.pk]),
                icon="delete",
                kind="subtle",
                method="post",
                about=one.title or str(OccupationKind(one.kind).label),
            ),
        ]
    kind = str(OccupationKind(one.kind).label)
    period = _("vanaf %(day)s") % {"day": words.day_in_words(one.valid_from)} if one.valid_from > today() else ""
    until = _("tot %(day)s") % {"day": words.day_in_words(one.valid_until)} if one.valid_until else ""
    return HoursLine(
        when=f"{Weekday(one.weekday).label} {one.starts:%H:%M}–{one.ends:%H:%M}",
        what=f"{one.title} ({kind})" if one.title and one.title.lower() != kind else str(capfirst(kind)),
        until=" ".join(part for part in (period, until) if part),
        actions=actions,
    )
