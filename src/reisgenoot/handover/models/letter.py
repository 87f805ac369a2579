"""The post between organisations of one installation: the one path along which anything goes from tenant to tenant."""

from django.db import models
from django.db.models.functions import Now

from reisgenoot.handover.enums import LetterKind
from reisgenoot.kernel.models import TENANT_PRIVACY, TenantModel
from reisgenoot.kernel.privacy import ORDINARY, SPECIAL, TECHNICAL
from reisgenoot.organisations.models import Organisation


class Letter(TenantModel):
    """Something one organisation (``organisation``) wrote to another (``recipient``). Never changed, never taken back.

    PostgreSQL lets only the writer write and only writer and recipient read (`kernel.database`). ``sealed`` is encrypted.
    ``thread`` is that of the handover.
    """

    privacy = TENANT_PRIVACY | {
        "recipient": TECHNICAL,
        "thread": TECHNICAL,
        "kind": ORDINARY,
        "sealed": SPECIAL,
        "written_at": ORDINARY,
    }

    recipient = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    thread = models.UUIDField()
    kind = models.CharField(max_length=10, choices=LetterKind)
    sealed = models.BinaryField(editable=False)
    written_at = models.DateTimeField(db_default=Now())

    post = models.Manager()
    """All letters that may be seen: PostgreSQL decides, also those others wrote to us."""

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "thread", "kind"], name="letter_once"),
            models.CheckConstraint(condition=~models.Q(recipient=models.F("organisation")), name="letter_to_another"),
        ]
        indexes = [models.Index(fields=["recipient", "thread", "kind"], name="letter_recipient")]

    def __str__(self) -> str:
        return f"letter {self.pk}"
