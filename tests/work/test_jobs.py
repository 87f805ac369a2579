"""Work: recording, extending, ending, putting right; what it asks for and what it brings about."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from reisgenoot.journeys.models import Journey, Milestone, Signal
from reisgenoot.journeys.refresh import refresh
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.offers.services import NewEnrolment, record_enrolment
from reisgenoot.organisations.models import Provider
from reisgenoot.people.enums import HouseholdRole
from reisgenoot.people.households import Membership, form_household
from reisgenoot.work.models import Job
from reisgenoot.work.selectors import jobs_of
from reisgenoot.work.services import (
    NewJob,
    correct_job,
    end_job,
    extend_contract,
    record_job,
    reopen_job,
    retract_job,
)
from tests.factories.journeys import a_journey
from tests.factories.organisations import Cast
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


def a_job(by: Actor, journey: Journey, **fields: object) -> Job:
    known = {"employer": "Kwekerij", "contract": "fixed_term", "started_on": today() - timedelta(days=100)}
    return record_job(by=by, job=NewJob(journey_id=journey.pk, **{**known, **fields}))  # type: ignore[arg-type]


def open_rules(journey: Journey) -> dict[str, Signal]:
    return {one.rule: one for one in Signal.objects.filter(journey=journey, state="open")}


def milestones(journey: Journey, key: str) -> list[date]:
    rows = Milestone.objects.filter(journey=journey, key=key, superseded_at__isnull=True)
    return sorted(rows.values_list("occurred_on", flat=True))


def test_job_when_recorded_then_there_with_its_milestone(bram: Actor) -> None:
    journey = a_journey(bram)
    job = a_job(bram, journey, hours_per_week=Decimal(24))
    (fact,) = jobs_of(by=bram, journey_id=journey.pk)
    assert (fact.employer, fact.hours_per_week, fact.runs_on(today())) == ("Kwekerij", Decimal("24.0"), True)
    assert milestones(journey, "work_started") == [job.started_on]


def test_job_when_trial_placement_then_no_work_begun(bram: Actor) -> None:
    journey = a_journey(bram)
    a_job(bram, journey, is_trial=True, contract="trial")
    assert milestones(journey, "work_started") == []


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"employer": " "}, "employer"),
        ({"contract": "wat"}, "contract"),
        ({"contract": ""}, "contract"),
        ({"hours_per_week": Decimal(0)}, "hours_per_week"),
        ({"hours_per_week": Decimal(81)}, "hours_per_week"),
        ({"contract_ends_on": date(2000, 1, 1)}, "contract_ends_on"),
        ({"origin": "wie"}, "origin"),
    ],
)
def test_job_when_impossible_then_refused_at_the_field(bram: Actor, fields: dict[str, object], at: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        a_job(bram, a_journey(bram), **fields)
    assert refused.value.field == at
    assert not Job.objects.exists()


def test_contract_when_it_ends_then_asks_from_two_months_before_until_the_work_stops(bram: Actor) -> None:
    journey, ends = a_journey(bram), today() + timedelta(days=30)
    job = a_job(bram, journey, contract_ends_on=ends)
    signal = open_rules(journey)["check:contract_ending"]
    assert (signal.due_on, signal.cause_id, signal.visible_from <= today()) == (ends, job.pk, True)
    refresh(organisation_id=bram.organisation_id, today=ends + timedelta(days=1))
    assert open_rules(journey)["check:contract_ending"].due_on == ends
    end_job(by=bram, job_id=job.pk, on=today(), reason="contract_ended")
    assert "check:contract_ending" not in open_rules(journey)


def test_contract_when_far_away_then_not_visible_yet(bram: Actor) -> None:
    journey = a_journey(bram)
    a_job(bram, journey, contract_ends_on=today() + timedelta(days=200))
    assert open_rules(journey)["check:contract_ending"].visible_from > today()


def test_contract_when_extended_then_the_old_stays_known_and_asks_no_more(bram: Actor) -> None:
    journey, ends = a_journey(bram), today() + timedelta(days=10)
    job = a_job(bram, journey, contract_ends_on=ends)
    longer = extend_contract(by=bram, job_id=job.pk, until=None, contract="permanent")
    assert (longer.contract, longer.contract_ends_on) == ("permanent", None)
    assert Job.objects.get(pk=job.pk).superseded_at is not None
    assert "check:contract_ending" not in open_rules(journey)
    assert len(milestones(journey, "work_started")) == 1


def test_contract_when_extended_to_an_earlier_day_then_refused(bram: Actor) -> None:
    job = a_job(bram, a_journey(bram), contract_ends_on=today() + timedelta(days=10))
    with pytest.raises(InvalidInput):
        extend_contract(by=bram, job_id=job.pk, until=today() + timedelta(days=10))


def test_job_when_ended_and_reopened_then_the_milestone_goes_as_well(bram: Actor) -> None:
    journey = a_journey(bram)
    job = a_job(bram, journey)
    end_job(by=bram, job_id=job.pk, on=today(), reason="health")
    assert milestones(journey, "work_ended") == [today()]
    with pytest.raises(InvalidInput):
        end_job(by=bram, job_id=job.pk, on=today(), reason="health")
    reopen_job(by=bram, job_id=job.pk)
    assert milestones(journey, "work_ended") == []


def test_job_when_corrected_then_the_milestone_moves_along(bram: Actor) -> None:
    journey, earlier = a_journey(bram), today() - timedelta(days=200)
    job = a_job(bram, journey)
    correct_job(by=bram, job_id=job.pk, started_on=earlier)
    assert milestones(journey, "work_started") == [earlier]


def test_job_when_retracted_then_gone_with_what_only_it_brought_about(bram: Actor) -> None:
    journey = a_journey(bram)
    job = a_job(bram, journey)
    a_job(bram, journey, employer="Bakker", started_on=today() - timedelta(days=5))
    retract_job(by=bram, job_id=job.pk)
    assert milestones(journey, "work_started") == [today() - timedelta(days=5)]
    with pytest.raises(NotKnown):
        retract_job(by=bram, job_id=job.pk)


def test_job_when_colleague_of_another_organisation_then_does_not_exist(cast: Cast) -> None:
    with acting_as(cast.bram):
        journey = a_journey(cast.bram)
        job = a_job(cast.bram, journey)
    with acting_as(cast.dirk):
        for act in (
            lambda: a_job(cast.dirk, journey),
            lambda: end_job(by=cast.dirk, job_id=job.pk, on=today(), reason="health"),
            lambda: extend_contract(by=cast.dirk, job_id=job.pk, until=None),
        ):
            with pytest.raises(NotKnown):
                act()
        assert jobs_of(by=cast.dirk, journey_id=journey.pk) == []


def test_job_when_policy_officer_then_not_allowed(cast: Cast) -> None:
    with acting_as(cast.bram):
        journey = a_journey(cast.bram)
    with acting_as(cast.gerard), pytest.raises(NotAllowed):
        a_job(cast.gerard, journey)


def couple(by: Actor, other_role: str = HouseholdRole.PARTNER) -> tuple[Journey, Journey]:
    """Two people of one household, both with an open journey."""
    people = [a_person(by, given_name=name, family_name="Haddad") for name in ("Omar", "Hanan")]
    roles = (HouseholdRole.ADULT, other_role)
    form_household(
        by=by, members=[Membership(person_id=one.pk, role=role) for one, role in zip(people, roles, strict=True)]
    )
    first, second = (a_journey(by, person_id=one.pk) for one in people)
    return first, second


def partner_asked(journey: Journey) -> bool:
    return "check:partner_not_activated" in open_rules(journey)


def test_partner_when_only_one_works_then_asks_for_the_other_at_once(bram: Actor) -> None:
    works, home = couple(bram)
    job = a_job(bram, works, started_on=today() - timedelta(days=40))
    assert (partner_asked(works), partner_asked(home)) == (False, True)
    signal = open_rules(home)["check:partner_not_activated"]
    assert (signal.cause_on, signal.cause_id) == (job.started_on, works.pk)
    end_job(by=bram, job_id=job.pk, on=today() - timedelta(days=1), reason="health")
    assert not partner_asked(home)


def test_partner_when_the_other_begins_a_course_then_asks_no_more(bram: Actor) -> None:
    works, home = couple(bram)
    a_job(bram, works, started_on=today() - timedelta(days=40))
    provider = Provider.objects.get(key="landstede")
    course = NewEnrolment(
        journey_id=home.pk, offer="regular_course", provider_id=provider.pk, started_on=today() - timedelta(days=1)
    )
    record_enrolment(by=bram, enrolment=course)
    assert (partner_asked(works), partner_asked(home)) == (False, False)


def test_partner_when_there_is_a_reason_then_left_alone(bram: Actor) -> None:
    works, home = couple(bram)
    Journey.objects.filter(pk=home.pk).update(codes={"no_track_reason": "care"})
    a_job(bram, works, started_on=today() - timedelta(days=40))
    assert not partner_asked(home)


@pytest.mark.parametrize("role", [HouseholdRole.CHILD, HouseholdRole.OTHER, HouseholdRole.ADULT])
def test_housemate_when_no_partner_then_asks_nothing(bram: Actor, role: str) -> None:
    works, home = couple(bram, role)
    a_job(bram, works, started_on=today() - timedelta(days=40))
    assert not partner_asked(home)
