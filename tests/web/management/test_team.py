"""Team: how full it is on any day, who was not opened, and what if."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reisgenoot.journeys.services import assign_director
from reisgenoot.kernel.reading import log_read
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import StaffMember
from tests.web.caseworker.html import assert_well_made, read
from tests.web.management.conftest import TODAY, TeamAtWork

URL = "/team/"
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["client_manager", "policy_officer", "administrator"])
@pytest.mark.parametrize("url", [URL, "/team/wat-als/", "/team/wie-blijft-achter/"])
def test_team_when_role_may_not_then_403(ours: TeamAtWork, role: str, url: str) -> None:
    assert ours.browser(role).get(url).status_code == 403


def test_team_manager_when_starting_then_the_team_first(ours: TeamAtWork) -> None:
    assert ours.browser().get("/").headers["Location"] == URL
    assert ours.browser("client_manager").get("/").headers["Location"] == "/vandaag/"
    assert ours.browser("client_manager", "team_manager").get("/").headers["Location"] == "/vandaag/"


def test_team_when_empty_then_still_told(ours: TeamAtWork) -> None:
    page = assert_well_made(ours.browser().get(URL))
    assert "Niemand is klantmanager" in page.text


def test_team_when_opened_then_files_people_and_hours(ours: TeamAtWork, theirs: TeamAtWork) -> None:
    ours.colleague("Anja", fte=0.5)
    for number in range(3):
        ours.journey("Anja", family_name=f"Naam {number}")
    ours.journey(family_name="Zonder")
    theirs.journey("Bilal", family_name="Vreemd")
    page = assert_well_made(ours.browser().get(URL))
    assert "4 dossiers (4 mensen) bij 0,5 fte. Dat is 8 per fte, onder de norm van 50 tot 80." in page.text
    assert "1 dossier heeft nog geen regisseur" in page.text
    assert "Bilal" not in page.text


def test_team_on_an_earlier_day_when_asked_then_as_it_was(ours: TeamAtWork) -> None:
    ours.journey("Anja", days=200)
    ours.journey("Anja", days=10)
    assert "2 dossiers (2 mensen)" in read(ours.browser().get(URL)).text
    before = TODAY - timedelta(days=30)
    assert "1 dossier (1 mens)" in read(ours.browser().get(f"{URL}?peildatum={before}")).text
    earlier = TODAY - timedelta(days=300)
    assert "0 dossiers" in read(ours.browser().get(f"{URL}?peildatum={earlier}")).text


@pytest.mark.parametrize("asked", ["peildatum=morgen", "peildatum=2999-01-01", "gewogen=nee"])
def test_team_when_the_address_means_nothing_then_today(ours: TeamAtWork, asked: str) -> None:
    ours.journey("Anja")
    assert "1 dossier" in assert_well_made(ours.browser().get(f"{URL}?{asked}")).text


def test_team_when_weighed_then_later_phases_count_less(ours: TeamAtWork) -> None:
    ours.colleague("Anja")
    ours.journey("Anja")
    assert "Dat is 1 per fte" in read(ours.browser().get(f"{URL}?gewogen=ja")).text


def test_file_when_handed_over_and_not_opened_then_listed_until_opened(ours: TeamAtWork) -> None:
    journey = ours.journey("Anja", family_name="Kidane", given_name="Yonas")
    bilal = ours.colleague("Bilal")
    with acting_as(ours.manager) as by:
        assign_director(by=by, journey_ids=[journey.pk], staff_id=bilal.pk, from_on=TODAY)
    assert "Yonas Kidane" in read(ours.browser().get(URL)).text
    with acting_as(ours.manager) as by:
        log_read(by=by, person_id=journey.person_id, part="overview")
    assert "Yonas Kidane" in read(ours.browser().get(URL)).text
    assert ours.place.browser("client_manager", name="Bilal").get(f"/dossier/{journey.pk}/").status_code == 200
    assert "Yonas Kidane" not in read(ours.browser().get(URL)).text


def test_person_with_three_directors_when_opened_then_listed(ours: TeamAtWork) -> None:
    journey = ours.journey("Anja", family_name="Kidane", given_name="Yonas")
    with acting_as(ours.manager) as by:
        for name, ago in (("Bilal", 100), ("Carla", 50)):
            assign_director(
                by=by, journey_ids=[journey.pk], staff_id=ours.colleague(name).pk, from_on=TODAY - timedelta(days=ago)
            )
    page = assert_well_made(ours.browser().get(URL))
    assert "1 persoon had er 3 of meer" in page.text
    assert "Yonas Kidane" in page.text


def test_colleague_when_leaving_with_files_then_warned(ours: TeamAtWork) -> None:
    ours.journey("Anja")
    with acting_as(ours.manager):
        StaffMember.objects.filter(pk=ours.colleague("Anja").pk).update(left_on=TODAY + timedelta(days=20))
    page = read(ours.browser().get(URL))
    assert "Anja gaat weg op 22 mrt 2026 en heeft nog 1 dossier" in page.text
    assert f"/team/overdragen/{ours.colleague('Anja').pk}/" in page.links


def test_languages_when_nobody_speaks_one_then_said(ours: TeamAtWork) -> None:
    ours.colleague("Anja", languages=("nl", "ar"))
    ours.journey("Anja", language="ar")
    ours.journey("Anja", language="ti")
    assert "niemand in het team spreekt dit" in read(ours.browser().get(URL)).text


@pytest.mark.parametrize("url", [URL, "/team/wat-als/", "/team/wie-blijft-achter/", "/team/wie-blijft-achter/plan/"])
def test_page_when_many_files_then_a_constant_and_small_number_of_queries(ours: TeamAtWork, url: str) -> None:
    counts = []
    browser = ours.browser()
    for number in range(2):
        for _ in range(1 + 6 * number):
            ours.journey("Anja", language="ar")
            ours.journey("Bilal", language="ti")
        browser.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(url).status_code == 200
        counts.append(sum("savepoint" not in one["sql"].lower() for one in queries.captured_queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 12 + 4  # opening the transaction and checking who it is take four


def test_what_if_when_somebody_leaves_then_the_others_get_more(ours: TeamAtWork) -> None:
    for number in range(4):
        ours.journey("Anja" if number % 2 else "Bilal")
    anja = ours.colleague("Anja")
    url = f"/team/wat-als/?wie={anja.pk}&vanaf=2026-04-01&instroom=0&uitstroom=0"
    page = assert_well_made(ours.browser().get(url))
    assert "Anja weg vanaf 1 apr 2026. Per maand 0 dossiers erbij en 0 eraf." in page.text
    assert "Over een jaar is dat 4 per fte" in page.text


def test_what_if_when_wrongly_asked_then_said(ours: TeamAtWork, theirs: TeamAtWork) -> None:
    ours.journey("Anja")
    other = theirs.colleague("Vreemd")
    for asked in (f"wie={other.pk}", "wie=iemand", "instroom=-1", "fte=2"):
        assert_well_made(ours.browser().get(f"/team/wat-als/?{asked}"))
        assert "Vreemd" not in read(ours.browser().get(f"/team/wat-als/?{asked}")).text
