"""Reporting that somebody comes: look first whether they are known, then begin their journey."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.arrivals.access import as_intake, require_reporting
from reisgenoot.arrivals.enums import Matching, Origin, Whereabouts
from reisgenoot.arrivals.matching import match_reported
from reisgenoot.arrivals.models import HousingSignal, ReportedPerson
from reisgenoot.arrivals.services.beginning import begin, register
from reisgenoot.journeys.facts import refuse_future
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.organisations.selectors import served_municipalities
from reisgenoot.people.bsn import parse_bsn, seal
from reisgenoot.people.enums import HouseholdRole
from reisgenoot.people.names import normalise_name

MOST_PEOPLE = 20
LONG_AGO = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """One person as reported. ``v_number`` and ``bsn`` may stay empty; ``role`` is a code of `HouseholdRole`."""

    family_name: str
    given_name: str = ""
    birth_date: date | None = None
    role: str = HouseholdRole.ADULT
    v_number: str = ""
    bsn: str = ""
    language: str = ""
    needs_interpreter: bool | None = None
    never_in_azc: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSignal:
    """Who comes, from where, and when there may be a home. ``people`` begins with whom it is about.

    ``reported_on`` is today when missing; another day for what was said by telephone before.
    """

    people: Sequence[Reported]
    municipality_id: int
    linked_on: date
    whereabouts: str
    place: str = ""
    home_expected_on: date | None = None
    phone: str = ""
    remarks: str = ""
    origin: str = Origin.HOUSING
    reported_on: date | None = None


@transaction.atomic
def report_arrival(*, by: Actor, signal: NewSignal) -> HousingSignal:
    """Report that somebody comes to live here.

    People who are known for sure are linked to it; who only looks like somebody waits for a decision of the team; all
    others are registered with their household. Each adult gets a journey with a director at once.

    Raises
    ------
    NotAllowed     the actor may not report.
    InvalidInput   a name is missing, a number is wrong, days are impossible, or the municipality is not served.
    """
    require_reporting(by, signal.origin)
    _check(by, signal)
    doing = as_intake(by)
    row = HousingSignal.objects.create(
        origin=signal.origin,
        reported_by_id=by.staff_id,
        reported_on=signal.reported_on or today(),
        linked_on=signal.linked_on,
        municipality_id=signal.municipality_id,
        whereabouts=signal.whereabouts,
        place=signal.place.strip(),
        home_expected_on=signal.home_expected_on,
        phone=signal.phone.strip(),
        remarks=signal.remarks.strip(),
    )
    people = ReportedPerson.objects.bulk_create(_rows(row, signal.people))
    open_people = match_reported(by=doing, people=people)
    if not open_people:
        register(by=doing, signal=row, people=people)
        begin(by=doing, signal=row, people=people)
    return row


def _rows(signal: HousingSignal, people: Sequence[Reported]) -> list[ReportedPerson]:
    return [
        ReportedPerson(
            organisation_id=signal.organisation_id,
            signal=signal,
            position=position,
            role=one.role,
            family_name=one.family_name.strip(),
            given_name=one.given_name.strip(),
            birth_date=one.birth_date,
            v_number=one.v_number.strip(),
            bsn_sealed=seal(parse_bsn(one.bsn)) if one.bsn.strip() else None,
            language=one.language,
            needs_interpreter=one.needs_interpreter,
            never_in_azc=one.never_in_azc or signal.whereabouts == Whereabouts.NONE,
            matching=Matching.OPEN,
        )
        for position, one in enumerate(people)
    ]


def _check(by: Actor, signal: NewSignal) -> None:
    if not signal.people or len(signal.people) > MOST_PEOPLE:
        raise InvalidInput(_("Meld één tot twintig mensen tegelijk."), field="people")
    for one in signal.people:
        check_person(one)
    if signal.whereabouts not in Whereabouts.values:
        raise InvalidInput(_("Kies waar deze persoon nu is."), field="whereabouts")
    if signal.whereabouts in {Whereabouts.NEAR, Whereabouts.FAR} and not signal.place.strip():
        raise InvalidInput(_("Vul de plaats of de naam van het azc in."), field="place")
    if signal.municipality_id not in dict(served_municipalities(by=by)):
        raise InvalidInput(_("Kies een gemeente van deze organisatie."), field="municipality")
    refuse_future(signal.reported_on, field="reported_on")
    check_days(signal.linked_on, signal.home_expected_on)


def check_person(one: Reported) -> None:
    """The rules for one reported person, in words the one who typed it can act on."""
    if not normalise_name(one.family_name):
        raise InvalidInput(_("Vul de achternaam in."), field="family_name")
    if one.birth_date and one.birth_date > today():
        raise InvalidInput(_("De geboortedatum ligt in de toekomst. Controleer het jaar."), field="birth_date")
    if one.role not in HouseholdRole.values:
        raise InvalidInput(_("Kies een rol in het huishouden uit de lijst."), field="role")


def check_days(linked_on: date, home_expected_on: date | None) -> None:
    """Linked in the past but not years ago; a home not before that."""
    refuse_future(linked_on, field="linked_on")
    if linked_on < today() - LONG_AGO:
        raise InvalidInput(_("Deze koppeling is meer dan drie jaar oud. Controleer het jaar."), field="linked_on")
    if home_expected_on and home_expected_on < linked_on:
        raise InvalidInput(
            _("De woning komt niet voor de koppeling. Controleer beide datums."), field="home_expected_on"
        )
