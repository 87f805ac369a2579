"""Recording a whole set of values at once, putting one right, and taking them back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reisgenoot.approach import Approach
from reisgenoot.approach.coding import Scale
from reisgenoot.intake.enums import Moment, Rater
from reisgenoot.intake.facts import MeasurementFact
from reisgenoot.intake.selectors import get_measurement, measurements_of
from reisgenoot.intake.services import NewSet, correct_measurement, record_set, retract_measurement, retract_set
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.selectors import approaches_by_version, get_journey
from reisgenoot.journeys.story import milestones_of, reached_in
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.kernel.tenancy import because
from reisgenoot.web import drafts
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import go_on, show_form
from reisgenoot.web.caseworker.intake.scales import level_word, levels_of, likely_moment, moment_states
from reisgenoot.web.caseworker.intake.set_form import ITEM, CorrectionForm, SetForm
from reisgenoot.web.components import words
from reisgenoot.web.components.choices import ChoiceRow
from reisgenoot.web.components.toasts import undoable

RULE = "regel"


@page(Permission.INTAKE_WRITE)
@require_safe
def measuring(request: StaffRequest, journey_id: int) -> HttpResponse:
    """The way from a signal (``?regel=``) to the form of the scale it asks for; else to what was measured."""
    journey = get_journey(by=request.actor, journey_id=journey_id, permission=Permission.INTAKE_WRITE)
    approach = _approach(journey)
    asked = _asked_scales(approach, request.GET.get(RULE, ""))
    if not asked:
        return redirect("dossier_measurements", journey_id)
    measured = measurements_of(by=request.actor, journey_id=journey_id)
    begun = {one.scale for one in measured if one.moment == Moment.BASELINE}
    closed = {one.scale for one in measured if one.moment == Moment.CLOSING}
    lacking = [key for key in asked if key not in begun]
    first = next((key for key in lacking if key in closed), next(iter(lacking), asked[0]))
    return redirect("measurement_new", journey_id, first)


def _asked_scales(approach: Approach, rule: str) -> tuple[str, ...]:
    """The scales that a rule is about: those a check names, or those measured at the milestones of a term."""
    key = rule.partition(":")[2]
    if key in approach.checks:
        return approach.checks[key].scales
    term = approach.terms.get(key)
    if term is None:
        return ()
    around = {*term.from_milestones, *term.to_milestones}
    return tuple(scale.key for scale in approach.scales.values() if around & set(scale.measure_at))


@page(Permission.INTAKE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def measurement_new(request: StaffRequest, journey_id: int, scale_key: str) -> HttpResponse:
    """Record a set: by the client manager, or as the person says it."""
    by = request.actor
    journey = get_journey(by=by, journey_id=journey_id, permission=Permission.INTAKE_WRITE)
    approach = _approach(journey)
    scale = _scale(approach, scale_key)
    log_read(by=by, person_id=journey.person_id, part="measurements")
    measured = [one for one in measurements_of(by=by, journey_id=journey_id) if one.scale == scale_key]
    states = moment_states(scale, measured, reached_in(milestones_of(by=by, journey_id=journey_id)))
    guess = {
        "measured_on": today(),
        "moment": likely_moment(measured, states).value,
        "rater": Rater.PROFESSIONAL.value,
    }
    form = _form(request, scale, journey_id, guess=guess, is_second=False)
    if request.method == "POST" and form.is_valid() and (done := _save(request, journey, scale_key, form)):
        return done
    return _show_set(request, journey, scale, form, before=_newest(measured), is_second=False)


@page(Permission.INTAKE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def measurement_second(request: StaffRequest, journey_id: int, scale_key: str) -> HttpResponse:
    """A second rater judges without seeing what the first one gave."""
    journey = get_journey(by=request.actor, journey_id=journey_id, permission=Permission.INTAKE_WRITE)
    scale = _scale(_approach(journey), scale_key)
    log_read(by=request.actor, person_id=journey.person_id, part="measurements")
    form = _form(request, scale, journey_id, guess={"measured_on": today()}, is_second=True)
    if request.method == "POST" and form.is_valid() and (done := _save(request, journey, scale_key, form)):
        return done
    return _show_set(request, journey, scale, form, before={}, is_second=True)


@page(Permission.INTAKE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def measurement_correct(request: StaffRequest, measurement_id: int) -> HttpResponse:
    """Put one value right; what was known before stays known."""
    by = request.actor
    old = get_measurement(by=by, measurement_id=measurement_id, permission=Permission.INTAKE_WRITE)
    log_read(by=by, person_id=old.journey.person_id, part="measurements")
    scale = _scale(_approach(old.journey), old.scale)
    initial = {"value": old.value, "measured_on": old.measured_on, "moment": old.moment}
    form = CorrectionForm(request.POST or None, initial=initial, scale=scale, language=get_language() or "nl")
    if request.method == "POST" and form.is_valid():
        try:
            changes = dict(form.cleaned_data)
            with because(changes.pop("reason")):
                correct_measurement(by=by, measurement_id=measurement_id, **changes)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Hersteld. De oude versie blijft te zien in de geschiedenis."))
            return go_on(request, _tab(old.journey_id))
    context = {
        "title": _("Meting herstellen"),
        "lead": old.journey.person.display_name,
        "form": form,
        "form_url": request.path,
        "contact_url": "",
    }
    return show_form(request, "caseworker/_plain_form.html", context, invalid=form.is_bound)


@page(Permission.INTAKE_WRITE)
@require_POST
def measurement_retract(request: StaffRequest, measurement_id: int) -> HttpResponse:
    """Take one value back."""
    old = get_measurement(by=request.actor, measurement_id=measurement_id, permission=Permission.INTAKE_WRITE)
    retract_measurement(by=request.actor, measurement_id=measurement_id)
    messages.success(request, _("De meting is ingetrokken."))
    return redirect(_tab(old.journey_id))


@page(Permission.INTAKE_WRITE)
@require_POST
def measurement_retract_set(request: StaffRequest, measurement_id: int) -> HttpResponse:
    """Take back everything that was recorded together: undo after saving."""
    old = get_measurement(by=request.actor, measurement_id=measurement_id, permission=Permission.INTAKE_WRITE)
    retract_set(by=request.actor, measurement_id=measurement_id)
    messages.success(request, _("De meting is ingetrokken."))
    return go_on(request, _tab(old.journey_id))


def _form(request: StaffRequest, scale: Scale, journey_id: int, *, guess: dict[str, Any], is_second: bool) -> SetForm:
    typed = drafts.typed(request, _draft_key(scale, is_second), journey_id)
    form = SetForm(
        request.POST or None, initial=guess, scale=scale, language=get_language() or "nl", is_second=is_second
    )
    form.initial = {**form.initial, **_typed(form, typed)}
    return form


def _typed(form: forms.Form, sent: QueryDict | None) -> dict[str, Any]:
    if sent is None:
        return {}
    return {name: sent[name] for name in form.fields if name in sent}


def _draft_key(scale: Scale, is_second: bool) -> str:
    key = scale.key.lower().replace("_", "-")
    return f"meting-tweede-{key}" if is_second else f"meting-{key}"


def _save(request: StaffRequest, journey: Journey, scale_key: str, form: SetForm) -> HttpResponse | None:
    """Record the set and go on; None when something is wrong, which then stands in the form."""
    filled = form.cleaned_data
    is_second = "rater" not in form.fields
    new = NewSet(
        journey_id=journey.pk,
        scale=scale_key,
        measured_on=filled["measured_on"],
        moment=filled.get("moment", Moment.INTERIM.value),
        rater=Rater.SECOND.value if is_second else filled["rater"],
        values=form.values(),
    )
    try:
        ids = record_set(by=request.actor, measured=new)
    except InvalidInput as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return None
    drafts.forget(request, _draft_key(_scale(_approach(journey), scale_key), is_second), journey.pk)
    undoable(request, _("Meting vastgelegd."), undo_url=reverse("measurement_retract_set", args=[ids[0]]))
    if is_second:
        return redirect(_tab(journey.pk))
    return go_on(request, _tab(journey.pk))


def _show_set(
    request: StaffRequest,
    journey: Journey,
    scale: Scale,
    form: SetForm,
    *,
    before: Mapping[str, MeasurementFact],
    is_second: bool,
) -> HttpResponse:
    language = get_language() or "nl"
    context = {
        "title": scale.title.in_language(language),
        "lead": journey.person.display_name,
        "about": scale.description.in_language(language) if scale.description else "",
        "licence": scale.licence.in_language(language) if scale.licence else "",
        "legend": _legend(scale, language),
        "rows": _rows(scale, form, before, language),
        "is_second": is_second,
        "form": form,
        "form_url": request.path,
        "draft_key": _draft_key(scale, is_second),
        "journey": journey,
        "contact_url": "",
    }
    return show_form(request, "caseworker/_set_form.html", context, invalid=form.is_bound)


def _rows(scale: Scale, form: SetForm, before: Mapping[str, MeasurementFact], language: str) -> list[ChoiceRow]:
    rows = []
    for key in scale.items or ("",):
        item, last = scale.items.get(key), before.get(key)
        told = ""
        if last is not None:
            known = {"value": level_word(scale, last.value, language), "day": words.day_in_words(last.on)}
            told = _("vorige keer: %(value)s (%(day)s)") % known
        hint = item.criteria.in_language(language) if item and item.criteria else ""
        rows.append(ChoiceRow(form[ITEM + key], hint=hint, before=told))
    return rows


def _legend(scale: Scale, language: str) -> Sequence[str]:
    """The full words of the steps, where the form shows shorter ones."""
    if not any(level.short for level in scale.levels.values()):
        return ()
    return [level_word(scale, level.key, language) for level in levels_of(scale)]


def _newest(measured: Sequence[MeasurementFact]) -> dict[str, MeasurementFact]:
    """The newest value per item; they come oldest first."""
    return {one.item: one for one in measured}


def _approach(journey: Journey) -> Approach:
    return approaches_by_version([journey.approach_version_id])[journey.approach_version_id]


def _scale(approach: Approach, key: str) -> Scale:
    if key not in approach.scales:
        raise Http404
    return approach.scales[key]


def _tab(journey_id: int) -> str:
    return reverse("dossier_measurements", args=[journey_id])
