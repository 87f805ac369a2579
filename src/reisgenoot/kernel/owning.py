"""Whether rows that somebody names by id are the organisation's own. A foreign key alone does not ask that."""

from collections.abc import Iterable

from django.db import models

from reisgenoot.kernel.errors import NotKnown


def require_own(model: type[models.Model], ids: Iterable[int | None]) -> None:
    """Raise `NotKnown` when one of these ids is not a row of the organisation that is acted for. One query.

    Missing ids (None) are passed over.
    """
    wanted = {row_id for row_id in ids if row_id is not None}
    if wanted and model._default_manager.filter(pk__in=wanted).count() != len(wanted):
        raise NotKnown
