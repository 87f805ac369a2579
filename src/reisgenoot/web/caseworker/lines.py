"""A signal as a line on a screen: who, what, why, by when, and the one next action."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.journeys.enums import SignalKind
from reisgenoot.journeys.rules import RuleText
from reisgenoot.journeys.scope import ACTS_FOR_THE_TEAM
from reisgenoot.journeys.selectors import approaches_by_version, texts_of
from reisgenoot.journeys.work_items import WorkItem
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.permissions import Permission, has_permission
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action

_OPENED = {
    "open_appointment": (Permission.AGENDA_READ, "appointment", gettext_lazy("Afspraak"), "calendar"),
    "open_agenda": (Permission.AGENDA_READ, "dossier_agenda", gettext_lazy("Afspraken"), "calendar"),
    "open_handover": (Permission.HANDOVER_READ, "dossier_handover", gettext_lazy("Overdracht"), "handover"),
    "open_direction": (Permission.JOURNEY_READ, "dossier_direction", gettext_lazy("Begeleiding"), "agreement"),
    "make_plan": (Permission.JOURNEY_READ, "dossier_plan", gettext_lazy("Plan openen"), "plan"),
    "choose_offer": (Permission.JOURNEY_READ, "dossier_plan", gettext_lazy("Plan openen"), "plan"),
    "record_measurement": (Permission.JOURNEY_READ, "dossier_measurements", gettext_lazy("Metingen"), "measurement"),
    "check_questionnaire": (Permission.JOURNEY_READ, "sitting_check_next", gettext_lazy("Nakijken"), "review"),
}
"""Kinds of action that open a page: the permission it asks, the route, the word and the icon."""
_CAUSED = {
    "answer_absence": ("absence_answer", gettext_lazy("Besproken"), "contact"),
    "look_at_job": ("job_contract", gettext_lazy("Contract"), "work"),
    "activate_partner": ("journey_no_track", gettext_lazy("Bekijk"), "household"),
}
"""Kinds of action that are about the row that caused the signal: route, words, icon."""
_MEASURED = {
    "record_measurement": ("measuring", gettext_lazy("Meet"), "measurement"),
    "record_test": ("test_answer", gettext_lazy("Uitslag"), "save"),
    "record_diagnosis": ("diagnosis_new", gettext_lazy("Bekijk opnieuw"), "intake"),
}
"""Kinds of action that are answered by a form of the intake: route, words, icon. They get the rule with them."""
_IN_THE_FILE = {"check:agreement_due", "term:plan_signature"}
"""Rules about a plan that is there: they are answered where it is read, not where it is written."""
_ICONS = {"late": "late", "soon": "soon", "later": "calendar"}


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One row, with every word already chosen. Addresses are empty where it cannot be done.

    ``pick`` is the signal's number where it can be chosen with others; ``from_whom`` who gave it and why; ``more_url``
    leads to its history and to giving it to a colleague.
    """

    key: str
    who: str
    dossier_url: str
    what: str
    why: str
    rule: str
    source: str
    todo: str
    due_on: date
    due_words: str
    due_day: str
    urgency: str
    icon: str
    action: Action
    doer: str = ""
    snooze_url: str = ""
    wake_url: str = ""
    put_aside: str = ""
    pick: str = ""
    from_whom: str = ""
    more_url: str = ""
    back_url: str = ""


@dataclass(frozen=True, slots=True)
class LineBlock:
    """The lines of one person; ``note`` says what holds for the person as a whole."""

    lines: Sequence[WorkLine]
    note: str = ""


