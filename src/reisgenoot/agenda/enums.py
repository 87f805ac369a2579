"""Code lists of the agenda that do not differ between approaches."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AppointmentKind(models.TextChoices):
    """What people meet for."""

    TALK = "talk", _("gesprek")
    INTAKE = "intake", _("intakegesprek")
    THREE_WAY = "three_way", _("driegesprek")
    FOUR_PARTY = "four_party", _("evaluatie met vier partijen")
    HOME_VISIT = "home_visit", _("huisbezoek")
    TEST = "test", _("toets")
    TRIAL = "trial", _("proefles")
    OTHER = "other", _("anders")


class AppointmentState(models.TextChoices):
    """What became of an appointment."""

    PLANNED = "planned", _("gepland")
    HELD = "held", _("gehouden")
    CANCELLED = "cancelled", _("afgezegd")
    NO_SHOW = "no_show", _("niet verschenen")


class PartyKind(models.TextChoices):
    """Which side somebody is on at an appointment."""

    NEWCOMER = "newcomer", _("inwoner")
    STAFF = "staff", _("collega")
    OUTSIDE = "outside", _("van buiten")


class BookingState(models.TextChoices):
    """How far the booking of an interpreter is."""

    ORDERED = "ordered", _("aangevraagd")
    CONFIRMED = "confirmed", _("bevestigd")
    FAILED = "failed", _("niet gelukt")


class OccupationKind(models.TextChoices):
    """What fills somebody's week."""

    LESSON = "lesson", _("les")
    WORK = "work", _("werk of stage")
    CHILDCARE = "childcare", _("zorg voor kinderen")
    VOLUNTEERING = "volunteering", _("vrijwilligerswerk")
    OTHER = "other", _("anders")


class Weekday(models.IntegerChoices):
    """Days of the week as ISO 8601 counts them."""

    MONDAY = 1, _("maandag")
    TUESDAY = 2, _("dinsdag")
    WEDNESDAY = 3, _("woensdag")
    THURSDAY = 4, _("donderdag")
    FRIDAY = 5, _("vrijdag")
    SATURDAY = 6, _("zaterdag")
    SUNDAY = 7, _("zondag")
