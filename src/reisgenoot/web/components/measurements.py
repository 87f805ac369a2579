"""Scores on one scale over time, as a small stepped line: a score holds until the next one.

With the steps of the scale named, the picture gets a line for each step, the moments that were agreed, and the target.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_WIDTH, _HEIGHT = 264, 72  # px
_INSET_INLINE, _INSET_BLOCK = 12, 16  # px; room for dots and figures
_STEP_HEIGHT, _MOST_HEIGHT, _AXIS, _FOOT = 26, 190, 28, 22  # px; with named steps: rows, figures beside, words below


@dataclass(frozen=True, slots=True)
class Score:
    """One score. ``label`` is the word of the scale for it; ``by`` who gave it; ``url`` leads to the fact.

    ``moment`` is the word of an agreed moment, such as the beginning; ``aside`` is true for who looks from another side
    (the person, a second rater): drawn open and beside the line.
    """

    on: date
    value: float
    label: str = ""
    by: str = ""
    url: str = ""
    moment: str = ""
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Measurement:
    """Scores on one scale, oldest first. ``low`` and ``high`` are its ends, with words where it has them.

    ``steps`` are the values of the scale, lowest first, when each must have a line of its own; ``target`` is the value
    somebody works towards.
    """

    title: str
    low: float
    high: float
    scores: Sequence[Score]
    low_word: str = ""
    high_word: str = ""
    source: str = ""
    steps: Sequence[float] = ()
    target: float | None = None
    target_word: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A drawn score: px from the left and the top; the figure stands above it."""

    score: Score
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class StepLine:
    """A drawn step of the scale: its figure and how many px from the top."""

    value: float
    y: float
    is_target: bool


@dataclass(frozen=True, slots=True)
class StepDrawing:
    """The stepped line as an SVG path, its dots, and the size of the picture in px."""

    path: str
    dots: Sequence[Dot]
    top: float
    bottom: float
    width: int = _WIDTH
    height: int = _HEIGHT
    inset: int = _INSET_INLINE
    lines: Sequence[StepLine] = ()
    moments: Sequence[Dot] = ()
    axis_at: float = 0


def draw(measurement: Measurement, *, mirrored: bool = False) -> StepDrawing:
    """Compute the picture. One score gives one dot and no line; no scores give an empty picture."""
    if measurement.steps:
        return _draw_steps(measurement, mirrored=mirrored)
    top, bottom = float(_INSET_BLOCK + 4), float(_HEIGHT - 8)
    dots = _dots(measurement, top, bottom, inset=_INSET_INLINE, width=_WIDTH, mirrored=mirrored)
    return StepDrawing(_path(dots), dots, top, bottom)


def _draw_steps(measurement: Measurement, *, mirrored: bool) -> StepDrawing:
    width = _WIDTH + _AXIS + 40
    rows = min(_STEP_HEIGHT * (len(measurement.steps) - 1), _MOST_HEIGHT)
    top, bottom = float(_INSET_BLOCK), float(_INSET_BLOCK + rows)
    dots = _dots(measurement, top, bottom, inset=_AXIS + _INSET_INLINE, width=width, mirrored=mirrored)
    span = (measurement.high - measurement.low) or 1
    lines = [
        StepLine(
            value, round(bottom - (bottom - top) * (value - measurement.low) / span, 1), value == measurement.target
        )
        for value in measurement.steps
    ]
    return StepDrawing(
        path=_path([dot for dot in dots if not dot.score.aside]),
        dots=dots,
        top=top,
        bottom=bottom,
        width=width,
        height=int(bottom) + _FOOT + 6,
        inset=_AXIS,
        lines=lines,
        moments=_apart([dot for dot in dots if dot.score.moment]),
        axis_at=float(width - 8 if mirrored else 8),
    )


def _apart(dots: Sequence[Dot]) -> list[Dot]:
    """The moments whose word has room: none within 64 px of the one before it."""
    shown: list[Dot] = []
    for dot in dots:
        if all(abs(dot.x - other.x) >= 64 for other in shown):
            shown.append(dot)
    return shown


def _dots(measurement: Measurement, top: float, bottom: float, *, inset: int, width: int, mirrored: bool) -> list[Dot]:
    scores = measurement.scores
    if not scores:
        return []
    days = max((scores[-1].on - scores[0].on).days, 1)
    room = width - inset - _INSET_INLINE
    scale = (measurement.high - measurement.low) or 1
    dots = []
    for score in scores:
        x = inset + room * (score.on - scores[0].on).days / days
        y = bottom - (bottom - top) * (score.value - measurement.low) / scale
        dots.append(Dot(score, round(width - x if mirrored else x, 1), round(y, 1)))
    return dots


def _path(dots: Sequence[Dot]) -> str:
    if not dots:
        return ""
    return f"M{dots[0].x} {dots[0].y}" + "".join(f"H{dot.x}V{dot.y}" for dot in dots[1:])
