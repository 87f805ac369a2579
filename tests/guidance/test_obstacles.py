"""What stands in the way: weighed again, solved, acted on; health only for who may read it. And the basics."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reisgenoot.guidance.balance import balance_of
from reisgenoot.guidance.models import Basic, Obstacle
from reisgenoot.guidance.selectors import basics_of, obstacles_of, tasks_of
from reisgenoot.guidance.services import (
    finish_action,
    plan_action,
    record_obstacle,
    reopen_action,
    reopen_obstacle,
    retract_action,
    retract_obstacle,
    set_basic,
    solve_obstacle,
    undo_basic,
    weigh_obstacle,
)
from reisgenoot.journeys.models import Journey, Signal
from reisgenoot.journeys.refresh import refresh
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import standing_on
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.permissions import ROLES, Permission, Role
from reisgenoot.kernel.tenancy import acting_as
from tests.factories.organisations import Cast
from tests.guidance.conftest import ASYLUM, TODAY, a_guided_journey, ago


@pytest.fixture
def obstacle(bram: Actor, journey: Journey) -> Obstacle:
    return record_obstacle(
        by=bram,
        journey_id=journey.pk,
        kind="childcare",
        since_on=ago(50),
        degree="heavy",
        consequence="Kan alleen in de ochtend",
    )


@pytest.fixture
def without_health(bram: Actor, monkeypatch: pytest.MonkeyPatch) -> Actor:
    """Somebody who reads and writes files but may not read health."""
    may = ROLES["client_manager"].permissions - {Permission.HEALTH_READ}
    monkeypatch.setitem(ROLES, "no_health", Role("no_health", "x", "x", may))
    return replace(bram, roles=frozenset({"no_health"}))


def open_rules(journey: Journey) -> set[str]:
    rows = Signal.objects.filter(journey_id=journey.pk, state="open", kind="check")
    return set(rows.values_list("rule", flat=True))


def test_obstacle_when_weighed_again_then_history_is_kept(bram: Actor, journey: Journey, obstacle: Obstacle) -> None:
    with standing_on(TODAY + timedelta(days=20)):
        later = weigh_obstacle(by=bram, obstacle_id=obstacle.pk, degree="light", consequence="Twee middagen lukken")
    plan_action(by=bram, obstacle_id=later.pk, what="Wachtlijst bellen", doer="newcomer", due_on=TODAY)
    (found,) = obstacles_of(by=bram, journey_id=journey.pk)
    assert (found.id, found.degree, found.since_on) == (later.pk, "light", ago(50))
    assert [one.degree for one in found.history] == ["light", "heavy"]
    assert [action.what for action in found.actions] == ["Wachtlijst bellen"]
    with pytest.raises(NotKnown):
        weigh_obstacle(by=bram, obstacle_id=obstacle.pk, degree="light", consequence="")


def test_obstacle_when_solved_then_last_and_its_actions_ask_nothing(
    bram: Actor, journey: Journey, obstacle: Obstacle
) -> None:
    action = plan_action(by=bram, obstacle_id=obstacle.pk, what="Bellen", doer="newcomer", due_on=ago(-3))
    assert "check:obstacle_action_due" in open_rules(journey)
    other = record_obstacle(by=bram, journey_id=journey.pk, kind="travel", since_on=ago(5), degree="light")
    solved = solve_obstacle(by=bram, obstacle_id=obstacle.pk, solution="Plek gevonden")
    assert "check:obstacle_action_due" not in open_rules(journey)
    assert [one.id for one in obstacles_of(by=bram, journey_id=journey.pk)] == [other.pk, solved.pk]
    with pytest.raises(InvalidInput, match="al opgelost"):
        plan_action(by=bram, obstacle_id=solved.pk, what="x", doer="newcomer", due_on=TODAY)
    reopen_obstacle(by=bram, obstacle_id=solved.pk)
    assert "check:obstacle_action_due" in open_rules(journey)
    finish_action(by=bram, action_id=action.pk)
    assert "check:obstacle_action_due" not in open_rules(journey)
    reopen_action(by=bram, action_id=action.pk)
    retract_action(by=bram, action_id=action.pk)
    assert tasks_of(by=bram, journey_id=journey.pk) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "weather"}, "uit de lijst"),
        ({"since_on": TODAY + timedelta(days=1)}, "toekomst"),
        ({"degree": "unbearable"}, "keuze"),
        ({"consequence": "x" * 301}, "300"),
    ],
)
def test_obstacle_when_something_is_wrong_then_refused(bram: Actor, journey: Journey, given: dict, said: str) -> None:  # type: ignore[type-arg]
    known = {"kind": "travel", "since_on": ago(1), "degree": "light"}
    with pytest.raises(InvalidInput, match=said):
        record_obstacle(by=bram, journey_id=journey.pk, **(known | given))


@pytest.mark.parametrize(("doer", "said"), [("staff", "welke medewerker"), ("other", "welke organisatie")])
def test_action_when_nobody_is_named_then_refused(bram: Actor, obstacle: Obstacle, doer: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        plan_action(by=bram, obstacle_id=obstacle.pk, what="Bellen", doer=doer, due_on=TODAY)


def test_health_when_role_may_not_then_neither_written_nor_there(
    bram: Actor, journey: Journey, obstacle: Obstacle, without_health: Actor
) -> None:
    health = record_obstacle(by=bram, journey_id=journey.pk, kind="health", since_on=ago(9), degree="clear")
    action = plan_action(by=bram, obstacle_id=health.pk, what="Huisarts", doer="newcomer", due_on=TODAY)
    assert [one.kind for one in obstacles_of(by=without_health, journey_id=journey.pk)] == ["childcare"]
    assert tasks_of(by=without_health, journey_id=journey.pk) == []
    assert balance_of(by=without_health, journey_id=journey.pk) == []
    with pytest.raises(NotAllowed):
        record_obstacle(by=without_health, journey_id=journey.pk, kind="stress", since_on=ago(1), degree="light")
    for attempt in (
        lambda: solve_obstacle(by=without_health, obstacle_id=health.pk),
        lambda: retract_obstacle(by=without_health, obstacle_id=health.pk),
        lambda: finish_action(by=without_health, action_id=action.pk),
    ):
        with pytest.raises(NotKnown):
            attempt()


def test_obstacle_when_other_organisation_then_not_known(cast: Cast, journey: Journey, obstacle: Obstacle) -> None:
    with acting_as(cast.dirk) as dirk:
        with pytest.raises(NotKnown):
            record_obstacle(by=dirk, journey_id=journey.pk, kind="travel", since_on=ago(1), degree="light")
        with pytest.raises(NotKnown):
            solve_obstacle(by=dirk, obstacle_id=obstacle.pk)
        with pytest.raises(NotKnown):
            plan_action(by=dirk, obstacle_id=obstacle.pk, what="x", doer="newcomer", due_on=TODAY)
        assert obstacles_of(by=dirk, journey_id=journey.pk) == []


def test_action_when_staff_of_other_organisation_then_not_known(cast: Cast, bram: Actor, obstacle: Obstacle) -> None:
    with pytest.raises(NotKnown):
        plan_action(by=bram, obstacle_id=obstacle.pk, what="x", doer="staff", due_on=TODAY, staff_id=cast.dirk.staff_id)


def test_balance_when_done_and_due_then_by_month_and_doer(bram: Actor, obstacle: Obstacle, journey: Journey) -> None:
    def agree(doer: str, days: int, **given: object) -> int:
        return plan_action(
            by=bram,
            obstacle_id=obstacle.pk,
            what="x",
            doer=doer,
            due_on=ago(days),
            **given,  # type: ignore[arg-type]
        ).pk

    agree("staff", 60, staff_id=bram.staff_id)
    agree("newcomer", 0)
    finish_action(by=bram, action_id=agree("newcomer", 60), on=TODAY)
    found = balance_of(by=bram, journey_id=journey.pk)
    assert [(one.month.month, one.newcomer, one.staff, one.other) for one in found] == [
        (1, 0, 1, 0),
        (2, 0, 0, 0),
        (3, 2, 0, 0),
    ]


def test_basic_when_set_twice_and_undone_then_the_first_stands_again(bram: Actor, journey: Journey) -> None:
    set_basic(by=bram, journey_id=journey.pk, key="gp", state="busy", note="Wachtlijst", on=ago(9))
    done = set_basic(by=bram, journey_id=journey.pk, key="gp", state="done")
    held = basics_of(by=bram, journey_id=journey.pk)["gp"]
    assert (held.state, held.on, held.note, held.helper) == ("done", TODAY, "Wachtlijst", "social_guidance")
    undo_basic(by=bram, basic_id=done.pk)
    held = basics_of(by=bram, journey_id=journey.pk)["gp"]
    assert (held.state, held.on) == ("busy", ago(9))
    with pytest.raises(NotKnown):
        undo_basic(by=bram, basic_id=done.pk)


def test_basic_when_first_is_undone_then_nothing_stands(bram: Actor, journey: Journey) -> None:
    only = set_basic(by=bram, journey_id=journey.pk, key="gp", state="done")
    undo_basic(by=bram, basic_id=only.pk)
    assert basics_of(by=bram, journey_id=journey.pk) == {}
    assert Basic.objects.count() == 1


@pytest.mark.parametrize(
    "given", [{"key": "yacht"}, {"state": "maybe"}, {"helper": "santa"}, {"on": TODAY + timedelta(days=1)}]
)
def test_basic_when_unknown_then_refused(bram: Actor, journey: Journey, given: dict) -> None:  # type: ignore[type-arg]
    with pytest.raises(InvalidInput):
        set_basic(by=bram, journey_id=journey.pk, **({"key": "gp", "state": "done"} | given))


def test_basics_when_not_in_order_after_the_move_then_a_signal_until_they_are(bram: Actor) -> None:
    moved, later = date(2026, 9, 1), date(2026, 11, 2)
    with standing_on(later):
        journey = a_guided_journey(
            bram, codes=ASYLUM, reached={"settled": (TODAY - moved).days, "brp_registered": (TODAY - moved).days}
        )
        refresh(organisation_id=bram.organisation_id)
        signal = Signal.objects.get(journey_id=journey.pk, rule="check:basics_open", state="open")
        assert (signal.cause_on, signal.due_on) == (moved, date(2026, 12, 1))
        for key in ("gp", "bank", "insurance", "benefit", "digid", "phone"):
            set_basic(by=bram, journey_id=journey.pk, key=key, state="done")
        set_basic(by=bram, journey_id=journey.pk, key="furnished", state="not_needed")
        assert "check:basics_open" not in open_rules(journey)
        set_basic(by=bram, journey_id=journey.pk, key="bank", state="busy")
        assert "check:basics_open" in open_rules(journey)


def test_basics_when_moved_before_the_rule_held_then_no_signal(bram: Actor, journey: Journey) -> None:
    refresh(organisation_id=bram.organisation_id)
    assert "check:basics_open" not in open_rules(journey)


def test_basic_when_other_organisation_then_not_known(cast: Cast, bram: Actor, journey: Journey) -> None:
    done = set_basic(by=bram, journey_id=journey.pk, key="gp", state="done")
    with acting_as(cast.dirk) as dirk:
        with pytest.raises(NotKnown):
            set_basic(by=dirk, journey_id=journey.pk, key="gp", state="done")
        with pytest.raises(NotKnown):
            undo_basic(by=dirk, basic_id=done.pk)
        assert basics_of(by=dirk, journey_id=journey.pk) == {}
