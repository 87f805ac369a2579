"""Writing a plan on screen: one page, with two people at once, agreeing, signing, comparing, printing."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.models import ReadEntry
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.plans.content import Doc, new_part
from reisgenoot.plans.detail import current_plan, open_draft
from reisgenoot.plans.editing import draft_content
from reisgenoot.plans.models import Agreement, Goal, PathStep, Plan, UnplannedResult
from reisgenoot.plans.services import save_draft
from tests.factories.planning import a_doc, a_draft, an_agreed_plan, sign
from tests.web.caseworker.conftest import Office
from tests.web.caseworker.html import read

PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"


def address(name: str, *ids: int) -> str:
    return reverse(name, args=ids)


def filled(browser: Client, journey: Journey) -> dict[str, Any]:
    """The editor's form as the browser would send it back."""
    form = browser.get(address("plan_edit", journey.pk)).context["form"]
    sent: dict[str, Any] = {"begonnen": browser.get(address("plan_edit", journey.pk)).context["began"]}
    for part in form._forms():
        for field in part:
            value = field.value()
            if value is True:
                sent[field.html_name] = "on"
            elif value not in (None, False):
                sent[field.html_name] = value
    sent["goals"] = [goal.ref for goal in form.goals]
    sent["steps"] = [line.ref for line in form.steps if not line.is_new]
    sent["agreements"] = [line.ref for line in form.agreements if not line.is_new]
    for goal in form.goals:
        sent[f"instruments-{goal.ref}"] = [line.ref for line in goal.instruments if not line.is_new]
        sent[f"agreements-{goal.ref}"] = [line.ref for line in goal.agreements if not line.is_new]
    return sent


def in_draft(office: Office, journey: Journey) -> Doc:
    with acting_as(office.manager) as by:
        draft = open_draft(by=by, journey_id=journey.pk)
        assert draft is not None
        return draft_content(draft.id)


