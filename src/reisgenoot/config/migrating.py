"""Bringing the tables up to date as the owner, then setting policies and rights for the application's role."""

import hashlib

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from reisgenoot.config.database import app_role
from reisgenoot.kernel import database

OWNER = "owner"
_LOCK = int(hashlib.sha256(b"reisgenoot.migrate").hexdigest()[:15], 16)


def migrate_when_needed(*, verbosity: int = 0) -> bool:
    """Migrate when tables are behind; two processes at once wait for each other. Returns whether anything was done."""
    owner = connections[OWNER]
    if not _behind():
        return False
    with owner.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [_LOCK])
        try:
            migrate(verbosity=verbosity)
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [_LOCK])
    return True


def migrate(*, verbosity: int = 0) -> None:
    """Run all migrations as owner and secure the tables for the application's role."""
    call_command("migrate", database=OWNER, verbosity=verbosity, interactive=False)
    call_command("createcachetable", database=OWNER, verbosity=verbosity)
    secure()


def secure() -> None:
    """Set row-level security and grants. Idempotent."""
    owner = connections[OWNER]
    database.apply_security(owner, role=app_role(owner.settings_dict["NAME"]))


def _behind() -> bool:
    executor = MigrationExecutor(connections[OWNER])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
