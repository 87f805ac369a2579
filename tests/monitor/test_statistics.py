"""Intervals and tests against published figures."""

import pytest

from reisgenoot.monitor.statistics import chi_square, wilson_intervals

PUBLISHED_INTERVALS = {
    "closed Fith": ((143, 203), (63.8, 76.3)),
    "closed Thobs": ((222, 250), (84.3, 92.1)),
    "closed Werkmeester": ((105, 121), (79.6, 91.7)),
    "closed all": ((470, 574), (78.5, 84.8)),
    "ongoing Fith": ((17, 64), (17.3, 38.5)),
    "ongoing Werkmeester": ((14, 24), (38.8, 75.5)),
    "ongoing BUCH": ((38, 67), (44.8, 67.9)),
}


@pytest.mark.parametrize(("count", "expected"), PUBLISHED_INTERVALS.values(), ids=PUBLISHED_INTERVALS.keys())
def test_wilson_interval_when_known_counts_then_as_published(
    count: tuple[int, int], expected: tuple[float, float]
) -> None:
    (interval,) = wilson_intervals([count])
    assert interval is not None
    assert (round(100 * interval.low, 1), round(100 * interval.high, 1)) == expected


def test_wilson_interval_when_nobody_is_in_the_group_then_none() -> None:
    assert wilson_intervals([(0, 0), (1, 2)])[0] is None


def test_wilson_interval_when_all_or_none_then_within_zero_and_one() -> None:
    none, everybody = wilson_intervals([(0, 20), (20, 20)])
    assert none is not None
    assert everybody is not None
    assert none.low == 0
    assert everybody.high == 1


def test_chi_square_when_profile_c_then_the_published_significance() -> None:
    outcome = chi_square([[31, 83 - 31], [137, 248 - 137]])
    assert outcome is not None
    assert outcome.df == 1
    assert outcome.p_value == pytest.approx(0.00476813145746673, rel=1e-12)


@pytest.mark.parametrize(
    "table", [[[3, 4], [5, 4]], [[10, 20]], [[10, 0], [20, 0]], [[0, 0], [5, 9]], []],
    ids=["small", "one group", "one outcome", "an empty group", "nothing"],
)  # fmt: skip
def test_chi_square_when_too_small_then_none(table: list[list[int]]) -> None:
    assert chi_square(table) is None
