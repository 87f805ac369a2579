"""Making up a population."""

import os

import click

from reisgenoot.cli.ready import ready


@click.command()
@click.option("--journeys", type=click.IntRange(1), default=500, show_default=True, help="Aantal trajecten.")
@click.option("--seed", type=int, default=1, show_default=True, help="Hetzelfde getal geeft dezelfde mensen.")
@click.option("--approach", "approach_key", default="meerinzicht", show_default=True, help="Sleutel van de aanpak.")
@click.option("--organisation", help="Sleutel van de organisatie; standaard die van de aanpak.")
@click.option("--organisations", type=click.IntRange(0, 999), default=0, help="Verdeel over zoveel organisaties.")
@click.option("--workers", type=click.IntRange(1), help="Aantal processen; standaard de processors van de machine.")
def simulate(
    journeys: int, seed: int, approach_key: str, organisation: str | None, organisations: int, workers: int | None
) -> None:
    """Add made-up people with journeys, contacts, plans and everything else, as if they came over the last years."""
    ready()
    from reisgenoot.approach import DefinitionError, UnknownApproachError, load_approach
    from reisgenoot.kernel.errors import ReisgenootError
    from reisgenoot.simulation.run import simulate as run

    try:
        made = run(
            approach=load_approach(approach_key),
            journeys=journeys,
            seed=seed,
            organisation=organisation,
            organisations=organisations,
            workers=workers or os.cpu_count() or 1,
            progress=lambda line: click.echo(line, err=True),
        )
    except (UnknownApproachError, DefinitionError, ReisgenootError) as error:
        raise click.ClickException(str(error)) from error
    names = made[0].name if len(made) == 1 else f"{len(made)} organisaties"
    click.echo(f"{journeys} trajecten toegevoegd aan {names}.")
