"""Deciding what waits: applied to the facts, remembered for the next delivery, and taken back."""

import pytest
from tests.deliveries.conftest import DIAGNOSIS, diagnoses, plans

from reisgenoot.deliveries.enums import ReviewState
from reisgenoot.deliveries.models import RememberedDecision, ReviewItem
from reisgenoot.deliveries.selectors import count_open, get_item, open_items, reason_text, same_question
from reisgenoot.deliveries.services import decide, take_back
from reisgenoot.journeys.models import Journey, Milestone
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.models import ReadEntry
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.people.models import Person
from reisgenoot.plans.models import Goal, Plan, PlannedInstrument
from reisgenoot.plans.services import set_goal_state

WRONG_BSN = {"BSN": "999918012"}
OTHER_PERSON = {"Achternaam": "Tesfay", "Geboortedatum": "01-01-1980"}


def _only() -> ReviewItem:
    return ReviewItem.objects.get(state=ReviewState.OPEN)


def _held(model):
    return model.objects.filter(superseded_at=None)


@pytest.fixture
def deliver_plan(meerinzicht, send, tmp_path):
    """One diagnosed person, and plans with these changes."""

    def delivered(*changes, name="support-plans.xlsx", folder="eerst"):
        diagnoses(tmp_path / folder, {})
        plans(tmp_path / folder, *changes, name=name)
        return send(meerinzicht, tmp_path / folder)

    return delivered


def test_plan_when_bsn_fails_then_linked_by_decision_with_its_milestones(bram, deliver_plan):
    assert deliver_plan(WRONG_BSN).counts["plans_linked"] == 0
    item = _only()
    assert item.kind == "plan_person"
    person = Person.objects.get()
    assert item.suggestions[0]["person_id"] == person.pk
    assert not Milestone.objects.filter(key="plan_signed").exists()
    decide(by=bram, item_id=item.pk, decision={"person_id": person.pk})
    assert _held(Plan).get().journey == Journey.objects.get()
    assert _held(Milestone).filter(key="plan_signed").count() == 1
    item.refresh_from_db()
    assert (item.state, item.decided_by_id) == (ReviewState.DECIDED, bram.staff_id)


def test_decision_when_taken_back_then_undone_and_open_again(bram, deliver_plan):
    deliver_plan(WRONG_BSN)
    item = _only()
    decide(by=bram, item_id=item.pk, decision={"person_id": Person.objects.get().pk})
    take_back(by=bram, item_id=item.pk)
    assert _held(Plan).get().journey is None
    assert not _held(Milestone).filter(key="plan_signed").exists()
    assert _only().pk == item.pk
    assert not RememberedDecision.objects.exists()


def test_decision_when_a_later_plan_has_the_same_wrong_bsn_then_applied_by_itself(bram, deliver_plan):
    deliver_plan(WRONG_BSN)
    decide(by=bram, item_id=_only().pk, decision={"person_id": Person.objects.get().pk})
    later = WRONG_BSN | {"Plannr": "5002", "Datum gesprek": "01-12-2019"}
    result = deliver_plan(later, name="support-plans-2.xlsx", folder="later")
    assert result.review == []
    assert result.counts["plans_linked"] == 1


def test_plan_when_of_another_person_under_a_used_bsn_then_not_kept_until_decided(bram, deliver_plan):
    assert deliver_plan(OTHER_PERSON).counts["plans_kept"] == 0
    item = _only()
    assert "andere naam" in item.reason
    decide(by=bram, item_id=item.pk, decision={"value": "nobody"})
    assert _held(Plan).get().journey is None
    take_back(by=bram, item_id=item.pk)
    assert not _held(Plan).exists()


def test_plan_when_dropped_then_no_longer_held(bram, deliver_plan):
    deliver_plan(WRONG_BSN)
    item = _only()
    decide(by=bram, item_id=item.pk, decision={"value": "drop"})
    assert not _held(Plan).exists()
    take_back(by=bram, item_id=item.pk)
    assert _held(Plan).count() == 1


def test_plan_when_its_person_comes_in_a_later_export_then_linked_by_itself(bram, meerinzicht, send, tmp_path):
    plans(tmp_path / "eerst", {})
    assert send(meerinzicht, tmp_path / "eerst").review == [{"kind": "plan_person", "count": 1}]
    diagnoses(tmp_path / "later", {})
    assert send(meerinzicht, tmp_path / "later").review == []
    assert _held(Plan).get().journey == Journey.objects.get()
    assert ReviewItem.objects.get().state == ReviewState.SETTLED


