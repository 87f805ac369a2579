"""Tables of the intake."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reisgenoot.intake.enums import Moment, Origin
from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.models import FACT_PRIVACY, FactModel, organisation_index, tracked
from reisgenoot.kernel.privacy import ORDINARY, SPECIAL, TECHNICAL


@tracked
class Diagnosis(FactModel):
    """The outcome of one diagnosis talk: profile, primary goal, advice, and the coded answers.

    ``answers`` maps a characteristic (key of the approach's code lists) to a code; a missing key means not answered.
    ``batch`` numbers the delivery in which the diagnosis was first seen (1, 2, ...; 0 = not delivered).
    """

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "diagnosed_on": ORDINARY,
        "profile": SPECIAL,
        "profile_proposed": SPECIAL,
        "profile_reason": SPECIAL,
        "primary_goal": SPECIAL,
        "advice": ORDINARY,
        "advice_text": SPECIAL,
        "answers": SPECIAL,
        "language": ORDINARY,
        "batch": TECHNICAL,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="diagnoses", db_index=False)
    diagnosed_on = models.DateField(_("datum"))
    profile = models.CharField(_("profiel"), max_length=10, blank=True)
    profile_proposed = models.CharField(_("voorstel"), max_length=10, blank=True)
    profile_reason = models.TextField(_("reden van afwijken"), blank=True)
    primary_goal = models.CharField(_("primair doel"), max_length=60, blank=True)
    advice = models.CharField(_("vervolgadvies"), max_length=60, blank=True)
    advice_text = models.TextField(_("toelichting"), blank=True)
    answers = models.JSONField(default=dict)
    language = models.CharField(_("taal van de vragenlijst"), max_length=10, blank=True)
    batch = models.PositiveSmallIntegerField(default=0)

    class Meta:
        default_manager_name = "objects"
        indexes = [organisation_index("journey", "-diagnosed_on", name="diagnosis_journey")]

    def __str__(self) -> str:
        return f"diagnosis of journey {self.journey_id}"


@tracked
class Measurement(FactModel):
    """One value on one item of one scale of the approach: the participation ladder, a language skill, a pass or fail."""

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "scale": ORDINARY,
        "item": ORDINARY,
        "value": SPECIAL,
        "moment": ORDINARY,
        "measured_on": ORDINARY,
        "origin": ORDINARY,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="measurements", db_index=False)
    scale = models.CharField(max_length=60)
    item = models.CharField(max_length=60, blank=True)
    value = models.CharField(max_length=40, help_text="code of the scale's level")
    moment = models.CharField(max_length=10, choices=Moment, default=Moment.INTERIM)
    measured_on = models.DateField()
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.PROFESSIONAL)

    class Meta:
        default_manager_name = "objects"
        indexes = [organisation_index("journey", "scale", "item", "measured_on", name="measurement_journey")]

    def __str__(self) -> str:
        return f"{self.scale} of journey {self.journey_id}"
