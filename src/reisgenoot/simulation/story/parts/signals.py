"""Work with contracts that end, absence, partners of whom one takes part, and signals that colleagues gave each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from reisgenoot.journeys.models import Journey, Signal
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.services import (
    NewContact,
    NewJourney,
    NewMilestone,
    delegate_signals,
    record_contacts,
    record_milestones,
    snooze_signal,
    start_journey,
)
from reisgenoot.journeys.services.digests import choose_digest
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.offers.models import Enrolment
from reisgenoot.offers.services import NewAbsence, record_absence
from reisgenoot.people.enums import HouseholdRole
from reisgenoot.people.models import HouseholdMember
from reisgenoot.people.services import NewPerson, register_person
from reisgenoot.simulation.story.parts.told import Told
from reisgenoot.work.models import JobOrigin
from reisgenoot.work.services import NewJob, record_job


@dataclass(frozen=True)
class Work:
    """A job of somebody in the story; days are counted from today."""

    employer: str
    occupation: str
    contract: str
    started: int
    ends: int | None = None
    hours: int = 24
    origin: str = JobOrigin.JOBHUNTER
    is_trial: bool = False


@dataclass(frozen=True)
class Away:
    """An absence of somebody in the story."""

    reason: str
    first: int
    last: int | None
    reported: int
    followed_up: int | None = None
    agreed: str = ""


@dataclass(frozen=True)
class Partner:
    """The partner of somebody in the story, with a journey of her or his own in which nothing runs yet."""

    given: str
    family: str
    sex: str
    age: int
    director: str
    started: int
    milestones: Mapping[str, int] = field(default_factory=dict)
    contact: tuple[int, str] = (-30, "")


_SETTLED = {"settled": 0, "brp_registered": 2, "duo_notice": 20, "intake_started": 15, "diagnosed": 50}
_PLANNED = {"intake_finished": 50, "plan_made": 62, "plan_signed": 66, "pip_established": 68, "offer_made": 80}

WORK: Mapping[str, Sequence[Work]] = {
    "yonas": [Work("Kwekerij Zeewolde", "medewerker kas", "fixed_term", -220, ends=5)],
    "omar": [Work("Garage De Brink", "automonteur", "trial", -33, ends=27, hours=32, is_trial=True)],
    "khaled": [Work("Apotheek aan de Haven", "leerling apothekersassistent", "learning_work", -12, ends=350)],
    "tarek": [Work("Installatiebedrijf Bakker", "monteur zonnepanelen", "fixed_term", -76, ends=43, hours=36)],
}
ABSENCE: Mapping[str, Sequence[Away]] = {
    "rana": [
        Away("childcare", -17, -4, -5),
        Away("illness", -120, -112, -118, -110, "Rana belt voortaan zelf de docent als ze ziek is."),
    ],
    "amina": [Away("not_reported", -6, -3, -2)],
}
PARTNERS: Mapping[str, Partner] = {
    "rana": Partner(
        "Fadi", "Khalil", "m", 39, "anja", -410,
        _SETTLED | _PLANNED, (-47, "Fadi past overdag op Maya zodat Rana naar les kan. Hij mist zelf het werken."),
    ),
    "tarek": Partner(
        "Lina", "Darwish", "v", 28, "ineke", -560,
        _SETTLED | _PLANNED, (-61, "Lina wil Nederlands leren, maar weet niet waar ze de kinderen kan laten."),
    ),
}  # fmt: skip


def tell(told: Told) -> None:
    """Tell it, for the people of this organisation."""
    for key, jobs in WORK.items():
        for job in jobs if key in told.journeys else ():
            _work(told, key, job)
    for key, absences in ABSENCE.items():
        for absence in absences if key in told.journeys else ():
            _away(told, key, absence)
    for key, partner in PARTNERS.items():
        if key in told.journeys:
            _partner(told, key, partner)
    _between_colleagues(told)


def _work(told: Told, key: str, job: Work) -> None:
    new = NewJob(
        journey_id=told.journeys[key],
        employer=job.employer,
        occupation=job.occupation,
        contract=job.contract,
        started_on=_on(job.started),
        contract_ends_on=None if job.ends is None else _on(job.ends),
        hours_per_week=job.hours,  # type: ignore[arg-type]
        origin=job.origin,
        is_trial=job.is_trial,
    )
    record_job(by=told.by, job=new)


def _away(told: Told, key: str, absence: Away) -> None:
    journey_id = told.journeys[key]
    course = Enrolment.objects.filter(journey_id=journey_id, superseded_at__isnull=True).order_by("-started_on").first()
    new = NewAbsence(
        journey_id=journey_id,
        enrolment_id=course.pk if course else None,
        from_on=_on(absence.first),
        until_on=None if absence.last is None else _on(absence.last),
        reason=absence.reason,
        reported_on=_on(absence.reported),
        followed_up_on=None if absence.followed_up is None else _on(absence.followed_up),
        agreed=absence.agreed,
    )
    record_absence(by=told.by, absence=new)


def _partner(told: Told, key: str, partner: Partner) -> None:
    """A journey for the partner, who lives in the same household; registered when nobody did so yet."""
    first = Journey.objects.select_related("person").get(pk=told.journeys[key])
    membership = HouseholdMember.objects.get(person_id=first.person_id, valid_until__isnull=True)
    mates = HouseholdMember.objects.filter(household_id=membership.household_id, role=HouseholdRole.PARTNER)
    person_id = mates.values_list("person_id", flat=True).first() or _register(told.by, first, membership, partner)
    journey = start_journey(
        by=told.by,
        journey=NewJourney(
            person_id=person_id,
            approach_version_id=first.approach_version_id,
            started_on=_on(partner.started),
            municipality_id=first.municipality_id,
            codes={**first.codes, "learning_route": "z"},
            director_id=told.staff[partner.director],
        ),
    )
    reached = {name: partner.started + 40 + after for name, after in partner.milestones.items()}
    reached |= {"plan_made": -90, "plan_signed": -86, "progress_talk": -90, "pvt_signed": partner.started + 250}
    days = [NewMilestone(journey_id=journey.pk, key=name, occurred_on=_on(day)) for name, day in reached.items()]
    record_milestones(by=told.by, facts=days)
    day, text = partner.contact
    spoken = NewContact(journey_id=journey.pk, occurred_on=_on(day), text=text, with_interpreter=True)
    record_contacts(by=told.as_staff(partner.director), contacts=[spoken])


def _register(by: Actor, first: Journey, membership: HouseholdMember, partner: Partner) -> int:
    born = today().replace(day=12, year=today().year - partner.age)
    person = NewPerson(
        family_name=partner.family,
        given_name=partner.given,
        sex=partner.sex,
        birth_date=born,
        country=first.person.country,
        language=first.person.language,
        municipality_id=first.person.municipality_id,
        place=first.person.place,
    )
    registered = register_person(by=by, person=person)
    HouseholdMember.objects.create(
        household_id=membership.household_id,
        person_id=registered.pk,
        role=HouseholdRole.PARTNER,
        valid_from=membership.valid_from,
    )
    return registered.pk


def _between_colleagues(told: Told) -> None:
    """Somebody helps a colleague out, somebody lets something wait, and two want a digest."""
    refresh(organisation_id=told.by.organisation_id, journey_ids=list(told.journeys.values()))
    if "shirin" in told.journeys:
        reason = "Jij spreekt haar donderdag al op de open dag."
        _give(told, "shirin", "promise", of="bilal", to="anja", reason=reason)
    if "amina" in told.journeys:
        reason = "Jij ziet haar morgen op het taalcafé."
        _give(told, "amina", "check:absence_unanswered", of="ineke", to="jamal", reason=reason)
    if "khaled" in told.journeys:
        _wait(told, "khaled", of="bilal", until=9, reason="Wacht op de uitslag van DUO.")
    for key, often in (("anja", "daily"), ("els", "weekly"), ("ineke", "daily"), ("leo", "weekly")):
        if key in told.staff:
            choose_digest(by=told.as_staff(key), often=often, language="nl")


def _give(told: Told, key: str, rule: str, *, of: str, to: str, reason: str) -> None:
    found = Signal.objects.filter(journey_id=told.journeys[key], rule=rule, state="open").first()
    if found is not None:
        by = told.as_staff(of)
        delegate_signals(by=by, signal_ids=[found.pk], to_id=told.staff[to], reason=reason)


def _wait(told: Told, key: str, *, of: str, until: int, reason: str) -> None:
    rows = Signal.objects.filter(journey_id=told.journeys[key], state="open", visible_from__lte=today())
    found = rows.order_by("due_on").first()
    if found is not None:
        snooze_signal(by=told.as_staff(of), signal_id=found.pk, until=_on(until), reason=reason)


def _on(day: int) -> date:
    return today() + timedelta(days=day)
