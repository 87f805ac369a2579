"""Going through answers in the talk: confirming, correcting, adding later, and finishing."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from reisgenoot.journeys.enums import Protection
from reisgenoot.journeys.facts import Moment, reach, refuse_future, supersede, write
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.versions import approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import HOME_ZONE, now, today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, has_permission, require
from reisgenoot.questionnaires.definition import Question
from reisgenoot.questionnaires.enums import CheckState, GivenBy, SittingState
from reisgenoot.questionnaires.filled import Wrong, key_of, tidied
from reisgenoot.questionnaires.kept import fill
from reisgenoot.questionnaires.models import Answer, Sitting
from reisgenoot.questionnaires.versions import form_of, is_health

_ANSWERED = (SittingState.HANDED_IN, SittingState.CHECKED)


@transaction.atomic
def confirm_answers(*, by: Actor, sitting_id: int, answer_ids: Iterable[int]) -> int:
    """The answers are right as they stand; how many that were not looked at before. Raises `NotKnown`."""
    sitting = _answered(by, sitting_id)
    found = _held(by, sitting).filter(pk__in=list(answer_ids), check_state=CheckState.UNCHECKED)
    return found.update(check_state=CheckState.CONFIRMED, checked_on=today(), checked_by_id=by.staff_id)


@transaction.atomic
def unconfirm_answers(*, by: Actor, sitting_id: int, answer_ids: Iterable[int]) -> int:
    """Undo `confirm_answers`, as long as the check is not finished; how many."""
    sitting = _answered(by, sitting_id)
    if sitting.state != SittingState.HANDED_IN:
        return 0
    found = _held(by, sitting).filter(pk__in=list(answer_ids), check_state=CheckState.CONFIRMED)
    return found.update(check_state=CheckState.UNCHECKED, checked_on=None, checked_by_id=None)


@transaction.atomic
def correct_answer(*, by: Actor, answer_id: int, value: str, reason: str) -> Answer:
    """Put an answer right after talking about it: the old one stays as it was known.

    Raises
    ------
    NotKnown       no such answer that is still held, or it is about health and may not be read.
    InvalidInput   the reason is missing, or the form does not allow the answer.
    """
    require(by, Permission.INTAKE_WRITE)
    old = Answer.objects.filter(pk=answer_id, superseded_at__isnull=True).select_related("sitting__version").first()
    if old is None:
        raise NotKnown
    sitting = _answered(by, old.sitting_id)
    if not _held(by, sitting).filter(pk=old.pk).exists():
        raise NotKnown
    return _put(by, sitting, old.path, value, reason, CheckState.CORRECTED, today(), replaces=old.pk)


@transaction.atomic
def add_answer(*, by: Actor, sitting_id: int, path: str, value: str, reason: str, on: date | None = None) -> Answer:
    """Add an answer that came later, on a day (today when missing), with the reason. Raises as `correct_answer`."""
    sitting = _answered(by, sitting_id)
    day = on or today()
    refuse_future(day, field="on")
    if Answer.objects.filter(sitting=sitting, path=path, superseded_at__isnull=True).exists():
        raise InvalidInput(_("Op deze vraag is al een antwoord. Verbeter dat."), field="value")
    return _put(by, sitting, path, value, reason, CheckState.ADDED, day)


@transaction.atomic
def finish_check(*, by: Actor, sitting_id: int) -> Sitting:
    """All answers were gone through: reaches the milestones that the questionnaire names.

    Raises
    ------
    NotKnown       no such handed-in sitting.
    InvalidInput   some answers were not looked at yet, or it was finished already.
    """
    sitting = _answered(by, sitting_id)
    if sitting.state == SittingState.CHECKED:
        raise InvalidInput(_("Deze vragenlijst is al nagekeken."), field="state")
    left = Answer.objects.filter(sitting=sitting, superseded_at__isnull=True, check_state=CheckState.UNCHECKED).count()
    if left:
        raise InvalidInput(_("Nog %(number)s antwoorden niet nagekeken.") % {"number": left}, field="state")
    at = now()
    sitting.state, sitting.checked_at, sitting.checked_by_id = SittingState.CHECKED, at, by.staff_id
    sitting.save(update_fields=["state", "checked_at", "checked_by"])
    reach(_moments(sitting), by=by, at=at, approaches=approaches_of([sitting.journey_id]))
    refresh(organisation_id=by.organisation_id, journey_ids=[sitting.journey_id])
    return sitting


@transaction.atomic
def reopen_check(*, by: Actor, sitting_id: int) -> Sitting:
    """Undo `finish_check`, with the milestones that it brought about."""
    sitting = _answered(by, sitting_id)
    if sitting.state != SittingState.CHECKED:
        raise InvalidInput(_("Deze vragenlijst is nog niet nagekeken."), field="state")
    gone = _moments(sitting)
    sitting.state, sitting.checked_at, sitting.checked_by_id = SittingState.HANDED_IN, None, None
    sitting.save(update_fields=["state", "checked_at", "checked_by"])
    reach([], by=by, at=now(), approaches=approaches_of([sitting.journey_id]), replaced=gone)
    refresh(organisation_id=by.organisation_id, journey_ids=[sitting.journey_id])
    return sitting


def _moments(sitting: Sitting) -> list[Moment]:
    if sitting.checked_at is None:
        return []
    day = sitting.checked_at.astimezone(HOME_ZONE).date()
    return [Moment(sitting.journey_id, key, day) for key in sitting.version.reaches]


def _answered(by: Actor, sitting_id: int) -> Sitting:
    """A handed-in sitting, locked until the transaction ends."""
    require(by, Permission.INTAKE_WRITE)
    rows = Sitting.objects.select_for_update(of=("self",)).select_related("version")
    sitting = rows.filter(pk=sitting_id, state__in=_ANSWERED).first()
    if sitting is None:
        raise NotKnown
    return sitting


def _held(by: Actor, sitting: Sitting) -> QuerySet[Answer]:
    """The answers held now that the actor may read."""
    rows = Answer.objects.filter(sitting=sitting, superseded_at__isnull=True)
    return rows if has_permission(by, Permission.HEALTH_READ) else rows.exclude(protection=Protection.HEALTH)


def _put(
    by: Actor,
    sitting: Sitting,
    path: str,
    value: str,
    reason: str,
    state: str,
    day: date,
    *,
    replaces: int | None = None,
) -> Answer:
    question = form_of(sitting.version).by_key.get(key_of(path))
    if not isinstance(question, Question) or not question.is_answered:
        raise NotKnown
    is_protected = is_health(sitting.version, question)
    if is_protected:
        require(by, Permission.HEALTH_READ)
    if not reason.strip():
        raise InvalidInput(_("Schrijf op waarom het antwoord verandert."), field="reason")
    said = tidied(question, value)
    _refuse_wrong(sitting, path, said)
    at = now()
    supersede(Answer, [replaces], at=at)
    row = {
        "sitting_id": sitting.pk,
        "path": path,
        "key": key_of(path),
        "value": said,
        "language": "nl",
        "given_by": GivenBy.PROFESSIONAL,
        "protection": Protection.HEALTH if is_protected else Protection.NORMAL,
        "check_state": state,
        "checked_on": day,
        "checked_by_id": by.staff_id,
        "reason": reason.strip(),
    }
    (answer_id,) = write(Answer, [row], by=by, at=at)
    refresh(organisation_id=by.organisation_id, journey_ids=[sitting.journey_id])
    return Answer.objects.get(pk=answer_id)


def _refuse_wrong(sitting: Sitting, path: str, said: str) -> None:
    """Raise `InvalidInput` when the form, with the other answers as they are, does not allow this one."""
    held = Answer.objects.filter(sitting=sitting, superseded_at__isnull=True).values_list("path", "value")
    values = dict(held) | {path: said}
    filled = fill(sitting, values, repeats=repeats_in(values), language="nl")
    node = filled.node(path)
    if node is None:
        raise NotKnown
    if not said:
        raise InvalidInput(_("Vul een antwoord in."), field="value")
    wrong = next((one for one in filled.wrong([node]) if one.path == path), None)
    if wrong is not None:
        raise InvalidInput(_said(wrong), field="value")


def _said(wrong: Wrong) -> str:
    return wrong.said or _("Dit antwoord past niet bij de vraag.")


def repeats_in(values: Mapping[str, str]) -> dict[str, int]:
    """How many there are of each repeat, as the paths of the answers show."""
    found: dict[str, int] = {}
    for path in values:
        steps = path.split("/")
        for depth, step in enumerate(steps, 1):
            name, bracket, index = step.partition("[")
            if bracket:
                repeat = "/".join([*steps[: depth - 1], name])
                found[repeat] = max(found.get(repeat, 0), int(index.rstrip("]")))
    return found
