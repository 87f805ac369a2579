"""The journey as a picture: phases as a line, today marked, terms hanging on it.

The line is not a time axis: every phase gets the same width, because its name must be readable and the phases to
come have no dates yet. Within a phase, and from today to the last term, time runs evenly.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_DRAWN_WIDTH = 820  # px; the width at which labels are kept from overlapping
_LETTER_WIDTH = 6.9  # px per letter at 14 px type
_LANE_HEIGHT = 22  # px
_LINE_AT = 34  # px from the top: room for the word "vandaag"
_FIRST_LANE_AT = 62
_TURN_AT = 66  # percent of the line after which a label stands before its term
_MOST_LABELS = 5


class PhaseState(StrEnum):
    """Where a phase stands."""

    DONE = "done"
    CURRENT = "current"
    UPCOMING = "upcoming"
    SKIPPED = "skipped"


class TermState(StrEnum):
    """Where a term stands."""

    MET = "met"
    OPEN = "open"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class PhaseOnLine:
    """One phase. A date is None when unknown; ``ended_on`` in the future is planned; ``url`` leads to the facts."""

    key: str
    title: str
    state: PhaseState
    began_on: date | None = None
    ended_on: date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class TermOnLine:
    """One term. ``source`` is the rule and where it stands, as one line of text."""

    title: str
    due_on: date
    state: TermState
    source: str = ""


@dataclass(frozen=True, slots=True)
class JourneyPicture:
    """What the line shows: at least one phase, in order; the day it speaks of; the terms that hang on it."""

    phases: Sequence[PhaseOnLine]
    today: date
    terms: Sequence[TermOnLine] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A drawn piece of the line, in percent of its width."""

    kind: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Hook:
    """A drawn term: percent along the line, px down, and on which side of its stem the words stand."""

    term: TermOnLine
    at: float
    lane_at: int
    text_offset: int
    anchor: str


@dataclass(frozen=True, slots=True)
class JourneyDrawing:
    """Everything the template needs, already computed."""

    phases: Sequence[PhaseOnLine]
    terms: Sequence[TermOnLine]
    stretches: Sequence[Stretch]
    knots: Sequence[tuple[str, float]]
    knot_offset: int
    hooks: Sequence[Hook]
    met: Sequence[tuple[TermOnLine, float]]
    today_at: float | None
    height: int
    line_at: int = _LINE_AT


def _anchors(picture: JourneyPicture) -> list[tuple[date, float]]:
    """Days whose place on the line is certain, in order of day, places never going back."""
    step = 100 / len(picture.phases)
    known: list[tuple[date, float]] = []
    for index, phase in enumerate(picture.phases):
        if phase.began_on:
            known.append((phase.began_on, index * step))
        if phase.ended_on:
            known.append((phase.ended_on, (index + 1) * step))
        elif phase.state is PhaseState.CURRENT:
            known.append((picture.today, (index + 0.5) * step))
    last_day = max([picture.today, *(term.due_on for term in picture.terms), *(day for day, _ in known)])
    known.append((last_day + timedelta(days=30), 100.0))
    known.sort()
    places: list[tuple[date, float]] = []
    for day, place in known:
        places.append((day, max(place, places[-1][1] if places else 0.0)))
    return places


def place_of(day: date, anchors: Sequence[tuple[date, float]]) -> float:
    """Percent along the line for a day, evenly between the days whose place is certain; kept off the very ends."""
    before = [anchor for anchor in anchors if anchor[0] <= day]
    after = [anchor for anchor in anchors if anchor[0] > day]
    if not before or not after:
        place = 0.0 if after else 100.0
    else:
        (start, low), (end, high) = before[-1], after[0]
        place = low + (high - low) * ((day - start) / (end - start))
    return round(min(max(place, 1.0), 99.0), 2)


def _stretches(picture: JourneyPicture, today_at: float) -> Iterable[Stretch]:
    """The line, phase by phase; the current phase is cut at today."""
    step = 100 / len(picture.phases)
    for index, phase in enumerate(picture.phases):
        start, end = round(index * step, 2), round((index + 1) * step, 2)
        if phase.state is PhaseState.CURRENT and start < today_at < end:
            yield Stretch("current", start, today_at)
            yield Stretch("upcoming", today_at, end)
        else:
            yield Stretch(str(phase.state), start, end)


