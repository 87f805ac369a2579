"""Where the declared tables come from: one set-based query each, for one executing organisation.

The queries run as the application's role, so that row-level security holds for them too. ``%(organisation)s`` is the
organisation, ``%(definition)s`` what the approach adds (groups of goals, programmes of offers, ladder of outcomes).
"""

from dataclasses import dataclass

from django.db.models import Model

from reisgenoot.intake.models import Diagnosis, Measurement
from reisgenoot.journeys.models import Journey, Milestone
from reisgenoot.kernel.models import SourceRow
from reisgenoot.monitor.tables import (
    CallUps,
    DeclaredTable,
    Diagnoses,
    Goals,
    Journeys,
    Measurements,
    Milestones,
    Outcomes,
    Plans,
    Receipts,
    Trajectories,
)
from reisgenoot.offers.models import CallUp, Enrolment, OutcomeObservation
from reisgenoot.organisations.models import ServiceArea
from reisgenoot.people.models import Person
from reisgenoot.plans.models import Goal, Plan, PlannedInstrument


@dataclass(frozen=True, slots=True)
class Source:
    """How one declared table is made: the query and the models whose rows it reads."""

    table: type[DeclaredTable]
    models: tuple[type[Model], ...]
    query: str


_SEX = "case person.sex when 'm' then 'man' when 'v' then 'woman' when 'x' then 'other' end"
_FACT = "fact.organisation_id as organisation, fact.recorded_at, fact.superseded_at"
_WHO = """
join journeys_journey journey on journey.id = fact.journey_id
join people_person person on person.id = journey.person_id
"""
_HERE = "where fact.organisation_id = %(organisation)s"


def _flag(column: str, answer: str) -> str:
    return (
        f"case fact.answers ->> '{answer}' when 'yes' then true when 'true' then true "
        f"when 'no' then false when 'false' then false end as {column}"
    )


def _answer(column: str, answer: str | None = None) -> str:
    return f"nullif(fact.answers ->> '{answer or column}', '') as {column}"


_ANSWERS = ",\n".join(
    (
        _answer("residence_permit"),
        _answer("household"),
        _flag("physical_limitation", "physical"),
        _flag("psychological_limitation", "psychological"),
        _flag("intellectual_limitation", "intellectual"),
        _flag("debts", "debts"),
        _flag("addiction", "addiction"),
        _flag("family_barrier", "family_problems"),
        _flag("childcare_barrier", "childcare"),
        _flag("receives_care", "receives_care"),
        _flag("self_reliant", "self_reliant"),
        _answer("dutch", "dutch_at_diagnosis"),
        _answer("integration_status"),
        _flag("primary_education", "primary_school"),
        _flag("secondary_education", "secondary_school"),
        _answer("work_status"),
        _flag("worked_in_origin", "worked_in_origin"),
        _flag("volunteer_work", "volunteers"),
        _answer("motivation"),
        _flag("work_action", "took_action"),
        _answer("availability"),
    )
)

JOURNEYS = f"""
select fact.organisation_id as organisation, fact.created_at as recorded_at, null as superseded_at,
    fact.id as journey, version.key as approach, municipality.name as municipality, {_SEX} as sex,
    fact.started_on, fact.ended_on
from journeys_journey fact
join journeys_approachversion version on version.id = fact.approach_version_id
join people_person person on person.id = fact.person_id
left join organisations_municipality municipality
    on municipality.id = coalesce(fact.municipality_id, person.municipality_id)
{_HERE}
"""  # noqa: S608  composed of constants only; values are parameters

MILESTONES = f"""
select {_FACT}, fact.journey_id as journey, fact.key as milestone, fact.occurred_on as reached_on
from journeys_milestone fact {_HERE}
"""  # noqa: S608

DIAGNOSES = f"""
select {_FACT}, fact.id as diagnosis, fact.journey_id as journey, fact.diagnosed_on,
    min(nullif(fact.batch, 0)) over (partition by fact.journey_id) as first_export, {_SEX} as sex,
    extract(year from age(fact.diagnosed_on, person.birth_date))::int as age_years,
    fact.diagnosed_on - person.arrived_on as days_in_nl,
    coalesce(nullif(fact.answers ->> 'country', ''), nullif(person.country, '')) as country,
    {_ANSWERS},
    nullif(fact.profile, '') as profile, nullif(fact.primary_goal, '') as primary_goal,
    nullif(fact.advice, '') as advice
from intake_diagnosis fact {_WHO} {_HERE}
"""  # noqa: S608

PLANS = f"""
select {_FACT}, fact.id as plan, fact.journey_id as journey, fact.agreed_on from plans_plan fact {_HERE}
"""  # noqa: S608

