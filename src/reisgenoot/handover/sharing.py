"""Whether something may be shared: inside the organisation always, outside only with an agreement or with consent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from reisgenoot.handover.enums import Part
from reisgenoot.handover.models import Consent, Party, SharingAgreement
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import Permission, require


class NotShareable(InvalidInput):
    """These parts may not go to this party: there is no agreement in force and no consent for them."""

    code = "not-shareable"


@dataclass(frozen=True, slots=True)
class Ground:
    """Why parts may be shared: exactly one of the two ids is filled."""

    agreement_id: int | None = None
    consent_id: int | None = None
    purpose: str = ""
    legal_basis: str = ""


def may_share(*, by: Actor, journey_id: int, party_id: int, parts: Collection[str], on: date | None = None) -> Ground:
    """The ground on which these parts of somebody's story may go to a party: one agreement or one consent for all of them.

    The agreement goes first: it holds for everybody. Two queries.

    Raises
    ------
    NotKnown       the party is not of this organisation.
    NotShareable   no agreement in force and no consent that holds covers all of the parts; the text names what is missing.
    """
    require(by, Permission.HANDOVER_READ)
    require_own(Party, [party_id])
    day, wanted = on or today(), sorted(set(parts))
    agreements = _in_force(day).filter(party_id=party_id)
    found = agreements.filter(parts__contains=wanted).order_by("-valid_from", "-pk").first()
    if found:
        return Ground(agreement_id=found.pk, purpose=found.purpose, legal_basis=found.legal_basis)
    consents = _given(day).filter(journey_id=journey_id, party_id=party_id)
    given = consents.filter(parts__contains=wanted).order_by("-given_on", "-pk").first()
    if given:
        return Ground(consent_id=given.pk, purpose=given.purpose)
    covered = _covered([*agreements.values_list("parts", flat=True), *consents.values_list("parts", flat=True)], wanted)
    missing = [str(Part(part).label) for part in wanted if part not in covered]
    raise NotShareable(
        _(
            "Dit mag nog niet naar deze organisatie: %(parts)s. Vraag de inwoner om toestemming, laat deze delen weg, of leg "
            "eerst een afspraak over delen vast."
        )
        % {"parts": ", ".join(missing or [str(Part(part).label) for part in wanted])},
        field="parts",
    )


def _covered(held: list[list[str]], wanted: list[str]) -> set[str]:
    """Of the wanted parts those in the agreement or consent that covers most of them."""
    best: set[str] = set()
    for parts in held:
        both = set(parts) & set(wanted)
        if len(both) > len(best):
            best = both
    return best


def _in_force(day: date) -> QuerySet[SharingAgreement]:
    return SharingAgreement.objects.filter(valid_from__lte=day).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    )


def _given(day: date) -> QuerySet[Consent]:
    return Consent.objects.filter(given_on__lte=day).filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day))
