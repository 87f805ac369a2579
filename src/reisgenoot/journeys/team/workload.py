"""How full everybody is: from files and colleagues to figures per colleague and for the team. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reisgenoot.approach.caseload import CaseloadNorm
from reisgenoot.journeys.team.state import OpenFile, Teammate

NORM = "client_manager"
"""The key of the norm in an approach."""


class Fullness(StrEnum):
    """Where a load stands against the norm."""

    NONE = "none"
    UNDER = "under"
    WITHIN = "within"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Load:
    """The files of one colleague, or of the whole team when ``colleague`` is missing.

    ``people`` counts everybody in the households of these files once; ``weighted`` the files by phase, equal to
    ``files`` where nothing is weighed; ``per_fte`` is missing without hours.
    """

    colleague: Teammate | None
    fte: float
    files: int
    people: int
    weighted: float
    silent: int

    @property
    def per_fte(self) -> float | None:
        """Weighted files per fte."""
        return self.weighted / self.fte if self.fte else None

    @property
    def silent_share(self) -> float | None:
        """Share of the files without contact within the rhythm; missing without files."""
        return self.silent / self.files if self.files else None


@dataclass(frozen=True, slots=True)
class LanguageGap:
    """A language in the caseload: how many files, how many colleagues speak it, how many files have a director who does."""

    language: str
    files: int
    speakers: int
    matched: int


def weight_of(file: OpenFile, norm: CaseloadNorm | None) -> float:
    """How heavily a file counts; 1 where there is no norm to weigh by."""
    return norm.weight_of(file.phase) if norm else 1.0


def loads(files: Sequence[OpenFile], team: Sequence[Teammate], *, weigh_by: CaseloadNorm | None = None) -> list[Load]:
    """One load per colleague, in the order given."""
    by_director: dict[int | None, list[OpenFile]] = defaultdict(list)
    for file in files:
        by_director[file.staff_id].append(file)
    return [load_of(by_director[one.id], one.fte, colleague=one, weigh_by=weigh_by) for one in team]


def load_of(
    files: Sequence[OpenFile], fte: float, *, colleague: Teammate | None = None, weigh_by: CaseloadNorm | None = None
) -> Load:
    """The load of these files on this many fte."""
    return Load(
        colleague=colleague,
        fte=fte,
        files=len(files),
        people=people_in(files),
        weighted=sum(weight_of(file, weigh_by) for file in files),
        silent=sum(file.is_silent for file in files),
    )


def people_in(files: Iterable[OpenFile]) -> int:
    """Everybody in the households of these files, each household once."""
    homes: dict[tuple[str, int], int] = {}
    for file in files:
        home = ("home", file.household_id) if file.household_id else ("file", file.journey_id)
        homes[home] = file.people
    return sum(homes.values())


def fullness(per_fte: float | None, norm: CaseloadNorm | None) -> Fullness:
    """Where a load per fte stands against the norm."""
    if per_fte is None or norm is None:
        return Fullness.NONE
    if per_fte > norm.high:
        return Fullness.OVER
    return Fullness.UNDER if per_fte < norm.low else Fullness.WITHIN


def working_fte(team: Sequence[Teammate]) -> float:
    """The hours of the client managers together; who only still directs a file does not count."""
    return sum(one.fte for one in team if one.is_client_manager)


def language_gaps(files: Sequence[OpenFile], team: Sequence[Teammate]) -> list[LanguageGap]:
    """Languages of the people against those of the team, the most spoken first. Files without a language are left out."""
    speaks = {one.id: one.languages for one in team}
    counted: dict[str, list[OpenFile]] = defaultdict(list)
    for file in files:
        if file.language:
            counted[file.language].append(file)
    found = [
        LanguageGap(
            language=language,
            files=len(theirs),
            speakers=sum(language in one.languages for one in team if one.is_client_manager),
            matched=sum(language in speaks.get(file.staff_id or 0, ()) for file in theirs),
        )
        for language, theirs in counted.items()
    ]
    return sorted(found, key=lambda gap: (-gap.files, gap.language))
