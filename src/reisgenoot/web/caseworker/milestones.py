"""Recording that a milestone was reached, putting one right, and taking one back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reisgenoot.approach import Approach
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.selectors import approaches_by_version, get_journey, get_milestone
from reisgenoot.journeys.services import correct_milestone, record_milestone, retract_milestone
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.kernel.tenancy import because
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import dossier_url, go_on, show_form
from reisgenoot.web.components.toasts import undoable

RULE = "regel"
_ENDS = ("journey_closed", "moved_away")


class MilestoneForm(forms.Form):
    """Which milestone, and when."""

    key = forms.ChoiceField(label=gettext_lazy("Wat is er gebeurd?"))
    occurred_on = forms.DateField(label=gettext_lazy("Op welke dag?"), widget=forms.DateInput)
    note = forms.CharField(label=gettext_lazy("Opmerking"), max_length=200, required=False)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].choices = choices  # type: ignore[attr-defined]


class CorrectionForm(forms.Form):
    """Another day or another remark, and why."""

    occurred_on = forms.DateField(label=gettext_lazy("Op welke dag?"), widget=forms.DateInput)
    note = forms.CharField(label=gettext_lazy("Opmerking"), max_length=200, required=False)
    reason = forms.CharField(label=gettext_lazy("Waarom klopte het niet?"), max_length=200)


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def milestone_new(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Record a milestone; the ones that answer a rule (``?regel=``) stand first."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.JOURNEY_WRITE)
    approach = approaches_by_version([journey.approach_version_id])[journey.approach_version_id]
    choices, first = _choices(approach, request.GET.get(RULE, ""))
    form = MilestoneForm(request.POST or None, choices=choices, initial={"key": first, "occurred_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            milestone = record_milestone(by=by, journey_id=journey_id, **form.cleaned_data)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            undo_url = reverse("milestone_retract", args=[milestone.pk])
            undoable(request, _("Mijlpaal vastgelegd."), undo_url=undo_url)
            return go_on(request, dossier_url(journey_id))
    return _show(request, _("Mijlpaal vastleggen"), journey, form)


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def milestone_correct(request: StaffRequest, milestone_id: int) -> HttpResponse:
    """Put the day or the remark of a milestone right; what was known before stays known."""
    by = request.actor
    milestone = get_milestone(by=by, milestone_id=milestone_id, permission=Permission.JOURNEY_WRITE)
    initial = {"occurred_on": milestone.occurred_on, "note": milestone.note}
    form = CorrectionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            changes = dict(form.cleaned_data)
            with because(changes.pop("reason")):
                correct_milestone(by=by, milestone_id=milestone_id, **changes)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Hersteld. De oude versie blijft te zien in de geschiedenis."))
            return go_on(request, dossier_url(milestone.journey_id))
    return _show(request, _("Mijlpaal herstellen"), milestone.journey, form)


@page(Permission.JOURNEY_WRITE)
@require_POST
def milestone_retract(request: StaffRequest, milestone_id: int) -> HttpResponse:
    """Take a milestone back: undo after saving, or a mistake found later."""
    milestone = get_milestone(by=request.actor, milestone_id=milestone_id, permission=Permission.JOURNEY_WRITE)
    retract_milestone(by=request.actor, milestone_id=milestone_id)
    messages.success(request, _("De mijlpaal is ingetrokken."))
    return go_on(request, dossier_url(milestone.journey_id))


def _choices(approach: Approach, rule: str) -> tuple[list[tuple[str, str]], str]:
    """The milestones of the approach by name, those that meet the rule first; and which one to begin with."""
    language = get_language() or "nl"
    meeting = [key for key in _meet(approach, rule) if key in approach.milestones]
    others = [key for key in approach.milestones if key not in meeting]
    choices = [(key, approach.milestones[key].title.in_language(language)) for key in (*meeting, *others)]
    return choices, meeting[0] if meeting else ""


def _meet(approach: Approach, rule: str) -> Sequence[str]:
    """The milestones after which a rule asks no more; the end of a journey is not what it asks for."""
    kind, _sign, key = rule.partition(":")
    if kind == "term" and key in approach.terms:
        return approach.terms[key].to_milestones
    if kind == "cadence" and key in approach.cadences:
        return (approach.cadences[key].activity,)
    if kind == "check" and key in approach.checks:
        return [one for one in approach.checks[key].stopped_by if one not in _ENDS]
    return ()


def _show(request: StaffRequest, title: str, journey: Journey, form: forms.Form) -> HttpResponse:
    log_read(by=request.actor, person_id=journey.person_id, part="milestone")
    context = {
        "title": title,
        "lead": journey.person.display_name,
        "form": form,
        "form_url": request.get_full_path(),
    }
    return show_form(request, "caseworker/_plain_form.html", context, invalid=form.is_bound)
