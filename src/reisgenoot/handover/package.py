"""The handover package: what stands in the file, version 1. Documented in docs/handover-package.md.

A package holds somebody's story once, in words and codes, so that a receiver with another approach can read it too. Codes
are those of the sender's approach; each has its label beside it. Unknown fields are refused: who reads version 1 knows
everything that can be in it.
"""

from datetime import date, datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reisgenoot.kernel.errors import InvalidInput

FORMAT: Final = "reisgenoot.handover/1"
MOST_BYTES = 2_000_000

Short = Annotated[str, Field(max_length=300)]
Long = Annotated[str, Field(max_length=20_000)]


class Strict(BaseModel):
    """A part of a package."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Coded(Strict):
    """A code of the sender's approach with its label in Dutch; either may be empty."""

    code: Short = ""
    label: Short = ""


class Sender(Strict):
    """Who handed over."""

    organisation: Short
    staff: Short = ""
    phone: Short = ""


class Ground(Strict):
    """Why this may be shared: ``kind`` is ``agreement``, ``consent`` or ``internal``."""

    kind: Literal["agreement", "consent", "internal"]
    purpose: Short = ""
    legal_basis: Short = ""
    health_basis: Short = ""


class Talk(Strict):
    """The talk in which sender, receiver and person met."""

    on: date
    who: Short = ""


class Profile(Strict):
    """Who it is. The BSN is never in a package: the receiver asks for it."""

    family_name: Short
    given_name: Short = ""
    called: Short = ""
    birth_date: date | None = None
    sex: Literal["", "v", "m", "x"] = ""
    country: Coded = Coded()
    arrived_on: date | None = None
    language: Short = ""
    needs_interpreter: bool | None = None
    phone: Short = ""


class Member(Strict):
    """Somebody else in the household; ``role`` is adult, partner, child or other."""

    family_name: Short
    given_name: Short = ""
    birth_date: date | None = None
    role: Literal["adult", "partner", "child", "other"]


class Happened(Strict):
    """A milestone with the day it was reached."""

    what: Coded
    on: date


class Term(Strict):
    """A term that runs: the last day in time."""

    title: Short
    last_day: date
    source: Short = ""


class Answer(Strict):
    """One answer of an intake."""

    question: Coded
    answer: Short


class Intake(Strict):
    """One diagnosis: profile, goal and advice, and the answers that are not about health."""

    on: date
    profile: Coded = Coded()
    primary_goal: Coded = Coded()
    advice: Coded = Coded()
    advice_text: Long = ""
    answers: tuple[Answer, ...] = ()


class Measured(Strict):
    """One value on a scale; ``moment`` is baseline, interim or closing."""

    scale: Coded
    item: Coded = Coded()
    value: Coded
    on: date
    moment: Short = ""


class Goal(Strict):
    """A goal with what is done for it."""

    goal: Coded
    state: Short = ""
    instruments: tuple[Coded, ...] = ()


class Plan(Strict):
    """The plan as it holds now."""

    agreed_on: date | None = None
    summary: Long = ""
    main_goal: Coded = Coded()
    signed_by_person_on: date | None = None
    signed_by_staff_on: date | None = None
    goals: tuple[Goal, ...] = ()


class Agreement(Strict):
    """A promise that is still open."""

    text: Short
    until: date | None = None


class Talked(Strict):
    """One contact and what was said."""

    on: date
    kind: Short
    text: Long = ""
    with_whom: Short = ""


class Health(Strict):
    """What is known of health, only when that was chosen on a ground of its own."""

    answers: tuple[Answer, ...] = ()
    notes: tuple[Talked, ...] = ()


class Package(Strict):
    """A whole package. A part that was not chosen is missing; a part that was chosen and is empty is an empty list."""

    format: Literal["reisgenoot.handover/1"] = FORMAT
    thread: UUID
    made_at: datetime
    sender: Sender
    receiver: Short
    ground: Ground
    talk: Talk | None = None
    note: Long = ""
    approach: Short = ""
    profile: Profile | None = None
    household: tuple[Member, ...] | None = None
    milestones: tuple[Happened, ...] | None = None
    terms: tuple[Term, ...] | None = None
    intake: tuple[Intake, ...] | None = None
    measurements: tuple[Measured, ...] | None = None
    plan: tuple[Plan, ...] | None = None
    agreements: tuple[Agreement, ...] | None = None
    contacts: tuple[Talked, ...] | None = None
    health: Health | None = None

    @property
    def parts(self) -> list[str]:
        """The keys of the parts that are in it, in the order of the choice list."""
        return [name for name in PART_FIELDS if getattr(self, name) is not None]

    @property
    def called(self) -> str:
        """The name of the person as the sender uses it; empty when the profile is not in it."""
        if self.profile is None:
            return ""
        return self.profile.called or f"{self.profile.given_name} {self.profile.family_name}".strip()


PART_FIELDS = (
    "profile",
    "household",
    "milestones",
    "intake",
    "measurements",
    "plan",
    "agreements",
    "contacts",
    "health",
)


class UnreadablePackage(InvalidInput):
    """A file is no handover package of a version we know; the text names the first place where it goes wrong."""

    code = "unreadable-package"


def read_package(content: bytes | str, *, message: str) -> Package:
    """A package from its JSON text.

    Raises
    ------
    UnreadablePackage   too large, no JSON, another format, or a field that does not belong there. ``message`` is the text,
                        with ``%(place)s`` for the field; what stands in the file is never repeated.
    """
    if len(content) > MOST_BYTES:
        raise UnreadablePackage(message % {"place": "bytes"}, field="file")
    try:
        return Package.model_validate_json(content)
    except ValidationError as error:
        place = ".".join(str(step) for step in error.errors(include_input=False)[0]["loc"]) or "json"
        raise UnreadablePackage(message % {"place": place}, field="file") from error