class LineWriter:
    """Writes items of one page as lines; reads the approach versions once.

    ``everybody`` adds who acts for the people of others.
    """

    def __init__(self, *, by: Actor, version_ids: set[int], today: date, everybody: bool = False) -> None:
        self._by = by
        self._today = today
        self._everybody = everybody
        self._approaches = approaches_by_version(version_ids)
        self._texts = texts_of(self._approaches)
        self._language = get_language() or "nl"

    def line(self, item: WorkItem) -> WorkLine:
        """One item as a line."""
        if item.signal_id is None or item.due_on is None:
            return self._never_spoken(item)
        text = self._text(item)
        urgency = words.urgency(item.due_on, self._today)
        line = WorkLine(
            key=str(item.signal_id),
            who=item.name,
            dossier_url=self._address("dossier", item.journey_id),
            what=f"“{item.promise}”" if item.promise else text.title,
            why=_why(item, text),
            rule=text.description or text.title,
            source=_("%(source)s (nog na te kijken)") % {"source": text.source} if text.to_verify else text.source,
            todo=text.action_label,
            due_on=item.due_on,
            due_words=words.due_in_words(item.due_on, self._today),
            due_day=words.day_in_words(item.due_on),
            urgency=urgency,
            icon=_ICONS[urgency],
            action=self._action(item, text),
            doer=self._doer(item),
            from_whom=self._from_whom(item),
            more_url=self._address("signal_show", item.signal_id),
        )
        return self._with_snooze(line, item)

    def approach(self, version_id: int) -> Approach:
        """The approach of a version that was asked for."""
        return self._approaches[version_id]

    def title(self, version_id: int, rule: str) -> str:
        """The title of a rule, or nothing when the approach no longer has it."""
        text = self._texts[version_id].get(rule)
        return text.title if text else ""

    def _text(self, item: WorkItem) -> RuleText:
        known = self._texts[item.version_id].get(item.rule)
        return known or RuleText(item.rule, item.rule, "", "", _("Open het dossier"), "read_dossier")

    def _doer(self, item: WorkItem) -> str:
        """Who acts, where that is not the reader: another role to wait for, or a colleague."""
        role = self._approaches[item.version_id].roles.get(item.acts)
        if role is not None and item.acts not in ("client_manager", ACTS_FOR_THE_TEAM):
            return _("wacht op %(role)s") % {"role": _in_a_sentence(role.title.in_language(self._language))}
        if item.delegated_by and item.delegated_by_id == self._by.staff_id:
            return _("bij %(name)s") % {"name": item.staff_name}
        if self._everybody and item.staff_id != self._by.staff_id:
            return item.staff_name or _("zonder regisseur")
        return ""

    def _from_whom(self, item: WorkItem) -> str:
        if not item.delegated_by:
            return ""
        if item.delegated_by_id == self._by.staff_id:
            return item.delegated_reason
        return _("van %(name)s: %(reason)s") % {"name": item.delegated_by, "reason": item.delegated_reason}

    def _with_snooze(self, line: WorkLine, item: WorkItem) -> WorkLine:
        if not self._may(Permission.SIGNAL_WRITE):
            return line
        line = replace(line, pick=line.key)
        if item.delegated_by and self._by.staff_id in (item.delegated_by_id, item.staff_id):
            back = f"{self._addresses['signals_take_back']}?{urlencode({'signaal': line.key})}"
            line = replace(line, back_url=back)
        if item.snoozed_until and item.snoozed_until > self._today:
            until = words.day_in_words(item.snoozed_until)
            aside = _("tot %(day)s: %(reason)s") % {"day": until, "reason": item.snooze_reason}
            return replace(line, wake_url=self._address("signal_wake", item.signal_id or 0), put_aside=aside)
        return replace(line, snooze_url=self._address("signal_snooze", item.signal_id or 0))

    def _never_spoken(self, item: WorkItem) -> WorkLine:
        cadence = next(iter(self._approaches[item.version_id].cadences.values()), None)
        rhythm = cadence.every.in_words(self._language) if cadence else ""
        return WorkLine(
            key=f"new-{item.journey_id}",
            who=item.name,
            dossier_url=self._address("dossier", item.journey_id),
            what=_("Kennismaken"),
            why=_("nog geen gesprek vastgelegd"),
            rule=_("Volgens de aanpak is er elke %(period)s contact.") % {"period": rhythm} if rhythm else "",
            source=cadence.source if cadence else "",
            todo=_("Leg het eerste gesprek vast"),
            due_on=item.cause_on,
            due_words=_("hier sinds %(day)s") % {"day": words.day_in_words(item.cause_on)},
            due_day=words.day_in_words(item.cause_on),
            urgency="later",
            icon="calendar",
            action=self._contact(item),
            doer=self._doer(item),
        )

    def _action(self, item: WorkItem, text: RuleText) -> Action:
        """The one next action; a role that may not write opens the file."""
        found = self._written(item, text) or self._measured(item, text) or self._opened(item, text)
        return found or Action(_("Dossier"), self._address("dossier", item.journey_id), icon="file", about=item.name)

    def _written(self, item: WorkItem, text: RuleText) -> Action | None:
        """What is answered by writing something down at once."""
        kind, journey_id = text.action_kind, item.journey_id
        if item.kind == SignalKind.PROMISE and self._may(Permission.CONTACT_WRITE):
            url = self._address("promise_keep", item.cause_id)
            return Action(_("Gedaan"), url, icon="done", method="post", about=item.name)
        if kind == "record_contact" and self._may(Permission.CONTACT_WRITE):
            return self._contact(item)
        if kind == "record_milestone" and self._may(Permission.JOURNEY_WRITE):
            url = f"{self._address('milestone_new', journey_id)}?{urlencode({'regel': item.rule})}"
            return Action(_("Leg vast"), url, icon="milestone", dialog=True, about=item.name)
        if kind == "assign_director" and self._may(Permission.DIRECTOR_ASSIGN):
            url = self._address("director_assign", journey_id)
            return Action(_("Wijs toe"), url, icon="director", dialog=True, about=item.name)
        if kind in _CAUSED and self._may(Permission.JOURNEY_WRITE):
            route, label, icon = _CAUSED[kind]
            about = journey_id if kind == "activate_partner" else item.cause_id
            return Action(str(label), self._address(route, about), icon=icon, dialog=True, about=item.name)
        return None

    def _measured(self, item: WorkItem, text: RuleText) -> Action | None:
        """What is answered by measuring, testing or looking at the profile."""
        if text.action_kind not in _MEASURED or not self._may(Permission.INTAKE_WRITE):
            return None
        route, label, icon = _MEASURED[text.action_kind]
        url = f"{self._address(route, item.journey_id)}?{urlencode({'regel': item.rule})}"
        return Action(str(label), url, icon=icon, dialog=text.action_kind == "record_test", about=item.name)

    def _opened(self, item: WorkItem, text: RuleText) -> Action | None:
        """What is answered on a page of the file, or on that of the appointment."""
        kind = text.action_kind
        if kind == "make_plan" and self._may(Permission.PLAN_WRITE):
            return self._plan(item)
        if kind not in _OPENED:
            return None
        permission, route, label, icon = _OPENED[kind]
        if not self._may(permission):
            return None
        about = item.cause_id if kind == "open_appointment" else item.journey_id
        return Action(str(label), self._address(route, about), icon=icon, about=item.name)

    def _contact(self, item: WorkItem) -> Action:
        query = urlencode({"traject": item.journey_id})
        url = f"{self._addresses['contact_new']}?{query}"
        return Action(_("Contact"), url, icon="contact-add", dialog=True, about=item.name)

    def _plan(self, item: WorkItem) -> Action:
        """What was agreed and what waits for a signature stands in the file; the rest is written."""
        route = "dossier_plan" if item.rule in _IN_THE_FILE else "plan_edit"
        label = _("Plan openen") if route == "dossier_plan" else _("Plan maken")
        return Action(label, self._address(route, item.journey_id), icon="plan", about=item.name)

    def _may(self, permission: Permission) -> bool:
        return has_permission(self._by, permission)

    @cached_property
    def _addresses(self) -> dict[str, str]:
        """Each address once: a list of a hundred rows asks for hundreds of them."""
        per_thing = (
            "dossier",
            "dossier_handover",
            "dossier_plan",
            "plan_edit",
            "dossier_direction",
            "dossier_measurements",
            "milestone_new",
            "director_assign",
            "sitting_check_next",
        )
        agenda = ("appointment", "dossier_agenda")
        per_signal = ("signal_snooze", "signal_wake", "signal_show", "promise_keep")
        caused = tuple(route for route, _label, _icon in (*_CAUSED.values(), *_MEASURED.values()))
        named = {name: reverse(name, args=[0]) for name in (*per_thing, *per_signal, *caused, *agenda)}
        return {**named, **{name: reverse(name) for name in ("contact_new", "signals_take_back")}}

    def _address(self, name: str, thing_id: int) -> str:
        return self._addresses[name].replace("/0/", f"/{thing_id}/", 1)


def _why(item: WorkItem, text: RuleText) -> str:
    """Why this asks for attention, and the day it counts from."""
    day = words.day_in_words(item.cause_on)
    if item.kind == SignalKind.PROMISE:
        return _("beloofd op %(day)s") % {"day": day}
    if item.cause_on == item.due_on:
        return _("%(rule)s · op %(day)s") % {"rule": text.why, "day": day}
    return _("%(rule)s · sinds %(day)s") % {"rule": text.why, "day": day}


def _in_a_sentence(title: str) -> str:
    """A title as a word within a sentence."""
    return title[:1].lower() + title[1:]
