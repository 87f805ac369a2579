"""The sample deliveries, read as their `expected.json` says."""

import json

import pytest
from django.db.models import Count
from tests.deliveries.conftest import EXAMPLES

from reisgenoot.deliveries.enums import ReviewState
from reisgenoot.deliveries.models import Delivery, ReviewItem
from reisgenoot.intake.models import Diagnosis, Measurement
from reisgenoot.journeys.models import Journey, Milestone
from reisgenoot.kernel.actor import job
from reisgenoot.kernel.models import SourceFile, SourceRow
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.offers.models import CallUp, Enrolment, OutcomeObservation
from reisgenoot.people.models import Person
from reisgenoot.plans.models import Goal, Plan, PlannedInstrument

FACTS = (Diagnosis, Measurement, Milestone, Enrolment, OutcomeObservation, CallUp, Plan, Goal, PlannedInstrument)


def _everything(organisation):
    with acting_as(job("test", organisation.pk)):
        models = (*FACTS, Person, Journey, SourceFile, SourceRow, ReviewItem, Delivery)
        return {model.__name__: model.objects.count() for model in models}


def test_meerinzicht_when_delivered_then_counts_are_those_expected(meerinzicht, send):
    expected = json.loads((EXAMPLES / "meerinzicht" / "expected.json").read_text())
    result = send(meerinzicht, EXAMPLES / "meerinzicht").as_json()
    named = ["diagnoses", "new_in_second_export", "plans_received", "plans_kept", "plans_linked"]
    assert list(result["counts"])[:5] == named
    assert [result["counts"][name] for name in named] == [
        expected["diagnoses"],
        expected["new_in_second_export"],
        expected["plans_received"],
        expected["plans_usable"],
        expected["plans_linked"],
    ]
    assert result["counts"]["plans_sent_twice"] == expected["sent_twice"]
    unlinked = expected["bsn_fails_eleven_test"] + expected["valid_bsn_unknown"]
    assert result["review"] == [
        {"kind": "plan_empty", "count": expected["empty"]},
        {"kind": "plan_person", "count": unlinked + expected["same_bsn_other_person"]},
    ]
    assert [(file["name"], file["rows"]) for file in result["files"]] == [
        ("diagnoses-2020-01-15.xlsx", 285),
        ("diagnoses-2020-03-16.xlsx", 331),
        ("support-plans.xlsx", 202),
    ]


def test_meerinzicht_when_delivered_then_plans_of_nobody_have_suggestions_and_no_link(meerinzicht, send):
    send(meerinzicht, EXAMPLES / "meerinzicht")
    with acting_as(job("test", meerinzicht.pk)):
        items = ReviewItem.objects.filter(kind="plan_person")
        failing = items.filter(reason__contains="elfproef")
        assert failing.count() == 6
        assert all(item.suggestions[0]["reasons"] for item in failing)
        elsewhere = items.filter(reason__contains="andere naam")
        assert elsewhere.count() == 3
        assert all("same_bsn_other_person" in item.suggestions[0]["reasons"] for item in elsewhere)
        assert Plan.objects.filter(superseded_at=None, journey=None).count() == 10
        assert set(Plan.objects.filter(journey=None).values_list("pk", flat=True)) == {
            item.subject_id for item in items.exclude(reason__contains="andere naam")
        }


def test_meerinzicht_when_delivered_then_every_fact_knows_its_row(meerinzicht, send):
    send(meerinzicht, EXAMPLES / "meerinzicht")
    with acting_as(job("test", meerinzicht.pk)):
        for model in (Diagnosis, Plan, Goal, PlannedInstrument, Milestone):
            assert model.objects.exists()
            assert not model.objects.filter(source_row=None).exists(), model
        plan = Plan.objects.select_related("source_row__file").get(delivered_key="5099")
        assert (plan.source_row.file.name, plan.source_row.number, plan.source_row.sheet) == (
            "support-plans.xlsx",
            3,
            "Export",
        )
        assert SourceRow.objects.filter(kind="plan").count() == 202


