"""Team: how full it is and who needs attention, on any day."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reisgenoot.approach import Approach
from reisgenoot.approach.caseload import CaseloadNorm
from reisgenoot.journeys.selectors import organisation_approach
from reisgenoot.journeys.team.handed import recent_handovers
from reisgenoot.journeys.team.state import OpenFile, Teammate, open_files_on, teammates
from reisgenoot.journeys.team.trend import trend
from reisgenoot.journeys.team.turnover import turnover, unopened
from reisgenoot.journeys.team.workload import NORM, Load, load_of, loads, working_fte
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.permissions import Permission, has_permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.components.actions import Action
from reisgenoot.web.components.words import day_in_words
from reisgenoot.web.management import team_tables
from reisgenoot.web.management.team_forms import DayForm
from reisgenoot.web.management.wording import amount, hours, stands_in_words

WEIGHED = "ja"


@dataclass(frozen=True, slots=True)
class TeamOn:
    """The team on a day: its files, its colleagues, the norm, and what weighs (None = every file counts as 1)."""

    day: date
    approach: Approach
    norm: CaseloadNorm | None
    weigh_by: CaseloadNorm | None
    files: list[OpenFile]
    colleagues: list[Teammate]

    @property
    def loads(self) -> list[Load]:
        """One load per colleague."""
        return loads(self.files, self.colleagues, weigh_by=self.weigh_by)

    @property
    def whole(self) -> Load:
        """The load of the whole team, files without director included."""
        return load_of(self.files, working_fte(self.colleagues), weigh_by=self.weigh_by)


def team_on(by: Actor, day: date, *, approach: Approach, weighed: bool) -> TeamOn:
    """The team on a day. Two queries."""
    norm = approach.caseload_norms.get(NORM)
    return TeamOn(
        day=day,
        approach=approach,
        norm=norm,
        weigh_by=norm if weighed else None,
        files=open_files_on(by=by, day=day, approach=approach),
        colleagues=teammates(by=by, day=day),
    )


@page(Permission.TEAM_READ)
@require_safe
def team(request: StaffRequest) -> HttpResponse:
    """The team on a day; today when none is chosen."""
    by = request.actor
    approach = organisation_approach(by=by)
    norm = approach.caseload_norms.get(NORM)
    form = DayForm(request.GET or None, may_weigh=bool(norm and norm.weights), initial={"peildatum": today()})
    said = form.cleaned_data if form.is_valid() else {}
    day = said.get("peildatum") or today()
    weighed = said.get("gewogen") == WEIGHED
    now_there = team_on(by, day, approach=approach, weighed=weighed)
    months = trend(by=by, day=day)
    changes = turnover(by=by, day=day)
    may_hand_over = has_permission(by, Permission.DIRECTOR_ASSIGN)
    context = {
        "form": form,
        "day": day,
        "is_today": day == today(),
        "sentence": _sentence(now_there),
        "actions": _actions(),
        "without": _without_director(now_there),
        "leaving": _leaving(now_there) if may_hand_over else [],
        "loads": team_tables.load_table(now_there, may_hand_over=may_hand_over),
        "bars": team_tables.load_picture(now_there),
        "trend": team_tables.trend_figure(months, now_there.norm, day),
        "turnover": team_tables.turnover_figure(changes, day),
        "changed": team_tables.changed_table(changes),
        "languages": team_tables.language_table(now_there),
        "unopened": team_tables.unopened_table(unopened(by=by, day=day), day),
        "handovers": team_tables.handover_table(recent_handovers(by=by, day=day)),
        "norm": norm,
        "norm_words": norm.description.in_language(get_language() or "nl") if norm and norm.description else "",
    }
    return render(request, "management/team.html", context)


def _sentence(team: TeamOn) -> str:
    whole = team.whole
    told = {
        "files": ngettext("%(n)d dossier", "%(n)d dossiers", whole.files) % {"n": whole.files},
        "people": ngettext("%(n)d mens", "%(n)d mensen", whole.people) % {"n": whole.people},
        "fte": hours(whole.fte),
        "day": day_in_words(team.day),
    }
    if whole.per_fte is None:
        return _("Op %(day)s: %(files)s (%(people)s) en geen klantmanager met uren.") % told
    told |= {"per": amount(whole.per_fte), "norm": stands_in_words(whole, team.norm)}
    return _("Op %(day)s: %(files)s (%(people)s) bij %(fte)s fte. Dat is %(per)s per fte, %(norm)s.") % told


def _actions() -> list[Action]:
    return [
        Action(_("Wat als…"), reverse("team_what_if"), "question"),
        Action(_("Wie blijft achter?"), reverse("left_behind"), "target"),
    ]


def _without_director(team: TeamOn) -> int:
    return sum(file.staff_id is None for file in team.files)


def _leaving(team: TeamOn) -> list[tuple[str, Action]]:
    """Colleagues who leave or have left and direct files: a sentence, and the way to hand these over."""
    found = []
    for load in team.loads:
        colleague = load.colleague
        if colleague is None or not load.files or (colleague.left_on is None and colleague.is_client_manager):
            continue
        told = {
            "name": colleague.name,
            "files": ngettext("%(n)d dossier", "%(n)d dossiers", load.files) % {"n": load.files},
            "day": day_in_words(colleague.left_on) if colleague.left_on else "",
        }
        if colleague.left_on is None:
            words = _("%(name)s is geen klantmanager meer en heeft nog %(files)s.") % told
        elif colleague.left_on <= team.day:
            words = _("%(name)s is weg sinds %(day)s en heeft nog %(files)s.") % told
        else:
            words = _("%(name)s gaat weg op %(day)s en heeft nog %(files)s.") % told
        url = reverse("caseload_handover", args=[colleague.id])
        found.append((words, Action(_("Draag over"), url, "handover", about=colleague.name)))
    return found
