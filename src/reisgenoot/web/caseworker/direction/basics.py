"""The basics in order: one tap per state, and a form for day, helper and remark."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from reisgenoot.guidance.enums import BasicState
from reisgenoot.guidance.fetching import get_fact
from reisgenoot.guidance.models import Basic
from reisgenoot.guidance.selectors import basics_of
from reisgenoot.guidance.services import set_basic, undo_basic
from reisgenoot.journeys.selectors import get_journey
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import go_on
from reisgenoot.web.caseworker.direction.answering import Asked, answer, done, initial
from reisgenoot.web.caseworker.direction.words import approach_of_journey, parties, title_of

BACK = "dossier_direction"
KEY, STATE = "wat", "stand"


class BasicForm(forms.Form):
    """Where one of the basics stands, since when, and who helps."""

    state = forms.ChoiceField(
        label=gettext_lazy("Hoe staat het?"), choices=BasicState.choices, widget=forms.RadioSelect
    )
    on = forms.DateField(label=gettext_lazy("Sinds"), widget=forms.DateInput)
    helper = forms.ChoiceField(label=gettext_lazy("Wie helpt?"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Opmerking"), max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def __init__(self, *args: Any, helpers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["helper"].choices = [("", "–"), *helpers]  # type: ignore[attr-defined]


@page(Permission.JOURNEY_WRITE)
@require_POST
def basic_set(request: StaffRequest, journey_id: int) -> HttpResponse:
    """One tap: this one stands so, today."""
    key, state = request.POST.get(KEY, ""), request.POST.get(STATE, "")
    journey = get_journey(by=request.actor, journey_id=journey_id, permission=Permission.JOURNEY_WRITE)
    try:
        made = set_basic(by=request.actor, journey_id=journey_id, key=key, state=state)
    except InvalidInput as error:
        messages.error(request, str(error))
        return go_on(request, reverse(BACK, args=[journey_id]))
    title = title_of(approach_of_journey(journey).basics, key)
    said = _("%(what)s: %(state)s.") % {"what": title, "state": BasicState(state).label}
    return done(request, journey_id, BACK, said, reverse("basic_undo", args=[made.pk]))


@page(Permission.JOURNEY_WRITE)
@require_POST
def basic_undo(request: StaffRequest, basic_id: int) -> HttpResponse:
    """Take the last change back."""
    basic = get_fact(Basic, by=request.actor, fact_id=basic_id)
    undo_basic(by=request.actor, basic_id=basic_id)
    return done(request, basic.journey_id, BACK, _("Teruggezet."))


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def basic_edit(request: StaffRequest, journey_id: int, key: str) -> HttpResponse:
    """Day, helper and remark of one of the basics."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.JOURNEY_WRITE)
    approach = approach_of_journey(journey)
    if key not in approach.basics:
        raise NotKnown
    now_held = basics_of(by=by, journey_id=journey_id).get(key)
    known = approach.basics[key]
    asked = Asked(title_of(approach.basics, key), f"basic-{key.replace('_', '-')}", journey_id, BACK)
    guess = {
        "state": now_held.state if now_held else BasicState.BUSY.value,
        "on": now_held.on if now_held else today(),
        "helper": now_held.helper if now_held else known.helper,
        "note": now_held.note if now_held else "",
    }
    form = BasicForm(
        request.POST or None,
        helpers=parties(approach),
        initial=initial(request, asked.key, asked.subject, BasicForm, **guess),
    )

    def save(filled: dict[str, Any]) -> str:
        made = set_basic(by=by, journey_id=journey_id, key=key, **filled)
        return reverse("basic_undo", args=[made.pk])

    return answer(request, journey, form, asked, save=save, said=_("Opgeslagen."))
