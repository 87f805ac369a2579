"""Filling in: saving answers as they come, adding to a repeat, handing in.

Whoever fills in through a link acts as nobody (an actor without roles): the link itself, checked before, is what
allows it. Members of staff need the permission to write an intake.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.journeys.enums import InterpreterKind
from reisgenoot.journeys.facts import write
from reisgenoot.journeys.refresh import refresh
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.bulk import Row
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.questionnaires.definition import Question, Repeat
from reisgenoot.questionnaires.enums import GivenBy, SittingState, Way
from reisgenoot.questionnaires.filled import MAX_LETTERS, MAX_REPEATS, Filled, Wrong, key_of, tidied
from reisgenoot.questionnaires.kept import Given, Kept, filled_of, seal, unseal
from reisgenoot.questionnaires.models import Answer, Filling, Sitting, SittingLink, SittingTurn
from reisgenoot.questionnaires.services.links import close_links
from reisgenoot.questionnaires.services.sittings import open_sitting
from reisgenoot.questionnaires.versions import form_of, is_health

_T = TypeVar("_T")
PAUSE = timedelta(minutes=10)
"""Longer between two savings is a pause and does not count as time at work."""
_GIVEN_BY = {
    Way.ALONE: GivenBy.PERSON,
    Way.TOGETHER: GivenBy.TOGETHER,
    Way.INTERPRETER: GivenBy.INTERPRETER,
    Way.RECEIVED: GivenBy.DELIVERED,
}


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What came of handing in: done, or what still has to be filled in or mended."""

    is_done: bool
    wrong: tuple[Wrong, ...] = ()


def may_fill(by: Actor, sitting_id: int, link: SittingLink | None) -> None:
    """Raise unless the actor may fill in this sitting: by a link that is open for it, or as staff.

    Raises
    ------
    NotAllowed   neither.
    """
    if link is None:
        require(by, Permission.INTAKE_WRITE)
    elif link.sitting_id != sitting_id or link.organisation_id != by.organisation_id:
        raise NotAllowed(Permission.INTAKE_WRITE.value)


@transaction.atomic
def start_turn(
    *,
    by: Actor,
    sitting_id: int,
    way: str,
    language: str,
    interpreter: str = InterpreterKind.NONE,
    link: SittingLink | None = None,
) -> SittingTurn:
    """Somebody sits down to it; who gave the answers from now on follows from ``way``. A child never interprets.

    Raises
    ------
    NotKnown       no such sitting. NotAllowed as `may_fill`.
    InvalidInput   it is not open, nobody may fill it in that way, or the kind of interpreter is missing or not known.
    """
    may_fill(by, sitting_id, link)
    sitting = open_sitting(sitting_id)
    if way not in Way.values or way not in sitting.version.filled_in_by:
        raise InvalidInput(_("Kies hoe de vragenlijst wordt ingevuld."), field="way")
    if way == Way.INTERPRETER and interpreter not in [kind for kind in InterpreterKind.values if kind]:
        raise InvalidInput(_("Kies wat voor tolk er bij is. Een kind tolkt nooit."), field="interpreter")
    chosen = _language(sitting, language)
    if chosen != sitting.language:
        sitting.language = chosen
        sitting.save(update_fields=["language"])
    return SittingTurn.objects.create(
        sitting=sitting,
        way=way,
        interpreter=interpreter if way == Way.INTERPRETER else "",
        language=chosen,
        began_at=now(),
        staff_id=by.staff_id,
    )


@transaction.atomic
def set_language(*, by: Actor, sitting_id: int, language: str, link: SittingLink | None = None) -> None:
    """Ask on in another language of the workbook; answers stay. A language it does not have changes nothing."""
    may_fill(by, sitting_id, link)
    sitting = open_sitting(sitting_id)
    sitting.language = _language(sitting, language)
    sitting.save(update_fields=["language"])


@transaction.atomic
def save_answers(
    *, by: Actor, sitting_id: int, answers: Mapping[str, str], page: str = "", link: SittingLink | None = None
) -> Filled:
    """Keep answers by path, also wrong ones: what was typed is never thrown away. Gives the form as it is now.

    Paths the form does not have are passed over.

    Raises
    ------
    NotKnown       no such sitting. NotAllowed as `may_fill`.
    InvalidInput   it is not open any more.
    """
    may_fill(by, sitting_id, link)
    sitting = open_sitting(sitting_id)
    filling = _filling(sitting)
    kept, giver = unseal(filling), _giver(sitting)
    questions = form_of(sitting.version).by_key
    for path, written in answers.items():
        question = questions.get(key_of(path))
        if isinstance(question, Question) and question.is_answered:
            value = tidied(question, written)[: MAX_LETTERS + 1].replace("\x00", "")
            if path not in kept.given or kept.given[path].value != value:
                kept.given[path] = Given(value, giver, sitting.language)
    _save(filling, kept, page)
    return filled_of(sitting, kept)


