"""What somebody works at: recording it, what comes after the contract, putting right and taking back."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.selectors import get_journey
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.kernel.tenancy import because
from reisgenoot.web import drafts
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker import saving
from reisgenoot.web.caseworker.answers import dossier_url, go_on
from reisgenoot.web.components import words
from reisgenoot.web.components.toasts import undoable
from reisgenoot.work.models import Job, JobOrigin
from reisgenoot.work.selectors import get_job
from reisgenoot.work.services import (
    CONTRACTS,
    END_REASONS,
    NewJob,
    correct_job,
    end_job,
    extend_contract,
    record_job,
    reopen_job,
    retract_job,
)

DRAFT = "job"
USUAL_EXTENSION = timedelta(days=182)
EXTENDED, ENDED = "extended", "ended"
_OFF = {"autocomplete": "off", "dir": "auto"}


class JobForm(forms.Form):
    """Work at an employer."""

    employer = forms.CharField(label=gettext_lazy("Werkgever"), max_length=120, widget=forms.TextInput(attrs=_OFF))
    occupation = forms.CharField(
        label=gettext_lazy("Wat voor werk?"), max_length=120, required=False, widget=forms.TextInput(attrs=_OFF)
    )
    started_on = forms.DateField(label=gettext_lazy("Eerste werkdag"), widget=forms.DateInput)
    contract = forms.ChoiceField(label=gettext_lazy("Soort contract"))
    contract_ends_on = forms.DateField(
        label=gettext_lazy("Contract loopt tot en met"),
        required=False,
        widget=forms.DateInput,
        help_text=gettext_lazy("Twee maanden daarvoor komt het op je lijst."),
    )
    hours_per_week = forms.DecimalField(
        label=gettext_lazy("Uren per week"), required=False, max_digits=4, decimal_places=1, localize=True
    )
    origin = forms.ChoiceField(label=gettext_lazy("Hoe gevonden?"), required=False)
    is_trial = forms.BooleanField(label=gettext_lazy("Dit is een proefplaatsing"), required=False)

    def __init__(self, *args: Any, journey: Journey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        saving.choose(self, "contract", saving.codes_of(journey, CONTRACTS))
        saving.choose(self, "origin", [(origin.value, str(origin.label)) for origin in JobOrigin])


class JobCorrection(JobForm):
    """Work put right, and why."""

    reason = forms.CharField(label=gettext_lazy("Waarom klopte het niet?"), max_length=200)


class ContractForm(forms.Form):
    """What comes after the contract: it is extended, or the work ends."""

    what = forms.ChoiceField(
        label=gettext_lazy("Hoe gaat het verder?"),
        choices=[(EXTENDED, gettext_lazy("Het contract is verlengd")), (ENDED, gettext_lazy("Het werk stopt"))],
        widget=forms.RadioSelect,
    )
    until = forms.DateField(
        label=gettext_lazy("Verlengd tot en met"),
        required=False,
        widget=forms.DateInput,
        help_text=gettext_lazy("Leeg: zonder einddatum."),
    )
    contract = forms.ChoiceField(label=gettext_lazy("Soort contract na de verlenging"), required=False)
    on = forms.DateField(label=gettext_lazy("Of: laatste werkdag"), required=False, widget=forms.DateInput)
    reason = forms.ChoiceField(label=gettext_lazy("Waarom stopt het?"), required=False)

    def __init__(self, *args: Any, journey: Journey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        saving.choose(self, "contract", saving.codes_of(journey, CONTRACTS))
        saving.choose(self, "reason", saving.codes_of(journey, END_REASONS))

    def clean(self) -> dict[str, Any]:
        """Somebody who stopped has a last day and a reason."""
        filled = super().clean() or {}
        if filled.get("what") == ENDED:
            for name in ("on", "reason"):
                if not filled.get(name) and name not in self.errors:
                    self.add_error(name, _("Vul dit in als het werk stopt."))
        return filled


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def job_new(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Record work."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.JOURNEY_WRITE)
    log_read(by=by, person_id=journey.person_id, part="job")
    initial = {"started_on": today()} | drafts.initial(request, JobForm, DRAFT, journey_id)
    form = JobForm(request.POST or None, journey=journey, initial=initial)
    if request.method == "POST":
        job = saving.saved(form, lambda: record_job(by=by, job=NewJob(journey_id=journey_id, **form.cleaned_data)))
        if job is not None:
            drafts.forget(request, DRAFT, journey_id)
            undoable(request, _("Werk vastgelegd."), undo_url=reverse("job_retract", args=[job.pk]))
            return go_on(request, dossier_url(journey_id))
    return saving.show(request, _("Werk vastleggen"), journey, form, draft=DRAFT, draft_of=journey_id)


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def job_contract(request: StaffRequest, job_id: int) -> HttpResponse:
    """What comes after the contract."""
    by = request.actor
    job = get_job(by=by, job_id=job_id, permission=Permission.JOURNEY_WRITE)
    log_read(by=by, person_id=job.journey.person_id, part="job")
    form = ContractForm(request.POST or None, journey=job.journey, initial=_guess(job))
    if request.method == "POST" and saving.saved(form, lambda: _go_on_with(request, job, form)) is not None:
        return go_on(request, dossier_url(job.journey_id))
    ends = words.day_in_words(job.contract_ends_on) if job.contract_ends_on else _("zonder einddatum")
    told = _("%(employer)s, contract tot en met %(day)s") % {"employer": job.employer, "day": ends}
    return saving.show(request, _("Contract"), job.journey, form, told=told)


def _guess(job: Job) -> dict[str, Any]:
    until = job.contract_ends_on + USUAL_EXTENSION if job.contract_ends_on else None
    return {"what": EXTENDED, "until": until, "contract": job.contract, "on": job.contract_ends_on}


def _go_on_with(request: StaffRequest, job: Job, form: ContractForm) -> Job:
    """Extend or end it, and say so."""
    by, filled = request.actor, form.cleaned_data
    if filled["what"] == ENDED:
        ended = end_job(by=by, job_id=job.pk, on=filled["on"], reason=filled["reason"])
        undoable(request, _("Het werk is gestopt."), undo_url=reverse("job_reopen", args=[ended.pk]))
        return ended
    extended = extend_contract(by=by, job_id=job.pk, until=filled["until"], contract=filled["contract"])
    messages.success(request, _("Contract verlengd. Het oude blijft te zien in de geschiedenis."))
    return extended


@page(Permission.JOURNEY_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def job_correct(request: StaffRequest, job_id: int) -> HttpResponse:
    """Put work right; what was known before stays known."""
    by = request.actor
    job = get_job(by=by, job_id=job_id, permission=Permission.JOURNEY_WRITE)
    log_read(by=by, person_id=job.journey.person_id, part="job")
    initial = {name: getattr(job, name) for name in JobForm.base_fields}
    form = JobCorrection(request.POST or None, journey=job.journey, initial=initial)
    if request.method == "POST" and saving.saved(form, lambda: _correct(request, job_id, form)) is not None:
        messages.success(request, _("Hersteld. De oude versie blijft te zien in de geschiedenis."))
        return go_on(request, dossier_url(job.journey_id))
    return saving.show(request, _("Werk herstellen"), job.journey, form)


def _correct(request: StaffRequest, job_id: int, form: forms.Form) -> Job:
    changes = dict(form.cleaned_data)
    with because(changes.pop("reason")):
        return correct_job(by=request.actor, job_id=job_id, **changes)


@page(Permission.JOURNEY_WRITE)
@require_POST
def job_retract(request: StaffRequest, job_id: int) -> HttpResponse:
    """Take work back: undo after saving, or a mistake found later."""
    job = get_job(by=request.actor, job_id=job_id, permission=Permission.JOURNEY_WRITE)
    retract_job(by=request.actor, job_id=job_id)
    messages.success(request, _("Het werk is ingetrokken."))
    return go_on(request, dossier_url(job.journey_id))


@page(Permission.JOURNEY_WRITE)
@require_POST
def job_reopen(request: StaffRequest, job_id: int) -> HttpResponse:
    """Undo: the work goes on."""
    job = reopen_job(by=request.actor, job_id=job_id)
    messages.success(request, _("Het werk loopt weer door."))
    return go_on(request, dossier_url(job.journey_id))