def test_editor_when_opened_then_nothing_is_written_and_the_page_is_in_order(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    page = read(browser.get(address("plan_edit", journey.pk)))
    assert len(page.ids) == len(set(page.ids))
    assert set(page.controls) <= page.labelled
    assert page.handlers == []
    with acting_as(ours.manager) as by:
        assert open_draft(by=by, journey_id=journey.pk) is None


def test_editor_when_saved_then_goals_from_the_catalogue_and_in_own_words(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    sent = filled(browser, journey) | {
        "plan-summary": "Wil kapster worden.",
        "new-goal-first": "Nederlands leren",
        "new-goal-far": "Een eigen kapsalon",
        "steps-new-kind": "bread_job",
        "steps-new-text": "Knippen in een salon",
        "agreements-new-who": "newcomer",
        "agreements-new-what": "Elke maand samen kijken",
    }
    answer = browser.post(address("plan_edit", journey.pk), sent)
    assert answer.status_code == 302
    content = in_draft(ours, journey)
    assert [(goal["key"], goal["text"], goal["horizon"]) for goal in content["goals"]] == [
        ("learn_dutch", "", "first"),
        ("", "Een eigen kapsalon", "far"),
    ]
    assert [step["text"] for step in content["steps"]] == ["Knippen in een salon"]
    assert [one["what"] for one in content["agreements"]] == ["Elke maand samen kijken"]


def test_editor_when_saved_unchanged_then_the_draft_is_the_same(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    with acting_as(ours.manager) as by:
        doc = a_doc(steps=[new_part("steps", text="Helpen", kind="voluntary")], pip={"leerroute": "z", "literacy": "A"})
        a_draft(by, journey.pk, doc)
    before = in_draft(ours, journey)
    assert browser.post(address("plan_edit", journey.pk), filled(browser, journey)).status_code == 302
    assert in_draft(ours, journey) == before


def test_editor_when_a_part_is_taken_out_or_moved_then_so_in_the_draft(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    with acting_as(ours.manager) as by:
        a_draft(by, journey.pk)
    browser.post(address("plan_edit", journey.pk), filled(browser, journey) | {"doe": "omhoog:werk"})
    assert [goal["ref"] for goal in in_draft(ours, journey)["goals"]] == ["werk", "taal"]
    browser.post(address("plan_edit", journey.pk), filled(browser, journey) | {"doe": "weg:goals:werk"})
    assert [goal["ref"] for goal in in_draft(ours, journey)["goals"]] == ["taal"]
    browser.post(address("plan_edit", journey.pk), filled(browser, journey) | {"doe": "weg:agreements-taal:oefenen"})
    assert [one["ref"] for one in in_draft(ours, journey)["goals"][0]["agreements"]] == ["aanmelden"]


def test_editor_when_a_day_is_none_then_said_where_and_the_words_stay(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    sent = filled(browser, journey) | {"plan-summary": "Blijft staan", "pip-dagtekening": "31-31"}
    answer = browser.post(address("plan_edit", journey.pk), sent)
    assert answer.status_code == 422
    assert "Blijft staan" in answer.content.decode()
    assert 'href="#id_pip-dagtekening"' in answer.content.decode()


def test_editor_when_a_colleague_changed_the_same_then_both_shown_and_chosen(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    with acting_as(ours.manager) as by:
        draft = a_draft(by, journey.pk)
    sent = filled(browser, journey)
    with acting_as(ours.place.actor("team_manager")) as colleague:
        other = draft_content(draft.pk) | {"summary": "Van de collega", "dream_job": "kapster"}
        save_draft(by=colleague, draft_id=draft.pk, began_from=2, content=other)
    answer = browser.post(address("plan_edit", journey.pk), sent | {"plan-summary": "Van mij"})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Van mij" in shown
    assert "Van de collega" in shown
    assert in_draft(ours, journey)["summary"] == "Van de collega"
    chosen = sent | {"plan-summary": "Van mij", "kies.summary": "mine"}
    assert browser.post(address("plan_edit", journey.pk), chosen).status_code == 302
    held = in_draft(ours, journey)
    assert (held["summary"], held["dream_job"]) == ("Van mij", "kapster")


def test_plan_when_agreed_signed_and_changed_then_the_versions_tell_the_difference(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    with acting_as(ours.manager) as by:
        a_draft(by, journey.pk)
    assert browser.get(address("plan_agree", journey.pk)).status_code == 200
    assert (
        browser.post(address("plan_agree", journey.pk), {"talk_on": "2026-03-01", "begonnen": "2"}).status_code == 302
    )
    with acting_as(ours.manager) as by:
        plan = Plan.objects.get()
    for party in ("person", "staff"):
        sent = {"party": party, "name": "Amira", "agrees": "on", "drawing": ""}
        assert browser.post(address("plan_sign", plan.pk), sent).status_code == 302
    with acting_as(ours.manager) as by:
        an_agreed_plan(by, journey.pk, a_doc(change_reason="bijgepraat", dream_job="kapster"))
    shown = browser.get(address("plan_versions", journey.pk)).content.decode()
    assert "bijgepraat" in shown
    assert "kapster" in shown
    tab = browser.get(address("dossier_plan", journey.pk)).content.decode()
    assert "Elke dag oefenen" in tab
    assert address("plan_versions", journey.pk) in tab


def test_draft_when_thrown_away_then_the_toast_brings_it_back(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    with acting_as(ours.manager) as by:
        draft = a_draft(by, journey.pk)
    browser.post(address("plan_discard", journey.pk))
    undo = address("plan_reopen", journey.pk, draft.pk)
    assert undo in browser.get(address("dossier_plan", journey.pk)).content.decode()
    browser.post(undo)
    assert in_draft(ours, journey)["summary"] == "Wil weer kapster worden."


@pytest.fixture
def plan(ours: Office) -> Plan:
    journey = ours.journey()
    with acting_as(ours.manager) as by:
        return an_agreed_plan(by, journey.pk, a_doc(steps=[new_part("steps", text="Helpen", kind="bread_job")]))


def test_agreement_when_done_then_said_and_taken_back(ours: Office, plan: Plan) -> None:
    browser = ours.browser()
    with acting_as(ours.manager):
        agreement = Agreement.objects.get(what="Elke dag oefenen")
    tab = address("dossier_plan", plan.journey_id or 0)
    assert address("agreement_done", agreement.pk) in browser.get(tab).content.decode()
    browser.post(address("agreement_done", agreement.pk))
    shown = browser.get(tab).content.decode()
    assert "gedaan op" in shown
    browser.post(address("agreement_reopen", agreement.pk))
    with acting_as(ours.manager):
        assert Agreement.objects.get(pk=agreement.pk).done_on is None


def test_goal_step_and_result_when_told_then_in_the_file(ours: Office, plan: Plan) -> None:
    browser, journey_id = ours.browser(), plan.journey_id or 0
    with acting_as(ours.manager):
        goal, step = Goal.objects.get(plan=plan, ref="taal"), PathStep.objects.get(plan=plan)
    sent = {"state": "reached", "on": "2026-03-01", "evidence": "A2 gehaald", "view_person": "Trots"}
    assert browser.post(address("goal_state", goal.pk), sent).status_code == 302
    assert browser.post(address("step_reached", step.pk)).status_code == 302
    new = {"text": "Rijbewijs gehaald", "occurred_on": "2026-03-01", "domain": "mobility"}
    assert browser.post(address("result_new", journey_id), new).status_code == 302
    shown = browser.get(address("dossier_plan", journey_id)).content.decode()
    for said in ("A2 gehaald", "Trots", "bereikt op", "Rijbewijs gehaald"):
        assert said in shown
    with acting_as(ours.manager):
        result = UnplannedResult.objects.get()
    browser.post(address("result_retract", result.pk))
    assert "Rijbewijs gehaald" not in browser.get(address("dossier_plan", journey_id)).content.decode()


def test_paper_when_uploaded_then_downloaded_again_and_logged(ours: Office, plan: Plan) -> None:
    browser = ours.browser()
    url = address("plan_sign_paper", plan.pk)
    wrong = {"scan": SimpleUploadedFile("plan.pdf", b"MZ"), "parties": ["person"], "signed_on": "2026-03-02"}
    assert browser.post(url, wrong).status_code == 422
    right = {**wrong, "scan": SimpleUploadedFile("scan.exe", PDF), "parties": ["person", "staff"]}
    assert browser.post(url, right).status_code == 302
    with acting_as(ours.manager) as by:
        detail = current_plan(by=by, journey_id=plan.journey_id or 0)
        assert detail is not None
        scan_id = detail.signatures[0].scan_id or 0
    answer = browser.get(address("plan_scan", plan.pk, scan_id))
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert "attachment" in answer["Content-Disposition"]
    with acting_as(ours.manager):
        assert ReadEntry.objects.filter(part="plan_scan").count() == 1


def test_print_when_opened_then_a_pdf_and_logged(ours: Office, plan: Plan) -> None:
    browser = ours.browser()
    for name in ("plan_pdf", "plan_letter"):
        answer = browser.get(address(name, plan.pk))
        assert answer.content.startswith(b"%PDF")
        with acting_as(ours.manager):
            assert ReadEntry.objects.filter(part=name).count() == 1


def test_plan_when_of_another_organisation_then_not_found(ours: Office, theirs: Office) -> None:
    journey = theirs.journey()
    with acting_as(theirs.manager) as by:
        plan = sign(by, an_agreed_plan(by, journey.pk))
        agreement = Agreement.objects.filter(plan=plan)[0]
    browser = ours.browser()
    for name, pk in (
        ("plan_edit", journey.pk),
        ("plan_agree", journey.pk),
        ("plan_versions", journey.pk),
        ("result_new", journey.pk),
        ("plan_sign", plan.pk),
        ("plan_pdf", plan.pk),
        ("plan_letter", plan.pk),
        ("plan_end", plan.pk),
    ):
        assert browser.get(address(name, pk)).status_code == 404
    assert browser.post(address("agreement_done", agreement.pk)).status_code == 404
