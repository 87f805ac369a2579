"""The worklist: one place per person, who acts, what waits elsewhere, and what the team manager sees as well."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from reisgenoot.journeys.models import Journey, Signal, SignalNote
from reisgenoot.journeys.noted import SignalDeed
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.scope import Scope, Whose
from reisgenoot.journeys.services import (
    delegate_signals,
    record_milestone,
    snooze_signals,
    take_back_signals,
    wake_signals,
)
from reisgenoot.journeys.work_items import history_of
from reisgenoot.journeys.worklist import Urgency, Worklist, housing_signals, totals_of, worklist
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import standing_on
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import StaffMember
from tests.factories.journeys import a_journey
from tests.factories.organisations import Cast, an_actor

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _on_a_monday(db: None) -> Iterator[None]:
    with standing_on(TODAY):
        yield


def signal(journey: Journey, rule: str, *, days: int, **fields: object) -> Signal:
    """A signal that is due so many days from now, as the computation would have made it."""
    known = {"kind": "term", "acts": "client_manager", "cause_on": TODAY - timedelta(days=90)}
    return Signal.objects.create(
        journey=journey,
        person_id=journey.person_id,
        rule=rule,
        visible_from=TODAY - timedelta(days=30),
        due_on=TODAY + timedelta(days=days),
        **{**known, **fields},  # type: ignore[arg-type]
    )


def listed(by: Actor, whose: Whose = Whose.MINE, staff_id: int | None = None) -> Worklist:
    scope = Scope(whose, by.staff_id if whose is Whose.MINE else staff_id)
    return worklist(by=by, scope=scope, today=TODAY)


def rules(found: Worklist) -> dict[str, list[list[str]]]:
    return {
        str(group.urgency): [[item.rule for item in block.items] for block in group.blocks] for group in found.groups
    }


def test_person_when_three_signals_then_one_place_with_the_most_urgent_first(bram: Actor) -> None:
    journey, other = a_journey(bram), a_journey(bram)
    staff = {"staff_id": bram.staff_id}
    signal(journey, "term:later", days=20, **staff)
    signal(journey, "term:late", days=-3, **staff)
    signal(journey, "term:soon", days=2, **staff)
    signal(other, "term:soon", days=2, **staff)
    found = listed(bram)
    assert rules(found) == {"late": [["term:late", "term:soon", "term:later"]], "soon": [["term:soon"]]}
    assert (found.total(Urgency.LATE), found.total(Urgency.LATER)) == (1, 0)


def test_person_when_one_waits_then_that_one_stands_apart(bram: Actor) -> None:
    journey = a_journey(bram)
    late = signal(journey, "term:late", days=-3, staff_id=bram.staff_id)
    signal(journey, "term:soon", days=2, staff_id=bram.staff_id)
    Signal.objects.filter(pk=late.pk).update(snoozed_until=TODAY + timedelta(days=3), snooze_reason="wacht")
    assert rules(listed(bram)) == {"soon": [["term:soon"]], "snoozed": [["term:late"]]}


def test_acts_when_housing_or_team_then_not_on_the_list_of_the_client_manager(cast: Cast) -> None:
    with acting_as(cast.bram):
        journey = a_journey(cast.bram)
        for acts in ("client_manager", "housing_officer", "team_manager", "provider", "newcomer"):
            signal(journey, f"term:{acts}", days=1, acts=acts, staff_id=cast.bram.staff_id)
        assert rules(listed(cast.bram)) == {"soon": [["term:client_manager", "term:provider", "term:newcomer"]]}
    with acting_as(cast.manager):
        everybody = rules(listed(cast.manager, Whose.EVERYBODY))
    assert everybody == {
        "soon": [[f"term:{acts}" for acts in ("client_manager", "team_manager", "provider", "newcomer")]]
    }


def test_housing_when_asked_then_only_what_housing_does_and_only_for_housing(cast: Cast) -> None:
    officer = an_actor(cast.ours, "housing_officer")
    with acting_as(cast.bram):
        journey = a_journey(cast.bram)
        signal(journey, "term:home", days=1, acts="housing_officer", staff_id=cast.bram.staff_id)
        signal(journey, "term:other", days=1, staff_id=cast.bram.staff_id)
        with pytest.raises(NotAllowed):
            housing_signals(by=cast.bram, today=TODAY)
    with acting_as(officer):
        assert [item.rule for item in housing_signals(by=officer, today=TODAY)] == ["term:home"]


def test_late_when_four_weeks_then_the_team_manager_sees_it_as_well(cast: Cast) -> None:
    with acting_as(cast.bram):
        journey, other = a_journey(cast.bram), a_journey(cast.bram)
        signal(journey, "term:long", days=-29, staff_id=cast.bram.staff_id)
        signal(other, "term:short", days=-28, staff_id=cast.bram.staff_id)
        assert rules(listed(cast.bram)) == {"late": [["term:long"], ["term:short"]]}
    with acting_as(cast.manager):
        assert rules(listed(cast.manager)) == {"escalated": [["term:long"]]}
        assert rules(listed(cast.manager, Whose.EVERYBODY)) == {"escalated": [["term:long"]], "late": [["term:short"]]}


def test_late_when_another_role_acts_then_not_escalated(cast: Cast) -> None:
    with acting_as(cast.bram):
        signal(a_journey(cast.bram), "term:provider", days=-90, acts="provider", staff_id=cast.bram.staff_id)
    with acting_as(cast.manager):
        assert rules(listed(cast.manager)) == {}


def real_signal(by: Actor) -> Signal:
    """One that the computation made and finds again: the plan that the law asks for."""
    journey = a_journey(by, approach="wi2021", started_on=date(2025, 6, 1))
    record_milestone(by=by, journey_id=journey.pk, key="duo_notice", occurred_on=date(2025, 12, 1))
    return Signal.objects.get(journey=journey, rule="term:pip", state="open")


def test_delegated_when_given_then_with_the_colleague_and_it_survives_the_night(cast: Cast) -> None:
    with acting_as(cast.bram):
        given = real_signal(cast.bram)
        delegate_signals(by=cast.bram, signal_ids=[given.pk], to_id=cast.chantal.staff_id or 0, reason="Jij kent haar")
        refresh(organisation_id=cast.bram.organisation_id)
        assert rules(listed(cast.bram)) == {"delegated": [["term:pip"]]}
    with acting_as(cast.chantal):
        (group,) = listed(cast.chantal).groups
        item = group.blocks[0].items[0]
        assert (item.delegated_by, item.delegated_reason, group.urgency) == ("Bram", "Jij kent haar", Urgency.LATE)
        take_back_signals(by=cast.chantal, signal_ids=[given.pk])
        assert listed(cast.chantal).groups == []
    with acting_as(cast.bram):
        assert rules(listed(cast.bram)) == {"late": [["term:pip"]]}


def test_delegated_when_done_then_closes_like_any(bram: Actor, cast: Cast) -> None:
    given = real_signal(bram)
    delegate_signals(by=bram, signal_ids=[given.pk], to_id=cast.chantal.staff_id or 0, reason="Jij kent haar")
    record_milestone(by=bram, journey_id=given.journey_id, key="pip_established", occurred_on=TODAY)
    assert Signal.objects.get(pk=given.pk).state == "closed"


def test_delegated_when_the_colleague_left_then_back_with_the_director(bram: Actor, cast: Cast) -> None:
    given = real_signal(bram)
    delegate_signals(by=bram, signal_ids=[given.pk], to_id=cast.chantal.staff_id or 0, reason="Jij kent haar")
    StaffMember.objects.filter(pk=cast.chantal.staff_id).update(left_on=TODAY)
    refresh(organisation_id=bram.organisation_id)
    assert Signal.objects.get(pk=given.pk).staff_id == bram.staff_id


@pytest.mark.parametrize(("to", "reason"), [("bram", "Zelf"), ("chantal", " ")])
def test_delegate_when_to_oneself_or_without_reason_then_refused(bram: Actor, cast: Cast, to: str, reason: str) -> None:
    given = real_signal(bram)
    with pytest.raises(InvalidInput):
        delegate_signals(by=bram, signal_ids=[given.pk], to_id=getattr(cast, to).staff_id, reason=reason)


def test_several_when_one_is_of_another_organisation_then_none_changes(cast: Cast) -> None:
    with acting_as(cast.dirk):
        theirs = real_signal(cast.dirk)
    with acting_as(cast.bram):
        ours = real_signal(cast.bram)
        with pytest.raises(NotKnown):
            snooze_signals(
                by=cast.bram, signal_ids=[ours.pk, theirs.pk], until=TODAY + timedelta(days=3), reason="vakantie"
            )
        with pytest.raises(NotKnown):
            delegate_signals(by=cast.bram, signal_ids=[ours.pk], to_id=cast.dirk.staff_id or 0, reason="x")
        assert Signal.objects.get(pk=ours.pk).snoozed_until is None
        assert not SignalNote.objects.exists()


def test_history_when_things_were_done_then_told_in_order(bram: Actor, cast: Cast) -> None:
    given = real_signal(bram)
    ids = [given.pk]
    snooze_signals(by=bram, signal_ids=ids, until=TODAY + timedelta(days=3), reason="vakantie")
    wake_signals(by=bram, signal_ids=ids)
    delegate_signals(by=bram, signal_ids=ids, to_id=cast.chantal.staff_id or 0, reason="Jij kent haar")
    told = history_of(by=bram, signal_id=given.pk)
    deeds = ["opened", SignalDeed.SNOOZED, SignalDeed.WOKEN, SignalDeed.DELEGATED]
    assert [moment.deed for moment in told] == deeds
    assert (told[1].reason, told[3].by, told[3].to) == ("vakantie", "Bram", "Chantal")
    with acting_as(cast.dirk), pytest.raises(NotKnown):
        history_of(by=cast.dirk, signal_id=given.pk)


def test_wake_when_nothing_waits_then_no_line_in_the_history(bram: Actor) -> None:
    wake_signals(by=bram, signal_ids=[real_signal(bram).pk])
    assert not SignalNote.objects.exists()


def test_totals_when_asked_then_the_same_as_the_list(bram: Actor) -> None:
    signal(a_journey(bram), "term:late", days=-3, staff_id=bram.staff_id)
    a_journey(bram, started_on=TODAY)
    totals = totals_of(by=bram, scope=Scope(Whose.MINE, bram.staff_id), today=TODAY)
    assert totals == {Urgency.LATE: 1, Urgency.NEW: 1}
    assert {group.urgency: group.total for group in listed(bram).groups} == totals
