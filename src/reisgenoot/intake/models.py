"""Tables of the intake."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reisgenoot.intake.enums import Moment, Origin, Rater, TestKind, TestState
from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.models import FACT_PRIVACY, FactModel, organisation_index, tracked
from reisgenoot.kernel.privacy import IDENTIFYING, ORDINARY, SPECIAL, TECHNICAL


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
    """One value on one item of one scale of the approach: the participation ladder, a language skill, a pass or fail.

    ``recorded_by`` wrote it down; ``rater`` says whose judgement it is. Values recorded at one moment are one set.
    """

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "scale": ORDINARY,
        "item": ORDINARY,
        "value": SPECIAL,
        "moment": ORDINARY,
        "measured_on": ORDINARY,
        "origin": ORDINARY,
        "rater": ORDINARY,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="measurements", db_index=False)
    scale = models.CharField(max_length=60)
    item = models.CharField(max_length=60, blank=True)
    value = models.CharField(max_length=40, help_text="code of the scale's level")
    moment = models.CharField(max_length=10, choices=Moment, default=Moment.INTERIM)
    measured_on = models.DateField()
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.PROFESSIONAL)
    rater = models.CharField(max_length=12, choices=Rater, default=Rater.PROFESSIONAL, db_default=Rater.PROFESSIONAL)

    class Meta:
        default_manager_name = "objects"
        indexes = [organisation_index("journey", "scale", "item", "measured_on", name="measurement_journey")]

    def __str__(self) -> str:
        return f"{self.scale} of journey {self.journey_id}"


@tracked
class TestOrder(FactModel):
    """A language or learnability test: ordered from whom, how it went, and what came back.

    Every step supersedes the version before it (``previous``), so that a step can be taken back. ``result`` is a code of
    ``learnability_result``; the levels of a language test are measurements. ``score`` and ``needed_score`` are points of
    the test itself. ``reason`` says why it was skipped or why somebody is exempt.
    """

    __test__ = False

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "kind": ORDINARY,
        "state": SPECIAL,
        "ordered_on": ORDINARY,
        "ordered_at": ORDINARY,
        "planned_on": ORDINARY,
        "exam_number": IDENTIFYING,
        "reason": SPECIAL,
        "result": SPECIAL,
        "score": SPECIAL,
        "needed_score": ORDINARY,
        "received_on": ORDINARY,
        "received_from": ORDINARY,
        "previous": TECHNICAL,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="tests", db_index=False)
    kind = models.CharField(_("soort toets"), max_length=12, choices=TestKind)
    state = models.CharField(_("stand"), max_length=16, choices=TestState, default=TestState.ORDERED)
    ordered_on = models.DateField(_("aangevraagd op"))
    ordered_at = models.CharField(_("aangevraagd bij"), max_length=80, blank=True)
    planned_on = models.DateField(_("dag van de toets"), null=True, blank=True)
    exam_number = models.CharField(_("examennummer"), max_length=20, blank=True)
    reason = models.CharField(_("reden"), max_length=300, blank=True)
    result = models.CharField(_("uitkomst"), max_length=40, blank=True)
    score = models.DecimalField(_("score"), max_digits=6, decimal_places=1, null=True, blank=True)
    needed_score = models.DecimalField(_("nodige score"), max_digits=6, decimal_places=1, null=True, blank=True)
    received_on = models.DateField(_("uitslag ontvangen op"), null=True, blank=True)
    received_from = models.CharField(_("ontvangen van"), max_length=80, blank=True)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        default_manager_name = "objects"
        indexes = [organisation_index("journey", "kind", "ordered_on", name="test_order_journey")]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("ordered_on")),
                name="test_received_after_order",
                violation_error_message=_("De uitslag kan niet binnen zijn voordat de toets is aangevraagd."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} test of journey {self.journey_id}"
