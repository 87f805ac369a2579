"""Who helps with what, and who answers which question."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reisgenoot.journeys.models import CURRENT, Journey
from reisgenoot.kernel.models import FACT_PRIVACY, FactModel, organisation_index, tracked
from reisgenoot.kernel.privacy import IDENTIFYING, ORDINARY, SPECIAL, TECHNICAL
from reisgenoot.organisations.models import StaffMember


@tracked
class Helper(FactModel):
    """A party that helps in one area, from ``from_on`` until ``until_on`` (inclusive, empty = still).

    ``area`` and ``party`` are keys of the approach. Two parties in one area are allowed and pointed at.
    """

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "area": ORDINARY,
        "party": ORDINARY,
        "name": IDENTIFYING,
        "phone": IDENTIFYING,
        "note": SPECIAL,
        "from_on": ORDINARY,
        "until_on": ORDINARY,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="helpers", db_index=False)
    area = models.CharField(_("waarmee"), max_length=40)
    party = models.CharField(_("wie helpt"), max_length=40)
    name = models.CharField(_("naam"), max_length=120, blank=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    note = models.CharField(_("opmerking"), max_length=200, blank=True)
    from_on = models.DateField(_("vanaf"))
    until_on = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "area", "party"],
                name="party_once_per_area",
                condition=CURRENT & models.Q(until_on__isnull=True),
                violation_error_message=_("Deze partij helpt hier al mee."),
            ),
        ]
        indexes = [organisation_index("journey", name="helper_journey")]

    def __str__(self) -> str:
        return f"helper of journey {self.journey_id}"


@tracked
class CentralQuestion(FactModel):
    """A question of the newcomer with one owner and the last day for an answer; ``answered_on`` is missing while open."""

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "question": SPECIAL,
        "asked_on": ORDINARY,
        "owner": ORDINARY,
        "party": ORDINARY,
        "answer_by": ORDINARY,
        "answered_on": ORDINARY,
        "answer": SPECIAL,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="questions", db_index=False)
    question = models.CharField(_("vraag"), max_length=300)
    asked_on = models.DateField(_("gesteld op"))
    owner = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name=_("wie zoekt het uit")
    )
    party = models.CharField(_("bij wie ligt het"), max_length=40, blank=True)
    answer_by = models.DateField(_("antwoord uiterlijk"))
    answered_on = models.DateField(_("beantwoord op"), null=True, blank=True)
    answer = models.CharField(_("antwoord"), max_length=300, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer_by__gte=models.F("asked_on")),
                name="answer_after_the_question",
                violation_error_message=_("Het antwoord komt na de vraag."),
            ),
            models.CheckConstraint(
                condition=models.Q(answered_on__isnull=True) | models.Q(answered_on__gte=models.F("asked_on")),
                name="answered_after_the_question",
                violation_error_message=_("Het antwoord komt na de vraag."),
            ),
        ]
        indexes = [organisation_index("journey", name="question_journey")]

    def __str__(self) -> str:
        return f"question of journey {self.journey_id}"
