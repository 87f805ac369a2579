"""Vandaag: who sees what, in which group, with which action; putting aside and coming back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from reisgenoot.journeys.models import Signal
from reisgenoot.kernel.tenancy import acting_as
from tests.web.caseworker.conftest import TODAY, Office
from tests.web.caseworker.html import assert_well_made, read

URL = "/vandaag/"
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["policy_officer", "administrator", "privacy_officer"])
def test_today_when_role_may_not_then_403(ours: Office, role: str) -> None:
    assert ours.browser(role).get(URL).status_code == 403


def test_today_when_nothing_waits_then_teaches(ours: Office) -> None:
    page = assert_well_made(ours.browser().get(URL))
    assert "Niets dat nu op jou wacht" in page.text


def test_today_when_signals_then_grouped_by_urgency(ours: Office) -> None:
    ours.journey(family_name="Laat", milestones={"settled": 150})
    ours.journey(family_name="Spoedig", milestones={"settled": 88, "diagnosed": 80})
    promised = ours.journey(family_name="Beloofd")
    ours.contact(promised, ago=3, promise="Ik bel de school", promise_until=TODAY + timedelta(days=4))
    ours.journey(family_name="Nieuw", days=5)
    page = assert_well_made(ours.browser().get(URL))
    order = ["Te laat", "Laat", "Vandaag en deze week", "Spoedig", "Beloftes", "Ik bel de school", "Nieuw, nog niet"]
    places = [page.text.index(word, page.text.index("Maandag")) for word in order]
    assert places == sorted(places)


def test_today_when_row_then_answers_why_and_what_now(ours: Office) -> None:
    journey = ours.journey(milestones={"settled": 150})
    page = read(ours.browser().get(URL))
    assert "elke 3 maanden" in page.text
    assert "Klantreis Meerinzicht" in page.text
    assert f"/contact/nieuw/?traject={journey.pk}" in page.links
    assert f"/dossier/{journey.pk}/" in page.links


def test_today_when_other_organisation_then_nothing_of_theirs(ours: Office, theirs: Office) -> None:
    theirs.journey(family_name="Vreemd", milestones={"settled": 150})
    assert "Vreemd" not in read(ours.browser().get(URL)).text


def test_today_when_colleague_directs_then_not_on_my_list(ours: Office) -> None:
    ours.journey(family_name="Vreemd", director=False, milestones={"settled": 150})
    assert "Vreemd" not in read(ours.browser().get(URL)).text
    assert "Vreemd" not in read(ours.browser().get(URL, {"wie": "alle"})).text


def test_today_when_team_manager_then_sees_everybody_or_who_has_no_director(ours: Office) -> None:
    ours.journey(family_name="Alleen", director=False)
    ours.journey(family_name="Geleid", milestones={"settled": 150})
    browser = ours.browser("team_manager")
    everybody = assert_well_made(browser.get(URL)).text
    nobody = read(browser.get(URL, {"wie": "geen"})).text
    assert ("Alleen" in everybody, "Geleid" in everybody) == (True, True)
    assert ("Alleen" in nobody, "Geleid" in nobody) == (True, False)


def test_today_when_many_then_shows_some_and_leads_to_all(ours: Office) -> None:
    for number in range(22):
        ours.journey(family_name=f"Laat{number:02d}", given_name="", milestones={"settled": 150 + number})
    browser = ours.browser()
    page = read(browser.get(URL))
    late = [word.rstrip(",") for word in page.text.split() if word.startswith("Laat")]
    assert len(set(late)) == 20
    assert f"{URL}?groep=late" in page.links
    assert "Laat00" in read(browser.get(f"{URL}?groep=late")).text


def test_today_when_opened_then_few_queries(ours: Office, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    for number in range(12):
        ours.journey(family_name=f"Laat{number}", milestones={"settled": 150})
    browser = ours.browser()
    browser.get(URL)
    with django_assert_num_queries(10):  # session, user, actor and roles 5; places, items, new 3; savepoint 2
        browser.get(URL)


def _signal(ours: Office) -> int:
    ours.journey(milestones={"settled": 150, "diagnosed": 120, "plan_made": 100, "plan_signed": 99})
    with acting_as(ours.manager):
        return Signal.objects.get(rule="cadence:contact", state="open").pk


def test_snooze_when_reason_and_day_then_put_aside_and_undone(ours: Office) -> None:
    signal_id, browser = _signal(ours), ours.browser()
    assert_well_made(browser.get(reverse("signal_snooze", args=[signal_id])))
    until = TODAY + timedelta(days=9)
    given = {"until": until.isoformat(), "reason": "is op vakantie", "terug": URL}
    response = browser.post(reverse("signal_snooze", args=[signal_id]), given)
    assert response["Location"] == URL
    page = read(browser.get(URL))
    assert "Uitgesteld 1" in page.text
    assert "is op vakantie" in page.text
    assert reverse("signal_wake", args=[signal_id]) in page.forms
    browser.post(reverse("signal_wake", args=[signal_id]))
    assert "Te laat 1" in read(browser.get(URL)).text


def test_snooze_when_no_reason_then_says_so_and_keeps_what_was_typed(ours: Office) -> None:
    signal_id = _signal(ours)
    given = {"until": "2026-03-09", "reason": ""}
    response = ours.browser().post(reverse("signal_snooze", args=[signal_id]), given)
    assert response.status_code == 422
    assert 'value="2026-03-09"' in response.content.decode()


def test_snooze_when_day_has_passed_then_error_at_the_field(ours: Office) -> None:
    signal_id = _signal(ours)
    given = {"until": "2026-03-01", "reason": "later"}
    response = ours.browser().post(reverse("signal_snooze", args=[signal_id]), given)
    assert response.status_code == 422
    assert "Kies een dag na vandaag" in read(response).text


def test_snooze_when_htmx_then_only_the_form_and_back_after_it(ours: Office) -> None:
    signal_id, browser = _signal(ours), ours.browser()
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/vandaag/?groep=late"}
    form = browser.get(reverse("signal_snooze", args=[signal_id]), headers=headers)
    assert b"<html" not in form.content
    given = {"until": "2026-03-09", "reason": "vakantie"}
    saved = browser.post(reverse("signal_snooze", args=[signal_id]), given, headers=headers)
    assert (saved.status_code, saved["HX-Redirect"]) == (204, "/vandaag/?groep=late")


def test_snooze_when_other_organisation_then_404(ours: Office, theirs: Office) -> None:
    signal_id, theirs_browser = _signal(ours), theirs.browser()
    theirs.journey(milestones={"settled": 150})
    assert theirs_browser.get(reverse("signal_snooze", args=[signal_id])).status_code == 404
    assert theirs_browser.post(reverse("signal_wake", args=[signal_id])).status_code == 404


@pytest.mark.parametrize("address", ["https://elders.example/", "//elders.example/", "javascript:alert(1)"])
def test_snooze_when_return_address_is_not_ours_then_ignored(ours: Office, address: str) -> None:
    signal_id = _signal(ours)
    given = {"until": "2026-03-09", "reason": "vakantie", "terug": address}
    response = ours.browser().post(reverse("signal_snooze", args=[signal_id]), given)
    assert response["Location"] == URL


def test_promise_when_kept_then_gone_and_undone(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    contact_id = ours.contact(journey, ago=3, promise="Ik bel de school", promise_until=TODAY + timedelta(days=4))
    browser.post(reverse("promise_keep", args=[contact_id]), {"terug": URL})
    page = read(browser.get(URL))
    assert "Beloftes" not in page.text
    assert reverse("promise_reopen", args=[contact_id]) in page.forms
    browser.post(reverse("promise_reopen", args=[contact_id]))
    assert "Beloftes 1" in read(browser.get(URL)).text


def test_promise_when_kept_twice_then_told(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    contact_id = ours.contact(journey, ago=3, promise="Ik bel", promise_until=TODAY)
    url = reverse("promise_keep", args=[contact_id])
    assert [browser.post(url).status_code for _ in range(2)] == [302, 302]


def test_director_when_assigned_by_team_manager_then_on_the_list_of_that_colleague(ours: Office) -> None:
    journey = ours.journey(family_name="Alleen", director=False)
    staff = ours.place.at_work("client_manager")
    url = reverse("director_assign", args=[journey.pk])
    assert ours.browser().get(url).status_code == 403
    manager = ours.browser("team_manager")
    assert_well_made(manager.get(url))
    response = manager.post(url, {"staff_id": staff.pk, "from_on": TODAY.isoformat(), "reason": "nieuw"})
    assert response.status_code == 302
    assert "Alleen" in read(ours.browser().get(URL)).text
