"""Code lists of the intake that do not differ between approaches."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Moment(models.TextChoices):
    """When in the journey something was measured."""

    BASELINE = "baseline", _("begin")
    INTERIM = "interim", _("tussentijds")
    CLOSING = "closing", _("eind")


class Origin(models.TextChoices):
    """Who said so."""

    PERSON = "person", _("zelf ingevuld")
    PROFESSIONAL = "professional", _("door de klantmanager")
    DELIVERED = "delivered", _("aangeleverd")
