"""Code lists of the journey that do not differ between approaches."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactKind(models.TextChoices):
    """How people spoke."""

    TALK = "talk", _("gesprek")
    PHONE = "phone", _("telefoon")
    HOME_VISIT = "home_visit", _("huisbezoek")
    VIDEO = "video", _("beeldbellen")
    AZC_VISIT = "azc_visit", _("bezoek in het azc")
    THREE_WAY = "three_way", _("driegesprek")
    MESSAGE = "message", _("bericht")


class ContactOutcome(models.TextChoices):
    """Whether the contact came about."""

    HELD = "held", _("gesproken")
    NO_SHOW = "no_show", _("niet verschenen")
    NOT_REACHED = "not_reached", _("niet bereikt")


class Protection(models.TextChoices):
    """Who may read the text of a contact, apart from who wrote it."""

    NORMAL = "normal", _("iedereen met toegang tot het dossier")
    HEALTH = "health", _("gezondheid: alleen wie gezondheid mag zien")
    DIRECTOR = "director", _("vertrouwelijk: alleen regisseur en teammanager")


class InterpreterKind(models.TextChoices):
    """Who translated. A child is never an interpreter, so there is no code for it."""

    NONE = "", _("geen tolk")
    PHONE = "phone", _("tolk aan de telefoon")
    ON_SITE = "on_site", _("tolk ter plekke")
    VIDEO = "video", _("tolk op beeld")
    COLLEAGUE = "colleague", _("collega die de taal spreekt")
    ADULT = "adult", _("volwassene die de inwoner zelf koos")


class SignalKind(models.TextChoices):
    """What made a signal."""

    TERM = "term", _("termijn")
    CADENCE = "cadence", _("contactritme")
    MISSING = "missing", _("ontbreekt")
    PROMISE = "promise", _("belofte")
    CHECK = "check", _("aandachtspunt")


class SignalState(models.TextChoices):
    """Whether a signal asks for something now."""

    OPEN = "open", _("open")
    CLOSED = "closed", _("klaar")


class EndReason(models.TextChoices):
    """Why a journey ended."""

    FINISHED = "finished", _("afgerond")
    MOVED = "moved", _("verhuisd")
    STOPPED = "stopped", _("gestopt")
    DIED = "died", _("overleden")
    OTHER = "other", _("anders")
