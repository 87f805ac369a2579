"""A small organisation with a little of everything, written straight to the tables."""

from collections.abc import Sequence
from datetime import date

from reisgenoot.approach import load_approach
from reisgenoot.intake.models import Diagnosis, Measurement
from reisgenoot.journeys.models import ApproachVersion, Journey, Milestone
from reisgenoot.kernel.actor import Actor, job
from reisgenoot.kernel.models import SourceFile, SourceRow
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.offers.models import CallUp, Enrolment, OutcomeObservation
from reisgenoot.organisations.models import Municipality, Organisation, Provider
from reisgenoot.organisations.services import ensure_organisation
from reisgenoot.people.models import Person
from reisgenoot.plans.models import Goal, Plan, PlannedInstrument

PROFILES = ("A1", "B1", "B2", "C")
NAME = "Zonderling"
BORN = date(1987, 6, 5)
IN_FIRST_EXPORT = 10


def organisation_of(approach_key: str, key: str | None = None) -> tuple[Organisation, Actor]:
    """An executing organisation and a job that acts for it."""
    organisation = ensure_organisation(approach=load_approach(approach_key), key=key)
    return organisation, job("test", organisation.pk)


def add_people(organisation: Organisation, by: Actor, *, number: int) -> list[Journey]:
    """People with a journey, a diagnosis and for most a plan."""
    version, _ = ApproachVersion.objects.get_or_create(
        key=organisation.approach_key, digest="test", defaults={"version": "1", "definition": {}}
    )
    with acting_as(by):
        return [_person(i, version, organisation) for i in range(number)]


def _person(i: int, version: ApproachVersion, organisation: Organisation) -> Journey:
    person = Person.objects.create(
        family_name=NAME,
        name_key="zonderling",
        birth_date=BORN,
        sex="mv"[i % 2],
        country="syria",
        arrived_on=date(2016, 1, 1),
        municipality=Municipality.objects.order_by("name")[i % 2],
    )
    journey = Journey.objects.create(person=person, approach_version=version, started_on=date(2019, 1, 1))
    Milestone.objects.create(journey=journey, key="linked", occurred_on=date(2019, 1, 1))
    if i % 3:
        Milestone.objects.create(journey=journey, key="azc_contact", occurred_on=date(2019, 2, 1))
    Milestone.objects.create(journey=journey, key="settled", occurred_on=date(2019, 3, 1))
    Diagnosis.objects.create(
        journey=journey,
        diagnosed_on=date(2019, 6, 4 + i % 2),
        profile=PROFILES[i % 4],
        primary_goal=("work", "health")[i % 2],
        advice="full_time_route",
        answers={"household": "alone", "debts": "no", "physical": "yes", "work_status": "works_now"},
        batch=1 + (i >= IN_FIRST_EXPORT),
    )
    if i % 5:
        _plan(i, journey if i % 7 else None, organisation)
    return journey


def _plan(i: int, journey: Journey | None, organisation: Organisation) -> None:
    plan = Plan.objects.create(
        journey=journey, agreed_on=date(2019, 9, 1), main_goal="paid_work" if i % 3 else "", main_goal_text="iets"
    )
    goals = [
        Goal.objects.create(plan=plan, position=1, key="learn_dutch", text="taal"),
        Goal.objects.create(plan=plan, position=2, key="" if i % 4 == 0 else "learn_dutch", text="onbekend"),
    ]
    PlannedInstrument.objects.create(goal=goals[0], key="regular_course", text="taalcursus")
    if i % 2:
        PlannedInstrument.objects.create(goal=goals[1], text="iets nieuws")
    file = SourceFile.objects.create(recipe="meerinzicht", name="plans.xlsx", sha256="0")
    row = SourceRow.objects.create(file=file, number=i + 2, kind="plan", natural_key=str(i), digest=str(i))
    Plan.objects.filter(pk=plan.pk).update(source_row=row)
    if i % 6 == 0:
        SourceRow.objects.create(file=file, number=i + 100, kind="plan", natural_key=f"x{i}", digest=f"x{i}")


def add_programmes(journeys: Sequence[Journey], by: Actor) -> None:
    """Base programme, follow-up programmes with outcomes, scores and calls."""
    with acting_as(by):
        providers = {provider.key: provider for provider in Provider.objects.all()}
        for i, journey in enumerate(journeys):
            _programmes(i, journey, providers)


def _programmes(i: int, journey: Journey, providers: dict[str, Provider]) -> None:
    supplier = ("fith", "thobs")[i % 2]
    Enrolment.objects.create(
        journey=journey, offer="base_programme", provider=providers["vluchtelingenwerk"], started_on=date(2018, 1, 1)
    )
    enrolment = Enrolment.objects.create(
        journey=journey,
        offer=f"{supplier}_follow_up",
        provider=providers[supplier],
        started_on=date(2018, 8, 1),
        ended_on=date(2019, 8, 1) if i % 3 else None,
    )
    outcomes = (["paid", "unpaid"], ["education"], [], ["unpaid"])[i % 4]
    for observed_on in (date(2019, 6, 30), date(2019, 9, 30)):
        OutcomeObservation.objects.create(
            journey=journey, enrolment=enrolment, observed_on=observed_on, outcomes=outcomes
        )
    for item in ("kennis_en_inzicht", "participatie", "taalontwikkeling", "zelfredzaamheid"):
        Measurement.objects.create(
            journey=journey,
            scale="base_indicators",
            item=item,
            value="pass" if i % 3 else "fail",
            measured_on=date(2018, 7, 1),
        )
    CallUp.objects.create(
        journey=journey,
        activity="pvt",
        number=1,
        called_on=date(2019, 1, 1),
        response="success" if i % 4 else "no_answer",
    )