GOALS = f"""
select {_FACT}, fact.id as plan, 0 as position, fact.agreed_on, nullif(fact.main_goal, '') as goal,
    %(definition)s::jsonb -> 'main_goals' ->> fact.main_goal as goal_group,
    null as instrument, null as instrument_group, false as has_instrument
from plans_plan fact {_HERE} and (fact.main_goal <> '' or fact.main_goal_text <> '')
union all
select {_FACT}, fact.plan_id, fact.position, plan.agreed_on, nullif(fact.key, ''),
    %(definition)s::jsonb -> case fact.position when 1 then 'first_goals' else 'further_goals' end ->> fact.key,
    nullif(instrument.key, ''),
    coalesce(
        %(definition)s::jsonb -> 'instruments' ->> instrument.key,
        case when instrument.is_own_effort then 'own_effort' end
    ),
    instrument.goal_id is not null
from plans_goal fact
join plans_plan plan on plan.id = fact.plan_id
left join (
    select distinct on (goal_id) goal_id, key, is_own_effort
    from plans_plannedinstrument
    where organisation_id = %(organisation)s and superseded_at is null and (key <> '' or text <> '' or is_own_effort)
    order by goal_id, id
) instrument on instrument.goal_id = fact.id
{_HERE} and (fact.key <> '' or fact.text <> '')
"""  # noqa: S608

TRAJECTORIES = f"""
select {_FACT}, fact.id as trajectory, fact.journey_id as journey,
    coalesce(%(definition)s::jsonb -> 'programmes' ->> fact.offer, fact.offer) as programme,
    municipality.name as municipality, area.cluster, {_SEX} as sex, provider.name as provider,
    fact.started_on, coalesce(fact.ended_on, fact.dropped_out_on) as ended_on, fact.dropped_out_on
from offers_enrolment fact {_WHO}
join organisations_provider provider on provider.id = fact.provider_id
left join organisations_municipality municipality
    on municipality.id = coalesce(fact.municipality_id, journey.municipality_id, person.municipality_id)
left join lateral (
    select nullif(served.cluster, '') as cluster
    from organisations_servicearea served
    where served.organisation_id = %(organisation)s and served.municipality_id = municipality.id
        and (served.valid_from is null or served.valid_from <= fact.started_on)
    order by served.valid_from desc nulls last
    limit 1
) area on true
{_HERE}
"""  # noqa: S608

OUTCOMES = f"""
select {_FACT}, fact.enrolment_id as trajectory, fact.observed_on, seen.outcome,
    coalesce((%(definition)s::jsonb -> 'outcomes' -> seen.outcome ->> 'rank')::int, 99) as rank,
    coalesce((%(definition)s::jsonb -> 'outcomes' -> seen.outcome ->> 'participating')::boolean, false) as participating
from offers_outcomeobservation fact
cross join lateral unnest(
    case when cardinality(fact.outcomes) = 0 then array['none']::varchar[] else fact.outcomes end
) as seen(outcome)
{_HERE} and fact.enrolment_id is not null
"""  # noqa: S608

MEASUREMENTS = f"""
select {_FACT}, fact.journey_id as journey, fact.scale, fact.item, fact.measured_on, fact.value
from intake_measurement fact {_HERE}
"""  # noqa: S608

CALL_UPS = f"""
select {_FACT}, fact.journey_id as journey, fact.activity, municipality.name as municipality, fact.number,
    fact.called_on, nullif(fact.response, '') as response
from offers_callup fact {_WHO}
left join organisations_municipality municipality
    on municipality.id = coalesce(journey.municipality_id, person.municipality_id)
{_HERE}
"""  # noqa: S608

RECEIPTS = """
select fact.organisation_id as organisation, file.received_at as recorded_at, null as superseded_at,
    fact.id as receipt, kept.agreed_on as dated_on, fact.kind, kept.id as plan
from (
    select distinct on (natural_key) *
    from kernel_sourcerow
    where organisation_id = %(organisation)s and kind = 'plan'
    order by natural_key, id
) fact
join kernel_sourcefile file on file.id = fact.file_id
left join (
    select distinct on (origin.natural_key) origin.natural_key, plan.id, plan.agreed_on
    from plans_plan plan
    join kernel_sourcerow origin on origin.id = plan.source_row_id
    where plan.organisation_id = %(organisation)s and origin.kind = 'plan' and plan.superseded_at is null
    order by origin.natural_key, plan.id
) kept on kept.natural_key = fact.natural_key
"""

SOURCES: dict[str, Source] = {
    source.table.name: source
    for source in (
        Source(Journeys, (Journey, Person), JOURNEYS),
        Source(Milestones, (Milestone,), MILESTONES),
        Source(Diagnoses, (Diagnosis, Person), DIAGNOSES),
        Source(Plans, (Plan,), PLANS),
        Source(Goals, (Plan, Goal, PlannedInstrument), GOALS),
        Source(Trajectories, (Enrolment, Journey, Person, ServiceArea), TRAJECTORIES),
        Source(Outcomes, (OutcomeObservation,), OUTCOMES),
        Source(Measurements, (Measurement,), MEASUREMENTS),
        Source(CallUps, (CallUp, Journey, Person), CALL_UPS),
        Source(Receipts, (SourceRow, Plan), RECEIPTS),
    )
}