def _reach(at: float, title: str, anchor: str) -> tuple[float, float]:
    """From where to where the words of a term lie, in px at the drawn width."""
    stem = at / 100 * _DRAWN_WIDTH
    width = (len(title) + 18) * _LETTER_WIDTH
    return (stem, stem + width) if anchor == "start" else (stem - width, stem)


def _free_lane(reach: tuple[float, float], stem: float, taken: Sequence[tuple[int, tuple[float, float], float]]) -> int:
    """First lane where neither words nor stem cross those of the terms already placed."""
    lane = 0
    while any(
        (other == lane and reach[0] < words[1] and words[0] < reach[1])
        or (other > lane and reach[0] <= other_stem <= reach[1])
        or (other < lane and words[0] < stem < words[1])
        for other, words, other_stem in taken
    ):
        lane += 1
        if lane > len(taken) + 1:
            break
    return lane


def _hooks(
    terms: Sequence[TermOnLine], anchors: Sequence[tuple[date, float]]
) -> list[tuple[TermOnLine, float, int, str]]:
    """Terms with their place, lane and side; from the right for words that run right, then the others from the left."""
    placed = [(term, place_of(term.due_on, anchors)) for term in terms]
    running = sorted((pair for pair in placed if pair[1] <= _TURN_AT), key=lambda pair: -pair[1])
    turned = sorted((pair for pair in placed if pair[1] > _TURN_AT), key=lambda pair: pair[1])
    taken: list[tuple[int, tuple[float, float], float]] = []
    hooks = []
    for term, at in [*running, *turned]:
        anchor = "start" if at <= _TURN_AT else "end"
        reach = _reach(at, term.title, anchor)
        lane = _free_lane(reach, at / 100 * _DRAWN_WIDTH, taken)
        taken.append((lane, reach, at / 100 * _DRAWN_WIDTH))
        hooks.append((term, at, lane, anchor))
    return hooks


def _shown_terms(picture: JourneyPicture) -> list[TermOnLine]:
    """Terms that get words in the picture: the ones not met yet, nearest to today first, while there is room."""
    unmet = [term for term in picture.terms if term.state is not TermState.MET]
    return sorted(unmet, key=lambda term: abs((term.due_on - picture.today).days))[:_MOST_LABELS]


def draw(picture: JourneyPicture, *, mirrored: bool = False) -> JourneyDrawing:
    """Compute the picture.

    Parameters
    ----------
    mirrored   the reader's language runs from right to left: every place is measured from the other side.

    Raises
    ------
    ValueError   there are no phases.
    """
    if not picture.phases:
        raise ValueError("a journey without phases cannot be drawn")
    anchors = _anchors(picture)
    ended = all(phase.state in (PhaseState.DONE, PhaseState.SKIPPED) for phase in picture.phases)
    today_at = place_of(picture.today, anchors)
    hooks = _hooks(_shown_terms(picture), anchors)
    step = 100 / len(picture.phases)

    def turn(place: float) -> float:
        return round(100 - place, 2) if mirrored else round(place, 2)

    side = -1 if mirrored else 1
    return JourneyDrawing(
        phases=picture.phases,
        terms=picture.terms,
        stretches=[Stretch(s.kind, turn(s.start), turn(s.end)) for s in _stretches(picture, today_at)],
        knots=[(str(phase.state), turn(index * step)) for index, phase in enumerate(picture.phases)],
        knot_offset=7 * side,
        hooks=[
            Hook(term, turn(at), _FIRST_LANE_AT + lane * _LANE_HEIGHT, (6 if anchor == "start" else -6) * side, anchor)
            for term, at, lane, anchor in hooks
        ],
        met=[(t, turn(place_of(t.due_on, anchors))) for t in picture.terms if t.state is TermState.MET],
        today_at=None if ended else turn(today_at),
        height=_FIRST_LANE_AT + 8 + (max((lane for *_, lane, _ in hooks), default=-1)) * _LANE_HEIGHT,
    )
