"""Staff and their accounts, for the first administrator of an installation; later that is a screen."""

import secrets

import click

from reisgenoot.cli.ready import ready


@click.group()
def staff() -> None:
    """Staff members, their accounts and roles."""


@staff.command("add")
@click.option("--approach", "approach_key", required=True, help="Aanpak van de organisatie.")
@click.option("--organisation", "key", help="Sleutel van de organisatie; zonder: de eigen organisatie van de aanpak.")
@click.option("--organisation-name", help="Naam van een nieuwe organisatie.")
@click.option("--email", required=True, help="E-mailadres om mee in te loggen.")
@click.option("--name", required=True, help="Naam zoals collega's die zien.")
@click.option(
    "--role", "roles", required=True, multiple=True, help="Rol, bijvoorbeeld administrator of client_manager."
)
def add(
    approach_key: str, key: str | None, organisation_name: str | None, email: str, name: str, roles: tuple[str, ...]
) -> None:
    """Make an account with roles; prints a password to change at the first log-in."""
    ready()
    from reisgenoot.approach import UnknownApproachError, load_approach
    from reisgenoot.kernel.actor import job
    from reisgenoot.kernel.errors import InvalidInput
    from reisgenoot.kernel.tenancy import acting_as
    from reisgenoot.organisations.services import ensure_organisation, hire
    from reisgenoot.web.accounts import make_account

    try:
        organisation = ensure_organisation(approach=load_approach(approach_key), key=key, name=organisation_name)
        by = job("staff add", organisation.pk)
        with acting_as(by):
            password = secrets.token_urlsafe(12)
            user = make_account(email=email, name=name, password=password)
            hire(by=by, code=email.split("@", maxsplit=1)[0], name=name, roles=roles, user=user)
    except (InvalidInput, UnknownApproachError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{name} kan inloggen bij {organisation.name} met {email} en wachtwoord {password}")


@staff.command("list")
def list_all() -> None:
    """Staff per organisation, with roles."""
    ready()
    from reisgenoot.kernel.actor import job
    from reisgenoot.kernel.tenancy import acting_as
    from reisgenoot.organisations.models import Organisation, RoleAssignment

    for organisation in Organisation.objects.all():
        click.echo(organisation.name)
        with acting_as(job("staff list", organisation.pk)):
            held = (
                RoleAssignment.objects.filter(valid_until__isnull=True).select_related("staff").order_by("staff__name")
            )
            for assignment in held:
                click.echo(f"  {assignment.staff.name}  {assignment.get_role_display()}")
