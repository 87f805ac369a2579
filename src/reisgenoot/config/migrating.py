"""Bringing the tables up to date as the owner, then setting policies and rights for the application's role."""

import hashlib
import inspect
import time

from django.core.management import call_command
from django.db import OperationalError, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql
from psycopg.errors import DeadlockDetected

from reisgenoot.config.database import app_role
from reisgenoot.kernel import database

OWNER = "owner"
_MARKED = database.MIGRATIONS
"""The table that carries the mark of being secured, as its comment."""
_ATTEMPTS, _PAUSE_SECONDS = 5, 0.5
_LOCK = int(hashlib.sha256(b"reisgenoot.migrate").hexdigest()[:15], 16)


def migrate_when_needed(*, verbosity: int = 0) -> bool:
    """Migrate when tables are behind; two processes at once wait for each other. Returns whether anything was done.

    Also when an earlier migration was cut off before its tables were secured, or the code secures them otherwise now.
    """
    owner = connections[OWNER]
    if not _behind() and _is_secured():
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
    """Set row-level security and grants, all at once or not at all. Idempotent.

    The server tidies tables by itself and can be at the very table whose rules change; one of the two then has to step
    back. It is tried again: that work is short.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            _secure_once()
        except OperationalError as error:
            if attempt == _ATTEMPTS or not isinstance(error.__cause__, DeadlockDetected):
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _secure_once() -> None:
    owner = connections[OWNER]
    with transaction.atomic(using=OWNER):
        database.apply_security(owner, role=app_role(owner.settings_dict["NAME"]))
        with owner.cursor() as cursor:
            text = sql.Literal(_rules()).as_string(None)
            cursor.execute(f"comment on table {_MARKED} is {text}")


def _is_secured() -> bool:
    with connections[OWNER].cursor() as cursor:
        cursor.execute("select obj_description(to_regclass(%s), 'pg_class')", [_MARKED])
        return bool(cursor.fetchone() == (_rules(),))


def _rules() -> str:
    """A digest of what the tables are secured with: the code that does it, and for which role."""
    code = inspect.getsource(database) + app_role(connections[OWNER].settings_dict["NAME"])
    return f"secured {hashlib.sha256(code.encode()).hexdigest()[:20]}"


def _behind() -> bool:
    executor = MigrationExecutor(connections[OWNER])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