def test_goal_when_not_in_the_list_then_coded_for_every_plan_that_says_so(bram, meerinzicht, send, tmp_path):
    people = [{"Klantnummer": str(n), "BSN": bsn} for n, bsn in enumerate(["999918011", "999853065"])]
    diagnoses(tmp_path, *(person | {"Achternaam": f"Naam{n}"} for n, person in enumerate(people)))
    texts = ["Zwemles volgen", "zwemles  VOLGEN "]
    plans(
        tmp_path,
        *(
            {"Plannr": str(n), "BSN": person["BSN"], "Achternaam": f"Naam{n}", "Subdoel 1": texts[n]}
            for n, person in enumerate(people)
        ),
    )
    assert send(meerinzicht, tmp_path).review == [{"kind": "goal_text", "count": 2}]
    item = open_items(by=bram, kind="goal_text").first()
    assert same_question(by=bram, item=item).count() == 2
    assert len(decide(by=bram, item_id=item.pk, decision={"value": "find_work"})) == 2
    assert list(_held(Goal).values_list("key", "text")) == [
        ("find_work", "Zwemles volgen"),
        ("find_work", "zwemles VOLGEN"),
    ]
    assert RememberedDecision.objects.get().match_key == "zwemles volgen"
    take_back(by=bram, item_id=item.pk)
    assert set(_held(Goal).values_list("key", flat=True)) == {""}
    assert count_open(by=bram) == {"goal_text": 2}


def test_goal_when_decided_after_somebody_worked_on_it_then_that_work_stays(bram, deliver_plan):
    deliver_plan({"Subdoel 1": "Zwemles volgen", "Instrument 1": "Badmeester"})
    first = _held(Goal).get()
    set_goal_state(by=bram, goal_id=first.pk, state="reached")
    decide(by=bram, item_id=ReviewItem.objects.get(kind="instrument_text").pk, decision={"value": "debt_help"})
    assert _held(Goal).get().state == "reached"
    assert _held(PlannedInstrument).get().key == "debt_help"


def test_text_when_decided_to_stay_uncoded_then_not_asked_again(bram, deliver_plan):
    deliver_plan({"Hoofddoel": "Astronaut"})
    decide(by=bram, item_id=_only().pk, decision={"value": ""})
    again = deliver_plan({"Hoofddoel": "Astronaut", "Plannr": "9"}, name="plannen.xlsx", folder="later")
    assert again.review == []


def test_plan_when_without_goals_then_kept_only_by_decision(bram, deliver_plan):
    empty = {"Hoofddoel": None, "Subdoel 1": None, "Instrument 1": None}
    assert deliver_plan(empty).counts["plans_kept"] == 0
    item = _only()
    assert item.kind == "plan_empty"
    decide(by=bram, item_id=item.pk, decision={"value": "keep"})
    assert _held(Plan).count() == 1
    take_back(by=bram, item_id=item.pk)
    assert _held(Plan).count() == 0


@pytest.mark.parametrize(
    ("choice", "goals"), [("first", ["Taal leren"]), ("this", ["Rijbewijs"]), ("both", ["Taal leren", "Rijbewijs"])]
)
def test_plan_when_sent_twice_with_other_goals_then_which_of_the_two(bram, deliver_plan, choice, goals):
    result = deliver_plan({}, {"Plannr": "7001", "Meting": 2, "Subdoel 1": "Rijbewijs"})
    assert result.counts["plans_kept"] == 1
    item = _only()
    assert item.kind == "plan_twice_differs"
    decide(by=bram, item_id=item.pk, decision={"value": choice})
    assert list(_held(Goal).order_by("pk").values_list("text", flat=True)) == goals
    take_back(by=bram, item_id=item.pk)
    assert list(_held(Goal).values_list("text", flat=True)) == ["Taal leren"]
    assert _only().pk == item.pk


