"""Writing the people of a story, through the same services as everybody who works there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reisgenoot.intake.enums import Moment
from reisgenoot.intake.proposals import propose_profile
from reisgenoot.intake.services import NewDiagnosis, NewMeasurement, record_diagnoses, record_measurements
from reisgenoot.journeys.services import (
    NewContact,
    NewJourney,
    NewMilestone,
    assign_director,
    record_contacts,
    record_milestones,
    start_journeys,
)
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.offers.services import NewEnrolment, NewOutcome, record_enrolments, record_outcomes
from reisgenoot.organisations.models import Place, Provider
from reisgenoot.people.enums import HouseholdRole
from reisgenoot.people.models import Household, HouseholdMember
from reisgenoot.people.services import NewPerson, register_people
from reisgenoot.plans.services import NewGoal, NewInstrument, NewPlan, record_plans
from reisgenoot.simulation.bsn import test_bsn
from reisgenoot.simulation.ground import Ground
from reisgenoot.simulation.story.reading import Relative, StoryContact, StoryPerson, StoryPlan

FIRST_BSN = 90_000
"""Position of the test numbers from which the people of the stories have theirs: near the end, where no chunk comes."""


@dataclass(frozen=True)
class Telling:
    """Writes people of one organisation. ``staff`` maps the keys of the story to staff keys; ``by`` may do everything."""

    ground: Ground
    by: Actor
    staff: Mapping[str, int]

    def tell(self, person: StoryPerson, number: int) -> int:
        """One person with everything that happened; returns the key of the journey."""
        town, person_id = self._register(person, number)
        journey_id = self._start(person, person_id, town)
        self._hand_over(person, journey_id)
        facts = [
            NewMilestone(journey_id=journey_id, key=key, occurred_on=_on(day))
            for key, happened in person.milestones.items()
            for day in happened
        ]
        record_milestones(by=self.by, facts=facts)
        for contact in person.contacts:
            colleague = self.staff[contact.by or person.director]
            record_contacts(by=replace(self.by, staff_id=colleague), contacts=[_contact(contact, person, journey_id)])
        self._tell_facts(person, journey_id)
        self._tell_taking_part(person, journey_id, town)
        return journey_id

    def _register(self, person: StoryPerson, number: int) -> tuple[int, int]:
        """The person and the household; returns municipality and person key."""
        town = Place.objects.values_list("municipality_id", flat=True).get(
            name=person.place, municipality__in=[each.municipality_id for each in self.ground.towns]
        )
        first = NewPerson(
            family_name=person.family,
            given_name=person.given,
            called=person.called,
            birth_date=_born(person.age, number),
            sex=person.sex,
            bsn=test_bsn(FIRST_BSN + number),
            country=person.country,
            arrived_on=_on(person.started - 260),
            language=person.language,
            needs_interpreter=person.interpreter,
            phone=person.phone,
            municipality_id=town,
            place=person.place,
            spellings=person.spellings,
        )
        others = [self._relative(relative, person, town, number) for relative in person.relatives]
        person_id, *relative_ids = register_people(by=self.by, people=[first, *others])
        household = Household.objects.create()
        roles = [HouseholdRole.ADULT, *(relative.role for relative in person.relatives)]
        for member_id, role in zip([person_id, *relative_ids], roles, strict=True):
            HouseholdMember.objects.create(
                household=household, person_id=member_id, role=role, valid_from=_on(person.started)
            )
        return town, person_id

    def _relative(self, relative: Relative, person: StoryPerson, town: int, number: int) -> NewPerson:
        return NewPerson(
            family_name=relative.family,
            given_name=relative.given,
            birth_date=_born(relative.age, number + relative.age),
            sex=relative.sex,
            country=person.country,
            language=person.language,
            municipality_id=town,
            place=person.place,
        )

    def _start(self, person: StoryPerson, person_id: int, town: int) -> int:
        earliest = min(person.earlier_directors, key=person.earlier_directors.__getitem__, default=person.director)
        journey = NewJourney(
            person_id=person_id,
            approach_version_id=self.ground.version_id,
            started_on=_on(person.started),
            municipality_id=town,
            codes=person.codes,
            director_id=self.staff[earliest],
        )
        return start_journeys(by=self.by, journeys=[journey])[0]

    def _hand_over(self, person: StoryPerson, journey_id: int) -> None:
        """Directors after each other; the present one since the last contact of the one before."""
        later = sorted(person.earlier_directors.items(), key=lambda each: each[1])[1:]
        if person.earlier_directors:
            later.append((person.director, person.started * 2 // 5))
        for key, since in later:
            assign_director(
                by=self.by,
                journey_ids=[journey_id],
                staff_id=self.staff[key],
                from_on=_on(since),
                reason="vertrek collega",
            )

    def _tell_facts(self, person: StoryPerson, journey_id: int) -> None:
        record_diagnoses(
            by=self.by,
            diagnoses=[
                NewDiagnosis(
                    journey_id=journey_id,
                    diagnosed_on=_on(each.day),
                    profile=each.profile,
                    profile_proposed=self._proposed(each.answers),
                    profile_reason=each.reason,
                    answers=dict(each.answers),
                    primary_goal=each.goal,
                    advice=each.advice,
                    advice_text=each.text,
                    language=person.language,
                )
                for each in person.diagnoses
            ],
        )
        record_plans(by=self.by, plans=[self._plan(plan, journey_id) for plan in person.plans])
        seen: set[tuple[str, str]] = set()
        measurements = []
        for each in sorted(person.measurements, key=lambda one: one.day):
            moment = Moment.INTERIM if (each.scale, each.item) in seen else Moment.BASELINE
            seen.add((each.scale, each.item))
            measurements.append(
                NewMeasurement(
                    journey_id=journey_id,
                    scale=each.scale,
                    item=each.item,
                    value=each.value,
                    measured_on=_on(each.day),
                    moment=moment,
                )
            )
        record_measurements(by=self.by, measurements=measurements)

    def _proposed(self, answers: Mapping[str, str]) -> str:
        """The profile that the approach proposes for these answers; empty for few answers or none."""
        proposal = propose_profile(self.ground.approach, answers)
        return proposal.profile if proposal else ""

    def _plan(self, plan: StoryPlan, journey_id: int) -> NewPlan:
        approach = self.ground.approach
        signed_on = None if plan.signed is None else _on(plan.signed)
        return NewPlan(
            journey_id=journey_id,
            agreed_on=_on(plan.day),
            summary=plan.summary,
            signed_by_person_on=signed_on,
            signed_by_staff_on=signed_on,
            main_goal=plan.main_goal,
            main_goal_text=approach.main_goals[plan.main_goal].label.nl,
            goals=[
                NewGoal(
                    key=goal.key,
                    text=approach.goals[goal.key].label.nl,
                    state=goal.state,
                    instruments=list(self._instruments(goal.instruments)),
                )
                for goal in plan.goals
            ],
        )

    def _instruments(self, keys: tuple[str, ...]) -> Iterator[NewInstrument]:
        for key in keys:
            known = self.ground.approach.instruments[key]
            yield NewInstrument(key=key, text=known.label.nl, is_own_effort=known.own_effort)

    def _tell_taking_part(self, person: StoryPerson, journey_id: int, town: int) -> None:
        providers = dict(Provider.objects.values_list("key", "pk"))
        ids = record_enrolments(
            by=self.by,
            enrolments=[
                NewEnrolment(
                    journey_id=journey_id,
                    offer=each.offer,
                    provider_id=providers[each.provider],
                    municipality_id=town,
                    started_on=_on(each.day),
                    ended_on=None if each.ended is None else _on(each.ended),
                )
                for each in person.enrolments
            ],
        )
        by_offer = {each.offer: key for each, key in zip(person.enrolments, ids, strict=True)}
        record_outcomes(
            by=self.by,
            outcomes=[
                NewOutcome(
                    journey_id=journey_id,
                    enrolment_id=by_offer[each.offer],
                    observed_on=_on(each.day),
                    outcomes=list(each.outcomes),
                )
                for each in person.outcomes
            ],
        )


def _on(day: int) -> date:
    return today() + timedelta(days=day)


def _workday(day: int) -> date:
    """That day, or when it falls in a weekend the nearest working day further from today."""
    found = _on(day)
    into_weekend = found.weekday() - 4
    if into_weekend <= 0:
        return found
    return found + timedelta(days=3 - into_weekend if day > 0 else -into_weekend)


def _workday_if_any(day: int | None) -> date | None:
    return None if day is None else _workday(day)


def _born(age: int, number: int) -> date:
    """A birthday that gives this age today, another for each number."""
    return today() - timedelta(days=int(age * 365.25) + 40 + (number * 37) % 300)


def _contact(contact: StoryContact, person: StoryPerson, journey_id: int) -> NewContact:
    return NewContact(
        journey_id=journey_id,
        occurred_on=_workday(contact.day),
        kind=contact.kind,
        outcome=contact.outcome,
        text=contact.text,
        language=person.language if contact.interpreter else "nl",
        with_interpreter=contact.interpreter,
        with_whom=contact.whom,
        promise=contact.promise,
        promise_until=_workday_if_any(contact.until),
        promise_kept_on=_workday_if_any(contact.kept),
        next_on=_workday_if_any(contact.next),
    )
