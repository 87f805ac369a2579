"""Asking together, going through answers, comparing, and looking after questionnaires."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reisgenoot.journeys.models import Journey, Signal
from reisgenoot.kernel.models import ReadEntry
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.questionnaires.models import Answer, QuestionnaireVersion, Sitting
from reisgenoot.questionnaires.services import ask, hand_in, keep_questionnaire, save_answers, start_turn
from reisgenoot.questionnaires.services.versions import About
from tests.questionnaires.workbooks import NL, family, workbook
from tests.web.caseworker.conftest import Office

pytestmark = pytest.mark.django_db
ANSWERS = {
    "family/has_children": "yes",
    "family/child[1]/name": "Abel",
    "family/child[1]/age": "3",
    "health/tired": "no",
}


def a_version(office: Office) -> QuestionnaireVersion:
    by = replace(office.manager, roles=frozenset({"administrator"}))
    with acting_as(by):
        return keep_questionnaire(by=by, content=family(), about=About(is_repeatable=True))


def handed_in(office: Office, journey: Journey | None = None) -> Sitting:
    journey = journey or office.journey()
    version = a_version(office)
    with acting_as(office.manager) as by:
        sitting = ask(by=by, journey_id=journey.pk, version_id=version.pk, language="ar")
        start_turn(by=by, sitting_id=sitting.pk, way="alone", language="ar")
        save_answers(by=by, sitting_id=sitting.pk, answers=ANSWERS)
        assert hand_in(by=by, sitting_id=sitting.pk).is_done
    return sitting


def test_questionnaire_when_asked_together_then_filled_in_at_once(ours: Office) -> None:
    version, journey, client = a_version(ours), ours.journey(), ours.browser()
    data = {"version": version.pk, "way": "together", "language": "ar"}
    response = client.post(reverse("sitting_new", args=[journey.pk]), data)
    page = client.get(response.headers["Location"]).content.decode()
    assert "هل لديك أطفال؟" in page
    assert "Hebt u kinderen?" in page


def test_link_when_made_then_shown_once_with_a_code_to_scan(ours: Office) -> None:
    version, journey, client = a_version(ours), ours.journey(), ours.browser()
    client.post(reverse("sitting_new", args=[journey.pk]), {"version": version.pk, "way": "alone", "language": "ar"})
    with acting_as(ours.manager):
        sitting = Sitting.objects.get()
    page = client.post(reverse("sitting_link", args=[sitting.pk]), {"days": "7"}).content.decode()
    assert "<svg" in page
    assert "/v/" in page
    assert "/v/" not in client.get(reverse("sitting_link", args=[sitting.pk])).content.decode()


def test_answers_when_handed_in_then_a_signal_and_both_languages(ours: Office) -> None:
    sitting, client = handed_in(ours), ours.browser()
    with acting_as(ours.manager):
        assert Signal.objects.filter(
            journey_id=sitting.journey_id, rule="check:questionnaire_check", state="open"
        ).exists()
    page = client.get(reverse("sitting_check_next", args=[sitting.journey_id]), follow=True).content.decode()
    assert "Hebt u kinderen?" in page
    assert "هل لديك أطفال؟" in page
    assert "نعم" in page
    with acting_as(ours.manager):
        assert ReadEntry.objects.filter(part="questionnaire").exists()


def test_check_when_all_pages_are_confirmed_then_can_be_finished(ours: Office) -> None:
    sitting, client = handed_in(ours), ours.browser()
    with acting_as(ours.manager):
        ids = ",".join(map(str, Answer.objects.values_list("pk", flat=True)))
    client.post(reverse("answers_confirm", args=[sitting.pk]), {"id": ids, "plek": "family"})
    page = client.get(reverse("sitting_check", args=[sitting.pk])).content.decode()
    assert reverse("check_finish", args=[sitting.pk]) in page
    client.post(reverse("check_finish", args=[sitting.pk]))
    with acting_as(ours.manager):
        assert Sitting.objects.get(pk=sitting.pk).state == "checked"
        assert not Signal.objects.filter(rule="check:questionnaire_check", state="open").exists()


def test_answer_when_corrected_without_reason_then_asked_for_one(ours: Office) -> None:
    handed_in(ours)
    client = ours.browser()
    with acting_as(ours.manager):
        answer = Answer.objects.get(path="family/child[1]/age")
    address = reverse("answer_correct", args=[answer.pk])
    assert client.post(address, {"value": "4", "reason": ""}).status_code == 422
    assert client.post(address, {"value": "40", "reason": "x"}).status_code == 422
    assert client.post(address, {"value": "4", "reason": "Gisteren jarig"}).status_code == 302
    with acting_as(ours.manager):
        assert Answer.objects.get(path="family/child[1]/age", superseded_at__isnull=True).value == "4"


def test_two_sittings_when_compared_then_side_by_side(ours: Office) -> None:
    journey = ours.journey()
    first = handed_in(ours, journey)
    with acting_as(ours.manager):
        Sitting.objects.filter(pk=first.pk).update(state="checked")
    handed_in(ours, journey)
    page = ours.browser().get(reverse("sitting_compare", args=[journey.pk])).content.decode()
    assert "Bent u moe?" in page


def test_export_when_asked_then_logged(ours: Office) -> None:
    sitting, client = handed_in(ours), ours.browser()
    assert client.get(reverse("sitting_export", args=[sitting.pk, "json"])).json()["questionnaire"] == "test"
    assert client.get(reverse("sitting_export", args=[sitting.pk, "xlsx"])).content[:2] == b"PK"
    with acting_as(ours.manager):
        assert ReadEntry.objects.filter(part="questionnaire export").count() == 2


def test_workbook_when_wrong_then_every_problem_and_nothing_kept(ours: Office) -> None:
    client = ours.browser("administrator")
    content = workbook([{"type": "geopoint", "name": "x", NL: "x"}])
    data = {"file": SimpleUploadedFile("x.xlsx", content), "protection": "normal", "filled_in_by": ["alone"]}
    response = client.post(reverse("questionnaire_upload"), data)
    assert response.status_code == 422
    assert "rij 2" in response.content.decode()
    with acting_as(ours.manager):
        assert not QuestionnaireVersion.objects.exists()


def test_workbook_when_right_then_previewed_in_each_language_and_downloaded(ours: Office) -> None:
    client = ours.browser("administrator")
    data = {"file": SimpleUploadedFile("x.xlsx", family()), "protection": "normal", "filled_in_by": ["alone"]}
    response = client.post(reverse("questionnaire_upload"), data)
    page = client.get(response.headers["Location"] + "?taal=ar").content.decode()
    assert "هل لديك أطفال؟" in page
    with acting_as(ours.manager):
        version = QuestionnaireVersion.objects.get()
    assert client.get(reverse("questionnaire_download", args=[version.pk, "xlsx"])).content[:2] == b"PK"
    assert b"h:html" in client.get(reverse("questionnaire_download", args=[version.pk, "xml"])).content
    client.post(reverse("questionnaire_retire", args=[version.pk]))
    assert "uit gebruik" in client.get(reverse("questionnaires")).content.decode()


def test_colleague_of_another_organisation_when_looking_then_not_found(ours: Office, theirs: Office) -> None:
    sitting = handed_in(ours)
    client = theirs.browser()
    for name in ("sitting_check", "sitting_ask", "sitting_link"):
        assert client.get(reverse(name, args=[sitting.pk])).status_code == 404
