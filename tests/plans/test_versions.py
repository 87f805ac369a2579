"""From draft to version: saving together, agreeing, signing, coming into force."""

from datetime import date, timedelta

import pytest
from django.conf import settings

from reisgenoot.journeys.models import Journey, Milestone, Signal
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.plans.content import Doc, new_part
from reisgenoot.plans.detail import current_plan, open_draft, plan_detail
from reisgenoot.plans.editing import draft_content
from reisgenoot.plans.enums import PlanState
from reisgenoot.plans.models import Agreement, Goal, Pip, Plan, PlanScan, PlanSignature
from reisgenoot.plans.scans import MOST_BYTES, fetch, kind_of
from reisgenoot.plans.selectors import plans_of
from reisgenoot.plans.services import (
    NewUnplannedResult,
    agree_plan,
    discard_draft,
    end_plan,
    judge_goal,
    keep_agreement,
    put_in_force,
    record_plan,
    record_unplanned_result,
    reopen_agreement,
    reopen_draft,
    retract_pip,
    retract_unplanned_result,
    save_draft,
    sign_on_paper,
    sign_on_screen,
    start_draft,
    withdraw_signature,
)
from tests.factories.journeys import a_journey
from tests.factories.organisations import Cast
from tests.factories.planning import a_doc, a_draft, an_agreed_plan, sign
from tests.factories.plans import new_plan

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 20 + b"IEND\xaeB`\x82"
PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"


def held_milestones(journey: Journey) -> set[str]:
    return set(Milestone.objects.filter(journey=journey, superseded_at__isnull=True).values_list("key", flat=True))


def open_checks(journey: Journey) -> list[str]:
    rows = Signal.objects.filter(journey=journey, state="open", rule__startswith="check:")
    return sorted(rule for rule in rows.values_list("rule", flat=True) if rule in PLAN_CHECKS)


PLAN_CHECKS = {"check:goals_only_work", "check:effort_one_sided", "check:agreement_due"}


def test_draft_when_saved_then_held_and_begun_once(bram: Actor) -> None:
    journey = a_journey(bram)
    draft = a_draft(bram, journey.pk)
    assert start_draft(by=bram, journey_id=journey.pk).pk == draft.pk
    assert draft_content(draft.pk)["summary"] == "Wil weer kapster worden."
    found = open_draft(by=bram, journey_id=journey.pk)
    assert found is not None
    assert (found.revision, found.saved_by) == (2, "Bram")
    assert plans_of(by=bram, journey_id=journey.pk) == []


def test_draft_when_two_write_other_places_then_both_hold_and_it_is_said(cast: Cast) -> None:
    with acting_as(cast.bram):
        journey = a_journey(cast.bram)
        draft = a_draft(cast.bram, journey.pk)
        content = draft_content(draft.pk)
    with acting_as(cast.chantal):
        save_draft(by=cast.chantal, draft_id=draft.pk, began_from=2, content={**content, "dream_job": "kapster"})
    with acting_as(cast.bram):
        saved = save_draft(by=cast.bram, draft_id=draft.pk, began_from=2, content={**content, "summary": "Oefent al."})
        assert saved.is_saved
        assert [other.who for other in saved.others] == ["Chantal"]
        held = draft_content(draft.pk)
        assert (held["summary"], held["dream_job"], saved.merged.taken) == ("Oefent al.", "kapster", (("dream_job",),))


