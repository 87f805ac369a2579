"""What a made-up population looks like: believable, complete, and the same for the same seed."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db.models import Count, Max

from reisgenoot.approach import load_approach
from reisgenoot.intake.models import Diagnosis, Measurement
from reisgenoot.journeys.models import Contact, DirectorAssignment, Journey, Milestone, Signal, Standing
from reisgenoot.kernel.actor import job
from reisgenoot.kernel.clock import standing_on, today
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.offers.models import Enrolment, OutcomeObservation
from reisgenoot.organisations.services import ensure_organisation
from reisgenoot.people.bsn import passes_eleven_test, unseal
from reisgenoot.people.models import HouseholdMember, NameVariant, Person
from reisgenoot.plans.models import Goal, Plan, PlannedInstrument
from reisgenoot.simulation.population import fill
from reisgenoot.simulation.setting_up import client_managers, ground_of
from reisgenoot.simulation.targets import CONTACT, Sheet
from tests.simulation.population import DAY, populate

pytestmark = pytest.mark.django_db
JOURNEYS = 150


@pytest.fixture(autouse=True)
def on_a_wednesday():
    with standing_on(DAY):
        yield


def test_population_when_made_then_has_every_kind_of_fact() -> None:
    _, by = populate(journeys=JOURNEYS)
    with acting_as(by):
        assert Journey.objects.count() == JOURNEYS
        assert Standing.objects.count() == JOURNEYS
        for model in (Milestone, Contact, Diagnosis, Measurement, Plan, Goal, PlannedInstrument, Enrolment, Signal):
            assert model.objects.count() > JOURNEYS / 2, model
        assert HouseholdMember.objects.filter(role="child").exists()
        assert NameVariant.objects.filter(kind="delivered").exists()


def test_population_when_made_then_nothing_lies_in_the_future() -> None:
    _, by = populate(journeys=JOURNEYS)
    with acting_as(by):
        for model, column in ((Milestone, "occurred_on"), (Contact, "occurred_on"), (Diagnosis, "diagnosed_on")):
            assert model.objects.aggregate(last=Max(column))["last"] < today()
        assert Contact.objects.aggregate(last=Max("recorded_at"))["last"].date() < today()


def test_journeys_when_made_then_phases_differ_and_some_are_closed() -> None:
    _, by = populate(journeys=JOURNEYS)
    with acting_as(by):
        assert Standing.objects.filter(is_open=True).values("phase").distinct().count() >= 4
        closed = Journey.objects.filter(ended_on__isnull=False)
        assert 0 < closed.count() < JOURNEYS / 2
        assert not closed.filter(end_reason="").exists()
        assert not DirectorAssignment.objects.filter(journey__in=closed, valid_until__isnull=True).exists()
        assert not Signal.objects.filter(journey__in=closed, state="open").exists()


def test_route_when_no_plan_was_established_then_not_known() -> None:
    _, by = populate(journeys=JOURNEYS)
    with acting_as(by):
        established = Milestone.objects.filter(key="pip_established").values("journey_id")
        known = Journey.objects.filter(codes__has_key="learning_route")
        assert known.exists()
        assert not known.exclude(pk__in=established).exists()


def test_signals_when_derived_then_some_are_late_and_most_are_not() -> None:
    _, by = populate(journeys=JOURNEYS)
    with acting_as(by):
        visible = Signal.objects.filter(state="open", visible_from__lte=today(), kind__in=["term", "cadence"])
        late = visible.filter(due_on__lt=today()).count()
        assert 0 < late < visible.count() / 2


def test_directors_when_changed_then_one_follows_the_other() -> None:
    _, by = populate(journeys=JOURNEYS)
    with acting_as(by):
        turnover = Journey.objects.annotate(directors_count=Count("directors")).filter(directors_count__gt=1)
        assert turnover.exists()
        for journey in turnover.prefetch_related("directors"):
            periods = sorted(journey.directors.all(), key=lambda period: period.valid_from)
            for earlier, later in pairwise(periods):
                assert earlier.valid_until == later.valid_from


def test_bsns_when_made_then_pass_the_test_and_belong_to_nobody() -> None:
    _, by = populate(journeys=JOURNEYS)
    with acting_as(by):
        numbers = [
            unseal(sealed) for sealed in Person.objects.exclude(bsn_sealed=None).values_list("bsn_sealed", flat=True)
        ]
    assert len(numbers) == len(set(numbers)) > JOURNEYS / 2
    assert all(number.startswith("999") and passes_eleven_test(number) for number in numbers)


def test_same_seed_when_made_again_then_same_contacts_whatever_the_keys() -> None:
    populate(journeys=20, key="zelfde")
    rows = _made_rows("zelfde")
    assert rows == _made_rows("zelfde")
    assert rows != _made_rows("zelfde", seed=8)


def test_alkmaar_when_made_then_follow_up_has_outcomes() -> None:
    _, by = populate("alkmaar", journeys=JOURNEYS)
    with acting_as(by):
        assert Enrolment.objects.filter(offer="base_programme").exists()
        assert Enrolment.objects.filter(offer__endswith="_follow_up", ended_on__isnull=False).exists()
        assert OutcomeObservation.objects.filter(outcomes__contains=["paid"]).exists()
        assert Measurement.objects.filter(scale="base_indicators", value="pass").exists()


def test_law_alone_when_made_then_works_without_offers_and_goals() -> None:
    _, by = populate("wi2021", journeys=40)
    with acting_as(by):
        assert Journey.objects.count() == 40
        assert Plan.objects.exists()
        assert not Enrolment.objects.exists()


def test_histories_when_written_in_bulk_then_leave_events() -> None:
    _, by = populate(journeys=20)
    with acting_as(by):
        assert Milestone.pgh_event_model.objects.count() == Milestone.objects.count()


def _made_rows(key: str, *, seed: int = 7) -> list[tuple[object, ...]]:
    """The texts and days of the contacts of a fresh sheet, without keys."""
    approach = load_approach("meerinzicht")
    organisation = ensure_organisation(approach=approach, key=key, name=key)
    by = job("test", organisation.pk)
    with acting_as(by):
        ground = ground_of(organisation, approach, by=by, seed=seed, staff_ids=client_managers())
        sheet = Sheet()
        fill(sheet, ground, range(20), 0)
    return [row[1:] for row in sheet[CONTACT]]


def test_yesterday_when_simulated_then_counts_back_from_there() -> None:
    with standing_on(DAY - timedelta(days=400)):
        _, by = populate(journeys=20, key="vroeger")
        with acting_as(by):
            assert Contact.objects.aggregate(last=Max("occurred_on"))["last"] < DAY - timedelta(days=400)
