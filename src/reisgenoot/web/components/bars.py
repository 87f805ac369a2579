"""Numbers in parts, row by row: a bar of stacked parts with the numbers beside it. Bars begin at nought."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WIDTH = 100  # units of the drawing, whatever width it gets on the page
MOST_SERIES = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its label, a value per series, and the values in words where the bare number is not enough."""

    label: str
    values: Sequence[float]
    words: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A drawn part of a bar: from the left and how wide, in units of the drawing; ``series`` counts from 1."""

    series: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class BarChart:
    """Rows of stacked parts. ``series`` names the parts, at most four; every bar has a value for each."""

    title: str
    series: Sequence[str]
    bars: Sequence[Bar]

    @property
    def rows(self) -> Iterator[tuple[Bar, list[Part], list[tuple[int, str]]]]:
        """Each bar with its parts, and each value in words with the number of its series."""
        most = max((sum(bar.values) for bar in self.bars), default=0) or 1
        for bar in self.bars:
            parts, x = [], 0.0
            for number, value in enumerate(bar.values, start=1):
                width = round(WIDTH * value / most, 2)
                if width:
                    parts.append(Part(number, round(x, 2), width))
                x += width
            said = bar.words or [f"{value:g}" for value in bar.values]
            yield bar, parts, list(enumerate(said, start=1))

    @property
    def legend(self) -> list[tuple[int, str]]:
        """The series with their numbers."""
        return list(enumerate(self.series, start=1))
