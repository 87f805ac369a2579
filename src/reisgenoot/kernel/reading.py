"""Writing and reading the log of reads. The application's database role can add rows, never change or remove them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import HOME_ZONE
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


@dataclass(frozen=True, slots=True)
class ReadsWanted:
    """Which reads: of one person, by staff whose name or code holds these letters, on days from and until (inclusive)."""

    person_id: int | None = None
    staff: str = ""
    from_on: date | None = None
    until_on: date | None = None


def reads(*, by: Actor, wanted: ReadsWanted) -> QuerySet[ReadEntry]:
    """The reads that were asked for, unordered. For the privacy officer."""
    require(by, Permission.READING_LOG_READ)
    found = ReadEntry.objects.all()
    if wanted.person_id is not None:
        found = found.filter(person_id=wanted.person_id)
    if wanted.staff:
        found = found.filter(Q(staff__name__icontains=wanted.staff) | Q(staff__code__iexact=wanted.staff))
    if wanted.from_on:
        found = found.filter(at__gte=_midnight(wanted.from_on))
    if wanted.until_on:
        found = found.filter(at__lt=_midnight(wanted.until_on + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, HOME_ZONE)
