"""Who helps with what, the questions of the newcomer, and the sheet that says it in plain words."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reisgenoot.guidance.fetching import get_fact
from reisgenoot.guidance.models import CentralQuestion, Helper
from reisgenoot.guidance.selectors import helpers_of, questions_of
from reisgenoot.guidance.services import (
    answer_question,
    ask_question,
    assign_helper,
    end_helper,
    keep_helper,
    reopen_question,
    retract_question,
)
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.scope import possible_directors
from reisgenoot.journeys.selectors import get_journey
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.reporting.documents.engine import render
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.direction.answering import Asked, answer, done, initial
from reisgenoot.web.caseworker.direction.sheet import sheet_of
from reisgenoot.web.caseworker.direction.words import approach_of_journey, choices_of, parties
from reisgenoot.web.documents import pdf_response

BACK = "dossier_help"
AREA = "gebied"
USUAL_ANSWER_DAYS = 5
SATURDAY = 5


class HelperForm(forms.Form):
    """Who helps with what, and how to reach them."""

    area = forms.ChoiceField(label=gettext_lazy("Waarmee?"))
    party = forms.ChoiceField(label=gettext_lazy("Wie helpt?"))
    name = forms.CharField(
        label=gettext_lazy("Naam"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telefoon"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    note = forms.CharField(
        label=gettext_lazy("Opmerking"), max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    from_on = forms.DateField(label=gettext_lazy("Vanaf"), widget=forms.DateInput)

    def __init__(self, *args: Any, areas: list[tuple[str, str]], helpers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = areas  # type: ignore[attr-defined]
        self.fields["party"].choices = helpers  # type: ignore[attr-defined]


class QuestionForm(forms.Form):
    """A question with one owner and a day."""

    question = forms.CharField(
        label=gettext_lazy("Wat wil de inburgeraar weten?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "autofocus": True, "dir": "auto"}),
    )
    owner_id = forms.TypedChoiceField(
        label=gettext_lazy("Wie zoekt het uit?"),
        coerce=int,
        help_text=gettext_lazy("Eén persoon: dan vraagt niemand het nog eens."),
    )
    party = forms.ChoiceField(label=gettext_lazy("Bij wie ligt het antwoord?"), required=False)
    asked_on = forms.DateField(label=gettext_lazy("Gevraagd op"), widget=forms.DateInput)
    answer_by = forms.DateField(label=gettext_lazy("Antwoord uiterlijk"), widget=forms.DateInput)

    def __init__(self, *args: Any, staff: list[tuple[int, str]], helpers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_id"].choices = staff  # type: ignore[attr-defined]
        self.fields["party"].choices = [("", "–"), *helpers]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What the newcomer was told, and when."""

    answer = forms.CharField(
        label=gettext_lazy("Wat is het antwoord?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "autofocus": True, "dir": "auto"}),
    )
    on = forms.DateField(label=gettext_lazy("Verteld op"), widget=forms.DateInput)


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def helper_new(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Say who helps; ``?gebied=`` names with what."""
    journey = get_journey(by=request.actor, journey_id=journey_id, permission=Permission.JOURNEY_WRITE)
    area = request.GET.get(AREA, "")
    known = approach_of_journey(journey).help_areas.get(area)
    guess = {"area": area, "party": known.party} if known else {}
    return _helper(request, journey, None, {**guess, "from_on": today()})


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def helper_edit(request: StaffRequest, helper_id: int) -> HttpResponse:
    """Put name, phone or party right."""
    helper = get_fact(Helper, by=request.actor, fact_id=helper_id)
    names = ("area", "party", "name", "phone", "note", "from_on")
    return _helper(request, helper.journey, helper, {name: getattr(helper, name) for name in names})


def _helper(request: StaffRequest, journey: Journey, helper: Helper | None, guess: dict[str, Any]) -> HttpResponse:
    by, approach = request.actor, approach_of_journey(journey)
    key, subject = ("helper-edit", helper.pk) if helper else ("helper", journey.pk)
    asked = Asked(_("Hulp aanpassen") if helper else _("Wie helpt waarmee"), key, subject, BACK)
    form = HelperForm(
        request.POST or None,
        areas=choices_of(approach.help_areas),
        helpers=parties(approach),
        initial=initial(request, key, subject, HelperForm, **guess),
    )

    def save(filled: dict[str, Any]) -> str:
        made = assign_helper(by=by, journey_id=journey.pk, replaces=helper.pk if helper else None, **filled)
        return "" if helper else reverse("helper_end", args=[made.pk])

    return answer(request, journey, form, asked, save=save, said=_("Opgeslagen wie helpt."))


@page(Permission.JOURNEY_WRITE)
@require_POST
def helper_end(request: StaffRequest, helper_id: int) -> HttpResponse:
    """A party helps no longer from tomorrow."""
    helper = get_fact(Helper, by=request.actor, fact_id=helper_id)
    end_helper(by=request.actor, helper_id=helper_id, on=max(today(), helper.from_on))
    undo_url = reverse("helper_keep", args=[helper_id])
    return done(request, helper.journey_id, BACK, _("Helpt niet meer."), undo_url)


@page(Permission.JOURNEY_WRITE)
@require_POST
def helper_keep(request: StaffRequest, helper_id: int) -> HttpResponse:
    """Undo: the party goes on helping."""
    helper = get_fact(Helper, by=request.actor, fact_id=helper_id)
    keep_helper(by=request.actor, helper_id=helper_id)
    return done(request, helper.journey_id, BACK, _("Helpt weer."))


@page(Permission.CONTACT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def question_new(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Write down a question of the newcomer."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.CONTACT_WRITE)
    asked = Asked(_("Vraag van de inburgeraar"), "question", journey_id, BACK)
    guess = {"owner_id": by.staff_id, "asked_on": today(), "answer_by": _in_working_days(USUAL_ANSWER_DAYS)}
    form = QuestionForm(
        request.POST or None,
        staff=list(possible_directors(by=by)),
        helpers=parties(approach_of_journey(journey)),
        initial=initial(request, asked.key, asked.subject, QuestionForm, **guess),
    )

    def save(filled: dict[str, Any]) -> str:
        made = ask_question(by=by, journey_id=journey_id, **filled)
        return reverse("question_retract", args=[made.pk])

    return answer(request, journey, form, asked, save=save, said=_("Vraag opgeschreven."))


@page(Permission.CONTACT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def question_answer(request: StaffRequest, question_id: int) -> HttpResponse:
    """Note the answer."""
    by = request.actor
    question = get_fact(CentralQuestion, by=by, fact_id=question_id, permission=Permission.CONTACT_WRITE)
    asked = Asked(_("Vraag beantwoord"), "question-answer", question_id, BACK, hint=question.question)
    form = AnswerForm(request.POST or None, initial=initial(request, asked.key, asked.subject, AnswerForm, on=today()))

    def save(filled: dict[str, Any]) -> str:
        made = answer_question(by=by, question_id=question_id, **filled)
        return reverse("question_reopen", args=[made.pk])

    return answer(request, question.journey, form, asked, save=save, said=_("Vraag beantwoord."))


@page(Permission.CONTACT_WRITE)
@require_POST
def question_reopen(request: StaffRequest, question_id: int) -> HttpResponse:
    """Undo: there is no answer yet."""
    question = get_fact(CentralQuestion, by=request.actor, fact_id=question_id, permission=Permission.CONTACT_WRITE)
    reopen_question(by=request.actor, question_id=question_id)
    return done(request, question.journey_id, BACK, _("De vraag staat weer open."))


@page(Permission.CONTACT_WRITE)
@require_POST
def question_retract(request: StaffRequest, question_id: int) -> HttpResponse:
    """Take back a question that was written down by mistake."""
    question = get_fact(CentralQuestion, by=request.actor, fact_id=question_id, permission=Permission.CONTACT_WRITE)
    retract_question(by=request.actor, question_id=question_id)
    return done(request, question.journey_id, BACK, _("De vraag is ingetrokken."))


@page(Permission.JOURNEY_READ)
@require_safe
def help_sheet(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Who helps with what on one sheet of paper, for the newcomer."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id)
    log_read(by=by, person_id=journey.person_id, part="guidance")
    helpers = helpers_of(by=by, journey_id=journey_id, on=today())
    with override("nl"):
        data = sheet_of(request, journey, helpers=helpers, questions=questions_of(by=by, journey_id=journey_id))
    return pdf_response("wie-helpt-mij", render("tasks", data, title=data["title"], language="nl"))


def _in_working_days(days: int) -> date:
    """The day this many working days from today."""
    day = today()
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return day
