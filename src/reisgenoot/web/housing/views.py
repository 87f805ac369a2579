"""Woningmeldingen: who comes to live here, how far it is, and what the housing department does next."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reisgenoot.arrivals.access import own_signal
from reisgenoot.arrivals.enums import Origin
from reisgenoot.arrivals.models import ReportedPerson
from reisgenoot.arrivals.selectors import SignalLine, get_signal, people_of, signal_line, signals_of
from reisgenoot.arrivals.services import correct_signal, reinstate_signal, report_arrival, withdraw_signal
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.web import drafts
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import go_on, show_form
from reisgenoot.web.components.actions import Action, Empty, Tab
from reisgenoot.web.components.tables import Table
from reisgenoot.web.components.toasts import undoable
from reisgenoot.web.housing import showing
from reisgenoot.web.housing.forms import SignalCorrection, SignalForm, WithdrawForm, member_forms, members_of

ALL = "alle"
DRAFT = "housing-signal"
UNPROCESSABLE = 422


@page(Permission.HOUSING_WRITE)
@require_safe
def housing(request: StaffRequest) -> HttpResponse:
    """The signals of the own organisation: those that still run, or all."""
    everything = request.GET.get("toon") == ALL
    lines = signals_of(by=request.actor, withdrawn=everything, done=everything)
    new = Action(_("Nieuwe melding"), reverse("housing_new"), "add", "primary")
    context = {
        "table": _table(lines, new),
        "actions": [new] if lines else [],
        "late": showing.late_words(lines, today()),
        "tabs": [
            Tab(_("Lopend"), reverse("housing"), current=not everything),
            Tab(_("Alles, ook verhuisd en ingetrokken"), f"{reverse('housing')}?toon={ALL}", current=everything),
        ],
        "today": today(),
    }
    return render(request, "housing/signals.html", context)


def _table(lines: list[SignalLine], new: Action) -> Table:
    empty = Empty(
        _("Nog geen melding"),
        _("Meld iedereen die hier komt wonen. Dan kan een klantmanager al kennismaken voor de verhuizing."),
        new,
        icon="household",
    )
    return Table(_("Woningmeldingen"), showing.columns(), [showing.row(line) for line in lines], empty=empty)


@page(Permission.HOUSING_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def housing_new(request: StaffRequest) -> HttpResponse:
    """Report somebody, with whoever comes along."""
    return answer_new(request, origin=Origin.HOUSING, back=reverse("housing"))


def answer_new(request: StaffRequest, *, origin: str, back: str) -> HttpResponse:
    """The form for somebody new, shown or saved; housing and the team use the same one."""
    by, data = request.actor, request.POST if request.method == "POST" else None
    key = f"{DRAFT}-{origin}"
    form = SignalForm(data, by=by, initial=drafts.initial(request, SignalForm, key))
    rows = member_forms(data, drafts.typed(request, key))
    asked_more = data is not None and "meer" in data
    rows_are_valid = data is not None and all([row.is_valid() for row in rows])  # noqa: C419  every row shows its errors
    if data is not None and not asked_more and form.is_valid() and rows_are_valid:
        try:
            signal = report_arrival(
                by=by, signal=form.signal(members_of(rows, form.cleaned_data["language"]), origin=origin)
            )
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            drafts.forget(request, key)
            messages.success(request, _told(signal.people.filter(matching="open").exists()))
            return redirect("housing_signal", signal.pk) if origin == Origin.HOUSING else redirect(back)
    if asked_more:
        form = SignalForm(by=by, initial={name: request.POST.get(name) for name in SignalForm.base_fields})
    context = {"form": form, "rows": rows, "draft": key, "back_url": back, "origin": origin}
    wrong = data is not None and not asked_more
    return render(request, "housing/signal_new.html", context, status=UNPROCESSABLE if wrong else 200)


def _told(is_open: bool) -> str:
    if is_open:
        return _("Gemeld. Het team kijkt eerst na of deze persoon al bekend is.")
    return _("Gemeld. Er is meteen een klantmanager gekoppeld.")


@page(Permission.HOUSING_WRITE)
@require_safe
def housing_signal(request: StaffRequest, signal_id: int) -> HttpResponse:
    """One signal: what was reported, how far it is, and what to do."""
    by = request.actor
    signal = get_signal(by=by, signal_id=signal_id)
    line = signal_line(by=by, signal_id=signal_id)
    people = people_of(by=by, signal_id=signal_id)
    log_read(by=by, person_id=people[0].person_id if people else None, part="housing-signal")
    context = {
        "signal": signal,
        "line": line,
        "title": line.name,
        "lead": showing.stage_words(line),
        "actions": showing.actions(line),
        "about": showing.about(signal, people),
        "household": showing.household(people),
        "steps": showing.steps(signal, line),
        "notice": showing.notice(line),
        "today": today(),
    }
    return render(request, "housing/signal.html", context)


@page(Permission.HOUSING_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def housing_correct(request: StaffRequest, signal_id: int) -> HttpResponse:
    """Put a signal right."""
    by = request.actor
    signal = own_signal(by=by, signal_id=signal_id)
    main = people_of(by=by, signal_id=signal_id)[0]
    form = SignalCorrection(request.POST or None, by=by, initial=showing.initial(signal, main))
    if request.method == "POST" and form.is_valid():
        try:
            correct_signal(by=by, signal_id=signal_id, change=form.change())
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Hersteld. De klantmanager ziet het meteen."))
            return go_on(request, reverse("housing_signal", args=[signal_id]))
    return _show(request, _("Melding herstellen"), main, form)


@page(Permission.HOUSING_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def housing_withdraw(request: StaffRequest, signal_id: int) -> HttpResponse:
    """Withdraw a signal, with the reason; it can be taken back."""
    by = request.actor
    own_signal(by=by, signal_id=signal_id)
    main = people_of(by=by, signal_id=signal_id)[0]
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_signal(by=by, signal_id=signal_id, reason=form.cleaned_data["reason"])
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            undo_url = reverse("housing_reinstate", args=[signal_id])
            undoable(request, _("De melding is ingetrokken."), undo_url=undo_url)
            return go_on(request, reverse("housing"))
    return _show(request, _("Melding intrekken"), main, form)


@page(Permission.HOUSING_WRITE)
@require_POST
def housing_reinstate(request: StaffRequest, signal_id: int) -> HttpResponse:
    """The signal holds after all."""
    try:
        reinstate_signal(by=request.actor, signal_id=signal_id)
    except InvalidInput as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("De melding geldt weer."))
    return redirect("housing_signal", signal_id)


def _show(request: StaffRequest, title: str, main: ReportedPerson, form: Any) -> HttpResponse:
    log_read(by=request.actor, person_id=main.person_id, part="housing-signal")
    context = {"title": title, "lead": main.name, "form": form, "form_url": request.get_full_path()}
    return show_form(request, "caseworker/_plain_form.html", context, invalid=form.is_bound)
