"""Code lists of the time before somebody has a home here."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Whereabouts(models.TextChoices):
    """Where somebody is before there is a home; decides how one can meet."""

    NEAR = "near", _("azc dichtbij")
    FAR = "far", _("azc ver weg")
    NONE = "none", _("nooit in een azc (gezinshereniging)")
    ELSEWHERE = "elsewhere", _("ergens anders, bijvoorbeeld bij familie")


class Origin(models.TextChoices):
    """Who wrote down that somebody comes."""

    HOUSING = "housing", _("gemeld door huisvesting")
    TEAM = "team", _("aangemeld door het team")


class Matching(models.TextChoices):
    """Whether it is known who a reported person is."""

    NEW = "new", _("nieuw in het systeem")
    KNOWN = "known", _("was al bekend")
    OPEN = "open", _("lijkt op iemand die al bekend is")


class SignalStage(models.TextChoices):
    """How far it is with a signal, in the words of the housing department. The order is that of the way."""

    REPORTED = "reported", _("gemeld")
    DIRECTED = "directed", _("klantmanager gekoppeld")
    MET = "met", _("gesproken")
    MOVED = "moved", _("verhuisd")
    WITHDRAWN = "withdrawn", _("ingetrokken")
