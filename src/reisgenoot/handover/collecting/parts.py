"""One function per part; a part that was not chosen is not read at all."""

from collections.abc import Collection, Mapping
from typing import Any, cast

from reisgenoot.approach import Approach
from reisgenoot.handover.collecting.labels import Labels
from reisgenoot.handover.enums import Part
from reisgenoot.handover.package import (
    Agreement,
    Answer,
    Coded,
    Goal,
    Happened,
    Health,
    Intake,
    Measured,
    Member,
    Plan,
    Profile,
    Talked,
    Term,
)
from reisgenoot.intake.selectors import diagnoses_of, measurements_of
from reisgenoot.journeys.clocks import clocks_of
from reisgenoot.journeys.enums import ContactOutcome, Protection
from reisgenoot.journeys.models import Contact, Journey
from reisgenoot.journeys.selectors import approaches_by_version, cluster_of, get_journey
from reisgenoot.journeys.story import milestones_of, reached_in
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.people.models import Person
from reisgenoot.people.selectors import household_of
from reisgenoot.plans.selectors import goals_of, plans_of

HEALTH_QUESTIONS = frozenset({"physical", "psychological", "intellectual", "addiction", "receives_care"})
"""Answers of an intake that are about health (GDPR art. 9): never in the intake part."""


def collect(*, by: Actor, journey_id: int, parts: Collection[str]) -> dict[str, Any]:
    """The chosen parts as fields of `package.Package`, as they are now.

    Raises
    ------
    NotKnown     no such journey.
    NotAllowed   health was chosen and the actor may not see it.
    """
    require(by, Permission.HANDOVER_WRITE)
    journey = get_journey(by=by, journey_id=journey_id)
    approach = approaches_by_version([journey.approach_version_id])[journey.approach_version_id]
    labels, chosen = Labels(approach), set(parts)
    found: dict[str, Any] = {"approach": f"{approach.key} {approach.version}"}
    if Part.PROFILE in chosen:
        found["profile"] = _profile(journey.person, labels)
    if Part.HOUSEHOLD in chosen:
        found["household"] = _household(by, journey.person_id)
    if Part.MILESTONES in chosen:
        found |= _milestones(by, journey, approach, labels)
    if Part.MEASUREMENTS in chosen:
        found["measurements"] = _measurements(by, journey_id, labels)
    if Part.PLAN in chosen:
        found["plan"] = _plan(by, journey_id, labels)
    if Part.AGREEMENTS in chosen:
        found["agreements"] = _agreements(journey_id)
    if Part.CONTACTS in chosen:
        found["contacts"] = _contacts(journey_id, Protection.NORMAL)
    if Part.INTAKE in chosen:
        found["intake"] = _intake(by, journey_id, labels)
    if Part.HEALTH in chosen:
        require(by, Permission.HEALTH_READ)
        found["health"] = _health(by, journey_id, labels)
    return found


def _profile(person: Person, labels: Labels) -> Profile:
    return Profile(
        family_name=person.family_name,
        given_name=person.given_name,
        called=person.called,
        birth_date=person.birth_date,
        sex=cast(Any, person.sex),
        country=labels.code("country", person.country) if person.country else Coded(),
        arrived_on=person.arrived_on,
        language=person.language,
        needs_interpreter=person.needs_interpreter,
        phone=person.phone,
    )


def _household(by: Actor, person_id: int) -> tuple[Member, ...]:
    others = [mate for mate in household_of(by=by, person_id=person_id) if not mate.is_self]
    people = Person.objects.in_bulk([mate.person_id for mate in others])
    return tuple(
        Member(
            family_name=people[mate.person_id].family_name,
            given_name=people[mate.person_id].given_name,
            birth_date=mate.birth_date,
            role=cast(Any, mate.role),
        )
        for mate in others
    )


