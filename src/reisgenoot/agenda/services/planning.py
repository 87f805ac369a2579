"""Making, changing and cancelling an appointment, and asking people to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.agenda.enums import AppointmentKind, AppointmentState, PartyKind
from reisgenoot.agenda.models import Appointment, Participant
from reisgenoot.agenda.tasks import send_invitations
from reisgenoot.agenda.times import moment_at
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.services.directing import require_employed
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.organisations.models import StaffMember

SENT_TWICE = timedelta(minutes=1)
LONGEST_AHEAD = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outsider:
    """Somebody of another organisation who takes part; a name or an organisation, and an address to invite."""

    name: str = ""
    party: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is agreed on: when, where, who, what for. Times are on the Dutch clock; ``ends`` is exclusive.

    ``owner_id`` is who takes the initiative, missing = who plans it. ``email`` is where the newcomer gets the invitation.
    """

    day: date
    starts: time
    ends: time
    kind: str = AppointmentKind.TALK
    place: str = ""
    video_url: str = ""
    owner_id: int | None = None
    purpose: str = ""
    email: str = ""
    also_journey_ids: Sequence[int] = ()
    staff_ids: Sequence[int] = ()
    outsiders: Sequence[Outsider] = ()


@transaction.atomic
def plan_appointment(*, by: Actor, journey_id: int, plan: Plan, send: bool = False) -> Appointment:
    """Make an appointment with somebody; ``send`` mails an invitation to everybody with an address.

    The very same plan by the same person within a minute is one that was sent twice: it is there once.

    Raises
    ------
    NotKnown       a journey or colleague is not the organisation's.
    InvalidInput   times that cannot be, nobody outside at a talk of three or four, a code that is not known.
    """
    require(by, Permission.AGENDA_WRITE)
    owner_id = _owner(by, plan)
    _check(plan, journey_id, owner_id)
    starts_at, ends_at = moment_at(plan.day, plan.starts), moment_at(plan.day, plan.ends, field="ends")
    before = Appointment.objects.filter(
        journey_id=journey_id, kind=plan.kind, starts_at=starts_at, created_by_id=by.staff_id
    ).filter(created_at__gt=now() - SENT_TWICE, state=AppointmentState.PLANNED)
    if known := before.first():
        return known
    appointment = Appointment.objects.create(
        journey_id=journey_id,
        kind=plan.kind,
        starts_at=starts_at,
        ends_at=ends_at,
        place=plan.place,
        video_url=plan.video_url,
        owner_id=owner_id,
        purpose=plan.purpose,
        created_at=now(),
        created_by_id=by.staff_id,
    )
    for one in _wanted(appointment, plan):
        one.save()
    if send:
        _send(appointment)
    refresh(organisation_id=by.organisation_id, journey_ids=_journeys(journey_id, plan))
    return appointment


@transaction.atomic
def change_appointment(*, by: Actor, appointment_id: int, plan: Plan) -> Appointment:
    """Change a planned appointment. Who was invited before hears of it; who no longer takes part gets a cancellation.

    Raises
    ------
    NotKnown       no such appointment. InvalidInput as `plan_appointment`, or when it is planned no more.
    """
    require(by, Permission.AGENDA_WRITE)
    appointment = planned(appointment_id)
    owner_id = _owner(by, plan)
    _check(plan, appointment.journey_id, owner_id)
    appointment.kind, appointment.owner_id, appointment.purpose = plan.kind, owner_id, plan.purpose
    appointment.place, appointment.video_url = plan.place, plan.video_url
    appointment.starts_at = moment_at(plan.day, plan.starts)
    appointment.ends_at = moment_at(plan.day, plan.ends, field="ends")
    appointment.sequence += 1
    appointment.save()
    affected = _replace_participants(appointment, plan)
    if appointment.participants.filter(invited_sequence__isnull=False).exists():
        _send(appointment)
    refresh(
        organisation_id=by.organisation_id, journey_ids=sorted({*affected, *_journeys(appointment.journey_id, plan)})
    )
    return appointment


@transaction.atomic
def cancel_appointment(*, by: Actor, appointment_id: int, cancelled_by: str, reason: str) -> Appointment:
    """An appointment does not go on: who called it off and why. Who was invited gets a cancellation.

    Raises
    ------
    NotKnown       no such appointment.
    InvalidInput   it is planned no more, or there is no reason.
    """
    require(by, Permission.AGENDA_WRITE)
    appointment = planned(appointment_id)
    if cancelled_by not in PartyKind.values:
        raise InvalidInput(_("Kies wie de afspraak afzegt."), field="cancelled_by")
    if not reason.strip():
        raise InvalidInput(_("Schrijf op waarom de afspraak niet doorgaat."), field="reason")
    appointment.state = AppointmentState.CANCELLED
    appointment.cancelled_by, appointment.cancel_reason = cancelled_by, reason.strip()
    appointment.sequence += 1
    appointment.save()
    if appointment.participants.filter(invited_sequence__isnull=False).exists():
        _send(appointment)
    refresh(organisation_id=by.organisation_id, journey_ids=journeys_of(appointment))
    return appointment


