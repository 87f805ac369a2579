"""Recording what came on paper or by word of mouth: most often the profile that COA made."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.handover.enums import Channel, Completeness, MissingReason
from reisgenoot.handover.models import ReceivedHandover
from reisgenoot.journeys.facts import refuse_future
from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import Permission, require

COA = "COA"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProfile:
    """What came, from whom and how; ``missing_reason`` only when nothing came."""

    sender_name: str = COA
    channel: str = Channel.PAPER
    received_on: date
    completeness: str = Completeness.COMPLETE
    missing_reason: str = ""
    note: str = ""


@transaction.atomic
def record_received(*, by: Actor, journey_id: int, profile: NewProfile) -> ReceivedHandover:
    """Record what another party gave about somebody who is known here, or that it gave nothing and why.

    Raises
    ------
    NotKnown       the journey is not of this organisation.
    InvalidInput   a code is not known, the day lies in the future, or the reason is missing.
    """
    require(by, Permission.HANDOVER_WRITE)
    require_own(Journey, [journey_id])
    _check(profile)
    is_missing = profile.completeness == Completeness.MISSING
    return ReceivedHandover.objects.create(
        journey_id=journey_id,
        sender_name=profile.sender_name.strip(),
        channel=profile.channel,
        completeness=profile.completeness,
        missing_reason=profile.missing_reason if is_missing else "",
        received_on=profile.received_on,
        received_by_id=by.staff_id,
        note=profile.note.strip(),
    )


def _check(profile: NewProfile) -> None:
    if not profile.sender_name.strip():
        raise InvalidInput(_("Vul in van wie dit kwam."), field="sender_name")
    if profile.channel not in {Channel.DIGITAL, Channel.PAPER, Channel.SPOKEN}:
        raise InvalidInput(_("Kies hoe het kwam."), field="channel")
    if profile.completeness not in Completeness.values:
        raise InvalidInput(_("Kies of het compleet was."), field="completeness")
    if profile.completeness == Completeness.MISSING and profile.missing_reason not in MissingReason.values:
        raise InvalidInput(_("Kies waarom er niets kwam."), field="missing_reason")
    refuse_future(profile.received_on, field="received_on")
