"""A version of a plan: goals, what is done for them, what both sides agreed, and the path to the dream job."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reisgenoot.journeys.models import CURRENT, Journey
from reisgenoot.kernel.models import FACT_PRIVACY, FactModel, organisation_index, tracked
from reisgenoot.kernel.privacy import IDENTIFYING, ORDINARY, SPECIAL, TECHNICAL
from reisgenoot.plans.enums import GoalState, Horizon, Importance, Party, PlanState, Proposer, StepKind, Variant

REF_LENGTH = 70
"""Longest ``ref``: what stays the same of a goal or an agreement from one version to the next."""


def _words(label: object, length: int) -> models.CharField:  # type: ignore[type-arg]
    return models.CharField(label, max_length=length, blank=True, db_default="")  # type: ignore[arg-type]


def _ref() -> models.CharField:  # type: ignore[type-arg]
    return models.CharField(max_length=REF_LENGTH, blank=True, db_default="")


@tracked
class Plan(FactModel):
    """One version of one person's plan. ``journey`` is empty while it is not known whose plan it is.

    ``before`` is the version that this one follows, ``change_reason`` why it changed; ``signature_of`` the version
    whose signatures still hold for this one. ``delivered_key`` is the supplier's number of the plan; ``batch`` the round
    in which it was first received (0 = none). Of delivered versions the newest is in force, whatever their state says.
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
        "state": ORDINARY,
        "before": TECHNICAL,
        "signature_of": TECHNICAL,
        "change_reason": SPECIAL,
        "change_reaction": SPECIAL,
        "main_goal_reason": SPECIAL,
        "is_ranked": ORDINARY,
        "dream_job": SPECIAL,
        "prior_occupation": SPECIAL,
        "sector": SPECIAL,
        "diploma": SPECIAL,
        "diploma_value": SPECIAL,
        "job_talk": SPECIAL,
        "in_force_on": ORDINARY,
        "in_force_reason": ORDINARY,
        "ended_on": ORDINARY,
        "end_reason": SPECIAL,
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
    state = models.CharField(
        _("stand"), max_length=10, choices=PlanState, default=PlanState.IN_FORCE, db_default="in_force"
    )
    before = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    signature_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    change_reason = _words(_("waarom aangepast"), 300)
    change_reaction = _words(_("reactie van de inwoner"), 300)
    main_goal_reason = _words(_("waarom dit hoofddoel"), 300)
    is_ranked = models.BooleanField(_("doelen op volgorde"), default=True, db_default=True)
    dream_job = _words(_("wens of droombaan"), 200)
    prior_occupation = _words(_("eerder beroep"), 200)
    sector = _words(_("sector"), 200)
    diploma = _words(_("diploma"), 200)
    diploma_value = _words(_("waarde in Nederland"), 200)
    job_talk = models.TextField(_("wat is haalbaar, besproken"), blank=True, db_default="")
    in_force_on = models.DateField(_("geldt sinds"), null=True, blank=True)
    in_force_reason = _words(_("waarom zonder handtekening"), 200)
    ended_on = models.DateField(_("beëindigd op"), null=True, blank=True)
    end_reason = _words(_("waarom beëindigd"), 200)

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
    """One goal in a plan. ``position`` 1, 2, ... orders sub-goals. ``key`` is empty while the text is not coded.

    ``ref`` stays the same from version to version (empty for delivered goals). ``domain`` is a code of the approach's
    life domains. ``evidence`` and the two views belong to the state: how it was seen that the goal was reached.
    """

    privacy = FACT_PRIVACY | {
        "plan": TECHNICAL,
        "position": TECHNICAL,
        "key": ORDINARY,
        "text": SPECIAL,
        "state": ORDINARY,
        "state_on": ORDINARY,
        "ref": TECHNICAL,
        "horizon": ORDINARY,
        "variant": ORDINARY,
        "domain": ORDINARY,
        "proposed_by": ORDINARY,
        "importance": SPECIAL,
        "target_on": ORDINARY,
        "evidence": SPECIAL,
        "view_person": SPECIAL,
        "view_staff": SPECIAL,
    }

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals", db_index=False)
    position = models.PositiveSmallIntegerField()
    key = models.CharField(_("doel"), max_length=60, blank=True)
    text = models.CharField(_("in eigen woorden"), max_length=300, blank=True)
    state = models.CharField(_("stand"), max_length=10, choices=GoalState, default=GoalState.OPEN)
    state_on = models.DateField(null=True, blank=True)
    ref = _ref()
    horizon = models.CharField(_("eerst of later"), max_length=5, choices=Horizon, blank=True, db_default="")
    variant = models.CharField(_("plan A of B"), max_length=1, choices=Variant, default=Variant.A, db_default="a")
    domain = _words(_("leefgebied"), 60)
    proposed_by = models.CharField(_("voorgesteld door"), max_length=10, choices=Proposer, blank=True, db_default="")
    importance = models.PositiveSmallIntegerField(_("hoe belangrijk"), choices=Importance, null=True, blank=True)
    target_on = models.DateField(_("streefdatum"), null=True, blank=True)
    evidence = _words(_("waaraan te zien"), 300)
    view_person = _words(_("wat de inwoner ervan vindt"), 300)
    view_staff = _words(_("wat de klantmanager ervan vindt"), 300)

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
        "ref": TECHNICAL,
    }

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="instruments", db_index=False)
    key = models.CharField(_("instrument"), max_length=60, blank=True)
    text = models.CharField(_("in eigen woorden"), max_length=300, blank=True)
    is_own_effort = models.BooleanField(_("eigen inzet"), default=False)
    ref = _ref()

    class Meta:
        default_manager_name = "objects"
        indexes = [organisation_index("goal", name="instrument_goal")]

    def __str__(self) -> str:
        return f"instrument of goal {self.goal_id}"


