"""The page with figures, docs/performance.md: aim, measured, machine, how to repeat."""

import os
import platform
from collections.abc import Sequence
from typing import Any

Figures = dict[str, Any]
MOST_RATIO = 1.5


def write(rounds: Sequence[Figures]) -> str:
    """The page, from the figures of each size, smallest first."""
    return "\n".join(
        [
            "# Speed",
            "",
            "Measured by `make bench`, which writes this page. Do not edit it by hand.",
            "",
            *_machine(rounds),
            *_pages(rounds),
            *_jobs(rounds),
            *_how(rounds),
        ]
    )


def _machine(rounds: Sequence[Figures]) -> list[str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return [
        f"On {rounds[-1]['day']}: {os.cpu_count()} cores, {memory:.0f} GB of memory, PostgreSQL {rounds[-1]['postgresql']} "
        f"with its own settings, Python {platform.python_version()}.",
        "",
        "Pages, signals, tables and the delivery ran with real-time priority, because the machine did other work as well."
        if rounds[-1]["has_priority"]
        else "Other work on the machine makes figures worse, never better.",
        "",
    ]


def _pages(rounds: Sequence[Figures]) -> list[str]:
    """One row per page: aims, then p50 and p95 in milliseconds and queries per size, then the ratio of the p95s."""
    sizes = [f"{each['journeys']:,} journeys" for each in rounds]
    lines = [
        "## Pages",
        "",
        "Time on the server for a whole HTML page through all middleware, as a client manager, with row-level security "
        f"on: p50 / p95 in milliseconds over {rounds[-1]['requests']} requests, each by another person about other "
        "people. Queries without those that begin and end transactions.",
        "",
        "A client manager has some 5 people at 10,000 journeys and some 50 at 100,000: the first page of the own caseload "
        "then shows ten times the rows, which is most of its ratio.",
        "",
        _row("Page", "Aim (p95)", *sizes, "Ratio (p95)", "Queries", "Aim", ""),
        _row("---", *["---:"] * (4 + len(sizes)), "---"),
    ]
    for key, page in rounds[-1]["pages"].items():
        found = [each["pages"][key] for each in rounds]
        ratio = page["p95"] / found[0]["p95"]
        met = page["p95"] <= page["most_ms"] and page["queries"] <= page["most_queries"]
        met = met and (len(rounds) == 1 or ratio <= MOST_RATIO)
        lines.append(
            _row(
                page["title"],
                f"{page['most_ms']} ms",
                *(f"{one['p50']:.0f} / {one['p95']:.0f}" for one in found),
                f"{ratio:.2f}" if len(rounds) > 1 else "",
                str(page["queries"]),
                str(page["most_queries"]),
                "met" if met else "**not met**",
            )
        )
    return [*lines, ""]


def _jobs(rounds: Sequence[Figures]) -> list[str]:
    lines = ["## Work", ""]
    for each in rounds:
        lines += [
            f"At {each['journeys']:,} journeys over {each['organisations']} organisations:",
            "",
            _row("Work", "Aim", "Measured", ""),
            _row("---", "---:", "---:", "---"),
        ]
        for job in each["jobs"]:
            most = job["most_seconds"]
            verdict = "" if most is None else "met" if job["seconds"] <= most else "**not met**"
            lines.append(_row(job["title"], "" if most is None else _time(most), _time(job["seconds"]), verdict))
        lines.append("")
    return lines


def _how(rounds: Sequence[Figures]) -> list[str]:
    sizes = " ".join(f"--journeys {each['journeys']}" for each in rounds)
    return [
        "## How to repeat",
        "",
        "    make bench",
        "",
        f"is `reisgenoot bench {sizes}`: it makes up a population per size in a home of its own (`var/bench`), measures, "
        "and writes this page. `--quick` measures small and only prints. On a machine that does other work, put "
        "`chrt -r 1` before it. The queries of each page are kept in `tests/snapshots/queries`; "
        "`tests/web/test_query_snapshots.py` compares them.",
        "",
    ]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _time(seconds: float) -> str:
    """Milliseconds under a second, else seconds."""
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{round(seconds, 1):g} s"
