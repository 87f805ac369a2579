"""All checks at once: each runs, failures are counted, nothing stops at the first."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[3]
TYPED = (
    "kernel",
    "organisations",
    "people",
    "journeys",
    "arrivals",
    "questionnaires",
    "intake",
    "plans",
    "offers",
    "work",
    "agenda",
    "guidance",
    "handover",
    "deliveries",
    "reporting",
)
PURE = ("approach", "monitor")


@click.command()
def checks() -> None:
    """Format, lint, types, import contracts, templates, framework, migrations, translations."""
    failed = [name for name, run in CHECKS.items() if not _report(name, run)]
    if failed:
        raise click.ClickException(f"{len(failed)} controle(s) niet in orde: {', '.join(failed)}")
    click.echo("Alle controles zijn in orde.")


def _report(name: str, run: Callable[[], bool]) -> bool:
    click.echo(f"-- {name}")
    fine = run()
    click.echo(f"   {'in orde' if fine else 'NIET in orde'}")
    return fine


def _tool(*arguments: str) -> Callable[[], bool]:
    def run() -> bool:
        command = [str(Path(sys.executable).parent / arguments[0]), *arguments[1:]]
        return subprocess.run(command, cwd=ROOT, check=False).returncode == 0

    return run


def _framework(*arguments: str) -> Callable[[], bool]:
    def run() -> bool:
        os.environ["DJANGO_SETTINGS_MODULE"] = "reisgenoot.config.settings.demo"
        from django.core.management import call_command
        from django.core.management.base import SystemCheckError

        from reisgenoot.cli.ready import ready

        ready(migrated=False)
        try:
            call_command(*arguments)
        except (SystemCheckError, SystemExit) as error:
            click.echo(error)
            return False
        return True

    return run


def _translations() -> bool:
    from reisgenoot.cli.messages import untranslated

    problems = untranslated()
    for line in problems[:40]:
        click.echo(f"   {line}")
    if len(problems) > 40:
        click.echo(f"   en nog {len(problems) - 40}")
    return not problems


def _definitions() -> bool:
    folders = sorted((ROOT / "approaches").iterdir())
    return all(_tool("reisgenoot", "approach", "check", str(folder))() for folder in folders if folder.is_dir())


CHECKS: dict[str, Callable[[], bool]] = {
    "opmaak": _tool("ruff", "format", "--check", "--quiet", "src", "tests"),
    "regels": _tool("ruff", "check", "--quiet", "src", "tests"),
    "typen": _tool("mypy", *(f"src/reisgenoot/{part}" for part in (*PURE, *TYPED))),
    "imports": _tool("lint-imports"),
    "sjablonen": _tool("djlint", "src/reisgenoot/web/templates", "--lint", "--quiet"),
    "aanpakken": _definitions,
    "raamwerk": _framework("check"),
    "migraties": _framework("makemigrations", "--check", "--dry-run"),
    "vertalingen": _translations,
}
