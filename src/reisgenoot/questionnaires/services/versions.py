"""Keeping versions of questionnaires: those of the approach, and those an administrator adds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.approach import Approach, approaches_folder, load_approach
from reisgenoot.approach.questionnaires import Questionnaire
from reisgenoot.journeys.enums import Protection
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.questionnaires.definition import Form
from reisgenoot.questionnaires.enums import VersionSource, Way
from reisgenoot.questionnaires.models import QuestionnaireVersion
from reisgenoot.questionnaires.reading import FormRead, read_workbook

FOLDER = "questionnaires"
USUAL_WAYS = (Way.ALONE, Way.TOGETHER, Way.INTERPRETER)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a questionnaire is for and how it is used; texts by language code, ways as codes of `Way`."""

    title: dict[str, str] = field(default_factory=dict)
    purpose: dict[str, str] = field(default_factory=dict)
    protection: str = Protection.NORMAL
    is_repeatable: bool = False
    filled_in_by: Sequence[str] = USUAL_WAYS
    reaches: Sequence[str] = ()
    source: str = VersionSource.UPLOADED


@transaction.atomic
def keep_questionnaire(*, by: Actor, content: bytes, about: About, key: str = "") -> QuestionnaireVersion:
    """Keep a workbook as a version; the same workbook again is the version that is there. Idempotent by digest.

    Raises
    ------
    FormError      the workbook cannot be used.
    InvalidInput   another workbook of this questionnaire has the same version.
    """
    require(by, Permission.QUESTIONNAIRE_WRITE)
    found = read_workbook(content)
    return _keep(by, found, content, about, key or found.form.key)


@transaction.atomic
def ensure_questionnaires(*, by: Actor, approach: Approach) -> dict[str, QuestionnaireVersion]:
    """The questionnaires that come with an approach, by key; kept when they are not there yet. Idempotent.

    Raises
    ------
    FormError   a workbook cannot be used.
    """
    require(by, Permission.QUESTIONNAIRE_WRITE)
    kept = {}
    for key, asked in approach.questionnaires.items():
        content = workbook_of(approach, key).read_bytes()
        kept[key] = _keep(by, read_workbook(content), content, _about(asked), key)
    return kept


def workbook_of(approach: Approach, key: str) -> Path:
    """Where the workbook of a questionnaire lies: beside the approach, or beside what it extends.

    Raises
    ------
    NotKnown   there is no such file.
    """
    at: Approach | None = approach
    while at is not None:
        file = approaches_folder() / at.key / FOLDER / f"{key}.xlsx"
        if file.is_file():
            return file
        at = load_approach(at.extends) if at.extends else None
    raise NotKnown


@transaction.atomic
def retire_questionnaire(*, by: Actor, version_id: int) -> None:
    """Ask this version no more; what was answered to it stays. Raises `NotKnown`."""
    _set_retired(by, version_id, is_retired=True)


@transaction.atomic
def unretire_questionnaire(*, by: Actor, version_id: int) -> None:
    """Undo `retire_questionnaire`."""
    _set_retired(by, version_id, is_retired=False)


def _set_retired(by: Actor, version_id: int, *, is_retired: bool) -> None:
    require(by, Permission.QUESTIONNAIRE_WRITE)
    day = today() if is_retired else None
    if not QuestionnaireVersion.objects.filter(pk=version_id).update(retired_on=day):
        raise NotKnown


def _about(asked: Questionnaire) -> About:
    return About(
        title=asked.title.model_dump(exclude_none=True),
        purpose=asked.purpose.model_dump(exclude_none=True),
        protection=asked.protection,
        is_repeatable=asked.repeatable,
        filled_in_by=list(asked.filled_in_by),
        reaches=list(asked.reaches),
        source=VersionSource.APPROACH,
    )


def _keep(by: Actor, found: FormRead, content: bytes, about: About, key: str) -> QuestionnaireVersion:
    known = QuestionnaireVersion.objects.filter(key=key)
    same = known.filter(digest=found.digest).first()
    if same is not None:
        return same
    if about.source == VersionSource.UPLOADED and known.filter(version=found.form.version).exists():
        message = _("Versie %(version)s van deze vragenlijst is er al. Geef het werkboek een nieuw nummer.")
        raise InvalidInput(message % {"version": found.form.version}, field="file")
    return QuestionnaireVersion.objects.create(
        key=key,
        version=found.form.version,
        digest=found.digest,
        workbook=content,
        definition=found.form.as_json(),
        title=_title(found.form, about),
        purpose=about.purpose,
        protection=about.protection,
        is_repeatable=about.is_repeatable,
        filled_in_by=list(about.filled_in_by),
        reaches=list(about.reaches),
        source=about.source,
        kept_by_id=by.staff_id,
    )


def _title(form: Form, about: About) -> dict[str, str]:
    """The title in all languages that either names; the approach's own wins."""
    return {**form.title, **about.title}
