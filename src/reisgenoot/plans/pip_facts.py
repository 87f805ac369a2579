"""What the rules about a PIP look at: the PIP that is wanted, those before it, and what is known about somebody. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reisgenoot.plans.enums import Leerroute, Niveau

_LEVEL_FOR_GRANTED = (Leerroute.B1, Leerroute.EDUCATION)
"""The routes in which DUO takes level B1 for granted when none is given."""


@dataclass(frozen=True, slots=True)
class WantedPip:
    """The PIP that somebody wants to establish; missing is not filled in."""

    dagtekening: date | None = None
    leerroute: str = ""
    niveau: str = ""
    intensity_hours: int | None = None
    literacy: str = "NVT"
    may_finish_education: bool = False
    pvt_planned_on: date | None = None
    pvt_hours: int | None = None
    map_planned_on: date | None = None
    map_hours: int | None = None
    knm_planned_on: date | None = None
    z_lesson_hours: int | None = None
    z_participation_hours: int | None = None
    z_reason: str = ""
    test_deviation_reason: str = ""
    route_change_reason: str = ""
    lesson_hours_done: int | None = None
    has_shown_effort: bool = False

    @property
    def level(self) -> str:
        """The level; DUO takes B1 for granted in the B1 and the education route."""
        return self.niveau or (Niveau.B1 if self.leerroute in _LEVEL_FOR_GRANTED else "")


@dataclass(frozen=True, slots=True)
class EarlierPip:
    """A PIP that was established before, here or by another municipality."""

    dagtekening: date
    leerroute: str
    niveau: str = ""

    @property
    def level(self) -> str:
        """The level, as `WantedPip.level`."""
        return self.niveau or (Niveau.B1 if self.leerroute in _LEVEL_FOR_GRANTED else "")


@dataclass(frozen=True, slots=True)
class Norms:
    """Numbers that the approach sets, in hours."""

    pvt: int = 12
    map: int = 40
    z_lessons: int = 800
    z_participation: int = 800
    downscale: int = 600


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known about somebody when the PIP is established; a missing day is not known.

    ``group`` is ``asylum`` or ``family`` (empty = not known); ``duty_from`` the day the duty began (the notice of DUO),
    ``settled_on`` the day of settling in the municipality; ``earlier`` all earlier PIPs, the oldest first;
    ``test_advises`` the route that the learnability test points to, empty when there is no result.
    """

    today: date
    group: str = ""
    duty_from: date | None = None
    settled_on: date | None = None
    earlier: Sequence[EarlierPip] = ()
    test_advises: str = ""
    norms: Norms = Norms()

    @property
    def current(self) -> EarlierPip | None:
        """The PIP that holds until now."""
        return self.earlier[-1] if self.earlier else None

    @property
    def first(self) -> EarlierPip | None:
        """The PIP that the term counts from."""
        return self.earlier[0] if self.earlier else None
