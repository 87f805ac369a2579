"""Tables beside the signals: what people did with one, who wants a digest by e-mail, and which were sent."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from reisgenoot.kernel.models import TENANT_PRIVACY, TenantModel, organisation_index, tracked
from reisgenoot.kernel.privacy import ORDINARY, STAFF_ORDINARY, TECHNICAL


class SignalDeed(models.TextChoices):
    """What somebody did with a signal; that it opened and closed stands in the signal itself."""

    SNOOZED = "snoozed", _("uitgesteld")
    WOKEN = "woken", _("weer op de lijst gezet")
    DELEGATED = "delegated", _("doorgegeven")
    TAKEN_BACK = "taken_back", _("teruggenomen")


class SignalNote(TenantModel):
    """One thing somebody did with a signal, when and why. Only ever added to.

    ``until`` is the day a snoozed signal comes back, ``to`` who got a delegated one. A missing ``by`` was no person.
    """

    privacy = TENANT_PRIVACY | {
        "signal": TECHNICAL,
        "at": TECHNICAL,
        "deed": ORDINARY,
        "by": ORDINARY,
        "to": ORDINARY,
        "until": ORDINARY,
        "reason": ORDINARY,
    }

    signal = models.ForeignKey("journeys.Signal", on_delete=models.CASCADE, related_name="notes", db_index=False)
    at = models.DateTimeField(db_default=Now())
    deed = models.CharField(max_length=10, choices=SignalDeed)
    by = models.ForeignKey(
        "organisations.StaffMember", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    to = models.ForeignKey(
        "organisations.StaffMember", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    until = models.DateField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        default_manager_name = "objects"
        indexes = [organisation_index("signal", "at", name="signal_note")]

    def __str__(self) -> str:
        return f"{self.deed} of signal {self.signal_id}"


class Often(models.TextChoices):
    """How often somebody wants a digest."""

    NEVER = "never", _("nooit")
    DAILY = "daily", _("elke werkdag")
    WEEKLY = "weekly", _("elke maandag")


@tracked
class DigestChoice(TenantModel):
    """How often a member of staff wants to be told by e-mail how much waits, and in which language. No row means never."""

    privacy = TENANT_PRIVACY | {"staff": TECHNICAL, "often": STAFF_ORDINARY, "language": STAFF_ORDINARY}

    staff = models.OneToOneField("organisations.StaffMember", on_delete=models.CASCADE, related_name="digest_choice")
    often = models.CharField(_("hoe vaak"), max_length=6, choices=Often, default=Often.NEVER)
    language = models.CharField(
        _("taal"), max_length=2, choices=[("nl", "Nederlands"), ("en", "English")], default="nl"
    )

    class Meta:
        default_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.often} for staff {self.staff_id}"


class DigestState(models.TextChoices):
    """How the sending of one digest ended."""

    SENDING = "sending", _("wordt verstuurd")
    SENT = "sent", _("verstuurd")
    EMPTY = "empty", _("niets te melden")
    FAILED = "failed", _("niet bezorgd")


class DigestSent(TenantModel):
    """One digest of one day for one member of staff: made before sending, so that it goes out at most once.

    ``failure`` is the kind of failure, such as ``refused``; never an address.
    """

    privacy = TENANT_PRIVACY | {
        "staff": TECHNICAL,
        "on": TECHNICAL,
        "state": TECHNICAL,
        "failure": TECHNICAL,
        "at": TECHNICAL,
    }

    staff = models.ForeignKey(
        "organisations.StaffMember", on_delete=models.CASCADE, related_name="digests", db_index=False
    )
    on = models.DateField()
    state = models.CharField(max_length=8, choices=DigestState, default=DigestState.SENDING)
    failure = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        default_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["staff", "on"], name="digest_once_a_day")]
        indexes = [organisation_index("state", "on", name="digest_state")]

    def __str__(self) -> str:
        return f"digest of {self.on} for staff {self.staff_id}"
