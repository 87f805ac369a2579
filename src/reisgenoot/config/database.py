"""The database: the embedded PostgreSQL of the home, or the server that ``DATABASE_URL`` points to.

Two roles: the owner makes and changes tables; the application logs in as a role of its own that cannot bypass
row-level security. Nothing here needs Django, so that commands can prepare the database before settings load.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from reisgenoot.config import embedded
from reisgenoot.config.home import Keys, keys

DATABASE_NAME = "reisgenoot"
OWNER_ENV = "REISGENOOT_OWNER_DSN"
APP_ENV = "REISGENOOT_APP_DSN"
MINIMUM_VERSION = 150000
_ROLE_LOCK = 7_340_551_220


class DatabaseProblem(Exception):
    """The database cannot be used; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Connections:
    """How to reach the database as owner and as application (libpq key-value strings).

    ``owner`` is empty in the web server: it runs without the owner's rights.
    """

    owner: str
    app: str


def prepare(folder: Path) -> Connections:
    """Start or reach the database, make it and the application's role where missing, and tell the settings.

    Raises `DatabaseProblem` when the server is too old, cannot be reached, or refuses to make the role.
    """
    known = known_connections()
    if known:
        return known
    url = os.environ.get("DATABASE_URL")
    owner = _from_url(url) if url else _embedded(folder)
    connections = _with_application_role(owner, keys(folder))
    os.environ[OWNER_ENV], os.environ[APP_ENV] = connections.owner, connections.app
    return connections


def known_connections() -> Connections | None:
    """The connections a parent process already prepared, or None."""
    if APP_ENV in os.environ:
        return Connections(owner=os.environ.get(OWNER_ENV, ""), app=os.environ[APP_ENV])
    return None


def app_role(database: str) -> str:
    """Name of the application's role for a database: one per database, so that two homes never touch."""
    return f"{database}_app"


def _embedded(folder: Path) -> str:
    try:
        address = embedded.start(folder / "postgres")
    except embedded.NotStarted as error:
        raise DatabaseProblem(str(error)) from error
    return psycopg.conninfo.make_conninfo(address, dbname="postgres")


def _from_url(url: str) -> str:
    if urlsplit(url).scheme not in {"postgres", "postgresql"}:
        raise DatabaseProblem("DATABASE_URL begint met postgresql://. Een andere database kan niet.")
    try:
        psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        # The error itself repeats the address, with the password in it.
        raise DatabaseProblem(
            "DATABASE_URL is niet te lezen. Schrijf bijzondere tekens in het wachtwoord gecodeerd: @ als %40, % als %25."
        ) from None
    return url


def _with_application_role(owner: str, secret: Keys) -> Connections:
    own_server = not os.environ.get("DATABASE_URL")
    try:
        with psycopg.connect(owner, autocommit=True) as connection:
            if connection.info.server_version < MINIMUM_VERSION:
                raise DatabaseProblem("PostgreSQL 15 of later is nodig.")
            database = DATABASE_NAME if own_server else connection.info.dbname
            if own_server:
                make_database(connection, database)
            make_role(connection, app_role(database), secret.database_password, database=database)
            if own_server:
                keep_values_out_of_the_server_log(connection, app_role(database))
    except psycopg.OperationalError as error:
        raise DatabaseProblem(f"De database is niet te bereiken: {error}") from error
    return Connections(
        owner=psycopg.conninfo.make_conninfo(owner, dbname=database),
        app=psycopg.conninfo.make_conninfo(
            owner, dbname=database, user=app_role(database), password=secret.database_password
        ),
    )


def make_database(connection: psycopg.Connection, name: str) -> None:
    """Make a database when it does not exist."""
    if not connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))


def make_role(connection: psycopg.Connection, role: str, password: str, *, database: str) -> None:
    """Make the application's role, or set its password; it owns nothing and cannot bypass row-level security.

    Raises `DatabaseProblem` when it may not be made, or when a role of this name may do more than that.
    """
    connection.execute("select pg_advisory_lock(%s)", [_ROLE_LOCK])  # two commands at once; let go at the end
    name = sql.Identifier(role)
    found = connection.execute("select rolsuper or rolbypassrls from pg_roles where rolname = %s", [role]).fetchone()
    if found and found[0]:
        raise DatabaseProblem(f"De rol {role} mag om de afscherming van gegevens heen. Neem haar dat recht af.")
    # Before PostgreSQL 16 only a superuser may so much as name these rights of a role that is there already.
    rights = "alter role {} login password {}"
    if not found:
        rights = "create role {} login nosuperuser nocreatedb nocreaterole nobypassrls password {}"
    try:
        connection.execute(sql.SQL(rights).format(name, sql.Literal(password)))
        connection.execute(sql.SQL("grant connect on database {} to {}").format(sql.Identifier(database), name))
    except psycopg.errors.InsufficientPrivilege as error:
        raise DatabaseProblem(
            f"De gebruiker in DATABASE_URL mag de rol {role} niet maken. Geef die gebruiker CREATEROLE."
        ) from error
    finally:
        connection.execute("select pg_advisory_unlock(%s)", [_ROLE_LOCK])


def keep_values_out_of_the_server_log(connection: psycopg.Connection, role: str) -> None:
    """Let the server's own log leave out statements and details of errors: they hold names. Needs a superuser."""
    for setting, value in (("log_min_error_statement", "panic"), ("log_error_verbosity", "terse")):
        connection.execute(
            sql.SQL("alter role {} set {} = {}").format(
                sql.Identifier(role), sql.Identifier(setting), sql.Literal(value)
            )
        )


def django_parameters(dsn: str) -> dict[str, object]:
    """Settings of one Django connection from a libpq string or URL."""
    parts = psycopg.conninfo.conninfo_to_dict(dsn)
    taken = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    rest = {name: value for name, value in parts.items() if name not in taken}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{setting: str(parts.get(name) or "") for name, setting in taken.items()},
        "OPTIONS": rest,
    }


def describe(dsn: str) -> str:
    """Where the database is, without user or password."""
    parts = psycopg.conninfo.conninfo_to_dict(dsn)
    return f"{parts.get('host', '')}/{parts.get('dbname', '')}"
