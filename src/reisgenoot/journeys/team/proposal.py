"""Who could take over which file: a proposal that levels load, keeps languages, households and faces. Pure.

An integer programme with an exact solver. Every colleague has places; the k-th place costs what the load per fte would
be then, so filling the cheapest places levels the load. On top of that a file costs ``ease`` when nobody would speak
the language any more, and saves half of it where the colleague knows the person. With ``ease`` 0 the load is as level
as it can be and languages only decide between equals; with 2, keeping a language may make the load 2 files per fte
less even.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

TIE = 0.01
"""What a wish weighs between two colleagues who are equally full."""
SECONDS = 5.0
GAP = 1e-4


class Why(StrEnum):
    """Why this colleague is proposed."""

    HOUSEHOLD = "household"
    SUBSTITUTE = "substitute"
    EARLIER = "earlier"
    CONTACTS = "contacts"
    LANGUAGE = "language"
    ROOM = "room"
    NO_LANGUAGE = "no-language"


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who can take over. ``load`` is the weighted number of files now; ``fte`` above 0."""

    id: int
    fte: float
    load: float
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class File:
    """A file to hand over. ``weight`` 1 is ordinary; ``household`` empty = lives with nobody else here.

    ``known_by`` maps colleagues who know the person to why; ``language`` empty = any colleague will do.
    """

    id: int
    language: str = ""
    household: int | None = None
    weight: float = 1.0
    known_by: Mapping[int, Why] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposed:
    """One file and who could take it over, with the reasons, the strongest first."""

    file_id: int
    colleague_id: int
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Files of one household: they go together."""

    files: tuple[File, ...]

    @property
    def weight(self) -> float:
        return sum(file.weight for file in self.files)


class NobodyToTakeOver(ValueError):
    """There is no colleague with working hours."""


def propose(files: Sequence[File], colleagues: Sequence[Colleague], *, ease: float = 2.0) -> list[Proposed]:
    """A colleague for every file, in the order given.

    Parameters
    ----------
    ease   how many files per fte the load may be less even to keep one language; 0 = only between equals.

    Raises
    ------
    NobodyToTakeOver   nobody among ``colleagues`` works any hours.
    """
    if not files:
        return []
    able = sorted((one for one in colleagues if one.fte > 0), key=lambda one: one.id)
    if not able:
        raise NobodyToTakeOver
    groups = _groups(files)
    chosen = _solve(groups, able, ease)
    taken = {file.id: able[chosen[g]] for g, group in enumerate(groups) for file in group.files}
    return [Proposed(file.id, taken[file.id].id, _why(file, taken[file.id])) for file in files]


def _groups(files: Sequence[File]) -> list[_Group]:
    households: dict[object, list[File]] = {}
    for file in files:
        households.setdefault(("home", file.household) if file.household else ("file", file.id), []).append(file)
    return [_Group(tuple(group)) for group in households.values()]


def _solve(groups: Sequence[_Group], able: Sequence[Colleague], ease: float) -> list[int]:
    """For each group the position of its colleague.

    Variables: one per group and colleague (whether), then one per colleague and place (how much of it is filled).
    """
    places = max(1, int(np.ceil(sum(group.weight for group in groups))))
    pairs, slots = len(groups) * len(able), len(able) * places
    wishes = np.array([[_cost(group, colleague, ease) for colleague in able] for group in groups])
    filling = np.array([[(one.load + place + 0.5) / one.fte for place in range(places)] for one in able])
    result = milp(
        np.concatenate([wishes.ravel(), filling.ravel()]),
        integrality=np.concatenate([np.ones(pairs), np.zeros(slots)]),
        bounds=Bounds(0, 1),
        constraints=[_everybody_once(len(groups), len(able), slots), _places_hold(groups, len(able), places)],
        options={"time_limit": SECONDS, "mip_rel_gap": GAP},
    )
    if result.x is None:
        raise NobodyToTakeOver
    whether: list[int] = result.x[:pairs].reshape(len(groups), len(able)).argmax(axis=1).tolist()
    return whether


def _everybody_once(groups: int, able: int, slots: int) -> LinearConstraint:
    rows = np.repeat(np.arange(groups), able)
    columns = np.arange(groups * able)
    matrix = csr_array((np.ones(len(columns)), (rows, columns)), shape=(groups, groups * able + slots))
    return LinearConstraint(matrix, 1, 1)


def _places_hold(groups: Sequence[_Group], able: int, places: int) -> LinearConstraint:
    """Per colleague: the weight of the groups equals the places filled."""
    pairs = len(groups) * able
    weights = np.repeat([group.weight for group in groups], able)
    rows = np.concatenate([np.tile(np.arange(able), len(groups)), np.repeat(np.arange(able), places)])
    columns = np.arange(pairs + able * places)
    values = np.concatenate([weights, -np.ones(able * places)])
    return LinearConstraint(csr_array((values, (rows, columns)), shape=(able, pairs + able * places)), 0, 0)


def _cost(group: _Group, colleague: Colleague, ease: float) -> float:
    """What it costs when this colleague takes these files, in files per fte."""
    wish = ease + TIE
    cost = 0.0
    for file in group.files:
        known = file.known_by.get(colleague.id)
        if file.language and file.language not in colleague.languages:
            cost += wish
        if known is Why.HOUSEHOLD:
            cost -= 2 * wish
        elif known:
            cost -= wish / 2
    return cost


def _why(file: File, colleague: Colleague) -> tuple[Why, ...]:
    known = file.known_by.get(colleague.id)
    reasons = [known] if known else []
    if file.language:
        reasons.append(Why.LANGUAGE if file.language in colleague.languages else Why.NO_LANGUAGE)
    return tuple(reasons) if reasons and reasons != [Why.NO_LANGUAGE] else (*reasons, Why.ROOM)
