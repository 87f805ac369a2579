"""From a talk to a decision: in order, never for a voluntary phase, never a fine for an asylum permit holder."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from reisgenoot.guidance.models import LadderStep
from reisgenoot.guidance.selectors import ladder_of
from reisgenoot.guidance.services import NewStep, take_step, undo_step, withdraw_step
from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from tests.factories.organisations import Cast
from tests.factories.people import a_person
from tests.guidance.conftest import ASYLUM, FAMILY, TODAY, a_guided_journey, ago

BLAMED = {"culpability": "full", "culpability_reason": "Wist ervan en kwam niet"}


def step(key: str, days: int, first: LadderStep | None = None, **given: Any) -> NewStep:
    known: dict[str, Any] = {"step": key, "occurred_on": ago(days), "first": first.pk if first else None}
    if first is None:
        known |= {"about": "Twee keer niet op de les", "about_on": ago(days + 3)}
    if key in ("talk", "hearing"):
        known["said"] = "De oppas was ziek"
    return NewStep(**(known | given))


def up_to_the_hearing(by: Actor, journey: Journey, ground: str = "plan") -> LadderStep:
    talk = take_step(by=by, journey_id=journey.pk, new=step("talk", 80))
    take_step(by=by, journey_id=journey.pk, new=step("reminder", 70, talk, **BLAMED))
    take_step(by=by, journey_id=journey.pk, new=step("warning", 50, talk, ground=ground))
    take_step(by=by, journey_id=journey.pk, new=step("hearing", 30, talk))
    return talk


def decision(talk: LadderStep, measure: str, **given: Any) -> NewStep:
    known = {"measure": measure, "measure_reason": "Alles afgewogen", "other_measure": "no"}
    return step("decision", 5, talk, **(known | given))


@pytest.fixture
def family(bram: Actor) -> Journey:
    return a_guided_journey(bram, codes=FAMILY, reached={"brp_registered": 105})


def test_steps_when_taken_in_order_then_each_stands_with_what_was_said(bram: Actor, journey: Journey) -> None:
    talk = up_to_the_hearing(bram, journey)
    done = take_step(by=bram, journey_id=journey.pk, new=decision(talk, "no_measure"))
    (fact,) = ladder_of(by=bram, journey_id=journey.pk)
    assert [one.step for one in fact] == ["talk", "reminder", "warning", "hearing", "decision"]
    assert {one.about_on for one in fact} == {talk.about_on}
    assert (done.ground, done.amount) == ("plan", None)


def test_step_when_an_earlier_one_is_missing_then_refused(bram: Actor, journey: Journey) -> None:
    with pytest.raises(InvalidInput, match="Eerst de stap hiervoor"):
        take_step(by=bram, journey_id=journey.pk, new=step("reminder", 10))
    talk = take_step(by=bram, journey_id=journey.pk, new=step("talk", 10))
    with pytest.raises(InvalidInput, match="Eerst de stap hiervoor"):
        take_step(by=bram, journey_id=journey.pk, new=step("warning", 1, talk, ground="plan", **BLAMED))


def test_step_when_taken_already_then_refused(bram: Actor, journey: Journey) -> None:
    talk = take_step(by=bram, journey_id=journey.pk, new=step("talk", 10))
    with pytest.raises(InvalidInput, match="al gezet"):
        take_step(by=bram, journey_id=journey.pk, new=step("talk", 5, talk))


def test_warning_when_not_blamed_or_too_soon_or_without_ground_then_refused(bram: Actor, journey: Journey) -> None:
    talk = take_step(by=bram, journey_id=journey.pk, new=step("talk", 40))
    take_step(by=bram, journey_id=journey.pk, new=step("reminder", 30, talk))
    tries = [
        ({}, 10, "te verwijten"),
        ({"culpability": "not", "culpability_reason": "Kind was ziek", "ground": "plan"}, 10, "te verwijten"),
        ({"ground": "plan", **BLAMED}, 20, "Geef eerst tijd"),
        (BLAMED, 10, "Noem de plicht"),
        ({"culpability": "full", "ground": "plan"}, 10, "waarom je dat vindt"),
    ]
    for given, days, said in tries:
        with pytest.raises(InvalidInput, match=said):
            take_step(by=bram, journey_id=journey.pk, new=step("warning", days, talk, **given))
    assert take_step(by=bram, journey_id=journey.pk, new=step("warning", 16, talk, ground="plan", **BLAMED)).pk


@pytest.mark.parametrize(("measure", "ground"), [("fine_plan", "plan"), ("fine_intake", "intake")])
def test_fine_when_asylum_then_never(bram: Actor, journey: Journey, measure: str, ground: str) -> None:
    talk = up_to_the_hearing(bram, journey, ground)
    with pytest.raises(InvalidInput, match="asielvergunning") as refused:
        take_step(by=bram, journey_id=journey.pk, new=decision(talk, measure, amount=Decimal(50)))
    assert refused.value.field == "measure"


def test_fine_when_group_not_known_then_not_proposed(bram: Actor) -> None:
    journey = a_guided_journey(bram, codes={}, reached={"brp_registered": 105})
    talk = up_to_the_hearing(bram, journey)
    with pytest.raises(InvalidInput, match="niet bekend"):
        take_step(by=bram, journey_id=journey.pk, new=decision(talk, "fine_plan", amount=Decimal(50)))


@pytest.mark.parametrize(
    ("amount", "fits"), [(None, False), (Decimal(0), False), (Decimal(800), True), (Decimal("800.01"), False)]
)
def test_fine_when_family_then_up_to_the_norm(bram: Actor, family: Journey, amount: Decimal | None, fits: bool) -> None:
    talk = up_to_the_hearing(bram, family)
    new = decision(talk, "fine_plan", amount=amount)
    if fits:
        assert take_step(by=bram, journey_id=family.pk, new=new).amount == amount
        return
    with pytest.raises(InvalidInput, match="hoogstens 800 euro"):
        take_step(by=bram, journey_id=family.pk, new=new)


@pytest.mark.parametrize("measure", ["fine_plan", "benefit_measure"])
def test_decision_when_the_other_law_punishes_the_same_fact_then_only_refraining(
    bram: Actor, family: Journey, measure: str
) -> None:
    talk = up_to_the_hearing(bram, family)
    with pytest.raises(InvalidInput, match="Nooit allebei"):
        take_step(by=bram, journey_id=family.pk, new=decision(talk, measure, other_measure="yes"))
    with pytest.raises(InvalidInput, match="Vraag na"):
        take_step(by=bram, journey_id=family.pk, new=decision(talk, measure, other_measure=""))
    assert take_step(by=bram, journey_id=family.pk, new=decision(talk, "no_measure", other_measure="yes")).pk


def test_decision_when_one_for_the_same_duty_and_day_then_no_second(bram: Actor, family: Journey) -> None:
    for number in range(2):
        talk = take_step(by=bram, journey_id=family.pk, new=step("talk", 80, about_on=ago(90), ground="plan"))
        take_step(by=bram, journey_id=family.pk, new=step("reminder", 70, talk, **BLAMED))
        take_step(by=bram, journey_id=family.pk, new=step("warning", 50, talk))
        take_step(by=bram, journey_id=family.pk, new=step("hearing", 30, talk))
        if number == 0:
            take_step(by=bram, journey_id=family.pk, new=decision(talk, "benefit_measure"))
            continue
        with pytest.raises(InvalidInput, match="al een besluit"):
            take_step(by=bram, journey_id=family.pk, new=decision(talk, "fine_plan", amount=Decimal(50)))


def test_decision_when_it_does_not_fit_the_duty_or_has_no_reason_then_refused(bram: Actor, family: Journey) -> None:
    talk = up_to_the_hearing(bram, family, "work_duty")
    with pytest.raises(InvalidInput, match="past niet"):
        take_step(by=bram, journey_id=family.pk, new=decision(talk, "fine_plan", amount=Decimal(50)))
    with pytest.raises(InvalidInput, match="motivering"):
        take_step(by=bram, journey_id=family.pk, new=decision(talk, "benefit_measure", measure_reason=""))
    with pytest.raises(InvalidInput, match="geen bedrag"):
        take_step(by=bram, journey_id=family.pk, new=decision(talk, "benefit_measure", amount=Decimal(50)))


def test_ladder_when_before_housing_then_there_is_none(bram: Actor) -> None:
    journey = a_guided_journey(bram, codes=ASYLUM, reached={"linked": 30, "azc_contact": 20})
    with pytest.raises(InvalidInput, match="vrijwillig"):
        take_step(by=bram, journey_id=journey.pk, new=step("talk", 1))


def test_talk_when_nothing_was_said_or_in_the_future_then_refused(bram: Actor, journey: Journey) -> None:
    with pytest.raises(InvalidInput, match="zelf over zei"):
        take_step(by=bram, journey_id=journey.pk, new=step("talk", 1, said=" "))
    with pytest.raises(InvalidInput, match="toekomst"):
        take_step(by=bram, journey_id=journey.pk, new=step("talk", 1, occurred_on=TODAY + timedelta(days=1)))
    with pytest.raises(InvalidInput, match="eerdere dag"):
        take_step(by=bram, journey_id=journey.pk, new=step("talk", 3, about_on=ago(2)))


def test_withdraw_when_last_step_then_readable_as_withdrawn_and_can_be_taken_anew(
    bram: Actor, journey: Journey
) -> None:
    talk = take_step(by=bram, journey_id=journey.pk, new=step("talk", 20))
    reminder = take_step(by=bram, journey_id=journey.pk, new=step("reminder", 10, talk))
    with pytest.raises(InvalidInput, match="hierna kwam"):
        withdraw_step(by=bram, step_id=talk.pk, reason="verkeerde persoon")
    with pytest.raises(InvalidInput, match="waarom"):
        withdraw_step(by=bram, step_id=reminder.pk, reason=" ")
    withdraw_step(by=bram, step_id=reminder.pk, reason="verkeerde brief")
    again = take_step(by=bram, journey_id=journey.pk, new=step("reminder", 5, talk))
    (fact,) = ladder_of(by=bram, journey_id=journey.pk)
    assert [(one.step, one.withdrawn_reason) for one in fact] == [
        ("talk", ""),
        ("reminder", "verkeerde brief"),
        ("reminder", ""),
    ]
    undo_step(by=bram, step_id=again.pk)
    assert len(ladder_of(by=bram, journey_id=journey.pk)[0]) == 2


def test_step_when_other_organisation_then_not_known(cast: Cast, bram: Actor, journey: Journey) -> None:
    talk = take_step(by=bram, journey_id=journey.pk, new=step("talk", 20))
    other = a_guided_journey_of_somebody_else(bram)
    with pytest.raises(NotKnown):
        take_step(by=bram, journey_id=other.pk, new=step("reminder", 5, talk))
    with acting_as(cast.dirk) as dirk:
        for attempt in (
            lambda: take_step(by=dirk, journey_id=journey.pk, new=step("talk", 1)),
            lambda: undo_step(by=dirk, step_id=talk.pk),
            lambda: withdraw_step(by=dirk, step_id=talk.pk, reason="niet van ons"),
        ):
            with pytest.raises(NotKnown):
                attempt()
        assert ladder_of(by=dirk, journey_id=journey.pk) == []
    with acting_as(cast.gerard) as gerard, pytest.raises(NotAllowed):
        take_step(by=gerard, journey_id=journey.pk, new=step("talk", 1))


def a_guided_journey_of_somebody_else(by: Actor) -> Journey:
    from tests.factories.journeys import a_journey

    return a_journey(by, person_id=a_person(by, family_name="Ander").pk, started_on=ago(400), codes=ASYLUM)
