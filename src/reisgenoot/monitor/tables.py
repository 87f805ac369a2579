"""The declared analytic tables: what one row is, what each column means, what may be missing.

Pseudonymous by declaration: no names, no BSN, no birth date; ages are whole years at the date of the fact. Every row
carries the executing organisation and, as a fact with two times, when it was recorded and when it was superseded
(exclusive; missing means still held).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

import ibis
import pyarrow as pa


class ColumnType(StrEnum):
    """The types a column may have; the value is the name Ibis gives it."""

    ID = "int64"
    KEY = "string"
    INTEGER = "int32"
    DECIMAL = "float64"
    FLAG = "boolean"
    DATE = "date"
    MOMENT = "timestamp('UTC')"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``codes`` names the code list of the approach from which labels come."""

    type: ColumnType
    meaning: str
    unit: str = ""
    nullable: bool = False
    codes: str = ""


def _id(meaning: str, *, nullable: bool = False) -> Column:
    return Column(ColumnType.ID, meaning, nullable=nullable)


def _key(meaning: str, *, codes: str = "", nullable: bool = False) -> Column:
    return Column(ColumnType.KEY, meaning, codes=codes, nullable=nullable)


def _code(meaning: str, codes: str) -> Column:
    return _key(meaning, codes=codes, nullable=True)


def _flag(meaning: str) -> Column:
    return Column(ColumnType.FLAG, meaning, nullable=True)


def _date(meaning: str) -> Column:
    return Column(ColumnType.DATE, meaning, nullable=True)


_COMMON = {
    "organisation": _id("executing organisation"),
    "recorded_at": Column(ColumnType.MOMENT, "when this was recorded"),
    "superseded_at": Column(ColumnType.MOMENT, "when a correction replaced this", nullable=True),
}
REGISTRY: dict[str, type["DeclaredTable"]] = {}


class DeclaredTable:
    """Base of the declared tables; a subclass lists its columns as class attributes and is registered by its name.

    ``grain`` are the columns that identify one row among the rows held at one moment. ``true_on`` names the column
    with the date from which the fact was true; a fact without that date counts at every reference date.
    """

    name: ClassVar[str]
    grain: ClassVar[tuple[str, ...]]
    true_on: ClassVar[str]
    columns: ClassVar[dict[str, Column]]

    def __init_subclass__(cls) -> None:
        cls.columns = _COMMON | {name: value for name, value in vars(cls).items() if isinstance(value, Column)}
        REGISTRY[cls.name] = cls

    @classmethod
    def gaps(cls, rows: pa.Table) -> list[str]:
        """Columns that may not be missing and are, in these rows."""
        return [name for name, column in cls.columns.items() if not column.nullable and rows.column(name).null_count]

    @classmethod
    def schema(cls) -> ibis.Schema:
        """The Ibis schema, nullability included."""
        return ibis.schema(
            {name: ibis.dtype(column.type.value, nullable=column.nullable) for name, column in cls.columns.items()}
        )


class Journeys(DeclaredTable):
    """One row per journey: a person under one approach at one organisation."""

    name = "journeys"
    grain = ("organisation", "journey")
    true_on = "started_on"

    journey = _id("the journey")
    approach = _key("approach the journey follows")
    municipality = _code("municipality of residence", "municipality")
    sex = _code("sex as registered", "sex")
    started_on = _date("first day of the journey")
    ended_on = _date("first day after the journey")


class Milestones(DeclaredTable):
    """One row per journey per milestone."""

    name = "milestones"
    grain = ("organisation", "journey", "milestone")
    true_on = "reached_on"

    journey = _id("the journey")
    milestone = _key("milestone of the approach", codes="milestone")
    reached_on = _date("day on which it was reached")


class Diagnoses(DeclaredTable):
    """One row per diagnosis: the state of a person at one broad intake, as the professional recorded it."""

    name = "diagnoses"
    grain = ("organisation", "diagnosis")
    true_on = "diagnosed_on"

    diagnosis = _id("the diagnosis")
    journey = _id("the journey")
    diagnosed_on = _date("day of the diagnosis")
    first_export = Column(
        ColumnType.INTEGER,
        "ordinal of the cumulative export that first held this person; missing when not delivered by file",
        nullable=True,
    )
    sex = _code("sex", "sex")
    age_years = Column(ColumnType.INTEGER, "age at the diagnosis", unit="completed years", nullable=True)
    days_in_nl = Column(ColumnType.INTEGER, "time in the Netherlands at the diagnosis", unit="days", nullable=True)
    country = _code("country of origin", "country")
    residence_permit = _code("type of residence permit", "residence_permit")
    household = _code("household in the Netherlands", "household")
    physical_limitation = _flag("physical limitation")
    psychological_limitation = _flag("psychological limitation")
    intellectual_limitation = _flag("intellectual limitation")
    debts = _flag("problematic debts")
    addiction = _flag("addiction")
    family_barrier = _flag("family problems stand in the way")
    childcare_barrier = _flag("childcare stands in the way")
    receives_care = _flag("receives care or support")
    self_reliant = _flag("self-reliant in society, as estimated")
    dutch = _code("Dutch language", "dutch_at_diagnosis")
    integration_status = _code("civic integration", "integration_status")
    primary_education = _flag("attended primary education")
    secondary_education = _flag("attended secondary education")
    work_status = _code("work in the Netherlands", "work_status")
    worked_in_origin = _flag("worked in the country of origin")
    volunteer_work = _flag("volunteer work in the Netherlands")
    motivation = _code("motivation to work", "motivation")
    work_action = _flag("took action to find work")
    availability = _code("availability for work", "availability")
    profile = _code("profile: chance on the labour market", "profile")
    primary_goal = _code("first thing to work on", "primary_goal")
    advice = _code("advised next step", "advice")


