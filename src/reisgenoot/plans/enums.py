"""Code lists of the plan that do not differ between approaches."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GoalState(models.TextChoices):
    """How far a goal is, apart from what is done for it."""

    OPEN = "open", _("mee bezig")
    REACHED = "reached", _("bereikt")
    STOPPED = "stopped", _("gestopt")


class PlanState(models.TextChoices):
    """How far a version of a plan is. What is still being written is no version yet but a draft."""

    AGREED = "agreed", _("afgesproken, nog niet getekend")
    IN_FORCE = "in_force", _("geldt")
    REPLACED = "replaced", _("vervangen")
    ENDED = "ended", _("beëindigd")


class Horizon(models.TextChoices):
    """Whether a goal is one to begin with or one far away; empty where a delivered plan does not say."""

    FIRST = "first", _("eerste doel")
    FAR = "far", _("doel voor later")


class Variant(models.TextChoices):
    """Plan A, or what is done when plan A does not work out."""

    A = "a", _("plan A")
    B = "b", _("plan B")


class Proposer(models.TextChoices):
    """Who came up with a goal."""

    NEWCOMER = "newcomer", _("de inwoner")
    STAFF = "staff", _("de klantmanager")
    TOGETHER = "together", _("samen")


class Importance(models.IntegerChoices):
    """How important the newcomer finds a goal, in words."""

    NOT = 1, _("niet belangrijk")
    LITTLE = 2, _("een beetje belangrijk")
    FAIRLY = 3, _("best belangrijk")
    VERY = 4, _("heel belangrijk")
    MOST = 5, _("het belangrijkste")


class Party(models.TextChoices):
    """Who does what was agreed."""

    NEWCOMER = "newcomer", _("de inwoner")
    MUNICIPALITY = "municipality", _("de gemeente")
    OTHER = "other", _("iemand anders")


class StepKind(models.TextChoices):
    """A tread of the stairs from a first job to the job one dreams of."""

    LANGUAGE = "language", _("taal")
    EDUCATION = "education", _("opleiding")
    VOLUNTARY = "voluntary", _("vrijwilligerswerk of stage")
    BREAD_JOB = "bread_job", _("broodbaan: een baan op korte termijn")
    INTERMEDIATE = "intermediate", _("tussenstap in werk")
    DREAM_JOB = "dream_job", _("droombaan")


class Signer(models.TextChoices):
    """Which party signed."""

    PERSON = "person", _("inwoner")
    STAFF = "staff", _("klantmanager")


class SigningWay(models.TextChoices):
    """How somebody signed."""

    TYPED = "typed", _("naam getypt op het scherm")
    DRAWN = "drawn", _("getekend op het scherm")
    PAPER = "paper", _("op papier")


class ScanKind(models.TextChoices):
    """What kinds of file a signed plan may be kept as."""

    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"


class Leerroute(models.TextChoices):
    """The learning routes of Wi2021 art. 6, by the codes of the approach; ``DUO_ROUTES`` has the letters of DUO."""

    B1 = "b1", _("B1-route")
    EDUCATION = "education", _("Onderwijsroute")
    Z = "z", _("Z-route")


class Niveau(models.TextChoices):
    """The language level of a PIP."""

    A2 = "a2", "A2"
    B1 = "b1", "B1"


class Literacy(models.TextChoices):
    """Whether somebody learns to read and write first (codes of DUO)."""

    A = "A", _("analfabeet (A)")
    AA = "AA", _("kan een ander schrift lezen (AA)")
    NVT = "NVT", _("niet nodig (NVT)")
