"""What somebody does now: work with its contract, and absence from a course that was reported."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reisgenoot.kernel.permissions import Permission
from reisgenoot.offers.selectors import AbsenceFact
from reisgenoot.web.caseworker.dossier.happenings import ABSENCE, JOB, Facts
from reisgenoot.web.caseworker.dossier.opened import Opened
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Badge
from reisgenoot.work.selectors import JobFact

RECENT_DAYS = 60
"""How long absence that was talked about stays in sight."""


@dataclass(frozen=True, slots=True)
class DoingLine:
    """One thing somebody does or stayed away from, with what can be done about it."""

    title: str
    text: str
    url: str
    badge: Badge | None = None
    actions: list[Action] = field(default_factory=list)


def doing_of(opened: Opened, facts: Facts) -> list[DoingLine]:
    """Work that runs or is to begin, and absence that runs, is not talked about yet or is recent."""
    return [*_jobs(opened, facts), *_absences(opened, facts)]


def doing_actions(opened: Opened) -> list[Action]:
    """What can be recorded here."""
    if not opened.may(Permission.JOURNEY_WRITE):
        return []
    journey_id = opened.journey.pk
    return [
        Action(_("Werk"), reverse("job_new", args=[journey_id]), icon="work", dialog=True),
        Action(_("Verzuim"), reverse("absence_new", args=[journey_id]), icon="absence", dialog=True),
    ]


def _jobs(opened: Opened, facts: Facts) -> Iterator[DoingLine]:
    for job in facts.jobs:
        if job.ended_on is not None and job.ended_on < opened.today:
            continue
        actions = []
        if opened.may(Permission.JOURNEY_WRITE):
            url = reverse("job_contract", args=[job.id])
            actions.append(Action(_("Contract"), url, icon="work", dialog=True, about=job.employer))
        yield DoingLine(
            title=", ".join(part for part in (job.occupation, job.employer) if part),
            text=_job_words(opened, job),
            url=opened.fact_url(JOB, job.id),
            badge=_job_badge(opened, job),
            actions=actions,
        )


def _job_words(opened: Opened, job: JobFact) -> str:
    hours = _("%(n)s uur per week") % {"n": job.hours_per_week.normalize()} if job.hours_per_week else ""
    since = _("sinds %(day)s") % {"day": words.day_in_words(job.started_on)}
    return " · ".join(part for part in (opened.wording.code("contract_kind", job.contract), hours, since) if part)


def _job_badge(opened: Opened, job: JobFact) -> Badge:
    if job.contract_ends_on is None:
        return Badge(_("geen einddatum"), "ok")
    day = words.day_in_words(job.contract_ends_on)
    if job.contract_ends_on < opened.today:
        return Badge(_("contract liep af op %(day)s") % {"day": day}, "warning")
    return Badge(_("contract tot en met %(day)s") % {"day": day}, "info")


def _absences(opened: Opened, facts: Facts) -> Iterator[DoingLine]:
    for absence in facts.absences:
        is_over = absence.until_on is not None and (opened.today - absence.until_on).days > RECENT_DAYS
        if absence.followed_up_on and is_over:
            continue
        actions = []
        if absence.followed_up_on is None and opened.may(Permission.JOURNEY_WRITE):
            url = reverse("absence_answer", args=[absence.id])
            actions.append(Action(_("Besproken"), url, icon="contact", dialog=True))
        reason = opened.wording.code("absence_reason", absence.reason)
        course = opened.wording.offer(absence.offer) if absence.offer else ""
        yield DoingLine(
            title=_("Verzuim: %(reason)s") % {"reason": reason[:1].lower() + reason[1:]},
            text=" · ".join(part for part in (course, _period(absence), _notice(opened, absence)) if part),
            url=opened.fact_url(ABSENCE, absence.id),
            badge=Badge(_("besproken"), "ok") if absence.followed_up_on else Badge(_("nog bespreken"), "warning"),
            actions=actions,
        )


def _period(absence: AbsenceFact) -> str:
    start = words.day_in_words(absence.from_on)
    if absence.until_on is None:
        return _("sinds %(day)s") % {"day": start}
    return _("van %(start)s tot en met %(end)s") % {"start": start, "end": words.day_in_words(absence.until_on)}


def _notice(opened: Opened, absence: AbsenceFact) -> str:
    """That it was reported late, measured against the norm of the approach."""
    norm = opened.wording.approach.norms.get("absence_notice")
    days = absence.days_until_report
    if norm is None or days <= norm.value:
        return ""
    told = ngettext("%(n)d dag", "%(n)d dagen", days) % {"n": days}
    return _("pas na %(days)s gemeld, afspraak is %(norm)d") % {"days": told, "norm": int(norm.value)}