def test_meerinzicht_when_delivered_then_no_bsn_stands_in_the_queue_or_the_sources(meerinzicht, send):
    send(meerinzicht, EXAMPLES / "meerinzicht")
    with acting_as(job("test", meerinzicht.pk)):
        kept = json.dumps(
            [
                *ReviewItem.objects.values_list("given", "suggestions", "match_key", "reason"),
                *SourceRow.objects.values_list("natural_key", "digest"),
                *Delivery.objects.values_list("files", "counts", "problems"),
            ]
        )
        assert "999" not in kept.replace("99999", "") or not any(
            number in kept for number in ("999874500", "99977771", "999991796")
        )
        assert all(item.given_sealed for item in ReviewItem.objects.all())


def test_meerinzicht_when_delivered_then_directors_and_milestones_follow(meerinzicht, send):
    send(meerinzicht, EXAMPLES / "meerinzicht")
    with acting_as(job("test", meerinzicht.pk)):
        assert Journey.objects.filter(directors__staff__code__startswith="KM").count() == 331
        reached = dict(Milestone.objects.values_list("key").annotate(Count("pk")))
        assert reached["diagnosed"] == 331
        assert reached["plan_made"] == 168
        assert 140 < reached["plan_signed"] < 168


@pytest.mark.parametrize("name", ["meerinzicht", "alkmaar"])
def test_delivery_when_sent_again_then_nothing_changes(name, send, request):
    organisation = request.getfixturevalue(name)
    first = send(organisation, EXAMPLES / name)
    before = _everything(organisation)
    again = send(organisation, EXAMPLES / name)
    assert _everything(organisation) == before
    assert again.is_known
    nothing = {"new_facts": 0, "changed_facts": 0, "new_questions": 0}
    assert again.counts == {name: first.counts[name] for name in again.counts} | nothing
    assert again.review == first.review


def test_delivery_when_dry_run_then_nothing_stays(meerinzicht, send):
    before = _everything(meerinzicht)
    result = send(meerinzicht, EXAMPLES / "meerinzicht", dry_run=True)
    assert result.counts["plans_linked"] == 168
    assert _everything(meerinzicht) == before


def test_alkmaar_when_delivered_then_counts_are_those_expected(alkmaar, send):
    expected = json.loads((EXAMPLES / "alkmaar" / "expected.json").read_text())
    result = send(alkmaar, EXAMPLES / "alkmaar").as_json()
    assert {name: result["counts"][name] for name in list(result["counts"])[:4]} == {
        "journeys_closed": expected["closed"]["all"]["n"],
        "journeys_ongoing": expected["ongoing"]["all"]["n"],
        "base_programme_started": expected["base_programme"]["started"],
        "pvt_called": expected["pvt_first_call"]["persons"],
    }
    assert result["review"] == []


def test_alkmaar_when_delivered_then_combined_outcomes_are_all_kept(alkmaar, send):
    send(alkmaar, EXAMPLES / "alkmaar")
    with acting_as(job("test", alkmaar.pk)):
        held = OutcomeObservation.objects.filter(superseded_at=None)
        assert held.filter(outcomes=["paid", "unpaid"]).exists()
        assert held.filter(outcomes=[]).exists()
        assert held.filter(hours_per_week=36).exists()
        assert OutcomeObservation.objects.exclude(superseded_at=None).exists()
        assert Person.objects.count() == 847 + 398 + 525
        assert Measurement.objects.filter(superseded_at=None).count() == 4 * 398


def test_alkmaar_when_delivered_quarter_by_quarter_then_the_same_stands(alkmaar, send, tmp_path):
    quarters = ("2018Q4", "2019Q1", "2019Q2", "2019Q3")
    for quarter in quarters:
        folder = tmp_path / quarter
        folder.mkdir()
        for file in (EXAMPLES / "alkmaar").glob(f"*{quarter}.csv"):
            (folder / file.name).write_bytes(file.read_bytes())
        result = send(alkmaar, folder)
    assert (result.counts["journeys_closed"], result.counts["journeys_ongoing"]) == (574, 273)
    with acting_as(job("test", alkmaar.pk)):
        assert Journey.objects.filter(ended_on=None).count() == 273
        assert ReviewItem.objects.filter(state=ReviewState.OPEN).count() == 0
    older = send(alkmaar, tmp_path / "2018Q4")
    assert older.is_known
