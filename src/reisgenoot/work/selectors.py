"""Reading what somebody works at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.models import RECORDED_BY
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.work.models import Job


@dataclass(frozen=True, slots=True)
class JobFact:
    """Work at an employer as it is held now; days are inclusive. ``hours_per_week`` missing = not told."""

    id: int
    employer: str
    occupation: str
    contract: str
    started_on: date
    contract_ends_on: date | None
    hours_per_week: Decimal | None
    ended_on: date | None
    end_reason: str
    origin: str
    is_trial: bool
    by: str

    def runs_on(self, day: date) -> bool:
        """Whether somebody works there on a day."""
        return self.started_on <= day and (self.ended_on is None or self.ended_on >= day)


def jobs_of(*, by: Actor, journey_id: int) -> Sequence[JobFact]:
    """The jobs of a journey as they are held now, newest first. One query."""
    require(by, Permission.JOURNEY_READ)
    rows = Job.objects.filter(journey_id=journey_id, superseded_at__isnull=True).order_by("-started_on", "-pk")
    columns = ("pk", "employer", "occupation", "contract", "started_on", "contract_ends_on", "hours_per_week")
    more = ("ended_on", "end_reason", "origin", "is_trial", RECORDED_BY)
    return [JobFact(*values) for values in rows.values_list(*columns, *more)]


def get_job(*, by: Actor, job_id: int, permission: Permission) -> Job:
    """A job with its journey and person; also one that was corrected.

    Raises
    ------
    NotAllowed   the role of ``by`` may not do this (403). NotKnown: there is none in this organisation (404).
    """
    require(by, permission)
    rows = Job.objects.select_related("journey__person", "recorded_by")
    found = rows.defer("journey__person__bsn_sealed", "journey__person__bsn_hash").filter(pk=job_id).first()
    if found is None:
        raise NotKnown
    return found