@tracked
class Agreement(FactModel):
    """Who does what by when. ``goal_ref`` names the goal of the plan it is for; empty = for the plan as a whole."""

    privacy = FACT_PRIVACY | {
        "plan": TECHNICAL,
        "goal_ref": TECHNICAL,
        "ref": TECHNICAL,
        "position": TECHNICAL,
        "who": ORDINARY,
        "who_name": IDENTIFYING,
        "what": SPECIAL,
        "due_on": ORDINARY,
        "done_on": ORDINARY,
    }

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="agreements", db_index=False)
    goal_ref = _ref()
    ref = _ref()
    position = models.PositiveSmallIntegerField()
    who = models.CharField(_("wie"), max_length=12, choices=Party)
    who_name = _words(_("naam van wie het doet"), 120)
    what = models.CharField(_("wat"), max_length=300)
    due_on = models.DateField(_("uiterlijk"), null=True, blank=True)
    done_on = models.DateField(_("gedaan op"), null=True, blank=True)

    class Meta:
        default_manager_name = "objects"
        indexes = [organisation_index("plan", "due_on", name="agreement_plan", condition=CURRENT)]

    def __str__(self) -> str:
        return f"agreement of plan {self.plan_id}"


@tracked
class PathStep(FactModel):
    """One step between now and the dream job, in the order of the path; stays to be seen when somebody has left."""

    privacy = FACT_PRIVACY | {
        "plan": TECHNICAL,
        "ref": TECHNICAL,
        "position": TECHNICAL,
        "kind": ORDINARY,
        "text": SPECIAL,
        "target_on": ORDINARY,
        "reached_on": ORDINARY,
    }

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="steps", db_index=False)
    ref = _ref()
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("soort stap"), max_length=12, choices=StepKind)
    text = models.CharField(_("wat"), max_length=200, blank=True)
    target_on = models.DateField(_("streefdatum"), null=True, blank=True)
    reached_on = models.DateField(_("bereikt op"), null=True, blank=True)

    class Meta:
        default_manager_name = "objects"
        indexes = [organisation_index("plan", "position", name="path_step_plan", condition=CURRENT)]

    def __str__(self) -> str:
        return f"step {self.position} of plan {self.plan_id}"


@tracked
class UnplannedResult(FactModel):
    """Something good that came about and that no goal of the plan was about."""

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "occurred_on": ORDINARY,
        "domain": ORDINARY,
        "text": SPECIAL,
        "view_person": SPECIAL,
        "view_staff": SPECIAL,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="unplanned_results", db_index=False)
    occurred_on = models.DateField(_("datum"))
    domain = _words(_("leefgebied"), 60)
    text = models.CharField(_("wat is er bereikt"), max_length=300)
    view_person = _words(_("wat de inwoner ervan vindt"), 300)
    view_staff = _words(_("wat de klantmanager ervan vindt"), 300)

    class Meta:
        default_manager_name = "objects"
        indexes = [organisation_index("journey", "-occurred_on", name="unplanned_journey", condition=CURRENT)]

    def __str__(self) -> str:
        return f"unplanned result of journey {self.journey_id}"
