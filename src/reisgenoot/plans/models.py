"""Tables of the plan."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.models import FACT_PRIVACY, FactModel, organisation_index, tracked
from reisgenoot.kernel.privacy import IDENTIFYING, ORDINARY, SPECIAL, TECHNICAL
from reisgenoot.plans.enums import GoalState


@tracked
class Plan(FactModel):
    """One version of one person's plan. ``journey`` is empty while it is not known whose plan it is.

    ``delivered_key`` is the supplier's number of the plan; ``batch`` the round in which it was first received (0 = none).
    """

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "agreed_on": ORDINARY,
        "summary": SPECIAL,
        "signed_by_person_on": ORDINARY,
        "signed_by_staff_on": ORDINARY,
        "main_goal": ORDINARY,
        "main_goal_text": SPECIAL,
        "delivered_key": IDENTIFYING,
        "batch": TECHNICAL,
    }

    journey = models.ForeignKey(
        Journey, on_delete=models.PROTECT, null=True, blank=True, related_name="plans", db_index=False
    )
    agreed_on = models.DateField(_("datum gesprek"), null=True, blank=True)
    summary = models.TextField(_("samenvatting"), blank=True)
    signed_by_person_on = models.DateField(_("getekend door inwoner"), null=True, blank=True)
    signed_by_staff_on = models.DateField(_("getekend door klantmanager"), null=True, blank=True)
    main_goal = models.CharField(
        _("hoofddoel"), max_length=60, blank=True, help_text="key of the approach's main goals"
    )
    main_goal_text = models.CharField(max_length=300, blank=True)
    delivered_key = models.CharField(max_length=60, blank=True)
    batch = models.PositiveSmallIntegerField(default=0)

    class Meta:
        default_manager_name = "objects"
        indexes = [
            organisation_index("journey", name="plan_journey"),
            organisation_index("delivered_key", name="plan_delivered_key"),
        ]

    def __str__(self) -> str:
        return f"plan {self.pk}"


@tracked
class Goal(FactModel):
    """One goal in a plan. ``position`` 1, 2, ... orders sub-goals. ``key`` is empty while the text is not coded."""

    privacy = FACT_PRIVACY | {
        "plan": TECHNICAL,
        "position": TECHNICAL,
        "key": ORDINARY,
        "text": SPECIAL,
        "state": ORDINARY,
        "state_on": ORDINARY,
    }

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals", db_index=False)
    position = models.PositiveSmallIntegerField()
    key = models.CharField(_("doel"), max_length=60, blank=True)
    text = models.CharField(_("in eigen woorden"), max_length=300, blank=True)
    state = models.CharField(_("stand"), max_length=10, choices=GoalState, default=GoalState.OPEN)
    state_on = models.DateField(null=True, blank=True)

    class Meta:
        default_manager_name = "objects"
        indexes = [organisation_index("plan", "position", name="goal_plan")]

    def __str__(self) -> str:
        return f"goal {self.position} of plan {self.plan_id}"


@tracked
class PlannedInstrument(FactModel):
    """What is done for a goal: an instrument of the catalogue, or the person's own effort."""

    privacy = FACT_PRIVACY | {
        "goal": TECHNICAL,
        "key": ORDINARY,
        "text": SPECIAL,
        "is_own_effort": ORDINARY,
    }

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="instruments", db_index=False)
    key = models.CharField(_("instrument"), max_length=60, blank=True)
    text = models.CharField(_("in eigen woorden"), max_length=300, blank=True)
    is_own_effort = models.BooleanField(_("eigen inzet"), default=False)

    class Meta:
        default_manager_name = "objects"
        indexes = [organisation_index("goal", name="instrument_goal")]

    def __str__(self) -> str:
        return f"instrument of goal {self.goal_id}"
