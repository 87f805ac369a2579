"""Recomputing what needs doing, for the night and after moving approaches."""

import time

import click

from reisgenoot.cli.ready import ready


@click.command()
@click.option("--organisation", "key", help="Alleen voor deze organisatie (sleutel).")
def signals(key: str | None) -> None:
    """Bring the signals and standings of all journeys up to date."""
    ready()
    from reisgenoot.intake.standing import refresh_profiles
    from reisgenoot.journeys.refresh import refresh
    from reisgenoot.kernel.actor import job
    from reisgenoot.kernel.drafts import forget_old_drafts
    from reisgenoot.kernel.tenancy import acting_as
    from reisgenoot.organisations.models import Organisation

    organisations = Organisation.objects.filter(key=key) if key else Organisation.objects.all()
    if not organisations:
        raise click.ClickException("Er is geen organisatie met deze sleutel." if key else "Er is nog geen organisatie.")
    for organisation in organisations:
        began = time.perf_counter()
        with acting_as(job("signals", organisation.pk)):
            refresh(organisation_id=organisation.pk)
            refresh_profiles(organisation_id=organisation.pk)
            forget_old_drafts()
        click.echo(f"{organisation.name}: bijgewerkt in {time.perf_counter() - began:.1f} s")
