"""The tables a population is written to, in the order in which rows refer to each other, and the rows of one chunk."""

from collections.abc import Iterator

from reisgenoot.intake.models import Diagnosis, Measurement
from reisgenoot.journeys.models import Contact, DirectorAssignment, Journey, Milestone
from reisgenoot.offers.models import CallUp, Enrolment, OutcomeObservation
from reisgenoot.people.models import Household, HouseholdMember, NameVariant, Person
from reisgenoot.plans.models import Goal, Plan, PlannedInstrument
from reisgenoot.simulation.writing import Row, Target, write

PERSON = Target(
    Person,
    (
        *("id", "family_name", "given_name", "called", "name_key", "birth_date", "sex", "bsn_sealed", "bsn_hash"),
        *("country", "arrived_on", "language", "needs_interpreter", "phone", "municipality_id", "place", "created_at"),
    ),
)
NAME_WORD = Target(NameVariant, ("person_id", "word", "sound", "kind"))
HOUSEHOLD = Target(Household, ("id", "created_at"))
MEMBER = Target(HouseholdMember, ("household_id", "person_id", "role", "valid_from"))
JOURNEY = Target(
    Journey,
    (
        *("id", "person_id", "approach_version_id", "municipality_id", "codes", "started_on", "ended_on"),
        *("end_reason", "created_at"),
    ),
)
DIRECTOR = Target(DirectorAssignment, ("journey_id", "staff_id", "valid_from", "valid_until", "reason"))
MILESTONE = Target(Milestone, ("journey_id", "key", "occurred_on", "recorded_at"))
CONTACT = Target(
    Contact,
    (
        *("journey_id", "occurred_on", "kind", "outcome", "language", "with_interpreter", "with_whom", "text"),
        *("promise", "promise_until", "promise_kept_on", "next_on", "recorded_at", "recorded_by_id"),
    ),
)
DIAGNOSIS = Target(
    Diagnosis,
    (
        *("journey_id", "diagnosed_on", "profile", "primary_goal", "advice", "advice_text", "answers", "language"),
        *("recorded_at", "recorded_by_id"),
    ),
)
MEASUREMENT = Target(Measurement, ("journey_id", "scale", "item", "value", "moment", "measured_on", "recorded_at"))
PLAN = Target(
    Plan,
    (
        *("id", "journey_id", "agreed_on", "summary", "signed_by_person_on", "signed_by_staff_on", "main_goal"),
        *("main_goal_text", "recorded_at", "recorded_by_id"),
    ),
)
GOAL = Target(Goal, ("id", "plan_id", "position", "key", "text", "domain", "state", "state_on", "recorded_at"))
INSTRUMENT = Target(PlannedInstrument, ("goal_id", "key", "text", "is_own_effort", "recorded_at"))
ENROLMENT = Target(
    Enrolment,
    (
        *("id", "journey_id", "offer", "provider_id", "municipality_id", "started_on", "ended_on", "dropped_out_on"),
        "recorded_at",
    ),
)
OUTCOME = Target(
    OutcomeObservation,
    ("journey_id", "enrolment_id", "observed_on", "outcomes", "hours_per_week", "recorded_at"),
)
CALL_UP = Target(CallUp, ("journey_id", "activity", "number", "called_on", "response", "recorded_at"))

IN_ORDER = (
    *(PERSON, NAME_WORD, HOUSEHOLD, MEMBER, JOURNEY, DIRECTOR, MILESTONE, CONTACT, DIAGNOSIS, MEASUREMENT),
    *(PLAN, GOAL, INSTRUMENT, ENROLMENT, OUTCOME, CALL_UP),
)


class Sheet:
    """The rows of one chunk, by table."""

    def __init__(self) -> None:
        self._rows: dict[Target, list[Row]] = {target: [] for target in IN_ORDER}

    def add(self, target: Target, *row: object) -> None:
        """Add one row: the values of ``target.columns`` in order."""
        self._rows[target].append(row)

    def __getitem__(self, target: Target) -> list[Row]:
        return self._rows[target]

    def __iter__(self) -> Iterator[tuple[Target, list[Row]]]:
        return iter(self._rows.items())

    def write(self, *, organisation_id: int) -> int:
        """Write everything for the organisation that is acted for; returns how many rows that were."""
        for target, rows in self:
            write(target, rows, organisation_id=organisation_id)
        return sum(len(rows) for _, rows in self)