def test_draft_when_two_write_the_same_place_then_nothing_saved_until_chosen(cast: Cast) -> None:
    with acting_as(cast.bram):
        draft = a_draft(cast.bram, a_journey(cast.bram).pk)
        content = draft_content(draft.pk)
    with acting_as(cast.chantal):
        save_draft(by=cast.chantal, draft_id=draft.pk, began_from=2, content={**content, "summary": "van Chantal"})
    with acting_as(cast.bram):
        mine = {**content, "summary": "van Bram"}
        saved = save_draft(by=cast.bram, draft_id=draft.pk, began_from=2, content=mine)
        assert not saved.is_saved
        assert [clash.name for clash in saved.merged.clashes] == ["summary"]
        assert draft_content(draft.pk)["summary"] == "van Chantal"
        again = save_draft(by=cast.bram, draft_id=draft.pk, began_from=2, content=mine, chosen={"summary": "mine"})
        assert again.is_saved
        assert draft_content(draft.pk)["summary"] == "van Bram"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"main_goal": "riches"}, "main_goal"),
        ({"summary": "x" * 5001}, "summary"),
        ({"goals": [new_part("goals", key="riches")]}, "goal"),
        ({"goals": [new_part("goals", text="Werk", domain="moon")]}, "domain"),
        ({"goals": [new_part("goals", text="Werk", importance="6")]}, "importance"),
        ({"goals": [new_part("goals", text="Werk", target_on="morgen")]}, "target_on"),
        ({"agreements": [new_part("agreements", who="nobody", what="iets")]}, "who"),
        ({"steps": [new_part("steps", kind="leap")]}, "kind"),
    ],
)
def test_draft_when_impossible_then_refused_with_the_field(bram: Actor, changes: Doc, field: str) -> None:
    draft = a_draft(bram, a_journey(bram).pk)
    with pytest.raises(InvalidInput) as refused:
        save_draft(by=bram, draft_id=draft.pk, began_from=2, content=a_doc(**changes))
    assert refused.value.field == field


def test_draft_when_thrown_away_then_comes_back(bram: Actor) -> None:
    journey = a_journey(bram)
    draft = a_draft(bram, journey.pk)
    discard_draft(by=bram, draft_id=draft.pk)
    assert open_draft(by=bram, journey_id=journey.pk) is None
    reopen_draft(by=bram, draft_id=draft.pk)
    found = open_draft(by=bram, journey_id=journey.pk)
    assert found is not None
    assert found.id == draft.pk
    discard_draft(by=bram, draft_id=draft.pk)
    start_draft(by=bram, journey_id=journey.pk)
    with pytest.raises(InvalidInput, match="ander concept"):
        reopen_draft(by=bram, draft_id=draft.pk)


def test_plan_when_agreed_then_a_version_that_waits_for_both(bram: Actor) -> None:
    journey = a_journey(bram)
    plan = an_agreed_plan(bram, journey.pk)
    assert (plan.state, plan.before_id, plan.agreed_on) == (PlanState.AGREED, None, today())
    assert "plan_made" in held_milestones(journey)
    detail = plan_detail(by=bram, plan_id=plan.pk)
    assert [goal.domain for goal in detail.goals] == ["language", "work"]
    assert [one.who for one in detail.goals[0].agreements] == ["newcomer", "municipality"]
    assert (detail.waits_for, detail.shares) == (["person", "staff"], (1, 1))
    assert open_draft(by=bram, journey_id=journey.pk) is None


def test_plan_when_both_signed_then_in_force_and_the_milestone_reached(bram: Actor) -> None:
    journey = a_journey(bram)
    plan = sign(bram, an_agreed_plan(bram, journey.pk), "person")
    assert plan.state == PlanState.AGREED
    plan = sign(bram, plan, "staff")
    assert (plan.state, plan.in_force_on) == (PlanState.IN_FORCE, today())
    assert "plan_signed" in held_milestones(journey)
    with pytest.raises(InvalidInput, match="al getekend"):
        sign_on_screen(by=bram, plan_id=plan.pk, party="staff", name="Bram")


def test_signature_when_withdrawn_then_the_plan_waits_again(bram: Actor) -> None:
    journey = a_journey(bram)
    plan = sign(bram, an_agreed_plan(bram, journey.pk))
    signature = PlanSignature.objects.get(plan=plan, party="person")
    withdraw_signature(by=bram, signature_id=signature.pk)
    plan.refresh_from_db()
    assert (plan.state, plan.signed_by_person_on, plan.signed_by_staff_on) == (PlanState.AGREED, None, today())
    assert "plan_signed" not in held_milestones(journey)
    assert sign(bram, plan, "person").state == PlanState.IN_FORCE


@pytest.mark.parametrize("drawing", ["M1.0 2.0 L3.0 4.0", "M1.0 2.0 L30.5 44.0 M5.0 5.0 L6.0 6.0"])
def test_signature_when_drawn_then_kept_as_a_path(bram: Actor, drawing: str) -> None:
    plan = an_agreed_plan(bram, a_journey(bram).pk)
    signature = sign_on_screen(by=bram, plan_id=plan.pk, party="person", name="Amira", drawing=drawing)
    assert (signature.way, signature.drawing) == ("drawn", drawing)


