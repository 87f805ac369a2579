"""Obstacles and the actions against them: the forms and the buttons."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reisgenoot.guidance.enums import Degree, Doer
from reisgenoot.guidance.fetching import get_fact
from reisgenoot.guidance.models import Obstacle, ObstacleAction
from reisgenoot.guidance.services import (
    finish_action,
    plan_action,
    record_obstacle,
    reopen_action,
    reopen_obstacle,
    retract_action,
    retract_obstacle,
    solve_obstacle,
    weigh_obstacle,
)
from reisgenoot.journeys.scope import possible_directors
from reisgenoot.journeys.selectors import get_journey
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.permissions import Permission, has_permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.direction.answering import Asked, answer, done, initial
from reisgenoot.web.caseworker.direction.words import approach_of_journey, title_of

BACK = "dossier_direction"
_FUNCTIONAL = gettext_lazy(
    "Wat lukt er wel en niet: uren, plekken, tijden. Schrijf geen ziekte, behandeling of oorzaak op."
)


class WeighForm(forms.Form):
    """How heavy it is, and what it means for taking part."""

    degree = forms.ChoiceField(
        label=gettext_lazy("Hoe zwaar weegt het voor meedoen?"), choices=Degree.choices, widget=forms.RadioSelect
    )
    consequence = forms.CharField(
        label=gettext_lazy("Wat betekent het voor meedoen?"),
        help_text=_FUNCTIONAL,
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class ObstacleForm(WeighForm):
    """What stands in the way, since when."""

    kind = forms.ChoiceField(label=gettext_lazy("Wat staat er in de weg?"))
    since_on = forms.DateField(label=gettext_lazy("Sinds wanneer?"), widget=forms.DateInput)
    field_order = ("kind", "since_on", "degree", "consequence")

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class SolvedForm(forms.Form):
    """Since when it is gone, and what helped."""

    on = forms.DateField(label=gettext_lazy("Opgelost op"), widget=forms.DateInput)
    solution = forms.CharField(
        label=gettext_lazy("Wat hielp?"), max_length=300, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )


class ActionForm(forms.Form):
    """What somebody does, by when."""

    what = forms.CharField(
        label=gettext_lazy("Wat gaat er gebeuren?"),
        max_length=200,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off", "dir": "auto"}),
    )
    doer = forms.ChoiceField(label=gettext_lazy("Wie doet het?"), choices=Doer.choices, widget=forms.RadioSelect)
    staff_id = forms.TypedChoiceField(
        label=gettext_lazy("Welke medewerker?"), coerce=int, empty_value=None, required=False
    )
    party = forms.CharField(
        label=gettext_lazy("Welke organisatie of persoon?"),
        help_text=gettext_lazy("Alleen als iemand anders het doet."),
        max_length=120,
        required=False,
    )
    due_on = forms.DateField(label=gettext_lazy("Uiterlijk"), widget=forms.DateInput)

    def __init__(self, *args: Any, staff: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff_id"].choices = [("", "–"), *staff]  # type: ignore[attr-defined]


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def obstacle_new(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Record something that stands in the way."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.JOURNEY_WRITE)
    known = approach_of_journey(journey).obstacles
    may_health = has_permission(by, Permission.HEALTH_READ)
    language = get_language() or "nl"
    kinds = [(key, one.title.in_language(language)) for key, one in known.items() if may_health or not one.is_health]
    asked = Asked(_("Belemmering vastleggen"), "obstacle", journey_id, BACK)
    form = ObstacleForm(
        request.POST or None,
        kinds=kinds,
        initial=initial(request, asked.key, asked.subject, ObstacleForm, since_on=today(), degree=Degree.CLEAR.value),
    )

    def save(filled: dict[str, Any]) -> str:
        made = record_obstacle(by=by, journey_id=journey_id, **filled)
        return reverse("obstacle_retract", args=[made.pk])

    return answer(request, journey, form, asked, save=save, said=_("Belemmering vastgelegd."))


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def obstacle_weigh(request: StaffRequest, obstacle_id: int) -> HttpResponse:
    """Weigh an obstacle anew; what was thought before stays in its history."""
    by = request.actor
    obstacle = get_fact(Obstacle, by=by, fact_id=obstacle_id)
    title = title_of(approach_of_journey(obstacle.journey).obstacles, obstacle.kind)
    asked = Asked(
        _("Opnieuw bekijken"),
        "obstacle-weigh",
        obstacle_id,
        BACK,
        hint=_("Hoe staat het nu met: %(what)s") % {"what": title},
    )
    guess = {"degree": obstacle.degree, "consequence": obstacle.consequence}
    form = WeighForm(request.POST or None, initial=initial(request, asked.key, asked.subject, WeighForm, **guess))

    def save(filled: dict[str, Any]) -> str:
        weigh_obstacle(by=by, obstacle_id=obstacle_id, **filled)
        return ""

    return answer(
        request,
        obstacle.journey,
        form,
        asked,
        save=save,
        said=_("Opnieuw bekeken. Het vorige oordeel blijft te lezen."),
    )


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def obstacle_solve(request: StaffRequest, obstacle_id: int) -> HttpResponse:
    """Note that an obstacle is gone, and what helped."""
    by = request.actor
    obstacle = get_fact(Obstacle, by=by, fact_id=obstacle_id)
    asked = Asked(
        _("Belemmering opgelost"),
        "obstacle-solve",
        obstacle_id,
        BACK,
        hint=title_of(approach_of_journey(obstacle.journey).obstacles, obstacle.kind),
    )
    form = SolvedForm(request.POST or None, initial=initial(request, asked.key, asked.subject, SolvedForm, on=today()))

    def save(filled: dict[str, Any]) -> str:
        solved = solve_obstacle(by=by, obstacle_id=obstacle_id, **filled)
        return reverse("obstacle_reopen", args=[solved.pk])

    return answer(request, obstacle.journey, form, asked, save=save, said=_("Opgelost. Mooi."))


@page(Permission.JOURNEY_WRITE)
@require_POST
def obstacle_reopen(request: StaffRequest, obstacle_id: int) -> HttpResponse:
    """It is not solved after all."""
    obstacle = get_fact(Obstacle, by=request.actor, fact_id=obstacle_id)
    reopen_obstacle(by=request.actor, obstacle_id=obstacle_id)
    return done(request, obstacle.journey_id, BACK, _("De belemmering staat weer open."))


@page(Permission.JOURNEY_WRITE)
@require_POST
def obstacle_retract(request: StaffRequest, obstacle_id: int) -> HttpResponse:
    """Take back an obstacle that was recorded by mistake."""
    obstacle = get_fact(Obstacle, by=request.actor, fact_id=obstacle_id)
    retract_obstacle(by=request.actor, obstacle_id=obstacle_id)
    return done(request, obstacle.journey_id, BACK, _("De belemmering is ingetrokken."))


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def action_new(request: StaffRequest, obstacle_id: int) -> HttpResponse:
    """Agree what somebody does about an obstacle."""
    by = request.actor
    obstacle = get_fact(Obstacle, by=by, fact_id=obstacle_id)
    asked = Asked(
        _("Actie afspreken"),
        "obstacle-action",
        obstacle_id,
        BACK,
        hint=_("Tegen: %(what)s") % {"what": title_of(approach_of_journey(obstacle.journey).obstacles, obstacle.kind)},
    )
    guess = {"doer": Doer.NEWCOMER.value, "staff_id": by.staff_id}
    form = ActionForm(
        request.POST or None,
        staff=list(possible_directors(by=by)),
        initial=initial(request, asked.key, asked.subject, ActionForm, **guess),
    )

    def save(filled: dict[str, Any]) -> str:
        made = plan_action(by=by, obstacle_id=obstacle_id, **filled)
        return reverse("action_retract", args=[made.pk])

    return answer(request, obstacle.journey, form, asked, save=save, said=_("Actie afgesproken."))


@page(Permission.JOURNEY_WRITE)
@require_POST
def action_done(request: StaffRequest, action_id: int) -> HttpResponse:
    """Note that an action was done."""
    action = get_fact(ObstacleAction, by=request.actor, fact_id=action_id)
    finish_action(by=request.actor, action_id=action_id)
    return done(request, action.journey_id, BACK, _("Actie gedaan."), reverse("action_reopen", args=[action_id]))


@page(Permission.JOURNEY_WRITE)
@require_POST
def action_reopen(request: StaffRequest, action_id: int) -> HttpResponse:
    """Undo: it was not done yet."""
    action = get_fact(ObstacleAction, by=request.actor, fact_id=action_id)
    reopen_action(by=request.actor, action_id=action_id)
    return done(request, action.journey_id, BACK, _("De actie staat weer open."))


@page(Permission.JOURNEY_WRITE)
@require_POST
def action_retract(request: StaffRequest, action_id: int) -> HttpResponse:
    """Take back an action that was agreed by mistake."""
    action = get_fact(ObstacleAction, by=request.actor, fact_id=action_id)
    retract_action(by=request.actor, action_id=action_id)
    return done(request, action.journey_id, BACK, _("De actie is ingetrokken."))
