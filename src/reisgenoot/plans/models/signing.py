"""Signatures under a plan, on screen or on paper."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reisgenoot.kernel.models import FACT_PRIVACY, FactModel, organisation_index, tracked
from reisgenoot.kernel.privacy import IDENTIFYING, ORDINARY, TECHNICAL
from reisgenoot.plans.enums import ScanKind, Signer, SigningWay
from reisgenoot.plans.models.plan import Plan


@tracked
class PlanScan(FactModel):
    """A signed plan on paper, scanned. The content lies encrypted among the home's files, under ``digest``.

    ``digest`` is the SHA-256 of the content as it was sent; ``size`` its bytes. What the file was called is not kept.
    """

    privacy = FACT_PRIVACY | {"plan": TECHNICAL, "kind": TECHNICAL, "size": TECHNICAL, "digest": IDENTIFYING}

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="scans", db_index=False)
    kind = models.CharField(max_length=4, choices=ScanKind)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        default_manager_name = "objects"
        indexes = [organisation_index("plan", name="plan_scan_plan")]

    def __str__(self) -> str:
        return f"scan of plan {self.plan_id}"


@tracked
class PlanSignature(FactModel):
    """One party signed one version, on a day. ``drawing`` is the path of an SVG of 400 by 120; ``name`` as typed."""

    privacy = FACT_PRIVACY | {
        "plan": TECHNICAL,
        "party": ORDINARY,
        "way": ORDINARY,
        "name": IDENTIFYING,
        "signed_on": ORDINARY,
        "drawing": IDENTIFYING,
        "scan": TECHNICAL,
    }

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="signatures", db_index=False)
    party = models.CharField(_("wie"), max_length=6, choices=Signer)
    way = models.CharField(_("hoe"), max_length=6, choices=SigningWay)
    name = models.CharField(_("naam"), max_length=200, blank=True)
    signed_on = models.DateField(_("op"))
    drawing = models.TextField(blank=True)
    scan = models.ForeignKey(
        PlanScan, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "party"],
                name="plan_signed_once_per_party",
                condition=models.Q(superseded_at__isnull=True),
                violation_error_message=_("Deze partij heeft dit plan al getekend."),
            )
        ]

    def __str__(self) -> str:
        return f"signature of plan {self.plan_id}"
