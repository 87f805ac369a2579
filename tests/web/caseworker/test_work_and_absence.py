"""Work and absence in a file: recording, what comes after the contract, talking about absence, taking back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.offers.models import Absence
from reisgenoot.work.models import Job
from tests.web.caseworker.conftest import TODAY, Office
from tests.web.caseworker.html import assert_well_made, read

pytestmark = pytest.mark.django_db


def a_job(office: Office, journey: Journey, **fields: str) -> int:
    given = {
        "employer": "Kwekerij Zeewolde",
        "started_on": (TODAY - timedelta(days=100)).isoformat(),
        "contract": "fixed_term",
        "contract_ends_on": (TODAY + timedelta(days=20)).isoformat(),
        "hours_per_week": "24",
    }
    response = office.browser().post(reverse("job_new", args=[journey.pk]), {**given, **fields})
    assert response.status_code == 302
    with acting_as(office.manager):
        return Job.objects.get(superseded_at__isnull=True).pk


def an_absence(office: Office, journey: Journey) -> int:
    day = (TODAY - timedelta(days=12)).isoformat()
    given = {"from_on": day, "reason": "childcare", "reported_on": TODAY.isoformat(), "reported_by": "provider"}
    assert office.browser().post(reverse("absence_new", args=[journey.pk]), given).status_code == 302
    with acting_as(office.manager):
        return Absence.objects.get(superseded_at__isnull=True).pk


def test_job_when_recorded_then_in_the_file_and_on_the_list(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    assert_well_made(browser.get(reverse("job_new", args=[journey.pk])))
    job_id = a_job(ours, journey)
    page = assert_well_made(browser.get(reverse("dossier", args=[journey.pk])))
    assert "Kwekerij Zeewolde" in page.text
    assert reverse("job_contract", args=[job_id]) in page.links
    assert "Contract loopt af" in read(browser.get("/vandaag/")).text
    assert_well_made(browser.get(reverse("dossier_fact", args=[journey.pk, "job", job_id])))


def test_contract_when_extended_then_a_new_version_and_no_signal(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    url = reverse("job_contract", args=[a_job(ours, journey)])
    assert_well_made(browser.get(url))
    assert browser.post(url, {"what": "extended", "until": "2026-12-31", "contract": "fixed_term"}).status_code == 302
    assert "Contract loopt af" not in read(browser.get("/vandaag/")).text
    with acting_as(ours.manager):
        assert Job.objects.count() == 2


def test_contract_when_the_work_stops_then_a_day_and_a_reason_are_asked(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    job_id = a_job(ours, journey)
    url = reverse("job_contract", args=[job_id])
    assert browser.post(url, {"what": "ended"}).status_code == 422
    stopped = {"what": "ended", "on": TODAY.isoformat(), "reason": "health"}
    assert browser.post(url, stopped).status_code == 302
    with acting_as(ours.manager):
        assert Job.objects.get(pk=job_id).ended_on == TODAY
    browser.post(reverse("job_reopen", args=[job_id]))
    with acting_as(ours.manager):
        assert Job.objects.get(pk=job_id).ended_on is None


def test_job_when_corrected_then_the_reason_stands_in_its_history(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    job_id = a_job(ours, journey)
    url = reverse("job_correct", args=[job_id])
    assert_well_made(browser.get(url))
    given = {"employer": "Bakker", "started_on": "2025-12-01", "contract": "permanent", "reason": "verkeerd bedrijf"}
    assert browser.post(url, given).status_code == 302
    page = read(browser.get(reverse("dossier_fact", args=[journey.pk, "job", job_id])))
    assert "verkeerd bedrijf" in page.text


def test_job_when_impossible_then_error_at_the_field_and_what_was_typed_stays(ours: Office) -> None:
    journey = ours.journey()
    given = {"employer": "Bakker", "started_on": "2026-01-05", "contract": "permanent", "hours_per_week": "99"}
    response = ours.browser().post(reverse("job_new", args=[journey.pk]), given)
    assert response.status_code == 422
    assert "Bakker" in response.content.decode()


def test_absence_when_reported_late_then_says_so_and_asks_to_talk(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    assert_well_made(browser.get(reverse("absence_new", args=[journey.pk])))
    absence_id = an_absence(ours, journey)
    page = assert_well_made(browser.get(reverse("dossier", args=[journey.pk])))
    assert "pas na 12 dagen gemeld" in page.text
    assert reverse("absence_answer", args=[absence_id]) in read(browser.get("/vandaag/")).links
    assert_well_made(browser.get(reverse("dossier_fact", args=[journey.pk, "absence", absence_id])))


def test_absence_when_talked_about_then_done_and_undone(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    absence_id = an_absence(ours, journey)
    url = reverse("absence_answer", args=[absence_id])
    assert_well_made(browser.get(url))
    assert browser.post(url, {"agreed": "", "on": TODAY.isoformat()}).status_code == 422
    assert browser.post(url, {"agreed": "Opa past op.", "on": TODAY.isoformat()}).status_code == 302
    assert "Verzuim bespreken" not in read(browser.get("/vandaag/")).text
    browser.post(reverse("absence_reopen", args=[absence_id]))
    assert "Verzuim bespreken" in read(browser.get("/vandaag/")).text


def test_reason_when_nothing_runs_then_kept_with_the_journey(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    url = reverse("journey_no_track", args=[journey.pk])
    assert_well_made(browser.get(url))
    browser.post(url, {"code": "care"})
    with acting_as(ours.manager):
        assert Journey.objects.get(pk=journey.pk).codes["no_track_reason"] == "care"
    browser.post(url, {"code": ""})
    with acting_as(ours.manager):
        assert "no_track_reason" not in Journey.objects.get(pk=journey.pk).codes


def test_forms_when_other_organisation_then_404(ours: Office, theirs: Office) -> None:
    journey = ours.journey()
    job_id, absence_id, browser = a_job(ours, journey), an_absence(ours, journey), theirs.browser()
    routes = {"job_new": journey.pk, "job_contract": job_id, "job_correct": job_id, "absence_answer": absence_id}
    assert {browser.get(reverse(route, args=[pk])).status_code for route, pk in routes.items()} == {404}
    assert browser.post(reverse("job_retract", args=[job_id])).status_code == 404
    assert browser.post(reverse("absence_retract", args=[absence_id])).status_code == 404
