"""From a talk to a decision, step by step."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reisgenoot.guidance.enums import Culpability, OtherMeasure
from reisgenoot.journeys.models import CURRENT, Journey
from reisgenoot.kernel.models import FACT_PRIVACY, FactModel, organisation_index, tracked
from reisgenoot.kernel.privacy import ORDINARY, SPECIAL, TECHNICAL


@tracked
class LadderStep(FactModel):
    """One step of the ladder about one fact. The first step about it is ``first`` of the others.

    ``step``, ``ground`` and ``measure`` are keys of the approach. ``amount`` is in euros, only for a fine. A step that is
    withdrawn is superseded and keeps why in ``withdrawn_reason``.
    """

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "first": TECHNICAL,
        "step": ORDINARY,
        "occurred_on": ORDINARY,
        "about": SPECIAL,
        "about_on": ORDINARY,
        "ground": SPECIAL,
        "cause": SPECIAL,
        "said": SPECIAL,
        "culpability": SPECIAL,
        "culpability_reason": SPECIAL,
        "measure": SPECIAL,
        "amount": SPECIAL,
        "other_measure": SPECIAL,
        "measure_reason": SPECIAL,
        "withdrawn_reason": SPECIAL,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="ladder_steps", db_index=False)
    first = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    step = models.CharField(max_length=40)
    occurred_on = models.DateField(_("datum"))
    about = models.CharField(_("wat is er gebeurd"), max_length=300)
    about_on = models.DateField(_("op welke dag"))
    ground = models.CharField(_("welke plicht"), max_length=40, blank=True)
    cause = models.CharField(_("oorzaak"), max_length=300, blank=True)
    said = models.TextField(_("wat zei de inburgeraar"), blank=True)
    culpability = models.CharField(_("verwijtbaar"), max_length=6, choices=Culpability, blank=True)
    culpability_reason = models.CharField(_("waarom"), max_length=300, blank=True)
    measure = models.CharField(_("besluit"), max_length=40, blank=True)
    amount = models.DecimalField(_("bedrag"), max_digits=7, decimal_places=2, null=True, blank=True)
    other_measure = models.CharField(max_length=4, choices=OtherMeasure, blank=True)
    measure_reason = models.CharField(_("motivering"), max_length=500, blank=True)
    withdrawn_reason = models.CharField(_("waarom ingetrokken"), max_length=200, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["first", "step"],
                name="ladder_step_once_per_fact",
                condition=CURRENT,
                violation_error_message=_("Deze stap is voor dit feit al gezet."),
            ),
            models.CheckConstraint(
                condition=models.Q(culpability="") | ~models.Q(culpability_reason=""),
                name="culpability_has_a_reason",
                violation_error_message=_("Schrijf op waarom je dat vindt."),
            ),
            models.CheckConstraint(
                condition=models.Q(measure="") | ~models.Q(measure_reason=""),
                name="decision_has_a_reason",
                violation_error_message=_("Een besluit heeft een motivering."),
            ),
        ]
        indexes = [organisation_index("journey", name="ladder_step_journey")]

    def __str__(self) -> str:
        return f"{self.step} of journey {self.journey_id}"
