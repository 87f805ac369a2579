"""Who wants a digest by e-mail, who is to get one today, and how the sending ended."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.journeys.models import DigestChoice, DigestSent
from reisgenoot.journeys.noted import DigestState, Often
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.organisations.models import StaffMember

LANGUAGES = ("nl", "en")
_FRIDAY = 4


@transaction.atomic
def choose_digest(*, by: Actor, often: str, language: str) -> DigestChoice:
    """Choose for oneself how often a digest comes, and in which language.

    Raises
    ------
    InvalidInput   a choice is not in its list.
    NotKnown       the actor is no member of staff.
    """
    require(by, Permission.WORKLIST_READ)
    if often not in Often.values:
        raise InvalidInput(_("Kies hoe vaak uit de lijst."), field="often")
    if language not in LANGUAGES:
        raise InvalidInput(_("Kies een taal uit de lijst."), field="language")
    if by.staff_id is None:
        raise NotKnown
    same = {"organisation_id": by.organisation_id, "often": often, "language": language}
    choice, _made = DigestChoice.objects.update_or_create(staff_id=by.staff_id, defaults=same)
    return choice


def chosen_digest(*, by: Actor) -> DigestChoice:
    """What the actor chose; never, as long as nothing was chosen. One query."""
    require(by, Permission.WORKLIST_READ)
    return DigestChoice.objects.filter(staff_id=by.staff_id).first() or DigestChoice()


def staff_to_tell(*, day: date) -> list[int]:
    """Staff who chose a digest that is due on a day and was not tried yet, and who still work here. Two queries.

    A daily one is due on working days, a weekly one once from Monday on: when nothing could be sent on Monday it comes
    the next working day.
    """
    if day.weekday() > _FRIDAY:
        return []
    monday = day - timedelta(days=day.weekday())
    chosen = DigestChoice.objects.exclude(often=Often.NEVER).exclude(staff__left_on__lte=day)
    told = chosen.filter(staff__user__isnull=False).values_list("staff_id", "often")
    tried = dict(DigestSent.objects.filter(on__gte=monday, on__lte=day).order_by("on").values_list("staff_id", "on"))
    since = {Often.DAILY: day, Often.WEEKLY: monday}
    return sorted(
        staff_id for staff_id, often in told if staff_id not in tried or tried[staff_id] < since[Often(often)]
    )


def claim_digest(*, staff_id: int, day: date) -> bool:
    """Say that the digest of a day is being sent; whether nobody did so before, also at the same moment."""
    staff = StaffMember.objects.filter(pk=staff_id).first()
    if staff is None:
        raise NotKnown
    same = {"organisation_id": staff.organisation_id}
    _row, is_mine = DigestSent.objects.get_or_create(staff_id=staff_id, on=day, defaults=same)
    return is_mine


def note_digest(*, staff_id: int, day: date, state: DigestState, failure: str = "") -> None:
    """Note how the sending ended; ``failure`` is a word, never an address."""
    DigestSent.objects.filter(staff_id=staff_id, on=day).update(state=state, failure=failure)


def last_digest(*, by: Actor, staff_id: int) -> DigestSent | None:
    """The digest that was tried last for a member of staff; None when there was none. One query."""
    if staff_id != by.staff_id:
        require(by, Permission.STAFF_READ)
    return DigestSent.objects.filter(staff_id=staff_id).order_by("-on").first()
