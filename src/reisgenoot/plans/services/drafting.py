"""Writing the next version of a plan: starting, saving (also by two people at once), throwing away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.journeys.facts import one_at_a_time
from reisgenoot.journeys.versions import approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.plans.content import Doc, completed
from reisgenoot.plans.current import current_version
from reisgenoot.plans.editing import content_to_edit
from reisgenoot.plans.merging import Merged, merge
from reisgenoot.plans.models import DraftRevision, PlanDraft
from reisgenoot.plans.services.checking import check_content


@dataclass(frozen=True, slots=True)
class OtherSaving:
    """Somebody else's saving since one began: who and when."""

    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a saving. With clashes nothing was saved: ``merged.content`` holds what one has to choose from.

    ``others`` are the savings by others since one began, oldest first; ``revision`` is the one to go on from.
    """

    draft: PlanDraft
    merged: Merged
    revision: int
    others: tuple[OtherSaving, ...] = ()

    @property
    def is_saved(self) -> bool:
        """Whether it stands in the draft now."""
        return not self.merged.clashes


@transaction.atomic
def start_draft(*, by: Actor, journey_id: int) -> PlanDraft:
    """The open draft of the next version; made from the version that holds now when there is none.

    Raises
    ------
    NotKnown   no such journey in the organisation.
    """
    require(by, Permission.PLAN_WRITE)
    approaches_of([journey_id])
    one_at_a_time(journey_id)
    known = PlanDraft.objects.filter(journey_id=journey_id, closed_at__isnull=True).first()
    if known is not None:
        return known
    based_on = current_version(journey_id)
    content = content_to_edit(journey_id)
    draft = PlanDraft.objects.create(journey_id=journey_id, based_on=based_on)
    _write(draft, content, by=by)
    return draft


@transaction.atomic
def save_draft(
    *, by: Actor, draft_id: int, began_from: int, content: Doc, chosen: Mapping[str, str] | None = None
) -> Saved:
    """Save what somebody wrote, who began from revision ``began_from``; what others saved meanwhile stays.

    Changes of others that do not clash are taken over. Where both changed the same nothing is saved and the clashes come
    back; ``chosen`` answers them (name of the clash -> ``mine`` or ``theirs``).

    Raises
    ------
    NotKnown       no such open draft, or it never had that revision.
    InvalidInput   a code is not known, a text is too long, a day does not exist.
    """
    require(by, Permission.PLAN_WRITE)
    draft = get_draft(draft_id)
    content = completed(content)
    check_content(content, approaches_of([draft.journey_id])[draft.journey_id])
    began, newest = _revision(draft, began_from), _revision(draft, draft.revision)
    merged = merge(completed(began.content), content, completed(newest.content), chosen=chosen)
    others = _others(draft, began_from, by)
    if merged.clashes:
        return Saved(draft, merged, draft.revision, others)
    if merged.content != newest.content:
        draft.revision += 1
        draft.save(update_fields=["revision"])
        _write(draft, merged.content, by=by)
    return Saved(draft, merged, draft.revision, others)


@transaction.atomic
def discard_draft(*, by: Actor, draft_id: int) -> PlanDraft:
    """Throw a draft away; what it held stays known and `reopen_draft` brings it back."""
    require(by, Permission.PLAN_WRITE)
    draft = get_draft(draft_id)
    draft.closed_at = now()
    draft.save(update_fields=["closed_at"])
    return draft


@transaction.atomic
def reopen_draft(*, by: Actor, draft_id: int) -> PlanDraft:
    """Bring back a draft that was thrown away: undoes `discard_draft`.

    Raises
    ------
    NotKnown       no such draft.
    InvalidInput   it became a version, or somebody began another one.
    """
    require(by, Permission.PLAN_WRITE)
    draft = PlanDraft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None:
        raise NotKnown
    if draft.became_id is not None:
        raise InvalidInput(_("Dit concept is al een versie van het plan geworden."))
    if PlanDraft.objects.filter(journey_id=draft.journey_id, closed_at__isnull=True).exclude(pk=draft_id).exists():
        raise InvalidInput(_("Er is intussen een ander concept begonnen."))
    draft.closed_at = None
    draft.save(update_fields=["closed_at"])
    return draft


def get_draft(draft_id: int) -> PlanDraft:
    """The open draft, locked. Raises `NotKnown`."""
    draft = PlanDraft.objects.select_for_update().filter(pk=draft_id, closed_at__isnull=True).first()
    if draft is None:
        raise NotKnown
    return draft


def newest_content(draft: PlanDraft) -> Doc:
    """What the draft says now."""
    return completed(_revision(draft, draft.revision).content)


def _revision(draft: PlanDraft, number: int) -> DraftRevision:
    found = draft.revisions.filter(number=number).first()
    if found is None:
        raise NotKnown
    return found


def _others(draft: PlanDraft, began_from: int, by: Actor) -> tuple[OtherSaving, ...]:
    rows = draft.revisions.filter(number__gt=began_from).exclude(saved_by_id=by.staff_id).order_by("number")
    return tuple(OtherSaving(name or "", at) for name, at in rows.values_list("saved_by__name", "saved_at"))


def _write(draft: PlanDraft, content: Doc, *, by: Actor) -> None:
    DraftRevision.objects.create(
        draft=draft, number=draft.revision, content=content, saved_by_id=by.staff_id, saved_at=now()
    )
