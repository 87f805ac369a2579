"""What stands in the way, what is done about it, and the basics in order."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reisgenoot.guidance.enums import BasicState, Degree, Doer
from reisgenoot.journeys.models import CURRENT, Journey
from reisgenoot.kernel.models import FACT_PRIVACY, FactModel, organisation_index, tracked
from reisgenoot.kernel.privacy import IDENTIFYING, ORDINARY, SPECIAL, TECHNICAL
from reisgenoot.organisations.models import StaffMember


@tracked
class Obstacle(FactModel):
    """Something that hinders taking part, as it was weighed on a day. A later weighing supersedes; all share ``first``.

    ``kind`` is a key of the approach; ``is_health`` was copied from there when it was recorded, so that who may not read
    health never gets the row. ``consequence`` is what it means for taking part, never an illness.
    """

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "first": TECHNICAL,
        "kind": SPECIAL,
        "is_health": TECHNICAL,
        "since_on": ORDINARY,
        "weighed_on": ORDINARY,
        "degree": SPECIAL,
        "consequence": SPECIAL,
        "solved_on": ORDINARY,
        "solution": SPECIAL,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="obstacles", db_index=False)
    first = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="the first weighing of the same obstacle; missing = this is it",
    )
    kind = models.CharField(_("soort"), max_length=40)
    is_health = models.BooleanField(default=False)
    since_on = models.DateField(_("sinds"))
    weighed_on = models.DateField(_("bekeken op"))
    degree = models.CharField(_("hoe zwaar"), max_length=8, choices=Degree)
    consequence = models.CharField(_("wat betekent het voor meedoen"), max_length=300, blank=True)
    solved_on = models.DateField(_("opgelost op"), null=True, blank=True)
    solution = models.CharField(_("wat hielp"), max_length=300, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weighed_on__gte=models.F("since_on")),
                name="obstacle_weighed_after_it_began",
                violation_error_message=_("Een belemmering wordt niet bekeken voordat hij er was."),
            ),
            models.CheckConstraint(
                condition=models.Q(solved_on__isnull=True) | models.Q(solved_on__gte=models.F("since_on")),
                name="obstacle_solved_after_it_began",
                violation_error_message=_("Een belemmering is niet opgelost voordat hij er was."),
            ),
        ]
        indexes = [
            organisation_index("journey", name="obstacle_journey"),
        ]

    def __str__(self) -> str:
        return f"obstacle of journey {self.journey_id}"

    @property
    def first_id_or_own(self) -> int:
        """The id that all weighings of this obstacle share."""
        return self.first_id or self.pk


@tracked
class ObstacleAction(FactModel):
    """What somebody does to take an obstacle away: what, who, by when (``due_on`` inclusive), and when it was done."""

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "obstacle": TECHNICAL,
        "what": SPECIAL,
        "doer": ORDINARY,
        "staff": ORDINARY,
        "party": IDENTIFYING,
        "due_on": ORDINARY,
        "done_on": ORDINARY,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="obstacle_actions", db_index=False)
    obstacle = models.ForeignKey(
        Obstacle, on_delete=models.PROTECT, related_name="actions", help_text="its first weighing"
    )
    what = models.CharField(_("wat"), max_length=200)
    doer = models.CharField(_("wie doet het"), max_length=8, choices=Doer)
    staff = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    party = models.CharField(_("welke organisatie of persoon"), max_length=120, blank=True)
    due_on = models.DateField(_("uiterlijk"))
    done_on = models.DateField(_("gedaan op"), null=True, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(doer=Doer.OTHER) | ~models.Q(party=""),
                name="action_of_another_names_them",
                violation_error_message=_("Vul in welke organisatie of persoon dit doet."),
            ),
            models.CheckConstraint(
                condition=~models.Q(doer=Doer.STAFF) | models.Q(staff__isnull=False),
                name="action_of_staff_names_them",
                violation_error_message=_("Kies welke medewerker dit doet."),
            ),
        ]
        indexes = [
            organisation_index(
                "journey", name="obstacle_action_open", condition=CURRENT & models.Q(done_on__isnull=True)
            ),
            models.Index(fields=["journey"], name="obstacle_action_journey"),
        ]

    def __str__(self) -> str:
        return f"obstacle action of journey {self.journey_id}"


@tracked
class Basic(FactModel):
    """Where one of the basics stands since ``on``. ``key`` is of the approach, ``helper`` a code of the helping parties."""

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "key": ORDINARY,
        "state": ORDINARY,
        "on": ORDINARY,
        "helper": ORDINARY,
        "note": IDENTIFYING,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="basics", db_index=False)
    key = models.CharField(max_length=40)
    state = models.CharField(_("hoe staat het"), max_length=10, choices=BasicState)
    on = models.DateField(_("datum"))
    helper = models.CharField(_("wie helpt"), max_length=40, blank=True)
    note = models.CharField(_("opmerking"), max_length=200, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "key"],
                name="one_state_per_basic",
                condition=CURRENT,
                violation_error_message=_("Een collega paste dit net aan. Kijk nog eens."),
            ),
        ]
        indexes = [organisation_index("journey", "key", name="basic_journey")]

    def __str__(self) -> str:
        return f"{self.key} of journey {self.journey_id}"
