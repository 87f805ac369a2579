"""The reflection card: what a professional thinks of their own way of guiding. Theirs alone."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from reisgenoot.journeys.models import Contact, Journey
from reisgenoot.kernel.models import TENANT_PRIVACY, TenantModel, organisation_index
from reisgenoot.kernel.privacy import STAFF, STAFF_ORDINARY, TECHNICAL
from reisgenoot.organisations.models import StaffMember


class Reflection(TenantModel):
    """A card about one talk. PostgreSQL gives the row to its author only (`kernel.database.AUTHOR_ONLY`).

    ``logics`` are keys of the approach. It says something about the author, not about the newcomer. It keeps no history:
    who throws a card away is sure that it is gone (docs/adr/0012).
    """

    privacy = TENANT_PRIVACY | {
        "journey": TECHNICAL,
        "contact": TECHNICAL,
        "author": STAFF,
        "on": STAFF_ORDINARY,
        "logics": STAFF,
        "intended": STAFF,
        "effect": STAFF,
        "next_time": STAFF,
        "written_at": TECHNICAL,
    }

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="+", db_index=False)
    contact = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    author = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="+", db_index=False)
    on = models.DateField(_("gesprek van"))
    logics = ArrayField(models.CharField(max_length=40), default=list, verbose_name=_("hoe voerde je het gesprek"))
    intended = models.TextField(_("wat wilde je bereiken"), blank=True)
    effect = models.TextField(_("wat gebeurde er"), blank=True)
    next_time = models.TextField(_("wat doe je een volgende keer"), blank=True)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(logics=[]),
                name="reflection_names_a_way",
                violation_error_message=_("Kies hoe je het gesprek voerde."),
            ),
        ]
        indexes = [organisation_index("author", "-on", name="reflection_author")]

    def __str__(self) -> str:
        return f"reflection {self.pk}"
