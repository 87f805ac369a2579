"""Asking who somebody is, and the answer: what is told of one person, who it is or may be, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why somebody is, or may be, the one who is looked for."""

    BSN = "bsn", _("zelfde BSN")
    IDENTIFIER = "identifier", _("zelfde nummer in het andere systeem")
    NAME_AND_BIRTH_DATE = "name_and_birth_date", _("zelfde naam en geboortedatum")
    SAME_BSN_OTHER_PERSON = "same_bsn_other_person", _("zelfde BSN, andere persoon")
    SAME_NUMBER_OTHER_PERSON = "same_number_other_person", _("zelfde nummer, andere persoon")
    OTHER_BSN = "other_bsn", _("ander BSN")
    SAME_NAME = "same_name", _("zelfde naam")
    ALIKE_NAME = "alike_name", _("naam lijkt erop")
    SAME_BIRTH_DATE = "same_birth_date", _("zelfde geboortedatum")
    SWAPPED_BIRTH_DATE = "swapped_birth_date", _("dag en maand van de geboortedatum verwisseld")
    OTHER_BIRTH_DATE = "other_birth_date", _("andere geboortedatum")


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """Somebody to look for. ``key`` is the asker's own.

    ``bsn_given`` is true whenever something stood where the BSN belongs, also when it failed the eleven test and
    ``bsn_hash`` is therefore missing.
    """

    key: str
    bsn_hash: str | None = None
    bsn_given: bool = False
    identifiers: Sequence[tuple[str, str]] = ()
    family_name: str = ""
    given_name: str = ""
    birth_date: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant: how alike from 0 to 1, and why."""

    person_id: int
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The answer for one probe: the same person and how that is known, or candidates (best first), or nobody."""

    kind: Literal["same", "near", "none"]
    person_id: int | None = None
    how: Reason | None = None
    candidates: tuple[Candidate, ...] = ()


NOBODY = Match("none")
