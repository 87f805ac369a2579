"""Ordering a language or learnability test, noting what happened, recording what came back, and one step back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reisgenoot.approach import Approach
from reisgenoot.intake.enums import TestKind, TestState
from reisgenoot.intake.models import TestOrder
from reisgenoot.intake.selectors import get_test, tests_of
from reisgenoot.intake.services import NewTest, TestResult, change_test, order_test, receive_test, undo_test
from reisgenoot.intake.services.testing import LEVELS, RESULTS
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.selectors import approaches_by_version, get_journey
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import go_on, show_form
from reisgenoot.web.caseworker.intake.scales import levels_of, short_word
from reisgenoot.web.components.choices import ChoiceRow
from reisgenoot.web.components.toasts import undoable

RULE, KIND = "regel", "soort"
KIND_OF_RULE = {"term:language_test_result": TestKind.LANGUAGE, "term:learnability_result": TestKind.LEARNABILITY}
SKILL = "vaardigheid-"
_STEPS = [
    (TestState.ORDERED, gettext_lazy("nog niet uitgenodigd")),
    (TestState.INVITED, TestState.INVITED.label),
    (TestState.ABSENT_NOTICE, TestState.ABSENT_NOTICE.label),
    (TestState.ABSENT, TestState.ABSENT.label),
    (TestState.EXEMPT_VISUAL, TestState.EXEMPT_VISUAL.label),
    (TestState.EXEMPT_AUDITORY, TestState.EXEMPT_AUDITORY.label),
    (TestState.SKIPPED, TestState.SKIPPED.label),
]
_EXEMPT = (TestState.EXEMPT_VISUAL, TestState.EXEMPT_AUDITORY)


class OrderForm(forms.Form):
    """Which test, from whom, and when it is planned."""

    kind = forms.ChoiceField(label=gettext_lazy("Welke toets?"), choices=TestKind.choices, widget=forms.RadioSelect)
    ordered_on = forms.DateField(label=gettext_lazy("Aangevraagd op"), widget=forms.DateInput)
    ordered_at = forms.CharField(label=gettext_lazy("Bij wie?"), max_length=80, required=False)
    planned_on = forms.DateField(label=gettext_lazy("Dag van de toets"), required=False, widget=forms.DateInput)
    exam_number = forms.CharField(
        label=gettext_lazy("Examennummer"),
        help_text=gettext_lazy("Van DUO; alleen voor de leerbaarheidstoets."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class StepForm(forms.Form):
    """What happened to a test that was ordered."""

    state = forms.ChoiceField(label=gettext_lazy("Hoe staat het ermee?"), widget=forms.RadioSelect)
    planned_on = forms.DateField(
        label=gettext_lazy("(Nieuwe) dag van de toets"), required=False, widget=forms.DateInput
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarom gaat de toets niet door?"),
        help_text=gettext_lazy("Nodig bij overslaan en bij een auditieve beperking."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = _STEPS if kind == TestKind.LEARNABILITY else [step for step in _STEPS if step[0] not in _EXEMPT]
        self.fields["state"].choices = steps  # type: ignore[attr-defined]


class ResultForm(forms.Form):
    """What came back. Which fields there are depends on the test."""

    received_on = forms.DateField(label=gettext_lazy("Uitslag ontvangen op"), widget=forms.DateInput)
    received_from = forms.CharField(label=gettext_lazy("Van wie?"), max_length=80, required=False)
    taken_on = forms.DateField(label=gettext_lazy("Dag van de toets"), required=False, widget=forms.DateInput)
    result = forms.ChoiceField(label=gettext_lazy("Uitkomst"), widget=forms.RadioSelect)
    score = forms.DecimalField(label=gettext_lazy("Behaalde score"), max_digits=6, decimal_places=1, required=False)
    needed_score = forms.DecimalField(
        label=gettext_lazy("Benodigde score"), max_digits=6, decimal_places=1, required=False
    )

    def __init__(self, *args: Any, kind: str, approach: Approach, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nl"
        if kind == TestKind.LEARNABILITY:
            codes = approach.code_lists[RESULTS].codes.values()
            self.fields["result"].choices = [(code.key, code.label.in_language(language)) for code in codes]  # type: ignore[attr-defined]
            return
        for name in ("result", "score", "needed_score"):
            del self.fields[name]
        scale = approach.scales[LEVELS]
        choices = [("", "–"), *((level.key, short_word(level, language)) for level in levels_of(scale))]
        for item in scale.items.values():
            self.fields[SKILL + item.key] = forms.ChoiceField(
                label=item.label.in_language(language), choices=choices, required=False, widget=forms.RadioSelect
            )

    def to_result(self) -> TestResult:
        """What was filled in, for the service."""
        filled = dict(self.cleaned_data)
        levels = {name.removeprefix(SKILL): filled.pop(name) for name in list(filled) if name.startswith(SKILL)}
        return TestResult(**filled, levels=levels)


@page(Permission.INTAKE_WRITE)
@require_safe
def test_answer(request: StaffRequest, journey_id: int) -> HttpResponse:
    """The way from a signal (``?regel=``) to the form of the test that is waited for."""
    get_journey(by=request.actor, journey_id=journey_id, permission=Permission.INTAKE_WRITE)
    kind = KIND_OF_RULE.get(request.GET.get(RULE, ""))
    waiting = [test for test in tests_of(by=request.actor, journey_id=journey_id) if not test.received_on]
    asked = next((test for test in waiting if kind is None or test.kind == kind), None)
    if asked is None:
        return redirect("test_new", journey_id)
    return redirect("test_receive", asked.id)


@page(Permission.INTAKE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def test_new(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Order a test."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.INTAKE_WRITE)
    log_read(by=by, person_id=journey.person_id, part="tests")
    asked = request.GET.get(KIND, "")
    kind = asked if asked in TestKind.values else TestKind.LEARNABILITY.value
    form = OrderForm(request.POST or None, initial={"kind": kind, "ordered_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            test = order_test(by=by, test=NewTest(journey_id=journey_id, **form.cleaned_data))
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            undoable(request, _("De toets is aangevraagd."), undo_url=reverse("test_undo", args=[test.pk]))
            return go_on(request, _tab(journey_id))
    return _show(request, _("Toets aanvragen"), journey, form)


@page(Permission.INTAKE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def test_change(request: StaffRequest, test_id: int) -> HttpResponse:
    """Note the next step of a test."""
    test = _opened(request, test_id)
    initial = {"state": test.state, "planned_on": test.planned_on, "reason": test.reason}
    form = StepForm(request.POST or None, initial=initial, kind=test.kind)
    if request.method == "POST" and form.is_valid():
        try:
            new = change_test(by=request.actor, test_id=test_id, **form.cleaned_data)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            undoable(request, _("Bijgewerkt."), undo_url=reverse("test_undo", args=[new.pk]))
            return go_on(request, _tab(test.journey_id))
    return _show(request, test.get_kind_display().capitalize(), test.journey, form)


@page(Permission.INTAKE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def test_receive(request: StaffRequest, test_id: int) -> HttpResponse:
    """Record what came back."""
    test = _opened(request, test_id)
    approach = approaches_by_version([test.journey.approach_version_id])[test.journey.approach_version_id]
    initial = {
        "received_on": test.received_on or today(),
        "received_from": test.received_from or test.ordered_at,
        "taken_on": test.planned_on if test.planned_on and test.planned_on <= today() else None,
        "result": test.result,
        "score": test.score,
        "needed_score": test.needed_score,
    }
    form = ResultForm(request.POST or None, initial=initial, kind=test.kind, approach=approach)
    if request.method == "POST" and form.is_valid():
        try:
            new = receive_test(by=request.actor, test_id=test_id, result=form.to_result())
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            undoable(request, _("De uitslag is vastgelegd."), undo_url=reverse("test_undo", args=[new.pk]))
            return go_on(request, _tab(test.journey_id))
    title = _("Uitslag van de %(test)s") % {"test": test.get_kind_display()}
    return _show(request, title, test.journey, form, template="caseworker/_test_result_form.html")


@page(Permission.INTAKE_WRITE)
@require_POST
def test_undo(request: StaffRequest, test_id: int) -> HttpResponse:
    """Take the last step of a test back."""
    test = get_test(by=request.actor, test_id=test_id, permission=Permission.INTAKE_WRITE)
    undo_test(by=request.actor, test_id=test_id)
    messages.success(request, _("De laatste stap is teruggenomen."))
    return go_on(request, _tab(test.journey_id))


def _opened(request: StaffRequest, test_id: int) -> TestOrder:
    test = get_test(by=request.actor, test_id=test_id, permission=Permission.INTAKE_WRITE)
    log_read(by=request.actor, person_id=test.journey.person_id, part="tests")
    return test


def _show(
    request: StaffRequest,
    title: str,
    journey: Journey,
    form: forms.Form,
    *,
    template: str = "caseworker/_plain_form.html",
) -> HttpResponse:
    context = {
        "title": title,
        "lead": journey.person.display_name,
        "form": form,
        "rows": [ChoiceRow(form[name]) for name in form.fields if name.startswith(SKILL)],
        "form_url": request.path,
        "contact_url": "",
    }
    return show_form(request, template, context, invalid=form.is_bound)


def _tab(journey_id: int) -> str:
    return reverse("dossier_diagnosis", args=[journey_id])
