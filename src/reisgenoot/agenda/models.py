"""Tables of the agenda."""

import uuid

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from reisgenoot.agenda.enums import (
    AppointmentKind,
    AppointmentState,
    BookingState,
    OccupationKind,
    PartyKind,
    Weekday,
)
from reisgenoot.journeys.enums import InterpreterKind
from reisgenoot.journeys.models import Contact, Journey
from reisgenoot.kernel.models import (
    FACT_PRIVACY,
    TENANT_PRIVACY,
    FactModel,
    TenantModel,
    organisation_index,
    tracked,
)
from reisgenoot.kernel.privacy import IDENTIFYING, ORDINARY, SPECIAL, TECHNICAL
from reisgenoot.offers.models import Enrolment
from reisgenoot.organisations.models import StaffMember
from reisgenoot.people.models import Person

CURRENT = models.Q(superseded_at__isnull=True)


@tracked
class Appointment(TenantModel):
    """A meeting with a newcomer, from ``starts_at`` until ``ends_at`` (exclusive). ``owner`` takes the initiative.

    ``uid`` and ``sequence`` name it in other agendas: each change raises the sequence. ``purpose`` never leaves the house.
    """

    privacy = TENANT_PRIVACY | {
        "journey": TECHNICAL,
        "kind": ORDINARY,
        "starts_at": ORDINARY,
        "ends_at": ORDINARY,
        "place": IDENTIFYING,
        "video_url": IDENTIFYING,
        "owner": ORDINARY,
        "purpose": SPECIAL,
        "state": ORDINARY,
        "cancelled_by": ORDINARY,
        "cancel_reason": SPECIAL,
        "uid": TECHNICAL,
        "sequence": TECHNICAL,
        "created_at": TECHNICAL,
        "created_by": TECHNICAL,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="appointments", db_index=False)
    kind = models.CharField(_("soort"), max_length=12, choices=AppointmentKind, default=AppointmentKind.TALK)
    starts_at = models.DateTimeField(_("begin"))
    ends_at = models.DateTimeField(_("einde"))
    place = models.CharField(_("plaats"), max_length=160, blank=True)
    video_url = models.URLField(_("link voor beeldbellen"), max_length=300, blank=True)
    owner = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name=_("wie regelt dit")
    )
    purpose = models.CharField(_("waarover"), max_length=300, blank=True)
    state = models.CharField(_("stand"), max_length=10, choices=AppointmentState, default=AppointmentState.PLANNED)
    cancelled_by = models.CharField(_("afgezegd door"), max_length=10, choices=PartyKind, blank=True)
    cancel_reason = models.CharField(_("reden"), max_length=200, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="appointment_ends_after_start",
                violation_error_message=_("Een afspraak eindigt na het begin."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state="cancelled") | ~models.Q(cancel_reason=""),
                name="cancelled_for_a_reason",
                violation_error_message=_("Schrijf op waarom de afspraak niet doorgaat."),
            ),
        ]
        indexes = [
            organisation_index("starts_at", name="appointment_starts"),
            models.Index(fields=["journey", "starts_at"], name="appointment_journey"),
        ]

    def __str__(self) -> str:
        return f"appointment {self.pk}"


