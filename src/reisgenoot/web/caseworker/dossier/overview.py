"""The file at a glance: in a minute one knows who this is, where the journey stands and what has to be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from reisgenoot.agenda.selectors import Coming, next_appointment
from reisgenoot.guidance.selectors import helpers_of
from reisgenoot.journeys.work_items import WorkItem
from reisgenoot.journeys.worklist import signals_of
from reisgenoot.kernel.permissions import Permission
from reisgenoot.people.enums import HouseholdRole
from reisgenoot.plans.enums import GoalState
from reisgenoot.plans.selectors import BriefGoal
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.direction.part_help import helping_lines
from reisgenoot.web.caseworker.dossier.doing import doing_actions, doing_of
from reisgenoot.web.caseworker.dossier.frame import show_file
from reisgenoot.web.caseworker.dossier.happenings import Facts, contact_title, facts_of, happenings
from reisgenoot.web.caseworker.dossier.opened import Opened, open_file
from reisgenoot.web.caseworker.dossier.picture import picture_of
from reisgenoot.web.caseworker.lines import LineBlock, LineWriter, WorkLine
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Empty, Fact

MOST_RECENT = 8
_EXCERPT_LETTERS = 220


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal of the plan as it stands beside the story."""

    text: str
    state: str
    reached: bool


@page(Permission.JOURNEY_READ)
@require_safe
def dossier(request: StaffRequest, journey_id: int) -> HttpResponse:
    """The overview of one file."""
    opened = open_file(request, journey_id, part="overview")
    facts = facts_of(opened)
    goals = facts.plans[0].goals if facts.plans else ()
    told = happenings(opened, facts)
    due = signals_of(by=request.actor, journey_id=journey_id)
    now, later = _lines(opened, due)
    context = {
        "picture": picture_of(opened),
        "in_short": _in_short(opened, facts, goals),
        "blocks": [LineBlock(now)] if now else [],
        "later_blocks": [LineBlock(later)] if later else [],
        "number_later": len(later),
        "nothing_due": _nothing_due(opened),
        "items": [happening.item for happening in told[:MOST_RECENT]],
        "number_told": len(told),
        "nothing_told": nothing_told(opened),
        "goals": goal_lines(opened, goals),
        "household": _household(opened),
        "doing": doing_of(opened, facts),
        "doing_actions": doing_actions(opened),
        "involved": _involved(opened, facts),
    }
    return show_file(opened, "caseworker/dossier.html", "dossier", context)


def _lines(opened: Opened, due: Sequence[WorkItem]) -> tuple[list[WorkLine], list[WorkLine]]:
    """What asks for something now, and what is still to come or was put aside."""
    versions = {opened.journey.approach_version_id}
    writer = LineWriter(by=opened.request.actor, version_ids=versions, today=opened.today)
    waits = [item.visible_from > opened.today or (item.snoozed_until or opened.today) > opened.today for item in due]
    lines = [writer.line(item) for item in due]
    now = [line for line, is_waiting in zip(lines, waits, strict=True) if not is_waiting]
    return now, [line for line, is_waiting in zip(lines, waits, strict=True) if is_waiting]


def _in_short(opened: Opened, facts: Facts, goals: Sequence[BriefGoal]) -> list[Fact]:
    lines = [_phase(opened), _last_contact(opened, facts), _agreed(opened, facts), _profile(opened, facts)]
    lines += [_plan(opened, facts, goals), _doing(opened, facts)]
    return [line for line in lines if line is not None]


def _phase(opened: Opened) -> Fact:
    standing = opened.standing
    if standing is None or not standing.phase:
        return Fact(_("Waar in het traject"), _("nog geen fase begonnen"))
    since = ""
    if standing.phase_since:
        span = words.duration_in_words(standing.phase_since, opened.journey.ended_on or opened.today)
        since = _("sinds %(day)s, %(span)s") % {"day": words.day_in_words(standing.phase_since), "span": span}
    return Fact(_("Waar in het traject"), opened.wording.phase(standing.phase), note=since)


def _last_contact(opened: Opened, facts: Facts) -> Fact:
    if not facts.contacts:
        return Fact(_("Laatste contact"), _("nog niet gesproken"))
    last = facts.contacts[0]
    excerpt = Truncator(last.text).chars(_EXCERPT_LETTERS)
    when = words.since_in_words(last.on, opened.today)
    return Fact(
        _("Laatste contact"),
        f"{when}, {contact_title(last).lower()}",
        url=opened.fact_url("contact", last.id),
        note=f"“{excerpt}”" if excerpt else "",
    )


def _agreed(opened: Opened, facts: Facts) -> Fact | None:
    """The next appointment and promises that are still open."""
    planned = _planned(opened)
    ahead = sorted(contact.next_on for contact in facts.contacts if contact.next_on and contact.next_on >= opened.today)
    first = min([*ahead[:1], *([planned.on] if planned else [])], default=None)
    parts = [_("afspraak op %(day)s") % {"day": words.day_in_words(first)}] if first else []
    for contact in facts.contacts:
        if contact.promise and contact.promise_until and not contact.promise_kept_on:
            due = words.due_in_words(contact.promise_until, opened.today)
            parts.append(_("beloofd: %(promise)s (%(due)s)") % {"promise": contact.promise, "due": due})
    url = reverse("appointment", args=[planned.id]) if planned and planned.on == first else ""
    return Fact(_("Afgesproken"), "; ".join(parts), url=url) if parts else None


