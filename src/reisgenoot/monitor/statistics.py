"""Intervals and tests, all by well-kept libraries."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2_contingency
from scipy.stats.contingency import expected_freq
from statsmodels.stats.proportion import proportion_confint

CONFIDENCE = 0.95
SMALLEST_EXPECTED = 5.0
"""Pearson's test is not used when an expected count lies below this (Cochran's rule, strictest form)."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds of a share, 0 to 1."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ChiSquare:
    """Outcome of Pearson's chi-square test without continuity correction."""

    statistic: float
    df: int
    p_value: float


def wilson_intervals(counts: Sequence[tuple[int, int]]) -> list[Interval | None]:
    """95 % Wilson interval of each share, given (numerator, denominator); None where the denominator is 0."""
    numerators = np.array([numerator for numerator, _ in counts], dtype=float)
    denominators = np.array([denominator for _, denominator in counts], dtype=float)
    safe = np.where(denominators > 0, denominators, 1.0)
    low, high = proportion_confint(numerators, safe, alpha=1 - CONFIDENCE, method="wilson")
    return [
        Interval(max(0.0, float(lower)), min(1.0, float(upper))) if denominator else None
        for lower, upper, denominator in zip(low, high, denominators, strict=True)
    ]


def chi_square(table: Sequence[Sequence[int]]) -> ChiSquare | None:
    """Pearson's test of a table of counts (a row per group, a column per outcome); None when it is too small.

    Notes
    -----
    Without Yates' correction: it reproduces the published significance of profile C (31 of 83 with a linked plan
    against 137 of 248: p = 0.0048; with the correction 0.0069).
    """
    counts = np.array(table)
    counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0] if counts.size else counts
    if counts.ndim != 2 or min(counts.shape) < 2 or expected_freq(counts).min() < SMALLEST_EXPECTED:
        return None
    result = chi2_contingency(counts, correction=False)
    return ChiSquare(float(result.statistic), int(result.dof), float(result.pvalue))