@transaction.atomic
def invite(*, by: Actor, appointment_id: int) -> int:
    """Mail an invitation to everybody with an address who has none of this version yet; to how many at most.

    Raises
    ------
    NotKnown       no such appointment. InvalidInput when it is planned no more, or nobody has an address.
    """
    require(by, Permission.AGENDA_WRITE)
    appointment = planned(appointment_id)
    there = appointment.participants.filter(left=False)
    reachable = there.exclude(email="").count() + there.filter(staff__user__isnull=False).count()
    if not reachable:
        raise InvalidInput(_("Van niemand is een e-mailadres bekend. Vul er een in bij de afspraak."), field="email")
    _send(appointment)
    return reachable


def planned(appointment_id: int) -> Appointment:
    """The appointment, locked; raises `NotKnown`, and `InvalidInput` when it is planned no more."""
    found = locked(appointment_id)
    if found.state != AppointmentState.PLANNED:
        raise InvalidInput(_("Deze afspraak staat niet meer gepland."))
    return found


def locked(appointment_id: int) -> Appointment:
    """The appointment, whatever its state, so that one writes at a time. Raises `NotKnown`."""
    found = Appointment.objects.select_for_update().filter(pk=appointment_id).first()
    if found is None:
        raise NotKnown
    return found


def journeys_of(appointment: Appointment) -> list[int]:
    """The journeys of everybody who is guided and takes part."""
    there = appointment.participants.filter(kind=PartyKind.NEWCOMER, left=False)
    return sorted({appointment.journey_id, *there.values_list("journey_id", flat=True)} - {None})


def _journeys(journey_id: int, plan: Plan) -> list[int]:
    return sorted({journey_id, *plan.also_journey_ids})


def _send(appointment: Appointment) -> None:
    """In the background and only when this transaction succeeds; the arguments are ids."""
    send_invitations.defer(appointment_id=appointment.pk, organisation_id=appointment.organisation_id)


def _owner(by: Actor, plan: Plan) -> int:
    owner_id = plan.owner_id or by.staff_id
    if owner_id is None:
        raise InvalidInput(_("Kies wie deze afspraak regelt."), field="owner_id")
    return owner_id


def _check(plan: Plan, journey_id: int, owner_id: int) -> None:
    require_own(Journey, _journeys(journey_id, plan))
    require_own(StaffMember, plan.staff_ids)
    require_employed(owner_id, plan.day)
    if plan.kind not in AppointmentKind.values:
        raise InvalidInput(_("Kies een soort afspraak uit de lijst."), field="kind")
    if plan.ends <= plan.starts:
        raise InvalidInput(_("De eindtijd ligt na de begintijd."), field="ends")
    if moment_at(plan.day, plan.starts) > now() + LONGEST_AHEAD:
        raise InvalidInput(_("Deze datum ligt meer dan drie jaar vooruit. Kijk het jaartal na."), field="day")
    if plan.video_url and not plan.video_url.startswith("https://"):
        raise InvalidInput(_("Een link voor beeldbellen begint met https://."), field="video_url")
    if plan.kind in (AppointmentKind.THREE_WAY, AppointmentKind.FOUR_PARTY) and not plan.outsiders:
        raise InvalidInput(_("Vul in wie er van buiten meedoet: een naam of een organisatie."), field="outside_1")
    for outsider in plan.outsiders:
        if not (outsider.name.strip() or outsider.party.strip()):
            raise InvalidInput(_("Vul in wie er van buiten meedoet: een naam of een organisatie."), field="outside_1")


def _wanted(appointment: Appointment, plan: Plan) -> list[Participant]:
    """Everybody who should take part: the newcomers, the owner and colleagues, people from outside."""
    same = {"appointment": appointment, "organisation_id": appointment.organisation_id}
    journeys = dict.fromkeys([appointment.journey_id, *plan.also_journey_ids])
    staff = dict.fromkeys([appointment.owner_id, *plan.staff_ids])
    newcomers = [
        Participant(
            **same,
            kind=PartyKind.NEWCOMER,
            journey_id=journey_id,
            email=plan.email if journey_id == appointment.journey_id else "",
        )
        for journey_id in journeys
    ]
    colleagues = [Participant(**same, kind=PartyKind.STAFF, staff_id=staff_id) for staff_id in staff]
    outsiders = [
        Participant(**same, kind=PartyKind.OUTSIDE, name=one.name, party=one.party, email=one.email)
        for one in plan.outsiders
    ]
    return [*newcomers, *colleagues, *outsiders]


def _replace_participants(appointment: Appointment, plan: Plan) -> set[int]:
    """Keep who still takes part, add who is new, mark who left; the journeys of those who left."""
    held = {_identity(one): one for one in appointment.participants.all()}
    wanted = _wanted(appointment, plan)
    for one in wanted:
        before = held.pop(_identity(one), None)
        if before is None:
            one.save()
        elif before.left or before.email != one.email:
            before.left, before.email = False, one.email
            before.invited_sequence = None
            before.save()
    for gone in held.values():
        if gone.invited_sequence is None and gone.contact_id is None:
            gone.delete()
        else:
            gone.left = True
            gone.save(update_fields=["left"])
    return {gone.journey_id for gone in held.values() if gone.journey_id}


def _identity(one: Participant) -> tuple[str, int | None, int | None, str, str]:
    return one.kind, one.journey_id, one.staff_id, one.name, one.party
