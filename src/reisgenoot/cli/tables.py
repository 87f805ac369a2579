"""The tables: which there are, and one of them in a format to read or to work on with."""

import sys
from datetime import datetime

import click

from reisgenoot.cli.ready import ready


@click.command()
@click.option("--approach", "approach_key", help="Alleen de tabellen van deze aanpak.")
def tables(approach_key: str | None) -> None:
    """List the tables there are: key, title, and the question each answers."""
    from reisgenoot.monitor.indicators import of_approach

    found = of_approach(approach_key)
    if not found:
        raise click.ClickException(f"Er zijn geen tabellen voor aanpak {approach_key}.")
    for indicator in found:
        click.echo(f"{indicator.key:24}{indicator.approach:14}{indicator.title.nl}")
        click.echo(f"{'':38}{indicator.question.nl}")


@click.command()
@click.argument("key")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Peildatum (JJJJ-MM-DD); standaard vandaag.")
@click.option("--organisation", "organisation_key", help="Sleutel van de organisatie; standaard die van de aanpak.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "csv", "xlsx"]), default="text", show_default=True
)
def table(key: str, as_of: datetime | None, organisation_key: str | None, format_: str) -> None:
    """Show one table at a reference date. Small numbers are hidden."""
    ready()
    from reisgenoot.approach import load_approach
    from reisgenoot.kernel.actor import job
    from reisgenoot.kernel.errors import ReisgenootError
    from reisgenoot.organisations.models import Organisation
    from reisgenoot.organisations.services import ensure_organisation
    from reisgenoot.reporting.export import export
    from reisgenoot.reporting.runs import find_table, run_table

    try:
        indicator = find_table(key)
        organisation = (
            Organisation.objects.filter(key=organisation_key).first()
            if organisation_key
            else ensure_organisation(approach=load_approach(indicator.approach))
        )
        if organisation is None:
            raise click.ClickException(f"Er is geen organisatie met sleutel {organisation_key}.")
        day = as_of.date() if as_of else None
        result = run_table(key, organisation=organisation, as_of=day, by=job("table", organisation.pk))
    except ReisgenootError as error:
        raise click.ClickException(str(error)) from error
    sys.stdout.buffer.write(export(result, format_))
    sys.stdout.buffer.flush()
