"""What people do with signals: let them wait, wake them, give them to a colleague, take them back.

Making and closing is for `journeys.refresh`. Each of these takes many signals at once; all of them, or none.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from reisgenoot.journeys.enums import SignalState
from reisgenoot.journeys.models import Signal, SignalNote
from reisgenoot.journeys.noted import SignalDeed
from reisgenoot.journeys.refresh import one_at_a_time, refresh
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now, today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.organisations.models import StaffMember

MOST_AT_ONCE = 200
_AWAKE: dict[str, object] = {"snoozed_until": None, "snooze_reason": "", "snoozed_by_id": None}
_OWN: dict[str, object] = {"delegated_to_id": None, "delegated_by_id": None, "delegated_reason": ""}


@transaction.atomic
def snooze_signals(*, by: Actor, signal_ids: Sequence[int], until: date, reason: str) -> None:
    """Let signals wait until a day (that day they are back), with the reason why they can.

    Raises
    ------
    NotKnown       one of them is no open signal of the organisation.
    InvalidInput   the day is not after today, there is no reason, or there are more than `MOST_AT_ONCE`.
    """
    require(by, Permission.SIGNAL_WRITE)
    signals = _get(signal_ids, by=by)
    if until <= today():
        raise InvalidInput(_("Kies een dag na vandaag waarop dit terugkomt."), field="until")
    if not reason.strip():
        raise InvalidInput(_("Schrijf op waarom dit kan wachten."), field="reason")
    said = reason.strip()
    _set(signals, {"snoozed_until": until, "snooze_reason": said, "snoozed_by_id": by.staff_id})
    _note(signals, SignalDeed.SNOOZED, by=by, until=until, reason=said)
    _refresh(signals, by=by)


@transaction.atomic
def snooze_signal(*, by: Actor, signal_id: int, until: date, reason: str) -> Signal:
    """Let one signal wait. Raises as `snooze_signals` does."""
    snooze_signals(by=by, signal_ids=[signal_id], until=until, reason=reason)
    return Signal.objects.get(pk=signal_id)


@transaction.atomic
def wake_signals(*, by: Actor, signal_ids: Sequence[int]) -> None:
    """Ask for them again at once: undoes `snooze_signals`. Those that did not wait stay as they were."""
    require(by, Permission.SIGNAL_WRITE)
    waiting = [signal for signal in _get(signal_ids, by=by) if signal.snoozed_until]
    _set(waiting, _AWAKE)
    _note(waiting, SignalDeed.WOKEN, by=by)
    _refresh(waiting, by=by)


@transaction.atomic
def wake_signal(*, by: Actor, signal_id: int) -> Signal:
    """Ask for one again at once."""
    wake_signals(by=by, signal_ids=[signal_id])
    return Signal.objects.get(pk=signal_id)


@transaction.atomic
def delegate_signals(*, by: Actor, signal_ids: Sequence[int], to_id: int, reason: str) -> None:
    """Give signals to a colleague, who sees from whom and why. They come back when that colleague leaves.

    Raises
    ------
    NotKnown       one of them is no open signal, or the colleague does not work here (any more).
    InvalidInput   there is no reason, somebody gives to him- or herself, or there are more than `MOST_AT_ONCE`.
    """
    require(by, Permission.SIGNAL_WRITE)
    signals = _get(signal_ids, by=by)
    working = Q(left_on__isnull=True) | Q(left_on__gt=today())
    if not StaffMember.objects.filter(working, pk=to_id).exists():
        raise NotKnown
    if to_id == by.staff_id:
        raise InvalidInput(_("Kies een collega, niet jezelf."), field="to_id")
    if not reason.strip():
        raise InvalidInput(_("Schrijf op waarom je collega dit doet."), field="reason")
    said = reason.strip()
    given = {"delegated_to_id": to_id, "delegated_by_id": by.staff_id, "delegated_reason": said, "staff_id": to_id}
    _set(signals, given)
    _note(signals, SignalDeed.DELEGATED, by=by, to_id=to_id, reason=said)
    _refresh(signals, by=by)


@transaction.atomic
def take_back_signals(*, by: Actor, signal_ids: Sequence[int]) -> None:
    """Let whoever answers for the person act again: undoes `delegate_signals`, also by who got them."""
    require(by, Permission.SIGNAL_WRITE)
    given = [signal for signal in _get(signal_ids, by=by) if signal.delegated_to_id]
    _set(given, _OWN)
    _note(given, SignalDeed.TAKEN_BACK, by=by)
    _refresh(given, by=by)


def _get(signal_ids: Iterable[int], *, by: Actor) -> list[Signal]:
    wanted = set(signal_ids)
    if len(wanted) > MOST_AT_ONCE:
        raise InvalidInput(_("Kies er hoogstens %(n)d tegelijk.") % {"n": MOST_AT_ONCE})
    one_at_a_time(by.organisation_id)
    rows = Signal.objects.select_for_update().filter(pk__in=wanted, state=SignalState.OPEN)
    found = list(rows.order_by("pk"))
    if not wanted or len(found) != len(wanted):
        raise NotKnown
    return found


def _set(signals: Sequence[Signal], values: Mapping[str, object]) -> None:
    Signal.objects.filter(pk__in=[signal.pk for signal in signals]).update(**values)


def _note(signals: Sequence[Signal], deed: SignalDeed, *, by: Actor, **details: object) -> None:
    same = {"organisation_id": by.organisation_id, "deed": deed, "by_id": by.staff_id, "at": now()}
    SignalNote.objects.bulk_create([SignalNote(signal_id=signal.pk, **same, **details) for signal in signals])


def _refresh(signals: Sequence[Signal], *, by: Actor) -> None:
    refresh(organisation_id=by.organisation_id, journey_ids=sorted({signal.journey_id for signal in signals}))
