"""Code lists of a person that do not differ between approaches."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    """Sex as registered."""

    WOMAN = "v", _("vrouw")
    MAN = "m", _("man")
    OTHER = "x", _("anders")


class NameKind(models.TextChoices):
    """Where a spelling of a name comes from."""

    REGISTERED = "registered", _("zoals vastgelegd")
    DELIVERED = "delivered", _("zoals aangeleverd")
    CALLED = "called", _("roepnaam")


class HouseholdRole(models.TextChoices):
    """What somebody is in a household."""

    ADULT = "adult", _("volwassene")
    PARTNER = "partner", _("partner")
    CHILD = "child", _("kind")
    OTHER = "other", _("anders")
