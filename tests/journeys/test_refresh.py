"""Signals and standings: what the rules of an approach make of the facts, set-wise, and how they close by themselves."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from reisgenoot.approach import load_approach
from reisgenoot.journeys import refresh as refresh_module
from reisgenoot.journeys.enums import ContactOutcome
from reisgenoot.journeys.models import Contact, DirectorAssignment, Journey, Milestone, Signal, Standing
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.versions import keep_version
from reisgenoot.kernel.actor import Actor, job
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation, StaffMember
from reisgenoot.people.models import Person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 16)


@pytest.fixture
def by() -> Iterator[Actor]:
    organisation = Organisation.objects.create(key="ours", name="Onze", approach_key="wi2021")
    with acting_as(job("test", organisation.pk)) as actor:
        yield actor


def a_journey(approach: str = "wi2021", **milestones: date) -> Journey:
    """A journey with a director and these milestones."""
    person = Person.objects.create(family_name="Tesfay", name_key="tesfay")
    journey = Journey.objects.create(
        person=person,
        approach_version=keep_version(load_approach(approach)),
        started_on=date(2026, 1, 5),
        codes={"duo_group": "asylum", "learning_route": "b1", "residence_permit": "asylum_fixed_term"},
    )
    staff = StaffMember.objects.create(code=f"km-{journey.pk}", name="Bram")
    DirectorAssignment.objects.create(journey=journey, staff=staff, valid_from=date(2026, 1, 5))
    for key, day in milestones.items():
        reach(journey, key, day)
    return journey


def reach(journey: Journey, key: str, day: date) -> Milestone:
    return Milestone.objects.create(journey=journey, key=key, occurred_on=day)


def speak(journey: Journey, day: date, **fields: Any) -> Contact:
    return Contact.objects.create(journey=journey, occurred_on=day, **fields)


def run(by: Actor, **options: Any) -> None:
    refresh(organisation_id=by.organisation_id, today=options.pop("today", TODAY), **options)


def open_rules(journey: Journey) -> dict[str, Signal]:
    return {signal.rule: signal for signal in Signal.objects.filter(journey=journey, state="open")}


def test_term_when_both_starts_known_then_counts_from_the_latest(by: Actor) -> None:
    journey = a_journey(duo_notice=date(2026, 9, 1), brp_registered=date(2026, 9, 10))
    run(by)
    signal = open_rules(journey)["term:pip"]
    assert (signal.cause_on, signal.due_on, signal.visible_from) == (
        date(2026, 9, 10),
        date(2026, 11, 19),
        date(2026, 10, 22),
    )
    assert signal.staff_id == DirectorAssignment.objects.get(journey=journey).staff_id
    assert signal.acts == "client_manager"


def test_term_when_met_then_closes_by_itself_and_the_next_begins(by: Actor) -> None:
    journey = a_journey(duo_notice=date(2026, 9, 1), brp_registered=date(2026, 9, 10))
    run(by)
    reach(journey, "pip_established", date(2026, 11, 2))
    run(by, journey_ids=[journey.pk])
    assert "term:pip" not in open_rules(journey)
    assert Signal.objects.get(journey=journey, rule="term:pip").closed_at is not None
    assert open_rules(journey)["term:integration"].due_on == date(2029, 11, 3)


def test_term_when_milestone_is_corrected_then_the_signal_follows(by: Actor) -> None:
    journey = a_journey(duo_notice=date(2026, 9, 1))
    run(by)
    wrong = Milestone.objects.get(journey=journey, key="duo_notice")
    Milestone.objects.filter(pk=wrong.pk).update(superseded_at=now())
    reach(journey, "duo_notice", date(2026, 10, 1))
    run(by)
    assert open_rules(journey)["term:pip"].cause_on == date(2026, 10, 1)
    assert Signal.objects.filter(journey=journey, rule="term:pip", state="closed").count() == 1


def test_signals_when_nothing_changed_then_the_second_time_changes_nothing(by: Actor) -> None:
    a_journey(duo_notice=date(2026, 9, 1))
    run(by)
    before = list(Signal.objects.order_by("pk").values())
    standing = Standing.objects.values("refreshed_at").get()
    run(by)
    assert list(Signal.objects.order_by("pk").values()) == before
    assert Standing.objects.values("refreshed_at").get() == standing


def test_cadence_when_spoken_then_counts_from_the_last_time_it_came_about(by: Actor) -> None:
    journey = a_journey("meerinzicht", settled=date(2026, 2, 2), plan_made=date(2026, 3, 2))
    speak(journey, date(2026, 6, 1))
    speak(journey, date(2026, 9, 1), outcome=ContactOutcome.NO_SHOW)
    run(by)
    contact = next(signal for rule, signal in open_rules(journey).items() if rule.startswith("cadence:contact"))
    assert (contact.cause_on, contact.due_on) == (date(2026, 6, 1), date(2026, 9, 1))
    assert Standing.objects.get(journey=journey).last_contact_on == date(2026, 6, 1)


def test_cadence_when_the_person_has_an_own_rhythm_then_that_counts(by: Actor) -> None:
    journey = a_journey("meerinzicht", settled=date(2026, 2, 2), plan_made=date(2026, 3, 2))
    Journey.objects.filter(pk=journey.pk).update(contact_every="P1M", contact_every_reason="veel tegelijk")
    speak(journey, date(2026, 10, 31))
    run(by)
    due = {signal.due_on for rule, signal in open_rules(journey).items() if rule.startswith("cadence:contact")}
    assert due == {date(2026, 11, 30)}


def test_rule_when_it_did_not_hold_yet_then_makes_no_signal(by: Actor) -> None:
    journey = a_journey(duo_notice=date(2019, 9, 1))
    run(by)
    assert "term:pip" not in open_rules(journey)


def test_promise_when_made_then_stands_in_the_same_queue_until_kept(by: Actor) -> None:
    journey = a_journey()
    contact = speak(journey, date(2026, 11, 10), promise="Ik bel over kinderopvang", promise_until=date(2026, 11, 14))
    run(by)
    assert open_rules(journey)["promise"].due_on == date(2026, 11, 14)
    Contact.objects.filter(pk=contact.pk).update(promise_kept_on=date(2026, 11, 12))
    run(by)
    assert "promise" not in open_rules(journey)


def test_director_when_missing_then_the_team_manager_hears(by: Actor) -> None:
    journey = Journey.objects.create(
        person=Person.objects.create(family_name="Kidane", name_key="kidane"),
        approach_version=a_journey().approach_version,
        started_on=date(2026, 11, 1),
    )
    run(by)
    signal = open_rules(journey)["missing:director"]
    assert (signal.acts, signal.staff_id) == ("team_manager", None)


def test_journey_when_closed_then_asks_nothing_any_more(by: Actor) -> None:
    journey = a_journey(duo_notice=date(2026, 9, 1))
    run(by)
    Journey.objects.filter(pk=journey.pk).update(ended_on=date(2026, 11, 1), end_reason="moved")
    run(by)
    assert open_rules(journey) == {}
    standing = Standing.objects.get(journey=journey)
    assert (standing.is_open, standing.phase, standing.open_signals) == (False, "intake", 0)


def test_rule_when_not_for_this_group_then_makes_no_signal(by: Actor) -> None:
    asylum, family = a_journey(pip_established=date(2026, 5, 1)), a_journey(pip_established=date(2026, 5, 1))
    Journey.objects.filter(pk=family.pk).update(codes={"duo_group": "family", "learning_route": "b1"})
    run(by)
    assert "cadence:progress_asylum" in open_rules(asylum)
    assert "cadence:progress_asylum" not in open_rules(family)


def test_standing_when_phases_began_then_the_furthest_counts(by: Actor) -> None:
    journey = a_journey(linked=date(2026, 1, 1), settled=date(2026, 2, 1), pip_established=date(2026, 4, 1))
    run(by)
    standing = Standing.objects.get(journey=journey)
    assert (standing.phase, standing.phase_since, standing.is_open) == ("learning", date(2026, 4, 1), True)


def test_snooze_when_recomputed_then_stays_and_is_not_counted(by: Actor) -> None:
    journey = a_journey(duo_notice=date(2026, 8, 20))
    run(by)
    assert Standing.objects.get(journey=journey).open_signals == 1
    Signal.objects.filter(journey=journey).update(snoozed_until=date(2026, 12, 1), snooze_reason="wacht op DUO")
    run(by)
    assert Signal.objects.get(journey=journey, rule="term:pip").snoozed_until == date(2026, 12, 1)
    assert Standing.objects.get(journey=journey).open_signals == 0


def test_refresh_when_for_one_journey_then_leaves_the_others_alone(by: Actor) -> None:
    one, other = a_journey(duo_notice=date(2026, 9, 1)), a_journey(duo_notice=date(2026, 9, 1))
    run(by, journey_ids=[one.pk])
    assert open_rules(one)
    assert not open_rules(other)


def test_refresh_when_many_journeys_then_the_number_of_queries_stays_the_same(by: Actor) -> None:
    a_journey(duo_notice=date(2026, 9, 1))
    run(by)
    with CaptureQueriesContext(
        connection,
    ) as few:
        run(by)
    for _ in range(20):
        a_journey(duo_notice=date(2026, 9, 1))
    with CaptureQueriesContext(connection) as many:
        run(by)
    assert len(many) == len(few)


def test_term_when_information_came_late_then_only_the_longer_term_asks(by: Actor) -> None:
    journey = a_journey(duo_notice=date(2026, 9, 10))
    reach(journey, "third_party_information", date(2026, 10, 1))
    run(by)
    assert {rule for rule in open_rules(journey) if rule.startswith("term:pip")} == {"term:pip"}
    reach(journey, "third_party_information", date(2026, 11, 12))
    run(by)
    longer = {rule: signal.due_on for rule, signal in open_rules(journey).items() if rule.startswith("term:pip")}
    assert longer == {"term:pip_after_information": date(2026, 11, 26)}


def test_refresh_when_another_computes_then_waits_for_it(by: Actor) -> None:
    """Two at once would each wait for a row that the other has; a second connection does not get the turn."""
    a_journey(duo_notice=date(2026, 9, 1))
    run(by)
    with ThreadPoolExecutor(max_workers=1) as worker:
        assert worker.submit(_gets_the_turn, by.organisation_id).result() is False
        assert worker.submit(_gets_the_turn, by.organisation_id + 1).result() is True


def _gets_the_turn(organisation_id: int) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select pg_try_advisory_xact_lock(%s, %s)", [refresh_module._LOCK, organisation_id])
            return bool(cursor.fetchone()[0])
    finally:
        connection.close()


def test_signal_when_somebody_else_added_it_meanwhile_then_no_error_and_no_second(by: Actor) -> None:
    """The statement that adds leaves alone what is there, whatever it thought when it began."""
    journey = a_journey(duo_notice=date(2026, 9, 1))
    run(by)
    statement = refresh_module._SIGNALS.replace(
        "where not exists (select 1 from journeys_signal s", "where true or not exists (select 1 from journeys_signal s"
    )
    assert statement != refresh_module._SIGNALS
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(refresh_module, "_SIGNALS", statement)
        run(by)
    assert Signal.objects.filter(journey=journey, rule="term:pip", state="open").count() == 1
