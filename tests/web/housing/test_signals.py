"""Woningmeldingen on screen: reporting, following, and never a file."""

from typing import Any

import pytest
from django.urls import reverse

from reisgenoot.arrivals.models import HousingSignal, ReportedPerson
from reisgenoot.journeys.models import Journey, Milestone
from reisgenoot.kernel.models import ReadEntry
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.selectors import served_municipalities
from tests.web.caseworker.conftest import TODAY, Office
from tests.web.caseworker.html import assert_well_made

LIST, NEW = "/woningmelding/", "/woningmelding/nieuw/"
OFFICER = "housing_officer"
pytestmark = pytest.mark.django_db


def filled(office: Office, **given: Any) -> dict[str, Any]:
    """The form as it comes with only what is needed."""
    with acting_as(office.manager) as by:
        town = served_municipalities(by=by)[0][0]
    return {
        "family_name": "Kidane",
        "given_name": "Luwam",
        "whereabouts": "far",
        "place": "azc Musselkanaal",
        "municipality": str(town),
        "linked_on": TODAY.isoformat(),
        "leden": "1",
        "lid0-role": "child",
        **given,
    }


def reported(office: Office, **given: Any) -> int:
    """The id of a signal that was just reported."""
    assert office.manager, "a client manager works there"
    assert office.browser(OFFICER).post(NEW, filled(office, **given)).status_code == 302
    with acting_as(office.manager):
        return HousingSignal.objects.latest("pk").pk


def test_list_when_nothing_is_reported_then_teaches_and_is_the_first_place(ours: Office) -> None:
    browser = ours.browser(OFFICER)
    assert browser.get("/")["Location"] == LIST
    page = assert_well_made(browser.get(LIST))
    assert "Nog geen melding" in page.text


def test_signal_when_reported_then_it_stands_in_the_list_with_what_to_do(ours: Office) -> None:
    reported(ours)
    page = assert_well_made(ours.browser(OFFICER).get(LIST))
    assert "Luwam Kidane" in page.text
    assert "klantmanager gekoppeld" in page.text
    assert "Woning aangeboden" in page.text


def test_signal_when_opened_then_read_is_logged_and_no_way_leads_to_the_file(ours: Office) -> None:
    signal_id = reported(ours, bsn="999990019")
    response = ours.browser(OFFICER).get(reverse("housing_signal", args=[signal_id]))
    page = assert_well_made(response)
    assert "999990019" not in page.text
    assert "/dossier/" not in response.content.decode()
    with acting_as(ours.manager):
        assert ReadEntry.objects.filter(part="housing-signal").count() == 1
        journey_id = Journey.objects.get().pk
    assert ours.browser(OFFICER).get(reverse("dossier", args=[journey_id])).status_code == 403


def test_form_when_something_is_wrong_then_keeps_what_was_typed(ours: Office) -> None:
    wrong = filled(ours, family_name="", place="", remarks="Begane grond", **{"lid0-given_name": "Mela"})
    response = ours.browser(OFFICER).post(NEW, wrong)
    assert response.status_code == 422
    page = assert_well_made(response)
    assert "Begane grond" in page.text
    assert 'value="Mela"' in response.content.decode()
    assert "maak de rij leeg" in page.text


def test_form_when_the_azc_has_no_place_then_says_so_at_the_field(ours: Office) -> None:
    response = ours.browser(OFFICER).post(NEW, filled(ours, place=""))
    assert response.status_code == 422
    assert "Vul de plaats of de naam van het azc in." in response.content.decode()


def test_rows_when_more_are_asked_without_scripts_then_there_are_more_and_nothing_is_saved(ours: Office) -> None:
    response = ours.browser(OFFICER).post(NEW, filled(ours, meer="1"))
    assert response.status_code == 200
    assert 'name="lid3-family_name"' in response.content.decode()
    assert 'value="Kidane"' in response.content.decode()
    with acting_as(ours.manager):
        assert not HousingSignal.objects.exists()


def test_household_when_filled_in_then_everybody_is_reported(ours: Office) -> None:
    reported(ours, **{"lid0-family_name": "Kidane", "lid0-given_name": "Dawit", "lid0-role": "partner"})
    with acting_as(ours.manager):
        assert list(ReportedPerson.objects.values_list("role", flat=True)) == ["adult", "partner"]


def test_home_when_recorded_then_undo_takes_it_back(ours: Office) -> None:
    signal_id = reported(ours)
    browser = ours.browser(OFFICER)
    url = reverse("housing_home", args=[signal_id, "home_offered"])
    assert_well_made(browser.get(url))
    assert browser.post(url, {"occurred_on": TODAY.isoformat()}).status_code == 302
    with acting_as(ours.manager):
        assert Milestone.objects.filter(key="home_offered", superseded_at=None).count() == 1
    browser.post(reverse("housing_home_undo", args=[signal_id, "home_offered"]))
    with acting_as(ours.manager):
        assert not Milestone.objects.filter(key="home_offered", superseded_at=None).exists()
    assert browser.get(reverse("housing_home", args=[signal_id, "diagnosed"])).status_code == 404


def test_signal_when_corrected_withdrawn_and_put_back_then_the_list_follows(ours: Office) -> None:
    signal_id = reported(ours)
    browser = ours.browser(OFFICER)
    changed = filled(ours, given_name="Luam")
    assert browser.post(reverse("housing_correct", args=[signal_id]), changed).status_code == 302
    assert "Luam Kidane" in browser.get(LIST).content.decode()
    assert browser.post(reverse("housing_withdraw", args=[signal_id]), {"reason": ""}).status_code == 422
    browser.post(reverse("housing_withdraw", args=[signal_id]), {"reason": "Vergissing"})
    assert "Luam Kidane" not in browser.get(LIST).content.decode().split("rg-toast")[0]
    assert "ingetrokken" in browser.get(f"{LIST}?toon=alle").content.decode()
    browser.post(reverse("housing_reinstate", args=[signal_id]))
    assert "Luam Kidane" in browser.get(LIST).content.decode()


def test_signal_when_of_the_other_organisation_then_not_found(ours: Office, theirs: Office) -> None:
    signal_id = reported(ours)
    browser = theirs.browser(OFFICER)
    assert "Luwam" not in browser.get(LIST).content.decode()
    for name in ("housing_signal", "housing_correct", "housing_withdraw"):
        assert browser.get(reverse(name, args=[signal_id])).status_code == 404


@pytest.mark.parametrize("role", ["client_manager", "policy_officer", "administrator", "privacy_officer"])
def test_list_when_role_may_not_then_403(ours: Office, role: str) -> None:
    assert ours.browser(role).get(LIST).status_code == 403
