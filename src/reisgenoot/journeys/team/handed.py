"""Reading handovers: those that were made, one of them with its files, and who still has to be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from reisgenoot.journeys.models import CaseloadHandover, HandedFile, HandoverNotice
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission, require

SHOWN_FOR = timedelta(days=365)
MOST_LISTED = 20


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One handover in the list: whose files, how many, from when, and how many messages still have to go."""

    id: int
    colleague: str
    cause: str
    from_on: date
    files: int
    to_tell: int
    is_undone: bool


def recent_handovers(*, by: Actor, day: date) -> list[HandoverLine]:
    """Handovers of the last year and those to come, the newest first, at most twenty. One query."""
    require(by, Permission.TEAM_READ)
    waiting = Count("notices", filter=Q(notices__sent_on__isnull=True), distinct=True)
    rows = (
        CaseloadHandover.objects.filter(from_on__gte=day - SHOWN_FOR)
        .select_related("staff")
        .annotate(number=Count("files", distinct=True), waiting=waiting)
        .order_by("-made_at", "-pk")[:MOST_LISTED]
    )
    return [
        HandoverLine(
            row.pk, row.staff.name, row.get_cause_display(), row.from_on, row.number, row.waiting, bool(row.undone_at)
        )
        for row in rows
    ]


def get_handover(*, by: Actor, handover_id: int) -> CaseloadHandover:
    """One handover. Raises `NotKnown` for another organisation's."""
    require(by, Permission.TEAM_READ)
    found = CaseloadHandover.objects.select_related("staff", "made_by").filter(pk=handover_id).first()
    if found is None:
        raise NotKnown
    return found


def files_of(*, by: Actor, handover_id: int) -> Sequence[HandedFile]:
    """The files of a handover with person and new director, by director and name. One query."""
    require(by, Permission.TEAM_READ)
    rows = HandedFile.objects.filter(handover_id=handover_id).select_related("journey__person", "staff")
    return list(rows.order_by("staff__name", "journey__person__name_key", "pk"))


def notices_of(*, by: Actor, handover_id: int) -> Sequence[HandoverNotice]:
    """Who is to be told of a handover: providers first, then newcomers by name. One query."""
    require(by, Permission.TEAM_READ)
    rows = HandoverNotice.objects.filter(handover_id=handover_id).select_related(
        "journey__person", "provider", "sent_by"
    )
    return list(rows.order_by("provider__name", "journey__person__name_key", "pk"))


def get_notice(*, by: Actor, notice_id: int) -> HandoverNotice:
    """One notice with its handover. Raises `NotKnown` for another organisation's."""
    require(by, Permission.TEAM_READ)
    found = (
        HandoverNotice.objects.select_related("handover__staff", "journey__person", "provider")
        .filter(pk=notice_id)
        .first()
    )
    if found is None:
        raise NotKnown
    return found


def handed_file(*, by: Actor, handover_id: int, journey_id: int) -> HandedFile:
    """The file of a journey within a handover. Raises `NotKnown`."""
    require(by, Permission.TEAM_READ)
    found = (
        HandedFile.objects.select_related("staff", "journey__person", "handover__staff")
        .filter(handover_id=handover_id, journey_id=journey_id)
        .first()
    )
    if found is None:
        raise NotKnown
    return found
