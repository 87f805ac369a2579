"""Choices of the daily guidance."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Degree(models.TextChoices):
    """How much an obstacle hinders taking part."""

    LIGHT = "light", _("een beetje")
    CLEAR = "clear", _("duidelijk")
    HEAVY = "heavy", _("zwaar: meedoen lukt nu niet")


class Doer(models.TextChoices):
    """Who does something: the balance between doing and having it done is counted by this."""

    NEWCOMER = "newcomer", _("de inburgeraar")
    STAFF = "staff", _("een medewerker van ons")
    OTHER = "other", _("iemand anders")


class BasicState(models.TextChoices):
    """Where one of the basics stands."""

    DONE = "done", _("in orde")
    BUSY = "busy", _("loopt")
    NOT_YET = "not_yet", _("nog niet")
    NOT_NEEDED = "not_needed", _("niet van toepassing")


class Culpability(models.TextChoices):
    """Whether what happened can be blamed on somebody, as a person weighed it."""

    NOT = "not", _("niet te verwijten")
    LESS = "less", _("verminderd te verwijten")
    FULL = "full", _("te verwijten")


class OtherMeasure(models.TextChoices):
    """Whether something runs for the same fact under the other law."""

    NO = "no", _("nee, nagevraagd")
    YES = "yes", _("ja")
