"""Taking a step from a talk to a decision, and withdrawing one."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reisgenoot.approach import Approach
from reisgenoot.guidance import ladder
from reisgenoot.guidance.enums import Culpability, OtherMeasure
from reisgenoot.guidance.fetching import get_fact
from reisgenoot.guidance.models import LadderStep
from reisgenoot.guidance.selectors import ladder_of
from reisgenoot.guidance.services import NewStep, take_step, undo_step, withdraw_step
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.selectors import get_journey
from reisgenoot.journeys.story import milestones_of, reached_in
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import go_on
from reisgenoot.web.caseworker.direction.answering import Asked, answer, done, initial, say
from reisgenoot.web.caseworker.direction.words import approach_of_journey, choices_of, title_of

BACK = "dossier_ladder"
FACT = "feit"


class StepForm(forms.Form):
    """One step; fields that the step does not ask for are taken out."""

    occurred_on = forms.DateField(label=gettext_lazy("Datum van deze stap"), widget=forms.DateInput)
    about = forms.CharField(
        label=gettext_lazy("Wat is er gebeurd?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    about_on = forms.DateField(label=gettext_lazy("Op welke dag gebeurde het?"), widget=forms.DateInput)
    said = forms.CharField(
        label=gettext_lazy("Wat zegt de inburgeraar er zelf over?"),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    cause = forms.CharField(
        label=gettext_lazy("Wat was de oorzaak?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    ground = forms.ChoiceField(label=gettext_lazy("Om welke plicht gaat het?"))
    culpability = forms.ChoiceField(
        label=gettext_lazy("Is het iemand te verwijten?"),
        choices=[("", gettext_lazy("nog niet beoordeeld")), *Culpability.choices],
        required=False,
    )
    culpability_reason = forms.CharField(
        label=gettext_lazy("Waarom vind je dat?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    other_measure = forms.ChoiceField(
        label=gettext_lazy("Loopt er voor dit feit al een maatregel of boete volgens een andere wet?"),
        choices=OtherMeasure.choices,
        widget=forms.RadioSelect,
    )
    measure = forms.ChoiceField(label=gettext_lazy("Besluit"), widget=forms.RadioSelect)
    amount = forms.DecimalField(
        label=gettext_lazy("Bedrag in euro"),
        required=False,
        max_digits=7,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    measure_reason = forms.CharField(
        label=gettext_lazy("Motivering"), max_length=500, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )

    def __init__(
        self,
        *args: Any,
        leave_out: set[str],
        grounds: list[tuple[str, str]],
        measures: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]
        self.fields["measure"].choices = measures  # type: ignore[attr-defined]
        for name in leave_out:
            del self.fields[name]


class WithdrawForm(forms.Form):
    """Why a step is withdrawn."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom trek je deze stap in?"),
        max_length=200,
        widget=forms.TextInput(attrs={"autofocus": True}),
    )


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def step_new(request: StaffRequest, journey_id: int) -> HttpResponse:
    """The next step about a fact (``?feit=``), or the first one about something new."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.JOURNEY_WRITE)
    approach = approach_of_journey(journey)
    asked_fact = request.GET.get(FACT, "")
    first = int(asked_fact) if asked_fact.isdecimal() else None
    steps = _standing_steps(request, journey_id, first)
    step = next_step(request, approach, journey, steps)
    if step is None:
        say(request, _("Er is nu geen volgende stap. Op de pagina staat waarom."))
        return go_on(request, reverse(BACK, args=[journey_id]))
    key, subject = f"step-{step.replace('_', '-')}", first or journey_id
    asked = Asked(
        title_of(approach.ladder, step),
        key,
        subject,
        BACK,
        hint=_hint(approach, step),
        questions=_questions(approach, step),
    )
    form = _form(request, approach, journey, step, steps, key, subject)

    def save(filled: dict[str, Any]) -> str:
        known = {name: value for name, value in filled.items() if value is not None}
        made = take_step(by=by, journey_id=journey_id, new=NewStep(step=step, first=first, **known))
        return reverse("step_undo", args=[made.pk])

    return answer(request, journey, form, asked, save=save, said=_("Stap vastgelegd."))


def next_step(request: StaffRequest, approach: Approach, journey: Journey, steps: list[LadderStep]) -> str | None:
    """The step that comes next in order, also when it still has to be judged whether somebody can be blamed."""
    reached = reached_in(milestones_of(by=request.actor, journey_id=journey.pk))
    taken = [ladder.Taken(one.step, one.occurred_on, one.ground, one.culpability) for one in steps]
    found = ladder.rungs(approach, reached=reached, taken=taken, today=today())
    if rung := ladder.next_rung(found):
        return rung.key
    judged = [*taken[:-1], ladder.Taken(taken[-1].step, taken[-1].on, culpability=Culpability.FULL)] if taken else []
    rung = ladder.next_rung(ladder.rungs(approach, reached=reached, taken=judged, today=today()))
    return rung.key if rung else None


def _standing_steps(request: StaffRequest, journey_id: int, first: int | None) -> list[LadderStep]:
    if first is None:
        return []
    for steps in ladder_of(by=request.actor, journey_id=journey_id):
        standing = [one for one in steps if one.superseded_at is None]
        if standing and standing[0].pk == first:
            return standing
    raise NotKnown


def _form(
    request: StaffRequest,
    approach: Approach,
    journey: Journey,
    step: str,
    steps: list[LadderStep],
    key: str,
    subject: int,
) -> StepForm:
    rule = approach.ladder[step]
    leave_out = {"about", "about_on"} if steps else set()
    if rule.form not in ("talk", "hearing"):
        leave_out.add("said")
    if rule.form not in ("talk", "hearing"):
        leave_out.add("cause")
    if rule.form != "decision":
        leave_out |= {"other_measure", "measure", "amount", "measure_reason"}
    ground = next((one.ground for one in reversed(steps) if one.ground), "")
    blank = [] if rule.needs_ground else [("", _("nog niet bepaald"))]
    if ground:
        leave_out.add("ground")
    measures = [
        (one.key, title_of(approach.ladder_measures, one.key))
        for one in ladder.choices(approach, ground=ground, codes=journey.codes)
        if one.proposed
    ]
    judged = next((one for one in reversed(steps) if one.culpability), None)
    guess = {
        "occurred_on": today(),
        "about_on": today(),
        "culpability": judged.culpability if judged else "",
        "culpability_reason": judged.culpability_reason if judged else "",
    }
    form = StepForm(
        request.POST or None,
        leave_out=leave_out,
        grounds=[*blank, *choices_of(approach.ladder_grounds)],
        measures=measures,
        initial=initial(request, key, subject, StepForm, **guess),
    )
    if "ground" in form.fields:
        form.fields["ground"].required = rule.needs_ground
    if rule.needs_culpability:
        form.fields["culpability"].required = form.fields["culpability_reason"].required = True
    return form


def _hint(approach: Approach, step: str) -> str:
    said = approach.ladder[step].description
    source = approach.ladder[step].source
    text = said.in_language(get_language() or "nl") if said else ""
    return f"{text} ({source})" if text else source


def _questions(approach: Approach, step: str) -> tuple[str, ...]:
    return tuple(one.in_language(get_language() or "nl") for one in approach.ladder[step].asks)


@page(Permission.JOURNEY_WRITE)
@require_POST
def step_undo(request: StaffRequest, step_id: int) -> HttpResponse:
    """Take back a step that was recorded just now by mistake."""
    step = get_fact(LadderStep, by=request.actor, fact_id=step_id)
    try:
        undo_step(by=request.actor, step_id=step_id)
    except InvalidInput as error:
        return done(request, step.journey_id, BACK, str(error))
    return done(request, step.journey_id, BACK, _("De stap is teruggedraaid."))


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def step_withdraw(request: StaffRequest, step_id: int) -> HttpResponse:
    """Withdraw a step, with the reason; it stays readable."""
    by = request.actor
    step = get_fact(LadderStep, by=by, fact_id=step_id)
    hint = title_of(approach_of_journey(step.journey).ladder, step.step)
    asked = Asked(_("Stap intrekken"), "step-withdraw", step_id, BACK, save_label=_("Trek in"), hint=hint)
    form = WithdrawForm(request.POST or None, initial=initial(request, asked.key, step_id, WithdrawForm))

    def save(filled: dict[str, Any]) -> str:
        withdraw_step(by=by, step_id=step_id, **filled)
        return ""

    return answer(request, step.journey, form, asked, save=save, said=_("Ingetrokken. De stap blijft te lezen."))