@transaction.atomic
def change_repeat(
    *, by: Actor, sitting_id: int, path: str, remove: int | None = None, link: SittingLink | None = None
) -> Filled:
    """Add one to a repeat (``family/child``), or take away the how-manieth with its answers. Raises as `save_answers`.

    Nothing happens where the path is no repeat that one may add to, or there are as many as there can be.
    """
    may_fill(by, sitting_id, link)
    sitting = open_sitting(sitting_id)
    filling = _filling(sitting)
    kept = unseal(filling)
    item = form_of(sitting.version).by_key.get(key_of(path))
    if isinstance(item, Repeat) and not item.count:
        number = filled_of(sitting, kept).how_many(path)
        if remove is None:
            kept.repeats[path] = min(number + 1, MAX_REPEATS)
        elif 1 <= remove <= number:
            kept.given = _without(kept.given, path, remove)
            kept.repeats = _without(kept.repeats, path, remove) | {path: number - 1}
        _save(filling, kept, filling.page)
    return filled_of(sitting, kept)


@transaction.atomic
def hand_in(*, by: Actor, sitting_id: int, link: SittingLink | None = None) -> HandedIn:
    """Hand in: what is asked becomes answers, the rest goes, the links close. Says what is wrong instead when something is.

    Raises as `save_answers`.
    """
    may_fill(by, sitting_id, link)
    sitting = open_sitting(sitting_id)
    filling = _filling(sitting)
    kept = unseal(filling)
    filled = filled_of(sitting, kept)
    wrong = tuple(filled.wrong())
    if wrong:
        return HandedIn(is_done=False, wrong=wrong)
    at, giver = now(), _giver(sitting)
    write(Answer, answer_rows(sitting, filled, kept, giver), by=by, at=at)
    sitting.state, sitting.handed_in_at = SittingState.HANDED_IN, at
    sitting.minutes = round(filling.busy_seconds / 60) if filling.busy_seconds else None
    sitting.save(update_fields=["state", "handed_in_at", "minutes"])
    filling.delete()
    close_links(sitting)
    refresh(organisation_id=by.organisation_id, journey_ids=[sitting.journey_id])
    return HandedIn(is_done=True)


def answer_rows(sitting: Sitting, filled: Filled, kept: Kept, giver: str) -> list[Row]:
    """The answers to what is asked, as columns; a default that nobody touched was given by who hands in."""
    rows: list[Row] = []
    for path, value in filled.answers().items():
        given = kept.given.get(path, Given(value, giver, sitting.language))
        question = filled.by_path[path].item
        protection = "health" if is_health(sitting.version, question) else "normal"
        rows.append(
            {
                "sitting_id": sitting.pk,
                "path": path,
                "key": key_of(path),
                "value": value,
                "language": given.language,
                "given_by": given.by,
                "protection": protection,
                "check_state": "unchecked",
                "reason": "",
            }
        )
    return rows


def _language(sitting: Sitting, wanted: str) -> str:
    known = {one.code for one in form_of(sitting.version).languages}
    return wanted if wanted in known else sitting.language


def _giver(sitting: Sitting) -> str:
    """From whom answers come now: as the last who sat down to it said."""
    last = (
        SittingTurn.objects.filter(sitting=sitting).order_by("-began_at", "-pk").values_list("way", flat=True).first()
    )
    return _GIVEN_BY[Way(last)] if last else GivenBy.PROFESSIONAL


def _filling(sitting: Sitting) -> Filling:
    found = Filling.objects.select_for_update().filter(sitting=sitting).first()
    if found is None:
        raise NotKnown
    return found


def _save(filling: Filling, kept: Kept, page: str) -> None:
    at = now()
    filling.sealed, filling.page = seal(kept), page or filling.page
    filling.busy_seconds += _busy(filling.saved_at, at)
    filling.saved_at = at
    filling.save(update_fields=["sealed", "page", "busy_seconds", "saved_at"])


def _busy(before: datetime | None, at: datetime) -> int:
    passed = at - before if before else timedelta(0)
    return int(passed.total_seconds()) if timedelta(0) < passed <= PAUSE else 0


def _without(by_path: Mapping[str, _T], repeat: str, number: int) -> dict[str, _T]:
    """Entries below a repeat with one of it taken away; those behind it move up one place."""
    kept: dict[str, _T] = {}
    for path, value in by_path.items():
        head = f"{repeat}["
        if not path.startswith(head):
            kept[path] = value
            continue
        index, _bracket, rest = path[len(head) :].partition("]")
        if int(index) != number:
            kept[f"{head}{int(index) - (int(index) > number)}]{rest}"] = value
    return kept
