"""Two organisations with somebody in every role and real data of their own: the nearest miss."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import User

from reisgenoot.approach import load_approach
from reisgenoot.deliveries.models import Delivery, ReviewItem
from reisgenoot.journeys.models import Contact, DirectorAssignment, Journey, Milestone, Signal
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.versions import keep_version
from reisgenoot.kernel.actor import Actor, job
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.permissions import ROLES
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation, StaffMember
from reisgenoot.organisations.services import ensure_organisation, hire
from reisgenoot.people.services import NewPerson, register_person


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


def make_world() -> World:
    """Make both organisations."""
    approach = load_approach("meerinzicht")
    organisations = [ensure_organisation(approach=approach, key=key, name=key) for key in ("ours", "theirs")]
    users, objects = [], []
    for organisation in organisations:
        by = job("test", organisation.pk)
        with acting_as(by):
            users.append({role: _hire(by, organisation.key, role) for role in ROLES})
            objects.append(_make_objects(by))
    return World(organisations[0], users[0], users[1], objects[0])


def _hire(by: Actor, key: str, role: str) -> User:
    user = User.objects.create(username=f"{role}@{key}.invalid", email=f"{role}@{key}.invalid", first_name=role)
    hire(by=by, code=role, name=role, roles=[role], user=user, from_on=today() - timedelta(days=30))
    return user


def _make_objects(by: Actor) -> dict[str, int]:
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
    delivery = Delivery.objects.create(recipe="meerinzicht")
    item = ReviewItem.objects.create(delivery=delivery, kind="goal_text", reason="x", match_key="x")
    decided = ReviewItem.objects.create(
        delivery=delivery, kind="goal_text", reason="x", match_key="y", state="decided", decision={"way": "leave"}
    )
    signal = Signal.objects.filter(journey=journey, state="open").exclude(rule="promise").first()
    assert signal is not None
    return {
        "journey": journey.pk,
        "signal": signal.pk,
        "contact": contact.pk,
        "milestone": milestone.pk,
        "delivery": delivery.pk,
        "item": item.pk,
        "decided": decided.pk,
        "staff": staff.pk,
    }
