"""States and kinds of deliveries and review items."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeliveryState(models.TextChoices):
    """How far a delivery is."""

    UPLOADED = "uploaded", _("ontvangen")
    CHECKING = "checking", _("wordt gecontroleerd")
    READY = "ready", _("klaar om in te lezen")
    REFUSED = "refused", _("geweigerd")
    READING = "reading", _("wordt ingelezen")
    DONE = "done", _("ingelezen")


class ReviewState(models.TextChoices):
    """Whether somebody decided."""

    OPEN = "open", _("wacht op een besluit")
    DECIDED = "decided", _("besloten")
    SETTLED = "settled", _("vanzelf opgelost")
