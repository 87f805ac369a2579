"""Running tables: same figures on both engines, for the right people, as of the right day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from reisgenoot.intake.models import Diagnosis
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.monitor.indicators import of_approach
from reisgenoot.monitor.result import TableResult
from reisgenoot.organisations.models import Organisation
from reisgenoot.reporting.runs import Question, UnknownTable, run_everywhere, run_table, run_tables

from .situations import add_people, add_programmes, organisation_of

pytestmark = pytest.mark.django_db
DAY = date(2020, 1, 1)


@pytest.fixture
def ours() -> tuple[Organisation, Actor]:
    organisation, by = organisation_of("alkmaar")
    add_programmes(add_people(organisation, by, number=24), by)
    return organisation, by


@pytest.fixture
def theirs() -> tuple[Organisation, Actor]:
    organisation, by = organisation_of("alkmaar", "elders")
    add_programmes(add_people(organisation, by, number=9), by)
    return organisation, by


def whole(table: TableResult) -> tuple[int | None, int | None]:
    row = next(row for row in table.rows if not row.group)
    return row.numerator, row.denominator


@pytest.mark.parametrize("approach", ["meerinzicht", "alkmaar"])
def test_tables_when_run_on_extract_and_on_database_then_the_same(approach: str) -> None:
    organisation, by = organisation_of(approach)
    journeys = add_people(organisation, by, number=24)
    if approach == "alkmaar":
        add_programmes(journeys, by)
    question = Question(as_of=DAY, protect=False)
    keys = [indicator.key for indicator in of_approach(approach)]
    on_extract = run_tables(keys, organisation=organisation, by=by, question=question)
    on_database = run_tables(keys, organisation=organisation, by=by, question=question, engine="database")
    for one, other in zip(on_extract, on_database, strict=True):
        assert one.as_json() == other.as_json()
        assert any(row.numerator for row in one.rows), one.table


def test_table_when_run_then_counts_only_the_own_organisation(
    ours: tuple[Organisation, Actor], theirs: tuple[Organisation, Actor]
) -> None:
    for (organisation, by), people in ((ours, 24), (theirs, 9)):
        assert whole(run_table("pvt-first-call", organisation=organisation, by=by, as_of=DAY))[1] == people


def test_table_when_another_organisation_then_not_known(
    ours: tuple[Organisation, Actor], theirs: tuple[Organisation, Actor]
) -> None:
    with pytest.raises(NotKnown):
        run_table("pvt-first-call", organisation=theirs[0], by=ours[1], as_of=DAY)


def test_table_when_the_role_may_not_then_not_allowed(ours: tuple[Organisation, Actor]) -> None:
    officer = Actor(organisation_id=ours[0].pk, roles=frozenset({"policy_officer"}))
    privacy = Actor(organisation_id=ours[0].pk, roles=frozenset({"privacy_officer"}))
    assert whole(run_table("pvt-first-call", organisation=ours[0], by=officer, as_of=DAY)) == (18, 24)
    with pytest.raises(NotAllowed):
        run_table("pvt-first-call", organisation=ours[0], by=privacy, as_of=DAY)
    with pytest.raises(NotAllowed):
        run_table("pvt-first-call", organisation=ours[0], by=officer, as_of=DAY, protect=False)


def test_table_when_there_is_none_then_unknown(ours: tuple[Organisation, Actor]) -> None:
    with pytest.raises(UnknownTable):
        run_table("no-such-table", organisation=ours[0], by=ours[1])


def test_table_when_the_reference_date_moves_then_closed_and_ongoing_move(ours: tuple[Organisation, Actor]) -> None:
    organisation, by = ours

    def both(day: date) -> tuple[int | None, int | None]:
        keys = ["participation-closed", "participation-ongoing"]
        closed, ongoing = run_tables(keys, organisation=organisation, by=by, question=Question(as_of=day))
        return whole(closed)[1], whole(ongoing)[1]

    assert both(date(2018, 7, 31)) == (0, 0)
    assert both(date(2019, 7, 31)) == (0, 24)
    assert both(date(2019, 8, 1)) == (16, 8)


def test_table_when_something_is_corrected_then_now_and_as_known_before_differ(
    ours: tuple[Organisation, Actor],
) -> None:
    organisation, by = ours
    with acting_as(by):
        before = timezone.now()
        old = Diagnosis.objects.filter(profile="C").order_by("pk")[0]
        Diagnosis.objects.filter(pk=old.pk).update(recorded_at=before - timedelta(days=1), superseded_at=before)
        corrected = Diagnosis.objects.create(
            journey_id=old.journey_id, diagnosed_on=old.diagnosed_on, profile="D", batch=old.batch
        )
        Diagnosis.objects.filter(pk=corrected.pk).update(recorded_at=before)

    def profiles(**asked: object) -> set[str]:
        table = run_table("profiles", organisation=organisation, by=by, protect=False, **asked)  # type: ignore[arg-type]
        return {row.group["profile"] for row in table.rows}

    assert "D" in profiles()
    assert profiles(known_at=before - timedelta(hours=1)) == {"C"}


def test_tables_when_over_all_organisations_then_added_up_and_protected(
    ours: tuple[Organisation, Actor], theirs: tuple[Organisation, Actor]
) -> None:
    question = Question(as_of=DAY, protect=False)
    (table,) = run_everywhere(["pvt-first-call"], job_name="national", question=question)
    assert whole(table)[1] == 33
    assert table.is_protected


def test_table_when_the_organisation_sets_a_higher_threshold_then_it_holds(ours: tuple[Organisation, Actor]) -> None:
    organisation, by = ours
    Organisation.objects.filter(pk=organisation.pk).update(small_cell=20)
    organisation.refresh_from_db()
    table = run_table("pvt-first-call", organisation=organisation, by=by, as_of=DAY)
    assert whole(table) == (None, None)
    assert table.threshold == 20
