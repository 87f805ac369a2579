"""A handover as it leaves: from whom, to whom, what, and how far it is."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from reisgenoot.handover.enums import HandoverState, Part, ReturnReason
from reisgenoot.handover.models.sharing import Consent, Party, SharingAgreement
from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.models import TENANT_PRIVACY, TenantModel, organisation_index, tracked
from reisgenoot.kernel.privacy import IDENTIFYING, ORDINARY, SPECIAL, TECHNICAL
from reisgenoot.organisations.models import StaffMember


@tracked
class Handover(TenantModel):
    """Handing somebody's story to a colleague or to another party.

    ``sealed`` is the package as it was sent, encrypted; it never changes after that. ``thread`` names the handover in
    letters. The days after sending are filled by the colleague, or by the sender for a party that has no access; what a
    partner in this installation answers stands in letters (`selectors`).
    """

    privacy = TENANT_PRIVACY | {
        "journey": TECHNICAL,
        "thread": TECHNICAL,
        "from_staff": ORDINARY,
        "to_staff": ORDINARY,
        "party": ORDINARY,
        "parts": ORDINARY,
        "agreement": TECHNICAL,
        "consent": TECHNICAL,
        "health_basis": ORDINARY,
        "note": SPECIAL,
        "talk_on": ORDINARY,
        "talk_with": IDENTIFYING,
        "state": ORDINARY,
        "sealed": SPECIAL,
        "digest": TECHNICAL,
        "created_at": TECHNICAL,
        "sent_at": ORDINARY,
        "received_at": ORDINARY,
        "read_at": ORDINARY,
        "used_at": ORDINARY,
        "returned_at": ORDINARY,
        "return_reason": ORDINARY,
        "return_note": SPECIAL,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="handovers", db_index=False)
    thread = models.UUIDField(default=uuid4, unique=True, editable=False)
    from_staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    to_staff = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    parts = ArrayField(models.CharField(max_length=20, choices=Part))
    agreement = models.ForeignKey(
        SharingAgreement, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    consent = models.ForeignKey(
        Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    health_basis = models.CharField(_("waarom gezondheid mee gaat"), max_length=200, blank=True)
    note = models.TextField(_("aandachtspunten voor de ontvanger"), blank=True)
    talk_on = models.DateField(_("warm gesprek gehad op"), null=True, blank=True)
    talk_with = models.CharField(_("wie waren erbij"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=HandoverState, default=HandoverState.DRAFT)
    sealed = models.BinaryField(null=True, editable=False)
    digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.CharField(max_length=12, choices=ReturnReason, blank=True)
    return_note = models.CharField(max_length=300, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_staff__isnull=True, party__isnull=False)
                | models.Q(to_staff__isnull=False, party__isnull=True),
                name="handover_to_one",
                violation_error_message=_("Kies een collega of een organisatie, niet allebei."),
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", sent_at__isnull=True, sealed__isnull=True)
                | (~models.Q(state="draft") & models.Q(sent_at__isnull=False, sealed__isnull=False)),
                name="handover_sent_is_frozen",
            ),
            models.CheckConstraint(
                condition=models.Q(party__isnull=True)
                | models.Q(state="draft")
                | models.Q(agreement__isnull=False)
                | models.Q(consent__isnull=False),
                name="handover_outside_has_a_ground",
            ),
        ]
        indexes = [
            organisation_index("journey", name="handover_journey"),
            organisation_index("-created_at", "-id", name="handover_newest"),
        ]

    def __str__(self) -> str:
        return f"handover of journey {self.journey_id}"
