"""What others handed over to us: a package, or the profile that COA made."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from reisgenoot.handover.enums import Channel, Completeness, MissingReason, Part, ReturnReason, UnusedReason
from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.models import TENANT_PRIVACY, TenantModel, organisation_index, tracked
from reisgenoot.kernel.privacy import IDENTIFYING, ORDINARY, SPECIAL, TECHNICAL
from reisgenoot.organisations.models import Organisation, StaffMember


@tracked
class ReceivedHandover(TenantModel):
    """Somebody's story as another party gave it.

    ``sealed`` is the package, encrypted; missing for what came on paper. ``journey`` is missing until it was taken over.
    ``verdicts`` maps each part to what was said of it together with the person: ``{"plan": {"verdict": "corrected",
    "note": "..."}}``. Either used, or not used with a reason.
    """

    privacy = TENANT_PRIVACY | {
        "thread": TECHNICAL,
        "sender": ORDINARY,
        "sender_name": ORDINARY,
        "channel": ORDINARY,
        "completeness": ORDINARY,
        "missing_reason": ORDINARY,
        "received_on": ORDINARY,
        "received_by": ORDINARY,
        "parts": ORDINARY,
        "sealed": SPECIAL,
        "note": SPECIAL,
        "called": IDENTIFYING,
        "journey": TECHNICAL,
        "read_at": ORDINARY,
        "read_by": ORDINARY,
        "used_at": ORDINARY,
        "unused_reason": ORDINARY,
        "verdicts": SPECIAL,
        "returned_at": ORDINARY,
        "return_reason": ORDINARY,
        "return_note": SPECIAL,
        "created_at": TECHNICAL,
    }

    thread = models.UUIDField(default=uuid4, editable=False)
    sender = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    sender_name = models.CharField(_("van wie"), max_length=200)
    channel = models.CharField(_("hoe ontvangen"), max_length=10, choices=Channel)
    completeness = models.CharField(_("volledigheid"), max_length=10, choices=Completeness)
    missing_reason = models.CharField(_("waarom niet ontvangen"), max_length=10, choices=MissingReason, blank=True)
    received_on = models.DateField(_("ontvangen op"))
    received_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    parts = ArrayField(models.CharField(max_length=20, choices=Part), default=list, blank=True)
    sealed = models.BinaryField(null=True, editable=False)
    note = models.TextField(_("wat staat erin"), blank=True)
    called = models.CharField(max_length=250, blank=True, help_text="name of the person as handed over, for the list")
    journey = models.ForeignKey(
        Journey, on_delete=models.PROTECT, null=True, blank=True, related_name="received", db_index=False
    )
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    used_at = models.DateTimeField(null=True, blank=True)
    unused_reason = models.CharField(_("waarom niet gebruikt"), max_length=12, choices=UnusedReason, blank=True)
    verdicts = models.JSONField(default=dict, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.CharField(max_length=12, choices=ReturnReason, blank=True)
    return_note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "thread"], name="received_once"),
            models.CheckConstraint(
                condition=~models.Q(completeness="missing") | ~models.Q(missing_reason=""),
                name="missing_has_a_reason",
                violation_error_message=_("Kies waarom er niets kwam."),
            ),
            models.CheckConstraint(
                condition=models.Q(used_at__isnull=True) | models.Q(unused_reason=""),
                name="used_or_not",
                violation_error_message=_("Iets is gebruikt of niet gebruikt, niet allebei."),
            ),
        ]
        indexes = [
            organisation_index("journey", name="received_journey"),
            organisation_index("-received_on", "-id", name="received_newest"),
        ]

    def __str__(self) -> str:
        return f"received {self.pk}"
