"""The profile in where a journey stands: that of the last diagnosis that is held."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

_PROFILES = """
    update journeys_standing standing
    set profile = latest.profile
    from (
        select target.journey_id, coalesce(last.profile, '') as profile
        from journeys_standing target
        left join lateral (
            select diagnosis.profile
            from intake_diagnosis diagnosis
            where diagnosis.organisation_id = target.organisation_id
              and diagnosis.journey_id = target.journey_id
              and diagnosis.superseded_at is null
            order by diagnosis.diagnosed_on desc, diagnosis.id desc
            limit 1
        ) last on true
        where target.organisation_id = %(organisation)s
          and (%(everybody)s or target.journey_id = any(%(journeys)s::bigint[]))
    ) latest
    where standing.journey_id = latest.journey_id and standing.profile is distinct from latest.profile
"""


@transaction.atomic
def refresh_profiles(*, organisation_id: int, journey_ids: Sequence[int] | None = None) -> None:
    """Bring the profile in the standings up to date, for some journeys or for all of the organisation. One statement."""
    parameters: dict[str, Any] = {
        "organisation": organisation_id,
        "everybody": journey_ids is None,
        "journeys": list(journey_ids or ()),
    }
    with connection.cursor() as cursor:
        cursor.execute(_PROFILES, parameters)