@pytest.mark.parametrize("drawing", ["<script>", "M1 2", 'M1 2 L3 4"/><x', "M1 2 L" + "3 4 L" * 9000 + "3 4"])
def test_signature_when_it_is_no_drawing_then_refused(bram: Actor, drawing: str) -> None:
    plan = an_agreed_plan(bram, a_journey(bram).pk)
    with pytest.raises(InvalidInput, match="handtekening"):
        sign_on_screen(by=bram, plan_id=plan.pk, party="person", name="Amira", drawing=drawing)


def test_plan_when_signed_on_paper_then_the_scan_is_kept_encrypted(bram: Actor) -> None:
    plan = an_agreed_plan(bram, a_journey(bram).pk)
    scan = sign_on_paper(by=bram, plan_id=plan.pk, content=PDF, signed_on=today())
    plan.refresh_from_db()
    assert (plan.state, scan.kind, scan.size) == (PlanState.IN_FORCE, "pdf", len(PDF))
    assert fetch(scan.digest, organisation_id=bram.organisation_id) == PDF
    stored = (settings.HOME / "plans" / str(bram.organisation_id) / scan.digest).read_bytes()
    assert b"PDF" not in stored
    with pytest.raises(NotKnown):
        fetch(scan.digest, organisation_id=bram.organisation_id + 1)
    assert PlanScan.objects.count() == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"MZ\x90", b"%PDF-1.7 without an end", b"\xff\xd8\xff no end", PNG[:30], b"%PDF-" + b"x" * MOST_BYTES],
)
def test_scan_when_it_is_no_whole_picture_or_pdf_then_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        kind_of(content)
    assert refused.value.field == "scan"


def test_scan_when_whole_then_known_by_its_content() -> None:
    assert [kind_of(content).value for content in (PDF, PNG, b"\xff\xd8\xff\xe0 picture \xff\xd9")] == [
        "pdf",
        "png",
        "jpeg",
    ]


def test_plan_when_changed_without_need_then_the_signatures_still_hold(bram: Actor) -> None:
    journey = a_journey(bram)
    first = sign(bram, an_agreed_plan(bram, journey.pk))
    second = an_agreed_plan(bram, journey.pk, a_doc(summary="Gaat goed.", change_reason="bijgepraat"))
    first.refresh_from_db()
    assert (first.state, second.state) == (PlanState.REPLACED, PlanState.IN_FORCE)
    assert (second.signature_of_id, second.before_id) == (first.pk, first.pk)
    assert second.signed_by_person_on == first.signed_by_person_on


def test_plan_when_the_newcomers_agreements_change_then_both_sign_again(bram: Actor) -> None:
    journey = a_journey(bram)
    first = sign(bram, an_agreed_plan(bram, journey.pk))
    content = a_doc(change_reason="meer oefenen", agreements=[new_part("agreements", who="newcomer", what="CV maken")])
    second = an_agreed_plan(bram, journey.pk, content)
    first.refresh_from_db()
    assert (first.state, second.state, second.signature_of_id) == (PlanState.IN_FORCE, PlanState.AGREED, None)
    found = current_plan(by=bram, journey_id=journey.pk)
    assert found is not None
    assert found.plan.pk == second.pk
    sign(bram, second)
    first.refresh_from_db()
    assert first.state == PlanState.REPLACED


def test_plan_when_changed_then_needs_a_reason_and_what_was_done_goes_along(bram: Actor) -> None:
    journey = a_journey(bram)
    plan = an_agreed_plan(bram, journey.pk)
    keep_agreement(by=bram, agreement_id=Agreement.objects.get(what="Elke dag oefenen").pk)
    judge_goal(by=bram, goal_id=Goal.objects.get(ref="taal").pk, state="reached", evidence="A2 gehaald")
    with pytest.raises(InvalidInput) as refused:
        an_agreed_plan(bram, journey.pk, draft_of(plan, bram))
    assert refused.value.field == "change_reason"
    content = draft_of(plan, bram) | {"change_reason": "nieuw doel"}
    second = an_agreed_plan(bram, journey.pk, content)
    goal = Goal.objects.get(plan=second, ref="taal")
    assert (goal.state, goal.evidence) == ("reached", "A2 gehaald")
    assert Agreement.objects.get(plan=second, what="Elke dag oefenen").done_on == today()


