"""Drawing by chance, always from one seeded source, so that the same seed gives the same people."""

import hashlib
from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


def source(*parts: object) -> Random:
    """A source of chance that depends on these parts only (seed, organisation, chunk), on every machine the same."""
    digest = hashlib.sha256("/".join(map(str, parts)).encode()).digest()
    return Random(int.from_bytes(digest[:8], "big"))  # noqa: S311  made-up people, nothing secret


class Draw(Generic[T]):
    """Values with weights, ready to be drawn from often."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self.values = tuple(weights)
        self._bounds = tuple(accumulate(weights.values()))

    def __call__(self, chance: Random) -> T:
        return self.values[bisect(self._bounds, chance.random() * self._bounds[-1])]


def one_of(chance: Random, values: Sequence[T]) -> T:
    """Any of the values, each as likely."""
    return values[int(chance.random() * len(values))]


def days(chance: Random, low: int, mode: int, high: int) -> int:
    """A number of days from low to high, most often near the mode."""
    return int(chance.triangular(low, high + 1, mode))
