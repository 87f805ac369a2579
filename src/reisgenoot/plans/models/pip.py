"""The PIP in the sense of the law: the decision that stands in a version of the plan."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reisgenoot.journeys.models import CURRENT, Journey
from reisgenoot.kernel.models import FACT_PRIVACY, FactModel, organisation_index, tracked
from reisgenoot.kernel.privacy import ORDINARY, SPECIAL, TECHNICAL
from reisgenoot.plans.enums import Leerroute, Literacy, Niveau
from reisgenoot.plans.models.plan import Plan


@tracked
class Pip(FactModel):
    """One decision (Wi2021 art. 15). ``dagtekening`` is its own date, ``initial_on`` that of the first one.

    The term of three years counts from ``initial_on`` and does not move (art. 11 lid 3). Hours are whole hours;
    a missing number was not settled. ``route_evidence`` keeps in words what the choice of the route was based on.
    """

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "plan": TECHNICAL,
        "dagtekening": ORDINARY,
        "initial_on": ORDINARY,
        "leerroute": ORDINARY,
        "niveau": ORDINARY,
        "intensity_hours": ORDINARY,
        "literacy": SPECIAL,
        "may_finish_education": ORDINARY,
        "pvt_planned_on": ORDINARY,
        "pvt_hours": ORDINARY,
        "map_planned_on": ORDINARY,
        "map_hours": ORDINARY,
        "knm_planned_on": ORDINARY,
        "z_lesson_hours": ORDINARY,
        "z_participation_hours": ORDINARY,
        "z_reason": SPECIAL,
        "support": SPECIAL,
        "test_deviation_reason": SPECIAL,
        "route_change_reason": SPECIAL,
        "lesson_hours_done": ORDINARY,
        "has_shown_effort": ORDINARY,
        "route_evidence": SPECIAL,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="pips", db_index=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="pips", db_index=False)
    dagtekening = models.DateField(_("dagtekening"))
    initial_on = models.DateField(_("dagtekening van het eerste PIP"))
    leerroute = models.CharField(_("leerroute"), max_length=12, choices=Leerroute)
    niveau = models.CharField(_("niveau"), max_length=2, choices=Niveau, blank=True)
    intensity_hours = models.PositiveSmallIntegerField(_("geschatte intensiteit in uren"), null=True, blank=True)
    literacy = models.CharField(_("alfabetisering"), max_length=3, choices=Literacy, default=Literacy.NVT)
    may_finish_education = models.BooleanField(_("mag eerst een opleiding afmaken"), default=False)
    pvt_planned_on = models.DateField(_("PVT gepland"), null=True, blank=True)
    pvt_hours = models.PositiveSmallIntegerField(_("uren PVT"), null=True, blank=True)
    map_planned_on = models.DateField(_("MAP gepland"), null=True, blank=True)
    map_hours = models.PositiveSmallIntegerField(_("praktijkuren MAP"), null=True, blank=True)
    knm_planned_on = models.DateField(_("KNM gepland"), null=True, blank=True)
    z_lesson_hours = models.PositiveSmallIntegerField(_("lesuren Z-route"), null=True, blank=True)
    z_participation_hours = models.PositiveSmallIntegerField(_("participatie-uren Z-route"), null=True, blank=True)
    z_reason = models.CharField(_("reden van andere uren"), max_length=300, blank=True)
    support = models.TextField(_("ondersteuning en begeleiding"), blank=True)
    test_deviation_reason = models.CharField(_("reden van afwijken van de toets"), max_length=300, blank=True)
    route_change_reason = models.CharField(_("reden van wijzigen van de route"), max_length=300, blank=True)
    lesson_hours_done = models.PositiveSmallIntegerField(_("gevolgde lesuren"), null=True, blank=True)
    has_shown_effort = models.BooleanField(_("genoeg inspanning getoond"), default=False)
    route_evidence = models.TextField(_("waarop de keuze steunt"), blank=True)

    class Meta:
        default_manager_name = "objects"
        indexes = [organisation_index("journey", "-dagtekening", name="pip_journey", condition=CURRENT)]

    def __str__(self) -> str:
        return f"PIP of journey {self.journey_id}"
