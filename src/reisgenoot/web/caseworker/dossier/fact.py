"""One fact: what it says, how it changed, who wrote it, and from which row of which file it came."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reisgenoot.intake.models import Diagnosis, Measurement
from reisgenoot.journeys.fact_history import FactVersion, versions_of
from reisgenoot.journeys.models import Contact, Milestone
from reisgenoot.journeys.protection import may_read
from reisgenoot.kernel.clock import HOME_ZONE
from reisgenoot.kernel.models import FactModel
from reisgenoot.kernel.permissions import Permission
from reisgenoot.offers.models import Absence, CallUp, Enrolment, OutcomeObservation
from reisgenoot.plans.models import Plan
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.dossier.fact_words import WORDS, protected_contact
from reisgenoot.web.caseworker.dossier.frame import show_file
from reisgenoot.web.caseworker.dossier.happenings import (
    ABSENCE,
    CALL_UP,
    CONTACT,
    DIAGNOSIS,
    ENROLMENT,
    JOB,
    MEASUREMENT,
    MILESTONE,
    OUTCOME,
    PLAN,
    kinds,
)
from reisgenoot.web.caseworker.dossier.opened import Opened, open_file
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Fact
from reisgenoot.work.models import Job

_MODELS: dict[str, tuple[type[FactModel], tuple[str, ...]]] = {
    CONTACT: (Contact, ()),
    MILESTONE: (Milestone, ("key",)),
    DIAGNOSIS: (Diagnosis, ()),
    PLAN: (Plan, ()),
    MEASUREMENT: (Measurement, ("scale", "item")),
    ENROLMENT: (Enrolment, ("offer",)),
    OUTCOME: (OutcomeObservation, ()),
    JOB: (Job, ()),
    ABSENCE: (Absence, ()),
    CALL_UP: (CallUp, ("activity", "number")),
}
_CORRECTABLE = {
    CONTACT: (Permission.CONTACT_WRITE, "contact_correct", "contact_retract"),
    MILESTONE: (Permission.JOURNEY_WRITE, "milestone_correct", "milestone_retract"),
    MEASUREMENT: (Permission.INTAKE_WRITE, "measurement_correct", "measurement_retract"),
    DIAGNOSIS: (Permission.INTAKE_WRITE, "diagnosis_correct", "diagnosis_retract"),
    JOB: (Permission.JOURNEY_WRITE, "job_correct", "job_retract"),
    ABSENCE: (Permission.JOURNEY_WRITE, "absence_correct", "absence_retract"),
}


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version of a fact in words."""

    title: str
    is_held: bool
    facts: list[Fact]


@page(Permission.JOURNEY_READ)
@require_safe
def dossier_fact(request: StaffRequest, journey_id: int, kind: str, fact_id: int) -> HttpResponse:
    """A fact and its history."""
    if kind not in _MODELS:
        raise Http404
    opened = open_file(request, journey_id, part=f"fact:{kind}")
    model, same = _MODELS[kind]
    versions = versions_of(model, by=request.actor, journey_id=journey_id, fact_id=fact_id, same=same)
    hidden = _hidden(opened, versions) if kind == CONTACT else frozenset()
    context = {
        "title": kinds()[kind],
        "back_url": reverse("dossier_timeline", args=[journey_id]),
        "versions": [_version(opened, kind, version, hidden=version.fact.pk in hidden) for version in versions],
        "actions": [] if versions[0].fact.pk in hidden else _actions(opened, kind, versions[0]),
    }
    return show_file(opened, "caseworker/dossier_fact.html", "dossier_timeline", context)


def _hidden(opened: Opened, versions: Sequence[FactVersion[Any]]) -> frozenset[int]:
    """The versions of a contact that this reader may not read.

    A contact that was protected later hides its earlier versions as well: else the history would tell what it says.
    """
    if may_read(opened.request.actor, *(version.fact for version in versions)):
        return frozenset()
    first = next(n for n, version in enumerate(versions) if not may_read(opened.request.actor, version.fact))
    return frozenset(version.fact.pk for version in versions[first:])


def _version(opened: Opened, kind: str, version: FactVersion[Any], *, hidden: bool) -> VersionView:
    write: Callable[[Opened, Any], list[Fact]] = protected_contact if hidden else WORDS[kind]
    facts = [*write(opened, version.fact), *_provenance(version)]
    if version.superseded_at is None:
        return VersionView(_("Zoals het nu geldt"), True, facts)
    moment = _moment(version.superseded_at)
    if version.reason and not hidden:
        facts.append(Fact(_("Waarom niet meer"), version.reason))
    return VersionView(_("Gold tot %(moment)s") % {"moment": moment}, False, facts)


def _provenance(version: FactVersion[Any]) -> list[Fact]:
    by = version.recorded_by
    lines = [Fact(_("Vastgelegd"), _moment(version.recorded_at), note=_("door %(name)s") % {"name": by} if by else "")]
    if version.row is not None:
        where = _("rij %(row)d") % {"row": version.row}
        sheet = _("blad %(sheet)s") % {"sheet": version.sheet} if version.sheet else ""
        lines.append(Fact(_("Komt uit"), version.file, note=", ".join(part for part in (sheet, where) if part)))
    elif by:
        lines.append(Fact(_("Komt uit"), _("zelf ingevoerd")))
    return lines


def _moment(moment: datetime) -> str:
    at_home = moment.astimezone(HOME_ZONE)
    return f"{words.day_in_words(at_home.date())} {at_home:%H:%M}"


def _actions(opened: Opened, kind: str, newest: FactVersion[Any]) -> list[Action]:
    if kind not in _CORRECTABLE or newest.superseded_at is not None:
        return []
    permission, correct, retract = _CORRECTABLE[kind]
    if not opened.may(permission):
        return []
    return [
        Action(_("Herstel"), reverse(correct, args=[newest.fact.pk]), icon="edit", dialog=True),
        Action(_("Trek in"), reverse(retract, args=[newest.fact.pk]), icon="correction", method="post", kind="subtle"),
        *_look_back(opened, kind, newest.fact.pk),
    ]


def _look_back(opened: Opened, kind: str, fact_id: int) -> list[Action]:
    """The own reflection card about a contact."""
    if kind != CONTACT or not opened.may(Permission.REFLECTION_WRITE):
        return []
    url = f"{reverse('reflection', args=[opened.journey.pk])}?contact={fact_id}"
    return [Action(_("Kijk terug"), url, icon="question", dialog=True)]
