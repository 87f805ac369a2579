"""Tables of the work."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reisgenoot.journeys.models import CURRENT, Journey
from reisgenoot.kernel.models import FACT_PRIVACY, FactModel, organisation_index, tracked
from reisgenoot.kernel.privacy import IDENTIFYING, ORDINARY, TECHNICAL


class JobOrigin(models.TextChoices):
    """Who found the job."""

    JOBHUNTER = "jobhunter", _("via een jobhunter of bemiddelaar")
    CLIENT_MANAGER = "manager", _("via de klantmanager")
    SELF = "self", _("zelf gevonden")


@tracked
class Job(FactModel):
    """Work of one person at one employer, from ``started_on`` until ``ended_on`` (inclusive, empty = still).

    ``contract_ends_on`` is the last day of the contract (empty = no end agreed); working on without a contract stays
    visible because ``ended_on`` is empty. ``hours_per_week`` is 0 < h <= 80, missing = not told. A trial placement is
    work without wages by agreement with the municipality.
    """

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "employer": IDENTIFYING,
        "occupation": ORDINARY,
        "contract": ORDINARY,
        "started_on": ORDINARY,
        "contract_ends_on": ORDINARY,
        "hours_per_week": ORDINARY,
        "ended_on": ORDINARY,
        "end_reason": ORDINARY,
        "origin": ORDINARY,
        "is_trial": ORDINARY,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="jobs", db_index=False)
    employer = models.CharField(_("werkgever"), max_length=120)
    occupation = models.CharField(_("wat voor werk"), max_length=120, blank=True)
    contract = models.CharField(
        _("soort contract"), max_length=40, help_text="code of the approach's list contract_kind"
    )
    started_on = models.DateField(_("begonnen op"))
    contract_ends_on = models.DateField(_("contract loopt tot en met"), null=True, blank=True)
    hours_per_week = models.DecimalField(_("uren per week"), max_digits=4, decimal_places=1, null=True, blank=True)
    ended_on = models.DateField(_("laatste werkdag"), null=True, blank=True)
    end_reason = models.CharField(
        _("reden van einde"), max_length=40, blank=True, help_text="code of the approach's list job_end_reason"
    )
    origin = models.CharField(_("hoe gevonden"), max_length=10, choices=JobOrigin, blank=True)
    is_trial = models.BooleanField(_("proefplaatsing"), default=False)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True) | models.Q(ended_on__gte=models.F("started_on")),
                name="job_ends_after_start",
                violation_error_message=_("De laatste werkdag ligt voor de eerste. Controleer beide datums."),
            ),
            models.CheckConstraint(
                condition=models.Q(contract_ends_on__isnull=True)
                | models.Q(contract_ends_on__gte=models.F("started_on")),
                name="contract_ends_after_start",
                violation_error_message=_("Het contract eindigt voor de eerste werkdag. Controleer beide datums."),
            ),
            models.CheckConstraint(
                condition=models.Q(hours_per_week__isnull=True)
                | models.Q(hours_per_week__gt=0, hours_per_week__lte=80),
                name="job_hours_in_range",
                violation_error_message=_("Uren per week liggen tussen 0 en 80."),
            ),
        ]
        indexes = [
            organisation_index("journey", "started_on", name="job_journey"),
            organisation_index(
                "contract_ends_on",
                "journey",
                name="job_contract_end",
                condition=CURRENT & models.Q(ended_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"job of journey {self.journey_id}"
