"""What was measured, over time: a picture and a table for each scale or part of one."""

from collections.abc import Sequence
from itertools import groupby

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reisgenoot.approach.coding import Scale
from reisgenoot.intake.enums import Moment
from reisgenoot.intake.selectors import MeasurementFact, measurements_of
from reisgenoot.kernel.permissions import Permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.dossier.frame import show_file
from reisgenoot.web.caseworker.dossier.happenings import value_in_words
from reisgenoot.web.caseworker.dossier.opened import Opened, open_file
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Empty, Fact
from reisgenoot.web.components.measurements import Measurement, Score


@page(Permission.JOURNEY_READ)
@require_safe
def dossier_measurements(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Scales with steps as pictures; passed or not passed as a list."""
    opened = open_file(request, journey_id, part="measurements")
    found = measurements_of(by=request.actor, journey_id=journey_id)
    charts, others = [], []
    for (key, _item), group in groupby(found, key=lambda fact: (fact.scale, fact.item)):
        taken = list(group)
        scale = opened.wording.approach.scales.get(key)
        if scale is not None and scale.kind == "ordinal" and all(one.value in scale.levels for one in taken):
            charts.append(_chart(opened, scale, taken))
        else:
            others += [_line(opened, one) for one in taken]
    context = {"charts": charts, "others": others, "nothing": _nothing(opened)}
    return show_file(opened, "caseworker/dossier_measurements.html", "dossier_measurements", context)


def _chart(opened: Opened, scale: Scale, taken: Sequence[MeasurementFact]) -> Measurement:
    language = opened.wording.language
    levels = sorted(scale.levels.values(), key=lambda level: level.value)
    item = scale.items.get(taken[0].item)
    title = scale.title.in_language(language)
    return Measurement(
        title=f"{title}: {item.label.in_language(language)}" if item else title,
        low=levels[0].value,
        high=levels[-1].value,
        low_word=levels[0].label.in_language(language),
        high_word=levels[-1].label.in_language(language),
        source=scale.source,
        scores=[
            Score(
                on=one.on,
                value=scale.levels[one.value].value,
                label=scale.levels[one.value].label.in_language(language),
                by=str(Moment(one.moment).label),
                url=opened.fact_url("measurement", one.id),
            )
            for one in taken
        ],
    )


def _line(opened: Opened, one: MeasurementFact) -> Fact:
    scale = opened.wording.approach.scales.get(one.scale)
    title = scale.title.in_language(opened.wording.language) if scale else one.scale
    url = opened.fact_url("measurement", one.id)
    return Fact(title, value_in_words(opened, one), url=url, note=words.day_in_words(one.on))


def _nothing(opened: Opened) -> Empty:
    named = [scale.title.in_language(opened.wording.language) for scale in opened.wording.approach.scales.values()]
    text = _("Volgens de aanpak wordt dit gemeten: %(scales)s.") % {"scales": ", ".join(named)} if named else ""
    return Empty(_("Nog niets gemeten"), text, icon="measurement")
