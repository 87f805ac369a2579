"""Putting a signal right, withdrawing it, and taking the withdrawal back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.arrivals.access import as_intake, own_signal
from reisgenoot.arrivals.enums import Matching, Whereabouts
from reisgenoot.arrivals.matching import match_reported
from reisgenoot.arrivals.models import HousingSignal, ReportedPerson
from reisgenoot.arrivals.services.beginning import SIGNALLED, begin, record_arrival, register
from reisgenoot.arrivals.services.homes import journeys_of_signal
from reisgenoot.arrivals.services.receiving import note_reception
from reisgenoot.arrivals.services.reporting import check_days
from reisgenoot.journeys.models import Contact, Journey, Milestone
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.services import end_journey, reopen_journey, retract_milestone, update_traveller
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.organisations.selectors import served_municipalities

_SHARED = ("municipality_id", "linked_on", "whereabouts", "place", "home_expected_on", "phone", "remarks")
_PERSONAL = ("family_name", "given_name", "birth_date", "language", "needs_interpreter")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalChange:
    """What a signal says after it was put right: what all share, and whom it is about."""

    municipality_id: int
    linked_on: date
    whereabouts: str
    place: str
    home_expected_on: date | None
    phone: str
    remarks: str
    family_name: str
    given_name: str
    birth_date: date | None
    language: str
    needs_interpreter: bool | None


@transaction.atomic
def correct_signal(*, by: Actor, signal_id: int, change: SignalChange) -> HousingSignal:
    """Put a signal right. The file of somebody whom the signal registered follows, where nobody changed it since.

    Raises
    ------
    NotKnown       no such signal.
    InvalidInput   it was withdrawn, or what is given breaks a rule of `report_arrival`.
    """
    signal = own_signal(by=by, signal_id=signal_id, locked=True)
    _check(by, signal, change)
    main = signal.people.get(position=0)
    _correct_person(by, main, signal, change)
    for name in _SHARED:
        value = getattr(change, name)
        setattr(signal, name, value.strip() if isinstance(value, str) else value)
    signal.save(update_fields=[*_SHARED])
    doing = as_intake(by)
    journey_ids = journeys_of_signal(signal)
    record_arrival(by=doing, signal=signal, journey_ids=journey_ids)
    for one in signal.people.filter(journey__isnull=False, never_in_azc=False):
        note_reception(
            by=doing,
            journey_id=one.journey_id or 0,
            whereabouts=signal.whereabouts,
            place=signal.place,
            valid_from=signal.linked_on,
        )
    refresh(organisation_id=by.organisation_id, journey_ids=journey_ids)
    return signal


@transaction.atomic
def withdraw_signal(*, by: Actor, signal_id: int, reason: str) -> HousingSignal:
    """Withdraw a signal: nobody comes, or it was a mistake.

    A journey that the signal began ends, unless somebody spoke with the person already: then the director decides.

    Raises
    ------
    NotKnown       no such signal.
    InvalidInput   it was withdrawn already, or there is no reason.
    """
    signal = own_signal(by=by, signal_id=signal_id, locked=True)
    if signal.withdrawn_on:
        raise InvalidInput(_("Deze melding was al ingetrokken."), field="reason")
    if not reason.strip():
        raise InvalidInput(_("Schrijf op waarom de melding vervalt."), field="reason")
    signal.withdrawn_on, signal.withdrawn_reason = today(), reason.strip()
    signal.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    doing = as_intake(by)
    journey_ids = journeys_of_signal(signal)
    held = Milestone.objects.filter(journey_id__in=journey_ids, key=SIGNALLED, superseded_at__isnull=True)
    for milestone_id in list(held.values_list("pk", flat=True)):
        retract_milestone(by=doing, milestone_id=milestone_id)
    for journey_id in _untouched(signal):
        end_journey(by=doing, journey_id=journey_id, ended_on=today(), reason="other")
    refresh(organisation_id=by.organisation_id, journey_ids=journey_ids)
    return signal


@transaction.atomic
def reinstate_signal(*, by: Actor, signal_id: int) -> HousingSignal:
    """The signal holds after all: undoes `withdraw_signal`, the journeys that it ended included.

    Raises
    ------
    NotKnown       no such signal.
    InvalidInput   it was not withdrawn.
    """
    signal = own_signal(by=by, signal_id=signal_id, locked=True)
    if signal.withdrawn_on is None:
        raise InvalidInput(_("Deze melding is niet ingetrokken."), field="signal")
    doing = as_intake(by)
    ended = Journey.objects.filter(
        pk__in=signal.people.filter(started_journey=True).values("journey_id"),
        ended_on=signal.withdrawn_on,
        end_reason="other",
    )
    for journey_id in list(ended.values_list("pk", flat=True)):
        reopen_journey(by=doing, journey_id=journey_id)
    signal.withdrawn_on, signal.withdrawn_reason = None, ""
    signal.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    journey_ids = journeys_of_signal(signal)
    record_arrival(by=doing, signal=signal, journey_ids=journey_ids)
    refresh(organisation_id=by.organisation_id, journey_ids=journey_ids)
    return signal


def _untouched(signal: HousingSignal) -> list[int]:
    """Running journeys that this signal began and in which nobody had any contact yet."""
    spoken = Contact.objects.filter(superseded_at__isnull=True).values("journey_id")
    begun = signal.people.filter(started_journey=True, journey__ended_on__isnull=True).exclude(journey_id__in=spoken)
    return [journey_id for journey_id in begun.values_list("journey_id", flat=True) if journey_id is not None]


def _correct_person(by: Actor, main: ReportedPerson, signal: HousingSignal, change: SignalChange) -> None:
    told = {name: getattr(change, name) for name in _PERSONAL}
    before = {name: getattr(main, name) for name in _PERSONAL} | {"phone": signal.phone}
    for name, value in told.items():
        setattr(main, name, value.strip() if isinstance(value, str) else value)
    main.save(update_fields=[*_PERSONAL])
    if main.matching == Matching.OPEN:
        _match_again(by, main, signal)
    if main.matching != Matching.NEW or main.journey_id is None or main.person is None:
        return
    follows: dict[str, Any] = {
        name: value
        for name, value in (told | {"phone": change.phone}).items()
        if getattr(main.person, name) == before[name] and value != before[name]
    }
    if follows:
        update_traveller(by=as_intake(by), journey_id=main.journey_id, **follows)


def _match_again(by: Actor, main: ReportedPerson, signal: HousingSignal) -> None:
    """Other words may say clearly who it is: then nobody has to decide."""
    doing = as_intake(by)
    people = list(signal.people.filter(person__isnull=True).order_by("position"))
    if match_reported(by=doing, people=people):
        return
    everybody = list(signal.people.order_by("position"))
    register(by=doing, signal=signal, people=everybody)
    begin(by=doing, signal=signal, people=everybody)
    main.refresh_from_db()


def _check(by: Actor, signal: HousingSignal, change: SignalChange) -> None:
    if signal.withdrawn_on:
        raise InvalidInput(_("Deze melding is ingetrokken. Zet hem eerst terug."), field="whereabouts")
    if not change.family_name.strip():
        raise InvalidInput(_("Vul de achternaam in."), field="family_name")
    if change.birth_date and change.birth_date > today():
        raise InvalidInput(_("De geboortedatum ligt in de toekomst. Controleer het jaar."), field="birth_date")
    if change.whereabouts in {Whereabouts.NEAR, Whereabouts.FAR} and not change.place.strip():
        raise InvalidInput(_("Vul de plaats of de naam van het azc in."), field="place")
    if change.municipality_id not in dict(served_municipalities(by=by)):
        raise InvalidInput(_("Kies een gemeente van deze organisatie."), field="municipality")
    check_days(change.linked_on, change.home_expected_on)