class Plans(DeclaredTable):
    """One row per plan that was kept; ``journey`` is missing while nobody has linked the plan to a person."""

    name = "plans"
    grain = ("organisation", "plan")
    true_on = "agreed_on"

    plan = _id("the plan")
    journey = _id("the journey", nullable=True)
    agreed_on = _date("day of the talk in which it was agreed")


class Goals(DeclaredTable):
    """One row per plan per goal position (0 is the main goal, 1 and up the sub-goals) with the instrument for it."""

    name = "goals"
    grain = ("organisation", "plan", "position")
    true_on = "agreed_on"

    plan = _id("the plan")
    position = Column(ColumnType.INTEGER, "0 for the main goal, then the sub-goals in order", unit="ordinal")
    agreed_on = _date("day on which the goal was agreed")
    goal = _code("goal of the catalogue; missing when its text awaits coding", "goal")
    goal_group = _code("group of the goal", "goal_group")
    instrument = _code(
        "instrument of the catalogue; missing when there is none or its text awaits coding", "instrument"
    )
    instrument_group = _code("group of the instrument", "instrument_group")
    has_instrument = Column(ColumnType.FLAG, "whether any instrument was written down")


class Trajectories(DeclaredTable):
    """One row per journey per programme at a provider (an enrolment)."""

    name = "trajectories"
    grain = ("organisation", "trajectory")
    true_on = "started_on"

    trajectory = _id("the enrolment")
    journey = _id("the journey")
    programme = _key("phase of the approach that the offer belongs to, else the offer itself", codes="phase")
    municipality = _code("municipality of residence during the enrolment", "municipality")
    cluster = _code("region of that municipality", "cluster")
    sex = _code("sex as registered", "sex")
    provider = _code("organisation that carries it out", "provider")
    started_on = _date("first day")
    ended_on = _date("last day; missing while it goes on")
    dropped_out_on = _date("day of early drop-out; missing when there was none")


class Outcomes(DeclaredTable):
    """One row per trajectory per observation date per outcome; "none" is an observation too."""

    name = "outcomes"
    grain = ("organisation", "trajectory", "observed_on", "outcome")
    true_on = "observed_on"

    trajectory = _id("the enrolment")
    observed_on = _date("day to which the observation refers")
    outcome = _key("rung of the outcome ladder of the approach", codes="outcome")
    rank = Column(ColumnType.INTEGER, "place on the ladder, 1 is highest", unit="ordinal")
    participating = Column(ColumnType.FLAG, "whether this outcome is taking part")


class Measurements(DeclaredTable):
    """One row per journey per item of a scale per day."""

    name = "measurements"
    grain = ("organisation", "journey", "scale", "item", "measured_on")
    true_on = "measured_on"

    journey = _id("the journey")
    scale = _key("scale of the approach", codes="scale")
    item = _key("what was measured; empty when the scale is measured as a whole", codes="scale_item")
    measured_on = _date("day to which the value refers")
    value = _key("level of the scale", codes="scale_level")


class CallUps(DeclaredTable):
    """One row per journey per activity per call: a call to come to something compulsory."""

    name = "call_ups"
    grain = ("organisation", "journey", "activity", "number")
    true_on = "called_on"

    journey = _id("the journey")
    activity = _key("what the call is for", codes="activity")
    municipality = _code("municipality of residence", "municipality")
    number = Column(ColumnType.INTEGER, "first, second, ... call", unit="ordinal")
    called_on = _date("day of the call")
    response = _code("how the person responded", "call_up_response")


class Receipts(DeclaredTable):
    """One row per delivered plan, kept or not."""

    name = "receipts"
    grain = ("organisation", "receipt")
    true_on = "dated_on"

    receipt = _id("the delivered row")
    dated_on = _date("date of what was delivered; missing when it was not kept")
    kind = _key("what was delivered", codes="receipt_kind")
    plan = _id("the plan that it became or was part of; missing when it was not kept", nullable=True)
