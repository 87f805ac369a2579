"""Code lists of questionnaires."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SittingState(models.TextChoices):
    """How far one filling-in is."""

    OPEN = "open", _("nog bezig")
    HANDED_IN = "handed_in", _("ingeleverd")
    CHECKED = "checked", _("nagekeken")
    WITHDRAWN = "withdrawn", _("ingetrokken")
    SKIPPED = "skipped", _("overgeslagen")


class Way(models.TextChoices):
    """How somebody fills in. A child is never an interpreter, so no code stands for it."""

    ALONE = "alone", _("alleen, op eigen toestel")
    TOGETHER = "together", _("samen met de klantmanager")
    INTERPRETER = "interpreter", _("samen, met een tolk")
    RECEIVED = "received", _("ontvangen als bestand")


class GivenBy(models.TextChoices):
    """From whom an answer comes."""

    PERSON = "person", _("zelf ingevuld")
    TOGETHER = "together", _("samen ingevuld")
    INTERPRETER = "interpreter", _("met een tolk ingevuld")
    PROFESSIONAL = "professional", _("door de klantmanager")
    DELIVERED = "delivered", _("ontvangen")


class CheckState(models.TextChoices):
    """What became of an answer in the talk."""

    UNCHECKED = "unchecked", _("nog niet nagekeken")
    CONFIRMED = "confirmed", _("bevestigd")
    CORRECTED = "corrected", _("verbeterd")
    ADDED = "added", _("later toegevoegd")


class VersionSource(models.TextChoices):
    """Where a questionnaire comes from."""

    APPROACH = "approach", _("van de aanpak")
    UPLOADED = "uploaded", _("zelf toegevoegd")
