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


class Rater(models.TextChoices):
    """Whose judgement a measurement is."""

    PROFESSIONAL = "professional", _("klantmanager")
    PERSON = "person", _("inwoner zelf")
    SECOND = "second", _("tweede beoordelaar")
    TEST = "test", _("toets")


class TestKind(models.TextChoices):
    """Which test of the broad intake."""

    LANGUAGE = "language", _("taaltoets")
    LEARNABILITY = "learnability", _("leerbaarheidstoets")


class TestState(models.TextChoices):
    """How far a test is. Exempt: Wet inburgering 2021, art. 14 lid 6 and 7; only of the learnability test."""

    ORDERED = "ordered", _("aangevraagd")
    INVITED = "invited", _("uitgenodigd")
    FINISHED = "finished", _("afgerond")
    ABSENT_NOTICE = "absent_notice", _("niet verschenen, met afmelding")
    ABSENT = "absent", _("niet verschenen, zonder afmelding")
    EXEMPT_VISUAL = "exempt_visual", _("vrijgesteld: visuele beperking")
    EXEMPT_AUDITORY = "exempt_auditory", _("vrijgesteld: auditieve beperking")
    SKIPPED = "skipped", _("overgeslagen")


DROPPED = frozenset({TestState.EXEMPT_VISUAL, TestState.EXEMPT_AUDITORY, TestState.SKIPPED})
"""States after which no result comes any more."""
