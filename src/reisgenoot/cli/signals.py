"""Recomputing what needs doing, for the night and after moving approaches."""

import time

import click

from reisgenoot.cli.ready import ready


@click.command()
@click.option("--organisation", "key", help="Alleen voor deze organisatie (sleutel).")
@click.option("--digest", is_flag=True, help="Verstuur daarna de overzichten per e-mail die vandaag horen te gaan.")
def signals(key: str | None, digest: bool) -> None:
    """Bring the signals and standings of all journeys up to date; with --digest also send the digests of today."""
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
        if digest:
            click.echo(f"{organisation.name}: {_send_digests(organisation.pk)}")


def _send_digests(organisation_id: int) -> str:
    """Send what is due today; how many went, had nothing to tell, or failed."""
    from reisgenoot.journeys.noted import DigestState
    from reisgenoot.kernel.clock import today
    from reisgenoot.web.digest import due_today, send_digest

    due = due_today(organisation_id=organisation_id, day=today())
    ended = [send_digest(organisation_id=organisation_id, staff_id=staff_id, day=today()) for staff_id in due]
    told = {
        DigestState.SENT: "verstuurd",
        DigestState.EMPTY: "zonder iets te melden",
        DigestState.FAILED: "niet bezorgd",
    }
    return ", ".join(f"{ended.count(state)} {words}" for state, words in told.items())
