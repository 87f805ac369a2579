"""The diagnosis talk on paper: coded answers, the proposal that follows from them, and what the client manager decides."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from reisgenoot.approach import Approach
from reisgenoot.intake.answers import possible_answers
from reisgenoot.intake.models import Diagnosis
from reisgenoot.intake.proposals import propose_profile, scoring_of
from reisgenoot.intake.selectors import DiagnosisFact, get_diagnosis, latest_diagnosis
from reisgenoot.intake.services import NewDiagnosis, correct_diagnosis, record_diagnosis, retract_diagnosis
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.selectors import approaches_by_version, get_journey
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.kernel.tenancy import because
from reisgenoot.questionnaires.selectors import AnswerFact, answers_of
from reisgenoot.web import drafts
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import go_on, show_form
from reisgenoot.web.caseworker.intake.proposing import answer_word, proposal_view, question_title
from reisgenoot.web.caseworker.wording import Wording
from reisgenoot.web.components import words
from reisgenoot.web.components.choices import ChoiceRow
from reisgenoot.web.components.toasts import undoable

ANSWER = "antwoord-"
DRAFT = "diagnose"
RECOUNT = "reken"
"""The button that counts anew where no scripts run."""


class DiagnosisForm(forms.Form):
    """The outcome of a diagnosis talk. Everything but the day may stay empty."""

    diagnosed_on = forms.DateField(label=gettext_lazy("Dag van het gesprek"), widget=forms.DateInput)
    primary_goal = forms.ChoiceField(label=gettext_lazy("Primair doel"), required=False)
    advice = forms.ChoiceField(label=gettext_lazy("Vervolgadvies"), required=False)
    advice_text = forms.CharField(
        label=gettext_lazy("Toelichting in eigen woorden"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    profile = forms.ChoiceField(label=gettext_lazy("Profiel dat jij kiest"), required=False, widget=forms.RadioSelect)
    profile_reason = forms.CharField(
        label=gettext_lazy("Waarom wijk je af van het voorstel?"),
        help_text=gettext_lazy("Alleen nodig als je een ander profiel kiest."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    reason = forms.CharField(label=gettext_lazy("Waarom klopte de diagnose niet?"), max_length=200)

    def __init__(self, *args: Any, wording: Wording, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        approach, language = wording.approach, wording.language
        if not is_correction:
            del self.fields["reason"]
        for name in ("primary_goal", "advice"):
            known = approach.code_lists.get(name)
            if known is None:
                del self.fields[name]
            else:
                codes = [(code.key, code.label.in_language(language)) for code in known.codes.values()]
                self.fields[name].choices = [("", "–"), *codes]  # type: ignore[attr-defined]
        if approach.profiles:
            chosen = [(key, wording.profile(key)) for key in approach.profiles]
            self.fields["profile"].choices = [*chosen, ("", _("nog geen profiel"))]  # type: ignore[attr-defined]
        else:
            del self.fields["profile"], self.fields["profile_reason"]
        for key in asked_of(approach):
            answers = possible_answers(approach, key) or {}
            self.fields[ANSWER + key] = forms.ChoiceField(
                label=question_title(approach, key, language),
                choices=[("", "–"), *((code, entry.label.in_language(language)) for code, entry in answers.items())],
                required=False,
                widget=forms.RadioSelect,
            )

    def outcome(self, approach: Approach) -> dict[str, Any]:
        """What was filled in, for the service, with the proposal that these answers give."""
        filled = {name: value for name, value in self.cleaned_data.items() if not name.startswith(ANSWER)}
        answers = given_answers(self.cleaned_data)
        proposal = propose_profile(approach, answers)
        filled.pop("reason", None)
        return {**filled, "answers": answers, "profile_proposed": proposal.profile if proposal else ""}


def asked_of(approach: Approach) -> tuple[str, ...]:
    """The coded questions of a diagnosis talk: those that count for the profile first."""
    scoring = scoring_of(approach)
    return (*scoring.questions, *scoring.also) if scoring else ()


def given_answers(sent: Mapping[str, Any]) -> dict[str, str]:
    """Code per question, of what was answered."""
    return {name.removeprefix(ANSWER): code for name, code in sent.items() if name.startswith(ANSWER) and code}


@page(Permission.INTAKE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def diagnosis_new(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Record a diagnosis, prefilled with what is known; also used to look at an older one again."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.INTAKE_WRITE)
    log_read(by=by, person_id=journey.person_id, part="diagnosis")
    wording = Wording(_approach(journey))
    last = latest_diagnosis(by=by, journey_id=journey_id)
    told = _told(wording.approach, answers_of(by=by, journey_id=journey_id))
    initial = _known(last, told)
    sent = drafts.typed(request, DRAFT, journey_id)
    form = DiagnosisForm(request.POST or None, initial=initial, wording=wording, is_correction=False)
    if sent is not None:
        form.initial = {**form.initial, **{name: sent[name] for name in form.fields if name in sent}}
    if request.method == "POST" and RECOUNT not in request.POST and form.is_valid():
        try:
            new = NewDiagnosis(
                journey_id=journey_id, language=journey.person.language, **form.outcome(wording.approach)
            )
            made = record_diagnosis(by=by, diagnosis=new)
        except InvalidInput as error:
            form.add_error(_field(form, error), str(error))
        else:
            drafts.forget(request, DRAFT, journey_id)
            undoable(request, _("Diagnose vastgelegd."), undo_url=reverse("diagnosis_retract", args=[made.pk]))
            return go_on(request, _tab(journey_id))
    hints = {key: _before(wording, key, last, told) for key in asked_of(wording.approach)}
    return _show(request, journey, wording, form, hints=hints, title=_("Diagnose vastleggen"))


@page(Permission.INTAKE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def diagnosis_correct(request: StaffRequest, diagnosis_id: int) -> HttpResponse:
    """Put a diagnosis right; what was known before stays known."""
    by = request.actor
    old = get_diagnosis(by=by, diagnosis_id=diagnosis_id, permission=Permission.INTAKE_WRITE)
    log_read(by=by, person_id=old.journey.person_id, part="diagnosis")
    wording = Wording(_approach(old.journey))
    form = DiagnosisForm(request.POST or None, initial=_as_initial(old), wording=wording, is_correction=True)
    if request.method == "POST" and RECOUNT not in request.POST and form.is_valid():
        try:
            outcome = form.outcome(wording.approach)
            outcome["answers"] = _untouched(old, wording.approach) | outcome["answers"]
            with because(form.cleaned_data["reason"]):
                correct_diagnosis(by=by, diagnosis_id=diagnosis_id, **outcome)
        except InvalidInput as error:
            form.add_error(_field(form, error), str(error))
        else:
            messages.success(request, _("Hersteld. De oude versie blijft te zien in de geschiedenis."))
            return go_on(request, _tab(old.journey_id))
    return _show(request, old.journey, wording, form, hints={}, title=_("Diagnose herstellen"))


@page(Permission.INTAKE_WRITE)
@require_POST
def diagnosis_retract(request: StaffRequest, diagnosis_id: int) -> HttpResponse:
    """Take a diagnosis back: undo after saving, or a mistake found later."""
    old = get_diagnosis(by=request.actor, diagnosis_id=diagnosis_id, permission=Permission.INTAKE_WRITE)
    retract_diagnosis(by=request.actor, diagnosis_id=diagnosis_id)
    messages.success(request, _("De diagnose is ingetrokken."))
    return go_on(request, _tab(old.journey_id))


@page(Permission.INTAKE_WRITE)
@require_POST
def diagnosis_proposal(request: StaffRequest, journey_id: int) -> HttpResponse:
    """The proposal for the answers that stand in the form now; nothing is kept."""
    journey = get_journey(by=request.actor, journey_id=journey_id, permission=Permission.INTAKE_WRITE)
    proposal = proposal_view(Wording(_approach(journey)), given_answers(request.POST.dict()))
    return render(request, "caseworker/_proposal.html", {"proposal": proposal})


def _told(approach: Approach, answers: list[AnswerFact] | Any) -> dict[str, AnswerFact]:
    """The questionnaire's answer to each question of the talk: by the code list it names, else by its own key."""
    found: dict[str, AnswerFact] = {}
    for key in asked_of(approach):
        codes = possible_answers(approach, key) or {}
        for answer in answers:
            if key in (answer.code_list, answer.key.rpartition("/")[2]) and answer.value in codes:
                found.setdefault(key, answer)
    return found


