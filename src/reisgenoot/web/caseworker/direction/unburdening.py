"""Unburdening: the part of the file, its forms and the fixed costs."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reisgenoot.approach import Approach
from reisgenoot.guidance.fetching import get_fact
from reisgenoot.guidance.models import FixedCost, Unburdening
from reisgenoot.guidance.services import (
    authorise_unburdening,
    end_unburdening,
    except_unburdening,
    record_cost,
    refuse_unburdening,
    retract_cost,
    review_unburdening,
    start_unburdening,
    undo_unburdening,
)
from reisgenoot.guidance.unburdened import unburdening_of
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.selectors import get_journey
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.direction.answering import Asked, answer, done, initial
from reisgenoot.web.caseworker.direction.words import approach_of_journey, choices_of

BACK = "dossier_unburdening"


def _text(label: Any, *, rows: int = 2, required: bool = True, hint: Any = "", most: int = 300) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, max_length=most, required=required, help_text=hint, widget=widget)


class StartForm(forms.Form):
    """From when the municipality pays, and the authorisation."""

    started_on = forms.DateField(label=gettext_lazy("De gemeente betaalt vanaf"), widget=forms.DateInput)
    authorised_on = forms.DateField(
        label=gettext_lazy("Machtiging getekend op"),
        help_text=gettext_lazy("Zonder machtiging mag de gemeente niet uit de uitkering betalen."),
        required=False,
        widget=forms.DateInput,
    )


class DayForm(forms.Form):
    """On which day."""

    on = forms.DateField(label=gettext_lazy("Op welke dag?"), widget=forms.DateInput)


class RefusalForm(DayForm):
    """That somebody does not want it, and why."""

    reason = _text(gettext_lazy("Waarom wil iemand dit niet?"))


class ExceptionForm(forms.Form):
    """Why it is done otherwise than by the law."""

    reason = _text(gettext_lazy("Waarom doen jullie het anders?"), required=False)


class ReviewForm(DayForm):
    """What the person pays alone from now on, and what not yet."""

    pays_alone = _text(gettext_lazy("Wat betaalt iemand voortaan zelf?"), required=False)
    pays_not_yet = _text(gettext_lazy("Wat lukt nog niet?"), required=False)
    extended_until = forms.DateField(
        label=gettext_lazy("Langer betalen tot en met"),
        help_text=gettext_lazy("Alleen als het echt nog niet lukt (Participatiewet, art. 57). Laat anders leeg."),
        required=False,
        widget=forms.DateInput,
    )
    extension_reason = _text(gettext_lazy("Waarom langer?"), required=False)


class CostForm(forms.Form):
    """A fixed cost per month."""

    kind = forms.ChoiceField(label=gettext_lazy("Welke vaste last?"))
    amount = forms.DecimalField(
        label=gettext_lazy("Bedrag per maand in euro"),
        max_digits=7,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    payee = forms.CharField(
        label=gettext_lazy("Aan wie?"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld de verhuurder."),
    )
    from_on = forms.DateField(label=gettext_lazy("Vanaf"), widget=forms.DateInput)
    until_on = forms.DateField(label=gettext_lazy("Tot en met"), required=False, widget=forms.DateInput)
    is_paid_directly = forms.BooleanField(label=gettext_lazy("De gemeente betaalt dit rechtstreeks"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reden"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Nodig bij maatwerk, of als de gemeente niet rechtstreeks betaalt."),
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


def rule_text(approach: Approach, key: str) -> str:
    """What a rule of the approach says, in the reader's language; empty where it has none."""
    rule = approach.rules.get(key)
    return rule.text.in_language(get_language() or "nl") if rule else ""


