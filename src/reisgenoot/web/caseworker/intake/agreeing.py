"""Whether raters agree, over the whole organisation: per scale and item, with a warning where there are few pairs."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reisgenoot.approach import Approach, load_approach
from reisgenoot.intake.agreement import FEW, Agreement, agreement, by_item, rated_pairs
from reisgenoot.kernel.permissions import Permission
from reisgenoot.organisations.models import Organisation
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.intake.scales import item_word, levels_of
from reisgenoot.web.components.actions import Empty
from reisgenoot.web.components.tables import Cell, Column, Row, Table


@page(Permission.TEAM_READ)
@require_safe
def rater_agreement(request: StaffRequest) -> HttpResponse:
    """How far two people who judge the same person say the same."""
    organisation = Organisation.objects.get(pk=request.actor.organisation_id)
    approach = load_approach(organisation.approach_key)
    found = list(_agreements(approach, rated_pairs(by=request.actor)))
    context = {"table": _table(approach, found), "few": FEW, "pairs": sum(one.pairs for one in found)}
    return render(request, "caseworker/rater_agreement.html", context)


def _agreements(approach: Approach, pairs: list[tuple[str, str, str, str]]) -> list[Agreement]:
    found = []
    for (key, item), values in sorted(by_item(pairs).items()):
        scale = approach.scales.get(key)
        if scale is None:
            continue
        numbers = [
            (scale.levels[first].value, scale.levels[second].value)
            for first, second in values
            if first in scale.levels and second in scale.levels
        ]
        if numbers:
            found.append(agreement(key, item, numbers, [level.value for level in levels_of(scale)]))
    return found


def _table(approach: Approach, found: list[Agreement]) -> Table:
    language = get_language() or "nl"
    rows = []
    for one in found:
        scale = approach.scales[one.scale]
        title = scale.title.in_language(language)
        rows.append(
            Row(
                [
                    Cell(item_word(scale, one.item, language) or title, sub=title if one.item else ""),
                    Cell(str(one.pairs), sub=_("te weinig om op te bouwen") if one.is_few else ""),
                    Cell(_share(one.exact)),
                    Cell(_share(one.within_one)),
                    Cell("–" if one.kappa is None else formats.number_format(one.kappa, 2)),
                ],
                muted=one.is_few,
            )
        )
    columns = [
        Column("item", _("Schaal en onderdeel")),
        Column("pairs", _("Paren"), number=True),
        Column("exact", _("Hetzelfde"), number=True),
        Column("near", _("Binnen één stap"), number=True),
        Column("kappa", _("Kappa"), number=True),
    ]
    empty = Empty(
        _("Nog niemand is door twee mensen beoordeeld"),
        _("Vraag bij een meting een collega om een tweede oordeel. Hier staat dan of jullie hetzelfde bedoelen."),
        icon="measurement",
    )
    return Table(_("Overeenstemming tussen beoordelaars"), columns, rows, empty=empty)


def _share(share: float) -> str:
    return f"{formats.number_format(share * 100, 0)} %"
