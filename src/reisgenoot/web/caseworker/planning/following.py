"""What happens under a plan: an agreement done in one tap, a goal judged, a step reached, a result nobody planned."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission
from reisgenoot.plans.enums import GoalState
from reisgenoot.plans.models import Agreement, Goal, PathStep, Plan, UnplannedResult
from reisgenoot.plans.services import (
    NewUnplannedResult,
    end_plan,
    judge_goal,
    keep_agreement,
    reach_step,
    record_unplanned_result,
    reopen_agreement,
    retract_unplanned_result,
)
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import go_on, show_form
from reisgenoot.web.caseworker.planning.opening import OpenedPlan, open_plan, open_version
from reisgenoot.web.components.toasts import undoable


def _line(label: Any, **attrs: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "dir": "auto", **attrs})
    return forms.CharField(label=label, max_length=300, required=False, widget=widget)


class GoalStateForm(forms.Form):
    """How far a goal is, how that was seen, and what both think."""

    state = forms.ChoiceField(label=gettext_lazy("Stand"), choices=GoalState.choices, widget=forms.RadioSelect)
    on = forms.DateField(label=gettext_lazy("Sinds"), required=False, widget=forms.DateInput)
    evidence = _line(gettext_lazy("Waaraan is dat te zien?"))
    view_person = _line(gettext_lazy("Wat vindt de inwoner ervan?"))
    view_staff = _line(gettext_lazy("Wat vind jij ervan?"))


class ResultForm(forms.Form):
    """Something good that no goal was about."""

    text = forms.CharField(
        label=gettext_lazy("Wat is er bereikt?"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto", "autofocus": True}),
    )
    occurred_on = forms.DateField(label=gettext_lazy("Wanneer?"), widget=forms.DateInput)
    domain = forms.ChoiceField(label=gettext_lazy("Leefgebied"), required=False)
    view_person = _line(gettext_lazy("Wat vindt de inwoner ervan?"))
    view_staff = _line(gettext_lazy("Wat vind jij ervan?"))


class EndForm(forms.Form):
    """A plan that stops without a next one."""

    on = forms.DateField(label=gettext_lazy("Beëindigd op"), widget=forms.DateInput)
    reason = forms.CharField(label=gettext_lazy("Waarom stopt het plan?"), max_length=200)


@page(Permission.PLAN_WRITE)
@require_POST
def agreement_done(request: StaffRequest, agreement_id: int) -> HttpResponse:
    """What was agreed is done; the toast takes it back."""
    opened = _of(request, Agreement, agreement_id)
    try:
        keep_agreement(by=request.actor, agreement_id=agreement_id)
    except InvalidInput as error:
        messages.error(request, str(error))
    else:
        undoable(request, _("Gedaan."), undo_url=reverse("agreement_reopen", args=[agreement_id]))
    return go_on(request, opened.url)


@page(Permission.PLAN_WRITE)
@require_POST
def agreement_reopen(request: StaffRequest, agreement_id: int) -> HttpResponse:
    """It was not done after all."""
    opened = _of(request, Agreement, agreement_id)
    reopen_agreement(by=request.actor, agreement_id=agreement_id)
    messages.success(request, _("De afspraak staat weer open."))
    return go_on(request, opened.url)


@page(Permission.PLAN_WRITE)
@require_POST
def step_reached(request: StaffRequest, step_id: int) -> HttpResponse:
    """A step of the path was reached today, or (``niet``) not after all."""
    opened = _of(request, PathStep, step_id)
    taken_back = "niet" in request.GET
    reach_step(by=request.actor, step_id=step_id, on=None if taken_back else today())
    if taken_back:
        messages.success(request, _("De stap staat weer open."))
    else:
        undoable(request, _("Stap bereikt."), undo_url=f"{reverse('step_reached', args=[step_id])}?niet")
    return go_on(request, opened.url)


@page(Permission.PLAN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_state(request: StaffRequest, goal_id: int) -> HttpResponse:
    """Say how far a goal is."""
    opened = _of(request, Goal, goal_id)
    goal = Goal.objects.get(pk=goal_id)
    names = ("evidence", "view_person", "view_staff")
    is_open = goal.state == GoalState.OPEN
    initial = {"state": GoalState.REACHED if is_open else goal.state, "on": goal.state_on or today()}
    form = GoalStateForm(request.POST or None, initial=initial | {name: getattr(goal, name) for name in names})
    if request.method == "POST" and form.is_valid():
        try:
            judge_goal(by=request.actor, goal_id=goal_id, **form.cleaned_data)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Vastgelegd. Wat er eerder stond blijft in de geschiedenis."))
            return go_on(request, opened.url)
    said = goal.text or (opened.wording.goal(goal.key) if goal.key else "")
    return _show(request, opened, said or _("Doel"), form)


@page(Permission.PLAN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def result_new(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Record a result that nobody planned."""
    opened = open_plan(request, journey_id, permission=Permission.PLAN_WRITE)
    form = ResultForm(request.POST or None, initial={"occurred_on": today()})
    lists = opened.wording.approach.code_lists
    domains = lists["life_domain"].codes if "life_domain" in lists else ()
    choices = [("", _("niet gezegd")), *((key, opened.wording.code("life_domain", key)) for key in domains)]
    form.fields["domain"].choices = choices  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            new = NewUnplannedResult(journey_id=journey_id, **form.cleaned_data)
            result = record_unplanned_result(by=request.actor, result=new)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            undoable(request, _("Vastgelegd."), undo_url=reverse("result_retract", args=[result.pk]))
            return go_on(request, opened.url)
    return _show(request, opened, _("Resultaat dat niemand plande"), form)


@page(Permission.PLAN_WRITE)
@require_POST
def result_retract(request: StaffRequest, result_id: int) -> HttpResponse:
    """Take back a result that was recorded by mistake."""
    found = UnplannedResult.objects.filter(pk=result_id, superseded_at__isnull=True).first()
    if found is None:
        raise NotKnown
    opened = open_plan(request, found.journey_id, permission=Permission.PLAN_WRITE)
    retract_unplanned_result(by=request.actor, result_id=result_id)
    messages.success(request, _("Het resultaat is ingetrokken."))
    return go_on(request, opened.url)


@page(Permission.PLAN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_end(request: StaffRequest, plan_id: int) -> HttpResponse:
    """End the plan without a next one."""
    opened, _plan = open_version(request, plan_id, permission=Permission.PLAN_WRITE)
    form = EndForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            end_plan(by=request.actor, plan_id=plan_id, **form.cleaned_data)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Het plan is beëindigd. Het blijft te lezen."))
            return go_on(request, opened.url)
    return _show(request, opened, _("Plan beëindigen"), form)


def _of(request: StaffRequest, model: type[Any], row_id: int) -> OpenedPlan:
    """Whose plan a row of a plan belongs to; fetching is the check."""
    plan_id = model.objects.filter(pk=row_id, superseded_at__isnull=True).values_list("plan_id", flat=True).first()
    journey_id = Plan.objects.filter(pk=plan_id).values_list("journey_id", flat=True).first()
    if journey_id is None:
        raise NotKnown
    return open_plan(request, journey_id, permission=Permission.PLAN_WRITE)


def _show(request: StaffRequest, opened: OpenedPlan, title: str, form: forms.Form) -> HttpResponse:
    context = {"title": title, "lead": opened.name, "form": form, "form_url": request.path}
    return show_form(request, "caseworker/_plain_form.html", context, invalid=form.is_bound)