def test_person_when_alike_somebody_known_then_asked_and_joined_by_decision(bram, meerinzicht, send, tmp_path):
    diagnoses(tmp_path / "a", {"BSN": None})
    send(meerinzicht, tmp_path / "a")
    alike = {"Klantnummer": "77", "Achternaam": "Jabber", "BSN": "999853065", "Datum diagnose": "01-02-2020"}
    diagnoses(tmp_path / "b", alike, name="diagnoses-2020-03-16.xlsx")
    assert send(meerinzicht, tmp_path / "b").review == [{"kind": "duplicate_person", "count": 1}]
    assert Person.objects.count() == 1
    item = _only()
    person = Person.objects.get()
    decide(by=bram, item_id=item.pk, decision={"person_id": person.pk})
    assert person.journeys.get().diagnoses.filter(superseded_at=None).count() == 2
    take_back(by=bram, item_id=item.pk)
    assert person.journeys.get().diagnoses.filter(superseded_at=None).count() == 1
    decide(by=bram, item_id=item.pk, decision={"value": "new"})
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    "decision",
    [{"value": "bestaat niet"}, {"value": "drop"}, {}, {"person_id": None}],
    ids=["code", "choice", "none", "nobody"],
)
def test_decision_when_impossible_then_refused(bram, deliver_plan, decision):
    deliver_plan({"Hoofddoel": "Astronaut"} if decision.get("value") else {"Hoofddoel": None, "Subdoel 1": None})
    with pytest.raises(InvalidInput):
        decide(by=bram, item_id=_only().pk, decision=decision)


def test_decision_when_taken_twice_then_not_known(bram, deliver_plan):
    deliver_plan(WRONG_BSN)
    item = _only()
    decide(by=bram, item_id=item.pk, decision={"value": "nobody"})
    with pytest.raises(NotKnown):
        decide(by=bram, item_id=item.pk, decision={"value": "nobody"})


def test_decision_when_by_the_same_role_elsewhere_then_not_known(bram, dirk, deliver_plan):
    deliver_plan(WRONG_BSN)
    item, person = _only(), Person.objects.get()
    with acting_as(dirk):
        assert not open_items(by=dirk).exists()
        with pytest.raises(NotKnown):
            decide(by=dirk, item_id=item.pk, decision={"value": "nobody"})
        with pytest.raises(NotKnown):
            get_item(by=dirk, item_id=item.pk)
    with pytest.raises(NotKnown):
        decide(by=bram, item_id=item.pk, decision={"person_id": person.pk + 1_000})


def test_decision_when_the_role_may_not_then_refused(bram, deliver_plan):
    deliver_plan(WRONG_BSN)
    gerard = Actor(organisation_id=bram.organisation_id, roles=frozenset({"policy_officer"}))
    with pytest.raises(NotAllowed):
        decide(by=gerard, item_id=_only().pk, decision={"value": "nobody"})
    with pytest.raises(NotAllowed):
        open_items(by=gerard)


def test_question_when_read_then_in_the_reading_log(bram, deliver_plan):
    deliver_plan(WRONG_BSN)
    item = get_item(by=bram, item_id=_only().pk)
    assert "elfproef" in reason_text(item)
    assert ReadEntry.objects.get(part="review").person_id == Person.objects.get().pk


def test_question_when_kept_then_without_bsn(bram, deliver_plan):
    deliver_plan(OTHER_PERSON | {"Samenvatting": f"BSN is {DIAGNOSIS['BSN']}"})
    assert DIAGNOSIS["BSN"] not in str(_only().given)


def test_plan_when_sent_again_only_signed_then_one_plan_that_is_signed(bram, deliver_plan):
    unsigned = {"Ondertekend klant": None}
    result = deliver_plan(unsigned, {"Plannr": "7001", "Meting": 2})
    assert result.review == []
    assert result.counts["plans_kept"] == 1
    assert _held(Plan).get().signed_by_person_on
    deliver_plan(unsigned | {"Plannr": "8", "Datum gesprek": "02-08-2019"}, name="plannen-b.xlsx", folder="b")
    again = deliver_plan({"Plannr": "9", "Datum gesprek": "02-08-2019"}, name="plannen-c.xlsx", folder="c")
    assert again.review == []
    assert _held(Plan).count() == 2
    assert not _held(Plan).filter(signed_by_person_on=None).exists()


def test_plan_when_the_first_gives_another_birth_date_then_the_one_that_agrees_is_kept(bram, deliver_plan):
    result = deliver_plan(
        {"Plannr": "4001", "Geboortedatum": "01-01-1980", "Subdoel 1": "Rijbewijs"}, {"Plannr": "5001"}
    )
    assert result.counts["plans_kept"] == 1
    assert _held(Plan).get().delivered_key == "5001"
    assert _only().kind == "plan_twice_differs"