def draft_of(plan: Plan, by: Actor) -> Doc:
    draft = start_draft(by=by, journey_id=plan.journey_id or 0)
    return draft_content(draft.pk)


def test_plan_when_a_colleague_saved_meanwhile_then_not_agreed(bram: Actor) -> None:
    draft = a_draft(bram, a_journey(bram).pk)
    with pytest.raises(InvalidInput, match="collega"):
        agree_plan(by=bram, draft_id=draft.pk, began_from=1, agreed_on=today())


def test_plan_when_empty_or_to_come_then_not_agreed(bram: Actor) -> None:
    journey = a_journey(bram)
    draft = start_draft(by=bram, journey_id=journey.pk)
    with pytest.raises(InvalidInput, match="ten minste"):
        agree_plan(by=bram, draft_id=draft.pk, began_from=1, agreed_on=today())
    saved = save_draft(by=bram, draft_id=draft.pk, began_from=1, content=a_doc())
    with pytest.raises(InvalidInput, match="toekomst"):
        agree_plan(by=bram, draft_id=draft.pk, began_from=saved.revision, agreed_on=today() + timedelta(days=1))


def test_plan_when_put_in_force_without_signature_then_with_a_reason(bram: Actor) -> None:
    plan = an_agreed_plan(bram, a_journey(bram).pk)
    with pytest.raises(InvalidInput):
        put_in_force(by=bram, plan_id=plan.pk, reason=" ")
    held = put_in_force(by=bram, plan_id=plan.pk, reason="Inwoner wil niet tekenen")
    assert (held.state, held.in_force_reason) == (PlanState.IN_FORCE, "Inwoner wil niet tekenen")


def test_plan_when_ended_then_no_longer_current(bram: Actor) -> None:
    journey = a_journey(bram)
    plan = an_agreed_plan(bram, journey.pk)
    end_plan(by=bram, plan_id=plan.pk, on=today(), reason="verhuisd")
    assert current_plan(by=bram, journey_id=journey.pk) is None
    with pytest.raises(InvalidInput):
        end_plan(by=bram, plan_id=plan.pk, on=today(), reason="nog eens")


def test_plan_when_delivered_earlier_then_the_draft_begins_with_it(bram: Actor) -> None:
    journey = a_journey(bram)
    old = record_plan(by=bram, plan=new_plan(journey.pk))
    newer = record_plan(by=bram, plan=new_plan(journey.pk, agreed_on=date(2024, 6, 1)))
    content = draft_content(start_draft(by=bram, journey_id=journey.pk).pk)
    assert content["goals"][0]["key"] == Goal.objects.filter(plan=newer).get().key
    states = {plan.id: plan.state for plan in plans_of(by=bram, journey_id=journey.pk)}
    assert states == {newer.pk: PlanState.IN_FORCE, old.pk: PlanState.REPLACED}


def test_checks_when_all_is_work_and_the_municipalitys_then_signalled_and_closed_by_a_better_plan(bram: Actor) -> None:
    journey = a_journey(bram)
    late = (today() - timedelta(days=3)).isoformat()
    only_work = a_doc(
        goals=[
            new_part(
                "goals",
                text="Baan",
                domain="work",
                agreements=[new_part("agreements", who="municipality", what="Bellen", due_on=late)],
            )
        ]
    )
    an_agreed_plan(bram, journey.pk, only_work)
    assert open_checks(journey) == ["check:agreement_due", "check:effort_one_sided", "check:goals_only_work"]
    keep_agreement(by=bram, agreement_id=Agreement.objects.get(what="Bellen").pk)
    assert "check:agreement_due" not in open_checks(journey)
    reopen_agreement(by=bram, agreement_id=Agreement.objects.get(what="Bellen").pk)
    assert "check:agreement_due" in open_checks(journey)
    an_agreed_plan(bram, journey.pk, a_doc(change_reason="breder"))
    assert open_checks(journey) == ["check:agreement_due", "check:agreement_due"]


