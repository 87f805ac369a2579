"""`reisgenoot`: everything an operator or analyst does without a browser.

Commands load when asked for, so that reading an approach needs no database.
"""

import importlib
import sys
from types import TracebackType

import click

COMMANDS = {
    "approach": "reisgenoot.cli.approach:approach",
    "bench": "reisgenoot.cli.bench:bench",
    "checks": "reisgenoot.cli.checks:checks",
    "deliver": "reisgenoot.cli.deliver:deliver",
    "demo": "reisgenoot.cli.demo:demo",
    "messages": "reisgenoot.cli.messages:messages",
    "migrate": "reisgenoot.cli.database:migrate",
    "questionnaire": "reisgenoot.cli.questionnaire:questionnaire",
    "serve": "reisgenoot.cli.serve:serve",
    "signals": "reisgenoot.cli.signals:signals",
    "simulate": "reisgenoot.cli.simulate:simulate",
    "staff": "reisgenoot.cli.staff:staff",
    "table": "reisgenoot.cli.tables:table",
    "tables": "reisgenoot.cli.tables:tables",
    "worker": "reisgenoot.cli.serve:worker",
}


class LazyGroup(click.Group):
    """A group that imports a command only when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name].split(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)  # noqa: S101  a mistake of ours, not of the user
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="reisgenoot")
def main() -> None:
    """Reisgenoot: guide newcomers, and learn honestly what the guidance brings about."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.excepthook = _tell_unexpected


def _tell_unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Where it went wrong, without the values of a row. Imported when needed, so that a command starts quickly."""
    from reisgenoot.kernel.logs import tell_unexpected

    tell_unexpected(kind, error, trace)