_FORMS: dict[str, tuple[type[forms.Form], Callable[..., Unburdening], Any, str]] = {
    "begin": (StartForm, start_unburdening, gettext_lazy("Ontzorgen begint"), "unburdening_tailor_made"),
    "machtiging": (DayForm, authorise_unburdening, gettext_lazy("Machtiging getekend"), ""),
    "weigering": (RefusalForm, refuse_unburdening, gettext_lazy("Wil niet meewerken"), "unburdening_refused"),
    "uitzondering": (
        ExceptionForm,
        except_unburdening,
        gettext_lazy("Uitzondering of maatwerk"),
        "unburdening_tailor_made",
    ),
    "samen-bekeken": (ReviewForm, review_unburdening, gettext_lazy("Samen bekijken"), "unburdening_longer"),
    "einde": (DayForm, end_unburdening, gettext_lazy("Ontzorgen stopt"), ""),
}
"""By the word in the address: the form, the service, the title and the rule of the approach that stands above it."""


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def unburdening_change(request: StaffRequest, journey_id: int, form: str) -> HttpResponse:
    """One step of the unburdening."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.JOURNEY_WRITE)
    if form not in _FORMS:
        raise NotKnown
    form_class, service, title, rule = _FORMS[form]
    asked = Asked(
        str(title), f"unburdening-{form}", journey_id, BACK, hint=rule_text(approach_of_journey(journey), rule)
    )
    bound = form_class(
        request.POST or None,
        initial=initial(request, asked.key, asked.subject, form_class, **_guess(form, request, journey)),
    )

    def save(filled: dict[str, Any]) -> str:
        made = service(by=by, journey_id=journey_id, **filled)
        return reverse("unburdening_undo", args=[made.pk])

    return answer(request, journey, bound, asked, save=save, said=_("Opgeslagen."))


def _guess(form: str, request: StaffRequest, journey: Journey) -> dict[str, Any]:
    """Today, or what was written before."""
    held = unburdening_of(by=request.actor, journey_id=journey.pk)
    guess: dict[str, Any] = {"on": today(), "started_on": today()}
    if held and form == "uitzondering":
        guess["reason"] = held.exception_reason
    if held and form == "samen-bekeken":
        names = ("pays_alone", "pays_not_yet", "extended_until", "extension_reason")
        guess |= {name: getattr(held, name) for name in names}
    return guess


@page(Permission.JOURNEY_WRITE)
@require_POST
def unburdening_undo(request: StaffRequest, unburdening_id: int) -> HttpResponse:
    """Take the last change back."""
    held = get_fact(Unburdening, by=request.actor, fact_id=unburdening_id)
    undo_unburdening(by=request.actor, unburdening_id=unburdening_id)
    return done(request, held.journey_id, BACK, _("Teruggezet."))


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def cost_new(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Record a fixed cost."""
    journey = get_journey(by=request.actor, journey_id=journey_id, permission=Permission.JOURNEY_WRITE)
    return _cost(request, journey, None)


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def cost_edit(request: StaffRequest, cost_id: int) -> HttpResponse:
    """Put a fixed cost right, or end it."""
    cost = get_fact(FixedCost, by=request.actor, fact_id=cost_id)
    return _cost(request, cost.journey, cost)


def _cost(request: StaffRequest, journey: Journey, cost: FixedCost | None) -> HttpResponse:
    by = request.actor
    kinds = choices_of(approach_of_journey(journey).fixed_costs)
    held = unburdening_of(by=by, journey_id=journey.pk)
    guess: dict[str, Any] = {"from_on": held.started_on if held else today(), "is_paid_directly": True}
    if cost:
        names = ("kind", "amount", "payee", "from_on", "until_on", "is_paid_directly", "reason")
        guess = {name: getattr(cost, name) for name in names}
    key, subject = ("cost-edit", cost.pk) if cost else ("cost", journey.pk)
    title = _("Vaste last aanpassen") if cost else _("Vaste last toevoegen")
    asked = Asked(title, key, subject, BACK)
    form = CostForm(request.POST or None, kinds=kinds, initial=initial(request, key, subject, CostForm, **guess))

    def save(filled: dict[str, Any]) -> str:
        made = record_cost(by=by, journey_id=journey.pk, replaces=cost.pk if cost else None, **filled)
        return "" if cost else reverse("cost_retract", args=[made.pk])

    return answer(request, journey, form, asked, save=save, said=_("Vaste last opgeslagen."))


@page(Permission.JOURNEY_WRITE)
@require_POST
def cost_retract(request: StaffRequest, cost_id: int) -> HttpResponse:
    """Take back a cost that was recorded by mistake."""
    cost = get_fact(FixedCost, by=request.actor, fact_id=cost_id)
    retract_cost(by=request.actor, cost_id=cost_id)
    return done(request, cost.journey_id, BACK, _("De vaste last is ingetrokken."))
