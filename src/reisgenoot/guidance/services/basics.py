"""Setting one of the basics with one tap, and taking that back."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.guidance.models import Basic
from reisgenoot.guidance.writing import add, held, set_aside, writing_in
from reisgenoot.journeys.facts import refuse_future
from reisgenoot.journeys.refresh import refresh
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission, require


@transaction.atomic
def set_basic(
    *,
    by: Actor,
    journey_id: int,
    key: str,
    state: str,
    on: date | None = None,
    helper: str | None = None,
    note: str | None = None,
) -> Basic:
    """Say where one of the basics stands since ``on`` (today when missing). Helper and note stay when not given.

    Raises
    ------
    NotKnown       the journey is not the organisation's.
    InvalidInput   the approach knows no such basic, state or helping party, or the day lies in the future.
    """
    require(by, Permission.JOURNEY_WRITE)
    approach = writing_in(journey_id)
    if key not in approach.basics:
        raise InvalidInput(_("Kies iets uit de lijst."), field="key")
    if helper and helper not in approach.code_lists["helping_party"].codes:
        raise InvalidInput(_("Kies wie helpt uit de lijst."), field="helper")
    refuse_future(on, field="on")
    before = Basic.objects.filter(journey_id=journey_id, key=key, superseded_at__isnull=True).first()
    if before:
        set_aside(before)
    basic = add(
        Basic(
            journey_id=journey_id,
            key=key,
            state=state,
            on=on or today(),
            helper=helper if helper is not None else before.helper if before else approach.basics[key].helper,
            note=note if note is not None else before.note if before else "",
        ),
        by=by,
    )
    refresh(organisation_id=by.organisation_id, journey_ids=[journey_id])
    return basic


@transaction.atomic
def undo_basic(*, by: Actor, basic_id: int) -> None:
    """Take back the last change of a basic: what stood before it stands again, or nothing when there was nothing."""
    require(by, Permission.JOURNEY_WRITE)
    basic = held(Basic, basic_id)
    set_aside(basic)
    same = Basic.objects.filter(journey_id=basic.journey_id, key=basic.key).exclude(pk=basic.pk)
    before = same.filter(superseded_at__lte=basic.recorded_at).order_by("-superseded_at", "-pk").first()
    if before:
        kept = Basic(
            journey_id=basic.journey_id,
            key=basic.key,
            state=before.state,
            on=before.on,
            helper=before.helper,
            note=before.note,
        )
        add(kept, by=by)
    refresh(organisation_id=by.organisation_id, journey_ids=[basic.journey_id])
