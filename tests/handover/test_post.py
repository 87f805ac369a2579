"""From one organisation to another: what the other side can see, with raw SQL, and what comes back."""

import json
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from reisgenoot.handover.enums import HandoverState, LetterKind
from reisgenoot.handover.models import Handover, Letter, ReceivedHandover
from reisgenoot.handover.post import answer, envelopes
from reisgenoot.handover.selectors import get_handover, inbox, sent_package
from reisgenoot.handover.services import confirm_receipt, mark_read, mark_step, return_received
from reisgenoot.handover.services.receiving import read_received
from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.models import ReadEntry
from reisgenoot.kernel.tenancy import acting_as
from tests.factories.handover import a_party, sent
from tests.factories.journeys import a_journey
from tests.factories.organisations import Cast, an_actor, an_organisation


@pytest.fixture
def letter(cast: Cast) -> Handover:
    """What ours sent to theirs."""
    with acting_as(cast.bram) as bram:
        journey = a_journey(bram)
        return sent(bram, journey.pk, party=a_party(bram, partner_id=cast.theirs.pk))


@pytest.fixture
def dirk(cast: Cast) -> Iterator[Actor]:
    with acting_as(cast.dirk) as actor:
        yield actor


def _rows(statement: str, *parameters: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def test_letter_when_read_by_the_third_organisation_then_it_is_not_there(letter: Handover) -> None:
    third = an_actor(an_organisation(), "client_manager", "team_manager", "administrator")
    with acting_as(third):
        assert _rows("select id from handover_letter") == []
        assert _rows("select id from handover_handover") == []
        assert envelopes(by=third) == []


def test_letter_when_nobody_is_acted_for_then_it_is_not_there(letter: Handover) -> None:
    assert _rows("select id from handover_letter") == []


def test_letter_when_read_by_whom_it_is_for_then_only_the_letter_crosses(letter: Handover, dirk: Actor) -> None:
    assert len(_rows("select id from handover_letter")) == 1
    for table in (
        "handover_handover",
        "handover_party",
        "handover_sharingagreement",
        "journeys_journey",
        "people_person",
    ):
        assert _rows(f"select id from {table}") == [], table


def test_letter_when_kept_then_nothing_of_the_person_stands_in_it_in_clear(letter: Handover, dirk: Actor) -> None:
    ((sealed,),) = _rows("select sealed from handover_letter")
    assert isinstance(sealed, bytes | memoryview)
    assert b"Haddad" not in bytes(sealed)


@pytest.mark.parametrize("statement", ["update handover_letter set kind = 'used'", "delete from handover_letter"])
def test_letter_when_changed_or_taken_back_then_refused(letter: Handover, cast: Cast, statement: str) -> None:
    for who in (cast.bram, cast.dirk):
        with acting_as(who), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            _rows(statement)


def test_letter_when_written_in_the_name_of_another_then_refused(letter: Handover, cast: Cast, dirk: Actor) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        _rows(
            "insert into handover_letter (organisation_id, recipient_id, thread, kind, sealed)"
            " values (%s, %s, %s, 'package', '') returning id",
            cast.ours.pk,
            cast.theirs.pk,
            str(uuid4()),
        )


def test_answer_when_there_is_no_package_to_answer_then_not_known(letter: Handover, cast: Cast) -> None:
    third = an_actor(an_organisation(), "client_manager")
    with acting_as(third), pytest.raises(NotKnown):
        answer(by=third, to_id=cast.ours.pk, thread=letter.thread, kind=LetterKind.USED)


def test_answer_when_forged_by_a_third_organisation_then_it_does_not_count(letter: Handover, cast: Cast) -> None:
    third = an_actor(an_organisation(), "client_manager")
    with acting_as(third):
        Letter.objects.create(recipient_id=cast.ours.pk, thread=letter.thread, kind="used", sealed=b"x")
    with acting_as(cast.bram) as bram:
        assert get_handover(by=bram, handover_id=letter.pk)[1].state == HandoverState.SENT


def test_receipt_when_confirmed_read_and_returned_then_the_sender_sees_each_step(letter: Handover, cast: Cast) -> None:
    states = []
    with acting_as(cast.dirk) as dirk:
        (envelope,) = envelopes(by=dirk)
        held = confirm_receipt(by=dirk, letter_id=envelope.letter_id)
    states.append(_state(cast.bram, letter))
    with acting_as(cast.dirk) as dirk:
        mark_read(by=dirk, received_id=held.pk)
    states.append(_state(cast.bram, letter))
    with acting_as(cast.dirk) as dirk:
        return_received(by=dirk, received_id=held.pk, reason="not_ours", note="Woont hier niet")
        assert ReceivedHandover.objects.get().sealed is None
        assert inbox(by=dirk).unopened == []
    with acting_as(cast.bram) as bram:
        _held, line = get_handover(by=bram, handover_id=letter.pk)
    assert states == [HandoverState.RECEIVED, HandoverState.READ]
    assert line.state == HandoverState.RETURNED
    assert "Woont hier niet" in line.steps[-1].words


def _state(actor: Actor, letter: Handover) -> HandoverState:
    with acting_as(actor):
        return get_handover(by=actor, handover_id=letter.pk)[1].state


def test_receipt_when_confirmed_twice_then_it_is_there_once(letter: Handover, dirk: Actor) -> None:
    (envelope,) = envelopes(by=dirk)
    first = confirm_receipt(by=dirk, letter_id=envelope.letter_id)
    assert confirm_receipt(by=dirk, letter_id=envelope.letter_id).pk == first.pk
    assert Letter.objects.filter(kind=LetterKind.RECEIVED).count() == 1


def test_letter_when_confirmed_by_the_sender_itself_then_not_known(letter: Handover, cast: Cast) -> None:
    with acting_as(cast.bram) as bram, pytest.raises(NotKnown):
        confirm_receipt(by=bram, letter_id=Letter.objects.get().pk)


def test_step_when_the_sender_marks_it_for_a_partner_then_refused(letter: Handover, cast: Cast) -> None:
    with acting_as(cast.bram) as bram, pytest.raises(InvalidInput):
        mark_step(by=bram, handover_id=letter.pk, state="received")


def test_package_when_sent_then_frozen_while_the_file_goes_on(letter: Handover, cast: Cast) -> None:
    with acting_as(cast.bram) as bram:
        before = sent_package(letter)
        person = Journey.objects.get(pk=letter.journey_id).person
        person.phone = "06 99999999"
        person.save()
        held, _line = get_handover(by=bram, handover_id=letter.pk)
        assert sent_package(held) == before


def test_sending_and_reading_when_done_then_in_both_reading_logs(letter: Handover, cast: Cast) -> None:
    with acting_as(cast.bram):
        assert ReadEntry.objects.filter(part="handover.sent", person_id__isnull=False).count() == 1
    with acting_as(cast.dirk) as dirk:
        held = confirm_receipt(by=dirk, letter_id=envelopes(by=dirk)[0].letter_id)
        read_received(by=dirk, received_id=held.pk)
        assert ReadEntry.objects.filter(part="handover.received").count() == 1


def test_inbox_when_asked_by_who_may_not_then_refused(letter: Handover, cast: Cast) -> None:
    with acting_as(cast.gerard) as gerard, pytest.raises(NotAllowed):
        inbox(by=gerard)


def test_package_when_written_as_a_file_then_holds_no_bsn(letter: Handover) -> None:
    package = sent_package(letter)
    assert package is not None
    assert "bsn" not in json.dumps(package.model_dump(mode="json"))
