"""The whole story of a file in one stream, filtered by kind."""

from collections import Counter
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from reisgenoot.journeys.enums import ContactOutcome
from reisgenoot.kernel.permissions import Permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.dossier.frame import show_file
from reisgenoot.web.caseworker.dossier.happenings import Facts, Happening, facts_of, happenings, kinds
from reisgenoot.web.caseworker.dossier.opened import Opened, open_file
from reisgenoot.web.caseworker.dossier.overview import nothing_told
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Tab

KIND, FROM = "soort", "vanaf"
PAGE_SIZE = 60


@page(Permission.JOURNEY_READ)
@require_safe
def dossier_timeline(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Sixty happenings at a time, of all kinds or of one."""
    opened = open_file(request, journey_id, part="timeline")
    facts = facts_of(opened)
    told = happenings(opened, facts)
    kind = request.GET.get(KIND, "")
    chosen = [happening for happening in told if kind in ("", happening.kind)]
    start = int(request.GET[FROM]) if request.GET.get(FROM, "").isdecimal() else 0
    address = reverse("dossier_timeline", args=[journey_id])
    more = {KIND: kind, FROM: str(start + PAGE_SIZE)} if len(chosen) > start + PAGE_SIZE else {}
    context = {
        "summary": _summary(opened, facts),
        "kinds": _kinds(told, kind, address),
        "items": [happening.item for happening in chosen[start : start + PAGE_SIZE]],
        "older_url": f"{address}?{urlencode(more)}" if more else "",
        "nothing_told": nothing_told(opened),
    }
    return show_file(opened, "caseworker/dossier_timeline.html", "dossier_timeline", context)


def _kinds(told: list[Happening], chosen: str, address: str) -> list[Tab]:
    counted = Counter(happening.kind for happening in told)
    tabs = [Tab(_("Alles"), address, current=not chosen, count=len(told))]
    for kind, label in kinds().items():
        if counted[kind]:
            url = f"{address}?{urlencode({KIND: kind})}"
            tabs.append(Tab(label, url, current=kind == chosen, count=counted[kind]))
    return tabs


def _summary(opened: Opened, facts: Facts) -> str:
    """The story in one sentence or two: since when, how often spoken, how often missed, how many directors."""
    held = sum(contact.outcome == ContactOutcome.HELD for contact in facts.contacts)
    missed = sum(contact.outcome == ContactOutcome.NO_SHOW for contact in facts.contacts)
    since = words.duration_in_words(opened.journey.started_on, opened.journey.ended_on or opened.today)
    parts = [
        _("In traject sinds %(day)s (%(span)s).")
        % {"day": words.day_in_words(opened.journey.started_on), "span": since}
    ]
    spoken = ngettext("%(n)d keer gesproken", "%(n)d keer gesproken", held) % {"n": held}
    parts.append(f"{spoken}, {_('%(n)d keer niet verschenen') % {'n': missed}}." if missed else f"{spoken}.")
    if len(facts.directing) > 1:
        parts.append(_("%(n)d regisseurs tot nu toe.") % {"n": len(facts.directing)})
    if facts.plans:
        number = len(facts.plans)
        parts.append(ngettext("%(n)d plan gemaakt.", "%(n)d versies van het plan.", number) % {"n": number})
    return " ".join(parts)
