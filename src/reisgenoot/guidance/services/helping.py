"""Who helps with what, and who answers which question."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.guidance.models import CentralQuestion, Helper
from reisgenoot.guidance.writing import add, held, renewed, set_aside, writing_in
from reisgenoot.journeys.facts import refuse_future
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.organisations.models import StaffMember


@transaction.atomic
def assign_helper(
    *,
    by: Actor,
    journey_id: int,
    area: str,
    party: str,
    name: str = "",
    phone: str = "",
    note: str = "",
    from_on: date | None = None,
    replaces: int | None = None,
) -> Helper:
    """A party helps in an area. ``replaces`` is the id of the helper whose name, phone or party this puts right.

    A second party in the same area is allowed; the screens point at it.

    Raises
    ------
    NotKnown       the journey is not the organisation's, or the replaced helper is not held.
    InvalidInput   area or party is not of the approach, or this party helps there already.
    """
    require(by, Permission.JOURNEY_WRITE)
    approach = writing_in(journey_id)
    if area not in approach.help_areas:
        raise InvalidInput(_("Kies waarmee iemand helpt uit de lijst."), field="area")
    if party not in approach.code_lists["helping_party"].codes:
        raise InvalidInput(_("Kies wie helpt uit de lijst."), field="party")
    if replaces is not None:
        set_aside(held(Helper, replaces))
    helper = Helper(
        journey_id=journey_id,
        area=area,
        party=party,
        name=name,
        phone=phone,
        note=note,
        from_on=from_on or today(),
    )
    return add(helper, by=by)


@transaction.atomic
def end_helper(*, by: Actor, helper_id: int, on: date | None = None) -> Helper:
    """A party helps no longer after ``on`` (today when missing)."""
    require(by, Permission.JOURNEY_WRITE)
    helper = held(Helper, helper_id)
    day = on or today()
    if day < helper.from_on:
        raise InvalidInput(_("De hulp begon later. Kies een latere dag."), field="on")
    helper.until_on = day
    helper.save(update_fields=["until_on"])
    return helper


@transaction.atomic
def keep_helper(*, by: Actor, helper_id: int) -> Helper:
    """The party goes on helping: undoes `end_helper`."""
    require(by, Permission.JOURNEY_WRITE)
    helper = held(Helper, helper_id)
    helper.until_on = None
    helper.save(update_fields=["until_on"])
    return helper


@transaction.atomic
def ask_question(
    *,
    by: Actor,
    journey_id: int,
    question: str,
    owner_id: int,
    answer_by: date,
    asked_on: date | None = None,
    party: str = "",
) -> CentralQuestion:
    """A question of the newcomer gets one owner and the last day for an answer.

    Raises
    ------
    NotKnown       journey or owner is not the organisation's.
    InvalidInput   the answer would come before the question.
    """
    require(by, Permission.CONTACT_WRITE)
    approach = writing_in(journey_id)
    require_own(StaffMember, [owner_id])
    refuse_future(asked_on, field="asked_on")
    if party and party not in approach.code_lists["helping_party"].codes:
        raise InvalidInput(_("Kies bij wie het ligt uit de lijst."), field="party")
    asked = CentralQuestion(
        journey_id=journey_id,
        question=question,
        owner_id=owner_id,
        party=party,
        asked_on=asked_on or today(),
        answer_by=answer_by,
    )
    return add(asked, by=by)


@transaction.atomic
def answer_question(*, by: Actor, question_id: int, answer: str, on: date | None = None) -> CentralQuestion:
    """The newcomer has an answer."""
    require(by, Permission.CONTACT_WRITE)
    old = held(CentralQuestion, question_id)
    day = on or today()
    refuse_future(day, field="on")
    if not answer.strip():
        raise InvalidInput(_("Schrijf op wat het antwoord was."), field="answer")

    def change(fresh: CentralQuestion) -> None:
        fresh.answered_on, fresh.answer = day, answer

    return renewed(old, change, by=by)


@transaction.atomic
def reopen_question(*, by: Actor, question_id: int) -> CentralQuestion:
    """There is no answer yet after all: undoes `answer_question`."""
    require(by, Permission.CONTACT_WRITE)

    def change(fresh: CentralQuestion) -> None:
        fresh.answered_on, fresh.answer = None, ""

    return renewed(held(CentralQuestion, question_id), change, by=by)


@transaction.atomic
def retract_question(*, by: Actor, question_id: int) -> None:
    """Take back a question that was written down by mistake."""
    require(by, Permission.CONTACT_WRITE)
    set_aside(held(CentralQuestion, question_id))
