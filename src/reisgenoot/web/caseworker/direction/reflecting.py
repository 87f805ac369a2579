"""The reflection card: only ever the own one, and the own overview over time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from reisgenoot.approach import Approach
from reisgenoot.guidance.reflections import ReflectionCard, get_own_reflection, own_reflections
from reisgenoot.guidance.services import throw_away_reflection, write_reflection
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.selectors import approaches_by_version, get_journey
from reisgenoot.journeys.story import contacts_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import go_on
from reisgenoot.web.caseworker.direction.answering import Asked, answer, initial
from reisgenoot.web.caseworker.direction.words import approach_of_journey, title_of
from reisgenoot.web.components import bars, words
from reisgenoot.web.components.actions import Empty

BACK = "dossier_direction"
CARD, CONTACT, THROW = "kaart", "contact", "weg"
MOST_MONTHS = 12


class ReflectionForm(forms.Form):
    """How one held a talk."""

    logics = forms.MultipleChoiceField(
        label=gettext_lazy("Hoe voerde je het gesprek?"),
        help_text=gettext_lazy("Vaak is het een mengsel. Kies wat je vooral deed."),
        widget=forms.CheckboxSelectMultiple,
    )
    intended = forms.CharField(
        label=gettext_lazy("Wat wilde je bereiken?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    effect = forms.CharField(
        label=gettext_lazy("Wat gebeurde er, ook wat je niet bedoelde?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    next_time = forms.CharField(
        label=gettext_lazy("Wat doe je een volgende keer?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    on = forms.DateField(label=gettext_lazy("Gesprek van"), widget=forms.DateInput)

    def __init__(self, *args: Any, logics: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["logics"].choices = logics  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class CardView:
    """One own card in words."""

    on: date
    person: str
    dossier_url: str
    url: str
    logics: str
    intended: str
    effect: str
    next_time: str


@page(Permission.REFLECTION_WRITE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reflection(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Write a card about a talk (``?contact=``), change an own one (``?kaart=``), or throw it away (POST ``weg``)."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.REFLECTION_WRITE)
    card = _asked_card(request, journey_id)
    if request.method == "POST" and THROW in request.POST and card:
        throw_away_reflection(by=by, reflection_id=card.id)
        messages.success(request, _("De kaart is weg, voorgoed."))
        return go_on(request, reverse("reflections"))
    approach = approach_of_journey(journey)
    contact_id, on = _asked_contact(by, request, journey, card)
    asked = Asked(
        _("Terugkijken op het gesprek"),
        "reflection-edit" if card else "reflection",
        card.id if card else contact_id or journey_id,
        BACK,
        hint=_(
            "Alleen jij kunt dit lezen. Ook je teammanager niet, en het gaat niet mee in een overdracht of bestand."
        ),
    )
    guess: dict[str, Any] = {"on": on}
    if card:
        names = ("logics", "intended", "effect", "next_time")
        guess |= {name: getattr(card, name) for name in names}
    form = ReflectionForm(
        request.POST or None,
        logics=logic_choices(approach),
        initial=initial(request, asked.key, asked.subject, ReflectionForm, **guess),
    )

    def save(filled: dict[str, Any]) -> str:
        card_id = card.id if card else None
        write_reflection(by=by, journey_id=journey_id, contact_id=contact_id, reflection_id=card_id, **filled)
        return ""

    return answer(request, journey, form, asked, save=save, said=_("Bewaard. Alleen jij kunt dit lezen."))


def logic_choices(approach: Approach) -> list[tuple[str, str]]:
    """The ways of guiding, each with what it is."""
    language = get_language() or "nl"
    return [
        (key, f"{one.title.in_language(language)}: {one.description.in_language(language) if one.description else ''}")
        for key, one in approach.logics.items()
    ]


def _asked_card(request: StaffRequest, journey_id: int) -> ReflectionCard | None:
    asked = request.GET.get(CARD, "")
    if not asked.isdecimal():
        return None
    return get_own_reflection(by=request.actor, journey_id=journey_id, reflection_id=int(asked))


def _asked_contact(
    by: Actor, request: StaffRequest, journey: Journey, card: ReflectionCard | None
) -> tuple[int | None, date]:
    """The contact the card is about, and the day to begin with."""
    if card:
        return card.contact_id, card.on
    asked = request.GET.get(CONTACT, "")
    if not asked.isdecimal():
        return None, today()
    found = next((one for one in contacts_of(by=by, journey_id=journey.pk) if one.id == int(asked)), None)
    if found is None:
        raise NotKnown
    return found.id, found.on


@page(Permission.REFLECTION_WRITE)
@never_cache
@require_safe
def reflections(request: StaffRequest) -> HttpResponse:
    """The own cards over time: which ways of guiding one used, and what one wrote."""
    cards = own_reflections(by=request.actor)
    if cards:
        log_read(by=request.actor, person_id=None, part="reflection", count=len(cards))
    approaches = approaches_by_version(card.version_id for card in cards)
    context = {
        "cards": [card_view(card, approaches[card.version_id]) for card in cards],
        "chart": _chart(cards, approaches),
        "logics": _explained(approaches),
        "nothing": Empty(
            _("Nog geen kaart geschreven"),
            _("Na een gesprek kun je in een minuut opschrijven hoe je het voerde. Alleen jij leest het."),
            icon="contact",
        ),
    }
    return render(request, "caseworker/direction/reflections.html", context)


def card_view(card: ReflectionCard, approach: Approach) -> CardView:
    """A card in words."""
    return CardView(
        on=card.on,
        person=card.person,
        dossier_url=reverse("dossier", args=[card.journey_id]),
        url=f"{reverse('reflection', args=[card.journey_id])}?{CARD}={card.id}",
        logics=", ".join(title_of(approach.logics, key) for key in card.logics),
        intended=card.intended,
        effect=card.effect,
        next_time=card.next_time,
    )


def _chart(cards: Sequence[ReflectionCard], approaches: dict[int, Approach]) -> bars.BarChart | None:
    """How often each way of guiding was used, month by month."""
    counted = Counter((card.on.replace(day=1), key) for card in cards for key in card.logics)
    months = sorted({month for month, _key in counted})[-MOST_MONTHS:]
    titles = {key: one for approach in approaches.values() for key, one in approach.logics.items()}
    if not months:
        return None
    return bars.BarChart(
        title=_("Hoe je gesprekken voerde"),
        series=[title_of(titles, key) for key in titles],
        bars=[bars.Bar(words.month_in_words(month), [counted[month, key] for key in titles]) for month in months],
    )


def _explained(approaches: dict[int, Approach]) -> list[dict[str, str]]:
    language = get_language() or "nl"
    known = {key: one for approach in approaches.values() for key, one in approach.logics.items()}
    return [
        {
            "title": one.title.in_language(language),
            "strengthens": one.strengthens.in_language(language),
            "risk": one.risk.in_language(language),
            "source": one.source,
        }
        for one in known.values()
    ]
