"""Measuring speed and writing docs/performance.md."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click

from reisgenoot.cli.benching import report
from reisgenoot.cli.ready import DEFAULT_SETTINGS, ready
from reisgenoot.config.database import APP_ENV, OWNER_ENV

SIZES = (10_000, 100_000)
QUICK_SIZES = (500, 2_000)
PAGE = Path("docs/performance.md")
_ROUND = "REISGENOOT_BENCH_ROUND"


@click.command()
@click.option("--journeys", "sizes", multiple=True, type=click.IntRange(1), help="Aantal trajecten; mag vaker.")
@click.option("--quick", is_flag=True, help="Klein en kort: laat zien, schrijft niets op.")
def bench(sizes: tuple[int, ...], quick: bool) -> None:
    """Measure pages, signals, tables and deliveries on made-up populations, in homes of their own (var/bench)."""
    if _ROUND in os.environ:
        _measure(json.loads(os.environ[_ROUND]))
        return
    chosen = sorted(sizes or (QUICK_SIZES if quick else SIZES))
    rounds = [_in_own_process(size, quick=quick) for size in chosen]
    page = report.write(rounds)
    if quick:
        click.echo(page)
        return
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page, encoding="utf-8")
    click.echo(f"Geschreven: {PAGE}")


def _in_own_process(size: int, *, quick: bool) -> dict[str, Any]:
    """Measure one size with a home, and so a database, of its own."""
    home = Path(os.environ.get("REISGENOOT_HOME", "var/bench")) / str(size)
    asked = {
        "journeys": size,
        "organisations": 10 if quick else 50,
        "requests": 20 if quick else 80,
        "workers": os.cpu_count() or 1,
    }
    environment = {name: value for name, value in os.environ.items() if name not in {OWNER_ENV, APP_ENV}}
    environment |= {"REISGENOOT_HOME": str(home), _ROUND: json.dumps(asked), "DJANGO_SETTINGS_MODULE": DEFAULT_SETTINGS}
    click.echo(f"{size} trajecten", err=True)
    found = subprocess.run(
        [sys.executable, "-m", "reisgenoot.cli", "bench"], env=environment, stdout=subprocess.PIPE, check=False
    )
    if found.returncode:
        raise click.ClickException(f"Meten met {size} trajecten is niet gelukt; de reden staat hierboven.")
    figures: dict[str, Any] = json.loads(found.stdout)
    return figures


def _measure(asked: dict[str, int]) -> None:
    """The inner process: measure one size and print the figures as JSON."""
    ready()
    from reisgenoot.cli.benching.measuring import Round, run

    figures = run(Round(**asked), progress=lambda line: click.echo(f"  {line}", err=True))
    click.echo(json.dumps(figures))
