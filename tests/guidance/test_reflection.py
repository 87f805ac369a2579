"""A reflection card is its author's alone: not a colleague's, not a manager's, not even for a query by hand."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from reisgenoot.guidance.models import Reflection
from reisgenoot.guidance.reflections import get_own_reflection, own_reflections
from reisgenoot.guidance.services import throw_away_reflection, write_reflection
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.services import record_contact
from reisgenoot.kernel.actor import Actor, job
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.reporting.sources import SOURCES
from tests.factories.organisations import Cast
from tests.guidance.conftest import TODAY, ago


def a_card(by: Actor, journey: Journey, **given: Any) -> Reflection:
    known = {"on": TODAY, "logics": ["caring"], "effect": "Ik nam de telefoon over"}
    return write_reflection(by=by, journey_id=journey.pk, **(known | given))


def test_card_when_written_and_changed_then_the_author_reads_it(bram: Actor, journey: Journey) -> None:
    contact = record_contact(by=bram, journey_id=journey.pk, occurred_on=TODAY)
    card = a_card(bram, journey, contact_id=contact.pk)
    a_card(bram, journey, reflection_id=card.pk, contact_id=contact.pk, logics=["empowering", "relational"])
    (found,) = own_reflections(by=bram)
    assert (found.logics, found.contact_id, found.person) == (["empowering", "relational"], contact.pk, "Amira Haddad")
    throw_away_reflection(by=bram, reflection_id=card.pk)
    assert own_reflections(by=bram, journey_id=journey.pk) == []


@pytest.mark.parametrize("who", ["chantal", "manager", "dirk"])
def test_card_when_somebody_else_then_does_not_exist(cast: Cast, bram: Actor, journey: Journey, who: str) -> None:
    card = a_card(bram, journey)
    with acting_as(getattr(cast, who)) as other:
        assert own_reflections(by=other) == []
        assert not Reflection.objects.exists()
        for attempt in (
            lambda: get_own_reflection(by=other, journey_id=journey.pk, reflection_id=card.pk),
            lambda: throw_away_reflection(by=other, reflection_id=card.pk),
            lambda: a_card(other, journey, reflection_id=card.pk),
        ):
            with pytest.raises(NotKnown):
                attempt()
    assert len(own_reflections(by=bram)) == 1


@pytest.mark.parametrize("who", ["chantal", "manager", "dirk"])
def test_card_when_raw_sql_by_somebody_else_then_no_row(cast: Cast, bram: Actor, journey: Journey, who: str) -> None:
    card = a_card(bram, journey)
    other = getattr(cast, who)
    with acting_as(other), connection.cursor() as cursor:
        for statement in (
            "select effect from guidance_reflection where id = %s",
            "update guidance_reflection set effect = 'x' where id = %s",
            "delete from guidance_reflection where id = %s",
        ):
            cursor.execute(statement, [card.pk])
            assert cursor.rowcount == 0
        insert = (
            'insert into guidance_reflection (organisation_id, journey_id, author_id, "on", logics, intended, effect,'
            " next_time) values (%s, %s, %s, %s, '{caring}', '', '', '')"
        )
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            cursor.execute(insert, [other.organisation_id, journey.pk, bram.staff_id, TODAY])
    assert own_reflections(by=bram)[0].effect == "Ik nam de telefoon over"


def test_card_when_a_job_without_staff_then_neither_read_nor_written(cast: Cast, bram: Actor, journey: Journey) -> None:
    a_card(bram, journey)
    nightly = job("nightly", cast.ours.pk)
    with acting_as(nightly):
        assert not Reflection.objects.exists()
        assert own_reflections(by=nightly) == []
        with pytest.raises(NotAllowed):
            a_card(nightly, journey)


def test_card_when_role_may_not_then_refused(cast: Cast, journey: Journey) -> None:
    with acting_as(cast.gerard) as gerard:
        with pytest.raises(NotAllowed):
            a_card(gerard, journey)
        with pytest.raises(NotAllowed):
            own_reflections(by=gerard)


def test_card_when_extracts_are_made_then_not_among_what_they_read() -> None:
    assert Reflection not in {model for source in SOURCES.values() for model in source.models}


@pytest.mark.parametrize(
    ("given", "field"), [({"logics": []}, "logics"), ({"logics": ["guessing"]}, "logics"), ({"on": ago(-1)}, "on")]
)
def test_card_when_something_is_wrong_then_refused(
    bram: Actor, journey: Journey, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        a_card(bram, journey, **given)
    assert refused.value.field == field


def test_card_when_journey_or_contact_is_not_there_then_not_known(cast: Cast, bram: Actor, journey: Journey) -> None:
    contact = record_contact(by=bram, journey_id=journey.pk, occurred_on=TODAY)
    with acting_as(cast.dirk) as dirk, pytest.raises(NotKnown):
        a_card(dirk, journey)
    with pytest.raises(NotKnown):
        a_card(bram, journey, contact_id=contact.pk + 1)
