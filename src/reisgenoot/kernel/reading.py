"""Writing and reading the log of reads. The application's database role can add rows, never change or remove them."""

from collections.abc import Sequence

from django.db.models import QuerySet

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.models import ReadEntry
from reisgenoot.kernel.permissions import Permission, require


def log_read(*, by: Actor, person_id: int | None, part: str, count: int = 1) -> None:
    """Remember that ``by`` read ``part`` of this person's file (or a list of ``count`` people)."""
    ReadEntry.objects.create(
        staff_id=by.staff_id,
        actor_label=by.label,
        person_id=person_id,
        part=part,
        purpose=by.reason,
        count=count,
    )


def reads_of_person(*, by: Actor, person_id: int) -> QuerySet[ReadEntry]:
    """All reads of one person's file, newest first. For the privacy officer."""
    require(by, Permission.READING_LOG_READ)
    return ReadEntry.objects.filter(person_id=person_id).select_related("staff").order_by("-at")


def latest_reads(*, by: Actor, limit: int = 200) -> Sequence[ReadEntry]:
    """The newest reads in the organisation, at most ``limit``. For the privacy officer."""
    require(by, Permission.READING_LOG_READ)
    return list(ReadEntry.objects.select_related("staff").order_by("-at")[:limit])