def _known(last: DiagnosisFact | None, told: Mapping[str, AnswerFact]) -> dict[str, Any]:
    """What the form begins with: the last diagnosis, and newer answers of the questionnaire over it."""
    known: dict[str, Any] = {"diagnosed_on": today()}
    if last is not None:
        known |= {"primary_goal": last.primary_goal, "advice": last.advice, "profile": last.profile}
        known |= {ANSWER + key: code for key, code in last.answers.items()}
    for key, answer in told.items():
        if last is None or key not in last.answers or answer.answered_on > last.on:
            known[ANSWER + key] = answer.value
    return known


def _before(wording: Wording, key: str, last: DiagnosisFact | None, told: Mapping[str, AnswerFact]) -> str:
    """Where the answer that stands there comes from."""
    parts = []
    if last is not None and (code := last.answers.get(key)):
        value = answer_word(wording.approach, key, str(code), wording.language)
        parts.append(_("vorige diagnose: %(value)s") % {"value": value})
    if key in told:
        answer = told[key]
        value = answer_word(wording.approach, key, answer.value, wording.language)
        day = words.day_in_words(answer.answered_on)
        parts.append(_("vragenlijst: %(value)s (%(day)s)") % {"value": value, "day": day})
    return " · ".join(parts)


def _as_initial(old: Diagnosis) -> dict[str, Any]:
    names = ("diagnosed_on", "primary_goal", "advice", "advice_text", "profile", "profile_reason")
    return {name: getattr(old, name) for name in names} | {ANSWER + key: code for key, code in old.answers.items()}


