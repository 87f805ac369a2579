"""What a signal brings about: people and their household are registered, and each adult's journey begins."""

from collections.abc import Sequence
from datetime import date

from reisgenoot.approach import Approach, load_approach
from reisgenoot.arrivals.directing import Proposal, proposals
from reisgenoot.arrivals.enums import Matching, Origin, Whereabouts
from reisgenoot.arrivals.matching import V_NUMBER
from reisgenoot.arrivals.models import HousingSignal, ReportedPerson
from reisgenoot.arrivals.services.receiving import note_reception
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.services import (
    NewJourney,
    NewMilestone,
    assign_director,
    record_milestones,
    start_journeys,
)
from reisgenoot.journeys.versions import approaches_of, keep_version
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.organisations.selectors import own_organisation
from reisgenoot.people.bsn import unseal
from reisgenoot.people.enums import HouseholdRole
from reisgenoot.people.households import Membership, form_households, join_household
from reisgenoot.people.models import HouseholdMember
from reisgenoot.people.services import NewPerson, register_people

LINKED, SIGNALLED = "linked", "housing_signal"
_KNOWN_CODES = {"duo_group": "asylum"}
"""A municipality houses people with an asylum permit and their family; which rules hold follows from that."""


def register(*, by: Actor, signal: HousingSignal, people: Sequence[ReportedPerson]) -> None:
    """Register those who are not known yet, and put everybody of the signal in one household."""
    new = [one for one in people if one.person_id is None]
    ids = register_people(by=by, people=[_as_person(one, signal) for one in new])
    for one, person_id in zip(new, ids, strict=True):
        one.person_id, one.matching, one.bsn_sealed = person_id, Matching.NEW, None
        one.save(update_fields=["person", "matching", "bsn_sealed"])
    _live_together(by, people)


def begin(*, by: Actor, signal: HousingSignal, people: Sequence[ReportedPerson]) -> None:
    """Begin or find the journey of every adult: linked, reported, where they are, and with a director."""
    adults = [one for one in people if one.role != HouseholdRole.CHILD]
    running = dict(
        Journey.objects.filter(person_id__in=[one.person_id for one in adults], ended_on__isnull=True).values_list(
            "person_id", "pk"
        )
    )
    approach = load_approach(own_organisation(by=by).approach_key)
    fresh = [one for one in adults if one.person_id not in running]
    started = start_journeys(by=by, journeys=[_journey(one, signal, approach) for one in fresh]) if fresh else []
    for one, journey_id in zip(fresh, started, strict=True):
        running[one.person_id or 0] = journey_id
    for one in adults:
        one.journey_id = running[one.person_id or 0]
        one.started_journey = one in fresh
        one.save(update_fields=["journey", "started_journey"])
    journey_ids = [one.journey_id for one in adults if one.journey_id is not None]
    _give_director(by, signal, people[0].language, journey_ids)
    record_arrival(by=by, signal=signal, journey_ids=journey_ids)
    for one in adults:
        _note_whereabouts(by, signal, one)
    refresh(organisation_id=by.organisation_id, journey_ids=journey_ids)


def record_arrival(*, by: Actor, signal: HousingSignal, journey_ids: Sequence[int]) -> None:
    """The milestones that a signal is: linked, and reported by housing. Those the approach does not know are left out."""
    days: dict[str, date] = {LINKED: signal.linked_on}
    if signal.origin == Origin.HOUSING:
        days[SIGNALLED] = signal.reported_on
    approaches = approaches_of(journey_ids)
    facts = [
        NewMilestone(journey_id=journey_id, key=key, occurred_on=day)
        for journey_id in journey_ids
        for key, day in days.items()
        if key in approaches[journey_id].milestones
    ]
    record_milestones(by=by, facts=facts)


def _as_person(one: ReportedPerson, signal: HousingSignal) -> NewPerson:
    is_main = one.position == 0
    return NewPerson(
        family_name=one.family_name,
        given_name=one.given_name,
        birth_date=one.birth_date,
        bsn=unseal(bytes(one.bsn_sealed)) if one.bsn_sealed else None,
        language=one.language,
        needs_interpreter=one.needs_interpreter,
        phone=signal.phone if is_main else "",
        municipality_id=signal.municipality_id,
        identifiers=[(V_NUMBER, one.v_number)] if one.v_number else (),
    )


def _live_together(by: Actor, people: Sequence[ReportedPerson]) -> None:
    """One household: that of whoever has one already, else a new one."""
    ids = {one.person_id: one for one in people if one.person_id is not None}
    held = dict(
        HouseholdMember.objects.filter(person_id__in=ids, valid_until__isnull=True).values_list(
            "person_id", "household_id"
        )
    )
    without = [one for person_id, one in ids.items() if person_id not in held]
    if not held:
        members = [Membership(person_id=one.person_id or 0, role=one.role, since=today()) for one in without]
        form_households(by=by, households=[members])
        return
    household_id = held.get(people[0].person_id or 0) or next(iter(held.values()))
    for one in without:
        join_household(by=by, household_id=household_id, person_id=one.person_id or 0, role=one.role)


def _journey(one: ReportedPerson, signal: HousingSignal, approach: Approach) -> NewJourney:
    codes = {
        key: code
        for key, code in _KNOWN_CODES.items()
        if key in approach.code_lists and code in approach.code_lists[key].codes
    }
    return NewJourney(
        person_id=one.person_id or 0,
        approach_version_id=keep_version(approach).pk,
        started_on=signal.linked_on,
        municipality_id=signal.municipality_id,
        codes=codes,
    )


def _give_director(by: Actor, signal: HousingSignal, language: str, journey_ids: Sequence[int]) -> None:
    """Those without a director get one at once, one and the same for the household."""
    has_one = set(
        Journey.objects.filter(pk__in=journey_ids, directors__valid_until__isnull=True, directors__isnull=False)
        .values_list("pk", flat=True)
        .distinct()
    )
    without = [journey_id for journey_id in journey_ids if journey_id not in has_one]
    found: list[Proposal] = proposals(by=by, language=language, limit=1) if without else []
    if found:
        chosen = found[0]
        from_on = signal.linked_on if not has_one else today()
        assign_director(by=by, journey_ids=without, staff_id=chosen.staff_id, from_on=from_on, reason=chosen.reason)


def _note_whereabouts(by: Actor, signal: HousingSignal, one: ReportedPerson) -> None:
    if one.journey_id is None:
        return
    nowhere = one.never_in_azc
    note_reception(
        by=by,
        journey_id=one.journey_id,
        whereabouts=Whereabouts.NONE if nowhere else signal.whereabouts,
        place="" if nowhere else signal.place,
        valid_from=signal.linked_on,
    )
