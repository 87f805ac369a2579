"""Numbers in the form of a BSN that belong to nobody: nine digits that start with 999 and pass the eleven test."""

from collections.abc import Iterator
from functools import lru_cache

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2)
_STRIDE = 40_009  # shares no factor with the number of test numbers, so that a walk meets each of them once


def test_bsn(position: int) -> str | None:
    """The test number at a position of a fixed, mixed order; None when there are no more (some 90,900 exist)."""
    numbers = _all()
    return numbers[position * _STRIDE % len(numbers)] if position < len(numbers) else None


@lru_cache(maxsize=1)
def _all() -> tuple[str, ...]:
    return tuple(_numbers())


def _numbers() -> Iterator[str]:
    """The last digit follows from the others; where the test asks for a ten there is no such number."""
    for front in range(99_900_000, 100_000_000):
        last = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, str(front), strict=True)) % 11
        if last < 10:
            yield f"{front}{last}"
