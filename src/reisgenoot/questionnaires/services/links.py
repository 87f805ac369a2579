"""Links with which somebody fills in a questionnaire on their own phone.

The token in the address is signed and holds the organisation's id and a random secret, nothing about a person. Only a
hash of the secret is kept. Opening asks for the birth date; after `MAX_TRIES` wrong ones the link rests for a while.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput, NotKnown, ReisgenootError
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.questionnaires.enums import SittingState, Way
from reisgenoot.questionnaires.models import Sitting, SittingLink

MAX_TRIES = 5
REST = timedelta(minutes=15)
USUAL_DAYS, MOST_DAYS = 14, 60
_SIGNER = Signer(salt="questionnaire-link")


class LinkClosed(ReisgenootError):
    """The link was withdrawn, is too old, or its questionnaire was handed in: ask for a new one."""

    code = "link-closed"

    def __init__(self, *, is_handed_in: bool) -> None:
        super().__init__(self.__doc__)
        self.is_handed_in = is_handed_in


class Unlocking(StrEnum):
    """What came of giving a birth date."""

    DONE = "done"
    WRONG = "wrong"
    RESTING = "resting"


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link with its token; the token is shown once and cannot be read back."""

    link: SittingLink
    token: str


def token_of(organisation_id: int, secret: str) -> str:
    """The signed token that stands in the address."""
    return _SIGNER.sign(f"{organisation_id}.{secret}")


def read_token(token: str) -> tuple[int, str]:
    """Organisation and secret of a token that was signed here.

    Raises
    ------
    NotKnown   it was not.
    """
    try:
        organisation, _dot, secret = _SIGNER.unsign(token).partition(".")
    except BadSignature as error:
        raise NotKnown from error
    return int(organisation), secret


@transaction.atomic
def make_link(*, by: Actor, sitting_id: int, days: int = USUAL_DAYS) -> MadeLink:
    """A new link to an open sitting; those made before close.

    Raises
    ------
    NotKnown       no such sitting of this organisation.
    InvalidInput   it is not open, it is not for filling in alone, or the person's birth date is not known.
    """
    require(by, Permission.INTAKE_WRITE)
    found = Sitting.objects.select_related("version", "journey__person")
    sitting = found.select_for_update(of=("self",)).filter(pk=sitting_id).first()
    if sitting is None:
        raise NotKnown
    if sitting.state != SittingState.OPEN or Way.ALONE not in sitting.version.filled_in_by:
        raise InvalidInput(_("Deze vragenlijst kan niemand alleen invullen."), field="sitting")
    if sitting.journey.person.birth_date is None:
        raise InvalidInput(_("Vul eerst de geboortedatum in: daarmee opent iemand de link."), field="birth_date")
    close_links(sitting)
    secret = secrets.token_urlsafe(24)
    link = SittingLink.objects.create(
        sitting=sitting,
        secret_hash=_hash(secret),
        made_at=now(),
        made_by_id=by.staff_id,
        expires_at=now() + timedelta(days=max(1, min(days, MOST_DAYS))),
    )
    return MadeLink(link, token_of(by.organisation_id, secret))


@transaction.atomic
def withdraw_link(*, by: Actor, sitting_id: int) -> None:
    """Close the links to a sitting. Raises `NotKnown`."""
    require(by, Permission.INTAKE_WRITE)
    sitting = Sitting.objects.filter(pk=sitting_id).first()
    if sitting is None:
        raise NotKnown
    close_links(sitting)


def close_links(sitting: Sitting) -> None:
    """Close every link to a sitting."""
    SittingLink.objects.filter(sitting=sitting, withdrawn_at__isnull=True).update(withdrawn_at=now())


def find_link(*, secret: str) -> SittingLink:
    """The link with this secret, of the organisation that is acted for, with its sitting and person.

    Raises
    ------
    NotKnown     there is none.
    LinkClosed   it may not be used any more.
    """
    rows = SittingLink.objects.select_related("sitting__version", "sitting__journey__person")
    link = rows.filter(secret_hash=_hash(secret)).first()
    if link is None:
        raise NotKnown
    if link.withdrawn_at is not None or link.expires_at <= now() or link.sitting.state != SittingState.OPEN:
        raise LinkClosed(is_handed_in=link.sitting.state in (SittingState.HANDED_IN, SittingState.CHECKED))
    return link


@transaction.atomic
def unlock(*, link: SittingLink, birth_date: date | None) -> Unlocking:
    """Whether this birth date opens the link. Wrong ones are counted; while it rests nothing opens it."""
    locked = SittingLink.objects.select_for_update().get(pk=link.pk)
    if _rests(locked.locked_until):
        return Unlocking.RESTING
    if birth_date is not None and _same(birth_date, link.sitting.journey.person.birth_date):
        locked.wrong_tries, locked.locked_until = 0, None
        locked.opened_at = locked.opened_at or now()
        locked.save(update_fields=["wrong_tries", "locked_until", "opened_at"])
        return Unlocking.DONE
    locked.wrong_tries += 1
    if locked.wrong_tries >= MAX_TRIES:
        locked.wrong_tries, locked.locked_until = 0, now() + REST
    locked.save(update_fields=["wrong_tries", "locked_until"])
    return Unlocking.RESTING if locked.locked_until else Unlocking.WRONG


def _rests(until: datetime | None) -> bool:
    return until is not None and until > now()


def _same(given: date, known: date | None) -> bool:
    return known is not None and hmac.compare_digest(given.isoformat(), known.isoformat())


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
