"""What is still being written: the next version of a plan, with every saving of it."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.models import TENANT_PRIVACY, TenantModel, organisation_index, tracked
from reisgenoot.kernel.privacy import ORDINARY, SPECIAL, TECHNICAL
from reisgenoot.organisations.models import StaffMember
from reisgenoot.plans.models.plan import Plan


@tracked
class PlanDraft(TenantModel):
    """The next version of somebody's plan while it is written. ``based_on`` is the version it changes (missing = none).

    ``revision`` counts savings from 1; what each held stands in `DraftRevision`. ``closed_at`` is when it became a version
    or was thrown away. One open draft per journey.
    """

    privacy = TENANT_PRIVACY | {
        "journey": TECHNICAL,
        "based_on": TECHNICAL,
        "revision": TECHNICAL,
        "closed_at": TECHNICAL,
        "became": TECHNICAL,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="plan_drafts", db_index=False)
    based_on = models.ForeignKey(
        Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    revision = models.PositiveIntegerField(default=1)
    closed_at = models.DateTimeField(null=True, blank=True)
    became = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["journey"],
                name="one_open_plan_draft",
                condition=models.Q(closed_at__isnull=True),
                violation_error_message=_("Er is al een concept van dit plan."),
            )
        ]
        indexes = [organisation_index("journey", name="plan_draft_journey")]

    def __str__(self) -> str:
        return f"draft of the plan of journey {self.journey_id}"


class DraftRevision(TenantModel):
    """One saving of a draft: what it held (`reisgenoot.plans.content`), by whom, when. Never changed."""

    privacy = TENANT_PRIVACY | {
        "draft": TECHNICAL,
        "number": TECHNICAL,
        "content": SPECIAL,
        "saved_by": ORDINARY,
        "saved_at": TECHNICAL,
    }

    draft = models.ForeignKey(PlanDraft, on_delete=models.CASCADE, related_name="revisions", db_index=False)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    saved_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="draft_revision_once")]

    def __str__(self) -> str:
        return f"revision {self.number} of draft {self.draft_id}"
