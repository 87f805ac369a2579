"""Which providers work with somebody now: those who have to be told when the director changes."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from reisgenoot.offers.models import Enrolment


def providers_involved(*, journey_ids: Iterable[int], day: date) -> dict[int, set[int]]:
    """Ids of the providers by journey, of enrolments that run on ``day`` or begin later. One query.

    For services of this organisation; grants nothing by itself.
    """
    involved: dict[int, set[int]] = defaultdict(set)
    runs = Q(ended_on__isnull=True) | Q(ended_on__gte=day)
    rows = Enrolment.objects.filter(
        runs, journey_id__in=list(journey_ids), superseded_at__isnull=True, dropped_out_on__isnull=True
    )
    for journey_id, provider_id in rows.values_list("journey_id", "provider_id"):
        involved[journey_id].add(provider_id)
    return dict(involved)


def enrolments_at(*, journey_ids: Iterable[int], provider_id: int, day: date) -> list[tuple[int, str, date]]:
    """Journey, offer and first day of what runs at one provider. One query."""
    runs = Q(ended_on__isnull=True) | Q(ended_on__gte=day)
    rows = Enrolment.objects.filter(
        runs,
        journey_id__in=list(journey_ids),
        provider_id=provider_id,
        superseded_at__isnull=True,
        dropped_out_on__isnull=True,
    )
    return list(rows.order_by("offer", "started_on", "journey_id").values_list("journey_id", "offer", "started_on"))
