"""Making everything ready for a command: database started, framework set up, tables migrated."""

import os

import click

from reisgenoot.config.database import DatabaseProblem, prepare
from reisgenoot.config.home import home

DEFAULT_SETTINGS = "reisgenoot.config.settings.demo"


def ready(*, migrated: bool = True) -> None:
    """Start the database, set up Django and bring the tables up to date. Says what is wrong and exits when it cannot."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", DEFAULT_SETTINGS)
    try:
        prepare(home())
    except DatabaseProblem as error:
        raise click.ClickException(str(error)) from error
    import django

    django.setup()
    if migrated:
        from reisgenoot.config.migrating import migrate_when_needed

        migrate_when_needed()
