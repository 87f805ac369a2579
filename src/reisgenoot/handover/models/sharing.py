"""With whom, what, for what and on which ground: parties, sharing agreements and consents."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from reisgenoot.handover.enums import ConsentWay, Part, PartyKind
from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.models import TENANT_PRIVACY, TenantModel, organisation_index, tracked
from reisgenoot.kernel.privacy import ORDINARY, REFERENCE, TECHNICAL
from reisgenoot.organisations.models import Organisation, StaffMember


@tracked
class Party(TenantModel):
    """An organisation that one hands over to or receives from. ``partner`` is the tenant it is in this installation."""

    privacy = TENANT_PRIVACY | {"name": REFERENCE, "kind": REFERENCE, "partner": REFERENCE}

    name = models.CharField(_("naam"), max_length=120)
    kind = models.CharField(_("soort"), max_length=12, choices=PartyKind)
    partner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="party_once",
                violation_error_message=_("Deze organisatie staat er al."),
            ),
            models.CheckConstraint(
                condition=models.Q(partner__isnull=True) | ~models.Q(partner=models.F("organisation")),
                name="party_is_another",
                violation_error_message=_("Kies een andere organisatie dan de eigen."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class SharingAgreement(TenantModel):
    """An agreement to share parts with a party, in force from ``valid_from`` until ``valid_until`` (exclusive)."""

    privacy = TENANT_PRIVACY | {
        "party": REFERENCE,
        "parts": REFERENCE,
        "purpose": REFERENCE,
        "legal_basis": REFERENCE,
        "valid_from": REFERENCE,
        "valid_until": REFERENCE,
        "document": REFERENCE,
    }

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="agreements", db_index=False)
    parts = ArrayField(models.CharField(max_length=20, choices=Part), verbose_name=_("wat mag worden gedeeld"))
    purpose = models.CharField(_("waarvoor"), max_length=200)
    legal_basis = models.CharField(_("wettelijke grondslag"), max_length=200)
    valid_from = models.DateField(_("vanaf"))
    valid_until = models.DateField(_("tot"), null=True, blank=True)
    document = models.CharField(_("waar ligt het document"), max_length=200, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("valid_from")),
                name="sharing_in_order",
                violation_error_message=_("Een afspraak eindigt na de dag waarop hij begint."),
            ),
            models.CheckConstraint(
                condition=~models.Q(purpose="") & ~models.Q(legal_basis=""),
                name="sharing_has_a_ground",
                violation_error_message=_("Vul in waarvoor en op welke grondslag."),
            ),
        ]
        indexes = [organisation_index("party", name="sharing_party")]

    def __str__(self) -> str:
        return f"sharing with party {self.party_id}"


@tracked
class Consent(TenantModel):
    """A person's consent to share parts with a party, from ``given_on`` until ``withdrawn_on`` (exclusive)."""

    privacy = TENANT_PRIVACY | {
        "journey": TECHNICAL,
        "party": ORDINARY,
        "parts": ORDINARY,
        "purpose": ORDINARY,
        "given_on": ORDINARY,
        "how": ORDINARY,
        "recorded_by": ORDINARY,
        "withdrawn_on": ORDINARY,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="consents", db_index=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", db_index=False)
    parts = ArrayField(models.CharField(max_length=20, choices=Part), verbose_name=_("wat mag worden gedeeld"))
    purpose = models.CharField(_("waarvoor"), max_length=200)
    given_on = models.DateField(_("gegeven op"))
    how = models.CharField(_("hoe"), max_length=10, choices=ConsentWay)
    recorded_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    withdrawn_on = models.DateField(_("ingetrokken op"), null=True, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True) | models.Q(withdrawn_on__gte=models.F("given_on")),
                name="consent_in_order",
                violation_error_message=_("Toestemming wordt niet ingetrokken voordat zij gegeven is."),
            ),
        ]
        indexes = [organisation_index("journey", name="consent_journey")]

    def __str__(self) -> str:
        return f"consent in journey {self.journey_id}"
