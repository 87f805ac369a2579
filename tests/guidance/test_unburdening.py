"""Unburdening from start to end, with its milestones, its costs and what they come to per month."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from reisgenoot.guidance.services import (
    authorise_unburdening,
    end_unburdening,
    except_unburdening,
    record_cost,
    refuse_unburdening,
    retract_cost,
    review_unburdening,
    start_unburdening,
    undo_unburdening,
)
from reisgenoot.guidance.unburdened import costs_of, last_paid_day, month_totals, unburdening_of
from reisgenoot.journeys.models import Journey, Milestone, Signal
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from tests.factories.organisations import Cast
from tests.guidance.conftest import ASYLUM, TODAY, a_guided_journey, ago


def reached(journey: Journey) -> dict[str, date]:
    rows = Milestone.objects.filter(journey_id=journey.pk, superseded_at__isnull=True, key__startswith="unburdening")
    return dict(rows.values_list("key", "occurred_on"))


@pytest.fixture
def running(bram: Actor, journey: Journey) -> Journey:
    start_unburdening(by=bram, journey_id=journey.pk, started_on=ago(95), authorised_on=ago(95))
    return journey


def test_start_when_entitled_then_milestone_and_review_term(bram: Actor, running: Journey) -> None:
    assert reached(running) == {"unburdening_started": ago(95)}
    term = Signal.objects.get(journey_id=running.pk, rule="term:unburdening_review", state="open")
    assert term.cause_on == ago(95)


def test_start_when_no_benefit_or_outside_the_period_or_twice_then_refused(bram: Actor, journey: Journey) -> None:
    for day in (ago(101), ago(-1)):
        with pytest.raises(InvalidInput):
            start_unburdening(by=bram, journey_id=journey.pk, started_on=day)
    start_unburdening(by=bram, journey_id=journey.pk, started_on=ago(100))
    with pytest.raises(InvalidInput, match="loopt al"):
        start_unburdening(by=bram, journey_id=journey.pk, started_on=ago(90))


def test_start_when_no_right_to_benefit_then_says_what_to_do(bram: Actor) -> None:
    journey = a_guided_journey(bram, codes=ASYLUM, reached={"settled": 10})
    with pytest.raises(InvalidInput, match="recht op bijstand"):
        start_unburdening(by=bram, journey_id=journey.pk, started_on=TODAY)
    with pytest.raises(InvalidInput, match="nog niet begonnen"):
        authorise_unburdening(by=bram, journey_id=journey.pk, on=TODAY)


def test_review_when_longer_then_only_with_a_reason_and_after_today(bram: Actor, running: Journey) -> None:
    shared = {"on": TODAY, "pays_alone": "huur", "pays_not_yet": "zorgverzekering"}
    longer = TODAY + timedelta(days=150)
    with pytest.raises(InvalidInput, match="langer hulp"):
        review_unburdening(by=bram, journey_id=running.pk, extended_until=longer, **shared)
    with pytest.raises(InvalidInput, match="tot een dag hierna"):
        review_unburdening(by=bram, journey_id=running.pk, extended_until=TODAY, extension_reason="x", **shared)
    found = review_unburdening(
        by=bram, journey_id=running.pk, extended_until=longer, extension_reason="Leest nog niet", **shared
    )
    assert last_paid_day(found, ago(-80)) == longer
    assert reached(running)["unburdening_reviewed"] == TODAY
    assert not Signal.objects.filter(journey_id=running.pk, rule="term:unburdening_review", state="open").exists()


def test_end_when_undone_then_runs_again_and_the_milestone_goes(bram: Actor, running: Journey) -> None:
    with pytest.raises(InvalidInput, match="eindigt niet"):
        end_unburdening(by=bram, journey_id=running.pk, on=ago(96))
    ended = end_unburdening(by=bram, journey_id=running.pk, on=TODAY)
    assert reached(running)["unburdening_ended"] == TODAY
    undo_unburdening(by=bram, unburdening_id=ended.pk)
    assert reached(running) == {"unburdening_started": ago(95)}
    found = unburdening_of(by=bram, journey_id=running.pk)
    assert found is not None
    assert (found.started_on, found.ended_on) == (ago(95), None)


def test_refusal_when_recorded_then_a_reason_and_nothing_follows(bram: Actor, journey: Journey) -> None:
    with pytest.raises(InvalidInput, match="waarom"):
        refuse_unburdening(by=bram, journey_id=journey.pk, on=TODAY, reason=" ")
    refuse_unburdening(by=bram, journey_id=journey.pk, on=TODAY, reason="Betaalt liever zelf")
    except_unburdening(by=bram, journey_id=journey.pk, reason="Betaalde in het azc al alles zelf")
    found = unburdening_of(by=bram, journey_id=journey.pk)
    assert found is not None
    assert (found.refused_on, found.exception_reason[:8]) == (TODAY, "Betaalde")
    assert reached(journey) == {}
    start_unburdening(by=bram, journey_id=journey.pk, started_on=ago(3))
    again = unburdening_of(by=bram, journey_id=journey.pk)
    assert again is not None
    assert again.refused_on is None


def test_costs_when_added_up_then_per_month_direct_and_otherwise(bram: Actor, running: Journey) -> None:
    def cost(kind: str, amount: str, since: date, until: date | None = None, **given: object) -> int:
        return record_cost(
            by=bram,
            journey_id=running.pk,
            kind=kind,
            amount=Decimal(amount),
            from_on=since,
            until_on=until,
            **given,  # type: ignore[arg-type]
        ).pk

    cost("rent", "612.40", date(2025, 12, 1))
    cost("gas", "80", date(2025, 12, 15), date(2026, 1, 31))
    water = cost("water", "12.10", date(2026, 2, 1), is_paid_directly=False, reason="Via de huurbaas")
    totals = month_totals(
        costs_of(by=bram, journey_id=running.pk), first_day=date(2025, 12, 10), last_day=date(2026, 2, 9)
    )
    assert [(one.month.month, one.direct, one.otherwise) for one in totals] == [
        (12, Decimal("692.40"), Decimal(0)),
        (1, Decimal("692.40"), Decimal(0)),
        (2, Decimal("612.40"), Decimal("12.10")),
    ]
    cost("water", "13", date(2026, 2, 1), replaces=water)
    retract_cost(by=bram, cost_id=costs_of(by=bram, journey_id=running.pk)[0].id)
    assert [one.kind for one in costs_of(by=bram, journey_id=running.pk)] == ["gas", "water"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "yacht"}, "uit de lijst"),
        ({"amount": Decimal(0)}, "boven nul"),
        ({"kind": "other"}, "niet in de wet"),
        ({"is_paid_directly": False}, "niet rechtstreeks"),
        ({"until_on": ago(5)}, "niet voor de eerste"),
    ],
)
def test_cost_when_something_is_wrong_then_refused(bram: Actor, running: Journey, given: dict, said: str) -> None:  # type: ignore[type-arg]
    known = {"kind": "rent", "amount": Decimal(600), "from_on": ago(1)}
    with pytest.raises(InvalidInput, match=said):
        record_cost(by=bram, journey_id=running.pk, **(known | given))


def test_unburdening_when_other_organisation_then_not_known(cast: Cast, bram: Actor, running: Journey) -> None:
    cost = record_cost(by=bram, journey_id=running.pk, kind="rent", amount=Decimal(600), from_on=ago(1))
    arrangement = unburdening_of(by=bram, journey_id=running.pk)
    assert arrangement is not None
    with acting_as(cast.dirk) as dirk:
        for attempt in (
            lambda: start_unburdening(by=dirk, journey_id=running.pk, started_on=ago(1)),
            lambda: end_unburdening(by=dirk, journey_id=running.pk, on=TODAY),
            lambda: undo_unburdening(by=dirk, unburdening_id=arrangement.pk),
            lambda: retract_cost(by=dirk, cost_id=cost.pk),
        ):
            with pytest.raises(NotKnown):
                attempt()
        assert unburdening_of(by=dirk, journey_id=running.pk) is None