def _milestones(by: Actor, journey: Journey, approach: Approach, labels: Labels) -> dict[str, Any]:
    milestones = milestones_of(by=by, journey_id=journey.pk)
    clocks = clocks_of(
        approach,
        reached_in(milestones),
        codes=journey.codes,
        cluster=cluster_of(by=by, journey=journey, approach=approach),
    )
    return {
        "milestones": tuple(Happened(what=labels.title(approach.milestones, one.key), on=one.on) for one in milestones),
        "terms": tuple(
            Term(title=clock.title, last_day=clock.last_day, source=clock.source)
            for clock in clocks
            if clock.met_on is None and (clock.is_deadline or clock.last_day >= today())
        ),
    }


def _measurements(by: Actor, journey_id: int, labels: Labels) -> tuple[Measured, ...]:
    scales = labels.approach.scales
    found = []
    for one in measurements_of(by=by, journey_id=journey_id):
        scale = scales.get(one.scale)
        found.append(
            Measured(
                scale=labels.title(scales, one.scale),
                item=labels.word(scale.items, one.item) if scale and one.item else Coded(code=one.item, label=one.item),
                value=labels.word(scale.levels, one.value) if scale else Coded(code=one.value, label=one.value),
                on=one.on,
                moment=one.moment,
            )
        )
    return tuple(found)


def _plan(by: Actor, journey_id: int, labels: Labels) -> tuple[Plan, ...]:
    """The newest version only: a receiver continues with the plan as it holds now."""
    approach = labels.approach
    versions = plans_of(by=by, journey_id=journey_id)[:1]
    return tuple(
        Plan(
            agreed_on=version.agreed_on,
            summary=version.summary,
            main_goal=labels.word(approach.main_goals, version.main_goal, version.main_goal_text),
            signed_by_person_on=version.signed_by_person_on,
            signed_by_staff_on=version.signed_by_staff_on,
            goals=tuple(
                Goal(
                    goal=labels.word(approach.goals, goal.key, goal.text),
                    state=goal.state,
                    instruments=tuple(
                        labels.word(approach.instruments, each.key, each.text) for each in goal.instruments
                    ),
                )
                for goal in goals_of(by=by, plan_id=version.id)
            ),
        )
        for version in versions
    )


def _intake(by: Actor, journey_id: int, labels: Labels) -> tuple[Intake, ...]:
    approach = labels.approach
    return tuple(
        Intake(
            on=one.on,
            profile=labels.word(approach.profiles, one.profile),
            primary_goal=labels.code("primary_goal", one.primary_goal),
            advice=labels.code("advice", one.advice),
            advice_text=one.advice_text,
            answers=_answers(one.answers, labels, about_health=False),
        )
        for one in diagnoses_of(by=by, journey_id=journey_id)
    )


def _answers(given: Mapping[str, Any], labels: Labels, *, about_health: bool) -> tuple[Answer, ...]:
    return tuple(
        Answer(question=labels.question(key), answer=labels.answer(key, value))
        for key, value in given.items()
        if (key in HEALTH_QUESTIONS) is about_health and value not in ("", None, [])
    )


def _health(by: Actor, journey_id: int, labels: Labels) -> Health:
    newest = diagnoses_of(by=by, journey_id=journey_id)[:1]
    answers = [answer for one in newest for answer in _answers(one.answers, labels, about_health=True)]
    return Health(answers=tuple(answers), notes=_contacts(journey_id, Protection.HEALTH))


def _agreements(journey_id: int) -> tuple[Agreement, ...]:
    rows = Contact.objects.filter(
        journey_id=journey_id, superseded_at__isnull=True, promise_kept_on__isnull=True, protection=Protection.NORMAL
    ).exclude(promise="")
    found = rows.order_by("promise_until", "pk").values_list("promise", "promise_until")
    return tuple(Agreement(text=text, until=until) for text, until in found)


def _contacts(journey_id: int, protection: Protection) -> tuple[Talked, ...]:
    """Talks that came about with exactly this protection: what is only for the director never leaves."""
    rows = Contact.objects.filter(
        journey_id=journey_id, superseded_at__isnull=True, outcome=ContactOutcome.HELD, protection=protection
    )
    return tuple(
        Talked(on=one.occurred_on, kind=str(one.get_kind_display()), text=one.text, with_whom=one.with_whom)
        for one in rows.order_by("-occurred_on", "-pk")
    )
