"""Writing diagnoses: profile, goal, advice and the coded answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.intake.answers import check_answer
from reisgenoot.intake.models import Diagnosis
from reisgenoot.intake.standing import refresh_profiles
from reisgenoot.journeys.facts import Moment, columns, reach, refuse_future, supersede, unless_held, write
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.versions import approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.people.perms import require_bulk_write

DIAGNOSED = "diagnosed"
"""The milestone that a diagnosis reaches, where the approach has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDiagnosis:
    """The outcome of a diagnosis talk. Codes are those of the journey's approach; what is not known stays empty.

    ``replaces`` is the id of the diagnosis that this one corrects.
    """

    journey_id: int
    diagnosed_on: date
    profile: str = ""
    profile_proposed: str = ""
    profile_reason: str = ""
    primary_goal: str = ""
    advice: str = ""
    advice_text: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    language: str = ""
    batch: int = 0
    source_row_id: int | None = None
    replaces: int | None = None


@transaction.atomic
def record_diagnoses(*, by: Actor, diagnoses: Sequence[NewDiagnosis]) -> list[int]:
    """Record diagnoses and the milestone "diagnosed"; ids in the order given.

    Signals, standing and profiles are for the caller to refresh. A constant number of queries per batch.

    Raises
    ------
    NotKnown       a journey is not the organisation's, or a replaced diagnosis is not held.
    InvalidInput   a day lies in the future, or a code is not in the approach.
    """
    require_bulk_write(by)
    approaches = approaches_of(one.journey_id for one in diagnoses)
    for one in diagnoses:
        _check_diagnosis(one, approaches[one.journey_id])
    at = now()
    replaced = [one.replaces for one in diagnoses if one.replaces is not None]
    before = [_moment(old) for old in Diagnosis.objects.filter(pk__in=replaced)] if replaced else []
    supersede(Diagnosis, replaced, at=at)
    ids = write(Diagnosis, [columns(one) for one in diagnoses], by=by, at=at)
    reach([_moment(one) for one in diagnoses], by=by, at=at, approaches=approaches, replaced=_gone(before))
    return ids


@transaction.atomic
def record_diagnosis(*, by: Actor, diagnosis: NewDiagnosis) -> Diagnosis:
    """Record one diagnosis.

    A profile that differs from the proposed one needs a reason. Raises as `record_diagnoses` does.
    """
    require(by, Permission.JOURNEY_WRITE)
    proposed = diagnosis.profile_proposed
    if proposed and diagnosis.profile != proposed and not diagnosis.profile_reason.strip():
        raise InvalidInput(_("Schrijf op waarom je van het voorstel afwijkt."), field="profile_reason")
    (diagnosis_id,) = record_diagnoses(by=by, diagnoses=[diagnosis])
    _refresh(by, diagnosis.journey_id)
    return Diagnosis.objects.get(pk=diagnosis_id)


@transaction.atomic
def correct_diagnosis(*, by: Actor, diagnosis_id: int, **changes: Any) -> Diagnosis:
    """Put a diagnosis right: the old one stays as it was known. Raises as `record_diagnosis` does."""
    require(by, Permission.JOURNEY_WRITE)
    old = Diagnosis.objects.filter(pk=diagnosis_id, superseded_at__isnull=True).first()
    if old is None:
        raise NotKnown
    as_recorded = NewDiagnosis(
        **{one.name: getattr(old, one.name) for one in fields(NewDiagnosis) if one.name != "replaces"}
    )
    return record_diagnosis(by=by, diagnosis=replace(as_recorded, **changes, replaces=old.pk))


@transaction.atomic
def retract_diagnosis(*, by: Actor, diagnosis_id: int) -> None:
    """Take back a diagnosis that was recorded by mistake, with the milestone that only it brought about."""
    require(by, Permission.JOURNEY_WRITE)
    old = Diagnosis.objects.filter(pk=diagnosis_id, superseded_at__isnull=True).first()
    if old is None:
        raise NotKnown
    at = now()
    supersede(Diagnosis, [old.pk], at=at)
    gone = _gone([_moment(old)])
    reach([], by=by, at=at, approaches=approaches_of([old.journey_id]), replaced=gone)
    _refresh(by, old.journey_id)


def _gone(before: Sequence[Moment]) -> list[Moment]:
    """Of the moments that superseded diagnoses brought about, those that no held one stands for."""
    if not before:
        return []
    held = Diagnosis.objects.filter(journey_id__in={one.journey_id for one in before}, superseded_at__isnull=True)
    return unless_held(before, [_moment(diagnosis) for diagnosis in held])


def _moment(one: NewDiagnosis | Diagnosis) -> Moment:
    return Moment(one.journey_id, DIAGNOSED, one.diagnosed_on, one.source_row_id)


def _check_diagnosis(one: NewDiagnosis, approach: Approach) -> None:
    refuse_future(one.diagnosed_on, field="diagnosed_on")
    for name in ("profile", "profile_proposed"):
        if (profile := getattr(one, name)) and profile not in approach.profiles:
            raise InvalidInput(_("Deze aanpak kent profiel %(profile)s niet.") % {"profile": profile}, field=name)
    for key, code in {**one.answers, "primary_goal": one.primary_goal, "advice": one.advice}.items():
        if code:
            check_answer(approach, key, code)


def _refresh(by: Actor, journey_id: int) -> None:
    refresh(organisation_id=by.organisation_id, journey_ids=[journey_id])
    refresh_profiles(organisation_id=by.organisation_id, journey_ids=[journey_id])
