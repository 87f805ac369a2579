"""What was measured, over time: per scale a picture, the agreed moments, and raters side by side."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reisgenoot.approach.coding import Scale
from reisgenoot.intake.enums import Rater
from reisgenoot.intake.facts import MeasurementFact
from reisgenoot.intake.selectors import measurements_of
from reisgenoot.journeys.story import reached_in
from reisgenoot.kernel.permissions import Permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.dossier.frame import show_file
from reisgenoot.web.caseworker.dossier.happenings import value_in_words
from reisgenoot.web.caseworker.dossier.opened import Opened, open_file
from reisgenoot.web.caseworker.intake.picturing import ScaleView, ScaleWriter
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Empty, Fact

_FITS_A_DIALOG = 4
"""A form with more parts than this opens as a page of its own."""


@page(Permission.JOURNEY_READ)
@require_safe
def dossier_measurements(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Every scale that was measured, then those that the approach asks for and nobody measured yet."""
    opened = open_file(request, journey_id, part="measurements")
    found = measurements_of(by=request.actor, journey_id=journey_id)
    scales = opened.wording.approach.scales
    views = [_view(opened, scale, found) for scale in scales.values()]
    measured = [view for view in views if view.sets]
    context = {
        "scales": measured,
        "waiting": [view for view in views if not view.sets and view.moments],
        "others": [_line(opened, one) for one in found if not _is_known(scales.get(one.scale), one)],
        "nothing": _nothing(opened),
        "agreement_url": reverse("rater_agreement") if opened.may(Permission.TEAM_READ) else "",
    }
    return show_file(opened, "caseworker/dossier_measurements.html", "dossier_measurements", context)


def _view(opened: Opened, scale: Scale, found: Sequence[MeasurementFact]) -> ScaleView:
    of_scale = [one for one in found if one.scale == scale.key]
    writer = ScaleWriter(opened.wording, reached_in(opened.milestones), opened.journey.codes, opened.today)
    urls = {one.id: opened.fact_url("measurement", one.id) for one in of_scale}
    return writer.write(scale, of_scale, urls, _actions(opened, scale, of_scale))


def _actions(opened: Opened, scale: Scale, measured: Sequence[MeasurementFact]) -> list[Action]:
    if not opened.may(Permission.INTAKE_WRITE):
        return []
    title = scale.title.in_language(opened.wording.language)
    where = [opened.journey.pk, scale.key]
    in_dialog = len(scale.items) <= _FITS_A_DIALOG
    actions = [Action(_("Meet"), reverse("measurement_new", args=where), "measurement", dialog=in_dialog, about=title)]
    first = [one for one in measured if one.rater == Rater.PROFESSIONAL]
    if first and first[-1].by_id != opened.request.actor.staff_id:
        second = reverse("measurement_second", args=where)
        actions.append(Action(_("Beoordeel als tweede"), second, "review", kind="subtle", about=title))
    return actions


def _is_known(scale: Scale | None, one: MeasurementFact) -> bool:
    return scale is not None and one.value in scale.levels and (one.item in scale.items or not scale.items)


def _line(opened: Opened, one: MeasurementFact) -> Fact:
    scale = opened.wording.approach.scales.get(one.scale)
    title = scale.title.in_language(opened.wording.language) if scale else one.scale
    url = opened.fact_url("measurement", one.id)
    return Fact(title, value_in_words(opened, one), url=url, note=words.day_in_words(one.on))


def _nothing(opened: Opened) -> Empty:
    named = [scale.title.in_language(opened.wording.language) for scale in opened.wording.approach.scales.values()]
    text = _("Volgens de aanpak wordt dit gemeten: %(scales)s.") % {"scales": ", ".join(named)} if named else ""
    return Empty(_("Nog niets gemeten"), text, icon="measurement")
