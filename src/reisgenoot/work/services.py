"""Recording work: that it began, that the contract was extended, that it ended; putting right and taking back."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.journeys.facts import (
    Moment,
    columns,
    one_at_a_time,
    reach,
    refuse_future,
    supersede,
    unless_held,
    write,
)
from reisgenoot.journeys.housemates import with_housemates
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.versions import approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now, today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.people.perms import require_bulk_write
from reisgenoot.work.models import Job, JobOrigin

CONTRACTS, END_REASONS = "contract_kind", "job_end_reason"
STARTED, ENDED = "work_started", "work_ended"
"""The milestones that work brings about, where the approach has them."""
MOST_HOURS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class NewJob:
    """Work at an employer. ``contract_ends_on`` and ``ended_on`` are last days; ``replaces`` is the job it corrects."""

    journey_id: int
    employer: str
    contract: str
    started_on: date
    occupation: str = ""
    contract_ends_on: date | None = None
    hours_per_week: Decimal | None = None
    ended_on: date | None = None
    end_reason: str = ""
    origin: str = ""
    is_trial: bool = False
    source_row_id: int | None = None
    replaces: int | None = None


@transaction.atomic
def record_jobs(*, by: Actor, jobs: Sequence[NewJob]) -> list[int]:
    """Record work, with the milestones that it began and ended; ids in the order given. The caller refreshes signals.

    Raises
    ------
    NotKnown       a journey is not the organisation's, or a replaced job is not held.
    InvalidInput   a code is not in the approach's list, the employer is missing, or hours or days are impossible.
    """
    require_bulk_write(by)
    approaches = approaches_of(one.journey_id for one in jobs)
    for one in jobs:
        _check(one, approaches[one.journey_id])
    at = now()
    before = _held_moments([one.replaces for one in jobs if one.replaces is not None])
    supersede(Job, (one.replaces for one in jobs), at=at)
    ids = write(Job, [columns(one) for one in jobs], by=by, at=at)
    reached = [moment for one in jobs for moment in _moments(one)]
    reach(reached, by=by, at=at, approaches=approaches, replaced=_gone(before))
    return ids


@transaction.atomic
def record_job(*, by: Actor, job: NewJob) -> Job:
    """Record one job. Raises as `record_jobs` does."""
    require(by, Permission.JOURNEY_WRITE)
    one_at_a_time(job.journey_id)
    (job_id,) = record_jobs(by=by, jobs=[job])
    refresh(organisation_id=by.organisation_id, journey_ids=with_housemates(job.journey_id))
    return Job.objects.get(pk=job_id)


@transaction.atomic
def extend_contract(*, by: Actor, job_id: int, until: date | None, contract: str = "") -> Job:
    """Extend the contract until a day (missing = no end any more), under another kind of contract when one is named.

    The contract that ran stays as it was known until now.

    Raises
    ------
    NotKnown       no such job that is still held.
    InvalidInput   the work has ended, or the new end is not after the old one.
    """
    require(by, Permission.JOURNEY_WRITE)
    old = _get(job_id)
    if old.ended_on is not None:
        raise InvalidInput(_("Dit werk is gestopt. Leg nieuw werk vast."), field="until")
    if until is not None and old.contract_ends_on is not None and until <= old.contract_ends_on:
        raise InvalidInput(_("Kies een dag na het einde van het contract dat nu loopt."), field="until")
    changed = replace(_as_new(old), contract_ends_on=until, contract=contract or old.contract, replaces=old.pk)
    return record_job(by=by, job=changed)


@transaction.atomic
def end_job(*, by: Actor, job_id: int, on: date, reason: str) -> Job:
    """Note the last working day and why it ended. Fills fields that were empty; another end is for `correct_job`.

    Raises
    ------
    NotKnown       no such job that is still held.
    InvalidInput   it ended already, the day is impossible, or the reason is not in the list.
    """
    require(by, Permission.JOURNEY_WRITE)
    old = _get(job_id)
    if old.ended_on is not None:
        raise InvalidInput(_("Dit werk was al gestopt. Herstel het als dat niet klopt."), field="on")
    ended = replace(_as_new(old), ended_on=on, end_reason=reason)
    approaches = approaches_of([old.journey_id])
    _check(ended, approaches[old.journey_id])
    old.ended_on, old.end_reason = on, reason
    old.save(update_fields=["ended_on", "end_reason"])
    reach(_moments(ended), by=by, at=now(), approaches=approaches)
    refresh(organisation_id=by.organisation_id, journey_ids=with_housemates(old.journey_id))
    return old


@transaction.atomic
def reopen_job(*, by: Actor, job_id: int) -> Job:
    """The work goes on after all: undoes `end_job`, with the milestone that only it brought about."""
    require(by, Permission.JOURNEY_WRITE)
    old = _get(job_id)
    before = [moment for moment in _moments(_as_new(old)) if moment.key == ENDED]
    old.ended_on, old.end_reason = None, ""
    old.save(update_fields=["ended_on", "end_reason"])
    reach([], by=by, at=now(), approaches=approaches_of([old.journey_id]), replaced=_gone(before))
    refresh(organisation_id=by.organisation_id, journey_ids=with_housemates(old.journey_id))
    return old


@transaction.atomic
def correct_job(*, by: Actor, job_id: int, **changes: Any) -> Job:
    """Put a job right: the old one stays as it was known. Raises as `record_jobs` does."""
    require(by, Permission.JOURNEY_WRITE)
    old = _get(job_id)
    return record_job(by=by, job=replace(_as_new(old), **changes, replaces=old.pk))


@transaction.atomic
def retract_job(*, by: Actor, job_id: int) -> None:
    """Take back a job that was recorded by mistake, with the milestones that only it brought about."""
    require(by, Permission.JOURNEY_WRITE)
    old = _get(job_id)
    at, before = now(), _held_moments([old.pk])
    supersede(Job, [old.pk], at=at)
    reach([], by=by, at=at, approaches=approaches_of([old.journey_id]), replaced=_gone(before))
    refresh(organisation_id=by.organisation_id, journey_ids=with_housemates(old.journey_id))


def _check(one: NewJob, approach: Approach) -> None:
    if not one.employer.strip():
        raise InvalidInput(_("Vul in bij wie iemand werkt."), field="employer")
    _check_code(approach, CONTRACTS, one.contract, _("Kies een soort contract uit de lijst."), "contract")
    if one.ended_on is not None:
        _check_code(approach, END_REASONS, one.end_reason, _("Kies een reden uit de lijst."), "end_reason")
        refuse_future(one.ended_on, field="ended_on")
        if one.ended_on < one.started_on:
            raise InvalidInput(_("De laatste werkdag ligt voor de eerste. Controleer beide datums."), field="ended_on")
    if one.contract_ends_on is not None and one.contract_ends_on < one.started_on:
        message = _("Het contract eindigt voor de eerste werkdag. Controleer beide datums.")
        raise InvalidInput(message, field="contract_ends_on")
    if one.hours_per_week is not None and not 0 < one.hours_per_week <= MOST_HOURS:
        raise InvalidInput(_("Uren per week liggen tussen 0 en 80."), field="hours_per_week")
    if one.origin and one.origin not in JobOrigin.values:
        raise InvalidInput(_("Kies uit de lijst hoe het werk is gevonden."), field="origin")


def _check_code(approach: Approach, code_list: str, code: str, message: str, field: str) -> None:
    known = approach.code_lists.get(code_list)
    if not code or (known is not None and code not in known.codes):
        raise InvalidInput(message, field=field)


def _moments(one: NewJob) -> list[Moment]:
    """That the work began and ended. A trial placement is no work yet; work that begins later has not begun."""
    if one.is_trial or one.started_on > today():
        return []
    days = ((STARTED, one.started_on), (ENDED, one.ended_on))
    return [Moment(one.journey_id, key, day, one.source_row_id) for key, day in days if day]


def _held_moments(job_ids: Sequence[int]) -> list[Moment]:
    rows = Job.objects.filter(pk__in=job_ids, superseded_at__isnull=True) if job_ids else []
    return [moment for row in rows for moment in _moments(_as_new(row))]


def _gone(before: Sequence[Moment]) -> list[Moment]:
    """Of the moments that superseded jobs brought about, those that no held job stands for."""
    if not before:
        return []
    held = Job.objects.filter(journey_id__in={one.journey_id for one in before}, superseded_at__isnull=True)
    return unless_held(before, [moment for row in held for moment in _moments(_as_new(row))])


def _as_new(row: Job) -> NewJob:
    known = {field.name: getattr(row, field.name) for field in fields(NewJob) if field.name != "replaces"}
    return NewJob(**known)


def _get(job_id: int) -> Job:
    row = Job.objects.select_for_update().filter(pk=job_id, superseded_at__isnull=True).first()
    if row is None:
        raise NotKnown
    return row
