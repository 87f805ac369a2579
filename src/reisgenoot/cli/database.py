"""Commands about the database."""

import click

from reisgenoot.cli.ready import ready


@click.command()
def migrate() -> None:
    """Bring the tables up to date and set policies and rights again."""
    ready(migrated=False)
    from reisgenoot.config import migrating

    migrating.migrate(verbosity=1)
    click.echo("De tabellen zijn bijgewerkt en beveiligd.")
