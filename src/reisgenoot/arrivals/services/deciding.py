"""Deciding who a reported person is, when somebody who is known looks like it."""

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.arrivals.access import as_intake
from reisgenoot.arrivals.enums import Matching
from reisgenoot.arrivals.matching import find_reported
from reisgenoot.arrivals.models import ReportedPerson
from reisgenoot.arrivals.services.beginning import begin, register
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.people.models import Person


@transaction.atomic
def decide_person(*, by: Actor, reported_id: int, person_id: int | None) -> ReportedPerson:
    """Say who a reported person is: somebody known, or (None) somebody new. The journeys begin once all are decided.

    Raises
    ------
    NotKnown       no such reported person, or the one chosen is not of this organisation.
    InvalidInput   it was decided already, the signal was withdrawn, or that person is in the signal already.
    """
    require(by, Permission.JOURNEY_WRITE)
    require_own(Person, [person_id])
    one = ReportedPerson.objects.select_for_update(of=["self"]).select_related("signal").filter(pk=reported_id).first()
    if one is None:
        raise NotKnown
    if one.matching != Matching.OPEN or one.signal.withdrawn_on:
        raise InvalidInput(_("Hierover is al beslist."), field="person")
    people = list(ReportedPerson.objects.filter(signal_id=one.signal_id).order_by("position"))
    if person_id is not None and any(other.person_id == person_id for other in people):
        raise InvalidInput(_("Deze persoon staat al in dezelfde melding."), field="person")
    one = next(other for other in people if other.pk == reported_id)
    one.decided_by_id = by.staff_id
    if person_id is not None:
        one.person_id, one.matching, one.bsn_sealed = person_id, Matching.KNOWN, None
    one.save(update_fields=["decided_by", "person", "matching", "bsn_sealed"])
    if person_id is None:
        _register_alone(by, one)
    if all(other.person_id is not None or not _looks_like_somebody(by, other) for other in people):
        doing = as_intake(by)
        register(by=doing, signal=one.signal, people=people)
        begin(by=doing, signal=one.signal, people=people)
    return one


def _register_alone(by: Actor, one: ReportedPerson) -> None:
    register(by=as_intake(by), signal=one.signal, people=[one])


def _looks_like_somebody(by: Actor, one: ReportedPerson) -> bool:
    return find_reported(by=by, people=[one])[one.pk].kind == "near"
