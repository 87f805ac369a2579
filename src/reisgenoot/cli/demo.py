"""The demo: an ordinary day at two organisations, on one's own machine."""

import os
from typing import TYPE_CHECKING

import click

from reisgenoot.cli.ready import DEFAULT_SETTINGS, ready
from reisgenoot.cli.serve import run_server

if TYPE_CHECKING:
    from reisgenoot.simulation.story.reading import Story


@click.command()
@click.option("--port", default=8000, show_default=True, help="Poort op deze machine.")
@click.option("--serve/--no-serve", default=True, help="Alleen klaarzetten, of ook laten draaien.")
def demo(port: int, serve: bool) -> None:
    """Set up the demo story once, say who can log in, and serve the screens."""
    os.environ["DJANGO_SETTINGS_MODULE"] = DEFAULT_SETTINGS
    ready()
    from reisgenoot.simulation.demo import set_up
    from reisgenoot.web.accounts import make_account

    told = set_up(
        account=lambda email, name: make_account(email=email, name=name),
        progress=lambda line: click.echo(line, err=True),
    )
    click.echo(f"\nReisgenoot draait op http://localhost:{port}. Kies daar een voorbeeldpersoon:\n")
    for story in told:
        click.echo(_who(story))
    if serve:
        run_server(port)


def _who(story: "Story") -> str:
    """Who can log in at one organisation, one line each."""
    from reisgenoot.kernel.permissions import ROLES

    lines = [
        f"  {each.name:<18} {', '.join(str(ROLES[role].name) for role in each.roles):<24} {key}@demo.invalid"
        for key, each in story.staff.items()
    ]
    return "\n".join([story.organisation, *lines, ""])
