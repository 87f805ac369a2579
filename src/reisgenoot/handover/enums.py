"""Code lists of handing over."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    """A part of somebody's story that can be handed over. Chosen one by one: no part goes along by itself."""

    PROFILE = "profile", _("wie het is: naam, taal, contactgegevens")
    HOUSEHOLD = "household", _("huishouden")
    MILESTONES = "milestones", _("wat er gebeurde en welke termijnen lopen")
    INTAKE = "intake", _("brede intake en diagnose")
    MEASUREMENTS = "measurements", _("metingen")
    PLAN = "plan", _("plan met doelen")
    AGREEMENTS = "agreements", _("beloftes die nog openstaan")
    CONTACTS = "contacts", _("gesprekken, zonder beschermde notities")
    HEALTH = "health", _("gezondheid (beschermd)")


PROTECTED_PARTS = frozenset({Part.HEALTH.value})
"""Parts that need a choice and a legal basis of their own."""


class PartyKind(models.TextChoices):
    """What sort of organisation another party is."""

    MUNICIPALITY = "municipality", _("gemeente")
    COA = "coa", _("COA")
    SUPPORT = "support", _("maatschappelijke begeleiding")
    SCHOOL = "school", _("taalschool")
    CARE = "care", _("zorg of welzijn")
    OTHER = "other", _("anders")


class HandoverState(models.TextChoices):
    """How far a handover is."""

    DRAFT = "draft", _("concept")
    SENT = "sent", _("verzonden")
    RECEIVED = "received", _("ontvangen")
    READ = "read", _("gelezen")
    USED = "used", _("gebruikt")
    RETURNED = "returned", _("teruggestuurd")


class ReturnReason(models.TextChoices):
    """Why a handover was sent back."""

    NOT_OURS = "not_ours", _("deze persoon is niet van ons")
    INCOMPLETE = "incomplete", _("er ontbreekt te veel")
    NO_BASIS = "no_basis", _("wij mogen dit niet ontvangen")
    OTHER = "other", _("anders")


class ConsentWay(models.TextChoices):
    """How somebody gave consent."""

    SPOKEN = "spoken", _("in een gesprek")
    WRITTEN = "written", _("op papier, met handtekening")
    DIGITAL = "digital", _("digitaal")


class Channel(models.TextChoices):
    """How something came to us."""

    HERE = "here", _("via Reisgenoot")
    FILE = "file", _("bestand uit een ander systeem")
    DIGITAL = "digital", _("digitaal bericht")
    PAPER = "paper", _("op papier")
    SPOKEN = "spoken", _("mondeling, in een gesprek")


class Completeness(models.TextChoices):
    """Whether what came was whole."""

    COMPLETE = "complete", _("compleet")
    PARTIAL = "partial", _("deels")
    MISSING = "missing", _("niet ontvangen")


class MissingReason(models.TextChoices):
    """Why a profile did not come."""

    CAPACITY = "capacity", _("geen tijd of menskracht bij de afzender")
    PRIVACY = "privacy", _("de afzender mag of wil het niet delen")
    NOT_MADE = "not_made", _("er is geen profiel gemaakt")
    UNKNOWN = "unknown", _("niet bekend")


class UnusedReason(models.TextChoices):
    """Why something that was received was not used."""

    OUTDATED = "outdated", _("verouderd")
    TOO_LITTLE = "too_little", _("te weinig informatie")
    TOO_LATE = "too_late", _("kwam te laat")
    NOT_FINDABLE = "not_findable", _("niet terug te vinden of te lezen")
    OTHER = "other", _("anders")


class Verdict(models.TextChoices):
    """What the receiver says of a part, together with the person."""

    CONFIRMED = "confirmed", _("klopt")
    CORRECTED = "corrected", _("klopt niet helemaal")
    LEFT = "left", _("niet overnemen")


class LetterKind(models.TextChoices):
    """What a letter between organisations says."""

    PACKAGE = "package", _("overdracht")
    RECEIVED = "received", _("ontvangen")
    READ = "read", _("gelezen")
    USED = "used", _("gebruikt")
    RETURNED = "returned", _("teruggestuurd")
