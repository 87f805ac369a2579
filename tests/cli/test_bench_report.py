"""The page with figures: aims that are met, aims that are not, and ratios between sizes."""

from typing import Any

import pytest

from reisgenoot.cli.benching import report


def _figures(journeys: int, *, p95: float, seconds: float = 3.0) -> dict[str, Any]:
    page = {"title": "Vandaag", "most_ms": 60, "most_queries": 12, "p50": p95 / 2, "p95": p95, "queries": 8}
    return {
        "day": "2026-03-04",
        "journeys": journeys,
        "organisations": 50,
        "requests": 80,
        "postgresql": "18.4",
        "has_priority": False,
        "pages": {"today": page},
        "jobs": [{"title": "All signals", "most_seconds": 20, "seconds": seconds}],
    }


def _row(page: str, title: str) -> str:
    return next(line for line in page.splitlines() if line.startswith(f"| {title} "))


def test_page_when_fast_and_even_then_met_with_ratio() -> None:
    page = report.write([_figures(10_000, p95=20), _figures(100_000, p95=24)])
    assert _row(page, "Vandaag") == "| Vandaag | 60 ms | 10 / 20 | 12 / 24 | 1.20 | 8 | 12 | met |"
    assert _row(page, "All signals") == "| All signals | 20 s | 3 s | met |"


@pytest.mark.parametrize(("small", "large"), [(50, 61), (20, 40)], ids=["too slow", "grows too fast"])
def test_page_when_slow_or_growing_then_not_met(small: float, large: float) -> None:
    page = report.write([_figures(10_000, p95=small), _figures(100_000, p95=large)])
    assert _row(page, "Vandaag").endswith("| **not met** |")


def test_work_when_too_slow_then_not_met() -> None:
    page = report.write([_figures(100_000, p95=20, seconds=20.4)])
    assert _row(page, "All signals") == "| All signals | 20 s | 20.4 s | **not met** |"


def test_page_when_written_then_table_has_as_many_columns_everywhere() -> None:
    page = report.write([_figures(10_000, p95=20), _figures(100_000, p95=24)])
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    table = rows[: rows.index(_row(page, "Vandaag")) + 1]
    assert len({line.count("|") for line in table}) == 1