def _untouched(old: Diagnosis, approach: Approach) -> dict[str, Any]:
    """Answers of a delivered diagnosis that this form does not ask."""
    return {key: code for key, code in old.answers.items() if key not in asked_of(approach)}


def _show(
    request: StaffRequest,
    journey: Journey,
    wording: Wording,
    form: DiagnosisForm,
    *,
    hints: Mapping[str, str],
    title: str,
) -> HttpResponse:
    if RECOUNT in request.POST:
        form = _as_typed(request, form, wording)
    given = {name: form[name].value() for name in form.fields if name.startswith(ANSWER)}
    context = {
        "title": title,
        "lead": journey.person.display_name,
        "form": form,
        "rows": [ChoiceRow(form[name], before=hints.get(name.removeprefix(ANSWER), "")) for name in given],
        "proposal": proposal_view(wording, given_answers(given)),
        "journey": journey,
        "draft_key": DRAFT if "reason" not in form.fields else "diagnose-herstel",
        "form_url": request.path,
        "contact_url": "",
    }
    return show_form(request, "caseworker/_diagnosis_form.html", context, invalid=form.is_bound)


def _as_typed(request: StaffRequest, form: DiagnosisForm, wording: Wording) -> DiagnosisForm:
    """The form as it was typed, without complaints about what is still empty."""
    typed = {name: request.POST.get(name, "") for name in form.fields}
    return DiagnosisForm(initial=typed, wording=wording, is_correction="reason" in form.fields)


def _field(form: forms.Form, error: InvalidInput) -> str | None:
    """Where an error of the service stands in the form."""
    for name in (error.field or "", f"{ANSWER}{error.field}"):
        if name in form.fields:
            return name
    return None


def _approach(journey: Journey) -> Approach:
    return approaches_by_version([journey.approach_version_id])[journey.approach_version_id]


def _tab(journey_id: int) -> str:
    return reverse("dossier_diagnosis", args=[journey_id])
