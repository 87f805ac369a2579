"""Recording calls to come to something compulsory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.journeys.facts import Moment, columns, reach, supersede, unless_held, write
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.versions import approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.offers.models import CallUp
from reisgenoot.people.perms import require_bulk_write


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCallUp:
    """A call to come to something; ``number`` 1 is the first. ``replaces`` is the id of the call that this one corrects."""

    journey_id: int
    activity: str
    number: int
    called_on: date
    response: str = ""
    source_row_id: int | None = None
    replaces: int | None = None


@transaction.atomic
def record_call_ups(*, by: Actor, call_ups: Sequence[NewCallUp]) -> list[int]:
    """Record calls to come, and the milestone ``<activity>_called`` where the approach has it; ids in the order given.

    Raises
    ------
    NotKnown       a journey is not the organisation's, or a replaced call is not held.
    InvalidInput   the number is below 1, or the response is not in the approach's list ``<activity>_response``.
    """
    require_bulk_write(by)
    approaches = approaches_of(one.journey_id for one in call_ups)
    for one in call_ups:
        _check_call_up(one, approaches[one.journey_id])
    at = now()
    replaced = [one.replaces for one in call_ups if one.replaces is not None]
    before = _held_moments({"pk__in": replaced}) if replaced else []
    supersede(CallUp, replaced, at=at)
    ids = write(CallUp, [columns(one) for one in call_ups], by=by, at=at)
    reach([_moment(one) for one in call_ups], by=by, at=at, approaches=approaches, replaced=_gone(before))
    return ids


@transaction.atomic
def record_call_up(*, by: Actor, call_up: NewCallUp) -> CallUp:
    """Record one call to come. Raises as `record_call_ups` does."""
    require(by, Permission.JOURNEY_WRITE)
    (call_up_id,) = record_call_ups(by=by, call_ups=[call_up])
    refresh(organisation_id=by.organisation_id, journey_ids=[call_up.journey_id])
    return CallUp.objects.get(pk=call_up_id)


@transaction.atomic
def note_response(*, by: Actor, call_up_id: int, response: str) -> CallUp:
    """Note the answer to a call. Fills a field that was empty; another answer than was there supersedes the call.

    Raises
    ------
    NotKnown       no such call that is still held.
    InvalidInput   the response is not in the approach's list.
    """
    require(by, Permission.JOURNEY_WRITE)
    old = CallUp.objects.select_for_update().filter(pk=call_up_id, superseded_at__isnull=True).first()
    if old is None:
        raise NotKnown
    _check_response(old.activity, response, approaches_of([old.journey_id])[old.journey_id])
    if old.response and old.response != response:
        corrected = NewCallUp(
            journey_id=old.journey_id,
            activity=old.activity,
            number=old.number,
            called_on=old.called_on,
            response=response,
            replaces=old.pk,
        )
        return record_call_up(by=by, call_up=corrected)
    old.response = response
    old.save(update_fields=["response"])
    refresh(organisation_id=by.organisation_id, journey_ids=[old.journey_id])
    return old


@transaction.atomic
def retract_call_up(*, by: Actor, call_up_id: int) -> None:
    """Take back a call that was recorded by mistake, with the milestone that only it brought about."""
    require(by, Permission.JOURNEY_WRITE)
    before = _held_moments({"pk": call_up_id})
    if not before:
        raise NotKnown
    at = now()
    supersede(CallUp, [call_up_id], at=at)
    journey_id = before[0].journey_id
    reach([], by=by, at=at, approaches=approaches_of([journey_id]), replaced=_gone(before))
    refresh(organisation_id=by.organisation_id, journey_ids=[journey_id])


def _check_call_up(one: NewCallUp, approach: Approach) -> None:
    if one.number < 1:
        raise InvalidInput(_("De eerste oproep heeft nummer 1."), field="number")
    _check_response(one.activity, one.response, approach)


def _check_response(activity: str, response: str, approach: Approach) -> None:
    known = approach.code_lists.get(f"{activity}_response")
    if response and known is not None and response not in known.codes:
        raise InvalidInput(_("%(code)s staat niet in de lijst van antwoorden.") % {"code": response}, field="response")


def _moment(one: NewCallUp | CallUp) -> Moment:
    return Moment(one.journey_id, f"{one.activity}_called", one.called_on, one.source_row_id)


def _held_moments(which: Mapping[str, object]) -> list[Moment]:
    return [_moment(row) for row in CallUp.objects.filter(**which, superseded_at__isnull=True)]


def _gone(before: Sequence[Moment]) -> list[Moment]:
    """Of the moments that superseded calls brought about, those that no held one stands for."""
    if not before:
        return []
    return unless_held(before, _held_moments({"journey_id__in": {one.journey_id for one in before}}))
