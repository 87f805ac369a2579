"""Everything that happened in one stream: contacts, milestones, plans, measurements, taking part, who directed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from reisgenoot.intake.selectors import DiagnosisFact, MeasurementFact, found_of
from reisgenoot.journeys.enums import ContactKind, ContactOutcome, InterpreterKind, Protection
from reisgenoot.journeys.story import ContactFact, Directing, contacts_of, directing_of
from reisgenoot.offers.models import AbsenceReporter
from reisgenoot.offers.selectors import (
    AbsenceFact,
    CallUpFact,
    EnrolmentFact,
    OutcomeFact,
    taking_part,
)
from reisgenoot.plans.selectors import PlanVersion, plans_of
from reisgenoot.web.caseworker.dossier.opened import Opened
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Badge
from reisgenoot.web.components.people import TimelineItem
from reisgenoot.work.selectors import JobFact, jobs_of

CONTACT, MILESTONE, DIAGNOSIS, PLAN = "contact", "milestone", "diagnosis", "plan"
JOB, ABSENCE = "job", "absence"
MEASUREMENT, ENROLMENT, OUTCOME, CALL_UP, DIRECTOR = "measurement", "enrolment", "outcome", "callup", "director"
_CONTACT_ICONS = {ContactKind.PHONE: "phone", ContactKind.HOME_VISIT: "visit", ContactKind.MESSAGE: "mail"}
_TOLD_BY_OTHERS = {"diagnosis": DIAGNOSIS, "plan": PLAN, "contact": CONTACT}
"""Kinds of milestones that follow from another fact of the same day: that fact tells it better."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one journey that the screens tell about."""

    contacts: Sequence[ContactFact]
    directing: Sequence[Directing]
    diagnoses: Sequence[DiagnosisFact]
    measurements: Sequence[MeasurementFact]
    plans: Sequence[PlanVersion]
    enrolments: Sequence[EnrolmentFact]
    outcomes: Sequence[OutcomeFact]
    call_ups: Sequence[CallUpFact]
    jobs: Sequence[JobFact]
    absences: Sequence[AbsenceFact]


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing in the stream, with the kind it is filtered by."""

    kind: str
    item: TimelineItem


def facts_of(opened: Opened) -> Facts:
    """Read all facts of an opened file. Six queries."""
    by, journey_id = opened.request.actor, opened.journey.pk
    found, taking = found_of(by=by, journey_id=journey_id), taking_part(by=by, journey_id=journey_id)
    return Facts(
        contacts=contacts_of(by=by, journey_id=journey_id),
        directing=directing_of(by=by, journey_id=journey_id),
        diagnoses=found.diagnoses,
        measurements=found.measurements,
        plans=plans_of(by=by, journey_id=journey_id),
        enrolments=taking.enrolments,
        outcomes=taking.outcomes,
        call_ups=taking.call_ups,
        jobs=jobs_of(by=by, journey_id=journey_id),
        absences=taking.absences,
    )


def kinds() -> dict[str, str]:
    """The kinds of happenings one can filter by, in words."""
    return {
        CONTACT: _("Contact"),
        MILESTONE: _("Mijlpalen"),
        DIAGNOSIS: _("Diagnose"),
        PLAN: _("Plan"),
        MEASUREMENT: _("Metingen"),
        ENROLMENT: _("Aanbod"),
        ABSENCE: _("Verzuim"),
        JOB: _("Werk"),
        OUTCOME: _("Uitkomsten"),
        CALL_UP: _("Oproepen"),
        DIRECTOR: _("Regisseurs"),
    }


def happenings(opened: Opened, facts: Facts) -> list[Happening]:
    """The stream, newest first."""
    tellers: dict[str, Callable[[Opened, Facts], Iterable[TimelineItem]]] = {
        CONTACT: _contacts,
        MILESTONE: _milestones,
        DIAGNOSIS: _diagnoses,
        PLAN: _plans,
        MEASUREMENT: _measurements,
        ENROLMENT: _enrolments,
        ABSENCE: _absences,
        JOB: _jobs,
        OUTCOME: _outcomes,
        CALL_UP: _call_ups,
        DIRECTOR: _directors,
    }
    told = [Happening(kind, item) for kind, tell in tellers.items() for item in tell(opened, facts)]
    return sorted(told, key=lambda happening: happening.item.on, reverse=True)


def contact_title(contact: ContactFact) -> str:
    """A contact in a word or two: ``Telefoon``, ``Gesprek: niet verschenen``; of a protected one only that it is."""
    if not contact.readable:
        return _("Beschermde notitie")
    kind = ContactKind(contact.kind).label
    title = str(kind).capitalize()
    if contact.outcome == ContactOutcome.HELD:
        return title
    return f"{title}: {ContactOutcome(contact.outcome).label}"


def _contacts(opened: Opened, facts: Facts) -> Iterable[TimelineItem]:
    for contact in facts.contacts:
        yield TimelineItem(
            on=contact.on,
            kind=_("contact"),
            icon=_CONTACT_ICONS.get(ContactKind(contact.kind), "contact"),
            title=contact_title(contact),
            text=contact.text,
            who=" · ".join(part for part in (contact.by, *_contact_notes(contact)) if part),
            url=opened.fact_url(CONTACT, contact.id),
            badge=_promise_badge(contact, opened.today) or _protection_badge(contact),
        )


def _contact_notes(contact: ContactFact) -> Iterable[str]:
    if contact.promise:
        yield _("beloofd: %(promise)s") % {"promise": contact.promise}
    if contact.interpreter:
        yield str(InterpreterKind(contact.interpreter).label)
    elif contact.with_interpreter:
        yield _("met tolk")
    if contact.with_whom:
        yield _("erbij: %(people)s") % {"people": contact.with_whom}
    if contact.next_on:
        yield _("volgende afspraak %(day)s") % {"day": words.day_in_words(contact.next_on)}


def _protection_badge(contact: ContactFact) -> Badge | None:
    if contact.protection == Protection.NORMAL:
        return None
    text = _("gezondheid") if contact.protection == Protection.HEALTH else _("vertrouwelijk")
    return Badge(text, icon="locked")


def _promise_badge(contact: ContactFact, today: date) -> Badge | None:
    if not contact.promise:
        return None
    if contact.promise_kept_on:
        return Badge(_("belofte gedaan"), kind="ok")
    if contact.promise_until is not None and contact.promise_until < today:
        return Badge(_("belofte te laat"), kind="warning", icon="promise")
    return Badge(_("belofte open"), kind="info", icon="promise")


def _milestones(opened: Opened, facts: Facts) -> Iterable[TimelineItem]:
    told = {
        DIAGNOSIS: {diagnosis.on for diagnosis in facts.diagnoses},
        PLAN: {plan.on for plan in facts.plans},
        CONTACT: {contact.on for contact in facts.contacts},
    }
    for milestone in opened.milestones:
        known = opened.wording.approach.milestones.get(milestone.key)
        if known and milestone.on in told.get(_TOLD_BY_OTHERS.get(known.kind, ""), ()):
            continue
        yield TimelineItem(
            on=milestone.on,
            kind=_("mijlpaal"),
            icon="milestone",
            title=opened.wording.milestone(milestone.key),
            text=milestone.note,
            who=milestone.by or (_("aangeleverd") if milestone.delivered else ""),
            url=opened.fact_url(MILESTONE, milestone.id),
        )


def _diagnoses(opened: Opened, facts: Facts) -> Iterable[TimelineItem]:
    for diagnosis in facts.diagnoses:
        parts = [
            opened.wording.profile(diagnosis.profile) if diagnosis.profile else "",
            opened.wording.code("primary_goal", diagnosis.primary_goal) if diagnosis.primary_goal else "",
        ]
        yield TimelineItem(
            on=diagnosis.on,
            kind=_("diagnose"),
            icon="intake",
            title=_("Diagnose"),
            text=" · ".join(part for part in parts if part),
            who=diagnosis.by,
            url=opened.fact_url(DIAGNOSIS, diagnosis.id),
        )


def _plans(opened: Opened, facts: Facts) -> Iterable[TimelineItem]:
    for number, plan in enumerate(reversed(facts.plans), start=1):
        signed = plan.signed_by_person_on and plan.signed_by_staff_on
        yield TimelineItem(
            on=plan.on,
            kind=_("plan"),
            icon="plan",
            title=_("Plan, versie %(n)d") % {"n": number},
            text=opened.wording.main_goal(plan.main_goal) if plan.main_goal else plan.main_goal_text,
            who=plan.by,
            url=opened.fact_url(PLAN, plan.id),
            badge=Badge(_("door beiden getekend"), kind="ok") if signed else None,
        )


def _measurements(opened: Opened, facts: Facts) -> Iterable[TimelineItem]:
    """Measurements of one scale on one day are one line."""
    ordered = sorted(facts.measurements, key=lambda fact: (fact.on, fact.scale))
    for (day, key), group in groupby(ordered, key=lambda fact: (fact.on, fact.scale)):
        taken = list(group)
        scale = opened.wording.approach.scales.get(key)
        yield TimelineItem(
            on=day,
            kind=_("meting"),
            icon="measurement",
            title=scale.title.in_language(opened.wording.language) if scale else key,
            text=_measured(opened, taken),
            who=taken[0].by,
            url=opened.fact_url(MEASUREMENT, taken[0].id) if len(taken) == 1 else "",
        )


def _measured(opened: Opened, taken: Sequence[MeasurementFact]) -> str:
    if len(taken) > 4:
        return _("%(n)d onderdelen gemeten") % {"n": len(taken)}
    return ", ".join(value_in_words(opened, fact) for fact in taken)


def value_in_words(opened: Opened, fact: MeasurementFact) -> str:
    """A measured value: ``Luisteren: A2``, or the level alone where the scale has no parts."""
    scale = opened.wording.approach.scales.get(fact.scale)
    if scale is None:
        return fact.value
    level, item = scale.levels.get(fact.value), scale.items.get(fact.item)
    value = level.label.in_language(opened.wording.language) if level else fact.value
    return f"{item.label.in_language(opened.wording.language)}: {value}" if item else value


def _enrolments(opened: Opened, facts: Facts) -> Iterable[TimelineItem]:
    for enrolment in facts.enrolments:
        offer, url = opened.wording.offer(enrolment.offer), opened.fact_url(ENROLMENT, enrolment.id)
        begun = _("Begonnen: %(offer)s") % {"offer": offer}
        yield TimelineItem(enrolment.started_on, _("aanbod"), "course", begun, who=enrolment.provider, url=url)
        left = enrolment.dropped_out_on
        if left:
            title = _("Uitgevallen: %(offer)s") % {"offer": offer}
            yield TimelineItem(left, _("aanbod"), "absence", title, who=enrolment.provider, url=url)
        elif enrolment.ended_on and enrolment.ended_on <= opened.today:
            title = _("Afgerond: %(offer)s") % {"offer": offer}
            yield TimelineItem(enrolment.ended_on, _("aanbod"), "certificate", title, who=enrolment.provider, url=url)


def _jobs(opened: Opened, facts: Facts) -> Iterable[TimelineItem]:
    for job in facts.jobs:
        url = opened.fact_url(JOB, job.id)
        title = _("Proefplaatsing bij %(who)s") if job.is_trial else _("Aan het werk bij %(who)s")
        hours = _("%(n)s uur per week") % {"n": job.hours_per_week.normalize()} if job.hours_per_week else ""
        contract = opened.wording.code("contract_kind", job.contract)
        text = " · ".join(part for part in (job.occupation, contract, hours) if part)
        told = {"who": job.employer}
        yield TimelineItem(job.started_on, _("werk"), "work", title % told, text=text, who=job.by, url=url)
        if job.ended_on:
            why = opened.wording.code("job_end_reason", job.end_reason) if job.end_reason else ""
            ended = _("Werk gestopt bij %(who)s") % told
            yield TimelineItem(job.ended_on, _("werk"), "work", ended, text=why, who=job.by, url=url)


def _absences(opened: Opened, facts: Facts) -> Iterable[TimelineItem]:
    for absence in facts.absences:
        course = opened.wording.offer(absence.offer) if absence.offer else ""
        reason = opened.wording.code("absence_reason", absence.reason)
        until = words.day_in_words(absence.until_on) if absence.until_on else ""
        period = _("tot en met %(day)s") % {"day": until} if until else _("duurt nog")
        agreed = _("afgesproken: %(what)s") % {"what": absence.agreed} if absence.agreed else ""
        reporter = str(AbsenceReporter(absence.reported_by).label)
        yield TimelineItem(
            on=absence.from_on,
            kind=_("verzuim"),
            icon="absence",
            title=_("Verzuim: %(reason)s") % {"reason": reason[:1].lower() + reason[1:]},
            text=" · ".join(part for part in (course, period, agreed) if part),
            who=_("gemeld door %(who)s") % {"who": reporter},
            url=opened.fact_url(ABSENCE, absence.id),
            badge=None if absence.followed_up_on else Badge(_("nog bespreken"), kind="warning", icon="soon"),
        )


def _outcomes(opened: Opened, facts: Facts) -> Iterable[TimelineItem]:
    for outcome in facts.outcomes:
        named = ", ".join(opened.wording.outcome(key) for key in outcome.outcomes)
        hours = _("%(n)s uur per week") % {"n": outcome.hours_per_week} if outcome.hours_per_week else ""
        yield TimelineItem(
            on=outcome.on,
            kind=_("uitkomst"),
            icon="work",
            title=capfirst(named) if named else _("Geen werk, opleiding of vrijwilligerswerk"),
            text=" · ".join(part for part in (hours, outcome.text) if part),
            url=opened.fact_url(OUTCOME, outcome.id),
        )


def _call_ups(opened: Opened, facts: Facts) -> Iterable[TimelineItem]:
    for call in facts.call_ups:
        answers = f"{call.activity}_response"
        yield TimelineItem(
            on=call.on,
            kind=_("oproep"),
            icon="letter",
            title=_("Oproep %(n)d: %(what)s") % {"n": call.number, "what": call.activity.upper()},
            text=opened.wording.code(answers, call.response) if call.response else _("reactie niet bekend"),
            url=opened.fact_url(CALL_UP, call.id),
        )


def _directors(opened: Opened, facts: Facts) -> Iterable[TimelineItem]:
    oldest_first = list(reversed(facts.directing))
    for number, directing in enumerate(oldest_first):
        before = oldest_first[number - 1].name if number else ""
        told = {"name": directing.name, "before": before}
        title = _("%(before)s draagt over aan %(name)s") % told if before else _("%(name)s wordt regisseur") % told
        yield TimelineItem(directing.since, _("regisseur"), "handover", title, text=directing.reason)
