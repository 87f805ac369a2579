"""Recording a contact quickly, for the right person, with a way back; and putting facts right."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from reisgenoot.journeys.models import Contact, Milestone
from reisgenoot.kernel.models import ReadEntry
from reisgenoot.kernel.tenancy import acting_as
from tests.web.caseworker.conftest import TODAY, Office
from tests.web.caseworker.html import assert_well_made, read

NEW, SAVE, SEARCH = "/contact/nieuw/", "/contact/opslaan/", "/contact/zoek/"
pytestmark = pytest.mark.django_db


def filled(**given: Any) -> dict[str, Any]:
    """A form as it comes when only the text was typed."""
    return {"kind": "talk", "outcome": "held", "occurred_on": TODAY.isoformat(), "text": "Het gaat goed", **given}


@pytest.mark.parametrize("role", ["policy_officer", "administrator", "privacy_officer"])
def test_form_when_role_may_not_then_403(ours: Office, role: str) -> None:
    browser = ours.browser(role)
    assert [browser.get(NEW).status_code, browser.post(SAVE).status_code, browser.post(SEARCH).status_code] == [403] * 3


def test_form_when_opened_then_well_made_with_guesses(ours: Office) -> None:
    journey = ours.journey()
    ours.contact(journey, ago=30, kind="phone", with_interpreter=True)
    response = ours.browser().get(f"{NEW}?traject={journey.pk}")
    page = assert_well_made(response)
    assert "Amira Haddad" in page.text
    content = response.content.decode()
    assert f'value="{TODAY.isoformat()}"' in content
    assert 'value="phone"' in content.split("checked")[0].rsplit("<input", 1)[-1]


def test_form_when_over_a_page_then_only_the_form(ours: Office) -> None:
    response = ours.browser().get(NEW, headers={"HX-Request": "true"})
    assert b"<html" not in response.content
    assert "Voor wie?" in read(response).text


def test_form_when_journey_of_other_organisation_then_404(ours: Office, theirs: Office) -> None:
    journey = theirs.journey()
    browser = ours.browser()
    assert browser.get(f"{NEW}?traject={journey.pk}").status_code == 404
    assert browser.post(SAVE, filled(traject=journey.pk)).status_code == 404


def test_save_when_text_only_then_recorded_and_undone(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    response = browser.post(SAVE, filled(traject=journey.pk, terug="/vandaag/"))
    assert response["Location"] == "/vandaag/"
    with acting_as(ours.manager) as by:
        contact = Contact.objects.get()
        assert (contact.text, contact.occurred_on, contact.recorded_by_id) == ("Het gaat goed", TODAY, by.staff_id)
    undo = reverse("contact_retract", args=[contact.pk])
    assert undo in read(browser.get("/vandaag/")).forms
    browser.post(undo)
    with acting_as(ours.manager):
        assert Contact.objects.get().superseded_at is not None


def test_save_when_promise_then_on_the_list(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    until = TODAY + timedelta(days=5)
    browser.post(SAVE, filled(traject=journey.pk, promise="Ik mail de docent", promise_until=until.isoformat()))
    assert "Ik mail de docent" in read(browser.get("/vandaag/")).text


def test_save_when_day_for_a_promise_but_no_promise_then_no_promise(ours: Office) -> None:
    journey = ours.journey()
    ours.browser().post(SAVE, filled(traject=journey.pk, promise="", promise_until=TODAY.isoformat()))
    with acting_as(ours.manager):
        assert Contact.objects.get().promise_until is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"occurred_on": "2026-03-03"}, "ligt in de toekomst"),
        ({"occurred_on": "gisteren"}, "Datum"),
        ({"kind": "smoke-signal"}, "Soort"),
        ({"promise": "Ik bel", "promise_until": ""}, "voor welke dag"),
    ],
)
def test_save_when_something_is_wrong_then_says_what_and_keeps_the_text(
    ours: Office, given: dict[str, str], said: str
) -> None:
    journey = ours.journey()
    response = ours.browser().post(SAVE, filled(traject=journey.pk, **given))
    assert response.status_code == 422
    page = assert_well_made(response)
    assert said in page.text
    assert "Het gaat goed" in page.text


def test_save_when_nobody_chosen_then_asks_for_whom(ours: Office) -> None:
    response = ours.browser().post(SAVE, filled())
    assert response.status_code == 422
    assert "Zoek eerst op naam" in read(response).text


def test_search_when_name_then_people_to_choose_from_and_no_name_in_an_address(ours: Office, theirs: Office) -> None:
    journey = ours.journey(family_name="Tesfay", given_name="Selam")
    theirs.journey(family_name="Tesfay", given_name="Vreemd")
    browser = ours.browser()
    assert browser.get(SEARCH).status_code == 405
    content = browser.post(SEARCH, {"naam": "tesf"}).content.decode()
    assert f'value="{journey.pk}"' in content
    assert "Vreemd" not in content


def test_search_when_several_then_none_is_chosen_beforehand(ours: Office) -> None:
    browser = ours.browser()
    ours.journey(family_name="Tesfay", given_name="Selam")
    assert b"checked" in browser.post(SEARCH, {"naam": "tesf"}).content
    ours.journey(family_name="Tesfay", given_name="Yonas")
    assert b"checked" not in browser.post(SEARCH, {"naam": "tesf"}).content


def test_search_when_without_scripts_then_form_keeps_the_text(ours: Office) -> None:
    ours.journey(family_name="Tesfay", given_name="Selam")
    page = assert_well_made(ours.browser().post(SAVE, filled(naam="tesf", zoek="1")))
    assert "Selam Tesfay" in page.text
    assert "Het gaat goed" in page.text


def test_save_when_measured_then_few_queries(ours: Office, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    journey, browser = ours.journey(), ours.browser()
    browser.post(SAVE, filled(traject=journey.pk))
    with django_assert_max_num_queries(24):  # the service and the recomputation of the signals take most
        browser.post(SAVE, filled(traject=journey.pk))


def test_correct_when_changed_then_old_version_stays_readable(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    contact_id = ours.contact(journey, ago=5, text="Verkeerd verslag")
    url = reverse("contact_correct", args=[contact_id])
    assert_well_made(browser.get(url))
    assert browser.post(url, filled(text="Goed verslag")).status_code == 422
    assert browser.post(url, filled(text="Goed verslag", reason="verkeerde persoon")).status_code == 302
    with acting_as(ours.manager):
        held = Contact.objects.get(superseded_at__isnull=True)
        assert ReadEntry.objects.filter(part="contact").count() == 3
    page = read(browser.get(reverse("dossier_fact", args=[journey.pk, "contact", held.pk])))
    assert "Zoals het nu geldt" in page.text
    assert "Goed verslag" in page.text
    assert "Verkeerd verslag" in page.text
    assert "Waarom niet meer verkeerde persoon" in page.text


def test_correct_when_already_replaced_then_404(ours: Office) -> None:
    contact_id, browser = ours.contact(ours.journey(), ago=5), ours.browser()
    url = reverse("contact_correct", args=[contact_id])
    assert [browser.post(url, filled(reason="dubbel")).status_code for _ in range(2)] == [302, 404]


@pytest.mark.parametrize("name", ["contact_correct", "contact_retract", "promise_keep", "promise_reopen"])
def test_contact_when_other_organisation_then_404(ours: Office, theirs: Office, name: str) -> None:
    contact_id = ours.contact(ours.journey(), ago=5, promise="Ik bel", promise_until=TODAY)
    theirs.contact(theirs.journey(), ago=5)
    assert theirs.browser().post(reverse(name, args=[contact_id]), filled()).status_code == 404


def test_milestone_when_recorded_from_a_rule_then_that_one_first_and_undone(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    url = reverse("milestone_new", args=[journey.pk])
    response = browser.get(f"{url}?regel=term:diagnosis")
    assert_well_made(response)
    assert '<option value="diagnosed" selected' in response.content.decode()
    browser.post(url, {"key": "diagnosed", "occurred_on": TODAY.isoformat()})
    with acting_as(ours.manager):
        milestone = Milestone.objects.get(key="diagnosed")
    browser.post(reverse("milestone_retract", args=[milestone.pk]))
    with acting_as(ours.manager):
        assert not Milestone.objects.filter(key="diagnosed", superseded_at__isnull=True).exists()


def test_milestone_when_in_the_future_then_says_so(ours: Office) -> None:
    url = reverse("milestone_new", args=[ours.journey().pk])
    response = ours.browser().post(url, {"key": "settled", "occurred_on": "2027-01-01"})
    assert response.status_code == 422
    assert "ligt in de toekomst" in read(response).text


def test_milestone_when_corrected_then_both_versions_in_its_history(ours: Office) -> None:
    journey, browser = ours.journey(milestones={"settled": 100}), ours.browser()
    with acting_as(ours.manager):
        milestone_id = Milestone.objects.get(key="settled").pk
    url = reverse("milestone_correct", args=[milestone_id])
    assert_well_made(browser.get(url))
    browser.post(url, {"occurred_on": "2025-12-01", "note": "", "reason": "stond verkeerd in de brief"})
    with acting_as(ours.manager):
        held = Milestone.objects.get(key="settled", superseded_at__isnull=True)
    page = read(browser.get(reverse("dossier_fact", args=[journey.pk, "milestone", held.pk])))
    assert "1 dec 2025" in page.text
    assert "22 nov 2025" in page.text
    assert "stond verkeerd in de brief" in page.text


@pytest.mark.parametrize("name", ["milestone_correct", "milestone_retract"])
def test_milestone_when_other_organisation_then_404(ours: Office, theirs: Office, name: str) -> None:
    ours.journey(milestones={"settled": 100})
    with acting_as(ours.manager):
        milestone_id = Milestone.objects.get(key="settled").pk
    assert theirs.browser().post(reverse(name, args=[milestone_id])).status_code == 404
