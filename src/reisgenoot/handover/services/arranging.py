"""Parties, agreements to share, and consent of a person."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.handover.enums import ConsentWay, Part, PartyKind
from reisgenoot.handover.models import Consent, Party, SharingAgreement
from reisgenoot.journeys.facts import refuse_future
from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.organisations.models import Organisation


@transaction.atomic
def ensure_party(*, by: Actor, name: str, kind: str, partner_id: int | None = None) -> Party:
    """The party of this name, made when it is not there yet.

    Raises
    ------
    NotKnown       no organisation with the id of the partner.
    InvalidInput   the name is empty, the kind is not known, or the partner is the own organisation.
    """
    require(by, Permission.SHARING_WRITE)
    if not name.strip():
        raise InvalidInput(_("Vul de naam van de organisatie in."), field="name")
    if kind not in PartyKind.values:
        raise InvalidInput(_("Kies een soort organisatie uit de lijst."), field="kind")
    if partner_id == by.organisation_id:
        raise InvalidInput(_("Kies een andere organisatie dan de eigen."), field="partner")
    if partner_id is not None and not Organisation.objects.filter(pk=partner_id).exists():
        raise NotKnown
    made, _new = Party.objects.get_or_create(
        organisation_id=by.organisation_id, name=name.strip(), defaults={"kind": kind, "partner_id": partner_id}
    )
    return made


@transaction.atomic
def make_agreement(
    *,
    by: Actor,
    party_id: int,
    parts: Sequence[str],
    purpose: str,
    legal_basis: str,
    valid_from: date,
    valid_until: date | None = None,
    document: str = "",
) -> SharingAgreement:
    """Lay down what may be shared with a party.

    Raises
    ------
    NotKnown       the party is not of this organisation.
    InvalidInput   nothing was chosen, purpose or ground is missing, or the days are impossible.
    """
    require(by, Permission.SHARING_WRITE)
    require_own(Party, [party_id])
    check_parts(parts)
    if not purpose.strip():
        raise InvalidInput(_("Schrijf op waarvoor er gedeeld wordt."), field="purpose")
    if not legal_basis.strip():
        raise InvalidInput(_("Schrijf op welke wet of afspraak dit toestaat."), field="legal_basis")
    if valid_until and valid_until <= valid_from:
        raise InvalidInput(_("Een afspraak eindigt na de dag waarop hij begint."), field="valid_until")
    return SharingAgreement.objects.create(
        party_id=party_id,
        parts=sorted(set(parts)),
        purpose=purpose.strip(),
        legal_basis=legal_basis.strip(),
        valid_from=valid_from,
        valid_until=valid_until,
        document=document.strip(),
    )


@transaction.atomic
def end_agreement(*, by: Actor, agreement_id: int, on: date | None = None) -> SharingAgreement:
    """End an agreement: ``on`` (today when missing) is the first day it no longer holds.

    Raises
    ------
    NotKnown       no such agreement.
    InvalidInput   it ends before it began.
    """
    require(by, Permission.SHARING_WRITE)
    agreement = SharingAgreement.objects.select_for_update().filter(pk=agreement_id).first()
    if agreement is None:
        raise NotKnown
    day = on or today()
    if day <= agreement.valid_from:
        raise InvalidInput(_("Een afspraak eindigt na de dag waarop hij begint."), field="valid_until")
    agreement.valid_until = day
    agreement.save(update_fields=["valid_until"])
    return agreement


@transaction.atomic
def give_consent(
    *, by: Actor, journey_id: int, party_id: int, parts: Sequence[str], purpose: str, given_on: date, how: str
) -> Consent:
    """Record that somebody consents to sharing parts with a party.

    Raises
    ------
    NotKnown       the journey or the party is not of this organisation.
    InvalidInput   nothing was chosen, the purpose is missing, or the day lies in the future.
    """
    require(by, Permission.HANDOVER_WRITE)
    require_own(Journey, [journey_id])
    require_own(Party, [party_id])
    check_parts(parts)
    if not purpose.strip():
        raise InvalidInput(_("Schrijf op waarvoor de inwoner toestemming geeft."), field="purpose")
    if how not in ConsentWay.values:
        raise InvalidInput(_("Kies hoe de inwoner toestemming gaf."), field="how")
    refuse_future(given_on, field="given_on")
    return Consent.objects.create(
        journey_id=journey_id,
        party_id=party_id,
        parts=sorted(set(parts)),
        purpose=purpose.strip(),
        given_on=given_on,
        how=how,
        recorded_by_id=by.staff_id,
    )


@transaction.atomic
def withdraw_consent(*, by: Actor, consent_id: int, on: date | None = None) -> Consent:
    """Somebody takes consent back: ``on`` (today when missing) is the first day it no longer holds.

    What was sent before stays sent; nothing more goes out on it.

    Raises
    ------
    NotKnown       no such consent.
    InvalidInput   it was taken back already, or before it was given.
    """
    require(by, Permission.HANDOVER_WRITE)
    consent = Consent.objects.select_for_update().filter(pk=consent_id).first()
    if consent is None:
        raise NotKnown
    if consent.withdrawn_on:
        raise InvalidInput(_("Deze toestemming was al ingetrokken."), field="consent")
    day = on or today()
    if day < consent.given_on:
        raise InvalidInput(_("Toestemming wordt niet ingetrokken voordat zij gegeven is."), field="withdrawn_on")
    consent.withdrawn_on = day
    consent.save(update_fields=["withdrawn_on"])
    return consent


def check_parts(parts: Sequence[str]) -> None:
    """Raise `InvalidInput` unless at least one part is chosen and all are known."""
    if not parts:
        raise InvalidInput(_("Kies ten minste één deel."), field="parts")
    if set(parts) - set(Part.values):
        raise InvalidInput(_("Kies delen uit de lijst."), field="parts")
