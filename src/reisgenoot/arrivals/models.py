"""Tables of the time before somebody has a home: where people are, and what the housing department reported."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from reisgenoot.arrivals.enums import Matching, Origin, Whereabouts
from reisgenoot.journeys.models import CURRENT, Journey
from reisgenoot.kernel.models import (
    FACT_PRIVACY,
    TENANT_PRIVACY,
    FactModel,
    TenantModel,
    organisation_index,
    tracked,
)
from reisgenoot.kernel.privacy import IDENTIFYING, NATIONAL_NUMBER, ORDINARY, SPECIAL, TECHNICAL
from reisgenoot.organisations.models import Municipality, StaffMember
from reisgenoot.people.enums import HouseholdRole
from reisgenoot.people.models import Person


@tracked
class Reception(FactModel):
    """Where somebody is before a home, from ``valid_from`` until ``valid_until`` (exclusive, empty = still).

    ``is_voluntary``: contact in this time is an offer, never a duty; nothing may follow from staying away.
    """

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "whereabouts": ORDINARY,
        "place": IDENTIFYING,
        "is_voluntary": ORDINARY,
        "valid_from": ORDINARY,
        "valid_until": ORDINARY,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="receptions", db_index=False)
    whereabouts = models.CharField(_("waar is deze persoon nu"), max_length=10, choices=Whereabouts)
    place = models.CharField(_("plaats of naam van het azc"), max_length=120, blank=True)
    is_voluntary = models.BooleanField(_("contact is vrijwillig"), default=True)
    valid_from = models.DateField(_("vanaf"))
    valid_until = models.DateField(_("tot"), null=True, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("valid_from")),
                name="reception_in_order",
                violation_error_message=_("De laatste dag ligt niet voor de eerste."),
            ),
        ]
        indexes = [
            models.Index(fields=["journey", "-valid_from"], name="reception_journey"),
            organisation_index("journey", name="reception_now", condition=CURRENT & models.Q(valid_until=None)),
        ]

    def __str__(self) -> str:
        return f"reception of journey {self.journey_id}"


@tracked
class HousingSignal(TenantModel):
    """Somebody comes to live here: what the housing department (or the team itself) reported, and when.

    The people are rows of their own (`ReportedPerson`): whom it is about first, then the household.
    """

    privacy = TENANT_PRIVACY | {
        "origin": ORDINARY,
        "reported_by": ORDINARY,
        "reported_on": ORDINARY,
        "linked_on": ORDINARY,
        "municipality": ORDINARY,
        "whereabouts": ORDINARY,
        "place": IDENTIFYING,
        "home_expected_on": ORDINARY,
        "phone": IDENTIFYING,
        "remarks": SPECIAL,
        "withdrawn_on": ORDINARY,
        "withdrawn_reason": SPECIAL,
        "created_at": TECHNICAL,
    }

    origin = models.CharField(max_length=8, choices=Origin, default=Origin.HOUSING)
    reported_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    reported_on = models.DateField()
    linked_on = models.DateField(_("gekoppeld aan de gemeente op"))
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name=_("gemeente")
    )
    whereabouts = models.CharField(_("waar is deze persoon nu"), max_length=10, choices=Whereabouts)
    place = models.CharField(_("plaats of naam van het azc"), max_length=120, blank=True)
    home_expected_on = models.DateField(_("woning verwacht op"), null=True, blank=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    remarks = models.TextField(_("opmerkingen"), blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True) | ~models.Q(withdrawn_reason=""),
                name="withdrawn_with_a_reason",
                violation_error_message=_("Schrijf op waarom de melding vervalt."),
            ),
        ]
        indexes = [organisation_index("-reported_on", "-id", name="housing_signal_newest")]

    def __str__(self) -> str:
        return f"housing signal {self.pk}"


@tracked
class ReportedPerson(TenantModel):
    """One person of a signal: as reported, and who it turned out to be.

    ``position`` 0 is whom the signal is about. A BSN is kept only until the person is known; then it is with the person.
    Children have no journey of their own. ``started_journey`` says that this signal began the journey.
    """

    privacy = TENANT_PRIVACY | {
        "signal": TECHNICAL,
        "position": TECHNICAL,
        "role": ORDINARY,
        "family_name": IDENTIFYING,
        "given_name": IDENTIFYING,
        "birth_date": IDENTIFYING,
        "v_number": IDENTIFYING,
        "bsn_sealed": NATIONAL_NUMBER,
        "language": ORDINARY,
        "needs_interpreter": ORDINARY,
        "never_in_azc": ORDINARY,
        "matching": TECHNICAL,
        "person": TECHNICAL,
        "journey": TECHNICAL,
        "started_journey": TECHNICAL,
        "decided_by": ORDINARY,
    }

    signal = models.ForeignKey(HousingSignal, on_delete=models.CASCADE, related_name="people")
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=10, choices=HouseholdRole, default=HouseholdRole.ADULT)
    family_name = models.CharField(_("achternaam"), max_length=120)
    given_name = models.CharField(_("voornaam"), max_length=120, blank=True)
    birth_date = models.DateField(_("geboortedatum"), null=True, blank=True)
    v_number = models.CharField(_("V-nummer"), max_length=20, blank=True)
    bsn_sealed = models.BinaryField(null=True, editable=False)
    language = models.CharField(_("taal"), max_length=10, blank=True)
    needs_interpreter = models.BooleanField(_("tolk nodig"), null=True, blank=True)
    never_in_azc = models.BooleanField(_("was nooit in een azc"), default=False)
    matching = models.CharField(max_length=6, choices=Matching, default=Matching.OPEN)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, null=True, related_name="+")
    started_journey = models.BooleanField(default=False)
    decided_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["signal", "position"], name="reported_person_once"),
            models.CheckConstraint(
                condition=models.Q(matching="open", person__isnull=True)
                | (~models.Q(matching="open") & models.Q(person__isnull=False)),
                name="reported_person_known_or_open",
            ),
        ]
        indexes = [organisation_index("signal", name="reported_open", condition=models.Q(matching="open"))]

    def __str__(self) -> str:
        return f"person {self.position} of signal {self.signal_id}"

    @property
    def name(self) -> str:
        """Given and family name, as reported."""
        return f"{self.given_name} {self.family_name}".strip()
