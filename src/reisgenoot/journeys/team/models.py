"""Tables of handing over a caseload: what was agreed, file by file, and who was told."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from reisgenoot.kernel.models import TENANT_PRIVACY, TenantModel, organisation_index, tracked
from reisgenoot.kernel.privacy import ORDINARY, SPECIAL, STAFF_ORDINARY, TECHNICAL
from reisgenoot.organisations.models import Provider, StaffMember


class Cause(models.TextChoices):
    """Why somebody hands over files."""

    LEAVING = "leaving", _("gaat uit dienst")
    ILL = "ill", _("is langer ziek")
    TEAM = "team", _("gaat naar een ander team")
    LIGHTER = "lighter", _("krijgt een lichtere caseload")


@tracked
class CaseloadHandover(TenantModel):
    """Files of one colleague that get another director from ``from_on`` on, in one go. Taken back when ``undone_at``."""

    privacy = TENANT_PRIVACY | {
        "staff": STAFF_ORDINARY,
        "cause": STAFF_ORDINARY,
        "from_on": STAFF_ORDINARY,
        "made_by": STAFF_ORDINARY,
        "made_at": TECHNICAL,
        "undone_at": TECHNICAL,
    }

    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+", db_index=False)
    cause = models.CharField(_("waarom"), max_length=10, choices=Cause)
    from_on = models.DateField(_("vanaf"))
    made_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    made_at = models.DateTimeField(db_default=Now())
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_manager_name = "objects"
        indexes = [organisation_index("-made_at", name="handover_made")]

    def __str__(self) -> str:
        return f"handover of staff {self.staff_id}"


@tracked
class HandedFile(TenantModel):
    """One file of a handover: its new director, and what that colleague has to know.

    ``reasons`` are keys of `journeys.team.proposal.Why`, empty where the manager chose somebody else.
    """

    privacy = TENANT_PRIVACY | {
        "handover": TECHNICAL,
        "journey": TECHNICAL,
        "staff": ORDINARY,
        "reasons": ORDINARY,
        "note": SPECIAL,
        "nothing_open": ORDINARY,
    }

    handover = models.ForeignKey(CaseloadHandover, on_delete=models.CASCADE, related_name="files")
    journey = models.ForeignKey("journeys.Journey", on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+", db_index=False)
    reasons = models.JSONField(default=list)
    note = models.TextField(_("wat moet je weten"), blank=True)
    nothing_open = models.BooleanField(_("geen openstaande punten"), default=False)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["handover", "journey"], name="handed_once"),
            models.CheckConstraint(
                condition=models.Q(nothing_open=True) | ~models.Q(note=""),
                name="handed_with_a_word",
                violation_error_message=_("Schrijf op wat de collega moet weten, of dat er niets openstaat."),
            ),
        ]

    def __str__(self) -> str:
        return f"journey {self.journey_id} in handover {self.handover_id}"


@tracked
class HandoverNotice(TenantModel):
    """Somebody who has to be told of a new director: the newcomer by letter, or a provider by e-mail.

    A letter has a ``journey``, an e-mail a ``provider``. ``sent_on`` is missing until somebody recorded that it went.
    """

    privacy = TENANT_PRIVACY | {
        "handover": TECHNICAL,
        "journey": TECHNICAL,
        "provider": ORDINARY,
        "sent_on": ORDINARY,
        "sent_by": STAFF_ORDINARY,
    }

    handover = models.ForeignKey(CaseloadHandover, on_delete=models.CASCADE, related_name="notices")
    journey = models.ForeignKey("journeys.Journey", on_delete=models.PROTECT, null=True, related_name="+")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(journey__isnull=False, provider__isnull=True)
                | models.Q(journey__isnull=True, provider__isnull=False),
                name="notice_to_one",
                violation_error_message=_("Een bericht gaat naar een inwoner of naar een aanbieder."),
            )
        ]

    def __str__(self) -> str:
        return f"notice {self.pk} of handover {self.handover_id}"
