"""Scores on one scale over time, as a small stepped line: a score holds until the next one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_WIDTH, _HEIGHT = 264, 72  # px
_INSET_INLINE, _INSET_BLOCK = 12, 16  # px; room for dots and figures


@dataclass(frozen=True, slots=True)
class Score:
    """One score. ``label`` is the word of the scale for it; ``by`` who gave it; ``url`` leads to the fact."""

    on: date
    value: float
    label: str = ""
    by: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Measurement:
    """Scores on one scale, oldest first. ``low`` and ``high`` are its ends, with words where it has them."""

    title: str
    low: float
    high: float
    scores: Sequence[Score]
    low_word: str = ""
    high_word: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A drawn score: px from the left and the top; the figure stands above it."""

    score: Score
    x: float
    y: float


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


def draw(measurement: Measurement, *, mirrored: bool = False) -> StepDrawing:
    """Compute the picture. One score gives one dot and no line; no scores give an empty picture."""
    top, bottom = float(_INSET_BLOCK + 4), float(_HEIGHT - 8)
    scores = measurement.scores
    if not scores:
        return StepDrawing("", (), top, bottom)
    days = max((scores[-1].on - scores[0].on).days, 1)
    room = _WIDTH - 2 * _INSET_INLINE
    scale = (measurement.high - measurement.low) or 1
    dots = []
    for score in scores:
        x = _INSET_INLINE + room * (score.on - scores[0].on).days / days
        y = bottom - (bottom - top) * (score.value - measurement.low) / scale
        dots.append(Dot(score, round(_WIDTH - x if mirrored else x, 1), round(y, 1)))
    path = f"M{dots[0].x} {dots[0].y}" + "".join(f"H{dot.x}V{dot.y}" for dot in dots[1:])
    return StepDrawing(path, dots, top, bottom)
