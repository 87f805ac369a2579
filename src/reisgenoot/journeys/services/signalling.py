"""Letting a signal wait, with a reason and a day, and waking it again. Making and closing is for `journeys.refresh`."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.journeys.enums import SignalState
from reisgenoot.journeys.models import Signal
from reisgenoot.journeys.refresh import refresh
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require


@transaction.atomic
def snooze_signal(*, by: Actor, signal_id: int, until: date, reason: str) -> Signal:
    """Let a signal wait until a day (that day it is back), with the reason why it can.

    Raises
    ------
    NotKnown       no such open signal in the organisation.
    InvalidInput   the day is not after today, or there is no reason.
    """
    require(by, Permission.SIGNAL_WRITE)
    signal = _get(signal_id)
    if until <= today():
        raise InvalidInput(_("Kies een dag na vandaag waarop dit terugkomt."), field="until")
    if not reason.strip():
        raise InvalidInput(_("Schrijf op waarom dit kan wachten."), field="reason")
    signal.snoozed_until = until
    signal.snooze_reason = reason.strip()
    signal.snoozed_by_id = by.staff_id
    signal.save(update_fields=["snoozed_until", "snooze_reason", "snoozed_by"])
    refresh(organisation_id=by.organisation_id, journey_ids=[signal.journey_id])
    return signal


@transaction.atomic
def wake_signal(*, by: Actor, signal_id: int) -> Signal:
    """Ask for it again at once: undoes `snooze_signal`."""
    require(by, Permission.SIGNAL_WRITE)
    signal = _get(signal_id)
    signal.snoozed_until = None
    signal.snooze_reason = ""
    signal.snoozed_by_id = None
    signal.save(update_fields=["snoozed_until", "snooze_reason", "snoozed_by"])
    refresh(organisation_id=by.organisation_id, journey_ids=[signal.journey_id])
    return signal


def _get(signal_id: int) -> Signal:
    signal = Signal.objects.select_for_update().filter(pk=signal_id, state=SignalState.OPEN).first()
    if signal is None:
        raise NotKnown
    return signal
