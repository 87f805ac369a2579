"""Row-level security and rights of the application's role, derived from the models themselves.

Run by the owner after every migration. A model with an ``organisation`` column is tenant-owned: it gets a policy.
Event tables of the history and the reading log can be added to and read, never changed. Everything else must stand
in `SHARED`, with the reason why it is not tenant-owned.
"""

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from reisgenoot.kernel.tenancy import ORGANISATION_SETTING, STAFF_SETTING, USER_SETTING

SHARED: dict[str, str] = {
    "organisations.organisation": "the tenant itself; holds no personal data",
    "organisations.municipality": "public reference list",
    "organisations.place": "public reference list",
    "journeys.approachversion": "published definitions, the same for everybody",
}
SHARED_APPS: dict[str, str] = {
    "auth": "framework: accounts are global, what they may see is tenant-owned",
    "account": "framework: e-mail addresses of accounts",
    "mfa": "framework: second factors of accounts",
    "sessions": "framework: log-in sessions",
    "contenttypes": "framework: names of models",
    "procrastinate": "queue: arguments are ids only",
    "pghistory": "history library: context table, unused (the context stands in each event)",
}
APPEND_ONLY = {"kernel.readentry", "handover.letter"}
MIGRATIONS = "django_migrations"
ADD_ONLY = {"organisations.municipality", "organisations.place", "journeys.approachversion"}


def is_tenant_owned(model: type[models.Model]) -> bool:
    """Whether rows of this model belong to one executing organisation."""
    return any(field.name == "organisation" for field in model._meta.concrete_fields)


def is_append_only(model: type[models.Model]) -> bool:
    """Whether the application may only add rows: the reading log and the history events."""
    return model._meta.label_lower in APPEND_ONLY or hasattr(model, "pgh_tracked_model")


def secured_models() -> list[type[models.Model]]:
    """Every model with a table of its own."""
    return [
        model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy
    ]


def apply_security(connection: BaseDatabaseWrapper, *, role: str) -> None:
    """Set policies and grants on every table for the application's role. Idempotent. Runs as the owner."""
    with connection.cursor() as cursor:
        name = sql.Identifier(role)
        cursor.execute(sql.SQL("grant usage on schema public to {}").format(name))
        cursor.execute(
            sql.SQL("grant select, insert, update, delete on all tables in schema public to {}").format(name)
        )
        cursor.execute(sql.SQL("grant usage, select on all sequences in schema public to {}").format(name))
        cursor.execute(sql.SQL("grant execute on all functions in schema public to {}").format(name))
        cursor.execute(sql.SQL("revoke insert, update, delete on {} from {}").format(sql.Identifier(MIGRATIONS), name))
        for model in secured_models():
            table = sql.Identifier(model._meta.db_table)
            if is_append_only(model):
                cursor.execute(sql.SQL("revoke update, delete, truncate on {} from {}").format(table, name))
            if model._meta.label_lower in ADD_ONLY:
                cursor.execute(sql.SQL("revoke update, delete, truncate on {} from {}").format(table, name))
            if is_tenant_owned(model):
                label = model._meta.label_lower
                _protect(
                    cursor,
                    model._meta.db_table,
                    own_rows=label in OWN_ROWS,
                    author_only=label in AUTHOR_ONLY,
                    is_addressed=label in ADDRESSED,
                )


AUTHOR_ONLY = {"guidance.reflection"}
"""Tables with an ``author`` of which nobody but that member of staff may read or write a row (docs/adr/0012)."""
ADDRESSED = {"handover.letter"}
"""Tables of letters: the organisation in ``recipient_id`` may read what another wrote to it. Only the writer writes, and
nobody changes: they are also in `APPEND_ONLY` (docs/adr/0008)."""
OWN_ROWS = {"organisations.staffmember"}
"""Tables of which a user may read the own rows before an organisation is chosen: needed at log-in."""


def _protect(cursor: object, table: str, *, own_rows: bool, author_only: bool, is_addressed: bool) -> None:
    tenant = sql.SQL("organisation_id = (select nullif(current_setting({}, true), '')::bigint)").format(
        sql.Literal(ORGANISATION_SETTING)
    )
    if author_only:
        tenant = sql.SQL("({} and author_id = (select nullif(current_setting({}, true), '')::bigint))").format(
            tenant, sql.Literal(STAFF_SETTING)
        )
    reading = tenant
    if own_rows:
        reading = sql.SQL("({} or user_id = (select nullif(current_setting({}, true), '')::bigint))").format(
            tenant, sql.Literal(USER_SETTING)
        )
    if is_addressed:
        reading = sql.SQL("({} or recipient_id = (select nullif(current_setting({}, true), '')::bigint))").format(
            tenant, sql.Literal(ORGANISATION_SETTING)
        )
    statements = [
        sql.SQL("alter table {t} enable row level security"),
        sql.SQL("drop policy if exists tenant_read on {t}"),
        sql.SQL("drop policy if exists tenant_write on {t}"),
        sql.SQL("create policy tenant_write on {t} using ({w}) with check ({w})"),
        sql.SQL("create policy tenant_read on {t} for select using ({r})"),
    ]
    for statement in statements:
        cursor.execute(statement.format(t=sql.Identifier(table), w=tenant, r=reading))  # type: ignore[attr-defined]
