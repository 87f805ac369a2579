"""What the editor of a plan begins with. For callers that checked access to the journey."""

from reisgenoot.kernel.errors import NotKnown
from reisgenoot.plans.content import Doc, completed, empty_plan
from reisgenoot.plans.current import current_version, pip_under
from reisgenoot.plans.models import DraftRevision
from reisgenoot.plans.reading_content import content_of


def version_before(journey_id: int) -> Doc | None:
    """What the version that holds now says; None when there is none."""
    plan = current_version(journey_id)
    return content_of(plan, pip=pip_under(journey_id)) if plan else None


def content_to_edit(journey_id: int) -> Doc:
    """What a new draft begins with: the version that holds now, without its talk and its reason; else nothing."""
    before = version_before(journey_id)
    if before is None:
        return empty_plan()
    return before | {"talk_on": "", "change_reason": "", "change_reaction": ""}


def draft_content(draft_id: int) -> Doc:
    """What an open draft says now.

    Raises
    ------
    NotKnown   there is no such draft in the organisation.
    """
    newest = DraftRevision.objects.filter(draft_id=draft_id).order_by("-number").first()
    if newest is None:
        raise NotKnown
    return completed(newest.content)


def is_signed_by_both(journey_id: int) -> bool:
    """Whether the version that holds now carries both signatures; not when there is none. One query."""
    plan = current_version(journey_id)
    return plan is not None and bool(plan.signed_by_person_on and plan.signed_by_staff_on)
