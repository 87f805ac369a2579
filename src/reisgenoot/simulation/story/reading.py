"""Reading a story: what its YAML may hold. Unknown words are errors."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from reisgenoot.journeys.enums import ContactKind, ContactOutcome
from reisgenoot.people.enums import HouseholdRole, Sex
from reisgenoot.plans.enums import GoalState

FOLDER = Path(__file__).resolve().parent


class Part(BaseModel):
    """A part of a story."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class StoryStaff(Part):
    """Somebody who works there and can be picked on the demo log-in page."""

    name: str
    roles: tuple[str, ...]
    languages: tuple[str, ...] = ("nl",)


class Relative(Part):
    """Somebody of the household without an own journey; age in years."""

    given: str
    family: str
    sex: Sex
    age: int
    role: HouseholdRole


class StoryContact(Part):
    """A contact; ``by`` is a staff key, the director when missing."""

    day: int
    kind: ContactKind
    text: str
    outcome: ContactOutcome = ContactOutcome.HELD
    by: str | None = None
    interpreter: bool = False
    whom: str = ""
    promise: str = ""
    until: int | None = None
    kept: int | None = None
    next: int | None = None


class StoryDiagnosis(Part):
    """The outcome of a diagnosis talk, in keys of the approach."""

    day: int
    profile: str
    goal: str
    advice: str
    text: str
    reason: str = ""
    answers: dict[str, str] = {}


class StoryGoal(Part):
    """A goal and the instruments for it, in keys of the catalogue."""

    key: str
    state: GoalState = GoalState.OPEN
    instruments: tuple[str, ...] = ()


class StoryPlan(Part):
    """A plan; ``signed`` is missing while it is not signed."""

    day: int
    main_goal: str
    summary: str
    goals: tuple[StoryGoal, ...]
    signed: int | None = None


class StoryMeasurement(Part):
    """One value on a scale."""

    day: int
    scale: str
    value: str
    item: str = ""


class StoryEnrolment(Part):
    """Taking part in an offer; ``ended`` is missing while it goes on."""

    offer: str
    provider: str
    day: int
    ended: int | None = None


class StoryOutcome(Part):
    """What somebody did on a day, while taking part in an offer."""

    day: int
    offer: str
    outcomes: tuple[str, ...]


class StoryPerson(Part):
    """One person with a journey. Days count from today."""

    given: str
    family: str
    called: str = ""
    sex: Sex
    age: int
    country: str
    language: str
    interpreter: bool
    phone: str = ""
    place: str
    spellings: tuple[str, ...] = ()
    director: str
    earlier_directors: dict[str, int] = {}
    started: int
    codes: dict[str, str]
    relatives: tuple[Relative, ...] = ()
    milestones: dict[str, tuple[int, ...]]
    contacts: tuple[StoryContact, ...] = ()
    diagnoses: tuple[StoryDiagnosis, ...] = ()
    plans: tuple[StoryPlan, ...] = ()
    enrolments: tuple[StoryEnrolment, ...] = ()
    outcomes: tuple[StoryOutcome, ...] = ()
    measurements: tuple[StoryMeasurement, ...] = ()


class Story(Part):
    """The staff and people of one organisation, the approach it works by and the recipe of its sample delivery."""

    organisation: str
    approach: str
    recipe: str
    staff: dict[str, StoryStaff]
    people: dict[str, StoryPerson]


def stories() -> list[Story]:
    """All stories, by name of their file."""
    return [
        Story.model_validate(YAML(typ="safe").load(file.read_text(encoding="utf-8")))
        for file in sorted(FOLDER.glob("*.yaml"))
    ]
