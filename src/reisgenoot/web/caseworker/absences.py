"""Absence from a course: recording it, talking about it, putting right; and why somebody follows nothing now."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.selectors import get_journey
from reisgenoot.journeys.services import note_codes
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.kernel.tenancy import because
from reisgenoot.offers.models import Absence, AbsenceReporter
from reisgenoot.offers.selectors import enrolments_of, get_absence
from reisgenoot.offers.services import (
    NewAbsence,
    correct_absence,
    follow_up_absence,
    record_absence,
    reopen_absence,
    retract_absence,
)
from reisgenoot.offers.services.absences import REASONS
from reisgenoot.web import drafts
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker import saving
from reisgenoot.web.caseworker.answers import dossier_url, go_on
from reisgenoot.web.caseworker.wording import Wording
from reisgenoot.web.components import words
from reisgenoot.web.components.toasts import undoable
from reisgenoot.work.finding import NO_TRACK

DRAFT = "absence"


class AbsenceForm(forms.Form):
    """From which course, when, why, and who said so."""

    enrolment_id = forms.TypedChoiceField(
        label=gettext_lazy("Bij welke cursus?"), required=False, coerce=int, empty_value=None
    )
    from_on = forms.DateField(label=gettext_lazy("Eerste dag"), widget=forms.DateInput)
    until_on = forms.DateField(
        label=gettext_lazy("Laatste dag"),
        required=False,
        widget=forms.DateInput,
        help_text=gettext_lazy("Leeg: het duurt nog."),
    )
    reason = forms.ChoiceField(label=gettext_lazy("Reden"))
    reported_on = forms.DateField(label=gettext_lazy("Gemeld op"), widget=forms.DateInput)
    reported_by = forms.ChoiceField(label=gettext_lazy("Wie meldde het?"), choices=AbsenceReporter.choices)

    def __init__(self, *args: Any, by: Actor, journey: Journey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wording = Wording(saving.approach_of(journey))
        courses = [(one.id, wording.offer(one.offer)) for one in enrolments_of(by=by, journey_id=journey.pk)]
        saving.choose(self, "enrolment_id", courses)
        saving.choose(self, "reason", saving.codes_of(journey, REASONS))


class AbsenceCorrection(AbsenceForm):
    """An absence put right, and why."""

    why = forms.CharField(label=gettext_lazy("Waarom klopte het niet?"), max_length=200)


class AnswerForm(forms.Form):
    """When it was talked about and what was agreed."""

    agreed = forms.CharField(
        label=gettext_lazy("Wat is afgesproken?"),
        max_length=300,
        help_text=gettext_lazy("Vraag eerst naar de oorzaak, en spreek af wat helpt."),
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off", "dir": "auto"}),
    )
    on = forms.DateField(label=gettext_lazy("Besproken op"), widget=forms.DateInput)
    until_on = forms.DateField(
        label=gettext_lazy("Laatste dag van het verzuim"), required=False, widget=forms.DateInput
    )


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def absence_new(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Record an absence."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.JOURNEY_WRITE)
    log_read(by=by, person_id=journey.person_id, part="absence")
    guess = {"from_on": today(), "reported_on": today(), "reported_by": AbsenceReporter.PROVIDER}
    initial = guess | drafts.initial(request, AbsenceForm, DRAFT, journey_id)
    form = AbsenceForm(request.POST or None, by=by, journey=journey, initial=initial)
    if request.method == "POST":
        absence = saving.saved(
            form, lambda: record_absence(by=by, absence=NewAbsence(journey_id=journey_id, **form.cleaned_data))
        )
        if absence is not None:
            drafts.forget(request, DRAFT, journey_id)
            undoable(request, _("Verzuim vastgelegd."), undo_url=reverse("absence_retract", args=[absence.pk]))
            return go_on(request, dossier_url(journey_id))
    return saving.show(request, _("Verzuim vastleggen"), journey, form, draft=DRAFT, draft_of=journey_id)


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def absence_answer(request: StaffRequest, absence_id: int) -> HttpResponse:
    """Note that it was talked about and what was agreed."""
    by = request.actor
    absence = get_absence(by=by, absence_id=absence_id, permission=Permission.JOURNEY_WRITE)
    log_read(by=by, person_id=absence.journey.person_id, part="absence")
    form = AnswerForm(request.POST or None, initial={"on": today(), "until_on": absence.until_on})
    if request.method == "POST":
        answered = saving.saved(form, lambda: follow_up_absence(by=by, absence_id=absence_id, **form.cleaned_data))
        if answered is not None:
            undoable(request, _("Vastgelegd wat is afgesproken."), undo_url=_undo(absence_id))
            return go_on(request, dossier_url(absence.journey_id))
    return saving.show(request, _("Verzuim besproken"), absence.journey, form, told=_told(absence))


def _undo(absence_id: int) -> str:
    return reverse("absence_reopen", args=[absence_id])


def _told(absence: Absence) -> str:
    """The absence in a sentence: course, reason, since when, who said so."""
    wording = Wording(saving.approach_of(absence.journey))
    reason = wording.code(REASONS, absence.reason)
    since = _("sinds %(day)s") % {"day": words.day_in_words(absence.from_on)}
    course = wording.offer(absence.enrolment.offer) if absence.enrolment else ""
    reporter = str(AbsenceReporter(absence.reported_by).label)
    told = _("gemeld door %(who)s op %(day)s") % {"who": reporter, "day": words.day_in_words(absence.reported_on)}
    return " · ".join(part for part in (course, reason, since, told) if part)


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def absence_correct(request: StaffRequest, absence_id: int) -> HttpResponse:
    """Put an absence right; what was known before stays known."""
    by = request.actor
    absence = get_absence(by=by, absence_id=absence_id, permission=Permission.JOURNEY_WRITE)
    log_read(by=by, person_id=absence.journey.person_id, part="absence")
    initial = {name: getattr(absence, name) for name in AbsenceForm.base_fields}
    form = AbsenceCorrection(request.POST or None, by=by, journey=absence.journey, initial=initial)
    if request.method == "POST" and saving.saved(form, lambda: _correct(by, absence_id, form)) is not None:
        messages.success(request, _("Hersteld. De oude versie blijft te zien in de geschiedenis."))
        return go_on(request, dossier_url(absence.journey_id))
    return saving.show(request, _("Verzuim herstellen"), absence.journey, form)


def _correct(by: Actor, absence_id: int, form: forms.Form) -> Absence:
    changes = dict(form.cleaned_data)
    with because(changes.pop("why")):
        return correct_absence(by=by, absence_id=absence_id, **changes)


@page(Permission.JOURNEY_WRITE)
@require_POST
def absence_retract(request: StaffRequest, absence_id: int) -> HttpResponse:
    """Take an absence back: undo after saving, or a mistake found later."""
    absence = get_absence(by=request.actor, absence_id=absence_id, permission=Permission.JOURNEY_WRITE)
    retract_absence(by=request.actor, absence_id=absence_id)
    messages.success(request, _("Het verzuim is ingetrokken."))
    return go_on(request, dossier_url(absence.journey_id))


@page(Permission.JOURNEY_WRITE)
@require_POST
def absence_reopen(request: StaffRequest, absence_id: int) -> HttpResponse:
    """Undo: it was not talked about yet."""
    absence = reopen_absence(by=request.actor, absence_id=absence_id)
    messages.success(request, _("Staat weer op de lijst."))
    return go_on(request, dossier_url(absence.journey_id))


class NoTrackForm(forms.Form):
    """Why somebody follows nothing now."""

    code = forms.ChoiceField(
        label=gettext_lazy("Waarom loopt er nu niets?"),
        required=False,
        help_text=gettext_lazy("Met een reden vraagt het systeem er niet meer om. Leeg: dat doet het wel."),
    )


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def journey_no_track(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Say why somebody follows nothing now, although the partner does."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.JOURNEY_WRITE)
    log_read(by=by, person_id=journey.person_id, part="no-track")
    form = NoTrackForm(request.POST or None, initial={"code": journey.codes.get(NO_TRACK, "")})
    saving.choose(form, "code", saving.codes_of(journey, NO_TRACK))
    if request.method == "POST" and form.is_valid():
        note_codes(by=by, codes={journey_id: {NO_TRACK: form.cleaned_data["code"]}})
        refresh(organisation_id=by.organisation_id, journey_ids=[journey_id])
        messages.success(request, _("Vastgelegd."))
        return go_on(request, dossier_url(journey_id))
    told = _(
        "Bespreek samen wat er voor deze inwoner is: een cursus, werk, vrijwilligerswerk. Kies een reden als dat nu niet past."
    )
    return saving.show(request, _("Er loopt nu niets"), journey, form, told=told)
