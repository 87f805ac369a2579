"""Two organisations with somebody in every role and real data of their own: the nearest miss."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from django.contrib.auth.models import User

from reisgenoot.approach import load_approach
from reisgenoot.deliveries.engine import deliver
from reisgenoot.deliveries.models import ReviewItem
from reisgenoot.deliveries.services import decide
from reisgenoot.journeys.models import Contact, DirectorAssignment, Journey, Milestone, Signal
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.versions import keep_version
from reisgenoot.kernel.actor import Actor, job
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.permissions import ROLES
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.offers.services import NewAbsence, record_absence
from reisgenoot.organisations.models import Organisation, StaffMember
from reisgenoot.organisations.services import ensure_organisation, hire
from reisgenoot.people.services import NewPerson, register_person
from reisgenoot.work.services import NewJob, record_job
from tests.permissions.worlds import MAKERS
from tests.web.admin.delivered import DIAGNOSIS, workbook


@dataclass(frozen=True, slots=True)
class World:
    """Accounts by role in the own and in the other organisation, and ids of objects of the own one."""

    organisation: Organisation
    own: dict[str, User]
    other: dict[str, User]
    objects: dict[str, int]

    def let_go(self, role: str) -> None:
        """Somebody leaves today."""
        with acting_as(job("test", self.organisation.pk)):
            StaffMember.objects.filter(user=self.own[role]).update(left_on=today())


def make_world(folder: Path) -> World:
    """Make both organisations; ``folder`` is for the files that are delivered."""
    approach = load_approach("meerinzicht")
    organisations = [ensure_organisation(approach=approach, key=key, name=key) for key in ("ours", "theirs")]
    users, objects = [], []
    for organisation in organisations:
        by = job("test", organisation.pk)
        with acting_as(by):
            users.append({role: _hire(by, organisation.key, role) for role in ROLES})
            objects.append(_make_objects(by, folder))
    return World(organisations[0], users[0], users[1], objects[0])


def _hire(by: Actor, key: str, role: str) -> User:
    user = User.objects.create(username=f"{role}@{key}.invalid", email=f"{role}@{key}.invalid", first_name=role)
    hire(by=by, code=role, name=role, roles=[role], user=user, from_on=today() - timedelta(days=30))
    return user


def _make_objects(by: Actor, folder: Path) -> dict[str, int]:
    person = register_person(by=by, person=NewPerson(family_name="Tesfay", given_name="Selam", bsn="999990019"))
    journey = Journey.objects.create(
        person_id=person.pk,
        approach_version=keep_version(load_approach("meerinzicht")),
        started_on=today() - timedelta(days=200),
    )
    staff = StaffMember.objects.get(code="client_manager")
    DirectorAssignment.objects.create(journey=journey, staff=staff, valid_from=date(2020, 1, 1))
    milestone = Milestone.objects.create(journey=journey, key="settled", occurred_on=today() - timedelta(days=190))
    contact = Contact.objects.create(
        journey=journey,
        occurred_on=today() - timedelta(days=150),
        promise="Ik bel",
        promise_until=today(),
        recorded_by=staff,
    )
    refresh(organisation_id=by.organisation_id)
    item, decided = _deliver_questions(by, folder)
    objects = {
        "journey": journey.pk,
        "signal": _open_signal(journey),
        "contact": contact.pk,
        "milestone": milestone.pk,
        "delivery": item.delivery_id,
        "item": item.pk,
        "decided": decided.pk,
        "staff": staff.pk,
        "job": _job(by, journey.pk),
        "absence": _absence(by, journey.pk),
    }
    for make in MAKERS:
        objects |= make(replace(by, staff_id=staff.pk), objects)
    return objects | {"signal": _open_signal(journey)}


def _open_signal(journey: Journey) -> int:
    """A signal that is still open after everything was made: what the parts made may have closed others."""
    signal = Signal.objects.filter(journey=journey, state="open").exclude(rule="promise").first()
    assert signal is not None
    return signal.pk


def _job(by: Actor, journey_id: int) -> int:
    new = NewJob(journey_id=journey_id, employer="Kwekerij", contract="fixed_term", started_on=today())
    return record_job(by=by, job=new).pk


def _absence(by: Actor, journey_id: int) -> int:
    new = NewAbsence(journey_id=journey_id, from_on=today(), reason="illness", reported_on=today())
    return record_absence(by=by, absence=new).pk


def _deliver_questions(by: Actor, folder: Path) -> tuple[ReviewItem, ReviewItem]:
    """A delivery with two words that are not known: one question open, one decided."""
    rows = [DIAGNOSIS | {"Klantnummer": "100"}, DIAGNOSIS | {"Klantnummer": "101", "BSN": "", "Achternaam": "Haddad"}]
    workbook(folder / "diagnoses-2020-01-15.xlsx", *(row | {"Profiel": f"Z{n}"} for n, row in enumerate(rows)))
    deliver(by=by, recipe="meerinzicht", folder=folder)
    first, second = ReviewItem.objects.filter(kind="code").order_by("pk")[:2]
    decide(by=by, item_id=second.pk, decision={"value": "B1"})
    return first, second
