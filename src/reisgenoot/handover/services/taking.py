"""Taking over what was received: the person and the journey come from the package, nobody types them again.

Each part is confirmed, put right in words, or left out, together with the person. Codes that the own approach knows too
become facts of the own file; words of a goal come along as words; the rest stays readable in the package.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.approach import Approach, load_approach
from reisgenoot.handover.enums import LetterKind, Verdict
from reisgenoot.handover.models import ReceivedHandover
from reisgenoot.handover.package import Package, Profile
from reisgenoot.handover.services.receiving import own_received, package_of, tell_sender
from reisgenoot.handover.services.writing import write_parts
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.services import NewJourney, start_journey
from reisgenoot.journeys.versions import keep_version
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now, today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.kernel.reading import log_read
from reisgenoot.organisations.selectors import own_organisation, served_municipalities
from reisgenoot.people.households import Membership, form_household
from reisgenoot.people.matching import Match, Probe, find_people
from reisgenoot.people.models import Person
from reisgenoot.people.services import NewPerson, register_people


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """Who it is according to the person: filled in from the package, put right where needed."""

    family_name: str
    given_name: str = ""
    birth_date: date | None = None
    phone: str = ""
    language: str = ""
    needs_interpreter: bool | None = None


@dataclass(frozen=True, slots=True)
class PartVerdict:
    """What was said of a part (a code of `Verdict`), and in words what is different or new."""

    verdict: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOver:
    """How to take over. ``person_id`` is somebody who is known here already; missing means a new person."""

    municipality_id: int
    who: Corrections
    verdicts: Mapping[str, PartVerdict] = field(default_factory=dict)
    person_id: int | None = None


def match_received(*, by: Actor, package: Package) -> Match:
    """Whether the person of a package is known here."""
    profile = package.profile
    probe = Probe(
        key="received",
        family_name=profile.family_name if profile else "",
        given_name=profile.given_name if profile else "",
        birth_date=profile.birth_date if profile else None,
    )
    return find_people(by=by, probes=[probe])["received"]


@transaction.atomic
def take_over(*, by: Actor, received_id: int, plan: TakeOver) -> ReceivedHandover:
    """Continue with somebody whom another party handed over. The actor becomes director of a journey that begins by it.

    Raises
    ------
    NotKnown       no such handover, or the person chosen is not of this organisation.
    InvalidInput   it was taken over or returned already, holds no package, a part has no verdict, a correction has no
                   words, or the municipality is not served.
    """
    require(by, Permission.HANDOVER_WRITE)
    require(by, Permission.JOURNEY_WRITE)
    held = own_received(received_id)
    package = package_of(held)
    if package is None or held.journey_id is not None or held.returned_at:
        raise InvalidInput(_("Deze overdracht is al overgenomen of teruggestuurd."), field="received")
    _check(by, package, plan)
    require_own(Person, [plan.person_id])
    person_id = plan.person_id or _register(by, package, plan)
    approach = load_approach(own_organisation(by=by).approach_key)
    journey = _journey(by, person_id, plan, approach)
    wanted = {part for part, said in plan.verdicts.items() if said.verdict != Verdict.LEFT}
    write_parts(by=by, journey=journey, package=package, parts=wanted, approach=approach)
    held.journey, held.used_at = journey, now()
    if held.read_at is None:
        held.read_at, held.read_by_id = held.used_at, by.staff_id
    held.verdicts = {part: {"verdict": said.verdict, "note": said.note.strip()} for part, said in plan.verdicts.items()}
    held.save()
    tell_sender(by, held, LetterKind.READ)
    tell_sender(by, held, LetterKind.USED)
    log_read(by=by, person_id=person_id, part="handover.taken-over")
    refresh(organisation_id=by.organisation_id, journey_ids=[journey.pk])
    return held


def _register(by: Actor, package: Package, plan: TakeOver) -> int:
    profile = package.profile or Profile(family_name=plan.who.family_name)
    first = NewPerson(
        family_name=plan.who.family_name,
        given_name=plan.who.given_name,
        called=profile.called,
        birth_date=plan.who.birth_date,
        sex=profile.sex,
        country=profile.country.code,
        arrived_on=profile.arrived_on,
        language=plan.who.language,
        needs_interpreter=plan.who.needs_interpreter,
        phone=plan.who.phone,
        municipality_id=plan.municipality_id,
        spellings=[f"{profile.given_name} {profile.family_name}"],
    )
    said = plan.verdicts.get("household")
    others = package.household or () if said is None or said.verdict != Verdict.LEFT else ()
    members = [
        NewPerson(
            family_name=one.family_name,
            given_name=one.given_name,
            birth_date=one.birth_date,
            municipality_id=plan.municipality_id,
        )
        for one in others
    ]
    person_id, *other_ids = register_people(by=by, people=[first, *members])
    roles = ["adult", *(one.role for one in others)]
    form_household(
        by=by,
        members=[
            Membership(person_id=member_id, role=role, since=today())
            for member_id, role in zip([person_id, *other_ids], roles, strict=True)
        ],
    )
    return person_id


def _journey(by: Actor, person_id: int, plan: TakeOver, approach: Approach) -> Journey:
    running = Journey.objects.filter(person_id=person_id, ended_on__isnull=True).first()
    if running is not None:
        return running
    codes = {"duo_group": "asylum"} if "duo_group" in approach.code_lists else {}
    new = NewJourney(
        person_id=person_id,
        approach_version_id=keep_version(approach).pk,
        started_on=today(),
        municipality_id=plan.municipality_id,
        codes=codes,
        director_id=by.staff_id,
    )
    return start_journey(by=by, journey=new)


def _check(by: Actor, package: Package, plan: TakeOver) -> None:
    if plan.municipality_id not in dict(served_municipalities(by=by)):
        raise InvalidInput(_("Kies een gemeente van deze organisatie."), field="municipality")
    if not plan.who.family_name.strip():
        raise InvalidInput(_("Vul de achternaam in."), field="family_name")
    for part in package.parts:
        said = plan.verdicts.get(part)
        if said is None or said.verdict not in Verdict.values:
            raise InvalidInput(_("Kies bij ieder deel of het klopt."), field=part)
        if said.verdict == Verdict.CORRECTED and not said.note.strip():
            raise InvalidInput(_("Schrijf op wat er niet klopt."), field=f"{part}_note")
