"""Handing over the files of a colleague in one go, and taking that back."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reisgenoot.journeys.models import CaseloadHandover, DirectorAssignment, HandedFile, HandoverNotice, Standing
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.services import (
    NewHandedFile,
    assign_director,
    end_journey,
    forget_notice_sent,
    hand_over_caseload,
    record_notices_sent,
    undo_handover,
)
from reisgenoot.kernel.clock import standing_on, today
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.leaving import StillDirecting
from reisgenoot.organisations.models import Provider, StaffMember
from reisgenoot.organisations.services import let_go
from tests.factories.journeys import a_journey, journeys
from tests.factories.organisations import Cast
from tests.factories.people import a_person

SOON = today() + timedelta(days=14)


def files_of_bram(cast: Cast, number: int = 2) -> list[int]:
    """Journeys that Bram directs."""
    return [
        a_journey(
            cast.manager, person_id=a_person(cast.manager, family_name=f"Naam {n}").pk, director_id=cast.bram.staff_id
        ).pk
        for n in range(number)
    ]


def to_chantal(cast: Cast, journey_ids: list[int], **fields: Any) -> list[NewHandedFile]:
    """Every file to Chantal, nothing open."""
    known: dict[str, Any] = {"staff_id": cast.chantal.staff_id, "nothing_open": True}
    return [NewHandedFile(journey_id=journey_id, **{**known, **fields}) for journey_id in journey_ids]


def hand_over(cast: Cast, journey_ids: list[int], *, from_on: date = SOON, **fields: Any) -> CaseloadHandover:
    """Bram leaves."""
    known: dict[str, Any] = {"cause": "leaving", "files": to_chantal(cast, journey_ids)}
    return hand_over_caseload(by=cast.manager, staff_id=cast.bram.staff_id or 0, from_on=from_on, **{**known, **fields})


def directors(journey_id: int) -> list[tuple[int, date | None]]:
    """Who directed a journey, until when."""
    rows = DirectorAssignment.objects.filter(journey_id=journey_id).order_by("valid_from", "pk")
    return list(rows.values_list("staff_id", "valid_until"))


def shown_director(journey_id: int) -> int | None:
    """Who is director on the screens."""
    return Standing.objects.values_list("director_id", flat=True).get(pk=journey_id)


def test_caseload_when_handed_over_for_later_then_the_old_director_until_that_day(cast: Cast) -> None:
    with acting_as(cast.manager):
        ids = files_of_bram(cast)
        hand_over(cast, ids)
        for journey_id in ids:
            assert directors(journey_id) == [(cast.bram.staff_id, SOON), (cast.chantal.staff_id, None)]
            assert shown_director(journey_id) == cast.bram.staff_id
        with standing_on(SOON):
            refresh(organisation_id=cast.ours.pk)
            assert {shown_director(journey_id) for journey_id in ids} == {cast.chantal.staff_id}


def test_caseload_when_handed_over_then_newcomers_and_providers_are_to_be_told(cast: Cast) -> None:
    with acting_as(cast.manager):
        ids = files_of_bram(cast)
        provider = Provider.objects.order_by("pk").first()
        assert provider
        hand_over(cast, ids, providers={ids[0]: [provider.pk], ids[1]: [provider.pk]})
        told = HandoverNotice.objects.values_list("journey_id", "provider_id")
        assert set(told) == {(ids[0], None), (ids[1], None), (None, provider.pk)}


def test_notice_when_sent_and_forgotten_then_waits_again(cast: Cast) -> None:
    with acting_as(cast.manager):
        hand_over(cast, files_of_bram(cast, 1))
        notice = HandoverNotice.objects.get()
        assert record_notices_sent(by=cast.manager, notice_ids=[notice.pk]) == 1
        assert record_notices_sent(by=cast.manager, notice_ids=[notice.pk]) == 0
        assert HandoverNotice.objects.get().sent_by_id == cast.manager.staff_id
        with pytest.raises(InvalidInput):
            record_notices_sent(by=cast.manager, notice_ids=[notice.pk], on=today() + timedelta(days=1))
        forget_notice_sent(by=cast.manager, notice_id=notice.pk)
        assert HandoverNotice.objects.get().sent_on is None


def test_handover_when_undone_before_the_day_then_as_before(cast: Cast) -> None:
    with acting_as(cast.manager):
        ids = files_of_bram(cast)
        handover = hand_over(cast, ids)
        assert undo_handover(by=cast.manager, handover_id=handover.pk) == 0
        assert [directors(journey_id) for journey_id in ids] == [[(cast.bram.staff_id, None)]] * 2
        assert not HandoverNotice.objects.exists()
        with pytest.raises(InvalidInput, match="al teruggenomen"):
            undo_handover(by=cast.manager, handover_id=handover.pk)


def test_handover_when_undone_after_a_file_ended_then_that_one_stays(cast: Cast) -> None:
    with acting_as(cast.manager):
        ids = files_of_bram(cast)
        handover = hand_over(cast, ids)
        end_journey(by=cast.manager, journey_id=ids[0], ended_on=today(), reason="finished")
        assert undo_handover(by=cast.manager, handover_id=handover.pk) == 1
        assert directors(ids[0]) == [(cast.bram.staff_id, today() + timedelta(days=1))]
        assert directors(ids[1]) == [(cast.bram.staff_id, None)]


def test_handover_when_long_in_effect_then_not_undone(cast: Cast) -> None:
    with acting_as(cast.manager):
        handover = hand_over(cast, files_of_bram(cast, 1))
        with standing_on(SOON), pytest.raises(InvalidInput, match="al ingegaan"):
            undo_handover(by=cast.manager, handover_id=handover.pk)


def test_handover_of_today_when_just_made_then_undone(cast: Cast) -> None:
    with acting_as(cast.manager):
        ids = files_of_bram(cast, 1)
        handover = hand_over(cast, ids, from_on=today())
        assert shown_director(ids[0]) == cast.chantal.staff_id
        undo_handover(by=cast.manager, handover_id=handover.pk)
        assert shown_director(ids[0]) == cast.bram.staff_id


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"note": " ", "nothing_open": False}, "moet weten"),
        ({"staff_id": "bram"}, "andere collega"),
        ({"staff_id": "gone"}, "uit dienst"),
    ],
)
def test_file_when_wrongly_handed_over_then_nothing_changes(cast: Cast, changes: dict[str, Any], words: str) -> None:
    with acting_as(cast.manager):
        ids = files_of_bram(cast)
        people = {"bram": cast.bram.staff_id, "gone": cast.gerard.staff_id}
        StaffMember.objects.filter(pk=cast.gerard.staff_id).update(left_on=SOON)
        wrong = {name: people.get(value, value) for name, value in changes.items()}
        files = [*to_chantal(cast, ids[:1]), *to_chantal(cast, ids[1:], **wrong)]
        with pytest.raises(InvalidInput, match=words):
            hand_over(cast, ids, files=files)
        assert not HandedFile.objects.exists()
        assert directors(ids[0]) == [(cast.bram.staff_id, None)]


def test_caseload_when_a_file_is_left_out_then_only_for_a_lighter_load(cast: Cast) -> None:
    with acting_as(cast.manager):
        ids = files_of_bram(cast, 3)
        with pytest.raises(InvalidInput, match="1 dossier"):
            hand_over(cast, ids[1:])
        hand_over(cast, ids[1:], cause="lighter")
        assert directors(ids[0]) == [(cast.bram.staff_id, None)]


def test_caseload_when_the_day_has_passed_then_refused(cast: Cast) -> None:
    with acting_as(cast.manager), pytest.raises(InvalidInput, match="voorbij"):
        hand_over(cast, files_of_bram(cast, 1), from_on=today() - timedelta(days=1))


def test_file_when_not_directed_by_the_colleague_then_not_known(cast: Cast) -> None:
    with acting_as(cast.dirk):
        theirs = a_journey(cast.dirk)
    with acting_as(cast.manager):
        ids = files_of_bram(cast, 1)
        for other in (theirs.pk, journeys(cast.manager, 1)[0]):
            with pytest.raises(NotKnown):
                hand_over(cast, [*ids, other])


def test_handover_when_of_another_organisation_then_not_known(cast: Cast) -> None:
    with acting_as(cast.manager):
        handover = hand_over(cast, files_of_bram(cast, 1))
        notice = HandoverNotice.objects.get()
    manager_there = cast.dirk.__class__(organisation_id=cast.theirs.pk, roles=frozenset({"team_manager"}))
    with acting_as(manager_there):
        with pytest.raises(NotKnown):
            undo_handover(by=manager_there, handover_id=handover.pk)
        with pytest.raises(NotKnown):
            record_notices_sent(by=manager_there, notice_ids=[notice.pk])


def test_client_manager_when_handing_over_then_not_allowed(cast: Cast) -> None:
    with acting_as(cast.bram), pytest.raises(NotAllowed):
        hand_over_caseload(by=cast.bram, staff_id=cast.bram.staff_id or 0, cause="ill", from_on=SOON, files=[])


def test_caseload_when_large_then_a_constant_number_of_queries(cast: Cast) -> None:
    counts = []
    with acting_as(cast.manager):
        for number in (3, 30):
            ids = journeys(cast.manager, number)
            assign_director(by=cast.manager, journey_ids=ids, staff_id=cast.bram.staff_id or 0, from_on=today())
            with CaptureQueriesContext(connection) as queries:
                hand_over(cast, ids)
            counts.append(len(queries))
    assert counts[0] == counts[1]


def test_colleague_when_still_directing_then_cannot_leave(cast: Cast) -> None:
    with acting_as(cast.manager):
        ids = files_of_bram(cast)
    with acting_as(cast.administrator) as by:
        with pytest.raises(StillDirecting, match="2 lopende dossiers") as refused:
            let_go(by=by, staff_id=cast.bram.staff_id or 0, on=SOON)
        assert refused.value.number == 2
    with acting_as(cast.manager):
        hand_over(cast, ids)
    with acting_as(cast.administrator) as by:
        with pytest.raises(StillDirecting):
            let_go(by=by, staff_id=cast.bram.staff_id or 0, on=SOON - timedelta(days=1))
        assert let_go(by=by, staff_id=cast.bram.staff_id or 0, on=SOON).left_on == SOON
