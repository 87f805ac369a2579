"""One executing organisation per transaction, checked by PostgreSQL.

`acting_as` opens a transaction and tells the database for whom it runs. Row-level security (see `database`) compares
every tenant-owned row with that setting, so a forgotten filter returns nothing. `TenantManager` adds the same filter
in SQL (for the indexes) and raises when nobody said for whom.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import connection, models, transaction

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NoTenant

_current: ContextVar[Actor | None] = ContextVar("current_actor", default=None)
_M = TypeVar("_M", bound=models.Model, covariant=True)

ORGANISATION_SETTING = "reisgenoot.organisation"
USER_SETTING = "reisgenoot.user"
STAFF_SETTING = "reisgenoot.staff"


def current_actor() -> Actor:
    """The actor of this transaction. Raises `NoTenant` outside `acting_as`."""
    actor = _current.get()
    if actor is None:
        raise NoTenant(NoTenant.__doc__)
    return actor


def find_current_actor() -> Actor | None:
    """The actor of this transaction, or None outside one."""
    return _current.get()


@contextmanager
def acting_as(actor: Actor) -> Iterator[Actor]:
    """Run a block in one transaction, for the actor's organisation only."""
    with transaction.atomic():
        token = _current.set(actor)
        _tell_database(actor)
        try:
            yield actor
        finally:
            _current.reset(token)
        # After an error the rollback itself restores the settings of before.
        _tell_database(_current.get())


@contextmanager
def because(reason: str) -> Iterator[None]:
    """Within this block the history remembers why with every change: the reason of a correction."""
    actor = current_actor()
    with transaction.atomic():
        _tell_database(actor, reason)
        yield
        _tell_database(actor)


def _tell_database(actor: Actor | None, reason: str = "") -> None:
    """Set who acts for the rest of the transaction; history triggers copy the second setting into each event."""
    organisation = str(actor.organisation_id) if actor else ""
    user = str(actor.user_id or "") if actor else ""
    staff = str(actor.staff_id or "") if actor else ""
    trace = ""
    if actor:
        told = {"staff": actor.staff_id, "user": actor.user_id, "label": actor.label}
        trace = json.dumps({**told, "reason": reason} if reason else told)
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config(%s, %s, true), set_config(%s, %s, true), set_config(%s, %s, true),"
            " set_config('pghistory.context_metadata', %s, true)",
            [ORGANISATION_SETTING, organisation, USER_SETTING, user, STAFF_SETTING, staff, trace],
        )


@contextmanager
def seeing_own_memberships(user_id: int) -> Iterator[None]:
    """Within this block only the staff rows of this user can be read, whatever the organisation (for log-in)."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select set_config(%s, %s, true)", [USER_SETTING, str(user_id)])
        yield


class TenantManager(models.Manager[_M]):
    """Only rows of the organisation that is acted for; raises `NoTenant` when there is none."""

    def get_queryset(self) -> models.QuerySet[_M]:
        return super().get_queryset().filter(organisation_id=current_actor().organisation_id)

    def create(self, **fields: Any) -> _M:
        fields.setdefault("organisation_id", current_actor().organisation_id)
        return super().create(**fields)
