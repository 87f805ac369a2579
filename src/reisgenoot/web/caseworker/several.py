"""Several signals at once: let them wait, give them to a colleague, and take that back. One is several of one."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reisgenoot.journeys.noted import SignalDeed
from reisgenoot.journeys.rules import RuleText
from reisgenoot.journeys.scope import colleagues
from reisgenoot.journeys.selectors import approaches_by_version, get_signal, get_signals, texts_of
from reisgenoot.journeys.services import delegate_signals, snooze_signals, take_back_signals, wake_signals
from reisgenoot.journeys.work_items import SignalMoment, history_of
from reisgenoot.kernel.clock import HOME_ZONE, today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission, has_permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import go_on, show_form
from reisgenoot.web.caseworker.signals import USUAL_SNOOZE, SnoozeForm
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action
from reisgenoot.web.components.toasts import undoable

SIGNAL = "signaal"


class DelegateForm(forms.Form):
    """To whom, and why."""

    to_id = forms.TypedChoiceField(label=gettext_lazy("Welke collega?"), coerce=int)
    reason = forms.CharField(
        label=gettext_lazy("Waarom doet je collega dit?"),
        max_length=200,
        help_text=gettext_lazy("Je collega ziet dit bij de regel staan."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_id"].choices = [("", ""), *choices]  # type: ignore[attr-defined]


@page(Permission.SIGNAL_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def signals_snooze(request: StaffRequest) -> HttpResponse:
    """Put the chosen signals aside until a day, with the reason."""
    chosen = _asked(request)
    if not chosen:
        return _nothing_chosen(request)
    lead = _lead(request, chosen)
    form = SnoozeForm(request.POST or None, initial={"until": today() + USUAL_SNOOZE})
    if request.method == "POST" and form.is_valid():
        until: date = form.cleaned_data["until"]
        try:
            snooze_signals(by=request.actor, signal_ids=chosen, **form.cleaned_data)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            said = _("Uitgesteld tot %(day)s.") % {"day": words.day_in_words(until)}
            undoable(request, said, undo_url=_address("signals_wake", chosen))
            return go_on(request, reverse("today"))
    return _show(request, _("Uitstellen"), lead, form, _("Stel uit"))


@page(Permission.SIGNAL_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def signals_delegate(request: StaffRequest) -> HttpResponse:
    """Give the chosen signals to a colleague, with the reason."""
    chosen = _asked(request)
    if not chosen:
        return _nothing_chosen(request)
    lead = _lead(request, chosen)
    choices = list(colleagues(by=request.actor))
    form = DelegateForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        try:
            delegate_signals(by=request.actor, signal_ids=chosen, **form.cleaned_data)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            name = dict(choices)[form.cleaned_data["to_id"]]
            undo_url = _address("signals_take_back", chosen)
            undoable(request, _("Doorgegeven aan %(name)s.") % {"name": name}, undo_url=undo_url)
            return go_on(request, reverse("today"))
    return _show(request, _("Doorgeven aan een collega"), lead, form, _("Geef door"))


@page(Permission.SIGNAL_WRITE)
@require_POST
def signals_wake(request: StaffRequest) -> HttpResponse:
    """Ask for signals again at once."""
    if chosen := _asked(request):
        wake_signals(by=request.actor, signal_ids=chosen)
        messages.success(request, _("Staat weer op de lijst."))
    return go_on(request, reverse("today"))


@page(Permission.SIGNAL_WRITE)
@require_POST
def signals_take_back(request: StaffRequest) -> HttpResponse:
    """Let whoever answers for the person act again."""
    if chosen := _asked(request):
        take_back_signals(by=request.actor, signal_ids=chosen)
        messages.success(request, _("Staat weer bij de regisseur."))
    return go_on(request, reverse("today"))


@page(Permission.WORKLIST_READ)
@require_safe
def signal_show(request: StaffRequest, signal_id: int) -> HttpResponse:
    """What happened to one signal since it opened, and what else can be done with it."""
    signal = get_signal(by=request.actor, signal_id=signal_id, permission=Permission.WORKLIST_READ)
    log_read(by=request.actor, person_id=signal.person_id, part="signal")
    version = signal.journey.approach_version_id
    text = texts_of(approaches_by_version([version]))[version].get(signal.rule)
    may_write = signal.state == "open" and has_permission(request.actor, Permission.SIGNAL_WRITE)
    give = Action(_("Doorgeven aan een collega"), _address("signals_delegate", [signal_id]), icon="share", dialog=True)
    context = {
        "title": text.title if text else signal.rule,
        "lead": signal.person.display_name,
        "text": text,
        "why": _why(text),
        "moments": [_moment(moment) for moment in history_of(by=request.actor, signal_id=signal_id)],
        "give": give if may_write and signal.delegated_to_id is None else None,
        "back_action_url": _address("signals_take_back", [signal_id]) if may_write and signal.delegated_to_id else "",
        "form": forms.Form(),
    }
    return show_form(request, "caseworker/_signal.html", context)


def _why(text: RuleText | None) -> str:
    return f"{text.why} · {text.source}" if text else ""


def _moment(moment: SignalMoment) -> tuple[str, str, str]:
    """When, what, and with which reason."""
    told = {
        "opened": _("op de lijst gekomen"),
        "closed": _("klaar"),
        SignalDeed.SNOOZED: _("%(by)s stelde uit tot %(until)s"),
        SignalDeed.WOKEN: _("%(by)s zette het weer op de lijst"),
        SignalDeed.DELEGATED: _("%(by)s gaf door aan %(to)s"),
        SignalDeed.TAKEN_BACK: _("%(by)s gaf terug aan de regisseur"),
    }[moment.deed]
    until = words.day_in_words(moment.until) if moment.until else ""
    what = told % {"by": moment.by or _("iemand"), "to": moment.to, "until": until} if "%(" in told else told
    return words.day_in_words(moment.at.astimezone(HOME_ZONE).date()), what, moment.reason


def _asked(request: StaffRequest) -> list[int]:
    """The signals in the address; what is no number is passed over."""
    return sorted({int(value) for value in request.GET.getlist(SIGNAL) if value.isdecimal()})


def _lead(request: StaffRequest, chosen: Sequence[int]) -> str:
    """How many signals of whom. Raises `NotKnown` when one of them is not an open one of the organisation."""
    names = get_signals(by=request.actor, signal_ids=chosen, permission=Permission.SIGNAL_WRITE)
    if len(names) == 1:
        return names[0]
    signals = ngettext("%(n)d signaal", "%(n)d signalen", len(chosen)) % {"n": len(chosen)}
    return _("%(signals)s van %(n)d inwoners") % {"signals": signals, "n": len(names)}


def _nothing_chosen(request: StaffRequest) -> HttpResponse:
    messages.info(request, _("Kies eerst een of meer regels."))
    return go_on(request, reverse("today"))


def _address(route: str, chosen: Sequence[int]) -> str:
    return f"{reverse(route)}?{urlencode([(SIGNAL, pk) for pk in chosen])}"


def _show(request: StaffRequest, title: str, lead: str, form: forms.Form, save_label: str) -> HttpResponse:
    context = {
        "title": title,
        "lead": lead,
        "form": form,
        "form_url": request.get_full_path(),
        "save_label": save_label,
    }
    return show_form(request, "caseworker/_plain_form.html", context, invalid=form.is_bound)