def _planned(opened: Opened) -> Coming | None:
    """The next appointment in the agenda, for who may see it."""
    if not opened.may(Permission.AGENDA_READ):
        return None
    return next_appointment(by=opened.request.actor, journey_id=opened.journey.pk, after=opened.today)


def _profile(opened: Opened, facts: Facts) -> Fact | None:
    if not facts.diagnoses:
        return None
    last = facts.diagnoses[0]
    goal = opened.wording.code("primary_goal", last.primary_goal) if last.primary_goal else ""
    advice = opened.wording.code("advice", last.advice) if last.advice else ""
    url = reverse("dossier_diagnosis", args=[opened.journey.pk])
    profile = opened.wording.profile(last.profile) if last.profile else _("nog geen profiel")
    return Fact(_("Diagnose"), profile, url=url, note=" · ".join(part for part in (goal, advice) if part))


def _plan(opened: Opened, facts: Facts, goals: Sequence[BriefGoal]) -> Fact:
    if not facts.plans:
        return Fact(_("Plan"), _("nog geen plan"))
    plan = facts.plans[0]
    main = opened.wording.main_goal(plan.main_goal) if plan.main_goal else plan.main_goal_text
    reached = sum(goal.state == GoalState.REACHED for goal in goals)
    number = ngettext("%(n)d doel", "%(n)d doelen", len(goals)) % {"n": len(goals)}
    count = _("%(goals)s, %(n)d bereikt") % {"goals": number, "n": reached} if goals else ""
    day = _("van %(day)s") % {"day": words.day_in_words(plan.on)}
    url = reverse("dossier_plan", args=[opened.journey.pk])
    return Fact(_("Plan"), main or _("zonder hoofddoel"), url=url, note=" · ".join(p for p in (day, count) if p))


def _doing(opened: Opened, facts: Facts) -> Fact | None:
    running = [
        _("%(offer)s bij %(provider)s sinds %(day)s")
        % {
            "offer": opened.wording.offer(one.offer),
            "provider": one.provider,
            "day": words.day_in_words(one.started_on),
        }
        for one in facts.enrolments
        if not one.dropped_out_on and (one.ended_on is None or one.ended_on >= opened.today)
    ]
    if facts.outcomes and facts.outcomes[0].outcomes:
        running += [opened.wording.outcome(key) for key in facts.outcomes[0].outcomes]
    return Fact(_("Doet nu"), "; ".join(running)) if running else None


def goal_lines(opened: Opened, goals: Sequence[BriefGoal]) -> list[GoalLine]:
    """Goals in words; a goal that is not coded yet stands in the words of the plan."""
    return [
        GoalLine(
            text=opened.wording.goal(goal.key) if goal.key else goal.text,
            state=str(GoalState(goal.state).label),
            reached=goal.state == GoalState.REACHED,
        )
        for goal in goals
    ]


def _household(opened: Opened) -> list[Fact]:
    return [
        Fact(
            label=str(capfirst(HouseholdRole(mate.role).label)),
            value=mate.name,
            url=reverse("dossier", args=[mate.journey_id]) if mate.journey_id else "",
            note=words.years_in_words(words.age_in_years(mate.birth_date, opened.today)) if mate.birth_date else "",
        )
        for mate in opened.household
        if not mate.is_self
    ]


def _involved(opened: Opened, facts: Facts) -> list[Fact]:
    """The director, the providers of what runs now, and who helps with what."""
    found = [
        Fact(_("Regisseur"), one.name, note=" · ".join(p for p in (_since(one.since), one.phone) if p))
        for one in facts.directing
        if one.until is None
    ]
    found += [
        Fact(_("Aanbieder"), one.provider, note=opened.wording.offer(one.offer))
        for one in facts.enrolments
        if not one.dropped_out_on and (one.ended_on is None or one.ended_on >= opened.today)
    ]
    helpers = helpers_of(by=opened.request.actor, journey_id=opened.journey.pk, on=opened.today)
    return [*found, *helping_lines(opened, helpers)]


def _since(day: date) -> str:
    return _("sinds %(day)s") % {"day": words.day_in_words(day)}


def _nothing_due(opened: Opened) -> Empty:
    if opened.journey.ended_on:
        return Empty(_("Dit traject is afgesloten"), _("Er komen geen signalen meer."), icon="locked")
    return Empty(_("Niets dat nu moet"), _("Termijnen en het contactritme komen hier vanzelf te staan."), icon="done")


def nothing_told(opened: Opened) -> Empty:
    """The story of a file in which nothing was written yet."""
    cadence = next(iter(opened.wording.approach.cadences.values()), None)
    rhythm = cadence.every.in_words(opened.wording.language) if cadence else ""
    text = _("Volgens de aanpak is er elke %(period)s contact.") % {"period": rhythm} if rhythm else ""
    action = None
    if opened.may(Permission.CONTACT_WRITE):
        url = f"{reverse('contact_new')}?traject={opened.journey.pk}"
        action = Action(_("Contact vastleggen"), url, icon="contact-add", dialog=True)
    return Empty(_("Nog geen gesprek vastgelegd"), text, action, icon="contact")