def test_pip_when_part_of_the_plan_then_established_with_its_route(bram: Actor) -> None:
    journey = a_journey(bram, codes={"duo_group": "asylum"})
    pip = {"dagtekening": today().isoformat(), "leerroute": "b1", "support": "Taalmaatje"}
    plan = an_agreed_plan(bram, journey.pk, a_doc(pip=pip))
    made = Pip.objects.get()
    assert (made.plan_id, made.dagtekening, made.initial_on, made.support) == (plan.pk, today(), today(), "Taalmaatje")
    journey.refresh_from_db()
    assert journey.codes["learning_route"] == "b1"
    assert "pip_established" in held_milestones(journey)
    assert "route_changed" not in held_milestones(journey)
    second = an_agreed_plan(bram, journey.pk, draft_of(plan, bram) | {"change_reason": "bijgepraat"})
    assert Pip.objects.count() == 1
    z = draft_of(second, bram)
    z["change_reason"] = "te zwaar"
    z["pip"] = z["pip"] | {"leerroute": "z", "route_change_reason": "te zwaar"}
    an_agreed_plan(bram, journey.pk, z)
    journey.refresh_from_db()
    assert journey.codes["learning_route"] == "z"
    assert "route_changed" in held_milestones(journey)
    retract_pip(by=bram, pip_id=Pip.objects.get(leerroute="z").pk)
    journey.refresh_from_db()
    assert journey.codes["learning_route"] == "b1"


def test_pip_when_a_rule_is_broken_then_the_plan_is_not_agreed(bram: Actor) -> None:
    journey = a_journey(bram)
    pip = {"dagtekening": today().isoformat(), "leerroute": "education", "niveau": "a2"}
    draft = a_draft(bram, journey.pk, a_doc(pip=pip))
    with pytest.raises(InvalidInput) as refused:
        agree_plan(by=bram, draft_id=draft.pk, began_from=draft.revision, agreed_on=today())
    assert refused.value.field == "niveau"


def test_result_when_nobody_planned_it_then_recorded_and_taken_back(bram: Actor) -> None:
    journey = a_journey(bram)
    new = NewUnplannedResult(journey_id=journey.pk, occurred_on=today(), text="Rijbewijs gehaald", domain="mobility")
    result = record_unplanned_result(by=bram, result=new)
    retract_unplanned_result(by=bram, result_id=result.pk)
    with pytest.raises(NotKnown):
        retract_unplanned_result(by=bram, result_id=result.pk)


def test_plan_when_of_another_organisation_then_not_known(cast: Cast) -> None:
    with acting_as(cast.dirk):
        journey = a_journey(cast.dirk)
        draft = a_draft(cast.dirk, journey.pk)
        other = a_journey(cast.dirk)
        plan = sign(cast.dirk, an_agreed_plan(cast.dirk, other.pk))
        agreement, goal = Agreement.objects.filter(plan=plan)[0], Goal.objects.filter(plan=plan)[0]
    with acting_as(cast.bram) as by:
        for attempt in (
            lambda: start_draft(by=by, journey_id=journey.pk),
            lambda: save_draft(by=by, draft_id=draft.pk, began_from=1, content=a_doc()),
            lambda: discard_draft(by=by, draft_id=draft.pk),
            lambda: agree_plan(by=by, draft_id=draft.pk, began_from=2, agreed_on=today()),
            lambda: plan_detail(by=by, plan_id=plan.pk),
            lambda: sign_on_screen(by=by, plan_id=plan.pk, party="person", name="Amira"),
            lambda: put_in_force(by=by, plan_id=plan.pk, reason="zo"),
            lambda: end_plan(by=by, plan_id=plan.pk, on=today(), reason="zo"),
            lambda: keep_agreement(by=by, agreement_id=agreement.pk),
            lambda: judge_goal(by=by, goal_id=goal.pk, state="reached"),
        ):
            with pytest.raises(NotKnown):
                attempt()


def test_policy_officer_when_writing_a_plan_then_not_allowed(cast: Cast) -> None:
    with acting_as(cast.bram):
        journey = a_journey(cast.bram)
        plan = an_agreed_plan(cast.bram, journey.pk)
    with acting_as(cast.gerard) as by:
        for attempt in (
            lambda: start_draft(by=by, journey_id=journey.pk),
            lambda: plan_detail(by=by, plan_id=plan.pk),
            lambda: sign_on_screen(by=by, plan_id=plan.pk, party="person", name="Amira"),
            lambda: end_plan(by=by, plan_id=plan.pk, on=today(), reason="zo"),
        ):
            with pytest.raises(NotAllowed):
                attempt()
