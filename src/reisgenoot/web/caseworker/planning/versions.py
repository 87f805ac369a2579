"""The versions of a plan, and what differs between any two of them as sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reisgenoot.kernel.permissions import Permission
from reisgenoot.plans.differences import differences
from reisgenoot.plans.enums import PlanState
from reisgenoot.plans.selectors import PlanVersion, plans_of
from reisgenoot.plans.versions import contents_by_version
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.planning.opening import open_plan
from reisgenoot.web.caseworker.planning.saying import sentences
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Badge

FROM, TO = "van", "naar"
STATE_KINDS = {
    PlanState.AGREED: ("warning", "waiting"),
    PlanState.IN_FORCE: ("ok", ""),
    PlanState.REPLACED: ("neutral", "history"),
    PlanState.ENDED: ("neutral", "close"),
}


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the list. ``signed`` says in words who signed."""

    id: int
    number: int
    day: str
    by: str
    badge: Badge
    reason: str
    signed: str
    is_from: bool
    is_to: bool


@page(Permission.JOURNEY_READ)
@require_safe
def plan_versions(request: StaffRequest, journey_id: int) -> HttpResponse:
    """All versions; the differences between the two that are chosen (``van``, ``naar``), else of the newest."""
    opened = open_plan(request, journey_id, permission=Permission.JOURNEY_READ, part="plan_versions")
    plans = plans_of(by=request.actor, journey_id=journey_id)
    to = _asked(request, TO, plans) or (plans[0] if plans else None)
    older = [plan for plan in plans if to is not None and (plan.on, plan.id) < (to.on, to.id)]
    before = _asked(request, FROM, plans) or (older[0] if older else None)
    groups = []
    if before is not None and to is not None and before.id != to.id:
        contents = contents_by_version(journey_id=journey_id, plan_ids=[before.id, to.id])
        found = sentences(differences(contents[before.id], contents[to.id]), opened.wording)
        groups = [(name, [each[1:] for each in group]) for name, group in groupby(found, key=lambda one: one[0])]
    context = {
        "opened": opened,
        "plan_url": opened.url,
        "lines": [_line(plan, len(plans) - place, before, to) for place, plan in enumerate(plans)],
        "groups": groups,
        "are_two": before is not None and to is not None and before.id != to.id,
    }
    return render(request, "caseworker/planning/versions.html", context)


def state_badge(state: str) -> Badge:
    """How far a version is, as a sign and a word."""
    kind, icon = STATE_KINDS[PlanState(state)]
    return Badge(str(PlanState(state).label), kind, icon)


def _asked(request: StaffRequest, name: str, plans: Sequence[PlanVersion]) -> PlanVersion | None:
    return next((plan for plan in plans if str(plan.id) == request.GET.get(name, "")), None)


def _line(plan: PlanVersion, number: int, before: PlanVersion | None, to: PlanVersion | None) -> VersionLine:
    signed = [
        text % {"day": words.day_in_words(day)}
        for text, day in (
            (_("inwoner %(day)s"), plan.signed_by_person_on),
            (_("klantmanager %(day)s"), plan.signed_by_staff_on),
        )
        if day
    ]
    return VersionLine(
        id=plan.id,
        number=number,
        day=words.day_in_words(plan.on),
        by=plan.by,
        badge=state_badge(plan.state),
        reason=plan.change_reason,
        signed=", ".join(signed) or _("nog niet"),
        is_from=before is not None and plan.id == before.id,
        is_to=to is not None and plan.id == to.id,
    )
