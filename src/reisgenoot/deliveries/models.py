"""Tables of the deliveries. Delivered personal data stands in the facts; here only what a decision needs, and no BSN."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from reisgenoot.deliveries.enums import DeliveryState, ReviewState
from reisgenoot.kernel.models import TENANT_PRIVACY, SourceRow, TenantModel, organisation_index, tracked
from reisgenoot.kernel.privacy import DELIVERED, DELIVERED_IDENTIFYING, NATIONAL_NUMBER, TECHNICAL
from reisgenoot.organisations.models import StaffMember


@tracked
class Delivery(TenantModel):
    """One set of files somebody sent, read by one recipe, with what it brought."""

    privacy = TENANT_PRIVACY | {
        "recipe": DELIVERED,
        "state": TECHNICAL,
        "files": DELIVERED,
        "digest": DELIVERED,
        "counts": DELIVERED,
        "problems": DELIVERED,
        "progress": TECHNICAL,
        "received_at": TECHNICAL,
        "received_by": TECHNICAL,
        "finished_at": TECHNICAL,
    }

    recipe = models.CharField(_("soort levering"), max_length=60)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.UPLOADED)
    files = models.JSONField(default=list, help_text="name, size, sha256 of each file")
    digest = models.CharField(max_length=64, blank=True)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(
        default=list, help_text="what stopped it: file, sheet, row, column, message, what to do"
    )
    progress = models.PositiveSmallIntegerField(default=0, help_text="0 to 100")
    received_at = models.DateTimeField(db_default=Now())
    received_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_manager_name = "objects"
        indexes = [organisation_index("-received_at", name="delivery_received")]

    def __str__(self) -> str:
        return f"{self.recipe} {self.pk}"


@tracked
class ReviewItem(TenantModel):
    """Something in a delivered row that needs a person: why, what is suggested, and what was decided.

    ``subject`` names the fact that waits (``plans.plan``, its id, and the column). ``match_key`` is what a decision is
    remembered under: a keyed hash for persons, the normalised text for words.
    """

    privacy = TENANT_PRIVACY | {
        "delivery": TECHNICAL,
        "source_row": TECHNICAL,
        "kind": DELIVERED,
        "reason": DELIVERED,
        "column": DELIVERED,
        "given": DELIVERED_IDENTIFYING,
        "given_sealed": NATIONAL_NUMBER,
        "suggestions": DELIVERED_IDENTIFYING,
        "subject_type": TECHNICAL,
        "subject_id": TECHNICAL,
        "match_key": DELIVERED_IDENTIFYING,
        "state": TECHNICAL,
        "decision": DELIVERED,
        "decided_at": TECHNICAL,
        "decided_by": TECHNICAL,
    }

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="review_items")
    source_row = models.ForeignKey(SourceRow, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    reason = models.CharField(max_length=300)
    column = models.CharField(max_length=100, blank=True)
    given = models.JSONField(default=dict, help_text="what the row says, without BSN")
    given_sealed = models.BinaryField(null=True, help_text="the whole row, encrypted, so that nothing is lost")
    suggestions = models.JSONField(default=list)
    subject_type = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True)
    match_key = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=ReviewState, default=ReviewState.OPEN)
    decision = models.JSONField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        default_manager_name = "objects"
        indexes = [organisation_index("state", "kind", name="review_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


@tracked
class RememberedDecision(TenantModel):
    """What somebody decided for a match key, applied by itself in the next delivery of the same recipe."""

    privacy = TENANT_PRIVACY | {
        "recipe": DELIVERED,
        "kind": DELIVERED,
        "match_key": DELIVERED_IDENTIFYING,
        "decision": DELIVERED,
        "decided_at": TECHNICAL,
        "decided_by": TECHNICAL,
    }

    recipe = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    match_key = models.CharField(max_length=200)
    decision = models.JSONField()
    decided_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "recipe", "kind", "match_key"], name="decision_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
