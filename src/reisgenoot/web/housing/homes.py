"""Recording that a home was offered, and that people moved in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reisgenoot.arrivals.access import own_signal
from reisgenoot.arrivals.selectors import people_of
from reisgenoot.arrivals.services import HOME_MILESTONES, record_home, retract_home
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import go_on, show_form
from reisgenoot.web.components.toasts import undoable
from reisgenoot.web.housing.forms import HomeForm


@page(Permission.HOUSING_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def housing_home(request: StaffRequest, signal_id: int, key: str) -> HttpResponse:
    """The day a home was offered (``home_offered``) or people moved in (``settled``)."""
    if key not in HOME_MILESTONES:
        raise NotKnown
    by = request.actor
    own_signal(by=by, signal_id=signal_id)
    main = people_of(by=by, signal_id=signal_id)[0]
    log_read(by=by, person_id=main.person_id, part="housing-signal")
    form = HomeForm(request.POST or None, initial={"occurred_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            record_home(by=by, signal_id=signal_id, key=key, occurred_on=form.cleaned_data["occurred_on"])
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            undo_url = reverse("housing_home_undo", args=[signal_id, key])
            undoable(request, _said(key), undo_url=undo_url)
            return go_on(request, reverse("housing_signal", args=[signal_id]))
    context = {
        "title": _("Woning aangeboden") if key == "home_offered" else _("Verhuisd"),
        "lead": main.name,
        "form": form,
        "form_url": request.get_full_path(),
    }
    return show_form(request, "caseworker/_plain_form.html", context, invalid=form.is_bound)


@page(Permission.HOUSING_WRITE)
@require_POST
def housing_home_undo(request: StaffRequest, signal_id: int, key: str) -> HttpResponse:
    """It did not happen after all."""
    try:
        retract_home(by=request.actor, signal_id=signal_id, key=key)
    except InvalidInput as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Teruggedraaid."))
    return redirect("housing_signal", signal_id)


def _said(key: str) -> str:
    return _("Vastgelegd: de woning is aangeboden.") if key == "home_offered" else _("Vastgelegd: verhuisd. Welkom!")
