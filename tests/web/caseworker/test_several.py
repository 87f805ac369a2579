"""Several signals at once on Vandaag: putting aside, giving to a colleague, taking back, and the history of one."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from reisgenoot.journeys.models import Signal
from reisgenoot.kernel.tenancy import acting_as
from tests.web.caseworker.conftest import TODAY, Office
from tests.web.caseworker.html import assert_well_made, read

URL = "/vandaag/"
pytestmark = pytest.mark.django_db


def signals(office: Office, number: int = 2) -> list[int]:
    """Ids of a signal of each of so many people."""
    for place in range(number):
        office.journey(family_name=f"Naam{place}", milestones={"settled": 150, "diagnosed": 149})
    with acting_as(office.manager):
        rows = Signal.objects.filter(rule="cadence:contact", state="open")
        return sorted(rows.values_list("pk", flat=True))


def address(route: str, chosen: list[int]) -> str:
    return f"{reverse(route)}?{urlencode([('signaal', pk) for pk in chosen])}"


def test_today_when_one_person_has_several_then_the_name_stands_once(ours: Office) -> None:
    ours.journey(family_name="Tesfay", milestones={"settled": 200})
    page = assert_well_made(ours.browser().get(URL))
    shown = [link for link in page.links if link.startswith("/dossier/")]
    assert len([link for link in shown if link.count("/") == 3]) == 1


def test_snooze_when_several_then_all_aside_and_undone(ours: Office) -> None:
    chosen, browser = signals(ours), ours.browser()
    url = address("signals_snooze", chosen)
    assert "2 signalen van 2 inwoners" in assert_well_made(browser.get(url)).text
    until = (TODAY + timedelta(days=9)).isoformat()
    assert browser.post(url, {"until": until, "reason": "is op vakantie", "terug": URL})["Location"] == URL
    page = read(browser.get(URL))
    assert "Uitgesteld 2" in page.text
    assert address("signals_wake", chosen) in page.forms
    browser.post(address("signals_wake", chosen))
    assert "Uitgesteld" not in read(browser.get(URL)).text


def test_delegate_when_several_then_the_colleague_sees_from_whom(ours: Office) -> None:
    chosen, browser = signals(ours), ours.browser()
    colleague = ours.place.at_work("client_manager", name="Bilal")
    url = address("signals_delegate", chosen)
    assert_well_made(browser.get(url))
    browser.post(url, {"to_id": colleague.pk, "reason": "Jij kent ze", "terug": URL})
    mine = read(browser.get(URL)).text
    assert "Bij een collega 2" in mine
    theirs = read(ours.place.browser("client_manager", name="Bilal").get(URL)).text
    assert "van client_manager: Jij kent ze" in theirs
    browser.post(address("signals_take_back", chosen))
    assert "Bij een collega" not in read(browser.get(URL)).text


def test_delegate_when_no_reason_then_says_so(ours: Office) -> None:
    chosen = signals(ours, 1)
    colleague = ours.place.at_work("client_manager", name="Bilal")
    response = ours.browser().post(address("signals_delegate", chosen), {"to_id": colleague.pk, "reason": ""})
    assert response.status_code == 422


@pytest.mark.parametrize("route", ["signals_snooze", "signals_delegate"])
def test_several_when_nothing_chosen_then_back_to_the_list(ours: Office, route: str) -> None:
    assert ours.browser().get(reverse(route))["Location"] == URL
    assert ours.browser().get(f"{reverse(route)}?signaal=x")["Location"] == URL


@pytest.mark.parametrize("route", ["signals_snooze", "signals_delegate", "signals_wake", "signals_take_back"])
def test_several_when_of_another_organisation_then_404(ours: Office, theirs: Office, route: str) -> None:
    url, browser = address(route, signals(ours, 1)), theirs.browser()
    assert browser.post(url, {"until": "2026-03-09", "reason": "x", "to_id": "1"}).status_code == 404


def test_history_when_opened_then_tells_what_happened(ours: Office) -> None:
    chosen, browser = signals(ours, 1), ours.browser()
    browser.post(address("signals_snooze", chosen), {"until": "2026-03-09", "reason": "is op vakantie"})
    page = assert_well_made(browser.get(reverse("signal_show", args=chosen)))
    assert "op de lijst gekomen" in page.text
    assert "is op vakantie" in page.text


def test_history_when_other_organisation_then_404(ours: Office, theirs: Office) -> None:
    assert theirs.browser().get(reverse("signal_show", args=signals(ours, 1))).status_code == 404


def test_team_when_something_is_long_late_then_a_group_of_its_own(ours: Office) -> None:
    ours.journey(family_name="Lang", milestones={"settled": 250})
    page = assert_well_made(ours.browser("team_manager").get(URL))
    assert "Lang te laat bij het team 1" in page.text