@tracked
class Participant(TenantModel):
    """Somebody at an appointment: a newcomer, a colleague, or somebody of another organisation.

    ``invited_sequence`` is the version of the appointment that was mailed last; missing = never. ``left`` marks who no
    longer takes part and is still to hear that. ``contact`` is what was written down for this newcomer afterwards.
    """

    privacy = TENANT_PRIVACY | {
        "appointment": TECHNICAL,
        "kind": ORDINARY,
        "journey": TECHNICAL,
        "staff": ORDINARY,
        "name": IDENTIFYING,
        "party": IDENTIFYING,
        "email": IDENTIFYING,
        "left": ORDINARY,
        "invited_sequence": TECHNICAL,
        "invited_at": TECHNICAL,
        "contact": TECHNICAL,
    }

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="participants")
    kind = models.CharField(max_length=10, choices=PartyKind)
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("naam"), max_length=120, blank=True)
    party = models.CharField(_("organisatie"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    left = models.BooleanField(default=False)
    invited_sequence = models.PositiveIntegerField(null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="newcomer", journey__isnull=False, staff__isnull=True)
                | models.Q(kind="staff", staff__isnull=False, journey__isnull=True)
                | (models.Q(kind="outside", staff__isnull=True, journey__isnull=True) & ~models.Q(name="", party="")),
                name="participant_is_somebody",
                violation_error_message=_("Vul in wie er van buiten meedoet: een naam of een organisatie."),
            ),
            models.UniqueConstraint(
                fields=["appointment", "journey"], name="newcomer_takes_part_once", condition=models.Q(kind="newcomer")
            ),
            models.UniqueConstraint(
                fields=["appointment", "staff"], name="colleague_takes_part_once", condition=models.Q(kind="staff")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at appointment {self.appointment_id}"


@tracked
class Agreement(TenantModel):
    """What was agreed at a talk: what, who does it, by when (inclusive), and when it was done (missing = not yet)."""

    privacy = TENANT_PRIVACY | {
        "appointment": TECHNICAL,
        "participant": TECHNICAL,
        "text": SPECIAL,
        "due_on": ORDINARY,
        "done_on": ORDINARY,
    }

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="agreements")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+", db_index=False)
    text = models.CharField(_("afspraak"), max_length=300)
    due_on = models.DateField(_("uiterlijk"))
    done_on = models.DateField(_("gedaan op"), null=True, blank=True)

    class Meta:
        default_manager_name = "objects"

    def __str__(self) -> str:
        return f"agreement of appointment {self.appointment_id}"


@tracked
class InterpreterBooking(TenantModel):
    """An interpreter asked for an appointment. ``person`` is the adult of the household who was chosen, if so."""

    privacy = TENANT_PRIVACY | {
        "appointment": TECHNICAL,
        "language": ORDINARY,
        "dialect": ORDINARY,
        "kind": ORDINARY,
        "agency": ORDINARY,
        "person": TECHNICAL,
        "name": IDENTIFYING,
        "state": ORDINARY,
        "fail_reason": ORDINARY,
        "booked_at": TECHNICAL,
        "booked_by": TECHNICAL,
    }

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="bookings")
    language = models.CharField(_("taal"), max_length=10)
    dialect = models.CharField(_("dialect"), max_length=60, blank=True)
    kind = models.CharField(_("soort tolk"), max_length=10, choices=InterpreterKind)
    agency = models.CharField(_("tolkbureau"), max_length=120, blank=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    name = models.CharField(_("naam van de tolk"), max_length=120, blank=True)
    state = models.CharField(_("stand"), max_length=10, choices=BookingState, default=BookingState.ORDERED)
    fail_reason = models.CharField(_("waarom niet"), max_length=200, blank=True)
    booked_at = models.DateTimeField(db_default=Now(), editable=False)
    booked_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="failed") | ~models.Q(fail_reason=""),
                name="booking_failed_for_a_reason",
                violation_error_message=_("Schrijf op waarom er geen tolk komt."),
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=""),
                name="booking_of_an_interpreter",
                violation_error_message=_("Kies een soort tolk."),
            ),
        ]

    def __str__(self) -> str:
        return f"interpreter of appointment {self.appointment_id}"


@tracked
class WeeklyOccupation(FactModel):
    """Something somebody does every week on a day, from ``starts`` until ``ends`` on the Dutch clock.

    Holds from ``valid_from`` until ``valid_until`` (exclusive, missing = still); ``enrolment`` is where the hours come
    from, if they do.
    """

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "enrolment": TECHNICAL,
        "kind": ORDINARY,
        "title": ORDINARY,
        "weekday": ORDINARY,
        "starts": ORDINARY,
        "ends": ORDINARY,
        "valid_from": ORDINARY,
        "valid_until": ORDINARY,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="occupations", db_index=False)
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    kind = models.CharField(_("soort"), max_length=12, choices=OccupationKind)
    title = models.CharField(_("omschrijving"), max_length=100, blank=True)
    weekday = models.PositiveSmallIntegerField(_("dag"), choices=Weekday)
    starts = models.TimeField(_("van"))
    ends = models.TimeField(_("tot"))
    valid_from = models.DateField(_("vanaf"))
    valid_until = models.DateField(_("tot"), null=True, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")),
                name="occupation_ends_after_start",
                violation_error_message=_("De eindtijd ligt na de begintijd."),
            ),
            models.CheckConstraint(
                condition=models.Q(weekday__gte=1, weekday__lte=7),
                name="occupation_on_a_day",
                violation_error_message=_("Kies een dag van de week."),
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("valid_from")),
                name="occupation_period_in_order",
                violation_error_message=_("Het einde ligt na het begin."),
            ),
        ]
        indexes = [organisation_index("journey", name="occupation_journey", condition=CURRENT)]

    def __str__(self) -> str:
        return f"{self.kind} of journey {self.journey_id}"


@tracked
class WeeklyCapacity(FactModel):
    """How many hours a week somebody can carry (belastbaarheid), from a day on, as agreed with the person."""

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "hours": SPECIAL,
        "valid_from": ORDINARY,
        "note": SPECIAL,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="capacities", db_index=False)
    hours = models.DecimalField(_("uren per week"), max_digits=4, decimal_places=1)
    valid_from = models.DateField(_("vanaf"))
    note = models.CharField(_("toelichting"), max_length=200, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hours__gte=0, hours__lte=80),
                name="capacity_in_range",
                violation_error_message=_("Uren per week liggen tussen 0 en 80."),
            )
        ]
        indexes = [organisation_index("journey", name="capacity_journey", condition=CURRENT)]

    def __str__(self) -> str:
        return f"capacity of journey {self.journey_id}"
