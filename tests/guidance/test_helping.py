"""Who helps with what, work done twice, and one owner per question."""

from datetime import timedelta

import pytest

from reisgenoot.guidance.selectors import areas_with_two, helpers_of, questions_of
from reisgenoot.guidance.services import (
    answer_question,
    ask_question,
    assign_helper,
    end_helper,
    keep_helper,
    reopen_question,
    retract_question,
)
from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from tests.factories.organisations import Cast
from tests.guidance.conftest import TODAY, ago


def test_helper_when_a_second_party_then_pointed_at_until_one_stops(bram: Actor, journey: Journey) -> None:
    assign_helper(by=bram, journey_id=journey.pk, area="letters", party="social_guidance", name="Ria", from_on=ago(9))
    assert areas_with_two(helpers_of(by=bram, journey_id=journey.pk)) == []
    second = assign_helper(by=bram, journey_id=journey.pk, area="letters", party="volunteer", from_on=ago(5))
    assert areas_with_two(helpers_of(by=bram, journey_id=journey.pk)) == ["letters"]
    end_helper(by=bram, helper_id=second.pk, on=ago(1))
    assert areas_with_two(helpers_of(by=bram, journey_id=journey.pk, on=TODAY)) == []
    keep_helper(by=bram, helper_id=second.pk)
    assert areas_with_two(helpers_of(by=bram, journey_id=journey.pk, on=TODAY)) == ["letters"]


def test_helper_when_same_party_twice_or_unknown_then_refused(bram: Actor, journey: Journey) -> None:
    first = assign_helper(by=bram, journey_id=journey.pk, area="letters", party="volunteer")
    for given in (
        {"area": "letters", "party": "volunteer"},
        {"area": "letters", "party": "santa"},
        {"area": "sailing", "party": "volunteer"},
    ):
        with pytest.raises(InvalidInput):
            assign_helper(by=bram, journey_id=journey.pk, **given)
    put_right = assign_helper(
        by=bram, journey_id=journey.pk, area="letters", party="volunteer", name="Wim", replaces=first.pk
    )
    assert [(one.id, one.name) for one in helpers_of(by=bram, journey_id=journey.pk)] == [(put_right.pk, "Wim")]


def test_question_when_answered_then_how_long_it_took_and_undone(bram: Actor, journey: Journey) -> None:
    assert bram.staff_id is not None
    asked = ask_question(
        by=bram,
        journey_id=journey.pk,
        question="Wanneer komt de toeslag?",
        owner_id=bram.staff_id,
        asked_on=ago(6),
        answer_by=TODAY,
    )
    with pytest.raises(InvalidInput, match="het antwoord"):
        answer_question(by=bram, question_id=asked.pk, answer=" ")
    done = answer_question(by=bram, question_id=asked.pk, answer="Eind deze maand", on=ago(2))
    (found,) = questions_of(by=bram, journey_id=journey.pk)
    assert (found.answer, found.days_to_answer) == ("Eind deze maand", 4)
    opened = reopen_question(by=bram, question_id=done.pk)
    (found,) = questions_of(by=bram, journey_id=journey.pk)
    assert (found.days_to_answer, found.owner) == (None, "Bram")
    retract_question(by=bram, question_id=opened.pk)
    assert questions_of(by=bram, journey_id=journey.pk) == []


def test_question_when_answer_would_come_first_or_owner_is_elsewhere_then_refused(
    cast: Cast, bram: Actor, journey: Journey
) -> None:
    shared = {"journey_id": journey.pk, "question": "Wanneer?", "asked_on": ago(1)}
    with pytest.raises(InvalidInput, match="na de vraag"):
        ask_question(by=bram, owner_id=bram.staff_id or 0, answer_by=ago(2), **shared)  # type: ignore[arg-type]
    with pytest.raises(NotKnown):
        ask_question(by=bram, owner_id=cast.dirk.staff_id or 0, answer_by=TODAY + timedelta(days=1), **shared)  # type: ignore[arg-type]


def test_helping_when_other_organisation_then_not_known(cast: Cast, bram: Actor, journey: Journey) -> None:
    helper = assign_helper(by=bram, journey_id=journey.pk, area="letters", party="volunteer")
    asked = ask_question(
        by=bram, journey_id=journey.pk, question="Wanneer?", owner_id=bram.staff_id or 0, answer_by=TODAY
    )
    with acting_as(cast.dirk) as dirk:
        for attempt in (
            lambda: assign_helper(by=dirk, journey_id=journey.pk, area="letters", party="volunteer"),
            lambda: end_helper(by=dirk, helper_id=helper.pk),
            lambda: answer_question(by=dirk, question_id=asked.pk, answer="x"),
            lambda: retract_question(by=dirk, question_id=asked.pk),
        ):
            with pytest.raises(NotKnown):
                attempt()
        assert helpers_of(by=dirk, journey_id=journey.pk) == []
        assert questions_of(by=dirk, journey_id=journey.pk) == []
