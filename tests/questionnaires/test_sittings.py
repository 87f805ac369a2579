"""Asking, filling in, handing in, going through; links, health, files. And the nearest miss of each."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reisgenoot.journeys.models import Milestone
from reisgenoot.kernel import permissions
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now, standing_on, today
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.questionnaires.exchange import as_json
from reisgenoot.questionnaires.models import Answer, Filling, QuestionnaireVersion, Sitting, SittingLink
from reisgenoot.questionnaires.selectors import answers_at, answers_of, sittings_of
from reisgenoot.questionnaires.services import (
    LinkClosed,
    Unlocking,
    add_answer,
    ask,
    change_repeat,
    confirm_answers,
    correct_answer,
    find_link,
    finish_check,
    hand_in,
    keep_questionnaire,
    make_link,
    read_token,
    receive_answers,
    reopen_check,
    retire_questionnaire,
    save_answers,
    set_language,
    skip,
    start_turn,
    unlock,
    withdraw,
)
from reisgenoot.questionnaires.services.versions import About
from reisgenoot.questionnaires.versions import form_of
from tests.factories.journeys import a_journey
from tests.factories.organisations import Cast
from tests.questionnaires.workbooks import family

ANSWERS = {
    "family/has_children": "yes",
    "family/child[1]/name": "Abel",
    "family/child[1]/age": "3",
    "health/tired": "no",
}


def a_version(by: Actor, **about: object) -> QuestionnaireVersion:
    """The small family form, kept at the organisation acted for."""
    administrator = replace(by, roles=frozenset({"administrator"}))
    return keep_questionnaire(by=administrator, content=family(), about=About(**about))  # type: ignore[arg-type]


def a_sitting(by: Actor, **about: object) -> Sitting:
    """A form that is asked of Amira."""
    version = a_version(by, **about)
    return ask(by=by, journey_id=a_journey(by).pk, version_id=version.pk, language="ar")


def handed_in(by: Actor, **about: object) -> Sitting:
    """A form that Amira filled in alone and handed in."""
    sitting = a_sitting(by, **about)
    start_turn(by=by, sitting_id=sitting.pk, way="alone", language="ar")
    save_answers(by=by, sitting_id=sitting.pk, answers=ANSWERS)
    assert hand_in(by=by, sitting_id=sitting.pk).is_done
    sitting.refresh_from_db()
    return sitting


def test_workbook_when_kept_twice_then_one_version(bram: Actor) -> None:
    assert a_version(bram).pk == a_version(bram).pk
    with pytest.raises(NotAllowed):
        keep_questionnaire(by=bram, content=family(), about=About())


def test_sitting_when_asked_again_while_open_then_refused(bram: Actor) -> None:
    sitting = a_sitting(bram)
    with pytest.raises(InvalidInput):
        ask(by=bram, journey_id=sitting.journey_id, version_id=sitting.version_id)


def test_sitting_when_retired_then_not_asked(bram: Actor) -> None:
    version = a_version(bram)
    retire_questionnaire(by=replace(bram, roles=frozenset({"administrator"})), version_id=version.pk)
    with pytest.raises(InvalidInput):
        ask(by=bram, journey_id=a_journey(bram).pk, version_id=version.pk)


def test_answers_when_saved_in_two_languages_then_each_keeps_its_own(bram: Actor) -> None:
    sitting = a_sitting(bram)
    start_turn(by=bram, sitting_id=sitting.pk, way="alone", language="ar")
    save_answers(by=bram, sitting_id=sitting.pk, answers={"family/has_children": "no"})
    set_language(by=bram, sitting_id=sitting.pk, language="nl")
    start_turn(by=bram, sitting_id=sitting.pk, way="interpreter", language="nl", interpreter="phone")
    save_answers(by=bram, sitting_id=sitting.pk, answers={"family/has_children": "no", "health/tired": "yes"})
    assert hand_in(by=bram, sitting_id=sitting.pk).is_done
    held = {one.path: (one.language, one.given_by) for one in Answer.objects.filter(sitting=sitting)}
    assert held == {"family/has_children": ("ar", "person"), "health/tired": ("nl", "interpreter")}
    assert not Filling.objects.filter(sitting=sitting).exists()


def test_turn_when_a_child_would_interpret_then_refused(bram: Actor) -> None:
    sitting = a_sitting(bram)
    for interpreter in ("child", ""):
        with pytest.raises(InvalidInput):
            start_turn(by=bram, sitting_id=sitting.pk, way="interpreter", language="ar", interpreter=interpreter)


def test_filling_when_kept_then_sealed(bram: Actor) -> None:
    sitting = a_sitting(bram)
    save_answers(by=bram, sitting_id=sitting.pk, answers={"health/why": "a secret reason"})
    assert b"secret" not in bytes(Filling.objects.get(sitting=sitting).sealed)


def test_time_when_there_was_a_pause_then_only_work_counts(bram: Actor) -> None:
    sitting = a_sitting(bram)
    for minutes in (0, 4, 200, 203):
        filling = Filling.objects.get(sitting=sitting)
        if minutes:
            gap = {4: 4, 200: 196, 203: 3}[minutes]
            Filling.objects.filter(pk=filling.pk).update(saved_at=now() - timedelta(minutes=gap))
        save_answers(by=bram, sitting_id=sitting.pk, answers={"family/has_children": "no"})
    hand_in(by=bram, sitting_id=sitting.pk)
    sitting.refresh_from_db()
    assert sitting.minutes == 7


def test_hand_in_when_something_is_missing_then_says_what_and_keeps_all(bram: Actor) -> None:
    sitting = a_sitting(bram)
    save_answers(by=bram, sitting_id=sitting.pk, answers={"health/tired": "no"})
    outcome = hand_in(by=bram, sitting_id=sitting.pk)
    assert [one.path for one in outcome.wrong] == ["family/has_children"]
    assert not Answer.objects.filter(sitting=sitting).exists()


def test_repeat_when_one_is_taken_away_then_the_next_moves_up(bram: Actor) -> None:
    sitting = a_sitting(bram)
    save_answers(by=bram, sitting_id=sitting.pk, answers={"family/has_children": "yes", "family/child[1]/name": "A"})
    change_repeat(by=bram, sitting_id=sitting.pk, path="family/child")
    save_answers(by=bram, sitting_id=sitting.pk, answers={"family/child[2]/name": "B"})
    filled = change_repeat(by=bram, sitting_id=sitting.pk, path="family/child", remove=1)
    assert filled.how_many("family/child") == 1
    assert filled.value("family/child[1]/name") == "B"


def test_skip_when_no_reason_then_refused_and_with_one_then_known(bram: Actor) -> None:
    version, journey = a_version(bram), a_journey(bram)
    with pytest.raises(InvalidInput):
        skip(by=bram, journey_id=journey.pk, version_id=version.pk, reason=" ")
    skip(by=bram, journey_id=journey.pk, version_id=version.pk, reason="Wil niet")
    (row,) = sittings_of(by=bram, journey_id=journey.pk)
    assert (row.state, row.reason) == ("skipped", "Wil niet")


def test_check_when_finished_then_reaches_milestones_and_undo_takes_them_away(bram: Actor) -> None:
    sitting = handed_in(bram, reaches=["questionnaire_filled"])
    with pytest.raises(InvalidInput):
        finish_check(by=bram, sitting_id=sitting.pk)
    ids = list(Answer.objects.filter(sitting=sitting).values_list("pk", flat=True))
    assert confirm_answers(by=bram, sitting_id=sitting.pk, answer_ids=ids) == 4
    finish_check(by=bram, sitting_id=sitting.pk)
    reached = Milestone.objects.filter(journey_id=sitting.journey_id, key="questionnaire_filled")
    assert reached.filter(superseded_at__isnull=True).count() == 1
    reopen_check(by=bram, sitting_id=sitting.pk)
    assert not reached.filter(superseded_at__isnull=True).exists()


def test_answer_when_corrected_then_the_old_one_stays_known(bram: Actor) -> None:
    sitting = handed_in(bram)
    old = Answer.objects.get(sitting=sitting, path="family/child[1]/age")
    new = correct_answer(by=bram, answer_id=old.pk, value="4", reason="Gisteren jarig")
    old.refresh_from_db()
    assert (old.value, old.superseded_at is not None) == ("3", True)
    assert (new.value, new.check_state, new.given_by) == ("4", "corrected", "professional")
    with pytest.raises(InvalidInput):
        correct_answer(by=bram, answer_id=new.pk, value="40", reason="Past niet")
    with pytest.raises(InvalidInput):
        correct_answer(by=bram, answer_id=new.pk, value="5", reason="")


def test_answer_when_added_later_then_with_day_and_reason(bram: Actor) -> None:
    sitting = handed_in(bram)
    tired = Answer.objects.get(sitting=sitting, path="health/tired")
    correct_answer(by=bram, answer_id=tired.pk, value="yes", reason="Vertelde het in het gesprek")
    day = today() - timedelta(days=1)
    added = add_answer(
        by=bram, sitting_id=sitting.pk, path="health/why", value="Slapen", reason="Later verteld", on=day
    )
    assert (added.check_state, added.checked_on, added.protection) == ("added", day, "health")
    with pytest.raises(NotKnown):
        add_answer(by=bram, sitting_id=sitting.pk, path="health/nothing", value="x", reason="x")


def test_health_when_it_may_not_be_read_then_hidden_everywhere(bram: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    sitting = handed_in(bram)
    own = {one.key: one.words for one in answers_of(by=bram, journey_id=sitting.journey_id)}
    assert own["health/tired"] == "Nee"
    without = replace(
        permissions.ROLES["client_manager"],
        permissions=permissions.ROLES["client_manager"].permissions - {permissions.Permission.HEALTH_READ},
    )
    monkeypatch.setitem(permissions.ROLES, "client_manager", without)
    facts = {one.key: one for one in answers_at(by=bram, sitting_id=sitting.pk)}
    assert facts["health/tired"].is_hidden
    assert (facts["health/tired"].value, facts["health/tired"].words) == ("", "")
    with pytest.raises(NotKnown):
        correct_answer(by=bram, answer_id=facts["health/tired"].id, value="yes", reason="x")


def test_link_when_opened_then_only_with_the_birth_date(bram: Actor) -> None:
    sitting = a_sitting(bram)
    made = make_link(by=bram, sitting_id=sitting.pk)
    organisation_id, secret = read_token(made.token)
    assert organisation_id == bram.organisation_id
    assert secret not in made.link.secret_hash
    link = find_link(secret=secret)
    assert unlock(link=link, birth_date=date(1991, 4, 12)) == Unlocking.WRONG
    assert unlock(link=link, birth_date=None) == Unlocking.WRONG
    assert unlock(link=link, birth_date=date(1990, 4, 12)) == Unlocking.DONE


def test_link_when_guessed_too_often_then_rests_even_for_the_right_date(bram: Actor) -> None:
    link = make_link(by=bram, sitting_id=a_sitting(bram).pk).link
    for _each in range(5):
        outcome = unlock(link=link, birth_date=date(1970, 1, 1))
    assert outcome == Unlocking.RESTING
    assert unlock(link=link, birth_date=date(1990, 4, 12)) == Unlocking.RESTING
    SittingLink.objects.filter(pk=link.pk).update(locked_until=now())
    assert unlock(link=link, birth_date=date(1990, 4, 12)) == Unlocking.DONE


def test_link_when_renewed_expired_or_handed_in_then_closed(bram: Actor) -> None:
    sitting = a_sitting(bram)
    secret = read_token(make_link(by=bram, sitting_id=sitting.pk).token)[1]
    newer = read_token(make_link(by=bram, sitting_id=sitting.pk, days=2).token)[1]
    with pytest.raises(LinkClosed):
        find_link(secret=secret)
    with standing_on(today() + timedelta(days=3)), pytest.raises(LinkClosed):
        find_link(secret=newer)
    withdraw(by=bram, sitting_id=sitting.pk)
    with pytest.raises(LinkClosed):
        find_link(secret=newer)


def test_token_when_changed_then_not_ours() -> None:
    with pytest.raises(NotKnown):
        read_token("1.abc:def")


def test_link_when_it_is_of_another_sitting_then_may_not_fill_in(bram: Actor) -> None:
    link = make_link(by=bram, sitting_id=a_sitting(bram).pk).link
    other = ask(by=bram, journey_id=a_journey(bram, person_id=None).pk, version_id=link.sitting.version_id)
    nobody = Actor(organisation_id=bram.organisation_id)
    save_answers(by=nobody, sitting_id=link.sitting_id, answers={}, link=link)
    with pytest.raises(NotAllowed):
        save_answers(by=nobody, sitting_id=other.pk, answers={}, link=link)
    with pytest.raises(NotAllowed):
        save_answers(by=nobody, sitting_id=link.sitting_id, answers={})


def test_another_organisation_when_it_asks_then_knows_nothing(cast: Cast) -> None:
    with acting_as(cast.bram):
        sitting = handed_in(cast.bram)
        answer = Answer.objects.filter(sitting=sitting)[0]
        secret = read_token(make_link(by=cast.bram, sitting_id=a_new(cast.bram, sitting)).token)[1]
    with acting_as(cast.dirk):
        for attempt in (
            lambda: find_link(secret=secret),
            lambda: save_answers(by=cast.dirk, sitting_id=sitting.pk, answers={}),
            lambda: confirm_answers(by=cast.dirk, sitting_id=sitting.pk, answer_ids=[answer.pk]),
            lambda: correct_answer(by=cast.dirk, answer_id=answer.pk, value="1", reason="x"),
            lambda: ask(by=cast.dirk, journey_id=sitting.journey_id, version_id=sitting.version_id),
        ):
            with pytest.raises(NotKnown):
                attempt()
        assert answers_of(by=cast.dirk, journey_id=sitting.journey_id) == []


def a_new(by: Actor, sitting: Sitting) -> int:
    """The same form once more, of somebody else."""
    return ask(by=by, journey_id=a_journey(by).pk, version_id=sitting.version_id).pk


def test_json_when_exported_and_received_elsewhere_then_the_same_answers(bram: Actor) -> None:
    sitting = handed_in(bram)
    rows = [{"path": one.path, "value": one.value} for one in answers_at(by=bram, sitting_id=sitting.pk)]
    content = as_json(form_of(sitting.version), rows, {"id": "first"})
    journey = a_journey(bram)
    received = receive_answers(by=bram, journey_id=journey.pk, version_id=sitting.version_id, content=content)
    found = {one.path: (one.value, one.given_by) for one in answers_at(by=bram, sitting_id=received.pk)}
    assert found == {path: (value, "delivered") for path, value in ANSWERS.items()}
    with pytest.raises(InvalidInput):
        receive_answers(by=bram, journey_id=journey.pk, version_id=sitting.version_id, content=content)


def test_odk_submission_when_received_then_answers_with_their_repeats(bram: Actor) -> None:
    version, journey = a_version(bram), a_journey(bram)
    xml = (
        b'<data id="test" version="1"><family><has_children>yes</has_children>'
        b"<child><name>Abel</name><age>3</age></child><child><name>Sara</name></child></family>"
        b"<meta><instanceID>uuid:1</instanceID></meta></data>"
    )
    sitting = receive_answers(by=bram, journey_id=journey.pk, version_id=version.pk, content=xml)
    found = {one.path: one.value for one in answers_at(by=bram, sitting_id=sitting.pk)}
    assert found["family/child[2]/name"] == "Sara"
    assert sitting.external_id == "uuid:1"


@pytest.mark.parametrize(
    "content",
    [b"nothing", b"<data id='other'/>", b"{}", b"<!DOCTYPE x [<!ENTITY a 'b'>]><data id='test'>&a;</data>", b"<data"],
)
def test_file_when_it_is_no_answers_then_refused(bram: Actor, content: bytes) -> None:
    version, journey = a_version(bram), a_journey(bram)
    with pytest.raises(InvalidInput):
        receive_answers(by=bram, journey_id=journey.pk, version_id=version.pk, content=content)
    assert not Sitting.objects.filter(journey=journey).exists()
