"""Vandaag: what needs somebody now, why, by when, and what to do about it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from reisgenoot.journeys.scope import Whose
from reisgenoot.journeys.worklist import Urgency, WorkBlock, WorkGroup, Worklist, worklist
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today as today_on_the_wall
from reisgenoot.kernel.permissions import Permission, has_permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker import scopes
from reisgenoot.web.caseworker.lines import LineBlock, LineWriter
from reisgenoot.web.components.actions import Action, Empty
from reisgenoot.web.components.filters import FilterBar, FilterField

GROUP = "groep"
_ICONS = {
    Urgency.ESCALATED: "flag",
    Urgency.LATE: "late",
    Urgency.SOON: "soon",
    Urgency.PROMISE: "promise",
    Urgency.NEW: "person",
    Urgency.LATER: "calendar",
    Urgency.DELEGATED: "share",
    Urgency.SNOOZED: "snooze",
}


@dataclass(frozen=True, slots=True)
class LineGroup:
    """The people of one urgency; ``kind`` chooses its colour, ``more_url`` leads to all when not all are shown."""

    key: str
    title: str
    kind: str
    icon: str
    total: int
    blocks: list[LineBlock]
    more_url: str


@page(Permission.WORKLIST_READ)
@require_safe
def today(request: StaffRequest) -> HttpResponse:
    """The worklist of the actor; team managers can look at the whole team or at a colleague."""
    by, day = request.actor, today_on_the_wall()
    may_see_team = has_permission(by, Permission.TEAM_READ)
    value = scopes.asked_scope(request.GET, by=by) if may_see_team else scopes.MINE
    only = _asked_group(request.GET.get(GROUP, ""))
    scope = scopes.scope_of(value, by=by)
    found = worklist(by=by, scope=scope, today=day, only=only)
    context = {
        "today": day,
        "day_words": date_format(day, "l j F"),
        "summary": _summary(found) if only is None else "",
        "groups": _groups(request, found, day, everybody=may_see_team),
        "only": only,
        "all_url": _address(value=value if may_see_team else ""),
        "empty": _empty(scope.whose, only) if found.is_empty and (only is None or not found.groups) else None,
        "may_pick": has_permission(by, Permission.SIGNAL_WRITE),
        "bar": FilterBar(reverse("today"), [_scope_field(value, by)]) if may_see_team else None,
    }
    return render(request, "caseworker/today.html", context)


def _scope_field(value: str, by: Actor) -> FilterField:
    return scopes.scope_field(value, by=by, default=scopes.default_scope(by))


def _asked_group(value: str) -> Urgency | None:
    return Urgency(value) if value in set(Urgency) else None


def _groups(request: StaffRequest, found: Worklist, day: date, *, everybody: bool) -> list[LineGroup]:
    versions = {item.version_id for group in found.groups for block in group.blocks for item in block.items}
    writer = LineWriter(by=request.actor, version_ids=versions, today=day, everybody=everybody)
    return [_group(group, writer, request.GET.get(scopes.NAME, "")) for group in found.groups]


def _group(group: WorkGroup, writer: LineWriter, whose: str) -> LineGroup:
    hidden = group.total > len(group.blocks)
    return LineGroup(
        key=group.urgency.value,
        title=group_title(group.urgency),
        kind=group.urgency.value,
        icon=_ICONS[group.urgency],
        total=group.total,
        blocks=[_block(block, writer) for block in group.blocks],
        more_url=_address(value=whose, group=group.urgency.value) if hidden else "",
    )


def _block(block: WorkBlock, writer: LineWriter) -> LineBlock:
    lines = [writer.line(item) for item in block.items]
    is_listed = block.items[0].signal_id is not None
    return LineBlock(lines, _("nog niet gesproken") if block.never_spoken and is_listed else "")


def group_title(urgency: Urgency) -> str:
    """The heading above the people of one urgency."""
    return {
        Urgency.ESCALATED: _("Lang te laat bij het team"),
        Urgency.LATE: _("Te laat"),
        Urgency.SOON: _("Vandaag en deze week"),
        Urgency.PROMISE: _("Beloftes"),
        Urgency.NEW: _("Nieuw, nog niet gesproken"),
        Urgency.LATER: _("Later"),
        Urgency.DELEGATED: _("Bij een collega"),
        Urgency.SNOOZED: _("Uitgesteld"),
    }[urgency]


def _address(**asked: str) -> str:
    names = {"value": scopes.NAME, "group": GROUP}
    query = urlencode({names[key]: value for key, value in asked.items() if value})
    return f"{reverse('today')}?{query}" if query else reverse("today")


def _summary(found: Worklist) -> str:
    """The numbers of people in a line; only groups that hold somebody."""
    late, soon, kept = (found.total(one) for one in (Urgency.LATE, Urgency.SOON, Urgency.PROMISE))
    new, long_late = found.total(Urgency.NEW), found.total(Urgency.ESCALATED)
    parts = [
        (long_late, _("%(n)d lang te laat bij het team") % {"n": long_late}),
        (late, _("%(n)d te laat") % {"n": late}),
        (soon, _("%(n)d deze week") % {"n": soon}),
        (kept, ngettext("%(n)d belofte", "%(n)d beloftes", kept) % {"n": kept}),
        (new, _("%(n)d nog niet gesproken") % {"n": new}),
    ]
    return " · ".join(text for number, text in parts if number)


def _empty(whose: Whose, only: Urgency | None) -> Empty:
    if only is not None:
        return Empty(_("Hier staat niets meer"), _("Alles in deze groep is gedaan of uitgesteld."), icon="done")
    caseload = Action(_("Bekijk de caseload"), reverse("caseload"), icon="caseload")
    text: dict[Any, str] = {
        Whose.MINE: _(
            "Hier komen termijnen, afspraken over contact en beloftes te staan zodra ze jou nodig hebben. "
            "Ze verdwijnen vanzelf als het gedaan is."
        ),
        Whose.NOBODY: _("Iedereen heeft een regisseur."),
    }
    return Empty(_("Niets dat nu op jou wacht"), text.get(whose, text[Whose.MINE]), caseload, icon="done")
