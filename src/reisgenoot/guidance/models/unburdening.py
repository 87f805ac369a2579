"""Unburdening (ontzorgen): the municipality pays fixed costs out of the benefit for a while."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from reisgenoot.journeys.models import CURRENT, Journey
from reisgenoot.kernel.models import FACT_PRIVACY, FactModel, organisation_index, tracked
from reisgenoot.kernel.privacy import IDENTIFYING, ORDINARY, SPECIAL, TECHNICAL


@tracked
class Unburdening(FactModel):
    """The arrangement of one journey as it is held now.

    ``refused_on`` stands when the person does not want it; ``exception_reason`` why it is done otherwise than by the law;
    ``extended_until`` (inclusive) only with the reason and the decision of its own that the law asks.
    """

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "started_on": ORDINARY,
        "authorised_on": ORDINARY,
        "refused_on": ORDINARY,
        "refusal_reason": SPECIAL,
        "exception_reason": SPECIAL,
        "reviewed_on": ORDINARY,
        "pays_alone": SPECIAL,
        "pays_not_yet": SPECIAL,
        "extended_until": ORDINARY,
        "extension_reason": SPECIAL,
        "ended_on": ORDINARY,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="unburdenings", db_index=False)
    started_on = models.DateField(_("begonnen op"), null=True, blank=True)
    authorised_on = models.DateField(_("machtiging getekend op"), null=True, blank=True)
    refused_on = models.DateField(_("geweigerd op"), null=True, blank=True)
    refusal_reason = models.CharField(_("waarom niet"), max_length=300, blank=True)
    exception_reason = models.CharField(_("uitzondering of maatwerk"), max_length=300, blank=True)
    reviewed_on = models.DateField(_("samen bekeken op"), null=True, blank=True)
    pays_alone = models.CharField(_("betaalt zelf"), max_length=300, blank=True)
    pays_not_yet = models.CharField(_("lukt nog niet"), max_length=300, blank=True)
    extended_until = models.DateField(_("verlengd tot en met"), null=True, blank=True)
    extension_reason = models.CharField(_("waarom langer"), max_length=300, blank=True)
    ended_on = models.DateField(_("geëindigd op"), null=True, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["journey"],
                name="one_unburdening_per_journey",
                condition=CURRENT,
                violation_error_message=_("Een collega paste dit net aan. Kijk nog eens."),
            ),
            models.CheckConstraint(
                condition=models.Q(extended_until__isnull=True) | ~models.Q(extension_reason=""),
                name="extension_has_a_reason",
                violation_error_message=_("Schrijf op waarom iemand langer hulp nodig heeft."),
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True) | models.Q(ended_on__gte=models.F("started_on")),
                name="unburdening_ends_after_start",
                violation_error_message=_("Het ontzorgen eindigt niet voordat het begint."),
            ),
        ]
        indexes = [organisation_index("journey", name="unburdening_journey")]

    def __str__(self) -> str:
        return f"unburdening of journey {self.journey_id}"


@tracked
class FixedCost(FactModel):
    """A fixed cost per month in euros, from ``from_on`` until ``until_on`` (both inclusive, empty = still).

    ``kind`` is a key of the approach; ``reason`` is needed where the cost is tailor-made or is not paid directly.
    """

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "kind": ORDINARY,
        "payee": IDENTIFYING,
        "amount": ORDINARY,
        "from_on": ORDINARY,
        "until_on": ORDINARY,
        "is_paid_directly": ORDINARY,
        "reason": SPECIAL,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="fixed_costs", db_index=False)
    kind = models.CharField(_("soort"), max_length=40)
    payee = models.CharField(_("aan wie"), max_length=120, blank=True)
    amount = models.DecimalField(_("bedrag per maand"), max_digits=7, decimal_places=2)
    from_on = models.DateField(_("vanaf"))
    until_on = models.DateField(_("tot en met"), null=True, blank=True)
    is_paid_directly = models.BooleanField(_("de gemeente betaalt rechtstreeks"), default=True)
    reason = models.CharField(_("reden"), max_length=200, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=Decimal(0)),
                name="fixed_cost_is_positive",
                violation_error_message=_("Vul een bedrag boven nul in."),
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="fixed_cost_ends_after_start",
                violation_error_message=_("De laatste dag ligt niet voor de eerste."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_paid_directly=True) | ~models.Q(reason=""),
                name="fixed_cost_otherwise_has_a_reason",
                violation_error_message=_("Schrijf op waarom de gemeente dit niet rechtstreeks betaalt."),
            ),
        ]
        indexes = [organisation_index("journey", name="fixed_cost_journey")]

    def __str__(self) -> str:
        return f"{self.kind} of journey {self.journey_id}"
